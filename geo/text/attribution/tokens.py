"""Sentences as rows of tokens in which every quotation is one token.

A quotation of four sentences inside a sentence leaves that sentence one sentence, so that the rules see
`Q , he said .` whatever the quotation holds. Its inside is read again as rows of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from geo.model import Span
from geo.text.attribution.quotes import Quotation, find_quotations
from geo.text.attribution.words import tag_forms, word_class
from geo.text.segment import dateline_end, is_sentence_end

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}(?:-\w+)*|@?\w+(?:['’&.,/-](?=\w)\w+)*|\.{2,}|--(?!-)|([^\w\s])\1*")
_ENDS = frozenset((".", "!", "?", "…", "..", "...", "؟"))
_TAIL = re.compile(r"[\"'”’»›)\]]{0,3}")
LONGEST_ROW = 250
"""Longest row in tokens; what runs on without a stop is cut there, so that no rule looks further."""


class Token(NamedTuple):
    """A word, a punctuation mark, or a whole quotation (`quotation` is set)."""

    low: str
    """Lower case, straight apostrophes; "“”" for a quotation."""
    start: int
    end: int
    cap: bool
    word: bool
    quotation: Quotation | None = None
    utterance: bool = False
    """A quotation that can stand alone: long, or closed by a mark of its own, no word or two in a phrase."""
    closing: str = ""
    """The last character inside a quotation."""

    @property
    def pause(self) -> bool:
        """A quotation whose last mark is a comma: the clause around it pauses there, too."""
        return self.closing == ","


QUOTED = "“”"
_LONG = 30
"""Characters from which a quotation counts as an utterance whatever it ends in."""


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence as tokens; `last` tells where its paragraph ends."""

    tokens: tuple[Token, ...]
    paragraph: int
    first: bool
    last: bool


def read_rows(text: str, within: Span, paragraph: int) -> list[Row]:
    """Rows of one paragraph (or of one quotation's inside), behind its dateline."""
    within = Span(dateline_end(text, within.start, within.end), within.end)
    rows = [row for row in _cut(text, _tokens(text, within), within) if any(t.word for t in row)]
    top = len(rows) - 1
    return [Row(tuple(row), paragraph, i == 0, i == top) for i, row in enumerate(rows)]


def _tokens(text: str, within: Span) -> list[Token]:
    tokens: list[Token] = []
    at = within.start
    for quotation in find_quotations(text, within):
        _add_words(text, at, quotation.span.start, tokens)
        tokens.append(_quoted(text, quotation))
        at = quotation.span.end
    _add_words(text, at, within.end, tokens)
    return tokens


def _quoted(text: str, quotation: Quotation) -> Token:
    span, inner = quotation.span, quotation.inner
    last = text[max(inner.start, inner.end - 3) : inner.end].rstrip()[-1:]
    pause = last == "," or text[span.end : span.end + 1] == ","
    apart = not text[max(0, span.start - 2) : span.start].rstrip()[-1:].isalnum()
    whole = len(inner) >= _LONG or last in _ENDS or (apart and pause and text[inner.start].isupper())
    before = text[max(0, span.start - 2) : span.start].rstrip()[-1:]
    if whole and len(inner) < 2 * _LONG and (before == "," or before.isalnum()):
        whole = not _is_title(text[inner.start : inner.end])
    return Token(QUOTED, span.start, span.end, False, True, quotation, whole, last)


def _is_title(inner: str) -> bool:
    """Whether a quotation is the name of a book or a film: every longer word has a capital."""
    words = inner.split()
    small = word_class("prepositions") | word_class("articles") | word_class("conjunctions")
    capital = all(word[0].isupper() or word[0].isdigit() or word in small for word in words)
    return len(words) > 1 and capital and not inner.endswith(("!", "?"))


def _add_words(text: str, start: int, end: int, tokens: list[Token]) -> None:
    add, new = tokens.append, tuple.__new__  # a third quicker than Token(...), for what most of a text is
    for match in _TOKEN.finditer(text, start, end):
        word, (begin, stop) = match[0], match.span()
        head = word[0]
        if head.isalnum() or head == "@":
            low = word.lower()
            if "’" in low:
                low = low.replace("’", "'")
            add(new(Token, (low, begin, stop, head.isupper(), True, None, False, "")))
        else:
            mark = word if len(word) < 3 else head
            add(new(Token, (mark, begin, stop, False, False, None, False, "")))


def _cut(text: str, tokens: list[Token], within: Span) -> list[list[Token]]:
    rows: list[list[Token]] = []
    row: list[Token] = []
    last = -1
    marks = [i for i, t in enumerate(tokens) if not t[4] or t[5] is not None or t[0][-1] == "."]
    for index in marks:
        row = _extend(rows, row, tokens[last + 1 : index])
        last, token = index, tokens[index]
        if token.low == "." and not _stops(text, token, within):
            continue
        row.append(token)
        if len(row) >= LONGEST_ROW or _ends_row(text, tokens, index, within):
            rows.append(row)
            row = []
    row = _extend(rows, row, tokens[last + 1 :])
    return [*rows, row] if row else rows


def _extend(rows: list[list[Token]], row: list[Token], words: list[Token]) -> list[Token]:
    """The row with plain words behind it; what grows too long is cut off into `rows`."""
    row += words
    while len(row) > LONGEST_ROW:
        rows.append(row[:LONGEST_ROW])
        row = row[LONGEST_ROW:]
    return row


def _stops(text: str, token: Token, within: Span) -> bool:
    tail = _TAIL.match(text, token.end, within.end)
    after = tail.end() if tail else token.end
    return after >= within.end or (text[after].isspace() and is_sentence_end(text, token.start, after))


def _ends_row(text: str, tokens: list[Token], index: int, within: Span) -> bool:
    token = tokens[index]
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if following is None:
        return True
    if token.quotation is not None:
        if not _closes_sentence(text, token.quotation) or not (
            following.cap or following.quotation is not None
        ):
            return False
        return token.closing == "." or not _tag_follows(tokens, index + 1)
    if token.low == ".":
        return True
    if token.low.endswith(".") and token.low[0].isalpha():
        return following.cap and _stops_abbreviation(text, token)
    return token.low in _ENDS and _stops(text, token, within) and (following.cap or following.word)


def _tag_follows(tokens: list[Token], start: int) -> bool:
    """Whether a tag stands behind a question or a cry in quotation marks: "“Who is there?” Ruel asked."."""
    for index in range(start, min(start + 12, len(tokens))):
        token = tokens[index]
        if token.low in tag_forms():
            return index > start and token.quotation is None
        if (
            token.quotation is not None
            or token.low in ("said", ".", ";", ":")
            or token.low in word_class("auxiliaries")
        ):
            return False
    return False


def _stops_abbreviation(text: str, token: Token) -> bool:
    return is_sentence_end(text, token.end - 1, token.end)


def _closes_sentence(text: str, quotation: Quotation) -> bool:
    """Whether the quotation's own last mark could end the sentence around it."""
    last = text[max(quotation.inner.start, quotation.inner.end - 3) : quotation.inner.end].rstrip()[-1:]
    if text[quotation.span.end : quotation.span.end + 1] in (",", ";", ":", "."):
        return False
    return last in (".", "!", "?", "…")
