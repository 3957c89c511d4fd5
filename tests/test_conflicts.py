"""Pairs that may conflict: a table of two claims each, and the kind of conflict or none."""

from datetime import date

import pytest

from geo.conflicts import find_conflicts
from geo.model import (
    Actor,
    ActorRole,
    Attribution,
    AttributionKind,
    Bank,
    BankCall,
    Basis,
    Claim,
    ClaimType,
    ConflictKind,
    Mention,
    MentionKind,
    Place,
    PlacedClaim,
    Precision,
    Resolution,
    Role,
    Span,
    Speaker,
    Stance,
    TimeSpan,
)

NORTH = Actor("north", "North", "armed_group")
SOUTH = Actor("south", "South", "armed_group")
TOWN = Place(1, "Vresna", 45.0, 20.0, "P", "PPL", "XX")
MAY = TimeSpan(date(2024, 5, 1), date(2024, 5, 31), "in May", Precision.MONTH)
YEARS_AGO = TimeSpan(date(2014, 5, 1), date(2014, 5, 31), "in May 2014", Precision.MONTH)


def claim(name, kind, speaker, **fields):
    text = fields.pop("text", "the bridge")
    acts, hit = fields.pop("acts", None), fields.pop("hit", None)
    roles = [ActorRole(acts, Role.ACTS)] if acts else []
    roles += [ActorRole(hit, Role.ACTED_ON)] if hit else []
    span = Span(0, len(text))
    source = Speaker(span, speaker.name)
    mention = Mention(span, "Vresna", MentionKind.PLACE, "Vresna")
    places = (Resolution(mention, TOWN),) if fields.pop("placed", True) else ()
    bank = fields.pop("bank", None)
    made = Claim(
        id=name, document_id="d", attribution=Attribution((span,), AttributionKind.DIRECT, source, None),
        span=span, text=text, type=kind, negated=fields.pop("negated", False),
        stance=fields.pop("stance", Stance.ASSERTED), actors=tuple(roles),
        places=places, when=fields.pop("when", MAY), speaker=speaker, **fields,
    )  # fmt: skip
    call = BankCall(bank, Basis.STATED) if bank else BankCall(Bank.LEFT, Basis.LOCATED)
    return PlacedClaim(made, next(iter(made.places), None), call)


TAKEN = claim("a", ClaimType.CONTROL, NORTH, acts=NORTH, hit=SOUTH)
CASES = [
    (TAKEN, claim("b", ClaimType.CONTROL, SOUTH, acts=NORTH, stance=Stance.DOUBTED), ConflictKind.FACT),
    (TAKEN, claim("b", ClaimType.CONTROL, SOUTH, acts=NORTH, negated=True), ConflictKind.FACT),
    (TAKEN, claim("b", ClaimType.FIGHTING, SOUTH, acts=SOUTH, hit=NORTH), ConflictKind.FACT),
    (TAKEN, claim("b", ClaimType.CONTROL, SOUTH, acts=SOUTH, hit=NORTH), ConflictKind.FACT),
    (TAKEN, claim("b", ClaimType.FIGHTING, SOUTH, acts=SOUTH, when=YEARS_AGO), None),
    (TAKEN, claim("b", ClaimType.CONTROL, NORTH, acts=NORTH, stance=Stance.DOUBTED), None),
    (TAKEN, claim("b", ClaimType.CONTROL, SOUTH, acts=NORTH), None),
    (
        claim("a", ClaimType.STRIKE, SOUTH, acts=NORTH, bank=Bank.LEFT),
        claim("b", ClaimType.STRIKE, NORTH, acts=NORTH, bank=Bank.LEFT, negated=True),
        ConflictKind.FACT,
    ),
    (
        claim("a", ClaimType.STRIKE, SOUTH, acts=NORTH, bank=Bank.LEFT),
        claim("b", ClaimType.STRIKE, NORTH, acts=NORTH, bank=Bank.RIGHT, negated=True),
        None,
    ),
    (
        claim("a", ClaimType.STRIKE, SOUTH, acts=NORTH),
        claim("b", ClaimType.STRIKE, NORTH, acts=NORTH, negated=True),
        None,
    ),
    (
        claim("a", ClaimType.STRIKE, SOUTH, acts=NORTH, text="gunners fired"),
        claim("b", ClaimType.STRIKE, NORTH, acts=NORTH, text="nobody fired", placed=False, negated=True),
        ConflictKind.FACT,
    ),
    (
        claim("a", ClaimType.STRIKE, SOUTH, acts=NORTH, text="gunners fired"),
        claim("b", ClaimType.STRIKE, NORTH, acts=NORTH, text="no jets came", placed=False, negated=True),
        None,
    ),
    (
        TAKEN,
        claim("b", ClaimType.CONTROL, SOUTH, text="no bridge was lost", placed=False, negated=True),
        ConflictKind.FACT,
    ),
    (
        claim("a", ClaimType.CROSSING, NORTH, text="the bridge has been closed"),
        claim("b", ClaimType.CROSSING, SOUTH, text="the bridge is open"),
        ConflictKind.FACT,
    ),
    (
        claim("a", ClaimType.CROSSING, NORTH, text="the bridge has been closed"),
        claim("b", ClaimType.CROSSING, SOUTH, text="the ferry is open"),
        None,
    ),
    (
        claim("a", ClaimType.CASUALTIES, NORTH, text="40 were killed"),
        claim("b", ClaimType.CASUALTIES, SOUTH, text="killed 60"),
        ConflictKind.FACT,
    ),
    (
        claim("a", ClaimType.CASUALTIES, NORTH, text="40 were killed"),
        claim("b", ClaimType.CASUALTIES, SOUTH, text="60 were hurt"),
        None,
    ),
    (
        claim("a", ClaimType.PRESENCE, NORTH, acts=NORTH, stance=Stance.PLANNED),
        claim("b", ClaimType.PRESENCE, SOUTH, acts=NORTH, stance=Stance.DEMANDED),
        ConflictKind.STANCE,
    ),
    (
        claim("a", ClaimType.OTHER, NORTH, stance=Stance.DEMANDED, text="remove the buoys"),
        claim("b", ClaimType.POLICY, SOUTH, negated=True, text="no plans to remove the buoys"),
        ConflictKind.STANCE,
    ),
]


@pytest.mark.parametrize(("one", "other", "kind"), CASES)
def test_pairs(one, other, kind):
    found = find_conflicts([one, other])
    assert [conflict.kind for conflict in found] == ([kind] if kind else [])
    assert found == find_conflicts([other, one])
    assert all(conflict.a < conflict.b and conflict.rule for conflict in found)


def test_a_claim_passed_on_is_its_claimants():
    passed_on = claim("b", ClaimType.CONTROL, SOUTH, acts=NORTH, hit=SOUTH, claimant=NORTH)
    doubt = claim("c", ClaimType.CONTROL, SOUTH, acts=NORTH, hit=SOUTH, stance=Stance.DOUBTED)
    assert len(find_conflicts([passed_on, doubt])) == 1
    assert find_conflicts([TAKEN, passed_on]) == ()


def test_no_claims_no_conflicts():
    assert find_conflicts([]) == ()
