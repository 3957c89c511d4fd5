"""What kind of claim some words make, by the words of kinds.toml."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from geo.claims.words import KindWords, Word, closed, kinds
from geo.model import ClaimType, Reason

PHRASE, VERB, NOUN = 4.0, 3.0, 2.0
DECAY = 0.05
OBLIQUE = 0.6
"""What a noun behind "in", "after" and the like counts: it is where, not what."""
"""A word later in the clause counts a little less: the main verb stands before the details."""


def read_kind(words: Sequence[Word]) -> tuple[ClaimType, Reason]:
    """The kind with the most weight, and the words that carry it."""
    best, score, shown = ClaimType.OTHER, 0.0, ""
    for kind in kinds():
        hits = list(_hits(words, kind))
        total = sum(weight for weight, _ in hits)
        if total > score:
            best, score, shown = kind.type, total, ", ".join(dict.fromkeys(word for _, word in hits))
    return best, Reason(
        "type", score, f"“{shown}” speaks of {best.value.replace('_', ' ')}" if shown else "no word of a kind"
    )


def _hits(words: Sequence[Word], kind: KindWords) -> Iterator[tuple[float, str]]:
    """Weights of the words that show a kind, with the words; each word counts once."""
    covered: set[int] = set()
    for start, end in kind.phrases.find(words):
        covered |= set(range(start, end))
        yield _share(words, start) * PHRASE - DECAY * start, " ".join(word.low for word in words[start:end])
    seen: set[str] = set()
    for index, word in enumerate(words):
        if index in covered or word.low in seen or not word.is_word:
            continue
        low = word.low.removesuffix("'s")
        if low in kind.nouns:
            seen.add(word.low)
            yield _share(words, index) * NOUN - DECAY * index, low
        elif low in kind.verbs and not word.capital:
            seen.add(word.low)
            yield (NOUN / 2 if _is_reduced(words, index) else VERB) - DECAY * index, low


def _share(words: Sequence[Word], index: int) -> float:
    at = index - 1
    while at > 0 and (words[at].low in closed("determiners") or words[at].low in ("night", "day", "heavy")):
        at -= 1
    return OBLIQUE if at >= 0 and words[at].low in closed("oblique") else 1.0


def _is_reduced(words: Sequence[Word], index: int) -> bool:
    """A participle that only describes a noun: "areas liberated by our partners"."""
    after = words[index + 1].low if index + 1 < len(words) else ""
    before = {word.low for word in words[max(0, index - 3) : index]}
    return after == "by" and not before & closed("be")
