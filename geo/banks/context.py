"""The bank of a claim that names no place: that of the event the report goes on speaking of.

"We count thirteen enemy dead" says where only through the sentence before it. Such a bank is carried, as
a place is, and says so; the claim gets no pin by it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geo.model import Bank, BankCall, Basis, ClaimType, Link, PlacedClaim, PlaceKind, River, Stance

NEAR_CHARS = 400
"""For so long a report goes on speaking of one event."""
QUOTED_CHARS = 60
VICTIMS_CHARS = 200
"""As far behind an event on the water its victims are counted."""
EVENTS = frozenset(
    {
        ClaimType.CONTROL, ClaimType.FIGHTING, ClaimType.STRIKE, ClaimType.CASUALTIES,
        ClaimType.MOVEMENT, ClaimType.PRESENCE, ClaimType.CROSSING,
    }
)  # fmt: skip
LEADS = EVENTS | {ClaimType.OTHER, ClaimType.DECONFLICTION}
CARRIED = frozenset({Bank.LEFT, Bank.RIGHT})
"""Where a report stays; who was on the water has left it by the next sentence, save its victims."""


def carry_banks(placed: Sequence[PlacedClaim], river: River) -> tuple[PlacedClaim, ...]:
    """Claims in text order, those that go on about an event on the bank of that event."""
    out: list[PlacedClaim] = []
    event: PlacedClaim | None = None
    for item in placed:
        if event is not None and (_goes_on(event, item) or _points_back(event, item)):
            out.append(replace(item, call=_carried(event)))
            continue
        out.append(item)
        if item.call.bank is not Bank.NONE and item.claim.type in LEADS:
            event = event if event is not None and _same_scene(event, item) else item
        elif _is_elsewhere(item, river):
            event = None
    return tuple(out)


def _goes_on(event: PlacedClaim, item: PlacedClaim) -> bool:
    """Whether a claim without place and side is about the same kind of event, or counts its victims."""
    claim, before = item.claim, event.claim
    if item.call.basis is Basis.CORRECTED:
        return False
    if item.call.bank is not Bank.NONE or claim.sides or any(r.place for r in claim.places):
        return False
    if claim.document_id != before.document_id or claim.span.start - before.span.end > NEAR_CHARS:
        return False
    if claim.type not in EVENTS or claim.stance in (Stance.DEMANDED, Stance.PLANNED):
        return False
    victims = claim.type is ClaimType.CASUALTIES
    if event.call.bank is Bank.ON_RIVER:
        return victims and claim.span.start - before.span.end <= VICTIMS_CHARS
    return event.call.bank in CARRIED and (victims or claim.type is before.type)


def _points_back(event: PlacedClaim, item: PlacedClaim) -> bool:
    """Whether "there" means the side that the claim before states, not the town named earlier."""
    claim, before = item.claim, event.claim
    carried = all(r.link is Link.CARRIED for r in claim.places)
    if (
        claim.sides
        or not carried
        or item.call.basis is Basis.CORRECTED
        or event.call.basis is not Basis.STATED
    ):
        return False
    near = claim.document_id == before.document_id and claim.span.start - before.span.end < NEAR_CHARS
    there = "there" in claim.text.lower().rstrip(".").split()
    return near and event.call.bank in CARRIED and there


def _same_scene(event: PlacedClaim, item: PlacedClaim) -> bool:
    """Whether a claim's only places are those of the event before, taken up again."""
    told = {r.place.geonames_id for r in event.claim.places if r.place}
    again = {r.place.geonames_id for r in item.claim.places if r.place}
    carried = all(r.link is Link.CARRIED for r in item.claim.places)
    return carried and event.call.basis is Basis.STATED and bool(again) and again <= told


def _is_elsewhere(item: PlacedClaim, river: River) -> bool:
    """Whether a claim of no bank speaks of another place."""
    places = (r.place for r in item.claim.places if r.place)
    return any(place.kind is not PlaceKind.RIVER or place.river_id != river.water for place in places)


def _carried(event: PlacedClaim) -> BankCall:
    words = " ".join(event.claim.text.split())
    short = words if len(words) <= QUOTED_CHARS else words[:QUOTED_CHARS].rsplit(" ", 1)[0] + " …"
    detail = f"the claim names no place; carried from “{short}”"
    return BankCall(event.call.bank, event.call.basis, detail=detail)
