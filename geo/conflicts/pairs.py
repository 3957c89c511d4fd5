"""Pairs of claims that may conflict: never "false", only "may conflict", with the rule that fired.

Facts: about the same settlement, by different speakers, at times that overlap, control asserted against
control doubted or denied, or against fighting with the loser still in the field; an event against its
denial. Stances: one wants to stay where another wants him gone. Few false alarms matter more than many
pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from geo.conflicts import beside, rules
from geo.conflicts.answers import find_answers
from geo.conflicts.entries import (
    ANSWERED,
    EVENTS,
    HARM,
    HELD,
    STAYING,
    VIOLENCE,
    Entry,
    actors_in,
    is_denial,
    towns,
    words_in,
)
from geo.model import SAID, Claim, ClaimType, Conflict, ConflictKind, PlacedClaim, Role, Stance

MOST_BESIDE = 4
"""Claims before an answer that it may answer."""
MAX_PER_GROUP = 60
"""How far apart, among claims about one thing, two claims are still compared."""
_Part = tuple[Entry, rules.Parts]
"""A claim, and where it may stand in the rules."""


def find_conflicts(placed: Sequence[PlacedClaim]) -> tuple[Conflict, ...]:
    """Pairs that may conflict, each once with a < b, in text order of the first."""
    found: dict[tuple[str, str], Conflict] = {}
    entries = [Entry(one.claim, one.call, towns(one.claim)) for one in placed]
    in_order = sorted(entries, key=lambda entry: (entry.claim.document_id, entry.claim.span))
    for near in _beside(in_order):
        found.setdefault((near.a, near.b), near)
    for one, other, said in find_answers(in_order, lambda a, b: _same_speaker(a.claim, b.claim)):
        first, second = sorted((one.claim.id, other.claim.id))
        found.setdefault((first, second), Conflict(first, second, said, ConflictKind.FACT))
    for group in _groups(entries):
        for first_part, second_part in _worth_comparing(group):
            conflict = _compare(first_part, second_part)
            if conflict is not None:
                found.setdefault((conflict.a, conflict.b), conflict)
    return tuple(found.values())


def _beside(entries: Sequence[Entry]) -> Iterator[Conflict]:
    """Pairs among claims a sentence or two apart; an answer goes with the nearest claim it can answer."""
    for index, other in enumerate(entries):
        for one in reversed(entries[max(0, index - MOST_BESIDE) : index]):
            if not beside.are_beside(one.claim, other.claim) or _same_speaker(one.claim, other.claim):
                continue
            said = next((why for rule in _BESIDE if (why := rule(one, other))), "")
            if not said and not _goes_on(entries, index):
                said = beside.answered_back(one, other)
            if said:
                a, b = sorted((one.claim.id, other.claim.id))
                if a != b:
                    yield Conflict(a, b, said, ConflictKind.FACT)
                break


def _goes_on(entries: Sequence[Entry], index: int) -> bool:
    """Whether the speaker of a claim says more right behind it: then that is the answer."""
    following = entries[index + 1 : index + 2]
    return any(
        beside.are_beside(entries[index].claim, later.claim)
        and _same_speaker(entries[index].claim, later.claim)
        for later in following
    )


def _groups(entries: Sequence[Entry]) -> Iterator[list[_Part]]:
    """Claims that may be about the same thing: of one settlement, one stated side, one question."""
    groups: dict[object, list[_Part]] = defaultdict(list)
    for entry in entries:
        part = (entry, rules.parts_of(entry))
        for key in _keys(entry):
            groups[key].append(part)
    yield from groups.values()


def _worth_comparing(group: Sequence[_Part]) -> Iterator[tuple[_Part, _Part]]:
    """Pairs not far apart in which one may stand first in a rule that the other may answer in."""
    for index, one in enumerate(group):
        first, answer = one[1].first, one[1].answer
        if not first | answer:
            continue
        for other in group[index + 1 : index + MAX_PER_GROUP]:
            if first & other[1].answer or answer & other[1].first:
                yield one, other


def _keys(entry: Entry) -> set[object]:
    claim = entry.claim
    keys: set[object] = set(entry.towns)
    if entry.call.basis in SAID and claim.type in EVENTS | {ClaimType.CONTROL}:
        kind = "violence" if claim.type in VIOLENCE else claim.type
        keys.add((claim.document_id, kind, entry.call.bank))
    if claim.type is ClaimType.CONTROL:
        keys.add((claim.document_id, "control", tuple(sorted(a.id for a in actors_in(claim, Role.ACTS)))))
    if claim.type in STAYING or claim.stance is Stance.DEMANDED or words_in(claim, "refusals"):
        keys.add((claim.document_id, "staying"))
    if claim.type is ClaimType.CREDIBILITY or (claim.type is ClaimType.CONTROL and claim.stance in HELD):
        keys.add((claim.document_id, "credibility"))
    return keys | set(_answer_keys(claim))


def _answer_keys(claim: Claim) -> Iterator[object]:
    """Keys under which a denial without a place meets what it may answer, and two tallies each other."""
    kind = "violence" if claim.type in VIOLENCE else claim.type
    if claim.type in ANSWERED:
        if claim.speaker and is_denial(claim):
            yield claim.document_id, "answer", kind, claim.speaker.id
        for actor in actors_in(claim, Role.ACTS, Role.ACTED_ON):
            yield claim.document_id, "answer", kind, actor.id
    if claim.type in HARM:
        yield claim.document_id, "harm"
    if claim.type is ClaimType.CASUALTIES:
        yield claim.document_id, "tally"
    for thing in words_in(claim, "passages"):
        yield claim.document_id, "passage", thing


def _compare(one: _Part, other: _Part) -> Conflict | None:
    if one[0].claim.id > other[0].claim.id:
        one, other = other, one
    (a, mine), (b, yours) = one, other
    if a.claim.id == b.claim.id or _same_speaker(a.claim, b.claim):
        return None
    for rule, turned in rules.asked(mine.first & yours.answer, yours.first & mine.answer):
        said = rule.said(b, a) if turned else rule.said(a, b)
        if said:
            return Conflict(a.claim.id, b.claim.id, said, rule.kind)
    return None


def _same_speaker(a: Claim, b: Claim) -> bool:
    """Whether the two are one party's words; a claim passed on is its own speaker's."""
    one, two = a.attribution.source, b.attribution.source
    if one and two and one.name and one.name == two.name and a.claimant is b.claimant is None:
        return True
    whose, other = a.claimant or a.speaker, b.claimant or b.speaker
    if whose is not None or other is not None:
        return whose == other
    if one is two is None:
        return a.document_id == b.document_id
    return (one.name or one.text if one else "") == (two.name or two.text if two else "")


_BESIDE: tuple[Callable[[Entry, Entry], str], ...] = (
    beside.other_figure,
    beside.blamed_back,
    beside.truce_denied,
    beside.said_and_unsaid,
)
