"""The claims of a case as columns of numbers, made once, so that a filter and its counts are a few passes.

What a filter keeps is defined by geo.filters.keeping, claim by claim; here the same is told of a million
claims in a fraction of a second. Words are looked up in the list of all words that stand in the claims: what
is asked for has no blank in it, so it lies inside one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from geo.filters.keeping import Restriction, restrictions, searched_text, speaker_key
from geo.model import Bank, ClaimType, Confidence, Filter, PlacedClaim, ReviewState, Role, Stance

Mask = NDArray[np.bool_]
Numbers = NDArray[np.int32]
Codes = NDArray[np.uint8]
_Kind = TypeVar("_Kind", bound=StrEnum)

BANKS, TYPES, STANCES = tuple(Bank), tuple(ClaimType), tuple(Stance)
CONFIDENCES, REVIEWS, ROLES = tuple(Confidence), tuple(ReviewState), tuple(Role)
_MOST_ASKED = 8
NEVER = 0
"""In place of a day that a claim does not have; days are those of date.toordinal."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Who has a part in which claim: a row for each different claim, actor and role, in the claims' order."""

    claim: Numbers
    actor: Numbers
    """Index of Columns.actor_ids."""
    role: Codes
    """Index of ROLES."""
    is_new_actor: Mask
    """Whether it is the first row of this actor in this claim."""
    is_new_role: Mask


@dataclass(frozen=True, slots=True)
class Words:
    """Every different word of the claims, folded, and the claims of each, word by word.

    Those of word n stand from starts[n] to starts[n + 1].
    """

    spelled: tuple[str, ...]
    starts: NDArray[np.int64]
    claims: Numbers
    asked: dict[str, Mask] = field(default_factory=dict, compare=False)
    """What was found for the words asked for last: a page's counts ask for the same again."""


@dataclass(frozen=True, slots=True)
class Columns:
    """One number a claim in each column, in the claims' order; codes are indexes of the tuples above."""

    size: int
    banks: Codes
    types: Codes
    stances: Codes
    confidences: Codes
    reviews: Codes
    again: Mask
    """Whether an earlier report tells the same."""
    starts: Numbers
    ends: Numbers
    speakers: Numbers
    reports: Numbers
    speaker_keys: tuple[str, ...]
    report_ids: tuple[str, ...]
    actor_ids: tuple[str, ...]
    parts: Parts
    words: Words


def columns_of(placed: Iterable[PlacedClaim]) -> Columns:
    """The columns of these claims, which are gone through once."""
    codes = _Codes()
    for claim in placed:
        codes.add(claim)
    return codes.columns()


def kept(wanted: Filter, columns: Columns) -> Mask:
    """Which claims the filter keeps: what `keeps` says of each."""
    found = np.ones(columns.size, bool)
    for failed in failures(wanted, columns).values():
        found &= ~failed
    return found


def failures(wanted: Filter, columns: Columns) -> dict[Restriction, Mask]:
    """Which claims each restriction that is set leaves out."""
    return {restriction: ~_TESTS[restriction](wanted, columns) for restriction in restrictions(wanted)}


def failed_by(failed: Mapping[Restriction, Mask], size: int) -> Codes:
    """How many restrictions leave each claim out."""
    total = np.zeros(size, np.uint8)
    for mask in failed.values():
        total += mask
    return total


def count_left_out(restriction: Restriction, wanted: Filter, columns: Columns) -> int:
    """How many claims this restriction alone leaves out: for some what folded_away and told_again count."""
    failed = failures(wanted, columns)
    mine = failed.get(restriction)
    return 0 if mine is None else int(np.count_nonzero(mine & (failed_by(failed, columns.size) == 1)))


def _among(column: Codes, every: Sequence[_Kind], chosen: frozenset[_Kind]) -> Mask:
    found: Mask = np.array([one in chosen for one in every])[column]
    return found


def has_name(column: Numbers, names: tuple[str, ...], name: str) -> Mask:
    """Where the column means this name, which need not be among the names."""
    found: Mask = column == (names.index(name) if name in names else -1)
    return found


def _has_actor(wanted: Filter, columns: Columns) -> Mask:
    parts, found = columns.parts, np.zeros(columns.size, bool)
    rows = has_name(parts.actor, columns.actor_ids, wanted.actor)
    if wanted.role:
        rows &= parts.role == ROLES.index(wanted.role)
    found[parts.claim[rows]] = True
    return found


def _has_dates(wanted: Filter, columns: Columns) -> Mask:
    found: Mask = (columns.starts != NEVER) | (columns.ends != NEVER)
    if wanted.since is not None:
        found &= (columns.ends == NEVER) | (columns.ends >= wanted.since.toordinal())
    if wanted.until is not None:
        found &= (columns.starts == NEVER) | (columns.starts <= wanted.until.toordinal())
    return found


def _has_words(wanted: Filter, columns: Columns) -> Mask:
    found, asked = np.ones(columns.size, bool), columns.words.asked
    for word in set(wanted.words.casefold().split()):
        known = asked.get(word)
        if known is None:
            if len(asked) >= _MOST_ASKED:
                asked.clear()
            known = asked[word] = _has_word(word, columns)
        found &= known
    return found


def _has_word(word: str, columns: Columns) -> Mask:
    words, found = columns.words, np.zeros(columns.size, bool)
    for number, spelled in enumerate(words.spelled):
        if word in spelled:
            found[words.claims[words.starts[number] : words.starts[number + 1]]] = True
    return found


_TESTS: dict[Restriction, Callable[[Filter, Columns], Mask]] = {
    Restriction.SIDE: lambda wanted, of: _among(of.banks, BANKS, wanted.banks),
    Restriction.ACTOR: _has_actor,
    Restriction.SPEAKER: lambda wanted, of: has_name(of.speakers, of.speaker_keys, wanted.speaker),
    Restriction.REPORT: lambda wanted, of: has_name(of.reports, of.report_ids, wanted.report),
    Restriction.KIND: lambda wanted, of: _among(of.types, TYPES, wanted.types),
    Restriction.STANCE: lambda wanted, of: _among(of.stances, STANCES, wanted.stances),
    Restriction.DATES: _has_dates,
    Restriction.WORDS: _has_words,
    Restriction.CONFIDENCE: lambda wanted, of: _among(of.confidences, CONFIDENCES, wanted.confidences),
    Restriction.REVIEW: lambda wanted, of: _among(of.reviews, REVIEWS, wanted.reviews),
    Restriction.REPEATS: lambda wanted, of: ~of.again | bool(wanted.report),
}


class _Codes:
    """Columns in the making."""

    def __init__(self) -> None:
        self.rows: list[tuple[int, ...]] = []
        self.speakers: dict[str, int] = {}
        self.reports: dict[str, int] = {}
        self.actors: dict[str, int] = {}
        self.parts: list[tuple[int, int, int, bool, bool]] = []
        self.words: dict[str, list[int]] = {}

    def add(self, placed: PlacedClaim) -> None:
        claim, number = placed.claim, len(self.rows)
        row = (
            _BANK[placed.call.bank],
            _TYPE[claim.type],
            _STANCE[claim.stance],
            _CONFIDENCE[claim.confidence],
            _REVIEW[claim.review.state],
            bool(claim.repeats),
            claim.when.start.toordinal() if claim.when.start else NEVER,
            claim.when.end.toordinal() if claim.when.end else NEVER,
            _number(self.speakers, speaker_key(claim)),
            _number(self.reports, claim.document_id),
        )
        self.rows.append(row)
        self._add_parts(number, placed)
        for word in set(searched_text(claim).split()):
            self.words.setdefault(word, []).append(number)

    def _add_parts(self, number: int, placed: PlacedClaim) -> None:
        actors: set[int] = set()
        roles: set[int] = set()
        for actor_id, role in dict.fromkeys((one.actor.id, one.role) for one in placed.claim.actors):
            actor, place = _number(self.actors, actor_id), _ROLE[role]
            self.parts.append((number, actor, place, actor not in actors, place not in roles))
            actors.add(actor)
            roles.add(place)

    def columns(self) -> Columns:
        rows = np.array(self.rows, np.int32).reshape(-1, 10).T
        banks, types, stances, confidences, reviews, again, *others = rows
        starts, ends, speakers, reports = others
        claim, actor, role, is_new_actor, is_new_role = np.array(self.parts, np.int32).reshape(-1, 5).T
        return Columns(
            size=len(self.rows),
            banks=banks.astype(np.uint8),
            types=types.astype(np.uint8),
            stances=stances.astype(np.uint8),
            confidences=confidences.astype(np.uint8),
            reviews=reviews.astype(np.uint8),
            again=again.astype(bool),
            starts=starts.copy(),
            ends=ends.copy(),
            speakers=speakers.copy(),
            reports=reports.copy(),
            speaker_keys=tuple(self.speakers),
            report_ids=tuple(self.reports),
            actor_ids=tuple(self.actors),
            parts=Parts(
                claim.copy(),
                actor.copy(),
                role.astype(np.uint8),
                is_new_actor.astype(bool),
                is_new_role.astype(bool),
            ),
            words=self._words(),
        )

    def _words(self) -> Words:
        sizes = [len(numbers) for numbers in self.words.values()]
        claims = np.fromiter((n for numbers in self.words.values() for n in numbers), np.int32, sum(sizes))
        starts = np.concatenate(([0], np.cumsum(sizes, dtype=np.int64)))
        return Words(tuple(self.words), starts, claims)


def _number(held: dict[str, int], name: str) -> int:
    return held.setdefault(name, len(held))


def _numbers(every: Sequence[_Kind]) -> dict[_Kind, int]:
    return {one: number for number, one in enumerate(every)}


_BANK, _TYPE, _STANCE = _numbers(BANKS), _numbers(TYPES), _numbers(STANCES)
_CONFIDENCE, _REVIEW, _ROLE = _numbers(CONFIDENCES), _numbers(REVIEWS), _numbers(ROLES)
