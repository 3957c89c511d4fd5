"""The rules: each says in words why two claims may conflict, or gives an empty string.

What a rule asks of one claim alone is told apart from what it asks of two: of a case of thousands, few claims
can stand first in a rule or answer in it, and only those are set beside each other. The first claim asserts,
the second answers it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from geo.actors import load_actors
from geo.conflicts.entries import (
    AGAINST,
    ANSWERED,
    EVENTS,
    HELD,
    LONG_STEM,
    SHARED_STEMS,
    STAYING,
    VIOLENCE,
    Entry,
    actors_in,
    is_denial,
    leaving,
    overlap,
    same_days,
    same_ground,
    same_parties,
    stand_near,
    stems,
    word_list,
    words_in,
)
from geo.model import SAID, Claim, ClaimType, ConflictKind, Role, Stance

ANSWER_CHARS = 500
"""How far from a denial words stand that name nobody, and that it may answer."""
Asked = Callable[[Entry], bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may stand first, who may answer, and what the two of them must share."""

    first: Asked
    answer: Asked
    said: Callable[[Entry, Entry], str]
    kind: ConflictKind = ConflictKind.FACT


@dataclass(frozen=True, slots=True)
class Parts:
    """In which rules a claim may stand first or answer: a bit for each rule."""

    first: int
    answer: int


def parts_of(entry: Entry) -> Parts:
    bits = [(1 << number, rule) for number, rule in enumerate(RULES)]
    return Parts(
        sum(bit for bit, rule in bits if rule.first(entry)),
        sum(bit for bit, rule in bits if rule.answer(entry)),
    )


@lru_cache(maxsize=4096)
def asked(straight: int, turned: int) -> tuple[tuple[Rule, bool], ...]:
    """The rules of these bits in their order; whether the second of two claims stands first."""
    found = []
    for number, rule in enumerate(RULES):
        if straight >> number & 1:
            found.append((rule, False))
        if turned >> number & 1:
            found.append((rule, True))
    return tuple(found)


def _is_plain(claim: Claim) -> bool:
    return claim.stance in HELD and not claim.negated


def _is_control(entry: Entry) -> bool:
    return entry.claim.type is ClaimType.CONTROL and _is_plain(entry.claim)


# ---------------------------------------------------------------- control


def _is_control_doubted(entry: Entry) -> bool:
    claim = entry.claim
    against = claim.stance in AGAINST or (claim.negated and claim.stance in HELD)
    return claim.type is ClaimType.CONTROL and against


def control_doubted(a: Entry, b: Entry) -> str:
    one, other = a.claim, b.claim
    if not overlap(one, other):
        return ""
    if not same_ground(a, b) and not (same_parties(one, other) and not (one.places and other.places)):
        return ""
    holders, doubted = actors_in(one, Role.ACTS), actors_in(other, Role.ACTS)
    if holders & doubted or not holders or not doubted:
        return "control is asserted by one and doubted or denied by the other"
    return ""


def _has_left(entry: Entry) -> bool:
    claim = entry.claim
    gone = claim.type is ClaimType.MOVEMENT and _is_plain(claim)
    return gone and bool(stems(claim.text) & leaving())


def held_or_left(a: Entry, b: Entry) -> str:
    """One says that a party holds a place, the other that it has left it."""
    held, left = a.claim, b.claim
    same = actors_in(held, Role.ACTS) & actors_in(left, Role.ACTS)
    if a.towns & b.towns and same and overlap(held, left):
        return "one says the party holds the place, the other that it has left"
    return ""


def control_taken_twice(a: Entry, b: Entry) -> str:
    one, other = a.claim, b.claim
    if not (overlap(one, other) and same_ground(a, b)):
        return ""
    winners, rivals = actors_in(one, Role.ACTS), actors_in(other, Role.ACTS)
    if winners and rivals and not winners & rivals and (actors_in(one, Role.ACTED_ON) & rivals):
        return "each says that another holds the place"
    return ""


def _is_fight(entry: Entry) -> bool:
    return entry.claim.type is ClaimType.FIGHTING and _is_plain(entry.claim)


def fighting_goes_on(a: Entry, b: Entry) -> str:
    won, fight = a.claim, b.claim
    if not overlap(won, fight) or not same_ground(a, b):
        return ""
    losers = actors_in(won, Role.ACTED_ON)
    fighters = actors_in(fight, Role.ACTS, Role.ACTED_ON)
    if losers and (losers & fighters or not fighters):
        return "one says the place was taken, the other that its former holder still fights there"
    return ""


def _says_it_holds(entry: Entry) -> bool:
    claim = entry.claim
    return _is_control(entry) and bool(entry.towns) and claim.speaker in actors_in(claim, Role.ACTS)


def both_hold(a: Entry, b: Entry) -> str:
    """Two parties that each say that they hold one town, neither of them that it was retaken."""
    one, other = a.claim, b.claim
    if not a.towns & b.towns or not _may_meet(a, b) or not same_days(one, other):
        return ""
    again = (stems(one.text) | stems(other.text)) & word_list("won_back")
    return "each says that it holds the place" if not again else ""


# ---------------------------------------------------------------- events and their denials


def _is_event(entry: Entry) -> bool:
    return entry.claim.type in EVENTS and _is_plain(entry.claim)


def _is_event_denied(entry: Entry) -> bool:
    return entry.claim.type in EVENTS and is_denial(entry.claim)


def _are_alike(one: Claim, other: Claim) -> bool:
    return one.type is other.type or {one.type, other.type} <= VIOLENCE


def event_denied(a: Entry, b: Entry) -> str:
    """The same kind of event by the same party on the same ground, asserted and denied.

    Strikes are many: only where both state the same side is one the denial of the other.
    """
    one, other = a.claim, b.claim
    if not _are_alike(one, other) or not overlap(one, other) or not same_ground(a, b):
        return ""
    if not stems(one.text) & stems(other.text):
        return ""
    if one.type is ClaimType.STRIKE and not (a.call.basis in SAID and b.call.basis in SAID):
        return ""
    return "one says it happened, the other denies it" if _answered(one, other) else ""


def _answered(one: Claim, other: Claim) -> bool:
    """Whether the denial speaks of the doer of the event asserted."""
    doers = actors_in(one, Role.ACTS)
    if not doers and len(stems(one.text) & stems(other.text)) >= SHARED_STEMS:
        return True
    return bool(
        doers & (actors_in(other, Role.ACTS, Role.ACTED_ON) | ({other.speaker} if other.speaker else set()))
    )


def _is_answered(entry: Entry) -> bool:
    return entry.claim.type in ANSWERED and _is_plain(entry.claim)


def _denies_for_itself(entry: Entry) -> bool:
    claim = entry.claim
    denies = claim.type in ANSWERED and is_denial(claim) and not entry.towns
    return denies and claim.speaker is not None


def party_denies(a: Entry, b: Entry) -> str:
    """An event by or against a party, and that party's denial a little later that names no place."""
    one, other = a.claim, b.claim
    if not _are_alike(one, other) or not stand_near(one, other) or not same_days(one, other):
        return ""
    if not stems(one.text) & stems(other.text):
        return ""
    if one.type is ClaimType.CONTROL:
        lost = other.speaker in actors_in(one, Role.ACTED_ON)
        return "one says the place was taken, its holder denies a loss" if lost else ""
    doer = other.speaker in actors_in(one, Role.ACTS)
    mine = actors_in(other, Role.ACTS) <= {other.speaker}
    return "one says it happened, the party named denies it" if doer and mine else ""


def _is_harm(entry: Entry) -> bool:
    return entry.claim.type is ClaimType.CASUALTIES and _is_plain(entry.claim)


def _denies_firing(entry: Entry) -> bool:
    claim = entry.claim
    if claim.type not in VIOLENCE or claim.speaker is None or not is_denial(claim):
        return False
    fire = bool(stems(claim.text) & word_list("firing"))
    return fire and actors_in(claim, Role.ACTS) <= {claim.speaker}


def harm_denied(a: Entry, b: Entry) -> str:
    """Dead or wounded, and a party's denial near by that it fired; who did it may be unsaid."""
    one, other = a.claim, b.claim
    doers, hit = actors_in(one, Role.ACTS), actors_in(one, Role.ACTED_ON)
    if not same_days(one, other) or other.speaker in hit or not _may_meet(a, b):
        return ""
    unsaid = not doers and one.attribution.source is not None and stand_near(one, other, within=ANSWER_CHARS)
    named = other.speaker in doers and stand_near(one, other)
    return "one says people were hit, the party named denies firing" if unsaid or named else ""


def _may_meet(a: Entry, b: Entry) -> bool:
    """Whether nothing that both claims name parts them: no other town, no other side."""
    apart = a.call.basis in SAID and b.call.basis in SAID and a.call.bank is not b.call.bank
    return not apart and bool(a.towns & b.towns or not (a.towns and b.towns))


def _gives_a_toll(entry: Entry) -> bool:
    return _is_harm(entry) and bool(words_in(entry.claim, "tolls"))


def tallies(a: Entry, b: Entry) -> str:
    """Two numbers of dead, or of wounded, for one event."""
    one, other = a.claim, b.claim
    if not stand_near(one, other) or not same_days(one, other):
        return ""
    counts = [{w for word in claim.text.split() if (w := _figure(word))} for claim in (one, other)]
    hit = [actors_in(claim, Role.ACTED_ON) for claim in (one, other)]
    placed = a.towns & b.towns or not (a.towns and b.towns)
    alike = hit[0] == hit[1] or not (hit[0] and hit[1])
    differ = len(counts[0]) == len(counts[1]) == 1 and counts[0] != counts[1]
    return "each gives another number of dead" if placed and alike and differ else ""


def _figure(word: str) -> str:
    """A number, in digits or in words, without marks and commas; "" for other words."""
    bare = word.strip(".,;:()").replace(",", "").lower()
    return bare if bare.isdigit() or bare in word_list("numbers") else ""


# ---------------------------------------------------------------- ways open and shut


def _is_shut(entry: Entry) -> bool:
    claim = entry.claim
    return _is_plain(claim) and bool(words_in(claim, "shut") and words_in(claim, "passages"))


def _is_used(entry: Entry) -> bool:
    claim = entry.claim
    used = words_in(claim, "open_passage") or words_in(claim, "used_passage")
    return _is_plain(claim) and bool(used and words_in(claim, "passages")) and not words_in(claim, "shut")


def open_and_shut(a: Entry, b: Entry) -> str:
    """A bridge or crossing said to be shut, and to be open or used."""
    shut, used = a.claim, b.claim
    if not words_in(shut, "passages") & words_in(used, "passages"):
        return ""
    placed = a.towns & b.towns or not (a.towns and b.towns)
    agreed = placed and stand_near(shut, used) and same_days(shut, used)
    return "one says the way is shut, the other that it is open or used" if agreed else ""


# ---------------------------------------------------------------- stances


def _stays(entry: Entry) -> bool:
    claim = entry.claim
    return (
        claim.type in STAYING
        and claim.stance is Stance.PLANNED
        and not claim.negated
        and claim.speaker is not None
        and claim.speaker in actors_in(claim, Role.ACTS)
    )


def _wants_gone(entry: Entry) -> bool:
    return entry.claim.type in STAYING and entry.claim.stance in (Stance.DEMANDED, *AGAINST)


def stay_or_leave(a: Entry, b: Entry) -> str:
    stays, leaves = a.claim, b.claim
    if stays.speaker is None:
        return ""
    stayer = {stays.speaker, load_actors().leader(stays.speaker)}
    gone = actors_in(leaves, Role.ACTS, Role.ACTED_ON)
    if stayer & gone and leaves.speaker not in stayer:
        return "one means to stay, the other wants that party gone"
    return ""


def _means_to_stay(entry: Entry) -> bool:
    claim = entry.claim
    means = claim.stance is Stance.PLANNED and not claim.negated
    return means and bool(stems(claim.text) & word_list("staying"))


def _demands_going(entry: Entry) -> bool:
    claim = entry.claim
    demands = claim.stance is Stance.DEMANDED and not claim.negated
    return demands and bool(stems(claim.text) & word_list("going"))


def told_to_leave(a: Entry, b: Entry) -> str:
    """One says that a party stays, another demands that it goes."""
    stays, leaves = a.claim, b.claim
    told = actors_in(leaves, Role.ACTS, Role.ACTED_ON) & actors_in(stays, Role.ACTS)
    return "one says the party stays, the other wants it gone" if told - {leaves.speaker} else ""


def _demands(entry: Entry) -> bool:
    return entry.claim.stance is Stance.DEMANDED


def _refuses(entry: Entry) -> bool:
    claim = entry.claim
    no = claim.negated or bool(words_in(claim, "refusals"))
    return no and claim.stance is not Stance.DEMANDED


def refused(a: Entry, b: Entry) -> str:
    """A demand and a refusal in the same words: "the buoys be removed" and "no plans to remove the buoys"."""
    wanted, refused = stems(a.claim.text, LONG_STEM), stems(b.claim.text, LONG_STEM)
    shared, least = wanted & refused, min(len(wanted), len(refused))
    said_again = len(shared) >= min(SHARED_STEMS, least) and len(shared) >= least / 2
    return "one demands what the other refuses" if least and said_again else ""


def _doubts_a_word(entry: Entry) -> bool:
    return entry.claim.type is ClaimType.CREDIBILITY


def _tells_of_control(entry: Entry) -> bool:
    claim = entry.claim
    return claim.type is ClaimType.CONTROL and claim.stance in HELD and claim.speaker is not None


def disbelieved(a: Entry, b: Entry) -> str:
    """One party's word is called unreliable, and the other claim is that party's."""
    doubted = actors_in(a.claim, Role.MENTIONED, Role.ACTS, Role.ACTED_ON)
    return "one party's words are doubted by the other" if b.claim.speaker in doubted else ""


RULES = (
    Rule(_is_control, _is_control_doubted, control_doubted),
    Rule(_is_control, _is_fight, fighting_goes_on),
    Rule(_is_control, _is_control, control_taken_twice),
    Rule(_is_control, _has_left, held_or_left),
    Rule(_is_event, _is_event_denied, event_denied),
    Rule(_is_answered, _denies_for_itself, party_denies),
    Rule(_is_harm, _denies_firing, harm_denied),
    Rule(_says_it_holds, _says_it_holds, both_hold),
    Rule(_is_shut, _is_used, open_and_shut),
    Rule(_gives_a_toll, _gives_a_toll, tallies),
    Rule(_stays, _wants_gone, stay_or_leave, ConflictKind.STANCE),
    Rule(_means_to_stay, _demands_going, told_to_leave, ConflictKind.STANCE),
    Rule(_demands, _refuses, refused, ConflictKind.STANCE),
    Rule(_doubts_a_word, _tells_of_control, disbelieved, ConflictKind.STANCE),
)
