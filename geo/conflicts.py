"""Pairs of claims that may conflict: never "false", only "may conflict", with the rule that fired.

Facts: about the same settlement, by different speakers, at times that overlap, control asserted against
control doubted or denied, or against fighting with the loser still in the field; an event against its
denial. Stances: one wants to stay where another wants him gone. Few false alarms matter more than many
pairs.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources

from geo.actors import load_actors
from geo.model import (
    Actor,
    BankCall,
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

STEM = 4
LONG_STEM = 5
SHARED_STEMS = 2
NEAR_DAYS = timedelta(days=62)
MAX_PER_GROUP = 60
"""How far apart, among claims about one thing, two claims are still compared."""
HELD = frozenset({Stance.ASSERTED})
AGAINST = frozenset({Stance.DOUBTED, Stance.DENIED})


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim with what the rules ask of it again and again."""

    claim: Claim
    call: BankCall
    towns: frozenset[object]


Rule = Callable[[Entry, Entry], str]


def find_conflicts(placed: Sequence[PlacedClaim]) -> tuple[Conflict, ...]:
    """Pairs that may conflict, each once with a < b, in text order of the first."""
    found: dict[tuple[str, str], Conflict] = {}
    for group in _groups([Entry(one.claim, one.call, _towns(one.claim)) for one in placed]):
        for index, one in enumerate(group):
            for other in group[index + 1 : index + MAX_PER_GROUP]:
                conflict = _compare(one, other)
                if conflict is not None:
                    found.setdefault((conflict.a, conflict.b), conflict)
    return tuple(found.values())


def _towns(claim: Claim) -> frozenset[object]:
    return frozenset(
        (r.place.name, round(r.place.lat, 1), round(r.place.lon, 1))
        for r in claim.places
        if r.place is not None and r.place.kind in (PlaceKind.SETTLEMENT, PlaceKind.OTHER)
    )


def _groups(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Claims that may be about the same thing: of one settlement, one stated side, one question."""
    groups: dict[object, list[Entry]] = defaultdict(list)
    for entry in entries:
        for key in _keys(entry):
            groups[key].append(entry)
    yield from groups.values()


def _keys(entry: Entry) -> set[object]:
    claim = entry.claim
    keys: set[object] = set(entry.towns)
    if entry.call.basis is Basis.STATED and claim.type in _EVENTS | {ClaimType.CONTROL}:
        kind = "violence" if claim.type in _VIOLENCE else claim.type
        keys.add((claim.document_id, kind, entry.call.bank))
    if claim.type is ClaimType.CONTROL:
        keys.add((claim.document_id, "control", tuple(sorted(a.id for a in _actors(claim, Role.ACTS)))))
    if claim.type in _STAYING or claim.stance is Stance.DEMANDED:
        keys.add((claim.document_id, "staying"))
    if claim.type is ClaimType.CREDIBILITY or (claim.type is ClaimType.CONTROL and claim.stance in HELD):
        keys.add((claim.document_id, "credibility"))
    return keys


def _compare(one: Entry, other: Entry) -> Conflict | None:
    a, b = sorted((one, other), key=lambda p: p.claim.id)
    if a.claim.id == b.claim.id or _same_speaker(a.claim, b.claim):
        return None
    for rule, kind in _RULES:
        said = rule(a, b) or rule(b, a)
        if said:
            return Conflict(a.claim.id, b.claim.id, said, kind)
    return None


def _same_speaker(a: Claim, b: Claim) -> bool:
    """Whether the two are one party's words; a claim passed on is its own speaker's."""
    whose, other = a.claimant or a.speaker, b.claimant or b.speaker
    if whose is not None or other is not None:
        return whose == other
    one, two = a.attribution.source, b.attribution.source
    return (one.name or one.text if one else "") == (two.name or two.text if two else "")


def _same_parties(one: Claim, other: Claim) -> bool:
    """Whether the same party is said to win over the same other one."""
    winners, losers = _actors(one, Role.ACTS), _actors(one, Role.ACTED_ON)
    return bool(winners and losers) and (winners, losers) == (
        _actors(other, Role.ACTS),
        _actors(other, Role.ACTED_ON),
    )


def _same_ground(a: Entry, b: Entry) -> bool:
    """Whether both are about one settlement, or state the same side."""
    if a.call.basis is b.call.basis is Basis.STATED:
        return a.call.bank is b.call.bank
    shared = a.towns & b.towns
    stated = Basis.STATED in (a.call.basis, b.call.basis)
    return bool(shared) and not (stated and a.call.bank is not b.call.bank)


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


def _control_doubted(a: Entry, b: Entry) -> str:
    one, other = a.claim, b.claim
    if not (one.type is other.type is ClaimType.CONTROL and _overlap(one, other)):
        return ""
    if not _same_ground(a, b) and not (_same_parties(one, other) and not (one.places and other.places)):
        return ""
    return _doubts(one, other)


def _doubts(one: Claim, other: Claim) -> str:
    against = other.stance in AGAINST or (other.negated and other.stance in HELD)
    holders, doubted = _actors(one, Role.ACTS), _actors(other, Role.ACTS)
    if (
        one.stance in HELD
        and not one.negated
        and against
        and (holders & doubted or not holders or not doubted)
    ):
        return "control is asserted by one and doubted or denied by the other"
    return ""


def _held_or_left(a: Entry, b: Entry) -> str:
    """One says that a party holds a place, the other that it has left it."""
    held, left = a.claim, b.claim
    if held.type is not ClaimType.CONTROL or left.type is not ClaimType.MOVEMENT or not _overlap(held, left):
        return ""
    if (
        held.stance not in HELD
        or left.stance not in HELD
        or held.negated
        or left.negated
        or not a.towns & b.towns
    ):
        return ""
    gone = bool(_stems(left.text) & _leaving()) and _actors(held, Role.ACTS) & _actors(left, Role.ACTS)
    return "one says the party holds the place, the other that it has left" if gone else ""


@cache
def _leaving() -> frozenset[str]:
    """Stems of the words for leaving."""
    source = resources.files("geo.data") / "sources" / "claims_words.toml"
    words = tomllib.loads(source.read_text(encoding="utf-8"))["leaving"].split()
    return frozenset(word[:STEM] for word in words)


def _control_taken_twice(a: Entry, b: Entry) -> str:
    one, other = a.claim, b.claim
    if not (one.type is other.type is ClaimType.CONTROL and _overlap(one, other) and _same_ground(a, b)):
        return ""
    if one.stance not in HELD or other.stance not in HELD or one.negated or other.negated:
        return ""
    winners, rivals = _actors(one, Role.ACTS), _actors(other, Role.ACTS)
    if winners and rivals and not winners & rivals and (_actors(one, Role.ACTED_ON) & rivals):
        return "each says that another holds the place"
    return ""


def _fighting_goes_on(a: Entry, b: Entry) -> str:
    won, fight = a.claim, b.claim
    kinds = won.type is ClaimType.CONTROL and fight.type is ClaimType.FIGHTING
    if not kinds or not _overlap(won, fight) or not _same_ground(a, b):
        return ""
    if won.stance not in HELD or won.negated or fight.stance not in HELD or fight.negated:
        return ""
    losers = _actors(won, Role.ACTED_ON)
    fighters = _actors(fight, Role.ACTS, Role.ACTED_ON)
    if losers and (losers & fighters or not fighters):
        return "one says the place was taken, the other that its former holder still fights there"
    return ""


_VIOLENCE = frozenset({ClaimType.STRIKE, ClaimType.FIGHTING})
_EVENTS = frozenset({ClaimType.STRIKE, ClaimType.CROSSING, ClaimType.MOVEMENT, ClaimType.CASUALTIES,
                     ClaimType.FIGHTING, ClaimType.PRESENCE})  # fmt: skip


def _event_denied(a: Entry, b: Entry) -> str:
    """The same kind of event by the same party on the same ground, asserted and denied.

    Strikes are many: only where both state the same side is one the denial of the other.
    """
    one, other = a.claim, b.claim
    alike = one.type is other.type or {one.type, other.type} <= _VIOLENCE
    if not alike or one.type not in _EVENTS or not _overlap(one, other):
        return ""
    denied = other.stance is Stance.DENIED or (other.negated and other.stance in HELD)
    if one.stance not in HELD or one.negated or not denied or not _same_ground(a, b):
        return ""
    if not _stems(one.text) & _stems(other.text):
        return ""
    if one.type is ClaimType.STRIKE and not a.call.basis is b.call.basis is Basis.STATED:
        return ""
    return "one says it happened, the other denies it" if _answered(one, other) else ""


def _answered(one: Claim, other: Claim) -> bool:
    """Whether the denial speaks of the doer of the event asserted."""
    doers = _actors(one, Role.ACTS)
    if not doers and len(_stems(one.text) & _stems(other.text)) >= SHARED_STEMS:
        return True
    return bool(
        doers & (_actors(other, Role.ACTS, Role.ACTED_ON) | ({other.speaker} if other.speaker else set()))
    )


_STAYING = frozenset({ClaimType.PRESENCE, ClaimType.POLICY, ClaimType.MOVEMENT, ClaimType.AREA_OF_OPERATIONS})


def _stay_or_leave(a: Entry, b: Entry) -> str:
    stays, leaves = a.claim, b.claim
    if stays.type not in _STAYING or leaves.type not in _STAYING or stays.speaker is None:
        return ""
    if (
        stays.stance is not Stance.PLANNED
        or stays.negated
        or leaves.stance not in (Stance.DEMANDED, *AGAINST)
    ):
        return ""
    stayer = {stays.speaker, load_actors().leader(stays.speaker)}
    gone = _actors(leaves, Role.ACTS, Role.ACTED_ON)
    if stays.speaker in _actors(stays, Role.ACTS) and stayer & gone and leaves.speaker not in stayer:
        return "one means to stay, the other wants that party gone"
    return ""


def _refused(a: Entry, b: Entry) -> str:
    """A demand and a refusal in the same words: "the buoys be removed" and "no plans to remove the buoys"."""
    demand, answer = a.claim, b.claim
    if demand.stance is not Stance.DEMANDED or not answer.negated or answer.stance is Stance.DEMANDED:
        return ""
    wanted, refused = _stems(demand.text, LONG_STEM), _stems(answer.text, LONG_STEM)
    shared, least = wanted & refused, min(len(wanted), len(refused))
    said_again = len(shared) >= min(SHARED_STEMS, least) and len(shared) > least / 2
    return "one demands what the other refuses" if least and said_again else ""


def _stems(text: str, length: int = STEM) -> set[str]:
    """First letters of the longer words: enough to tell that two short claims share their object."""
    return {word[:length].lower() for word in text.split() if len(word) >= length}


def _disbelieved(a: Entry, b: Entry) -> str:
    """One party's word is called unreliable, and the other claim is that party's."""
    doubt, claim = a.claim, b.claim
    if (
        doubt.type is not ClaimType.CREDIBILITY
        or claim.type is not ClaimType.CONTROL
        or claim.speaker is None
    ):
        return ""
    if claim.stance in HELD and claim.speaker in _actors(doubt, Role.MENTIONED, Role.ACTS, Role.ACTED_ON):
        return "one party's words are doubted by the other"
    return ""


_RULES: tuple[tuple[Rule, ConflictKind], ...] = (
    (_control_doubted, ConflictKind.FACT),
    (_fighting_goes_on, ConflictKind.FACT),
    (_control_taken_twice, ConflictKind.FACT),
    (_held_or_left, ConflictKind.FACT),
    (_event_denied, ConflictKind.FACT),
    (_stay_or_leave, ConflictKind.STANCE),
    (_refused, ConflictKind.STANCE),
    (_disbelieved, ConflictKind.STANCE),
)
