"""A crossing as an arrow over the line: from bank to bank where the words say so, else both ways."""

from __future__ import annotations

import math
import re
from functools import lru_cache

from geo.model import Arrow, Bank, BankCall, Claim, ClaimType, LonLat, River, SideWord, Stance
from geo.river import Course, bank_of_word, course_of, distance_km, flow_bearing, locate_banks, nearest_point

HALF_KM = (5.0, 3.0, 1.5, 0.8)
"""How far an arrow reaches to each side; shorter ones where the line winds back across it."""
BESIDE_KM = 25.0
_SIDES = (Bank.LEFT, Bank.RIGHT)
_KM_PER_DEGREE = 111.195
_FROM = re.compile(r"\b(from|off|leaving|left)\s+(?:\w+\s+){0,3}$", re.IGNORECASE)


def arrow_of(claim: Claim, call: BankCall, at: LonLat, river: River) -> Arrow | None:
    """The arrow of a crossing drawn at `at` (lon, lat); None for other claims, and far from the line."""
    if claim.type is not ClaimType.CROSSING or call.bank is Bank.NONE:
        return None
    if distance_km(at, river) > BESIDE_KM:
        return None
    ends = _ends(course_of(river), nearest_point(river, at))
    if ends is None:
        return None
    left, right = ends
    goal = _goal(claim, call, river, at)
    start, end = (left, right) if goal is Bank.RIGHT else (right, left)
    said = claim.stance is Stance.ASSERTED and not claim.negated
    return Arrow(start, end, both_ways=goal is Bank.NONE, said=said)


def _goal(claim: Claim, call: BankCall, river: River, at: LonLat) -> Bank:
    """The bank a crossing leads to; NONE where the words don't tell."""
    if call.bank in _SIDES:
        return call.bank
    goal, origin = Bank.NONE, Bank.NONE
    for side in claim.sides:
        bank = bank_of_word(side.word, river, at) if side.word is not SideWord.ON_RIVER else Bank.NONE
        if bank not in _SIDES:
            continue
        if _FROM.search(claim.text[: max(0, side.span.start - claim.span.start)]):
            origin = bank
        else:
            goal = bank
    if goal is Bank.NONE and origin is not Bank.NONE:
        return Bank.RIGHT if origin is Bank.LEFT else Bank.LEFT
    return goal


@lru_cache(maxsize=1024)
def _ends(course: Course, foot: LonLat) -> tuple[LonLat, LonLat] | None:
    """Points (lon, lat) across the line at `foot`, the left bank's first, each on its own side."""
    flow = flow_bearing(course.river, foot, around_km=HALF_KM[0])
    for km in HALF_KM:
        left, right = _moved(foot, flow - 90, km), _moved(foot, flow + 90, km)
        side = locate_banks([left[0], right[0]], [left[1], right[1]], course.river).side
        if side[0] > 0 > side[1]:
            return left, right
    return None


def _moved(at: LonLat, bearing: float, km: float) -> LonLat:
    turn, degrees = math.radians(bearing), km / _KM_PER_DEGREE
    lon = at[0] + degrees * math.sin(turn) / max(0.05, math.cos(math.radians(at[1])))
    return round(lon, 5), round(at[1] + degrees * math.cos(turn), 5)
