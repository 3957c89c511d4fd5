"""Nouns that report: "Ruel's claim that the fort stands", "the army's promise to leave"."""

from __future__ import annotations

from geo.text.attribution.contents import Found, Sentence, content_end
from geo.text.attribution.phrases import Range, is_adverb
from geo.text.attribution.words import nouns, word_class

_REACH = 4
"""How many words may stand between a possessor and the noun."""


def read_nouns(sentence: Sentence) -> list[Found]:
    """Attributions whose cue is a noun with a possessor, who is the source."""
    tokens, table, found = sentence.tokens, nouns(), []
    for index in [i for i, token in enumerate(tokens[: sentence.end - 2]) if i and token[0] in table]:
        if index in sentence.starts or tokens[index].cap:
            continue
        opens = table[tokens[index].low]
        opening = tokens[index + 1].low
        cls = opens.get(opening)
        if cls is None:
            continue
        source = _possessor(sentence, index)
        start = index + 1 if opening in ("that", "to") else index + 2
        stop = content_end(sentence, start, comma_closes=True, clausal=opening == "that")
        if source is not None and stop > start:
            found.append(Found(((start, stop),), (index, index + 1), source, f"noun, {opening}", cls))
    return found


def _possessor(sentence: Sentence, noun: int) -> Range | None:
    """ "the army's" or "his" before a noun, adjectives between."""
    tokens = sentence.tokens
    for index in range(noun - 1, max(-1, noun - 1 - _REACH), -1):
        low = tokens[index].low
        if low in word_class("possessives"):
            return index, index + 1
        if low.endswith(("'s", "s'")) and low not in word_class("auxiliaries"):
            start = index
            while start > 0 and tokens[start - 1].cap and tokens[index].cap and index - start < 5:
                start -= 1
            article = start > 0 and tokens[start - 1].low in word_class("articles")
            return start - article, index + 1
        if not tokens[index].word or low in word_class("prepositions") or is_adverb(low):
            return None
    return None
