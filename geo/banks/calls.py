"""Which bank a claim speaks of, on what basis, and how sure.

Words first: "west", "left" and the like name a bank by the flow beside the place; boats, bridges and
crossings are on the river; "the other side" is across from the place. Without words the place decides:
the hand-kept table, else geometry, where it is far enough from the line. Both are kept apart.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from geo.actors import load_actors
from geo.banks.nations import bank_of_country
from geo.banks.regions import region_in
from geo.model import (
    Bank,
    BankCall,
    Basis,
    Certainty,
    Claim,
    ClaimType,
    LonLat,
    Place,
    PlaceKind,
    Ring,
    River,
    SetSide,
    SideWord,
    StatedSide,
)
from geo.river import (
    Course,
    bank_of_word,
    course_of,
    curated_bank,
    distance_km,
    locate_banks,
    opposite,
    polygons_of,
    split_by_river,
)

MANY = 2_000_000
"""People of "the city" that a claim does not name."""
FAR_KM = 250.0
"""A place farther from the boundary than this is on no side of it."""
STRADDLES = 0.08
"""An area with at least this share on each bank lies on both."""
THROUGH_KM, PEOPLE_KM = 1.0, 450.0
"""A line nearer to a town's point than this runs through it; a town of n people reaches √n / 450 km."""
AreaOf = Callable[[Place], tuple[Ring, ...]]
_REFERENCE = re.compile(r"(of the \w+ ?)?(from|of|to)?")
"""Words between "the far side" and the town it is told from."""
_NOWHERE = BankCall(Bank.NONE, Basis.NONE)
_WITHOUT_LINE = {
    SideWord.LEFT: Bank.LEFT,
    SideWord.RIGHT: Bank.RIGHT,
    SideWord.BOTH: Bank.BOTH,
    SideWord.ON_RIVER: Bank.ON_RIVER,
}
_POINTS = (PlaceKind.SETTLEMENT, PlaceKind.OTHER)


@dataclass(frozen=True, slots=True)
class Located:
    """Where a place lies against the line; `bank` NONE where that can't be told."""

    bank: Bank
    basis: Basis
    certainty: Certainty | None = None
    distance_km: float | None = None
    detail: str = ""


NOT_LOCATED = Located(Bank.NONE, Basis.NONE)


def call_bank(
    claim: Claim, places: Sequence[Place], river: River, *, at: LonLat | None, area_of: AreaOf
) -> BankCall:
    """The bank of a claim whose places are `places`, the most telling one first.

    `at` (lon, lat) is where compass words are read against the flow; None: along the whole line.
    """
    located = _locate_all(places, river, area_of)
    if claim.set_side is not None and claim.set_side.river == river.water:
        return _set_by_hand(claim.set_side, located)
    stated = _stated_bank(claim, river, at, located)
    if stated is not None:
        return stated
    if located.bank is Bank.NONE or located.basis is Basis.NONE:
        located = _in_region(claim, river) or located
    crossing = claim.type is ClaimType.CROSSING and river.is_water
    if located.bank is Bank.NONE and crossing and _names_only_rivers(places):
        return BankCall(Bank.ON_RIVER, Basis.STATED, detail="a crossing of the river")
    return BankCall(
        located.bank,
        located.basis if located.bank is not Bank.NONE else Basis.NONE,
        located.certainty,
        located.distance_km,
        detail=located.detail,
    )


def call_by_words(claim: Claim) -> BankCall:
    """The bank that a claim's words tell without any line: left, right, both or on the water; else none."""
    told = [(_WITHOUT_LINE[side.word], side) for side in claim.sides if side.word in _WITHOUT_LINE]
    on_way = bool(told) and told[0][0] is Bank.ON_RIVER and claim.sides[0].word is SideWord.ON_RIVER
    if not told and claim.type is ClaimType.CROSSING and _names_only_rivers([r.place for r in claim.places]):
        return BankCall(Bank.ON_RIVER, Basis.STATED, detail="a crossing of the river; no boundary chosen")
    if not on_way and (not told or len(told) < len(claim.sides)):
        return BankCall(Bank.NONE, Basis.NONE, detail="no boundary chosen")
    bank, side = _joined(claim, told)
    detail = f"the text says “{' '.join(side.text.split())}”; no boundary chosen"
    return BankCall(bank, Basis.STATED, words=side.word, detail=detail)


def _set_by_hand(side: SetSide, located: Located) -> BankCall:
    beside = located.bank if located.bank is not Bank.NONE else None
    return BankCall(side.bank, Basis.CORRECTED, None, located.distance_km, located=beside)


def _names_only_rivers(places: Sequence[Place | None]) -> bool:
    return bool(places) and all(place and place.kind is PlaceKind.RIVER for place in places)


def _in_region(claim: Claim, river: River) -> Located | None:
    """By the name of a land that lies on one bank: "in Transnistria"."""
    found = region_in(claim.text, river)
    if found is None:
        return None
    name, bank = found
    return Located(bank, Basis.CURATED, Certainty.PROBABLE, None, f"{name} is a land on this bank")


# ---------------------------------------------------------------- stated


def _stated_bank(claim: Claim, river: River, at: LonLat | None, located: Located) -> BankCall | None:
    banks: list[tuple[Bank, StatedSide]] = []
    unread: StatedSide | None = None
    beside = _bank_beside(river, at, located)
    for side in claim.sides:
        if located.bank is not Bank.NONE and (side.near or _came_from(claim, side)):
            continue
        bank = (
            _bank_of_part(claim, side, river, at)
            if side.of_town
            else _bank_of(claim, side, river, at, beside)
        )
        if bank is Bank.NONE:
            unread = unread or (None if side.of_town else side)
        else:
            banks.append((bank, side))
    if not banks:
        return _unread(unread, located, river)
    bank, side = _joined(claim, banks)
    return BankCall(
        bank,
        Basis.STATED,
        located.certainty if bank is located.bank else None,
        located.distance_km,
        words=side.word,
        located=located.bank if located.bank is not Bank.NONE else None,
        detail=f"the text says “{' '.join(side.text.split())}”",
    )


def _bank_of(claim: Claim, side: StatedSide, river: River, at: LonLat | None, beside: Bank) -> Bank:
    if _is_of_other_river(claim, side, river) or (_speaks_of_water(side) and not river.is_water):
        return Bank.NONE
    if side.word is SideWord.ON_RIVER:
        return Bank.ON_RIVER
    if side.word is SideWord.BOTH:
        return Bank.BOTH
    if side.country:
        return bank_of_country(side.country, river, at)
    if side.word is SideWord.OTHER:
        return _across_from(claim, side, river) or (
            beside if _stands_there(claim, side) else opposite(beside)
        )
    if side.word is SideWord.SAME:
        return _near_side(claim, side, river, at, beside)
    return bank_of_word(side.word, river, at)


def _came_from(claim: Claim, side: StatedSide) -> bool:
    """Whether somebody only came from there: "sailors from the right bank are in hospital in X"."""
    if (
        claim.type in (ClaimType.CROSSING, ClaimType.STRIKE, ClaimType.FIGHTING)
        or side.word is SideWord.ON_RIVER
    ):
        return False
    before = claim.text[: side.span.start - claim.span.start].lower().split()
    return bool(before) and (before[-1] == "from" or before[-2:] in (["from", "the"], ["from", "their"]))


def _is_of_other_river(claim: Claim, side: StatedSide, river: River) -> bool:
    """Whether the words name another river than the boundary: "east of the Euphrates", with the Tigris."""
    named = (r.place for r in claim.places if side.river and r.mention.text == side.river and r.place)
    return any(place.river_id and place.river_id != river.water for place in named)


def _speaks_of_water(side: StatedSide) -> bool:
    """Whether the words mean a river's bank, which a front line has not: "the left bank", "by boat"."""
    wet = side.word in (SideWord.ON_RIVER, SideWord.LEFT, SideWord.RIGHT)
    return wet or bool(side.river) or any(word in side.text.lower() for word in ("bank", "shore"))


def reference_of(claim: Claim, side: StatedSide) -> Place | None:
    """The town that "across the river from X", "opposite X" tells the side from; it is not the scene."""
    if side.word is not SideWord.OTHER:
        return None
    for place in claim.places:
        between = claim.text[side.span.end - claim.span.start : place.mention.span.start - claim.span.start]
        follows = place.mention.span.start > side.span.end and bool(_REFERENCE.fullmatch(between.strip()))
        if follows and place.place and place.place.kind in _POINTS:
            return place.place
    return None


def _across_from(claim: Claim, side: StatedSide, river: River) -> Bank | None:
    reference = reference_of(claim, side)
    if reference is None:
        return None
    bank = _locate_point(reference, course_of(river)).bank
    return opposite(bank) if bank in (Bank.LEFT, Bank.RIGHT) else None


def _near_side(claim: Claim, side: StatedSide, river: River, at: LonLat | None, beside: Bank) -> Bank:
    """The bank of "this side" is the place's; of "our side" that of the speaker's country, if it has one."""
    country = load_actors().country_of(claim.speaker) if claim.speaker else ""
    home = bank_of_country(country, river, at) if country else Bank.NONE
    ours = side.text.lower().startswith("our")
    if home is not Bank.NONE and (ours or beside is Bank.NONE):
        return home
    return beside


def _bank_of_part(claim: Claim, side: StatedSide, river: River, at: LonLat | None) -> Bank:
    """A part of the town at `at` as a bank: only where the line is so near that it runs through the town.

    Without a town near the line the words are read along the whole of it.
    """
    people = [r.place.population for r in claim.places if r.place and r.place.kind is PlaceKind.SETTLEMENT]
    reach = max(THROUGH_KM, math.sqrt(max(people, default=MANY)) / PEOPLE_KM)
    if at is not None and (curated_bank(at, river) or distance_km(at, river) > reach):
        return Bank.NONE
    return bank_of_word(side.word, river, at)


def _bank_beside(river: River, at: LonLat | None, located: Located) -> Bank:
    """The bank "this" and "the other" are told from: that of the claim's place, else of the last town."""
    if located.bank in (Bank.LEFT, Bank.RIGHT) or at is None:
        return located.bank if located.bank in (Bank.LEFT, Bank.RIGHT) else Bank.NONE
    known = curated_bank(at, river)
    return known.bank if known else locate_banks([at[0]], [at[1]], river).bank(0)


def _stands_there(claim: Claim, side: StatedSide) -> bool:
    """Whether the words put the named place itself there: "Oleshky, on the opposite bank"."""
    ends = [r.mention.span.end for r in claim.places if r.mention.span.end <= side.span.start]
    if not ends:
        return False
    between = claim.text[max(ends) - claim.span.start : side.span.start - claim.span.start]
    return between.replace(",", " ").split() in (["on"], ["on", "the"], ["at", "the"], ["along", "the"])


def _joined(claim: Claim, banks: list[tuple[Bank, StatedSide]]) -> tuple[Bank, StatedSide]:
    """One bank from several: a crossing is on the river, a strike on those who cross is where it hits."""
    found = {bank for bank, _ in banks}
    sides = [(bank, side) for bank, side in banks if bank in (Bank.LEFT, Bank.RIGHT)]
    told_both = Bank.BOTH in found and claim.type is not ClaimType.CROSSING
    if Bank.ON_RIVER in found and (claim.type is ClaimType.CROSSING or not (sides or told_both)):
        return next((bank, side) for bank, side in banks if bank is Bank.ON_RIVER)
    if {Bank.LEFT, Bank.RIGHT} <= found or Bank.BOTH in found:
        return Bank.BOTH, banks[0][1]
    return sides[0]


def _unread(side: StatedSide | None, located: Located, river: River) -> BankCall | None:
    """A side whose words name no bank here: kept as words; a compass word says nothing along its own axis."""
    if side is None or located.bank is not Bank.NONE:
        return None
    detail = f"“{' '.join(side.text.split())}” names no {river.side_noun} of this boundary here"
    return BankCall(Bank.NONE, Basis.NONE, words=side.word, detail=detail)


# ---------------------------------------------------------------- located


def _locate_all(places: Sequence[Place], river: River, area_of: AreaOf) -> Located:
    """Where a claim's places lie together: points decide; areas only where there is no point."""
    points = [locate_place(p, river, area_of) for p in places if p.kind in _POINTS]
    if not points:
        points = [locate_place(p, river, area_of) for p in places if p.kind is PlaceKind.ADMIN]
    told = [one for one in points if one.bank is not Bank.NONE]
    if not told:
        return points[0] if points else NOT_LOCATED
    if {one.bank for one in told} >= {Bank.LEFT, Bank.RIGHT}:
        return Located(Bank.BOTH, Basis.LOCATED, detail="its places lie on both banks")
    return told[0]


def locate_place(place: Place, river: River, area_of: AreaOf) -> Located:
    """Where one settlement, site or province lies; nothing is said of rivers and countries."""
    if place.kind is PlaceKind.ADMIN:
        rings = area_of(place)
        return (
            _locate_area(place, rings, course_of(river)) if rings else _locate_point(place, course_of(river))
        )
    return _locate_point(place, course_of(river)) if place.kind in _POINTS else NOT_LOCATED


@lru_cache(maxsize=4096)
def _locate_point(place: Place, course: Course) -> Located:
    """Kept by the river's course, whose hash is quick, because many claims speak of one town."""
    river = course.river
    calls = locate_banks([place.lon], [place.lat], river)
    distance, certainty = float(calls.distance_km[0]), calls.certainty[0]
    if place.known_bank is not None and distance <= FAR_KM:
        detail = f"{place.name} stands on this bank in the list of own places"
        return Located(place.known_bank, Basis.CURATED, Certainty.CERTAIN, distance, detail)
    known = curated_bank((place.lon, place.lat), river, geonames_id=place.geonames_id)
    if known is not None:
        detail = f"{known.name} is known to stand on this bank ({known.source})"
        return Located(known.bank, Basis.CURATED, Certainty.CERTAIN, distance, detail)
    if distance > FAR_KM:
        return Located(Bank.NONE, Basis.NONE, None, distance, f"{distance:.0f} km from the boundary")
    if certainty is Certainty.ON_LINE:
        detail = f"{distance:.1f} km from the line: too near to tell the bank"
        return Located(Bank.NONE, Basis.NONE, certainty, distance, detail)
    if certainty is Certainty.BEYOND:
        return Located(Bank.NONE, Basis.NONE, certainty, distance, "beyond the end of the traced line")
    return Located(calls.bank(0), Basis.LOCATED, certainty, distance, f"{distance:.1f} km from the line")


@lru_cache(maxsize=1024)
def _locate_area(place: Place, rings: tuple[Ring, ...], course: Course) -> Located:
    river = course.river
    share = {Bank.LEFT: 0.0, Bank.RIGHT: 0.0}
    for part in polygons_of(rings):
        for bank, pieces in split_by_river(river, part).items():
            share[bank] += sum(piece.area for piece in pieces)
    total = sum(share.values())
    if total == 0:
        return NOT_LOCATED
    distance = distance_km((place.lon, place.lat), river)
    if distance > FAR_KM and min(share.values()) == 0:
        return Located(Bank.NONE, Basis.NONE, None, distance, f"{distance:.0f} km from the boundary")
    if min(share.values()) / total >= STRADDLES:
        left = round(100 * share[Bank.LEFT] / total)
        return Located(Bank.BOTH, Basis.LOCATED, Certainty.PROBABLE, None, f"{left} % of it on the left bank")
    bank = max(share, key=lambda one: share[one])
    return Located(bank, Basis.LOCATED, Certainty.PROBABLE, None, "nearly all of it on this bank")
