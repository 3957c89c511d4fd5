"""The rules: each says in words why two claims may conflict, or gives an empty string.

The first claim asserts, the second answers it; the caller tries both orders.
"""

from __future__ import annotations

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
from geo.model import SAID, Claim, ClaimType, Role, Stance

ANSWER_CHARS = 500
"""How far from a denial words stand that name nobody, and that it may answer."""


def control_doubted(a: Entry, b: Entry) -> str:
    one, other = a.claim, b.claim
    if not (one.type is other.type is ClaimType.CONTROL and overlap(one, other)):
        return ""
    if not same_ground(a, b) and not (same_parties(one, other) and not (one.places and other.places)):
        return ""
    return _doubts(one, other)


def _doubts(one: Claim, other: Claim) -> str:
    against = other.stance in AGAINST or (other.negated and other.stance in HELD)
    holders, doubted = actors_in(one, Role.ACTS), actors_in(other, Role.ACTS)
    if (
        one.stance in HELD
        and not one.negated
        and against
        and (holders & doubted or not holders or not doubted)
    ):
        return "control is asserted by one and doubted or denied by the other"
    return ""


def held_or_left(a: Entry, b: Entry) -> str:
    """One says that a party holds a place, the other that it has left it."""
    held, left = a.claim, b.claim
    if held.type is not ClaimType.CONTROL or left.type is not ClaimType.MOVEMENT or not overlap(held, left):
        return ""
    if (
        held.stance not in HELD
        or left.stance not in HELD
        or held.negated
        or left.negated
        or not a.towns & b.towns
    ):
        return ""
    gone = bool(stems(left.text) & leaving()) and actors_in(held, Role.ACTS) & actors_in(left, Role.ACTS)
    return "one says the party holds the place, the other that it has left" if gone else ""


def control_taken_twice(a: Entry, b: Entry) -> str:
    one, other = a.claim, b.claim
    if not (one.type is other.type is ClaimType.CONTROL and overlap(one, other) and same_ground(a, b)):
        return ""
    if one.stance not in HELD or other.stance not in HELD or one.negated or other.negated:
        return ""
    winners, rivals = actors_in(one, Role.ACTS), actors_in(other, Role.ACTS)
    if winners and rivals and not winners & rivals and (actors_in(one, Role.ACTED_ON) & rivals):
        return "each says that another holds the place"
    return ""


def fighting_goes_on(a: Entry, b: Entry) -> str:
    won, fight = a.claim, b.claim
    kinds = won.type is ClaimType.CONTROL and fight.type is ClaimType.FIGHTING
    if not kinds or not overlap(won, fight) or not same_ground(a, b):
        return ""
    if won.stance not in HELD or won.negated or fight.stance not in HELD or fight.negated:
        return ""
    losers = actors_in(won, Role.ACTED_ON)
    fighters = actors_in(fight, Role.ACTS, Role.ACTED_ON)
    if losers and (losers & fighters or not fighters):
        return "one says the place was taken, the other that its former holder still fights there"
    return ""


def event_denied(a: Entry, b: Entry) -> str:
    """The same kind of event by the same party on the same ground, asserted and denied.

    Strikes are many: only where both state the same side is one the denial of the other.
    """
    one, other = a.claim, b.claim
    alike = one.type is other.type or {one.type, other.type} <= VIOLENCE
    if not alike or one.type not in EVENTS or not overlap(one, other):
        return ""
    if one.stance not in HELD or one.negated or not is_denial(other) or not same_ground(a, b):
        return ""
    if not stems(one.text) & stems(other.text):
        return ""
    if one.type is ClaimType.STRIKE and not (a.call.basis in SAID and b.call.basis in SAID):
        return ""
    return "one says it happened, the other denies it" if _answered(one, other) else ""


def party_denies(a: Entry, b: Entry) -> str:
    """An event by or against a party, and that party's denial a little later that names no place."""
    one, other = a.claim, b.claim
    alike = one.type is other.type or {one.type, other.type} <= VIOLENCE
    if not alike or one.type not in ANSWERED or not is_denial(other) or b.towns or other.speaker is None:
        return ""
    if one.stance not in HELD or one.negated or not stand_near(one, other) or not same_days(one, other):
        return ""
    if not stems(one.text) & stems(other.text):
        return ""
    if one.type is ClaimType.CONTROL:
        lost = other.speaker in actors_in(one, Role.ACTED_ON)
        return "one says the place was taken, its holder denies a loss" if lost else ""
    doer = other.speaker in actors_in(one, Role.ACTS)
    mine = actors_in(other, Role.ACTS) <= {other.speaker}
    return "one says it happened, the party named denies it" if doer and mine else ""


def harm_denied(a: Entry, b: Entry) -> str:
    """Dead or wounded, and a party's denial near by that it fired; who did it may be unsaid."""
    one, other = a.claim, b.claim
    fire = one.type is ClaimType.CASUALTIES and other.type in VIOLENCE
    if not fire or other.speaker is None or not stems(other.text) & word_list("firing"):
        return ""
    if one.stance not in HELD or one.negated or not is_denial(other) or not same_days(one, other):
        return ""
    doers, hit = actors_in(one, Role.ACTS), actors_in(one, Role.ACTED_ON)
    if other.speaker in hit or not actors_in(other, Role.ACTS) <= {other.speaker}:
        return ""
    unsaid = not doers and one.attribution.source is not None and stand_near(one, other, within=ANSWER_CHARS)
    named = other.speaker in doers and stand_near(one, other)
    return (
        "one says people were hit, the party named denies firing"
        if (unsaid or named) and _may_meet(a, b)
        else ""
    )


def _may_meet(a: Entry, b: Entry) -> bool:
    """Whether nothing that both claims name parts them: no other town, no other side."""
    apart = a.call.basis in SAID and b.call.basis in SAID and a.call.bank is not b.call.bank
    return not apart and bool(a.towns & b.towns or not (a.towns and b.towns))


def both_hold(a: Entry, b: Entry) -> str:
    """Two parties that each say that they hold one town, neither of them that it was retaken."""
    one, other = a.claim, b.claim
    if not one.type is other.type is ClaimType.CONTROL or not a.towns & b.towns or not _may_meet(a, b):
        return ""
    if one.stance not in HELD or other.stance not in HELD or one.negated or other.negated:
        return ""
    if one.speaker not in actors_in(one, Role.ACTS) or other.speaker not in actors_in(other, Role.ACTS):
        return ""
    again = (stems(one.text) | stems(other.text)) & word_list("won_back")
    return "each says that it holds the place" if not again and same_days(one, other) else ""


def told_to_leave(a: Entry, b: Entry) -> str:
    """One says that a party stays, another demands that it goes."""
    stays, leaves = a.claim, b.claim
    if leaves.stance is not Stance.DEMANDED or leaves.negated or stays.negated:
        return ""
    if stays.stance is not Stance.PLANNED or not stems(stays.text) & word_list("staying"):
        return ""
    told = actors_in(leaves, Role.ACTS, Role.ACTED_ON) & actors_in(stays, Role.ACTS)
    goes = bool(told - {leaves.speaker}) and bool(stems(leaves.text) & word_list("going"))
    return "one says the party stays, the other wants it gone" if goes else ""


def open_and_shut(a: Entry, b: Entry) -> str:
    """A bridge or crossing said to be shut, and to be open or used."""
    shut, used = a.claim, b.claim
    if not words_in(shut, "shut") or not (words_in(used, "open_passage") or words_in(used, "used_passage")):
        return ""
    if words_in(used, "shut") or not words_in(shut, "passages") & words_in(used, "passages"):
        return ""
    plain = all(one.stance in HELD and not one.negated for one in (shut, used))
    placed = a.towns & b.towns or not (a.towns and b.towns)
    agreed = plain and placed and stand_near(shut, used) and same_days(shut, used)
    return "one says the way is shut, the other that it is open or used" if agreed else ""


def tallies(a: Entry, b: Entry) -> str:
    """Two numbers of dead, or of wounded, for one event."""
    one, other = a.claim, b.claim
    if not one.type is other.type is ClaimType.CASUALTIES or not stand_near(one, other):
        return ""
    if one.stance not in HELD or other.stance not in HELD or one.negated or other.negated:
        return ""
    counts = [{w for word in claim.text.split() if (w := _figure(word))} for claim in (one, other)]
    fates = [words_in(claim, "tolls") for claim in (one, other)]
    hit = [actors_in(claim, Role.ACTED_ON) for claim in (one, other)]
    placed = a.towns & b.towns or not (a.towns and b.towns)
    alike = hit[0] == hit[1] or not (hit[0] and hit[1])
    same = placed and bool(fates[0] and fates[1]) and alike and same_days(one, other)
    differ = len(counts[0]) == len(counts[1]) == 1 and counts[0] != counts[1]
    return "each gives another number of dead" if same and differ else ""


def _figure(word: str) -> str:
    """A number, in digits or in words, without marks and commas; "" for other words."""
    bare = word.strip(".,;:()").replace(",", "").lower()
    return bare if bare.isdigit() or bare in word_list("numbers") else ""


def _answered(one: Claim, other: Claim) -> bool:
    """Whether the denial speaks of the doer of the event asserted."""
    doers = actors_in(one, Role.ACTS)
    if not doers and len(stems(one.text) & stems(other.text)) >= SHARED_STEMS:
        return True
    return bool(
        doers & (actors_in(other, Role.ACTS, Role.ACTED_ON) | ({other.speaker} if other.speaker else set()))
    )


def stay_or_leave(a: Entry, b: Entry) -> str:
    stays, leaves = a.claim, b.claim
    if stays.type not in STAYING or leaves.type not in STAYING or stays.speaker is None:
        return ""
    if (
        stays.stance is not Stance.PLANNED
        or stays.negated
        or leaves.stance not in (Stance.DEMANDED, *AGAINST)
    ):
        return ""
    stayer = {stays.speaker, load_actors().leader(stays.speaker)}
    gone = actors_in(leaves, Role.ACTS, Role.ACTED_ON)
    if stays.speaker in actors_in(stays, Role.ACTS) and stayer & gone and leaves.speaker not in stayer:
        return "one means to stay, the other wants that party gone"
    return ""


def refused(a: Entry, b: Entry) -> str:
    """A demand and a refusal in the same words: "the buoys be removed" and "no plans to remove the buoys"."""
    demand, answer = a.claim, b.claim
    no = answer.negated or bool(words_in(answer, "refusals"))
    if demand.stance is not Stance.DEMANDED or not no or answer.stance is Stance.DEMANDED:
        return ""
    wanted, refused = stems(demand.text, LONG_STEM), stems(answer.text, LONG_STEM)
    shared, least = wanted & refused, min(len(wanted), len(refused))
    said_again = len(shared) >= min(SHARED_STEMS, least) and len(shared) >= least / 2
    return "one demands what the other refuses" if least and said_again else ""


def disbelieved(a: Entry, b: Entry) -> str:
    """One party's word is called unreliable, and the other claim is that party's."""
    doubt, claim = a.claim, b.claim
    if (
        doubt.type is not ClaimType.CREDIBILITY
        or claim.type is not ClaimType.CONTROL
        or claim.speaker is None
    ):
        return ""
    if claim.stance in HELD and claim.speaker in actors_in(doubt, Role.MENTIONED, Role.ACTS, Role.ACTED_ON):
        return "one party's words are doubted by the other"
    return ""
