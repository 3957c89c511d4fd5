"""Bodies that a speaker's words only describe: "the county's flood office", "a customs officer".

Such a body has no name that a catalogue could hold; it is kept as it is called. Someone's own words ("a
witness", "two people") tell no body. The nouns are in geo/data/sources/claims_words.toml.
"""

from __future__ import annotations

from collections.abc import Sequence

from geo.claims.words import Word, closed, words_of
from geo.model import Span

LONGEST = 4
"""Words of the longest description of a body."""
_SIDES = frozenset(
    ("left", "right", "east", "west", "north", "south", "other", "far", "opposite")
) | frozenset(("eastern", "western", "northern", "southern"))
_LEADS = frozenset(("the", "a", "an", "our", "for", "of", "at", "with", "from", "'s", "’s"))


def described_body(mention: str, ends: frozenset[str]) -> str | None:
    """The words in `mention` that call a body: "flood office", "customs"; None where none do.

    `ends`: nouns in which such words end, beside the list's own.
    """
    words = words_of(mention, Span(0, len(mention)))
    for at, word in enumerate(words):
        if at == 0 or _leads(words[at - 1]):
            stop = _body_end(words, at, ends)
            if stop:
                return mention[word.start : words[stop - 1].end].removesuffix("'s").removesuffix("’s")
    return None


def _leads(word: Word) -> bool:
    return word.low in _LEADS or word.low.endswith(("'s", "’s")) or word.low == ","


def _body_end(words: Sequence[Word], at: int, ends: frozenset[str]) -> int:
    """Index behind the body's words that begin at `at`, 0 where they call none."""
    for end in range(at, min(at + LONGEST, len(words))):
        low = words[end].low.removesuffix("'s").removesuffix("’s")
        if not words[end].is_word or (words[end].capital and end > 0) or low in closed("body_stops"):
            return 0
        if low == "bank" and end > at and words[end - 1].low in _SIDES:
            return 0
        if low in closed("body_nouns") or (low in ends and end > at):
            return end + 1
    return 0
