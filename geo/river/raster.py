"""Banks of very many points: a raster of cells that have one answer, geometry for the points between.

A cell lies wholly on one bank and is certain where its centre is farther from the line than any doubt
reaches. Cells near the line know the segments that can be nearest to a point of theirs. Where neither
holds, beside the traced ends, each point is located by itself. The raster is made once for a river and asked
from `MANY` points on.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray

from geo.model import Certainty, River
from geo.river.bank import (
    CLASSES,
    KM_PER_DEGREE,
    Course,
    Floats,
    course_of,
    locate_on,
    locate_points,
    to_mercator,
)

MANY = 20_000
MARGIN_DEG = 1.0
COARSEST_DEG, HALVINGS, SPLIT = 0.16, 2, 4
"""Cells of 0.16 degrees, those without one answer split into 4 by 4, twice: 0.01 degrees at last."""
LARGEST = 6_000_000
"""Cells of a raster at most: a longer river gets larger ones."""
END_KM = 150.0
"""Cells nearest to so much of the line at an end, and not clearly before it, have one answer only if they
lie beyond it. Farther than this from the line the corners decide: a sliver may be told with its cell."""
NEAR_LINE_KM = 12.0
_MIXED = -1
_CERTAIN, _BEYOND = CLASSES.index(Certainty.CERTAIN), CLASSES.index(Certainty.BEYOND)

Codes = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Raster:
    """`codes[row, column]` is class * 2 + (1 where left), or -1 where points are to be located."""

    west: float
    south: float
    cell: float
    codes: Codes
    near: NDArray[np.int64]
    """Numbers (row * columns + column) of the cells near the line, ascending."""
    first: NDArray[np.int64]
    """Where the segments of each near cell begin in `segments`, and their number at the end."""
    segments: NDArray[np.int64]

    def lookup(self, lon: Floats, lat: Floats) -> tuple[Codes, NDArray[np.int64]]:
        """Code of each point's cell, -1 outside, and the cell's number."""
        column = np.floor((lon - self.west) / self.cell).astype(np.int32)
        row = np.floor((lat - self.south) / self.cell).astype(np.int32)
        rows, columns = self.codes.shape
        inside = (column >= 0) & (column < columns) & (row >= 0) & (row < rows)
        found = self.codes[np.where(inside, row, 0), np.where(inside, column, 0)]
        number = np.where(inside, row.astype(np.int64) * columns + column, -1)
        return np.where(inside, found, _MIXED).astype(np.int8), number

    def nearest(self, points: Floats, number: NDArray[np.int64], course: Course) -> NDArray[np.int64]:
        """Nearest segment of Mercator points in cells near the line; -1 for points in other cells."""
        at = np.searchsorted(self.near, number)
        known = np.flatnonzero(
            (at < len(self.near)) & (self.near[np.minimum(at, len(self.near) - 1)] == number)
        )
        found = np.full(len(points), -1, dtype=np.int64)
        if len(known):
            counts = self.first[at[known] + 1] - self.first[at[known]]
            begin = np.cumsum(counts) - counts
            steps = np.arange(int(counts.sum())) - np.repeat(begin, counts)
            segment = self.segments[np.repeat(self.first[at[known]], counts) + steps]
            asked = np.repeat(points[known], counts, axis=0)
            away = asked - course.foot(segment, course.along(asked, segment))
            square = away[:, 0] ** 2 + away[:, 1] ** 2
            least = np.repeat(np.minimum.reduceat(square, begin), counts)
            hits = np.flatnonzero(square == least)
            found[known] = segment[hits[np.searchsorted(hits, begin)]]
        return found


def classify_banks(lon: ArrayLike, lat: ArrayLike, river: River) -> tuple[Codes, Codes]:
    """Side (+1 left, -1 right) and class (index into CLASSES) of points in degrees: locate_banks in bulk.

    The same answers as `locate_banks`, without distances.
    """
    course = course_of(river)
    lons, lats = course.near_lon(lon), np.atleast_1d(np.asarray(lat, dtype=float))
    if len(lons) < MANY:
        located = locate_points(lons, lats, course)
        return located.side, located.code
    raster = _raster(course)
    packed, number = raster.lookup(lons, lats)
    side, code = ((packed & 1) * 2 - 1).astype(np.int8), packed >> 1
    open_points = np.flatnonzero(packed == _MIXED)
    points = to_mercator(lons[open_points], lats[open_points])
    segment = raster.nearest(points, number[open_points], course)
    unknown = segment < 0
    segment[unknown] = course.tree.nearest(shapely.points(points[unknown]))
    located = locate_on(points, segment, course)
    side[open_points], code[open_points] = located.side, located.code
    return side, code


@lru_cache(maxsize=4)
def _raster(course: Course) -> Raster:
    line = course.lonlat
    (west, south), (east, north) = line.min(axis=0) - MARGIN_DEG, line.max(axis=0) + MARGIN_DEG
    finest = COARSEST_DEG / SPLIT**HALVINGS
    coarsest = COARSEST_DEG * max(1.0, np.sqrt((east - west) * (north - south) / finest**2 / LARGEST))
    shape = (int(np.ceil((north - south) / coarsest)), int(np.ceil((east - west) / coarsest)))
    codes = np.full(shape, _MIXED, dtype=np.int8)
    cell = coarsest
    for level in range(HALVINGS + 1):
        if level:
            codes, cell = codes.repeat(SPLIT, axis=0).repeat(SPLIT, axis=1), cell / SPLIT
        rows, columns = np.nonzero(codes == _MIXED)
        codes[rows, columns] = _cell_codes(
            course, west + (columns + 0.5) * cell, south + (rows + 0.5) * cell, cell
        )
    origin = (float(west), float(south), float(cell))
    return Raster(*origin, codes, *_segments_near(course, *origin, codes))


def _segments_near(
    course: Course, west: float, south: float, cell: float, codes: Codes
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Cells near the line with the segments that can be nearest to a point in them, as Raster keeps them.

    A segment nearest to some point of a cell is no farther from its centre than the centre's nearest plus
    the cell's diagonal.
    """
    rows, columns = np.nonzero(codes == _MIXED)
    lat = south + (rows + 0.5) * cell
    centre = to_mercator(west + (columns + 0.5) * cell, lat)
    segment, t = course.project(centre)
    away = np.hypot(*(centre - course.foot(segment, t)).T)
    stretch = 1 / np.cos(np.radians(np.clip(np.abs(lat) + cell, 0, 84)))
    near = np.flatnonzero(away < NEAR_LINE_KM / KM_PER_DEGREE * stretch)
    reach = away[near] + 1.01 * cell * np.hypot(1, stretch[near])
    pairs = course.tree.query(shapely.points(centre[near]), predicate="dwithin", distance=reach)
    order = np.lexsort((pairs[1], pairs[0]))
    first = np.searchsorted(pairs[0][order], np.arange(len(near) + 1))
    return rows[near] * codes.shape[1] + columns[near], first, pairs[1][order]


def _cell_codes(course: Course, lon: Floats, lat: Floats, cell: float) -> NDArray[np.int8]:
    """One code for each cell about its centre, -1 where its points may differ."""
    centre = locate_points(lon, lat, course)
    reach = cell * KM_PER_DEGREE * 0.5 * np.sqrt(1 + np.cos(np.radians(np.abs(lat) - cell)) ** 2) * 1.02
    packed = (centre.code * 2 + (centre.side > 0)).astype(np.int8)
    one = (centre.code == _CERTAIN) | (centre.code == _BEYOND)
    one &= centre.distance_km - reach > course.bands.sure.max()
    for end, from_end in ((0, 0.0), (-1, float(course.km[-1]))):
        past = (to_mercator(lon, lat) - course.xy[end]) @ course.outward[end][0]
        margin = cell * 0.75 / np.cos(np.radians(np.clip(np.abs(lat) + cell, 0, 84)))
        open_end = (np.abs(centre.km - from_end) < END_KM) & (past > -margin)
        one &= ~open_end | ((past > margin) & (centre.code == _BEYOND))
    asked = np.flatnonzero(one & ((centre.code == _BEYOND) | (centre.distance_km > END_KM)))
    for east, north in ((-0.5, -0.5), (-0.5, 0.5), (0.5, -0.5), (0.5, 0.5)):
        corner = locate_points(lon[asked] + east * cell, lat[asked] + north * cell, course)
        one[asked] &= packed[asked] == corner.code * 2 + (corner.side > 0)
    return np.where(one, packed, _MIXED).astype(np.int8)
