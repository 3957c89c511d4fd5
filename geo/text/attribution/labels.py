"""Attribution by a colon alone: headlines ("Ruel: The bridge is lost"), scripts, names before a quotation."""

from __future__ import annotations

from collections.abc import Sequence

from geo.text.attribution.complements import has_clause
from geo.text.attribution.contents import Found, Sentence, row_end, sentence_subject
from geo.text.attribution.cues import is_title_case
from geo.text.attribution.phrases import DASHES, Range, is_finite, is_informant, is_office, is_scare
from geo.text.attribution.tokens import QUOTED, Row, Token
from geo.text.attribution.words import read_source, word_class

_SENTENCE = 5
"""Words behind a colon that are a sentence, if a full stop ends them."""
_LONGEST = 9
"""Most tokens that stand before a label's colon."""


def read_label(row: Row) -> Found | None:
    """Ruel: The bridge is lost (a text's first row) · Ruel: "…" (anywhere) · His answer: "…"."""
    tokens = row.tokens
    colon = next((i for i, token in enumerate(tokens) if token.low == ":"), None)
    if not colon or colon + 1 >= row_end(tokens):
        return None
    quoted = tokens[colon + 1].low == QUOTED and not is_scare(tokens[colon + 1])
    if quoted:
        source = (
            label_source(tokens, colon)
            or _before_comma(tokens, colon)
            or sentence_subject(Sentence.of(tokens), colon)
            or _named(tokens, colon)
        )
        return Found(((colon + 1, colon + 2),), (colon, colon + 1), source, "label, quote", "saying")
    source = label_source(tokens, colon) if row.paragraph == 0 and row.first else None
    if source is None or _is_dateline(tokens, colon):
        return None
    return Found(((colon + 1, row_end(tokens)),), (colon, colon + 1), source, "headline, label", "saying")


def read_signature(row: Row) -> Found | None:
    """ "…" — Ana Ruel, teacher: a quotation with nothing behind it but a dash and a name."""
    tokens, end = row.tokens, row_end(row.tokens)
    dash = next((i for i, token in enumerate(tokens) if token.quotation is None), 0)
    if not 0 < dash < end - 1 <= dash + _LONGEST or tokens[dash].low not in DASHES:
        return None
    name = next((i for i in range(dash + 1, end) if not tokens[i].word), end)
    plain = all(t.cap or t.low in word_class("articles") or t.low == "of" for t in tokens[dash + 1 : name])
    if not plain or name == dash + 1 or any(is_finite(tokens, i) for i in range(dash + 1, end)):
        return None
    return Found(((0, dash),), (dash, dash + 1), (dash + 1, end), "label, quote", "saying")


def _is_dateline(tokens: Sequence[Token], colon: int) -> bool:
    """Whether "Arda: Two boats sank." is a report with its place: headlines have no full stop."""
    if tokens[-1].low != "." or is_title_case(tokens):
        return False
    return not any(is_office(t) or is_informant(t) for t in tokens[:colon])


def script_label(row: Row, repeated: frozenset[str]) -> Range | None:
    """Token range of the name that opens a turn in a script: in capitals, or one that opens several turns."""
    tokens = row.tokens
    colon = next((i for i, token in enumerate(tokens[:_LONGEST]) if token.low == ":"), None)
    if not colon or not row.first or label_source(tokens, colon) is None:
        return None
    if label_of(row) in repeated:
        return 0, colon
    return _speaking_label(row, colon)


def _speaking_label(row: Row, colon: int) -> Range | None:
    """A label that names who speaks by what it is: "Harbour ministry on Telegram: …", "Mayor: …"."""
    tokens, end = row.tokens, row_end(row.tokens)
    if row.paragraph == 0 and tokens[-1].low != ".":
        return None
    if colon + 1 >= end or tokens[colon + 1].low == QUOTED:
        return None
    sentence = end - colon > _SENTENCE and tokens[-1].low == "."
    if not sentence and not has_clause(tokens, colon, end):
        return None
    stop = next((i for i in range(1, colon) if tokens[i].low in ("on", "via")), colon)
    name = tokens[:stop]
    small = word_class("label_words")
    plain = all(t.word and (t.cap or _heads_label(t) or t.low in small) for t in name)
    return (0, stop) if plain and any(_heads_label(token) for token in name) else None


def _heads_label(token: Token) -> bool:
    speaks = token.low in word_class("organisations", "titles.toml") or token.low in word_class("label_heads")
    return speaks or is_office(token)


def script_colon(row: Row, label: Range) -> int:
    """Index of the colon behind a script's label."""
    return next(i for i in range(label[1], len(row.tokens)) if row.tokens[i].low == ":")


def label_of(row: Row) -> str:
    """The words before a row's early colon, "" if there is none or they can't be a name."""
    tokens = row.tokens
    colon = next((i for i, token in enumerate(tokens[:_LONGEST]) if token.low == ":"), None)
    if (
        not colon
        or not row.first
        or not all(t.cap or not t.word or t.low[0].isdigit() for t in tokens[:colon])
    ):
        return ""
    return " ".join(t.low for t in tokens[:colon])


def label_source(tokens: Sequence[Token], colon: int) -> Range | None:
    """The speaker before a colon: a short noun phrase that opens the row, or what follows its last dash."""
    start = max((i + 1 for i in range(colon) if tokens[i].low in DASHES), default=0)
    if colon - start > _LONGEST or start >= colon or not tokens[start].cap:
        return None
    if tokens[start].low in word_class("prepositions"):
        return None
    if any(
        is_finite(tokens, i) or tokens[i].low == QUOTED or tokens[i].low[0].isdigit()
        for i in range(start, colon)
    ):
        return None
    label = " ".join(token.low for token in tokens[start:colon])
    if len(label) < 2:
        return None
    return None if label in read_source("sayings.toml")["labels"]["words"] else (start, colon)


def _before_comma(tokens: Sequence[Token], colon: int) -> Range | None:
    """What opens the row: the speaker of "A guard at Belo, video from Arda:", "Tal Ruel, who saw it:"."""
    start = next((i for i in range(colon) if tokens[i].word), colon)
    comma = next((i for i in range(start, colon) if tokens[i].low == ","), colon)
    found = label_source(tokens[:comma], comma) if comma < colon else None
    told = found is not None and any(is_office(t) or is_informant(t) for t in tokens[slice(*found)])
    return found if told else None


def _named(tokens: Sequence[Token], colon: int) -> Range | None:
    """Whom "Ruel's answer:", "Here is Ruel in 1992:" names: the possessor, or the last name before it."""
    for index in range(colon - 1, max(-1, colon - 12), -1):
        if tokens[index].low.endswith(("'s", "s'")) and tokens[index].cap:
            return index, index + 1
    for index in range(colon - 1, max(0, colon - 12), -1):
        if tokens[index].cap and tokens[index].low not in word_class("times"):
            return index, index + 1
    return None
