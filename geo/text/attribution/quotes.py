"""Quotations of a paragraph: where they begin and end, whichever marks a text uses.

Curly, straight, doubled-apostrophe, low-high, French and Arabic marks pair with one another, since news text
mixes them ("…,”); single marks count where no double ones enclose them. A quotation that is still open at the
paragraph's end reaches to that end and says so. One pass over the marks.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from geo.model import Span
from geo.text.segment import strip_span

_MARK = re.compile(
    r"""(["“”„«»‘’'])\1{3,}"""  # a run of marks is ornament: matched whole, and left out
    "|[\"“”„«»]|``|(?<=\\S)'(?=''(?!'))|''|['‘’]"
)
_RUN = re.compile("[\"“”„«»‘’'`]+")
_SINGLE = frozenset(("'", "‘", "’"))
_WORD = re.compile(r"\w")
_NO_OPENING = re.compile(r"'(?:\d0s|em\b|til\b|tis\b|twas\b|cause\b|\d\d\b)", re.I)


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation with its marks (`span`) and without (`inner`)."""

    span: Span
    inner: Span
    closed: bool


def find_quotations(text: str, within: Span) -> list[Quotation]:
    """Outermost quotations of one paragraph (or of one quotation's inside), in order."""
    marks = _marks(text, within)
    if not marks:
        return []
    doubles = [m for m in marks if text[m[0] : m[1]] not in _SINGLE]
    if _is_ornament(text, doubles):
        return []
    found = _pair_doubles(text, within, doubles)
    if len(doubles) < len(marks):
        singles = [m for m in marks if text[m[0] : m[1]] in _SINGLE]
        found = _with_singles(found, _pair_singles(text, within, singles, found))
    return [q for q in found if _WORD.search(text, q.inner.start, q.inner.end)]


def _marks(text: str, within: Span) -> list[tuple[int, int]]:
    """Where marks stand, run by run: most are one sign alone."""
    marks: list[tuple[int, int]] = []
    for run in _RUN.finditer(text, within.start, within.end):
        if run.end() - run.start() > 1:
            found = (m.span() for m in _MARK.finditer(text, run.start(), run.end()))
            marks += [mark for mark in found if mark[1] - mark[0] < 3]
        elif run[0] != "`":
            marks.append(run.span())
    return marks


def _is_ornament(text: str, marks: list[tuple[int, int]]) -> bool:
    """Whether marks open far more often than they close: then none of them tells where speech ends."""
    if len(marks) < 50:
        return False
    opening = sum(text[mark[0]] in "“„«`" for mark in marks)
    return opening > 10 * (len(marks) - opening + 1)


def _opens(text: str, mark: tuple[int, int], within: Span, *, is_open: bool) -> bool:
    """Whether a double mark opens a quotation; straight ones show it by the space around them."""
    sign = text[mark[0] : mark[1]]
    if sign in ("“", "„", "«", "``"):
        # „…“ closes with the sign that opens elsewhere.
        return not (sign == "“" and is_open and _closes_low(text, mark, within))
    before = text[mark[0] - 1] if mark[0] > within.start else " "
    after = text[mark[1]] if mark[1] < within.end else " "
    if sign in ("”", "»", "''"):
        return not is_open and after.isalnum() and (sign == "''" or not before.isalnum())
    if before.isspace() or before in "([{—–-/":
        return not after.isspace()
    return not is_open and after.isalnum() and not before.isdigit()


def _closes_low(text: str, mark: tuple[int, int], within: Span) -> bool:
    after = text[mark[1]] if mark[1] < within.end else " "
    before = text[mark[0] - 1] if mark[0] > within.start else " "
    return not before.isspace() and not after.isalnum()


def _pair_doubles(text: str, within: Span, marks: list[tuple[int, int]]) -> list[Quotation]:
    balanced = sum(text[m[0]] in "“„«" for m in marks) == sum(text[m[0]] in "”»" for m in marks)
    found: list[Quotation] = []
    start: tuple[int, int] | None = None
    depth = 0
    for mark in marks:
        if _opens(text, mark, within, is_open=start is not None):
            if start is not None and balanced:
                depth += 1
                continue
            if start is not None:
                found.append(_quotation(text, start, (mark[0], mark[0]), closed=False))
            start = mark
        elif start is not None and depth:
            depth -= 1
        elif start is not None:
            found.append(_quotation(text, start, mark, closed=True))
            start = None
    if start is not None:
        found.append(_quotation(text, start, (within.end, within.end), closed=False))
    return found


def _quotation(text: str, start: tuple[int, int], end: tuple[int, int], *, closed: bool) -> Quotation:
    return Quotation(Span(start[0], end[1]), strip_span(text, Span(start[1], end[0])), closed)


def _pair_singles(
    text: str, within: Span, marks: list[tuple[int, int]], doubles: list[Quotation]
) -> list[Quotation]:
    """Quotations in single marks outside all double ones; what stands around tells apostrophes apart."""
    closers = [m[0] for m in marks if _may_close(text, m[0], within)]
    sure = [at for at in closers if text[at - 1] in ",.?!…" or text[at + 1 : at + 2] in (",", ".", ";", ":")]
    starts = [q.span.start for q in doubles]
    found: list[Quotation] = []
    reached = within.start
    for mark in marks:
        at = mark[0]
        if at < reached or not _may_open(text, at, within) or _enclosed(doubles, starts, at):
            continue
        end = _next_at(sure, at) or _next_at(closers, at)
        if end is None:
            continue
        found.append(_quotation(text, mark, (end, end + 1), closed=True))
        reached = end + 1
    return found


def _with_singles(doubles: list[Quotation], singles: list[Quotation]) -> list[Quotation]:
    """Both kinds in order; where they overlap the wider one stays ("'He said "no" to us,' she said")."""
    kept: list[Quotation] = []
    for quotation in sorted([*doubles, *singles], key=lambda q: (q.span.start, -q.span.end)):
        if not kept or quotation.span.start >= kept[-1].span.end:
            kept.append(quotation)
    return kept


def _may_open(text: str, at: int, within: Span) -> bool:
    before = text[at - 1] if at > within.start else " "
    after = text[at + 1] if at + 1 < within.end else " "
    if text[at] == "’" or not (before.isspace() or before in "([—–") or after.isspace():
        return False
    return not _NO_OPENING.match(text, at)


def _may_close(text: str, at: int, within: Span) -> bool:
    before = text[at - 1] if at > within.start else " "
    after = text[at + 1] if at + 1 < within.end else " "
    return text[at] != "‘" and not before.isspace() and not after.isalnum()


def _next_at(offsets: list[int], after: int) -> int | None:
    index = bisect_left(offsets, after + 1)
    return offsets[index] if index < len(offsets) else None


def _enclosed(doubles: list[Quotation], starts: list[int], at: int) -> bool:
    index = bisect_left(starts, at + 1) - 1
    return index >= 0 and doubles[index].span.end > at
