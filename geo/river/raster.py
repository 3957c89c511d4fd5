"""Banks of very many points: a raster of cells that have one answer, geometry for the points between.

A cell lies wholly on one bank and is certain where its centre is farther from the line than any doubt
reaches; near the line, and where a cell's corners disagree about the traced end, each point is located by
itself. The raster is made once for a river and asked from `MANY` points on.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geo.model import Certainty, River
from geo.river.bank import (
    CLASSES,
    KM_PER_DEGREE,
    UNSURE_SURE_KM,
    Course,
    course_of,
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
"""Cells nearest to so much of the line at an end (far cells: to more), and not clearly before it, have one
answer only if all their corners lie beyond it."""
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

    def lookup(self, lon: NDArray[np.float64], lat: NDArray[np.float64]) -> Codes:
        """Code of each point's cell; -1 outside."""
        column = np.floor((lon - self.west) / self.cell).astype(np.int32)
        row = np.floor((lat - self.south) / self.cell).astype(np.int32)
        rows, columns = self.codes.shape
        inside = (column >= 0) & (column < columns) & (row >= 0) & (row < rows)
        found = self.codes[np.where(inside, row, 0), np.where(inside, column, 0)]
        return np.where(inside, found, _MIXED).astype(np.int8)


def classify_banks(lon: ArrayLike, lat: ArrayLike, river: River) -> tuple[Codes, Codes]:
    """Side (+1 left, -1 right) and class (index into CLASSES) of points in degrees: locate_banks in bulk.

    The same answers as `locate_banks`, without distances.
    """
    lons, lats = np.atleast_1d(np.asarray(lon, dtype=float)), np.atleast_1d(np.asarray(lat, dtype=float))
    course = course_of(river)
    if len(lons) < MANY:
        located = locate_points(lons, lats, course)
        return located.side, located.code
    packed = _raster(river).lookup(lons, lats)
    side, code = ((packed & 1) * 2 - 1).astype(np.int8), packed >> 1
    open_points = np.flatnonzero(packed == _MIXED)
    located = locate_points(lons[open_points], lats[open_points], course)
    side[open_points], code[open_points] = located.side, located.code
    return side, code


@lru_cache(maxsize=4)
def _raster(river: River) -> Raster:
    course = course_of(river)
    line = np.asarray(river.line)
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
    return Raster(float(west), float(south), float(cell), codes)


def _cell_codes(
    course: Course, lon: NDArray[np.float64], lat: NDArray[np.float64], cell: float
) -> NDArray[np.int8]:
    """One code for each cell about its centre, -1 where its points may differ."""
    centre = locate_points(lon, lat, course)
    reach = cell * KM_PER_DEGREE * 0.5 * np.sqrt(1 + np.cos(np.radians(np.abs(lat) - cell)) ** 2) * 1.02
    packed = (centre.code * 2 + (centre.side > 0)).astype(np.int8)
    one = (centre.code == _CERTAIN) | (centre.code == _BEYOND)
    one &= centre.distance_km - reach > UNSURE_SURE_KM
    for end, from_end in ((0, 0.0), (-1, float(course.km[-1]))):
        past = (to_mercator(lon, lat) - course.xy[end]) @ course.outward(end)[0]
        margin = cell * 0.75 / np.cos(np.radians(np.clip(np.abs(lat) + cell, 0, 84)))
        reaches = np.maximum(END_KM, 2 * centre.distance_km)
        open_end = (np.abs(centre.km - from_end) < reaches) & (past > -margin)
        one &= ~open_end | ((past > margin) & (centre.code == _BEYOND))
    asked = np.flatnonzero(one & (centre.code == _BEYOND))
    for east, north in ((-0.5, -0.5), (-0.5, 0.5), (0.5, -0.5), (0.5, 0.5)):
        corner = locate_points(lon[asked] + east * cell, lat[asked] + north * cell, course)
        one[asked] &= packed[asked] == corner.code * 2 + (corner.side > 0)
    return np.where(one, packed, _MIXED).astype(np.int8)
