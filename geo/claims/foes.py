"""Whom "the enemy" and, in a report's own words, "our guys" mean: the two sides a document tells of.

A report that says "our" speaks for the armed party of its country; the enemy of somebody is the armed
party named most besides their own. Nothing is guessed where the own side is not known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from geo.claims.speakers import ARMED
from geo.claims.words import Word, closed
from geo.model import Actor, Span


class Foes:
    """The armed parties of one document, most named first."""

    def __init__(self, actors: Iterable[Actor], home: Actor | None) -> None:
        armed = [actor for actor in actors if actor.kind in ARMED]
        self._ranked = [actor for actor, _ in Counter(armed).most_common()]
        self._home = home

    def named(self, words: Sequence[Word], speaker: Actor | None) -> Iterator[tuple[Span, Actor]]:
        """Where the words name the enemy or, without a speaker, the report's own side."""
        for at, word in enumerate(words):
            actor = None
            if word.low in closed("enemy"):
                actor = self._enemy(speaker or self._home)
            elif speaker is None and word.low == "our" and _is_force(words, at):
                actor = self._home
            if actor is not None:
                yield Span(word.start, word.end), actor

    def _enemy(self, own: Actor | None) -> Actor | None:
        if own is None or own.kind not in ARMED:
            return None
        return next((actor for actor in self._ranked if actor.id != own.id), None)


def _is_force(words: Sequence[Word], at: int) -> bool:
    ours = closed("forces") | closed("comrades")
    return any(word.low in ours for word in words[at + 1 : at + 3])
