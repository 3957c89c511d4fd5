"""Which of several attributions of the same words stays."""

from __future__ import annotations

from collections.abc import Sequence

from geo.claims.confidence import read_confidence
from geo.model import Attribution


def outermost(attributions: Sequence[Attribution]) -> list[Attribution]:
    """Attributions that stand in no other's content: nested speech is part of its reporter's claim.

    Of two that claim the same words, the one whose rule is right more often stays.
    """
    kept: list[Attribution] = []
    for attribution in sorted(attributions, key=lambda a: (a.span.start, -a.span.end)):
        rival = next((k for k in kept[-3:] if _overlaps(k, attribution)), None)
        if rival is None:
            kept.append(attribution)
        elif not _holds(rival, attribution) and _score(attribution) > _score(rival):
            kept[kept.index(rival)] = attribution
    return kept


def _holds(outer: Attribution, inner: Attribution) -> bool:
    return any(content.contains(inner.span) for content in outer.content) and "nested" in inner.rule


def _overlaps(one: Attribution, other: Attribution) -> bool:
    """Whether half of the shorter content, or all of a nested one, is the other's too."""
    if any(content.contains(other.span) for content in one.content):
        return True
    shared = sum(
        max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one.content for b in other.content
    )
    return 2 * shared > min(sum(map(len, one.content)), sum(map(len, other.content)))


def _score(attribution: Attribution) -> float:
    return read_confidence(attribution)[1].score
