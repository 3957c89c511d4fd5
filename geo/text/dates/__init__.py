"""Expressions of time, read as intervals with a precision; the words always stay beside them.

In: a text and its day of publication, or None. Out: TimeSpans in text order, both ends included.
Without a day of publication relative words ("last week") keep their words and get no dates; so do
impossible days (31 February). Weeks begin on Monday (ISO 8601). Word lists: geo/data/sources/dates.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from geo.model import Precision, Span, TimeSpan
from geo.text.dates.absolute import IN_BEFORE
from geo.text.dates.arithmetic import UNKNOWN, Interval
from geo.text.dates.rules import Reader, any_expression, expressions, first_words

BEFORE_CHARS = 70
HEAD_CHARS = 1_500
_PLAIN = str.maketrans("\u00a0\u2007\u202f’‘‐‑–—", "   ''----")
_AHEAD = re.compile(
    r"\b(?:will|shall|would|must|should|due|scheduled|planned|plans?|expect(?:s|ed)?|set to|'ll|going to|"
    r"hopes? to|(?:un)?likely to|aims? to|intends? to|vow(?:s|ed) to|pledge[sd]? to|wants?|ready to|"
    r"as early as|no later than|deadline)\b[^.!?;]*$",
    re.I,
)
_OPENING = re.compile(r"(?:\b(since|until|till|by|before|after|from|between|as of|prior to|starting|ahead of"
                      r") (?:the )?(?:evening |morning |night )?(?:of )?)$", re.I)  # fmt: skip
_SINCE_CLAUSE = re.compile(r"\bsince (?:[\w'-]{1,20} ){2,8}(?:in|on) $", re.I)
_DIGIT = re.compile(r"\d")
_JOIN = re.compile(r" ?(?:-|and|to|until|till|through) ?(?:the )?(?:end of )?$", re.I)


def find_dates(text: str, *, published: date | None) -> tuple[TimeSpan, ...]:
    """Expressions of time in `text`, in order and without overlap."""
    plain = text.translate(_PLAIN)
    found = _merge(plain, list(_anchors(plain, published)))
    return tuple(replace(one, text=one.span.of(text)) for one in found if one.span)


def find_dateline(text: str) -> date | None:
    """The day a text gives for itself in its first lines ("KYIV, 3 March 2022 -"), or None.

    Only a full date counts that stands in a short line of its own, after "Published", or at the start
    of the first paragraph before a dash.
    """
    head = text[:HEAD_CHARS].translate(_PLAIN)
    for line in head.splitlines()[:8]:
        if not _DIGIT.search(line):
            continue  # no full date
        for one in _anchors(line, None):
            if one.start and one.start == one.end and one.span and _is_dateline(line, one.span):
                return one.start
    return None


def _is_dateline(line: str, span: Span) -> bool:
    before, after = line[: span.start].strip(), line[span.end :].strip()
    if len(line) - len(span) <= 30 and not re.search(r"\b(?:on|in|since|of) ?$", before):
        return True
    named = re.match(r"(?:published|posted|updated|date|filed)\b", before, re.I)
    place = before.rstrip(",( ").isupper() and len(before) < 60
    return (
        bool(named) or place or (len(before) < 40 and after[:1] in ("-", "|") and before.endswith((",", "(")))
    )


# ---------------------------------------------------------------- anchors


def _anchors(text: str, published: date | None) -> Iterator[TimeSpan]:
    """Single expressions, the longest one at each place."""
    rules, first, known = expressions(), first_words(), any_expression()
    position = 0
    for start in first.finditer(text):
        if start.start() < position or not known.match(text, start.start()):
            continue
        best: tuple[int, Interval] | None = None
        for pattern, reader in rules:
            match = pattern.match(text, start.start())
            if match and (best is None or match.end() > best[0]):
                ahead = _looks_ahead(text, start.start())
                interval = _interval(reader, match, published, ahead)
                if interval is not None:
                    best = (match.end(), interval)
        if best:
            position = best[0]
            end = best[0] - (text[best[0] - 1] == ".")
            span = Span(start.start(), end)
            yield TimeSpan(best[1][0], best[1][1], span.of(text), best[1][2], span)


def _interval(reader: Reader, match: re.Match[str], published: date | None, ahead: bool) -> Interval | None:
    """What an expression means; no dates for years that no calendar has ("1999-0000")."""
    try:
        return reader(match, published, ahead)
    except (ValueError, OverflowError):
        return UNKNOWN


def _looks_ahead(text: str, start: int) -> bool:
    return bool(_AHEAD.search(text[max(0, start - BEFORE_CHARS) : start]))


def _merge(text: str, anchors: list[TimeSpan]) -> Iterator[TimeSpan]:
    """Anchors with their prepositions: "from A to B" becomes one, "since A" opens its end."""
    index = 0
    while index < len(anchors):
        one = anchors[index]
        assert one.span
        before = text[max(0, one.span.start - 30) : one.span.start]
        opening = _OPENING.search(before)
        word = opening.group(1).lower() if opening else _since(text, one.span.start)
        after = anchors[index + 1] if index + 1 < len(anchors) else None
        if after and after.span and _pairs(text, one, after, word):
            one = replace(
                one, end=after.end, precision=after.precision, span=Span(one.span.start, after.span.end)
            )
            index, word = index + 1, "between"
        yield _lead(before, _opened(one, word))
        index += 1


def _since(text: str, start: int) -> str:
    """ "since", where a clause stands between it and the day: "since the war broke out in April"."""
    return "since" if _SINCE_CLAUSE.search(text[max(0, start - BEFORE_CHARS) : start]) else ""


def _pairs(text: str, one: TimeSpan, after: TimeSpan, word: str) -> bool:
    assert one.span
    assert after.span
    between = text[one.span.end : after.span.start]
    if len(between) > 20 or not _JOIN.match(between):
        return False
    if word in ("between", "from") and one.start and after.end and one.start > after.end:
        return False
    wanted = word in ("between", "from") or between.strip().lower() in ("-", "to", "through")
    return wanted and (one.start is None or after.end is None or one.start <= after.end)


def _opened(one: TimeSpan, word: str) -> TimeSpan:
    if one.start is None and one.end is None:
        return one
    if word in ("since", "as of", "starting", "after"):
        return replace(one, end=None, precision=Precision.OPEN)
    if word == "from":
        return replace(one, end=None, precision=Precision.OPEN) if one.start != one.end else one
    if word in ("until", "till", "by", "before", "prior to", "ahead of"):
        return replace(one, start=None, precision=Precision.OPEN)
    return one


def _lead(before: str, one: TimeSpan) -> TimeSpan:
    """The expression with its preposition: "in December"."""
    match = IN_BEFORE.search(before)
    assert one.span
    return replace(one, span=Span(one.span.start - len(match.group()), one.span.end)) if match else one
