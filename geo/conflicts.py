"""Pairs of claims that may conflict: never "false", only "may conflict", with the rule that fired.

Facts: about the same settlement, by different speakers, at times that overlap, control asserted against
control doubted or denied, or against fighting with the loser still in the field; an event against its
denial. Stances: one wants to stay where another wants him gone. Few false alarms matter more than many
pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from geo.model import (
    Actor,
    Basis,
    Claim,
    ClaimType,
    Conflict,
    ConflictKind,
    PlacedClaim,
    PlaceKind,
    Role,
    Stance,
)

NEAR_DAYS = timedelta(days=62)
MAX_PER_PLACE = 200
"""How far apart, in claims about one place, two claims are still compared."""
HELD = frozenset({Stance.ASSERTED})
AGAINST = frozenset({Stance.DOUBTED, Stance.DENIED})
Rule = Callable[[PlacedClaim, PlacedClaim], str]


def find_conflicts(placed: Sequence[PlacedClaim]) -> tuple[Conflict, ...]:
    """Pairs that may conflict, each once with a < b, in text order of the first."""
    found: dict[tuple[str, str], Conflict] = {}
    for group in _groups(placed):
        for index, one in enumerate(group):
            for other in group[index + 1 : index + MAX_PER_PLACE]:
                conflict = _compare(one, other)
                if conflict is not None:
                    found.setdefault((conflict.a, conflict.b), conflict)
    return tuple(found.values())


def _groups(placed: Sequence[PlacedClaim]) -> Iterator[list[PlacedClaim]]:
    """Claims that share a settlement, and claims that share an actor and are about staying or leaving."""
    by_place: dict[object, list[PlacedClaim]] = defaultdict(list)
    for one in placed:
        for key in _places(one.claim):
            by_place[key].append(one)
    yield from by_place.values()
    yield [one for one in placed if one.claim.type in _STAYING]


def _places(claim: Claim) -> set[object]:
    return {
        (r.place.name, round(r.place.lat, 1), round(r.place.lon, 1))
        for r in claim.places
        if r.place is not None and r.place.kind in (PlaceKind.SETTLEMENT, PlaceKind.OTHER)
    }


def _compare(one: PlacedClaim, other: PlacedClaim) -> Conflict | None:
    a, b = sorted((one, other), key=lambda p: p.claim.id)
    if a.claim.id == b.claim.id or _same_speaker(a.claim, b.claim):
        return None
    for rule, kind in _RULES:
        said = rule(a, b) or rule(b, a)
        if said:
            return Conflict(a.claim.id, b.claim.id, said, kind)
    return None


def _same_speaker(a: Claim, b: Claim) -> bool:
    if a.attribution.source is None and b.attribution.source is None:
        return True
    return a.speaker is not None and a.speaker == b.speaker


def _overlap(a: Claim, b: Claim) -> bool:
    """Whether the events may be at the same time; a claim without a date may be at any."""
    a_start, a_end = _range(a)
    b_start, b_end = _range(b)
    return a_start - NEAR_DAYS <= b_end and b_start - NEAR_DAYS <= a_end


def _range(claim: Claim) -> tuple[date, date]:
    low, high = date(1000, 1, 1), date(9000, 1, 1)
    return claim.when.start or low, claim.when.end or high


def _actors(claim: Claim, *roles: Role) -> set[Actor]:
    return {role.actor for role in claim.actors if role.role in roles}


def _control_doubted(a: PlacedClaim, b: PlacedClaim) -> str:
    one, other = a.claim, b.claim
    if one.type is not ClaimType.CONTROL or other.type is not ClaimType.CONTROL or not _overlap(one, other):
        return ""
    if (
        one.stance in HELD
        and not one.negated
        and (other.stance in AGAINST or (other.negated and other.stance in HELD))
    ):
        return "control is asserted by one and doubted or denied by the other"
    return ""


def _control_taken_twice(a: PlacedClaim, b: PlacedClaim) -> str:
    one, other = a.claim, b.claim
    if not (one.type is other.type is ClaimType.CONTROL) or not _overlap(one, other):
        return ""
    if one.stance not in HELD or other.stance not in HELD or one.negated or other.negated:
        return ""
    winners, rivals = _actors(one, Role.ACTS), _actors(other, Role.ACTS)
    if winners and rivals and not winners & rivals and (_actors(one, Role.ACTED_ON) & rivals):
        return "each says that another holds the place"
    return ""


def _fighting_goes_on(a: PlacedClaim, b: PlacedClaim) -> str:
    won, fight = a.claim, b.claim
    if won.type is not ClaimType.CONTROL or fight.type is not ClaimType.FIGHTING or not _overlap(won, fight):
        return ""
    if won.stance not in HELD or won.negated or fight.stance not in HELD or fight.negated:
        return ""
    losers = _actors(won, Role.ACTED_ON)
    fighters = _actors(fight, Role.ACTS, Role.ACTED_ON)
    if losers and (losers & fighters or not fighters):
        return "one says the place was taken, the other that its former holder still fights there"
    return ""


_EVENTS = frozenset({ClaimType.STRIKE, ClaimType.CROSSING, ClaimType.MOVEMENT, ClaimType.CASUALTIES,
                     ClaimType.FIGHTING, ClaimType.PRESENCE})  # fmt: skip


def _event_denied(a: PlacedClaim, b: PlacedClaim) -> str:
    """The same kind of event at the same place, asserted and denied, with the same doer and no other side."""
    one, other = a.claim, b.claim
    if one.type is not other.type or one.type not in _EVENTS or not _overlap(one, other):
        return ""
    denied = other.stance is Stance.DENIED or (other.negated and other.stance in HELD)
    if one.stance not in HELD or one.negated or not denied:
        return ""
    if Basis.STATED in (a.call.basis, b.call.basis) and a.call.bank is not b.call.bank:
        return ""
    if one.type is ClaimType.STRIKE and not (a.call.basis is b.call.basis is Basis.STATED):
        return "" if not _answered(one, other) else "one says it happened, the other denies it"
    return "one says it happened, the other denies it" if _answered(one, other) else ""


def _answered(one: Claim, other: Claim) -> bool:
    """Whether the denial speaks of the doer of the event asserted."""
    doers = _actors(one, Role.ACTS)
    return bool(
        doers & (_actors(other, Role.ACTS, Role.ACTED_ON) | ({other.speaker} if other.speaker else set()))
    )


_STAYING = frozenset({ClaimType.PRESENCE, ClaimType.POLICY, ClaimType.MOVEMENT, ClaimType.AREA_OF_OPERATIONS})


def _stay_or_leave(a: PlacedClaim, b: PlacedClaim) -> str:
    stays, leaves = a.claim, b.claim
    if stays.type not in _STAYING or leaves.type not in _STAYING:
        return ""
    if stays.stance is not Stance.PLANNED or stays.negated or not stays.speaker:
        return ""
    if stays.speaker in _actors(stays, Role.ACTS) and leaves.stance in (Stance.DEMANDED, *AGAINST):
        wanted_gone = _actors(leaves, Role.ACTS, Role.ACTED_ON)
        if stays.speaker in wanted_gone and stays.speaker != leaves.speaker:
            return "one means to stay, the other wants that party gone"
    return ""


_RULES: tuple[tuple[Rule, ConflictKind], ...] = (
    (_control_doubted, ConflictKind.FACT),
    (_fighting_goes_on, ConflictKind.FACT),
    (_control_taken_twice, ConflictKind.FACT),
    (_event_denied, ConflictKind.FACT),
    (_stay_or_leave, ConflictKind.STANCE),
)
