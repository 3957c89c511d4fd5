"""Sets pins of one spot side by side: inside their claims' extent, on their bank, always the same way."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache

import shapely

from geo.model import Bank, Extent, LonLat, Ring

KM_PER_DEGREE = 111.195
CLOSER = (1.0, 0.5, 0.25)
RINGS_OF_SEATS = 4
"""Seats around a spot: one in the middle, then rings of 6, 12, 18 and 24."""


class Spread:
    """Seats already taken, so that the next pin of a crowded spot sits beside them, not on them."""

    def __init__(self, *, spacing_km: float) -> None:
        self.spacing_km = spacing_km
        self._taken: dict[tuple[int, int], list[LonLat]] = {}

    def place(self, anchor: LonLat, extent: Extent | None, *, bank: Bank) -> LonLat:
        """The free seat nearest to `anchor` (lon, lat) that the extent allows.

        Where seats are short they move closer, down to a quarter; after that the pin keeps its spot.
        Without an extent a pin that stands on a bank keeps it too: nothing says how far its bank goes.
        """
        for closer in CLOSER:
            spacing_km = self.spacing_km * closer
            for seat in _seats(anchor, extent, bank, spacing_km):
                if self._room(seat) >= spacing_km * 0.98:
                    return self._take(seat)
        return self._take(anchor)

    def _take(self, seat: LonLat) -> LonLat:
        self._taken.setdefault(self._cell(seat), []).append(seat)
        return seat

    def _cell(self, seat: LonLat) -> tuple[int, int]:
        step = self.spacing_km / KM_PER_DEGREE
        return math.floor(seat[0] * _shrink(seat[1]) / step), math.floor(seat[1] / step)

    def _room(self, seat: LonLat) -> float:
        """Km to the nearest taken seat, or two spacings where none is that near."""
        x, y = self._cell(seat)
        near = (
            taken
            for column in (x - 1, x, x + 1)
            for row in (y - 1, y, y + 1)
            for taken in self._taken.get((column, row), ())
        )
        return min((km_between(seat, taken) for taken in near), default=2 * self.spacing_km)


def _seats(anchor: LonLat, extent: Extent | None, bank: Bank, spacing_km: float) -> Iterator[LonLat]:
    yield anchor
    if extent is not None and extent.lines and not extent.rings:
        yield from _along(extent.lines, anchor, spacing_km)
        return
    shape = _shape(extent.rings) if extent is not None and extent.rings else None
    if shape is None and bank not in (Bank.BOTH, Bank.NONE):
        return
    for seat in _around(anchor, spacing_km):
        if shape is None or shape.contains(shapely.Point(seat)):
            yield seat


def _around(anchor: LonLat, spacing_km: float) -> Iterator[LonLat]:
    lon, lat = anchor
    for ring in range(1, RINGS_OF_SEATS + 1):
        for step in range(6 * ring):
            angle = 2 * math.pi * step / (6 * ring)
            yield _moved(lon, lat, ring * spacing_km, angle)


def _moved(lon: float, lat: float, km: float, angle: float) -> LonLat:
    degrees = km / KM_PER_DEGREE
    return lon + degrees * math.cos(angle) / _shrink(lat), lat + degrees * math.sin(angle)


def _along(lines: tuple[Ring, ...], anchor: LonLat, spacing_km: float) -> Iterator[LonLat]:
    """Seats on the stretch of line that passes nearest to `anchor`, alternating down and up."""
    point = shapely.Point(anchor)
    line = min(
        (shapely.LineString(line) for line in lines if len(line) > 1), key=point.distance, default=None
    )
    if line is None:
        return
    at, step = line.project(point), spacing_km / KM_PER_DEGREE / _shrink(anchor[1])
    for number in range(1, 40):
        for place in (at + number * step, at - number * step):
            if 0 <= place <= line.length:
                seat = line.interpolate(place)
                yield seat.x, seat.y


@lru_cache(maxsize=256)
def _shape(rings: tuple[Ring, ...]) -> shapely.MultiPolygon:
    """Area of an extent, a little smaller, so that a pin's middle never sits on the boundary."""
    area = shapely.make_valid(
        shapely.MultiPolygon([shapely.Polygon(ring) for ring in rings if len(ring) > 2])
    )
    inner = area.buffer(-0.004)
    shape = inner if not inner.is_empty else area
    shapely.prepare(shape)
    return shape


def km_between(a: LonLat, b: LonLat) -> float:
    """Distance in km of two positions that are near each other."""
    return math.hypot((a[0] - b[0]) * _shrink((a[1] + b[1]) / 2), a[1] - b[1]) * KM_PER_DEGREE


def _shrink(lat: float) -> float:
    return max(0.05, math.cos(math.radians(lat)))
