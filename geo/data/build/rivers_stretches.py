"""How far a traced line may be trusted, stretch by stretch: where it is unsure, where a second source agrees.

Natural Earth's rivers are followed through the same waypoints. Where its line runs beside the traced one
for some kilometres up and down, the trace took the right way. Where the two part, the river may be anywhere
between them. Lakes come from GSHHG, Natural Earth and a hand-kept list of reservoirs that both lack. All
lengths are km along the finished line, as geo.river counts them.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.data.build import natural_earth
from geo.model import River
from geo.river.bank import KM_PER_DEGREE, UNSURE_SURE_KM, Course, to_mercator

RESERVOIRS = Path(__file__).resolve().parents[1] / "sources" / "rivers_reservoirs.csv"
STEP_KM = 0.5
AROUND_KM = 5.0
"""A place is judged by so much of the line up and down of it."""
AGREE_KM = 2.0
APART_KM, LACKING_KM = 3.0, 12.0
"""Farther apart than the first the sources contradict each other; beyond the second one lacks the river."""
LONGEST_STEP_KM = 15.0
"""A longer step in the second line is a jump, no river."""
SHORE_DEG = 0.005

Floats = NDArray[np.float64]
Kinds = NDArray[np.str_]


@dataclass(frozen=True, slots=True)
class Stretches:
    """`uncertain`: [from km, to km, kind, sure km]; `checked`: [from km, to km]."""

    uncertain: list[list[float | str]]
    checked: list[list[float]]


def stretches(river_id: str, line: Floats, drawn: tuple[Floats, Kinds], second: Floats | None) -> Stretches:
    """Of the finished `line`; `drawn` are the vertices it was made from and what kind each step of theirs is.

    `second` is the other source's line through the same waypoints, None where it has none.
    """
    course = Course(River(river_id, river_id, (), tuple((lon, lat) for lon, lat in line.tolist())))
    km = np.arange(0.0, course.km[-1] + STEP_KM, STEP_KM).clip(max=course.km[-1])
    points = np.array([course.point_at(one) for one in km.tolist()])
    kinds = _kind_of_nearest_step(points, *drawn)
    kinds = np.where((kinds == "") & _in_lake(points), "lake", kinds)
    for start, end in _reservoirs().get(river_id, ()):
        inside = (km >= _km_of(course, start)) & (km <= _km_of(course, end))
        kinds = np.where((kinds == "") & inside, "lake", kinds)
    apart = _widest(distance_km(points, second), round(AROUND_KM / STEP_KM))
    contradicted = (apart >= APART_KM) & (apart < LACKING_KM)
    kinds = np.where((kinds == "") & contradicted, "apart", kinds)
    sure = np.where(contradicted, np.maximum(UNSURE_SURE_KM, np.ceil(apart) + AGREE_KM), UNSURE_SURE_KM)
    checked = np.where((kinds == "") & (apart < AGREE_KM), "checked", "")
    return Stretches(
        [[*_ends(km, run), str(kinds[run[0]]), float(sure[run].max())] for run in _runs(kinds)],
        [_ends(km, run) for run in _runs(checked)],
    )


def _kind_of_nearest_step(points: Floats, vertices: Floats, kinds: Kinds) -> Kinds:
    steps = shapely.linestrings(np.stack([vertices[:-1], vertices[1:]], axis=1))
    return np.asarray(kinds[shapely.STRtree(steps).nearest(shapely.points(points))])


@cache
def _lake_tree() -> shapely.STRtree:
    return shapely.STRtree([shapely.buffer(lake, SHORE_DEG) for lake in natural_earth.lakes()])


def _in_lake(points: Floats) -> NDArray[np.bool_]:
    inside = np.zeros(len(points), dtype=bool)
    inside[_lake_tree().query(shapely.points(points), predicate="intersects")[0]] = True
    return inside


@cache
def _reservoirs() -> dict[str, list[tuple[Floats, Floats]]]:
    """By river: the upper end and the dam, each as a Mercator point."""
    found = defaultdict(list)
    with RESERVOIRS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            ends = to_mercator(
                [float(row["from_lon"]), float(row["to_lon"])], [float(row["from_lat"]), float(row["to_lat"])]
            )
            found[row["river"]].append((ends[:1], ends[1:]))
    return dict(found)


def _km_of(course: Course, point: Floats) -> float:
    return float(course.km_at(*course.project(point))[0])


def distance_km(points: Floats, second: Floats | None) -> Floats:
    """From each point to a line (n, 2) without its jumps, or to pieces (n, 2, 2), all in lon, lat.

    Infinite where there is nothing.
    """
    far = np.full(len(points), np.inf)
    if second is None:
        return far
    steps = second if second.ndim == 3 else np.stack([second[:-1], second[1:]], axis=1)
    flat = np.stack([to_mercator(end[:, 0], end[:, 1]) for end in (steps[:, 0], steps[:, 1])], axis=1)
    lengths = np.hypot(*(flat[:, 1] - flat[:, 0]).T) * np.cos(np.radians(steps[:, 0, 1])) * KM_PER_DEGREE
    real = flat[lengths <= LONGEST_STEP_KM]
    if not len(real):
        return far
    asked, away = shapely.STRtree(shapely.linestrings(real)).query_nearest(
        shapely.points(to_mercator(points[:, 0], points[:, 1])), return_distance=True, all_matches=False
    )
    far[asked[0]] = away * np.cos(np.radians(points[asked[0], 1])) * KM_PER_DEGREE
    return far


def _widest(values: Floats, reach: int) -> Floats:
    """The largest value up to `reach` places before and behind each."""
    padded = np.pad(values, reach, mode="edge")
    return np.asarray(np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1).max(axis=1))


def _runs(kinds: Kinds) -> list[NDArray[np.intp]]:
    """Places of equal kind side by side, those of no kind left out."""
    groups = np.split(np.arange(len(kinds)), np.flatnonzero(kinds[1:] != kinds[:-1]) + 1)
    return [group for group in groups if kinds[group[0]]]


def _ends(km: Floats, run: NDArray[np.intp]) -> list[float]:
    """From half a step before to half a step behind, so that runs side by side touch."""
    start, end = km[run[0]] - STEP_KM / 2, km[run[-1]] + STEP_KM / 2
    return [round(max(0.0, float(start)), 2), round(min(float(km[-1]), float(end)), 2)]
