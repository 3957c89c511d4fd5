"""How many claims each choice would give, and which choice leaves nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from geo.filters.describing import join_words, part_words, plural, side_names
from geo.filters.keeping import TESTS, Restriction, apply, restrictions, speaker_key
from geo.model import Bank, ClaimType, Confidence, Filter, PlacedClaim, ReviewState, River, Role, Stance

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


def facet_counts(wanted: Filter, placed: Sequence[PlacedClaim]) -> Facets:
    """What choosing each option alone would give, the other restrictions unchanged. One pass."""
    banks, types, stances = Counter[Bank](), Counter[ClaimType](), Counter[Stance]()
    actors, speakers, roles, reports = Counter[str](), Counter[str](), Counter[Role](), Counter[str]()
    confidences, reviews = Counter[Confidence](), Counter[ReviewState]()
    undated = 0
    for claim in placed:
        failed = _failed(wanted, claim)
        if len(failed) > 1:
            continue
        only = next(iter(failed), None)
        if only in (None, Restriction.SIDE):
            banks[claim.call.bank] += 1
        if only in (None, Restriction.ACTOR):
            actors.update(_actors(claim, wanted.role))
            roles.update(_roles(claim, wanted.actor))
        if only in (None, Restriction.SPEAKER):
            speakers[speaker_key(claim.claim)] += 1
        if only in (None, Restriction.REPORT, Restriction.REPEATS):
            reports[claim.claim.document_id] += 1
        if only in (None, Restriction.KIND):
            types[claim.claim.type] += 1
        if only in (None, Restriction.STANCE):
            stances[claim.claim.stance] += 1
        if only in (None, Restriction.CONFIDENCE):
            confidences[claim.claim.confidence] += 1
        if only in (None, Restriction.REVIEW):
            reviews[claim.claim.review.state] += 1
        if only in (None, Restriction.DATES):
            undated += claim.claim.when.start is None and claim.claim.when.end is None
    return Facets(banks, actors, roles, speakers, reports, types, stances, confidences, reviews, undated)


def _actors(claim: PlacedClaim, role: Role | None) -> set[str]:
    return {entry.actor.id for entry in claim.claim.actors if role is None or entry.role is role}


def _roles(claim: PlacedClaim, actor: str) -> set[Role]:
    return {entry.role for entry in claim.claim.actors if not actor or entry.actor.id == actor}


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
