"""What a briefing says in words: its rows, counts, sources, a caption to paste, a text for who can't see it.

Nothing here asserts: every sentence about events keeps its speaker and stance.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from geo.briefing.seats import Marker
from geo.briefing.values import Entry, Texts
from geo.filters import date_words, review_words
from geo.model import (
    Attribution,
    AttributionKind,
    Bank,
    Basis,
    Claim,
    Conflict,
    Document,
    Link,
    PlacedClaim,
    Scene,
    Stance,
)
from geo.scene import actor_of, side_words
from geo.scene.compose import NEGATED_LABEL, STANCE_LABELS
from geo.scene.naming import place_name

NEGATED_WORDS = {
    Stance.ASSERTED: NEGATED_LABEL,
    Stance.DENIED: "denies that it is not so",
    Stance.DOUBTED: "doubts that it is not so",
    Stance.DEMANDED: "demands that it not be so",
    Stance.PLANNED: "plans that it not be so",
}
NARRATOR = "the report itself"
_MOST_SPEAKERS = _MOST_NAMED = 6
_BASIS_WORDS = {
    Basis.STATED: "as stated",
    Basis.LOCATED: "by its place",
    Basis.CURATED: "by a checked table",
    Basis.CORRECTED: "set by hand",
}


def entries_of(
    scene: Scene, markers: Sequence[Marker], documents: Mapping[str, Document], default_source: str
) -> tuple[Entry, ...]:
    """The list: claims by the number of their pin, then those that are not on the map, in text order."""
    sides = side_words(scene)
    rows: list[Entry] = []
    listed: set[int] = set()
    for number, marker in enumerate(markers, 1):
        claims = marker.claims
        for place, index in enumerate(claims):
            mark = f"{number}{letters(place)}" if len(claims) > 1 else str(number)
            rows.append(_entry(scene.claims[index], mark, sides, documents, default_source))
        listed.update(claims)
    left = (claim for index, claim in enumerate(scene.claims) if index not in listed)
    rows += (_entry(claim, "", sides, documents, default_source) for claim in left)
    return _with_disputes(rows, scene.conflicts)


def _with_disputes(rows: Sequence[Entry], conflicts: Sequence[Conflict]) -> tuple[Entry, ...]:
    """The rows, each naming those of the list that it may conflict with."""
    marks = {row.placed.claim.id: row.mark for row in rows}
    against: dict[str, list[str]] = {}
    for pair in conflicts:
        if pair.a in marks and pair.b in marks:
            against.setdefault(pair.a, []).append(marks[pair.b])
            against.setdefault(pair.b, []).append(marks[pair.a])
    return tuple(replace(row, disputed=_dispute_words(against.get(row.placed.claim.id, ()))) for row in rows)


def _dispute_words(marks: Sequence[str]) -> str:
    """ "may conflict with 2, 5a and one not on the map"; empty without any."""
    named = sorted({mark for mark in marks if mark}, key=lambda mark: (len(mark), mark))
    off = sum(not mark for mark in marks)
    parts = [", ".join(named[:_MOST_NAMED]) + (" and more" if len(named) > _MOST_NAMED else "")]
    parts.append(f"{'one' if off == 1 else off} not on the map" if off else "")
    found = " and ".join(filter(None, parts))
    return f"may conflict with {found}" if found else ""


def letters(number: int) -> str:
    """0 → a, 25 → z, 26 → aa."""
    word = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        word = chr(ord("a") + rest) + word
    return word


def _entry(
    placed: PlacedClaim,
    mark: str,
    sides: Mapping[Bank, str],
    documents: Mapping[str, Document],
    default_source: str,
) -> Entry:
    claim = placed.claim
    document = documents.get(claim.document_id)
    return Entry(
        mark=mark,
        placed=placed,
        speaker=speaker_words(claim),
        text=_words_of(claim),
        stance_words=stance_words(claim),
        actor=actor_of(claim),
        place=_place_words(placed),
        side=_side_words(placed, sides),
        when=_when_words(claim),
        source=source_words(document) if document else default_source,
        review=review_words(claim.review),
    )


def _words_of(claim: Claim) -> str:
    """The claim's words, marked where they stand in a quotation or begin amid a sentence."""
    if claim.attribution.kind is AttributionKind.DIRECT:
        return f"“{claim.text}”"
    return f"… {claim.text}" if claim.text[:1].islower() else claim.text


def speaker_words(claim: Claim) -> str:
    """Name, role and organisation of who speaks, each once."""
    attribution: Attribution = claim.attribution
    source = attribution.source
    parts = [attribution.speaker_label, source.role if source else None]
    parts.append(claim.speaker.name if claim.speaker else source.organisation if source else None)
    kept: list[str] = []
    for part in parts:
        if part and not any(part.casefold() in other.casefold() for other in kept):
            kept.append(part)
    return ", ".join(kept) or NARRATOR


def stance_words(claim: Claim) -> str:
    """How the words stand to what they speak of."""
    if not claim.negated:
        return STANCE_LABELS[claim.stance]
    return NEGATED_WORDS[claim.stance]


_LINKS = {Link.CARRIED: " (from the sentence before)", Link.CORRECTED: " (set by hand)"}


def _place_words(placed: PlacedClaim) -> str:
    if placed.place is None or placed.place.place is None:
        return "no place named"
    name = place_name(placed) or placed.place.place.name
    carried = _LINKS.get(placed.place.link, "")
    return f"{'near ' if placed.place.near else ''}{name}{carried}"


def _side_words(placed: PlacedClaim, sides: Mapping[Bank, str]) -> str:
    call = placed.call
    if call.bank is Bank.NONE:
        return "no side"
    basis = _BASIS_WORDS.get(call.basis, "")
    return f"{sides[call.bank]}, {basis}" if basis and call.bank is not Bank.BOTH else sides[call.bank]


def _when_words(claim: Claim) -> str:
    when = claim.when
    return date_words(when.start, when.end) or (when.text or "")


def source_words(document: Document) -> str:
    """Title, publisher and day of a report."""
    parts = (document.title, document.publisher, _day(document.published))
    return ", ".join(filter(None, parts)) or document.url or "an untitled text"


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""


def day_words(day: date | None) -> str:
    return f"As of {_day(day)}" if day else ""


def count_words(scene: Scene, total: int | None) -> str:
    """ "7 of 27 claims · 2 of them not on the map"."""
    shown = len(scene.claims)
    whole = shown if total is None else total
    off = shown - sum(len(pin.claims) for pin in scene.pins)
    counted = f"{shown:,} of {whole:,}" if shown != whole else f"{shown:,}"
    where = f" · {off:,} of them not on the map" if off else ", all on the map" if shown else ""
    return f"{counted} {'claim' if whole == 1 else 'claims'}{where}"


def proposed_title(scene: Scene) -> str:
    """A title for a scene that has none."""
    return f"Claims along the {scene.boundary.name}" if scene.boundary else "Claims"


def caption_of(texts: Texts) -> str:
    """A caption ready to paste below the picture."""
    source = f"Source: {'; '.join(texts.sources)}" if texts.sources else ""
    parts = (
        texts.title, texts.subtitle, texts.as_of, source, texts.notice, "; ".join(texts.credits),
    )  # fmt: skip
    return " ".join(f"{part.rstrip('. ')}." for part in parts if part)


def alt_text_of(title: str, scene: Scene, entries: Sequence[Entry]) -> str:
    """What the picture shows, for a reader who does not see it: places, sides, speakers, stances."""
    if not entries:
        return f"Map: {title}. No claims are shown. {scene.notice}."
    sides = side_words(scene)
    banks = Counter(sides[entry.placed.call.bank] for entry in entries if entry.on_map)
    stances = Counter(entry.stance_words for entry in entries)
    speakers: dict[str, str] = {}
    for entry in entries:
        speakers.setdefault(entry.speaker.casefold(), entry.speaker)
    divided = f", divided by the {scene.boundary.name}" if scene.boundary else ""
    said = _named(tuple(speakers.values()))
    off = sum(not entry.on_map for entry in entries)
    sentences = [
        f"Map: {title}{divided}",
        f"{len(entries)} {'claim' if len(entries) == 1 else 'claims'} by {said}",
        f"On the map: {_counted(banks)}" if banks else "",
        f"Not on the map: {off}" if off else "",
        f"Stance: {_counted(stances)}",
        scene.notice,
    ]
    return ". ".join(filter(None, sentences)) + "."


def _counted(counts: Counter[str]) -> str:
    """ "west bank (3), on the river (1)"."""
    return ", ".join(f"{words} ({count:,})" for words, count in counts.most_common())


def _named(speakers: Sequence[str]) -> str:
    """The first speakers, and how many more there are."""
    more = len(speakers) - _MOST_SPEAKERS
    others = f" and {more} {'other' if more == 1 else 'others'}" if more > 0 else ""
    return "; ".join(speakers[:_MOST_SPEAKERS]) + others
