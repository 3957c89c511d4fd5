"""Where a text's paragraphs and sentences lie, as spans into it.

Text comes in as it was written (no-break spaces, hard-wrapped lines, headlines without a final stop); spans
come out in text order, without outer white space. Sentences never cross paragraphs and are found inside
quotations too. Linear in the length of the text.
"""

from __future__ import annotations

import itertools
import re
from functools import cache, lru_cache
from pathlib import Path

from geo.model import Span

_SOURCES = Path(__file__).resolve().parent.parent / "data" / "sources"

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_SENTENCE_END = re.compile(r"[.!?…؟]{1,3}[\"'”’»›)\]]{0,3}(?=\s)")
_WORD_BEFORE = re.compile(r"[\w.]{1,12}$")
_OPENER = re.compile(r"[\"'“‘«‹„(\[—–-]*")
_TERMINAL = tuple(".!?…:;\"”'’»)")
_LEAD = re.compile(
    r"[^\w\s\"'“”„‘’«»‹›`(\[#@$€£+&~.…?!]{0,4}\s*"  # a bullet, a dash, a sign or two
    r"(?:\(?\d{1,3}[.)]\s+(?=[\W]?[^\W\d_a-z])"  # the number of a paragraph
    r"|\d{1,2}[:.]\d\d(?:\s?(?:[ap]\.?m\b\.?|GMT|UTC|BST|CET|EST|hrs?\b)){0,2}\s{0,2}[-–—:|]?\s+(?=[\W]?[^\W\d_a-z]))?"
)
"""What opens a paragraph without belonging to its first sentence: "• ", "14. ", "18.50 "."""
_DASH = re.compile(r"(?<=\S) ?(?:[—–]|--) ?| - ")
_HEAD_WORD = re.compile(r"[^\W_][\w.'’/-]*")
_LONGEST_DATELINE, _MOST_HEAD_WORDS = 90, 12
_WRAP_LIMIT = 100
"""Longest line, in characters, that a hard-wrapped text has."""


@lru_cache(maxsize=2)
def split_paragraphs(text: str) -> tuple[Span, ...]:
    """Paragraphs of a text: one a line, save that lines broken at a fixed width are joined again.

    >>> [span.of("One.\\nTwo.") for span in split_paragraphs("One.\\nTwo.")]
    ['One.', 'Two.']
    """
    lines = [Span(*line.span()) for line in _LINE.finditer(text)]
    lines = [span for line in lines if len(span := _without_lead(text, strip_span(text, line)))]
    wrapped = _is_wrapped(text, lines)
    paragraphs: list[Span] = []
    for line in lines:
        if paragraphs and _continues(text, paragraphs[-1], line, wrapped=wrapped):
            paragraphs[-1] = Span(paragraphs[-1].start, line.end)
        else:
            paragraphs.append(line)
    return tuple(paragraphs)


def _without_lead(text: str, line: Span) -> Span:
    """A line without its bullet, number or time; ornament that is all of a line stays out."""
    lead = _LEAD.match(text, line.start, line.end)
    if lead is None or lead.end() == line.start:
        return line
    return strip_span(text, Span(lead.end(), line.end))


def split_sentences(text: str) -> tuple[Span, ...]:
    """Sentences of a text, in order. A headline without a final stop is one; so is a byline.

    >>> text = "Gen. Marlow left at 5 p.m. on Monday. “No one stayed.” He said so."
    >>> [span.of(text) for span in split_sentences(text)]
    ['Gen. Marlow left at 5 p.m. on Monday.', '“No one stayed.”', 'He said so.']
    """
    return tuple(s for paragraph in split_paragraphs(text) for s in sentences_within(text, paragraph))


def sentences_within(text: str, span: Span) -> list[Span]:
    """Sentences of one paragraph (or of one quotation's inside)."""
    found: list[Span] = []
    start = span.start
    for match in _SENTENCE_END.finditer(text, span.start, span.end):
        if is_sentence_end(text, match.start(), match.end()):
            found.append(strip_span(text, Span(start, match.end())))
            start = match.end()
    found.append(strip_span(text, Span(start, span.end)))
    return [sentence for sentence in found if len(sentence)]


def dateline_end(text: str, start: int, end: int) -> int:
    """Index behind a dateline, `start` where there is none: a place, perhaps a day and an agency, and a dash.

    >>> text = "ARDA, March 3 (HNA) — The bridge is lost."
    >>> text[dateline_end(text, 0, len(text)) :]
    'The bridge is lost.'
    """
    head = text[start : min(end, start + _LONGEST_DATELINE)]
    for dash in _DASH.finditer(head):
        words = _HEAD_WORD.findall(head[: dash.start()])
        if not words or len(words) > _MOST_HEAD_WORDS or not all(_is_head_word(word) for word in words):
            return start
        first = head[dash.end() : dash.end() + 1]
        dated = words[0].isupper() and len(words[0]) > 2
        dated = dated or "(" in head[: dash.start()] or any(word[0].isdigit() for word in words)
        if dated and (not first.isalnum() or first.isupper() or first.isdigit()):
            return start + dash.end()
    return start


def _is_head_word(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit() or len(word) < 4


def is_sentence_end(text: str, mark: int, after: int) -> bool:
    """Whether the stop at offset `mark` ends a sentence; `after` is the offset behind its closing marks."""
    follows = text[after : after + 40].lstrip()
    if not follows:
        return True
    head = follows[_OPENER.match(follows).end() :][:1]  # type: ignore[union-attr]
    if head.islower() or follows[0] in ",;":
        return False
    if text[mark] != "." or text[mark : mark + 2] == "..":
        return True
    before = _WORD_BEFORE.search(text, max(0, mark - 12), mark)
    if before is not None and before.group().lower() in ("a.m", "p.m"):
        return not _hour_goes_on(text, mark, follows)
    return before is None or not _abbreviates(before.group(), head, follows)


def _hour_goes_on(text: str, mark: int, follows: str) -> bool:
    """Whether an hour is followed by its day or zone, or opens its sentence: "At 4 a.m. Troops …"."""
    zone = _AFTER_HOUR.match(follows)
    return zone is not None or _NEW_SENTENCE.search(text, max(0, mark - _OPENING_HOUR), mark) is not None


def _abbreviates(word: str, head: str, follows: str) -> bool:
    always, before_figure = _abbreviations()
    folded = word.lower().strip(".")
    if head.isdigit() and folded in before_figure:
        return True
    if folded in always:
        # "in the U.S. The army" ends a sentence, "the U.S. Army" does not.
        return not ("." in word and _STARTER.match(follows))
    return len(word) == 1 and word.isupper() and word != "I"


_AFTER_HOUR = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-Z]{3,4}\b|(?:[A-Z][a-z]+ ){1,2}time\b"
    r"|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|\()"
)
_NEW_SENTENCE = re.compile(r"\n|\A|[.!?][”\"’)]? ")
_OPENING_HOUR = 24
_STARTER = re.compile(r"(?:The|He|She|It|They|We|In|But|And|On|At|A|An|This|That|These|For|As|If|When)\b")


@cache
def _abbreviations() -> tuple[frozenset[str], frozenset[str]]:
    always: set[str] = set()
    before_figure: set[str] = set()
    for line in (_SOURCES / "speech_abbreviations.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("number "):
            before_figure.update(line.lower().split()[1:])
        elif not line.startswith("#"):
            always.update(line.lower().split())
    return frozenset(always), frozenset(before_figure)


def strip_span(text: str, span: Span) -> Span:
    """A span without the white space at its ends."""
    start, end = span.start, span.end
    if start < end and not (text[start].isspace() or text[end - 1].isspace()):
        return span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _adjoining(text: str, before: Span, after: Span) -> bool:
    """Whether only one line break stands between: a blank line always parts paragraphs."""
    gap = text[before.end : min(after.start, before.end + 200)]
    return gap.replace("\r\n", "\n").count("\n") == 1


def _is_wrapped(text: str, lines: list[Span]) -> bool:
    """Whether line breaks fall inside sentences, as in old agency wire broken at 60 to 80 columns."""
    if len(lines) < 3 or max(map(len, lines)) > _WRAP_LIMIT:
        return False
    pairs = [(a, b) for a, b in itertools.pairwise(lines) if _adjoining(text, a, b)]
    open_ends = sum(1 for a, _ in pairs if len(a) > 40 and not text[a.end - 1].endswith(_TERMINAL))
    return len(pairs) >= 2 and open_ends * 2 > len(pairs)


def _continues(text: str, paragraph: Span, line: Span, *, wrapped: bool) -> bool:
    if not _adjoining(text, paragraph, line):
        return False
    return wrapped or (text[line.start].islower() and text[paragraph.end - 1] not in ".!?:")
