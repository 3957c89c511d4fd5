"""The rules: from one row of tokens to what is attributed in it, to whom, by which words.

Each rule is a small function from a sentence and a cue to a `Found` or None, tried in order; the first that
fits wins. Rules without a cue verb ("according to", headlines) follow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from geo.text.attribution.complements import (
    has_clause,
    read_clause,
    read_impersonal,
    read_participle,
    read_question,
)
from geo.text.attribution.contents import Found, Sentence, content_end, content_start
from geo.text.attribution.cues import Cue, SourcePhrase, find_source_phrases
from geo.text.attribution.nouns import read_nouns
from geo.text.attribution.phrases import DASHES, Range, apposition_end, is_scare
from geo.text.attribution.tags import read_inverted_tag, read_tag
from geo.text.attribution.tokens import QUOTED, Token
from geo.text.attribution.words import word_class

Rule = Callable[[Sentence, Cue], Found | None]
_FINITE_RULES: tuple[Rule, ...] = (read_inverted_tag, read_tag, read_clause)
_REPORTS = frozenset(("saying", "denying", "declaring", "doubting", "demanding", "promising", "asking"))
LONGEST_OWNER = 8
"""Tokens of "by the governor's" in "by the governor's own account"."""
_OWN_VOICE = frozenset(("i", "we", "you", "it", "that", "this"))


def read_row(tokens: Sequence[Token], *, headline: bool = False) -> list[Found]:
    """Everything attributed in a row, in the order of the cues."""
    sentence = Sentence.of(tokens, headline=headline)
    for cue in sentence.cues:
        hit = _read_cue(sentence, cue)
        if hit is not None:
            sentence.found.append(hit)
    hits = [*sentence.found, *_read_source_phrases(sentence), *read_nouns(sentence)]
    quoted = [i for i, token in enumerate(tokens) if token[0] is QUOTED]
    hits = [_with_covers(quoted, hit) for hit in hits if _has_words(tokens, hit)]
    return sorted(hits, key=lambda hit: hit.cue or (0, 0))


def _has_words(tokens: Sequence[Token], hit: Found) -> bool:
    return any(tokens[i].word for start, end in hit.contents for i in range(start, end))


def _with_covers(quoted: list[int], hit: Found) -> Found:
    covers = frozenset(i for a, b in hit.contents for i in quoted if a <= i < b)
    return replace(hit, covers=covers) if covers else hit


def _read_cue(sentence: Sentence, cue: Cue) -> Found | None:
    if cue.shape == "participle" or (cue.shape == "gerund" and _is_by_saying(sentence, cue)):
        return read_participle(sentence, cue)
    question = read_question(sentence, cue) or read_impersonal(sentence, cue)
    if question is not None or cue.shape != "finite":
        return question
    return next((hit for rule in _FINITE_RULES if (hit := rule(sentence, cue)) is not None), None)


def _is_by_saying(sentence: Sentence, cue: Cue) -> bool:
    """ "replied by saying that", "before adding that"."""
    before = sentence.tokens[cue.start - 1].low if cue.start else ""
    return before in ("by", "before", "after", "in") and cue.verb.takes("tag")


def is_report(tokens: Sequence[Token], hit: Found) -> bool:
    """Whether a hit inside a quotation is somebody else's speech, not the speaker's own "we think"."""
    if hit.source is None or hit.cls not in _REPORTS or not hit.rule.endswith(("clause", "quote", "to")):
        return False
    return tokens[hit.source[1] - 1].low not in _OWN_VOICE


def _read_source_phrases(sentence: Sentence) -> list[Found]:
    """…, according to Ruel · According to Ruel, …."""
    tokens, found = sentence.tokens, []
    named = (
        (phrase, _source_behind(tokens, phrase.end, sentence.end)) for phrase in find_source_phrases(tokens)
    )
    for phrase, source in (*named, *_possessed(tokens)):
        if source is None:
            continue
        after = max(source[1], phrase.end)
        if not any(token.word for token in tokens[: phrase.start]):
            contents = _after_source(sentence, after)
        else:
            contents = _before_phrase(sentence, phrase.start, after)
        if contents:
            cue = (phrase.start if source[0] >= phrase.end else source[1], phrase.end)
            found.append(Found(contents, cue, source, "according to", phrase.cls))
    return found


def _possessed(tokens: Sequence[Token]) -> Iterator[tuple[SourcePhrase, Range]]:
    """ "In the army's telling", "by the governor's own account": the owner of the account speaks."""
    for at in [i for i, token in enumerate(tokens) if token.low in word_class("accounts")]:
        end = at - 1 if at and tokens[at - 1].low == "own" else at
        owner = tokens[end - 1].low if end else ""
        if not (
            owner.endswith(("'s", "’s", "s'", "s’")) or (owner in word_class("possessives") and end < at)
        ):
            continue
        before = range(end - 1, max(-1, end - LONGEST_OWNER), -1)
        stop = next(
            (i for i in before if not tokens[i].word or tokens[i].low in word_class("prepositions")), -1
        )
        if stop >= 0 and tokens[stop].low in ("by", "in", "on"):
            yield SourcePhrase(stop, at + 1, "saying"), (stop + 1, end)


def _after_source(sentence: Sentence, at: int) -> tuple[Range, ...]:
    at = _behind_second(sentence, at)
    while at < sentence.end and not sentence.tokens[at].word:
        at += 1
    return ((at, content_end(sentence, at)),) if at < sentence.end else ()


def _behind_second(sentence: Sentence, at: int) -> int:
    """Past a second source: "According to two officers, and to footage seen here, …"; else `at`."""
    tokens = sentence.tokens
    if [token.low for token in tokens[at : at + 3]] != [",", "and", "to"]:
        return at
    stops = (i for i in range(at + 3, sentence.end) if tokens[i].low == ",")
    return next(stops, at)


def _before_phrase(sentence: Sentence, at: int, after: int) -> tuple[Range, ...]:
    """What stands before the phrase; and behind it, where the phrase parts a clause from its verb."""
    tokens = sentence.tokens
    edge = at if tokens[at - 1].word else at - 1
    start = content_start(tokens, edge)
    if start >= edge:
        return ()
    interrupts = after + 1 < sentence.end and not tokens[at - 1].word and tokens[after].low == ","
    linking = tokens[edge - 1].low
    if interrupts and (linking in word_class("subordinators") or linking in word_class("conjunctions")):
        return ((after + 1, content_end(sentence, after + 1)),)
    if interrupts and not has_clause(tokens, start, edge):
        return (start, edge), (after + 1, content_end(sentence, after + 1))
    return ((start, edge),)


def _source_behind(tokens: Sequence[Token], start: int, end: int) -> Range | None:
    at = start
    while at < min(end, start + 40):
        low = tokens[at].low
        if low in (",", ";", ":") or low in DASHES or (low == QUOTED and not is_scare(tokens[at])):
            break
        at += 1
    return (start, apposition_end(tokens, start, at, end)) if at > start else None
