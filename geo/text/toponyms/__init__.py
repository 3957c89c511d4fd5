"""Toponym recognition: text in, mentions of places out, with reasons.

Every stretch of words that a gazetteer knows (or that ends like a street or a building) is a candidate; small
weighted features judge it twice, the second time with a view of the whole text; the best that do not overlap
stay. The gazetteer is handed in as `names`; this room never imports it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from geo.model import Mention, MentionKind, Span
from geo.text.toponyms.candidates import Candidate, Facts, NameEntry, Names, Reading
from geo.text.toponyms.features import first_look, second_look
from geo.text.toponyms.lexicon import load_lexicon, load_weights
from geo.text.toponyms.reasons import reasons_of

__all__ = ["Facts", "NameEntry", "Names", "mention_at", "recognize_toponyms", "select"]


_PATTERN_MARGIN = 1.0


def recognize_toponyms(
    text: str, names: Names, *, home: str = "", explain: bool = True
) -> tuple[Mention, ...]:
    """Mentions of places and adjectives of nationality in text order; they never overlap.

    `home`: ISO code of a country that counts as named. `explain`: with the reasons that weighed most.
    """
    weights = load_weights()
    reading = Reading(text, names, load_lexicon(), home)
    first_look(reading)
    _score(reading.candidates, weights.first)
    second_look(reading)
    _score(reading.candidates, weights.second)
    told = weights.second if explain else None
    return tuple(_mention(candidate, names, told) for candidate in select(reading.candidates))


def mention_at(text: str, span: Span, names: Names) -> Mention:
    """The mention that a given span makes, whether or not its name is known."""
    words = span.of(text)
    demonym = words in names.demonyms
    value = names.demonyms[words] if demonym else words
    return Mention(span, words, MentionKind.DEMONYM if demonym else MentionKind.PLACE, value)


def select(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates with positive scores that together score most without overlapping, in text order."""
    wanted = sorted((c for c in candidates if _worth(c) > 0), key=lambda c: c.last)
    ends = [c.last for c in wanted]
    best: list[tuple[float, int]] = [(0.0, -1)]  # total, index of the candidate taken (or -1)
    for i, candidate in enumerate(wanted):
        free = bisect_right(ends, candidate.first - 1, 0, i)
        taken = best[free][0] + _worth(candidate)
        best.append((taken, i) if taken > best[i][0] else (best[i][0], -1))
    found = []
    at = len(wanted)
    while at > 0:
        taken_index = best[at][1]
        if taken_index < 0:
            at -= 1
            continue
        found.append(wanted[taken_index])
        at = bisect_right(ends, wanted[taken_index].first - 1, 0, taken_index)
    return found[::-1]


def _worth(candidate: Candidate) -> float:
    """Score less the margin that streets and buildings must have: no gazetteer vouches for them."""
    return candidate.score - (_PATTERN_MARGIN if candidate.kind == "pattern" else 0.0)


def _score(candidates: Sequence[Candidate], weights: dict[str, float]) -> None:
    weigh = weights.get
    for candidate in candidates:
        candidate.score = sum([weigh(feature, 0.0) for feature in candidate.features])


def _mention(candidate: Candidate, names: Names, weights: dict[str, float] | None) -> Mention:
    demonym = candidate.kind == "demonym"
    kind = MentionKind.DEMONYM if demonym else MentionKind.PLACE
    value = names.demonyms[candidate.name] if demonym else candidate.name
    reasons = reasons_of(candidate, weights) if weights is not None else ()
    return Mention(candidate.span, candidate.name, kind, value, round(candidate.score, 2), reasons)
