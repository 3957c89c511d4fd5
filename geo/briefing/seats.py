"""Where each pin stands on the picture: on its spot, beside it in its extent or on its bank, or in a group.

No two markers cover each other. A marker that was set aside keeps a line back to its spot; pins that find
no seat share one marker, always of one bank.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import shapely

from geo.briefing.pins import REACH
from geo.briefing.values import Box, Point
from geo.briefing.view import View
from geo.model import Bank, LonLat, Pin

APART = 2 * REACH
RINGS = 3
MOST_SEATED = 60
"""With more pins than this, those that crowd are grouped at once: lines to their spots would tangle."""


@dataclass(slots=True)
class Marker:
    """One thing drawn for one or more pins of a bank; (`x`, `y`) where, (`spot_x`, `spot_y`) what for."""

    x: float
    y: float
    spot_x: float
    spot_y: float
    bank: Bank
    pins: list[Pin] = field(default_factory=list)

    @property
    def claims(self) -> list[int]:
        return sorted(index for pin in self.pins for index in pin.claims)

    @property
    def moved(self) -> bool:
        return math.hypot(self.x - self.spot_x, self.y - self.spot_y) > 4


class Wanted(NamedTuple):
    """A pin, where its claims are (lon, lat), and the area in sheet units that the words may mean."""

    pin: Pin
    spot: LonLat
    extent: shapely.Geometry | None = None


class Seating:
    """Markers as they find their seats: first those on their own spots, then the others around them."""

    def __init__(
        self,
        view: View,
        banks: dict[Bank, shapely.Geometry],
        taken: Sequence[Box],
        line: shapely.Geometry | None = None,
    ) -> None:
        self.view, self.line = view, line
        self.inner = view.frame.grown(-REACH - 2)
        self.taken = [box.grown(REACH) for box in taken]
        self.areas = banks
        self.rooms = {bank: shapely.buffer(area, -REACH + 4) for bank, area in banks.items()}
        for shape in (*self.rooms.values(), *self.areas.values()):
            shapely.prepare(shape)
        self.markers: list[Marker] = []

    def seat_first(self, placed: Sequence[Wanted]) -> list[Wanted]:
        """Seat the pins whose spots are free; the others are handed back."""
        left = []
        for wanted in placed:
            x, y = self.view.at(*wanted.spot)
            if self._free(x, y):
                self._seat(wanted.pin, x, y, x, y)
            else:
                left.append(wanted)
        return left

    def seat_rest(self, placed: Sequence[Wanted], *, taken: Sequence[Box] = ()) -> None:
        """Seat the pins whose spots are covered: aside on their bank, else in a group of it."""
        self.taken += [box.grown(REACH - 2) for box in taken]
        many = len(self.markers) + len(placed) > MOST_SEATED
        for wanted in placed:
            self._set_aside(wanted, *self.view.at(*wanted.spot), many=many)

    def _set_aside(self, wanted: Wanted, x: float, y: float, *, many: bool) -> None:
        pin = wanted.pin
        near = self._nearest(pin.bank, x, y)
        if many and near and math.hypot(near.x - x, near.y - y) < APART:
            near.pins.append(pin)
            return
        if pin.bank is Bank.ON_RIVER and (seat := self._along(x, y)):
            self._seat(pin, *seat, x, y)
            return
        for rooms, rings, within in (
            (self.rooms, RINGS, wanted.extent),
            (self.rooms, RINGS, None),
            (self.areas, RINGS * 2, None),
        ):
            free = (s for s in _around(x, y, rings) if self._allowed(pin.bank, s, rooms))
            seat = next((s for s in free if within is None or shapely.intersects_xy(within, *s)), None)
            if seat:
                self._seat(pin, *seat, x, y)
                return
            if near and within is None:
                near.pins.append(pin)
                return
        # no seat on its bank and no marker to join: it stays on its spot, whatever it covers there
        self._seat(pin, x, y, x, y)

    def _seat(self, pin: Pin, x: float, y: float, spot_x: float, spot_y: float) -> None:
        self.markers.append(Marker(x, y, spot_x, spot_y, pin.bank, [pin]))

    def _along(self, x: float, y: float) -> Point | None:
        """The nearest free seat up or down the river, where a claim on the river keeps to it."""
        parts = shapely.get_parts(self.line).tolist() if self.line is not None else []
        spot = shapely.Point(x, y)
        part = min((p for p in parts if p.length > 0), key=spot.distance, default=None)
        if part is None or part.distance(spot) > APART:
            return None
        at = part.project(spot)
        for step in range(1, 4 * RINGS):
            for place in (at + step * APART / 3, at - step * APART / 3):
                seat = part.interpolate(place)
                if 0 <= place <= part.length and self._free(seat.x, seat.y):
                    return seat.x, seat.y
        return None

    def _nearest(self, bank: Bank, x: float, y: float) -> Marker | None:
        own = (marker for marker in self.markers if marker.bank is bank)
        return min(own, key=lambda marker: math.hypot(marker.x - x, marker.y - y), default=None)

    def _allowed(self, bank: Bank, seat: Point, rooms: dict[Bank, shapely.Geometry]) -> bool:
        room = rooms.get(bank)
        return self._free(*seat) and (room is None or bool(shapely.intersects_xy(room, *seat)))

    def _free(self, x: float, y: float) -> bool:
        inner = self.inner
        if not (inner.x0 <= x <= inner.x1 and inner.y0 <= y <= inner.y1):
            return False
        if any(box.x0 < x < box.x1 and box.y0 < y < box.y1 for box in self.taken):
            return False
        return all(abs(m.x - x) >= APART or math.hypot(m.x - x, m.y - y) >= APART for m in self.markers)


def _around(x: float, y: float, rings: int) -> Iterator[Point]:
    for ring in range(1, rings + 1):
        for step in range(8 * ring):
            angle = 2 * math.pi * step / (8 * ring)
            yield x + ring * APART * 1.02 * math.cos(angle), y + ring * APART * 1.02 * math.sin(angle)
