"""The same claim in two reports: one statement, told twice.

Found where the speaker has the same name, the days can be the same and most of the words are: two papers that
quote one press conference. What only says something similar stays apart; few false joins matter more.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from geo.conflicts.entries import same_days
from geo.model import Claim, PlacedClaim, Repeat

_WORD = re.compile(r"\w+")
_SHINGLE = 2
_ALIKE = 0.55
"""So many of the pairs of words of the shorter of two claims stand in the other."""
_LEAST_WORDS = 5
_MOST_COMPARED = 200
"""So many of a speaker's latest claims are looked at, so that a case of years stays quick."""


def find_repeats(claims: Sequence[Claim]) -> tuple[Repeat, ...]:
    """Claims of later reports that repeat one of an earlier report, in the order given."""
    firsts: dict[str, list[Claim]] = defaultdict(list)
    repeats = []
    for claim in claims:
        latest = firsts[_who(claim)][-_MOST_COMPARED:]
        same = next((first for first in latest if _is_same(first, claim)), None)
        if same is None:
            firsts[_who(claim)].append(claim)
        else:
            repeats.append(Repeat(claim.id, same.id))
    return tuple(repeats)


def mark_repeats(placed: Sequence[PlacedClaim], repeats: Sequence[Repeat]) -> tuple[PlacedClaim, ...]:
    """The claims, each repeat with the claim it repeats, where both stand the same way on the map and in
    every filter: only then one of them can stand for both.
    """
    by_id = {one.claim.id: one for one in placed}
    first = {repeat.claim: repeat.of for repeat in repeats}
    return tuple(
        replace(one, claim=replace(one.claim, repeats=first[one.claim.id]))
        if one.claim.id in first and _stand_alike(one, by_id[first[one.claim.id]])
        else one
        for one in placed
    )


def _stand_alike(one: PlacedClaim, other: PlacedClaim) -> bool:
    return _standing(one) == _standing(other)


def _standing(placed: PlacedClaim) -> tuple[object, ...]:
    claim = placed.claim
    place = placed.place.place if placed.place else None
    return place, placed.call.bank, claim.type, claim.confidence, claim.review.state


def _who(claim: Claim) -> str:
    """A name under which two reports mean one speaker; the narrators of two reports are two."""
    source = claim.attribution.source
    if source is None:
        return f"report {claim.document_id}"
    name = source.name or (claim.speaker.id if claim.speaker else source.text)
    return name.casefold()


def _is_same(one: Claim, other: Claim) -> bool:
    return (
        one.document_id != other.document_id
        and (one.stance, one.negated) == (other.stance, other.negated)
        and same_days(one, other)
        and _are_alike(_words(one), _words(other))
    )


def _words(claim: Claim) -> list[str]:
    return _WORD.findall(claim.text.casefold())


def _are_alike(one: Sequence[str], other: Sequence[str]) -> bool:
    if min(len(one), len(other)) < _LEAST_WORDS:
        return list(one) == list(other)
    a, b = _shingles(one), _shingles(other)
    return len(a & b) >= _ALIKE * min(len(a), len(b))


def _shingles(words: Sequence[str]) -> set[tuple[str, ...]]:
    return set(zip(*(words[n:] for n in range(_SHINGLE)), strict=False))
