"""Cue verbs of a row: which words say that somebody says something, and in which form they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geo.text.attribution.phrases import (
    RELATIVES,
    is_adverb,
    is_auxiliary,
    is_contraction,
    is_informant,
    is_office,
)
from geo.text.attribution.tokens import Token
from geo.text.attribution.words import Form, Verb, forms, phrases_by_word, word_class

MOST_CUES = 12
"""Cues of one row that are read; no sentence of prose has as many."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb of the lists as it stands in a row: token indexes, `start` with its auxiliaries."""

    start: int
    head: int
    end: int
    verb: Verb
    shape: str
    """"finite", "participle" (-ing), "infinitive" or "passive"."""
    inflection: str
    """"base", "s", "past" or "ing"."""


@dataclass(frozen=True, slots=True)
class SourcePhrase:
    """ "according to" and its like: token indexes; the source follows."""

    start: int
    end: int
    cls: str


def find_cues(tokens: Sequence[Token]) -> list[Cue]:
    """Cue verbs of a row in order; words that only look like verbs ("the claim") are left out."""
    table = forms()
    titled: bool | None = None
    cues: list[Cue] = []
    reached = 0
    for index in [i for i, token in enumerate(tokens) if token[0] in table]:
        token = tokens[index]
        if len(cues) == MOST_CUES:
            break
        if index < reached:
            continue
        if token.cap and index:
            titled = is_title_case(tokens) if titled is None else titled
            if not titled:
                continue
        following = tokens[index + 1].low if index + 1 < len(tokens) else ""
        for form in table[token.low]:
            if form.rest and form.rest[0] != following:
                continue
            end = index + 1 + len(form.rest)
            if form.rest and tuple(t.low for t in tokens[index + 1 : end]) != form.rest:
                continue
            shape = _shape_at(tokens, index, form)
            if shape is not None:
                cues.append(Cue(_group_start(tokens, index), index, end, form.verb, shape, form.shape))
                reached = end
            break
    return cues


def _is_singular(tokens: Sequence[Token], at: int) -> bool:
    """Whether a singular "the final", "a great" ends at `at`: a noun follows it, no plural verb."""
    low = tokens[at].low
    plural = low.endswith("s") or low in word_class("plurals") or low.endswith("men") or tokens[at].cap
    article = at > 0 and tokens[at - 1].low in word_class("articles")
    return article and not plural and tokens[max(0, at - 2)].low not in word_class("prepositions")


def is_title_case(tokens: Sequence[Token]) -> bool:
    """Whether a row is a headline in capitals ("Army Says Bridge Is Lost"): capitals then tell nothing."""
    long = [token for token in tokens if token.word and len(token.low) > 3 and token.low.isalpha()]
    return len(long) > 3 and sum(token.cap for token in long) * 4 >= len(long) * 3


def find_source_phrases(tokens: Sequence[Token]) -> list[SourcePhrase]:
    """Where "according to" and its like stand."""
    found = []
    table = phrases_by_word()
    for index in [i for i, token in enumerate(tokens) if token[0] in table]:
        for words, cls in table[tokens[index].low]:
            if tuple(t.low for t in tokens[index : index + len(words)]) == words:
                found.append(SourcePhrase(index, index + len(words), cls))
    return found


_COUNTED = frozenset(
    ["two", "three", "four", "five", "several", "many", "more", "few", "make", "makes", "made", "making"]
)
YEAR_DIGITS = 4
_KINDS_OF_STATES = frozenset(("member", "united", "arab", "gulf", "coastal", "riparian", "baltic", "other"))
DOCUMENT_REACH = 6
"""Words before "states that" in which a document may stand: "a letter signed in Arda states that"."""


def _shape_at(tokens: Sequence[Token], index: int, form: Form) -> str | None:
    shape, at = form.shape, index - 1
    while at >= 0 and is_adverb(tokens[at].low) and not (tokens[at].cap and at == index - 1):
        at -= 1
    before = tokens[at].low if at >= 0 else ""
    if before == "to":
        return "infinitive" if shape == "base" else None
    if form.verb.lemma.startswith("be "):
        return "finite"
    if shape == "ing":
        return None if _is_attributive(tokens, index) else _shape_of_progressive(before)
    if shape == "past":
        return None if _is_passive(tokens, index) or _is_quality(tokens, index) else _shape_of_past(before)
    if token_is_noun(tokens, index, at):
        return None
    noun_like = tokens[index].low in word_class("noun_like")
    return _shape_of_present(tokens, at, shape, phrase=bool(form.rest), noun_like=noun_like)


def _is_attributive(tokens: Sequence[Token], index: int) -> bool:
    """Whether a form in -ing belongs to the object behind it: "fired warning shots"."""
    if index == 0 or index + 1 >= len(tokens):
        return False
    before, following = tokens[index - 1], tokens[index + 1]
    verb = before.low.endswith("ed") or before.low in word_class("finite")
    if not verb or before.cap or before.low in word_class("be") or before.low in word_class("auxiliaries"):
        return False
    plural = following.low.endswith("s") and not following.low.endswith(("'s", "ss", "is", "us"))
    return following.word and not following.cap and plural and following.low not in word_class("determiners")


def _is_quality(tokens: Sequence[Token], index: int) -> bool:
    """Whether a participle only says what kind: "12 confirmed deaths", "made confirmed gains"."""
    if index == 0 or index + 1 >= len(tokens):
        return False
    before, following = tokens[index - 1].low, tokens[index + 1]
    counted = (before.isdigit() and len(before) < YEAR_DIGITS) or before in _COUNTED
    plain = following.word and not following.cap and following.low.endswith("s")
    return counted and plain and following.low not in word_class("determiners")


def _is_passive(tokens: Sequence[Token], index: int) -> bool:
    """ "rebels backed by": whoever backs stands behind; but "said by telephone"."""
    if index + 2 >= len(tokens) or tokens[index + 1].low != "by":
        return False
    return tokens[index + 2].low not in word_class("media")


def token_is_noun(tokens: Sequence[Token], index: int, before: int) -> bool:
    """Whether a word that is as often a noun ("claims", "states") lacks a subject that speaks."""
    if tokens[index].low not in word_class("noun_like") or before < 0:
        return False
    token = tokens[before]
    if tokens[index].low == "states" and token.low in _KINDS_OF_STATES:
        return True
    speaks = token.cap or token.low in word_class("personal") or token.low in RELATIVES or is_office(token)
    dated = token.low[0].isdigit() or token.low in word_class("times")
    if index + 1 < len(tokens) and tokens[index + 1].low == "that":
        subject = tokens[max(0, index - DOCUMENT_REACH) : index]
        speaks = speaks or any(t.low in word_class("documents") for t in subject)
    return not (speaks or dated or is_informant(token) or token.low in (",", ")"))


def _shape_of_progressive(before: str) -> str | None:
    if before in word_class("be") or is_contraction(before):
        return "finite"
    if before in word_class("determiners") or before in word_class("prepositions"):
        return "gerund" if before in ("by", "in", "for", "of", "after", "before", "without") else None
    return "participle"


def _shape_of_past(before: str) -> str | None:
    if before in word_class("be"):
        return "passive"
    plural = before in word_class("plurals")
    return None if before in word_class("determiners") and not plural else "finite"


def _shape_of_present(
    tokens: Sequence[Token], at: int, shape: str, *, phrase: bool, noun_like: bool
) -> str | None:
    before = tokens[at].low if at >= 0 else ""
    if before in word_class("auxiliaries"):
        return "finite" if shape == "base" and before not in word_class("be") else None
    if before in word_class("objects"):
        return None
    if before in word_class("prepositions") or before.endswith(("'s", "s'")):
        return None
    if before in word_class("determiners") and before not in word_class("plurals"):
        return None
    if shape == "s":
        return None if before in ("or", "") or (before == "and" and noun_like) else "finite"
    if at < 0 or before in ("", "and", "or", ","):
        return "finite" if before == "," or (before == "and" and not phrase) else None
    if not noun_like:
        same = tokens[at + 1].low in word_class("unchanging")
        return None if _is_singular(tokens, at) and not same else "finite"
    return "finite" if _is_plural(before) or _has_plural_head(tokens, at) else None


def _is_plural(low: str) -> bool:
    plain = low.endswith("s") and not low.endswith("ss")
    return low in word_class("plurals") or plain or low.endswith("men")


def _has_plural_head(tokens: Sequence[Token], at: int) -> bool:
    """Whether a plural has the name at `at` behind it: "the authorities in Arda report that"."""
    if at + 2 >= len(tokens) or tokens[at + 2].low != "that" or not tokens[at].cap:
        return False
    while at > 0 and tokens[at].cap:
        at -= 1
    return at > 0 and tokens[at].low in ("in", "of", "at", "from", "near") and _is_plural(tokens[at - 1].low)


def _auxiliary_before(tokens: Sequence[Token], index: int) -> int:
    """Index of "have" in "have in turn questioned", else of the verb itself."""
    for at in range(index - 2, max(-1, index - 5), -1):
        if tokens[at].low in word_class("perfect"):
            inside = tokens[at + 1 : index]
            plain = inside[0].low in word_class("prepositions") and inside[0].low != "to"
            return at if plain and not any(t.cap or t.quotation for t in inside) else index
    return index


def _group_start(tokens: Sequence[Token], index: int) -> int:
    """Start of the verb group: auxiliaries and adverbs before the verb belong to the cue."""
    start = _auxiliary_before(tokens, index)
    while start > 0 and index - start < 8:
        low = tokens[start - 1].low
        if tokens[start - 1].cap and (start > 1 or not is_auxiliary(low)):
            break
        if not (low in word_class("auxiliaries") or is_adverb(low) or low == "to") or is_contraction(low):
            break
        start -= 1
    while start < index and is_adverb(tokens[start].low) and start > 0 and tokens[start - 1].low == ",":
        start += 1
    return start
