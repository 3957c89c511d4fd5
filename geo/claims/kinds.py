"""What kind of claim some words make, by the words of kinds.toml."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from geo.claims.words import Phrases, Word, closed, is_finite, kinds, read_source, verb_forms
from geo.model import ClaimType, Reason

PHRASE, VERB, NOUN = 4.0, 3.0, 2.0
DECAY = 0.05
"""A word later in the clause counts a little less: the main verb stands before the details."""
RECENT = 512
"""Clauses whose kind is kept: the same words are asked for two or three times in a row."""
FADE = 0.4
ASIDE = 0.6
LEAST_MAIN = 4
"""Words of the shortest main clause."""
OBLIQUE = 0.6
"""What a noun behind "in", "after" and the like counts: it is where, not what."""
FIRE = (ClaimType.STRIKE, ClaimType.FIGHTING)
_WAYS = ("across ", "over ")
"""With nothing but these a crossing may be the fire's: "shelled the town across the river"."""
Hit = tuple[ClaimType, float, str]


@dataclass(frozen=True, slots=True)
class _Index:
    """The kinds of every noun, verb form and phrase."""

    nouns: dict[str, tuple[ClaimType, ...]]
    verbs: dict[str, tuple[ClaimType, ...]]
    before_names: dict[str, tuple[ClaimType, ...]]
    phrases: Phrases
    phrase_kinds: dict[tuple[str, ...], tuple[ClaimType, ...]]
    order: dict[ClaimType, int]


@cache
def _index() -> _Index:
    nouns: dict[str, list[ClaimType]] = defaultdict(list)
    verbs: dict[str, list[ClaimType]] = defaultdict(list)
    before_names: dict[str, tuple[ClaimType, ...]] = {}
    sequences: dict[tuple[str, ...], list[ClaimType]] = defaultdict(list)
    for kind in kinds():
        before_names |= dict.fromkeys(kind.before_names, (kind.type,))
        for noun in kind.nouns:
            nouns[noun].append(kind.type)
        for verb in kind.verbs:
            verbs[verb].append(kind.type)
        for phrase in kind.phrases:
            sequences[phrase].append(kind.type)
    return _Index(
        {noun: tuple(types) for noun, types in nouns.items()},
        {verb: tuple(types) for verb, types in verbs.items()},
        before_names,
        Phrases(" ".join(phrase) for phrase in sequences),
        {phrase: tuple(types) for phrase, types in sequences.items()},
        {kind.type: number for number, kind in enumerate(kinds())},
    )


@cache
def _masks() -> Phrases:
    """Phrases whose words tell no kind: in "took part" nobody takes a place."""
    return Phrases(read_source("claims_words.toml")["masks"].split("|"))


def read_kind(words: Sequence[Word]) -> tuple[ClaimType, Reason]:
    """The kind with the most weight, and the words that carry it."""
    return _read_kind(tuple(words))


@lru_cache(maxsize=RECENT)
def _read_kind(words: tuple[Word, ...]) -> tuple[ClaimType, Reason]:
    weights: dict[ClaimType, list[float]] = defaultdict(list)
    shown: dict[ClaimType, list[str]] = defaultdict(list)
    for kind, weight, word in _hits(words):
        weights[kind].append(weight)
        shown[kind].append(word)
    aimed = any(weight > NOUN for kind in FIRE for weight in weights.get(kind, ()))
    if aimed and all(word.startswith(_WAYS) for word in shown[ClaimType.CROSSING]):
        weights.pop(ClaimType.CROSSING, None)
    order = _index().order
    scores = {kind: _total(found) for kind, found in weights.items()}
    best = max(scores, key=lambda kind: (scores[kind], -order[kind]), default=ClaimType.OTHER)
    if best is ClaimType.OTHER or scores[best] <= 0:
        return ClaimType.OTHER, Reason("type", 0.0, "no word of a kind")
    said = ", ".join(dict.fromkeys(shown[best]))
    return best, Reason("type", scores[best], f"“{said}” speaks of {best.value.replace('_', ' ')}")


def _total(weights: list[float]) -> float:
    """The heaviest word counts in full, each further one less: two nouns are no verb."""
    return sum(weight * FADE**number for number, weight in enumerate(sorted(weights, reverse=True)))


def _hits(words: Sequence[Word]) -> Iterator[Hit]:
    """Weights of the words that show a kind; each word counts once, and not again inside its phrase."""
    index = _index()
    aside = _aside(words)
    masked = {at for start, end in _masks().find(words) for at in range(start, end)}
    covered: set[tuple[int, ClaimType]] = {(at, kind) for at in masked for kind in index.order}
    for start, end, phrase in index.phrases.found(words):
        if start in masked:
            continue
        for kind in index.phrase_kinds[phrase]:
            covered |= {(at, kind) for at in range(start, end)}
            weight = _share(words, start) * PHRASE * (ASIDE if start >= aside else 1)
            yield kind, weight - DECAY * start, " ".join(word.low for word in words[start:end])
    seen: set[str] = set()
    for at, word in enumerate(words):
        if word.low in seen or not word.is_word:
            continue
        for kind, weight in _weights(words, at):
            seen.add(word.low)
            if (at, kind) not in covered:
                yield kind, weight * (ASIDE if at >= aside else 1) - DECAY * at, word.low


def _aside(words: Sequence[Word]) -> int:
    """Where a subordinate clause begins behind the main one: "… until they can't return"."""
    subordinators = set(read_source("hedges.toml")["negation"]["subordinators"].split())
    for at in range(LEAST_MAIN, len(words)):
        if words[at].low in subordinators:
            return at
    return len(words)


def _weights(words: Sequence[Word], at: int) -> Iterator[tuple[ClaimType, float]]:
    index, low = _index(), words[at].low.removesuffix("'s")
    nouns = index.nouns.get(low, ())
    for kind in nouns:
        yield kind, _share(words, at) * NOUN
    named = at + 1 < len(words) and words[at + 1].capital
    for kind in index.before_names.get(low, ()) if named else ():
        yield kind, VERB
    if not words[at].capital:
        for kind in index.verbs.get(low, ()):
            if kind not in nouns:
                weak = _is_reduced(words, at) or _is_noun_like(words, at)
                yield kind, NOUN / 2 if weak else VERB


def _is_noun_like(words: Sequence[Word], at: int) -> bool:
    """A base form that no subject, "to" or auxiliary leads is a noun: "fire crews", "a blow"."""
    form = verb_forms().get(words[at].low)
    if form is None or form.shape not in ("base", "s") or is_finite(words, at):
        return False
    before = words[at - 1].low if at else ""
    led = before == "to" or before in closed("auxiliaries") or before.endswith(("ly", "n't", "'ll"))
    return not led and before not in ("not", "and", "or", "never", "also", ",")


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
