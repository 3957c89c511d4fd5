"""A claim as the rules see it, and what they ask of two: same ground, same days, shared words."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from importlib import resources

from geo.model import SAID, Actor, BankCall, Claim, ClaimType, PlaceKind, Role, Stance

STEM = 4
LONG_STEM = 5
SHARED_STEMS = 2
NEAR_DAYS = timedelta(days=62)
NEAR_CHARS = 900
"""How far apart, in one report, a claim and an answer that names no place may stand."""

HELD = frozenset({Stance.ASSERTED})
AGAINST = frozenset({Stance.DOUBTED, Stance.DENIED})


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim with what the rules ask of it again and again."""

    claim: Claim
    call: BankCall
    towns: frozenset[object]


def towns(claim: Claim) -> frozenset[object]:
    return frozenset(
        (r.place.name, round(r.place.lat, 1), round(r.place.lon, 1))
        for r in claim.places
        if r.place is not None and r.place.kind in (PlaceKind.SETTLEMENT, PlaceKind.OTHER)
    )


def same_parties(one: Claim, other: Claim) -> bool:
    """Whether the same party is said to win over the same other one."""
    winners, losers = actors_in(one, Role.ACTS), actors_in(one, Role.ACTED_ON)
    return bool(winners and losers) and (winners, losers) == (
        actors_in(other, Role.ACTS),
        actors_in(other, Role.ACTED_ON),
    )


def same_ground(a: Entry, b: Entry) -> bool:
    """Whether both are about one settlement, or state the same side."""
    if a.call.basis in SAID and b.call.basis in SAID:
        return a.call.bank is b.call.bank
    shared = a.towns & b.towns
    stated = a.call.basis in SAID or b.call.basis in SAID
    return bool(shared) and not (stated and a.call.bank is not b.call.bank)


def overlap(a: Claim, b: Claim) -> bool:
    """Whether the events may be at the same time; a claim without a date may be at any."""
    a_start, a_end = range_of(a)
    b_start, b_end = range_of(b)
    return a_start - NEAR_DAYS <= b_end and b_start - NEAR_DAYS <= a_end


def range_of(claim: Claim) -> tuple[date, date]:
    low, high = date(1000, 1, 1), date(9000, 1, 1)
    return claim.when.start or low, claim.when.end or high


def actors_in(claim: Claim, *roles: Role) -> set[Actor]:
    return {role.actor for role in claim.actors if role.role in roles}


@cache
def word_list(name: str) -> frozenset[str]:
    """A word list of claims_words.toml."""
    source = resources.files("geo.data") / "sources" / "claims_words.toml"
    return frozenset(tomllib.loads(source.read_text(encoding="utf-8"))[name].split())


@cache
def leaving() -> frozenset[str]:
    """Stems of the words for leaving."""
    return frozenset(word[:STEM] for word in word_list("leaving"))


def words_in(claim: Claim, name: str) -> frozenset[str]:
    """Which words of a list stand in a claim, without a plural's s."""
    return _bare_words(claim.text) & word_list(name)


@lru_cache(maxsize=16384)
def _bare_words(text: str) -> frozenset[str]:
    return frozenset(word.strip(".,;:!?'’”\"").lower().removesuffix("s") for word in text.split())


VIOLENCE = frozenset({ClaimType.STRIKE, ClaimType.FIGHTING})
HARM = VIOLENCE | {ClaimType.CASUALTIES}

ANSWERED = VIOLENCE | {ClaimType.CROSSING, ClaimType.MOVEMENT, ClaimType.CONTROL}

EVENTS = frozenset({ClaimType.STRIKE, ClaimType.CROSSING, ClaimType.MOVEMENT, ClaimType.CASUALTIES,
                     ClaimType.FIGHTING, ClaimType.PRESENCE})  # fmt: skip


def is_denial(claim: Claim) -> bool:
    return claim.stance is Stance.DENIED or (claim.negated and claim.stance in HELD)


def stand_near(one: Claim, other: Claim, *, within: int = NEAR_CHARS) -> bool:
    """Whether one claim can answer the other: the same report, a few sentences apart."""
    apart = max(one.span.start, other.span.start) - min(one.span.end, other.span.end)
    return one.document_id == other.document_id and apart < within


def same_days(one: Claim, other: Claim) -> bool:
    """Whether the events may be on one day; a claim without a date may be at any."""
    a_start, a_end = range_of(one)
    b_start, b_end = range_of(other)
    return a_start <= b_end and b_start <= a_end


STAYING = frozenset({ClaimType.PRESENCE, ClaimType.POLICY, ClaimType.MOVEMENT, ClaimType.AREA_OF_OPERATIONS})


def stems(text: str, length: int = STEM) -> set[str]:
    """First letters of the longer words: enough to tell that two short claims share their object."""
    return {word[:length].lower() for word in text.split() if len(word) >= length}
