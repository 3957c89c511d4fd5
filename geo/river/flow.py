"""Compass words and banks: which way a river flows beside a place, which bank lies west of it there.

Bearings in degrees clockwise from north. A compass word names a bank where it points across the flow
(|cos| of at least 0.5 against the bank's normal); between 0.25 and 0.5 the bearing of the whole stretch
decides; below that the word says nothing, and is kept as a word.
"""

from __future__ import annotations

import math

import numpy as np

from geo.model import Bank, LonLat, River, SideWord
from geo.river.bank import course_of, to_mercator

AROUND_KM = 15.0
CLEAR, WEAK = 0.5, 0.25
_BEARING = {SideWord.NORTH: 0.0, SideWord.EAST: 90.0, SideWord.SOUTH: 180.0, SideWord.WEST: 270.0}
_OPPOSITE = {Bank.LEFT: Bank.RIGHT, Bank.RIGHT: Bank.LEFT}


def opposite(bank: Bank) -> Bank:
    """The other bank; any other value stays."""
    return _OPPOSITE.get(bank, bank)


def km_along(river: River, at: LonLat) -> float:
    """Km from the first vertex to the part of the line nearest to `at` (lon, lat)."""
    course = course_of(river)
    segment, t = course.project(to_mercator([at[0]], [at[1]]))
    return float(course.km_at(segment, t)[0])


def flow_bearing(river: River, at: LonLat | None = None, *, around_km: float = AROUND_KM) -> float:
    """Bearing of the flow from `around_km` above to `around_km` below `at`; of the whole line without it."""
    course = course_of(river)
    km = km_along(river, at) if at else 0.0
    reach = around_km if at else course.km[-1]
    up = to_mercator(*_lonlat(course.point_at(max(0.0, km - reach))))[0]
    down = to_mercator(*_lonlat(course.point_at(min(course.km[-1], km + reach))))[0]
    return math.degrees(math.atan2(down[0] - up[0], down[1] - up[1])) % 360


def _lonlat(point: LonLat) -> tuple[list[float], list[float]]:
    return [point[0]], [point[1]]


def cardinal_of(bank: Bank, river: River, at: LonLat | None = None) -> str:
    """ "west", "east", "north" or "south" for the bank beside `at`; empty for what is no single bank."""
    if bank not in _OPPOSITE:
        return ""
    facing = (flow_bearing(river, at) + (90 if bank is Bank.RIGHT else -90)) % 360
    return min(_BEARING, key=lambda word: _turn(facing, _BEARING[word])).value


def _turn(a: float, b: float) -> float:
    return abs((a - b + 180) % 360 - 180)


def bank_of_word(word: SideWord, river: River, at: LonLat | None = None) -> Bank:
    """The bank that a compass or bank word names beside `at`; NONE where it says nothing there."""
    if word in (SideWord.LEFT, SideWord.RIGHT):
        return Bank(word.value)
    if word not in _BEARING:
        return Bank.NONE
    local = _rightness(word, flow_bearing(river, at))
    if abs(local) < CLEAR:
        whole = _rightness(word, flow_bearing(river, at, around_km=5 * AROUND_KM))
        if abs(local) < WEAK or whole * local <= 0:
            return Bank.NONE
    return Bank.RIGHT if local > 0 else Bank.LEFT


def _rightness(word: SideWord, flow: float) -> float:
    """Cosine between the word's direction and the right bank's normal: 1 right, -1 left."""
    return math.cos(math.radians(_BEARING[word] - (flow + 90)))


def side_label(bank: Bank, river: River, at: LonLat | None = None) -> str:
    """A side as people say it: its own name, else "east bank", for a line that is no river "east side"."""
    if bank not in _OPPOSITE:
        return ""
    if river.sides is not None:
        return river.sides[0 if bank is Bank.LEFT else 1]
    return f"{cardinal_of(bank, river, at)} {river.side_noun}"


def bank_labels(river: River, at: LonLat | None = None) -> dict[Bank, str]:
    """Names for the screen beside `at`: {Bank.LEFT: "East bank · left", …}."""
    names = {bank: side_label(bank, river, at) for bank in _OPPOSITE}
    return {bank: f"{name[:1].upper()}{name[1:]} · {bank.value}" for bank, name in names.items()}


def reach_around(river: River, at: LonLat, *, around_km: float) -> tuple[LonLat, ...]:
    """The line from `around_km` above to `around_km` below the part nearest to `at`."""
    course = course_of(river)
    km = km_along(river, at)
    low, high = max(0.0, km - around_km), min(float(course.km[-1]), km + around_km)
    inner = np.nonzero((course.km > low) & (course.km < high))[0]
    return (course.point_at(low), *(river.line[i] for i in inner.tolist()), course.point_at(high))


def nearest_point(river: River, at: LonLat) -> LonLat:
    """The point of the line nearest to `at`."""
    return course_of(river).point_at(km_along(river, at))
