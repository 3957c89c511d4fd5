"""OpenStreetMap's course put into the catalogue's river, where both tell one course in one direction.

A line that strays, covers too little, or runs the other way is refused with a sentence, and nothing changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import shapely

from geo.errors import InputError
from geo.model import LonLat, River, UncertainStretch, text_id
from geo.overpass.course import Course, length_km
from geo.overpass.question import LICENCE, Box
from geo.river import course_of, line_of
from geo.river.bank import Floats, to_mercator

TYPICAL_KM, WORST_KM = 1.5, 6.0
"""How far the middle and the farthest twentieth of a line may lie from the catalogue's."""
LEAST_COVER = 0.6
"""Share of the catalogue's line in the view that must be there."""
STRAIGHT = 0.8
"""Share of the steps along the line that must go downstream by the catalogue."""
AGREE_KM, AROUND_KM = 2.0, 5.0
"""A stretch counts as checked where for so far around both lines run so near each other."""
STEP_KM = 0.5
TOLERANCE_DEG = 0.0002
JOINT_KM = 1.0
"""So far from its ends the catalogue's line goes on: nearer, the joint could double back on itself."""
_MOST_STEPS = 6_000
_BESIDE = 50
"""So many of the catalogue's vertices beside the joints must not be crossed either."""
_WIDE = frozenset({"lake", "wide"})


def refined_river(river: River, found: Course, *, box: Box, asked: date) -> River:
    """The river with OpenStreetMap's course spliced in. InputError says why it can't be."""
    line = _simplified(found.line)
    feet, away = _against_catalogue(line, river)
    _check_distance(away, river)
    _check_direction(feet, river)
    _check_cover(float(feet[0]), float(feet[-1]), river, box)
    return _spliced(river, found, line, feet, away, asked)


def _simplified(line: Sequence[LonLat]) -> tuple[LonLat, ...]:
    simple = shapely.simplify(shapely.LineString(line), TOLERANCE_DEG, preserve_topology=True)
    return tuple((round(x, 6), round(y, 6)) for x, y in simple.coords)


def _against_catalogue(line: Sequence[LonLat], river: River) -> tuple[Floats, Floats]:
    """For steps along a line: the foot on the catalogue's line, in km from its start, and km away from it."""
    course = course_of(river)
    count = int(min(max(length_km(line) / STEP_KM, 2), _MOST_STEPS))
    steps = shapely.line_interpolate_point(
        shapely.LineString(line), np.linspace(0, 1, count + 1), normalized=True
    )
    lonlat = shapely.get_coordinates(steps)
    points = to_mercator(lonlat[:, 0], lonlat[:, 1])
    segment, t = course.project(points)
    gap = points - course.foot(segment, t)
    scale = np.cos(np.radians(lonlat[:, 1])) * 111.195
    return course.km_at(segment, t), np.hypot(gap[:, 0], gap[:, 1]) * scale


def _check_distance(away: Floats, river: River) -> None:
    middle, worst = (float(value) for value in np.percentile(away, (50, 95)))
    if middle > TYPICAL_KM or worst > WORST_KM:
        raise InputError(
            f"OpenStreetMap's line lies {middle:.1f} km from the catalogue's {river.name} (the farthest "
            f"twentieth {worst:.1f} km), so it may be another river"
        )


def _check_direction(feet: Floats, river: River) -> None:
    steps = np.diff(feet)
    along = float(np.sum(steps[steps > 0]))
    against = float(-np.sum(steps[steps < 0]))
    if along < STRAIGHT * (along + against):
        raise InputError(f"OpenStreetMap's line does not run as the catalogue's {river.name} does")


def _check_cover(start: float, end: float, river: River, box: Box) -> None:
    inside = shapely.clip_by_rect(line_of(river), *box)
    whole = sum(length_km(list(part.coords)) for part in shapely.get_parts(inside) if not part.is_empty)
    share = (end - start) / whole if whole else 0.0
    if share < LEAST_COVER:
        raise InputError(
            f"OpenStreetMap's line covers {max(0.0, share):.0%} of the {river.name} in this view, too little "
            "to replace the catalogue's"
        )


def _spliced(
    river: River, found: Course, line: tuple[LonLat, ...], feet: Floats, away: Floats, asked: date
) -> River:
    """Catalogue, OpenStreetMap, catalogue; the joints and gaps are uncertain."""
    start, end = float(feet[0]), float(feet[-1])
    km = course_of(river).km
    head = tuple(point for point, at in zip(river.line, km, strict=True) if at < start - JOINT_KM)
    tail = tuple(point for point, at in zip(river.line, km, strict=True) if at > end + JOINT_KM)
    _check_simple((*head[-_BESIDE:], *line, *tail[:_BESIDE]))
    first = length_km(head)
    begin = first + (length_km((head[-1], line[0])) if head else 0.0)
    stop = begin + length_km(line)
    last = stop + (length_km((line[-1], tail[0])) if tail else 0.0)
    joints = [(first, begin), (stop, last), *((begin + a, begin + b) for a, b in found.gaps)]
    moved = [(0.0, start, 0.0), (end, float(km[-1]), last - end - _rest(km, end))]
    uncertain = [
        *(_moved(stretch, part) for part in moved for stretch in river.uncertain),
        *(UncertainStretch(a, b, "gap") for a, b in joints if b > a),
        *_still_wide(river, feet, begin, stop),
    ]
    checked = [
        *((max(a, low) + by, min(b, high) + by) for low, high, by in moved for a, b in river.checked),
        *((begin + a, begin + b) for a, b in _agreeing(away, stop - begin)),
    ]
    day = asked.isoformat()
    return River(
        id=f"{river.id}-osm-{text_id(repr(line), length=8)}",
        name=river.name,
        names=river.names,
        line=(*head, *line, *tail),
        uncertain=tuple(sorted((s for s in uncertain if s.end_km > s.start_km), key=lambda s: s.start_km)),
        checked=tuple(sorted((a, b) for a, b in checked if b > a)),
        source=f"© OpenStreetMap contributors, asked {day}, within the view; elsewhere {river.source}",
        licence=f"{LICENCE}; {river.licence}",
        base=river.id,
    )


def _check_simple(line: Sequence[LonLat]) -> None:
    """A line that crosses itself has the wrong side for far points behind the crossing."""
    if not shapely.LineString(line).is_simple:
        raise InputError("OpenStreetMap's line crosses itself, so its sides can't be told apart")


def _rest(km: Floats, end: float) -> float:
    """How far behind `end` the catalogue's line goes on."""
    after = km[km > end + JOINT_KM]
    return float(after[0]) - end if len(after) else 0.0


def _moved(stretch: UncertainStretch, part: tuple[float, float, float]) -> UncertainStretch:
    """A stretch of the catalogue's line as it lies in the new one; without length where it is not there."""
    low, high, by = part
    return replace(stretch, start_km=max(stretch.start_km, low) + by, end_km=min(stretch.end_km, high) + by)


def _still_wide(river: River, feet: Floats, begin: float, stop: float) -> list[UncertainStretch]:
    """Lakes and wide reaches stay so, whoever draws a line through them."""
    here = np.linspace(begin, stop, len(feet))
    there = np.maximum.accumulate(feet)
    wide = [s for s in river.uncertain if s.kind in _WIDE and s.end_km > there[0] and s.start_km < there[-1]]
    ends = [np.interp([stretch.start_km, stretch.end_km], there, here).tolist() for stretch in wide]
    return [replace(s, start_km=a, end_km=b) for s, (a, b) in zip(wide, ends, strict=True)]


def _agreeing(away: Floats, length: float) -> list[tuple[float, float]]:
    """Km from and to of the stretches where both lines run near each other for some way around."""
    window = round(AROUND_KM / STEP_KM)
    padded = np.pad(away, window, mode="edge")
    widest = np.lib.stride_tricks.sliding_window_view(padded, 2 * window + 1).max(axis=1)
    near = np.concatenate([[False], widest < AGREE_KM, [False]])
    edges = np.flatnonzero(np.diff(near.astype(np.int8)))
    step = length / max(1, len(away) - 1)
    return [(float(a) * step, float(b - 1) * step) for a, b in zip(edges[::2], edges[1::2], strict=True)]
