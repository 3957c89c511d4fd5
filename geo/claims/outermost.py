"""Which of several attributions of the same words stays."""

from __future__ import annotations

from collections.abc import Sequence

from geo.model import Attribution
from geo.text.attribution import TIERS, tier_of


def outermost(attributions: Sequence[Attribution], text: str) -> list[Attribution]:
    """Attributions that stand in no other's content: nested speech is part of its reporter's claim.

    Of two that claim the same words, the one whose rule is right more often stays.
    """
    kept: list[Attribution] = []
    for attribution in sorted(attributions, key=lambda a: (a.span.start, -a.span.end)):
        rival = next((k for k in kept[-3:] if _overlaps(k, attribution)), None)
        if rival is None:
            kept.append(attribution)
        elif not _holds(rival, attribution) and _rank(attribution, text) > _rank(rival, text):
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


def _rank(attribution: Attribution, text: str) -> tuple[int, float]:
    tier = tier_of(attribution, text)
    return -TIERS.index(tier.name), tier.precision
