"""Where words put something against a named place: "20 km south of X", "between X and Y", "X's outskirts".

In: a text with its resolutions. Out: a Displacement per resolution, or None. The place stays the named place;
the displacement says where around it the events are, and how wide that is.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

from geo.model import Displacement, DisplacementKind, Place, PlaceKind, Resolution, Span

__all__ = ["displace"]

_SOURCE = Path(__file__).resolve().parents[1] / "data" / "sources" / "toponym_displacement.toml"
_LOOK = 72
_FARTHEST_KM = 300.0
_BETWEEN_KM = 120.0
"""Farther apart, two towns with "between" and no road are parties rather than a stretch of land."""
_SECTOR = 0.45
"""A compass word is an eighth of the circle: half its width, per km of distance."""
_ROUNDING = 0.1
_SPOTS = (PlaceKind.SETTLEMENT, PlaceKind.OTHER)
_SENTENCE = re.compile(r"[.!?;:](?=\s)|\n|[“”\"]")


@dataclass(frozen=True, slots=True)
class _Patterns:
    bearings: dict[str, float]
    units: dict[str, float]
    numbers: dict[str, float]
    radius_km: dict[str, float]
    kind_of: dict[str, DisplacementKind]
    offset: re.Pattern[str]
    part: re.Pattern[str]
    surroundings: re.Pattern[str]
    between: re.Pattern[str]
    road_before: re.Pattern[str]
    road_after: re.Pattern[str]
    joint: re.Pattern[str]
    relation: re.Pattern[str]


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    raw = tomllib.loads(_SOURCE.read_text("utf-8"))
    words = raw["words"]
    bearing, unit, number = _any(raw["bearings"]), _any(raw["units"]), _any(raw["numbers"])
    around, road = _any([*words["outskirts"], *words["countryside"]]), _any(words["road"])
    town = r"(?:the\s+)?(?:(?:town|towns|city|cities|village|villages|centre|center)\s+of\s+)?"
    kind_of = {word: DisplacementKind(kind) for kind in ("outskirts", "countryside") for word in words[kind]}
    distance = rf"(?P<number>\d+(?:[.,]\d+)?|{number})(?:\s*-\s*|\s+|(?<=\d))(?P<unit>{unit})"
    compass = rf"(?:(?:to|in)\s+the\s+)?(?:due\s+)?(?P<bearing>{bearing})"
    flags = re.IGNORECASE
    return _Patterns(
        {word: float(value) for word, value in raw["bearings"].items()},
        raw["units"],
        {word: float(value) for word, value in raw["numbers"].items()},
        {word: float(value) for word, value in raw["radius_km"].items()},
        kind_of,
        re.compile(
            rf"(?:\b{distance}\s+(?:{compass}\s+of|outside|away\s+from|from|off)"
            rf"|\b(?:just\s+)?{compass.replace('bearing', 'plain')}\s+of)\s+{town}$",
            flags,
        ),
        re.compile(
            rf"\b(?:(?P<bearing>{bearing})\s+)?(?P<word>{around})\s+of\s+{town}$"
            rf"|\b(?P<plain>{bearing})\s+(?=$)",
            flags,
        ),
        re.compile(rf"^(?:['’]s?)?\s+(?:(?P<bearing>{bearing})\s+)?(?P<word>{around})\b", flags),
        re.compile(rf"\bbetween\s+{town}$", flags),
        re.compile(
            rf"\b(?:{road})\s+(?:\w+\s+)?(?:from|between|linking|connecting|joining|links)\s+{town}$", flags
        ),
        re.compile(rf"^\s+(?:\w+\s+)?(?:{road})\b", flags),
        re.compile(rf"^(?:\s*[-–—]\s*|\s+(?:and|to|with)\s+{town}|-to-)$", flags),
        re.compile(rf"\b(?:{_any(words['relations'])})\b", flags),
    )  # fmt: skip


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


def displace(text: str, resolutions: Sequence[Resolution]) -> tuple[Resolution, ...]:
    """The resolutions, those with words beside them that move or widen the place with a Displacement."""
    found = []
    for at, resolution in enumerate(resolutions):
        place = resolution.place
        if place is None or place.kind not in _SPOTS:
            found.append(resolution)
            continue
        behind = resolutions[at + 1] if at + 1 < len(resolutions) else None
        moved = _between(text, resolution, behind) or _beside(text, resolution) or _around(text, resolution)
        found.append(replace(resolution, displacement=moved) if moved else resolution)
    return _both_ends(found)


def _both_ends(resolutions: list[Resolution]) -> tuple[Resolution, ...]:
    """The far end of a stretch gets the same stretch, seen from there."""
    for at, resolution in enumerate(resolutions[:-1]):
        moved, other = resolution.displacement, resolutions[at + 1]
        if moved and moved.toward and other.place is moved.toward and resolution.place:
            resolutions[at + 1] = replace(other, displacement=replace(moved, toward=resolution.place))
    return tuple(resolutions)


def _between(text: str, resolution: Resolution, behind: Resolution | None) -> Displacement | None:
    """ "between X and Y", "the X–Y road", "the road from X to Y"."""
    place, patterns = resolution.place, _patterns()
    if place is None or behind is None or behind.place is None or behind.place.kind not in _SPOTS:
        return None
    span, other = resolution.mention.span, behind.mention.span
    if not patterns.joint.match(text[span.end : other.start]):
        return None
    before = _before(text, span.start)
    after = _after(text, other.end)
    opened = patterns.road_before.search(before)
    closed = (
        patterns.road_after.match(after) if text[span.end : other.start].strip(" ")[:1] in "-–—" else None
    )
    plain = patterns.between.search(before)
    apart = km_between(place, behind.place)
    if not (opened or closed) and (
        plain is None or apart > _BETWEEN_KM or patterns.relation.search(before[: plain.start()][-32:])
    ):
        return None
    if apart == 0 or apart > _FARTHEST_KM:
        return None
    start = span.start - (
        len(before) - opened.start() if opened else len(before) - plain.start() if plain else 0
    )
    end = other.end + (closed.end() if closed else 0)
    kind = DisplacementKind.ROAD if opened or closed else DisplacementKind.BETWEEN
    radius = max(patterns.radius_km["road"], _ROUNDING * apart)
    return Displacement(kind, Span(start, end), radius, distance_km=round(apart / 2, 1), toward=behind.place)


def _beside(text: str, resolution: Resolution) -> Displacement | None:
    """ "20 km south of X", "south of X", "20 miles from X"."""
    span, patterns = resolution.mention.span, _patterns()
    before = _before(text, span.start)
    match = patterns.offset.search(before)
    if match is None:
        return None
    where = Span(span.start - len(before) + match.start(), span.end)
    word = match["bearing"] or match["plain"]
    bearing = patterns.bearings[word.lower()] if word else None
    if match["plain"]:
        wide = patterns.radius_km["beside"]
        return Displacement(DisplacementKind.OFFSET, where, wide, bearing_deg=bearing, distance_km=wide)
    distance = _number(match["number"], patterns) * patterns.units[match["unit"].lower()]
    if distance > _FARTHEST_KM:
        return None
    if bearing is None:
        return Displacement(DisplacementKind.AROUND, where, max(distance, 1.0), distance_km=distance)
    radius = max(_patterns().radius_km["road"], (_SECTOR + _ROUNDING) * distance)
    return Displacement(DisplacementKind.OFFSET, where, radius, bearing_deg=bearing, distance_km=distance)


def _around(text: str, resolution: Resolution) -> Displacement | None:
    """ "the eastern outskirts of X", "X's countryside", "eastern X", "near X"."""
    span, patterns = resolution.mention.span, _patterns()
    before = _before(text, span.start)
    match = patterns.part.search(before)
    behind = patterns.surroundings.match(_after(text, span.end))
    if behind:
        opening = _opening_bearing(before)
        where = Span(span.start - (len(opening) + 1 if opening else 0), span.end + behind.end())
        return _surroundings(behind["word"], behind["bearing"] or opening, where)
    if match and match["word"]:
        where = Span(span.start - len(before) + match.start(), span.end)
        return _surroundings(match["word"], match["bearing"], where)
    if resolution.near:
        return Displacement(DisplacementKind.AROUND, span, patterns.radius_km["around"])
    return None


def _opening_bearing(before: str) -> str:
    match = _patterns().part.search(before)
    return match["plain"] if match and match["plain"] else ""


def _surroundings(word: str, bearing: str | None, where: Span) -> Displacement:
    patterns = _patterns()
    kind = patterns.kind_of[" ".join(word.lower().split())]
    wide = patterns.radius_km[kind.value]
    if not bearing:
        return Displacement(kind, where, wide)
    return Displacement(kind, where, wide, bearing_deg=patterns.bearings[bearing.lower()], distance_km=wide)


def _number(words: str, patterns: _Patterns) -> float:
    plain = " ".join(words.lower().split())
    return patterns.numbers[plain] if plain in patterns.numbers else float(plain.replace(",", "."))


def _before(text: str, at: int) -> str:
    """The words before, of the same sentence, with room for one."""
    piece = text[max(0, at - _LOOK) : at]
    ends = [match.end() for match in _SENTENCE.finditer(piece)]
    return piece[ends[-1] :] if ends else piece


def _after(text: str, at: int) -> str:
    return text[at : at + _LOOK]


def km_between(a: Place, b: Place) -> float:
    """Great-circle distance."""
    la, lb = radians(a.lat), radians(b.lat)
    h = sin((lb - la) / 2) ** 2 + cos(la) * cos(lb) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 12742 * asin(min(1.0, sqrt(h)))
