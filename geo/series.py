"""A series: one picture per side, per actor or per week of what a filter keeps, as one zip.

In: the scene of a case, a Filter, a Look. Out: the parts, each with a Filter of its own, and a zip that
holds their pictures and a text file with the caption and the alternative text of each.
"""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from geo import filters
from geo.brief import Brief, Look, brief_bytes, brief_of
from geo.errors import InputError
from geo.escape import for_filename
from geo.model import Bank, Document, Filter, PlacedClaim, Role, Scene
from geo.scene import side_words

BY = ("side", "actor", "week")
MOST_WEEKS = 60
CAPTIONS = "captions.txt"
_SIDES = (Bank.LEFT, Bank.RIGHT, Bank.ON_RIVER, Bank.BOTH, Bank.NONE)
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
"""The same series gives the same bytes."""

Progress = Callable[[int, int, str], None]
"""Told how many pictures are done, of how many, and which one comes next."""


@dataclass(frozen=True, slots=True)
class Part:
    """One picture of a series: what it is of, and the filter that keeps its claims."""

    label: str
    wanted: Filter


def parts_of(case: Scene, wanted: Filter, by: str) -> tuple[Part, ...]:
    """The parts of a series, none of them empty; no claim kept, no parts.

    InputError names what a series can go by, and says where there would be too many weeks.
    """
    makers = {"side": _by_side, "actor": _by_actor, "week": _by_week}
    if by not in makers:
        raise InputError(f"can't make a series by {by!r}; choose one of {', '.join(BY)}")
    return tuple(makers[by](case, wanted, filters.apply(wanted, case.claims)))


def left_out(case: Scene, wanted: Filter, parts: Sequence[Part]) -> tuple[PlacedClaim, ...]:
    """Claims that the filter keeps but no part of the series shows, such as those without a date."""
    kept = filters.apply(wanted, case.claims)
    return tuple(claim for claim in kept if not any(filters.keeps(part.wanted, claim) for part in parts))


def _by_side(case: Scene, wanted: Filter, kept: Sequence[PlacedClaim]) -> Iterator[Part]:
    names, present = side_words(case), {claim.call.bank for claim in kept}
    for bank in _SIDES:
        if bank in present:
            yield Part(names[bank], replace(wanted, banks=frozenset({bank})))


def _by_actor(case: Scene, wanted: Filter, kept: Sequence[PlacedClaim]) -> Iterator[Part]:
    """Actors with most claims first; in the role that the filter asks for."""
    counts: Counter[str] = Counter()
    names: dict[str, str] = {}
    for claim in kept:
        held = {entry.actor.id: entry.actor.name for entry in claim.claim.actors if _fits(entry.role, wanted)}
        counts.update(held.keys())
        names |= held
    for actor in sorted(counts, key=lambda actor: (-counts[actor], names[actor])):
        if wanted.actor in ("", actor):
            yield Part(names[actor], replace(wanted, actor=actor))


def _fits(role: Role, wanted: Filter) -> bool:
    return wanted.role in (None, role)


def _by_week(case: Scene, wanted: Filter, kept: Sequence[PlacedClaim]) -> Iterator[Part]:
    """Weeks from Monday to Sunday in which a claim begins, ends or lasts."""
    days = [day for claim in kept for day in (claim.claim.when.start, claim.claim.when.end) if day]
    if not days:
        return
    first = max(min(days), wanted.since or date.min)
    last = min(max(days), wanted.until or date.max)
    monday = first - timedelta(days=first.weekday())
    weeks = (last - monday).days // 7 + 1
    if weeks > MOST_WEEKS:
        raise InputError(
            f"these claims span {weeks:,} weeks; choose dates that span at most {MOST_WEEKS}, "
            "or make the series by side or actor"
        )
    for start in (monday + timedelta(weeks=number) for number in range(weeks)):
        end = start + timedelta(days=6)
        since, until = max(start, wanted.since or start), min(end, wanted.until or end)
        part = replace(wanted, since=since, until=until)
        if any(filters.keeps(part, claim) for claim in kept):
            yield Part(filters.date_words(since, until), part)


def series_zip(
    case: Scene,
    wanted: Filter,
    look: Look,
    *,
    by: str,
    kind: str = "png",
    scale: float = 1.0,
    documents: Sequence[Document] = (),
    progress: Progress | None = None,
) -> bytes:
    """All pictures of a series with their captions, as the bytes of a zip.

    Each part keeps the case's map, so that the pictures can be compared; its subtitle is proposed from its
    filter. InputError where there is nothing to draw, or `by` or `kind` is unknown.
    """
    parts = parts_of(case, wanted, by)
    if not parts:
        raise InputError(f"there is no claim to make a series by {by} of; widen the filter")
    out = io.BytesIO()
    about: list[str] = []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for number, part in enumerate(parts, 1):
            if progress:
                progress(number - 1, len(parts), part.label)
            brief = brief_of(case, part.wanted, replace(look, subtitle=""), documents=documents)
            stem = f"{number:02d}-{for_filename(part.label, by)[:40].strip('-')}"
            names = []
            for name, content in _files(brief, stem, kind, scale):
                file.writestr(zipfile.ZipInfo(name, _ZIP_DAY), content, zipfile.ZIP_DEFLATED)
                names.append(name)
            about.append(_about(part, brief, names))
        about.append(_rest(left_out(case, wanted, parts)))
        text = "\n\n".join(filter(None, about)) + "\n"
        file.writestr(zipfile.ZipInfo(CAPTIONS, _ZIP_DAY), text.encode("utf-8"), zipfile.ZIP_DEFLATED)
    if progress:
        progress(len(parts), len(parts), "")
    return out.getvalue()


def _files(brief: Brief, stem: str, kind: str, scale: float) -> Iterator[tuple[str, bytes]]:
    """A part's files: kinds that hold all pages in one file give one, pictures one a page."""
    pages = range(1, len(brief.pages) + 1) if kind in ("png", "svg") else (1,)
    for page in pages:
        ending = f"-page-{page}" if len(pages) > 1 else ""
        yield f"{stem}{ending}.{kind}", brief_bytes(brief, kind, page=page, scale=scale)


def _about(part: Part, brief: Brief, names: Sequence[str]) -> str:
    lines = (
        ", ".join(names),
        f"Title: {brief.texts.title}",
        f"Shown: {brief.texts.subtitle} ({brief.texts.count})",
        f"Caption: {brief.caption}",
        f"Alternative text: {brief.alt_text}",
    )
    return "\n".join(lines)


def _rest(claims: Sequence[PlacedClaim]) -> str:
    if not claims:
        return ""
    listed = "\n".join(f"- {' '.join(claim.claim.text.split())}" for claim in claims)
    return f"In no picture of this series ({len(claims)}):\n{listed}"
