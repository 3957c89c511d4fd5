"""Persons of a text, as far as their names are those of places: who is introduced, what is a place."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from geo.text.toponyms.candidates import Candidate, Reading
from geo.text.toponyms.words import Word

_LONGEST_NAME = 3
_RARE = 35
"""From this level on a word is rare enough to be a surname first."""


def count_persons(reading: Reading) -> Counter[str]:
    """Words that the text uses as part of a person's name: after a title or a given name, before "said"."""
    found: Counter[str] = Counter()
    lexicon, words = reading.lexicon, reading.words
    for before, word in pairwise(words):
        if not word.capital or not (word.joined or word.gap == ". "):
            continue
        titled = before.lower in lexicon.classes["titles"]
        given = (
            word.joined
            and before.capital
            and not before.shouted
            and before.lower in lexicon.given_names
            and before.lower not in lexicon.classes["wheres"]
            and before.text not in reading.names.demonyms
        )
        if (titled or given) and word.lower not in lexicon.head_of:
            found[word.lower] += 1
            if given and not titled:
                found[before.lower] += 1
    return found


def introduced_words(reading: Reading) -> frozenset[str]:
    """Words of whole names of persons that the text gives: of "Jordan Smith" both."""
    found: set[str] = set()
    for first, last in {run for run in reading.run_of if run[0] != run[1]}:
        if is_full_name(reading, first, last):
            found |= {reading.words[first].lower, reading.words[last].lower}
    return frozenset(found)


def is_full_name(reading: Reading, first: int, last: int) -> bool:
    """A given name, at most two more words, and a surname that is no everyday word."""
    words, lexicon = reading.words, reading.lexicon
    if not 0 < last - first <= _LONGEST_NAME or words[first].lower not in lexicon.given_names:
        return False
    if words[first].text in reading.names.demonyms:
        return False
    if any(word.lower in lexicon.classes["titles"] for word in words[first + 1 : last + 1]):
        return False
    family = words[last].lower
    level = lexicon.levels.get(family, 0)
    is_family = level == 0 or (level >= _RARE and family in lexicon.surnames)
    return is_family and family not in lexicon.head_of


def placed_words(reading: Reading) -> frozenset[str]:
    """Words that the text puts behind a preposition of place or an article: "in Jordan", "of Florida"."""
    words, wheres = reading.words, reading.lexicon.classes["wheres"]
    return frozenset(
        word.lower
        for before, word in pairwise(words)
        if word.capital and word.joined and before.lower in wheres and not before.capital
    )


def begins_full_name(reading: Reading, candidate: Candidate, after: Word) -> bool:
    """A given name with a surname behind it: "Jordan Smith"."""
    lexicon = reading.lexicon
    given = candidate.first == candidate.last and reading.words[candidate.first].lower in lexicon.given_names
    behind = after.capital and after.joined and after.lower in lexicon.surnames
    return given and behind and after.lower not in lexicon.head_of
