"""Toponym recognition: text in, mentions of places out, with reasons.

The gazetteer is handed in as `names`; this room never imports it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Protocol

from geo.model import Mention, MentionKind, Reason, Span


class NameEntry(Protocol):
    """One place that a spelling may mean."""

    @property
    def quality(self) -> int: ...
    @property
    def code(self) -> str: ...
    @property
    def country(self) -> str: ...
    @property
    def admin1(self) -> str: ...
    @property
    def population(self) -> int: ...


class Facts(Protocol):
    """What a spelling could mean."""

    @property
    def entries(self) -> Sequence[NameEntry]: ...


class Names(Protocol):
    """The part of a gazetteer that recognition needs."""

    @property
    def demonyms(self) -> Mapping[str, str]: ...
    def facts(self, name: str) -> Facts | None: ...


_WORD = re.compile(r"(?:[A-Z]\.){2,}|\w+(?:['’]\w+)?")
_JOINTS = frozenset((" ", "-", "\u00a0", ". ", "–", " - "))
_PLAIN_STARTS = frozenset(
    [
        "the",
        "a",
        "an",
        "in",
        "on",
        "of",
        "and",
        "or",
        "but",
        "for",
        "from",
        "to",
        "by",
        "with",
        "at",
        "as",
        "it",
        "he",
        "she",
        "we",
        "they",
        "his",
        "her",
        "our",
        "their",
        "this",
        "that",
        "these",
        "i",
        "you",
        "if",
        "no",
        "not",
        "so",
        "then",
        "there",
        "when",
        "while",
        "who",
        "what",
        "where",
        "why",
        "how",
        "all",
        "any",
        "both",
        "each",
        "more",
        "most",
        "other",
        "some",
        "such",
        "after",
        "before",
        "over",
        "under",
        "between",
        "against",
        "during",
        "into",
        "about",
        "up",
        "down",
        "out",
        "off",
        "again",
        "further",
        "once",
        "moreover",
        "also",
        "mr",
        "mrs",
        "ms",
        "dr",
        "army",
        "colonel",
        "general",
        "major",
        "president",
        "minister",
        "thomas",
        "region",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ]
)
_LONGEST = 6
_SMALL_TOWN = 20000


def recognize_toponyms(text: str, names: Names) -> tuple[Mention, ...]:
    """Mentions of places and adjectives of nationality in text order; they never overlap."""
    words = [match.span() for match in _WORD.finditer(text)]
    found: list[Mention] = []
    at = 0
    while at < len(words):
        mention, used = _mention_from(text, words, at, names)
        if mention:
            found.append(mention)
        at += used
    return tuple(found)


def _mention_from(
    text: str, words: list[tuple[int, int]], at: int, names: Names
) -> tuple[Mention | None, int]:
    start = words[at][0]
    if not text[start].isupper() and text[start].islower():
        return None, 1
    last = at
    while (
        last + 1 < len(words)
        and last - at < _LONGEST
        and text[words[last][1] : words[last + 1][0]] in _JOINTS
    ):
        last += 1
    for end in range(last, at - 1, -1):
        span = Span(start, words[end][1])
        if text[words[end][0]].islower():
            continue
        mention = mention_at(text, span, names)
        if mention and _plausible(mention, names, single=end == at):
            return mention, end - at + 1
    return None, 1


def mention_at(text: str, span: Span, names: Names) -> Mention | None:
    """The mention that a given span makes; None where no place bears that name."""
    words = _bare(span.of(text))
    if words in names.demonyms:
        reason = Reason("demonym", 1.0, f"“{words}” is an adjective or people of {names.demonyms[words]}")
        return Mention(span, span.of(text), MentionKind.DEMONYM, names.demonyms[words], 1.0, (reason,))
    if names.facts(words) is None:
        return None
    return Mention(span, span.of(text), MentionKind.PLACE, words)


def _bare(words: str) -> str:
    return words[:-2] if words.endswith(("'s", "’s")) else words


def _plausible(mention: Mention, names: Names, *, single: bool) -> bool:
    if mention.kind is MentionKind.DEMONYM:
        return True
    word = mention.value
    facts = names.facts(word)
    if facts is None or word.lower() in _PLAIN_STARTS or len(word) < 3:
        return False
    best = facts.entries[0]
    if not best.code.startswith("PPL"):
        return best.code != "ADM2" or not single or best.population > _SMALL_TOWN
    return not single or best.population > _SMALL_TOWN


__all__ = ["Names", "mention_at", "recognize_toponyms"]
