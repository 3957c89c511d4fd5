"""Answers: what a claim denies, or says otherwise, among the claims of others near it in one report.

A denial seldom repeats the place and the date of what it denies. What it answers is the claim of another
speaker near by that shares most with it: kind, parties, words, place. Each shared thing counts; what parts
the two (another town, another bank, other days, other doers) counts against. Few pairs, the best ones.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache
from importlib import resources

from geo.conflicts.entries import (
    HELD,
    STEM,
    Entry,
    actors_in,
    is_denial,
    same_days,
    stand_near,
    word_list,
)
from geo.model import SAID, Bank, ClaimType, Link, Role, Stance

MOST_BACK, MOST_AHEAD = 6, 2
"""Claims before and behind an answer that it may answer."""
LEAST = 3.5
"""Weight from which a denial is set beside a claim."""
LEAST_DENIED = 2.5
"""The same for what somebody is told to have denied, right behind what may be meant."""
LEAST_OPPOSED = 2.0
"""Weight from which two opposite outcomes are set side by side."""
LEVEL = 0.25
"""Claims as near to the best one as this are answered, too."""
MOST_SHARED = 3
RECENT = 64
"""Claims whose words are kept: each is looked at with those around it."""
SHORT_STEM = 3
_ENDINGS = ("ings", "ing", "ers", "er", "ed", "es", "s", "e")
_WORD = re.compile(r"[^\W\d_]+")
_SIDES = frozenset({Bank.LEFT, Bank.RIGHT})
_FAMILIES = (
    frozenset({ClaimType.STRIKE, ClaimType.FIGHTING, ClaimType.CASUALTIES}),
    frozenset({ClaimType.CONTROL, ClaimType.PRESENCE, ClaimType.MOVEMENT, ClaimType.FIGHTING}),
    frozenset({ClaimType.CROSSING, ClaimType.MOVEMENT, ClaimType.PRESENCE}),
    frozenset({ClaimType.POLICY, ClaimType.DECONFLICTION, ClaimType.SUPPORT}),
)
Differ = Callable[[Entry, Entry], bool]


@dataclass(frozen=True, slots=True)
class Opposites:
    """Two lists of words for outcomes that can't both be."""

    rule: str
    one: frozenset[str]
    other: frozenset[str]
    turned: bool
    thing: bool


class Outcome(Enum):
    """Which of two opposite outcomes is told."""

    ONE = "one"
    OTHER = "other"


@cache
def opposites() -> tuple[Opposites, ...]:
    """The pairs of outcomes of conflicts.toml."""
    source = resources.files("geo.data") / "sources" / "conflicts.toml"
    rows = tomllib.loads(source.read_text(encoding="utf-8"))["opposites"]
    return tuple(
        Opposites(row["rule"], frozenset(row["one"].split()), frozenset(row["other"].split()),
                  row.get("turned", False), row.get("thing", False))
        for row in rows
    )  # fmt: skip


def find_answers(entries: Sequence[Entry], same_speaker: Differ) -> Iterator[tuple[Entry, Entry, str]]:
    """Pairs among claims in text order: a claim, and the denial or the other outcome set against it."""
    for at, answer in enumerate(entries):
        around = [*entries[max(0, at - MOST_BACK) : at], *entries[at + 1 : at + 1 + MOST_AHEAD]]
        others = [one for one in around if _may_be_set_beside(one, answer) and not same_speaker(one, answer)]
        if others:
            yield from _denied(answer, others, entries, at)
            yield from _opposed(answer, others)


def _may_be_set_beside(one: Entry, answer: Entry) -> bool:
    plain = one.claim.stance in HELD | {Stance.DOUBTED} and one.claim.type is not ClaimType.GEOGRAPHY
    return plain and stand_near(one.claim, answer.claim) and same_days(one.claim, answer.claim)


def _denied(
    answer: Entry, others: Sequence[Entry], entries: Sequence[Entry], at: int
) -> Iterator[tuple[Entry, Entry, str]]:
    if not is_denial(answer.claim) or answer.claim.attribution.source is None:
        return
    if _is_whole(answer):
        return
    asserted = [
        one for one in others if not is_denial(one.claim) and one.claim.type is not ClaimType.CREDIBILITY
    ]
    weights = [(weight(one, answer) + _closeness(entries, at, one), one) for one in asserted]
    best = max((found for found, _ in weights), default=0.0)
    for found, one in weights:
        near = answer.claim.stance is Stance.DENIED and _closeness(entries, at, one) > 0
        if found >= (LEAST_DENIED if near else LEAST) and found >= best - LEVEL:
            yield one, answer, "one says so, the other says it is not so"


def _is_whole(answer: Entry) -> bool:
    """Whether a claim holds its own verb of saying: what it denies, it names by "this", "the report"."""
    source = answer.claim.attribution.source
    return source is not None and answer.claim.span.contains(source.span)


def _closeness(entries: Sequence[Entry], at: int, one: Entry) -> float:
    """A denial most often answers what was said right before it."""
    before = entries[max(0, at - 2) : at]
    if before and before[-1] is one:
        return 1.0
    return 0.5 if len(before) == 2 and before[0] is one else 0.0


def weight(one: Entry, answer: Entry) -> float:
    """How much two claims share, less what parts them."""
    a, b = one.claim, answer.claim
    mine, yours = content(a.text), content(b.text)
    total = float(min(len(mine & yours), MOST_SHARED))
    total += 1.0 if a.type is b.type else 0.5 if _akin(a.type, b.type) else 0.0
    total += 0.5 if b.stance is Stance.DENIED else 0.0
    doers, theirs = actors_in(a, Role.ACTS), actors_in(b, Role.ACTS)
    if b.speaker is not None and b.speaker in doers:
        total += 1.5
    elif doers & theirs:
        total += 1.0
    elif doers and theirs:
        total -= 1.5
    return total + _ground(one, answer)


def _ground(one: Entry, answer: Entry) -> float:
    """What places and sides say for two claims being of one event, or against it."""
    a, b = one.call, answer.call
    if a.basis in SAID and b.basis in SAID and {a.bank, b.bank} == _SIDES:
        return -3.0
    if not (one.towns and answer.towns):
        return 0.0
    if one.towns & answer.towns:
        named = [r for r in answer.claim.places if r.link is not Link.CARRIED]
        return 1.0 if named else 0.5
    return -3.0


def _akin(one: ClaimType, other: ClaimType) -> bool:
    return any({one, other} <= family for family in _FAMILIES)


@lru_cache(maxsize=RECENT)
def content(text: str) -> frozenset[str]:
    """Stems of the words that tell something, without those that many claims share."""
    words = (word for word in _WORD.findall(text.lower()) if len(word) >= STEM)
    return frozenset(_stem(word) for word in words if word not in word_list("empty_stems"))


def _stem(word: str) -> str:
    """The first letters without an ending: one for "fire", "fired" and "firing"."""
    ending = next((end for end in _ENDINGS if word.endswith(end) and len(word) - len(end) >= SHORT_STEM), "")
    return word[: len(word) - len(ending)][:STEM]


# ---------------------------------------------------------------- opposite outcomes


def _opposed(answer: Entry, others: Sequence[Entry]) -> Iterator[tuple[Entry, Entry, str]]:
    if is_denial(answer.claim) or answer.claim.stance not in HELD:
        return
    for one in others:
        if is_denial(one.claim) or one.claim.stance not in HELD:
            continue
        said = opposed(one, answer)
        if said:
            yield one, answer, said


def opposed(one: Entry, answer: Entry) -> str:
    """The rule by which two claims tell opposite outcomes; empty where they don't."""
    mine, yours = _outcomes_in(one.claim.text), _outcomes_in(answer.claim.text)
    for number, (told, answered) in enumerate(zip(mine, yours, strict=True)):
        if not told or not answered or told is answered:
            continue
        pair = opposites()[number]
        done, undone = (one, answer) if told is Outcome.ONE else (answer, one)
        fits = pair.thing or _fits(done, undone, turned=pair.turned)
        if fits and _meet(one, answer, thing=pair.thing):
            return pair.rule
    return ""


def _fits(done: Entry, undone: Entry, *, turned: bool) -> bool:
    """Whether who acts in the one can be who fails, or stays, in the other."""
    doers, others = actors_in(done.claim, Role.ACTS), actors_in(undone.claim, Role.ACTS)
    if turned:
        return not doers & others
    return not doers or not others or bool(doers & others)


def _meet(one: Entry, answer: Entry, *, thing: bool) -> bool:
    """Whether two claims are of one scene; of one `thing` if both name it close together."""
    if not thing:
        return _shared_scene(one, answer) >= LEAST_OPPOSED
    named = bool(content(one.claim.text) & content(answer.claim.text))
    return named and stand_near(one.claim, answer.claim, within=CLOSE) and _ground(one, answer) >= 0


def _shared_scene(one: Entry, answer: Entry) -> float:
    a, b = one.claim, answer.claim
    total = 0.5 * min(len(content(a.text) & content(b.text)), MOST_SHARED)
    total += 1.0 if a.type is b.type or _akin(a.type, b.type) else 0.0
    parties = actors_in(a, Role.ACTS, Role.ACTED_ON) & actors_in(b, Role.ACTS, Role.ACTED_ON)
    total += 1.0 if parties else 0.0
    total += 0.5 if stand_near(a, b, within=CLOSE) else 0.0
    return total + _ground(one, answer)


CLOSE = 250
"""Characters between two claims that stand side by side."""


@lru_cache(maxsize=RECENT)
def _outcomes_in(text: str) -> tuple[Outcome | None, ...]:
    """Of each pair of `opposites` the one outcome that a text tells; None where it tells neither or both."""
    words = frozenset(word.lower() for word in _WORD.findall(text))
    return tuple(_outcome(bool(words & pair.one), bool(words & pair.other)) for pair in opposites())


def _outcome(one: bool, other: bool) -> Outcome | None:
    if one is other:
        return None
    return Outcome.ONE if one else Outcome.OTHER
