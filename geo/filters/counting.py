"""How many claims each choice would give, and which choice leaves nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from geo.filters.columns import (
    BANKS,
    CONFIDENCES,
    NEVER,
    REVIEWS,
    ROLES,
    STANCES,
    TYPES,
    Columns,
    Mask,
    failed_by,
    failures,
    has_name,
)
from geo.filters.describing import join_words, part_words, plural, side_names
from geo.filters.keeping import TESTS, Restriction, apply, restrictions
from geo.model import Bank, ClaimType, Confidence, Filter, PlacedClaim, ReviewState, River, Role, Stance

_Name = TypeVar("_Name", bound=str)

_CLEAR: dict[Restriction, Callable[[Filter], Filter]] = {
    Restriction.SIDE: lambda wanted: replace(wanted, banks=frozenset()),
    Restriction.ACTOR: lambda wanted: replace(wanted, actor="", role=None),
    Restriction.SPEAKER: lambda wanted: replace(wanted, speaker=""),
    Restriction.REPORT: lambda wanted: replace(wanted, report=""),
    Restriction.KIND: lambda wanted: replace(wanted, types=frozenset()),
    Restriction.STANCE: lambda wanted: replace(wanted, stances=frozenset()),
    Restriction.DATES: lambda wanted: replace(wanted, since=None, until=None),
    Restriction.WORDS: lambda wanted: replace(wanted, words=""),
    Restriction.CONFIDENCE: lambda wanted: replace(wanted, confidences=frozenset()),
    Restriction.REVIEW: lambda wanted: replace(wanted, reviews=frozenset()),
    Restriction.REPEATS: lambda wanted: replace(wanted, once=False),
}


@dataclass(frozen=True, slots=True)
class Facets:
    """Claims per option, given the other restrictions; options that would give none are absent."""

    banks: Mapping[Bank, int]
    actors: Mapping[str, int]
    """By actor id, in the role that is set."""
    roles: Mapping[Role, int]
    """Of the actor that is set; of any actor where none is."""
    speakers: Mapping[str, int]
    reports: Mapping[str, int]
    """By the id of the document."""
    types: Mapping[ClaimType, int]
    stances: Mapping[Stance, int]
    confidences: Mapping[Confidence, int]
    reviews: Mapping[ReviewState, int]
    undated: int
    """Claims without a date that a date range leaves out, or would."""


def facet_counts(wanted: Filter, columns: Columns) -> Facets:
    """What choosing each option alone would give, the other restrictions unchanged."""
    failed = failures(wanted, columns)
    total = failed_by(failed, columns.size)

    def free_of(*alone: Restriction) -> Mask:
        """The claims that at most one restriction leaves out, and that is one of these."""
        found: Mask = total == 0
        for restriction in failed.keys() & alone:
            found |= failed[restriction] & (total == 1)
        return found

    partly = free_of(Restriction.ACTOR)[columns.parts.claim]
    dateless = (columns.starts == NEVER) & (columns.ends == NEVER)
    return Facets(
        banks=_tally(columns.banks, BANKS, free_of(Restriction.SIDE)),
        actors=_actors(wanted.role, columns, partly),
        roles=_roles(wanted.actor, columns, partly),
        speakers=_tally(columns.speakers, columns.speaker_keys, free_of(Restriction.SPEAKER)),
        reports=_tally(columns.reports, columns.report_ids, free_of(Restriction.REPORT, Restriction.REPEATS)),
        types=_tally(columns.types, TYPES, free_of(Restriction.KIND)),
        stances=_tally(columns.stances, STANCES, free_of(Restriction.STANCE)),
        confidences=_tally(columns.confidences, CONFIDENCES, free_of(Restriction.CONFIDENCE)),
        reviews=_tally(columns.reviews, REVIEWS, free_of(Restriction.REVIEW)),
        undated=int(np.count_nonzero(free_of(Restriction.DATES) & dateless)),
    )


def _tally(column: NDArray[Any], names: Sequence[_Name], among: Mask) -> Counter[_Name]:
    """How often each name is meant by the column's numbers; names that never are, are absent."""
    counts = np.bincount(column[among], minlength=len(names))
    return Counter({name: int(count) for name, count in zip(names, counts, strict=True) if count})


def _actors(role: Role | None, columns: Columns, among: Mask) -> Counter[str]:
    parts = columns.parts
    rows = parts.is_new_actor if role is None else parts.role == ROLES.index(role)
    return _tally(parts.actor, columns.actor_ids, rows & among)


def _roles(actor: str, columns: Columns, among: Mask) -> Counter[Role]:
    parts = columns.parts
    rows = has_name(parts.actor, columns.actor_ids, actor) if actor else parts.is_new_role
    return _tally(parts.role, ROLES, rows & among)


def emptied_by(
    wanted: Filter,
    placed: Sequence[PlacedClaim],
    river: River | None = None,
    *,
    sides: Mapping[Bank, str] | None = None,
) -> str:
    """Why nothing is left, and what would give something; empty where something is left.

    Named is the restriction that alone keeps nothing, else the fewest that together do.
    """
    if not placed:
        return "This text makes no claim."
    failures = {_failed(wanted, claim) for claim in placed}
    if frozenset() in failures:
        return ""
    guilty = _guilty(wanted, failures)
    sides = sides or side_names(river, placed)
    words = [f"“{part_words(restriction, wanted, placed, sides)}”" for restriction in guilty]
    together = "" if len(words) == 1 else " together"
    return f"No claim fits {join_words(words)}{together}. {_way_out(wanted, guilty, placed)}"


def _way_out(wanted: Filter, guilty: tuple[Restriction, ...], placed: Sequence[PlacedClaim]) -> str:
    freed = wanted
    for restriction in guilty:
        freed = _CLEAR[restriction](freed)
    left = len(apply(freed, placed))
    if not left:
        return f"Reset the filters to see all {plural(len(placed), 'claim')}."
    without = "it" if len(guilty) == 1 else "them"
    return f"Without {without}, {plural(left, 'claim')} would be shown."


def _failed(wanted: Filter, placed: PlacedClaim) -> frozenset[Restriction]:
    return frozenset(restriction for restriction, test in TESTS.items() if not test(wanted, placed))


def _guilty(wanted: Filter, failures: set[frozenset[Restriction]]) -> tuple[Restriction, ...]:
    """The fewest restrictions of which every claim fails one; of equals the one named first."""
    given = restrictions(wanted)
    for size in range(1, len(given)):
        for chosen in combinations(given, size):
            if all(failed.intersection(chosen) for failed in failures):
                return chosen
    return given
