"""The ways of an Overpass answer: believed only as far as their numbers go.

Side streams are dropped; a way that one relation calls a side stream and another does not, stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

from geo.errors import OnlineError
from geo.model import LonLat

MOST_WAYS, MOST_VERTICES = 4_000, 200_000
_SIDE = frozenset({"side_stream", "side stream", "tributary", "spring", "anabranch", "distributary"})
_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Way:
    """One way, in the direction it was drawn in: downstream, if its mapper kept to the custom."""

    line: tuple[LonLat, ...]


def read_members(answer: object) -> tuple[Way, ...]:
    """The main ways of the relations in an answer. OnlineError where it has another form or is too large."""
    elements = answer.get("elements") if isinstance(answer, Mapping) else None
    if not isinstance(answer, Mapping) or not isinstance(elements, list):
        raise OnlineError("its answer has an unknown form")
    if "error" in str(answer.get("remark", "")):  # what came before the error is not the whole
        raise OnlineError("it could not finish the question")
    items = [one for one in elements if isinstance(one, Mapping)]
    main = {number for item in items if item.get("type") == "relation" for number in _main_members(item)}
    found: dict[int, Way] = {}
    vertices = 0
    for item in items:
        number = item.get("id")
        if item.get("type") != "way" or not isinstance(number, int) or number not in main:
            continue
        line = _line(item.get("geometry"))
        vertices += len(line)
        if len(found) >= MOST_WAYS or vertices > MOST_VERTICES:
            raise OnlineError(f"its answer has more than {MOST_VERTICES:,} points")
        if len(line) > 1:
            found[number] = Way(line)
    return tuple(found.values())


def plain_ways(ways: Sequence[Way]) -> list[list[list[float]]]:
    """Ways as plain JSON, to be kept."""
    return [[list(point) for point in way.line] for way in ways]


def read_ways(content: object) -> tuple[Way, ...]:
    """Ways as `plain_ways` wrote them; what is damaged is left out."""
    lines = content if isinstance(content, list) else []
    ways = (Way(tuple(_vertices(line))) for line in lines if isinstance(line, list))
    return tuple(way for way in ways if len(way.line) > 1)


def _main_members(relation: Mapping[str, object]) -> Iterator[int]:
    members = relation.get("members")
    for member in members if isinstance(members, list) else []:
        if isinstance(member, Mapping) and member.get("type") == "way":
            number, role = member.get("ref"), member.get("role")
            if isinstance(number, int) and role not in _SIDE:
                yield number


def _line(geometry: object) -> tuple[LonLat, ...]:
    points = geometry if isinstance(geometry, list) else []
    pairs = [[point.get("lon"), point.get("lat")] for point in points if isinstance(point, Mapping)]
    if len(pairs) < len(points):  # a point without a position lies outside the box: the way is cut there
        pairs = _longest_run(points)
    return tuple(_vertices(pairs))


def _longest_run(points: Sequence[object]) -> list[list[object]]:
    runs: list[list[list[object]]] = [[]]
    for point in points:
        if isinstance(point, Mapping):
            runs[-1].append([point.get("lon"), point.get("lat")])
        else:
            runs.append([])
    return max(runs, key=len)


def _vertices(pairs: Sequence[object]) -> Iterator[LonLat]:
    """Positions on earth, each different from the one before."""
    last: LonLat | None = None
    for pair in pairs:
        point = _point(pair)
        if point is not None and point != last:
            yield point
            last = point


def _point(pair: object) -> LonLat | None:
    if not isinstance(pair, list) or len(pair) != 2:
        return None
    lon, lat = pair
    if not isinstance(lon, int | float) or not isinstance(lat, int | float):
        return None
    if not (isfinite(lon) and isfinite(lat) and abs(lon) <= 180 and abs(lat) <= 85):
        return None
    return round(float(lon), _DECIMALS), round(float(lat), _DECIMALS)
