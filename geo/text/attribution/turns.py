"""Paragraphs that a label opens: interviews ("Q: …", "A: …") and posts with their time ("Ruel, 10:02. …")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from geo.model import Span
from geo.text.attribution.words import word_class
from geo.text.segment import strip_span

_QUESTION = re.compile(
    r"(?:Q|Question|QUESTION|Reporter|REPORTER|Journalist|JOURNALIST|Moderator|MODERATOR)"
    r"(?: \([^()\n]{1,40}\))?\s?[:.]\s"
)
_NAMED = re.compile(r"[^\W\d_a-z][\w.'’ -]{2,40}:\s")
"""A turn under a name, as transcripts have them."""
_ANSWER = re.compile(r"(?:A|Answer)\s?[:.]\s")
_POST = re.compile(
    r"[^\w\s“\"'‘(]{0,3}\s{0,2}(?P<name>[^\W\d_][^:.,;!?\n“”\"()]{1,60})(?:,| \([^()\n]{1,40}\),?)"
    r"\s\d{1,2}[:.]\d\d(?:\s?[ap]\.?m)?\s?[.:—–]\s"
)
_MET = re.compile(
    r"(?:[Ii]nterview(?:ed)?(?: with)?|spoke (?:to|with)|talked (?:to|with)|met(?: with)?|questions to)\s"
    r"(?=[^\W\d_])([^.;:!?\n()“”\"]{3,80})"
)
_NOBODY = frozenset(("us", "our", "this", "reporters", "journalists", "him", "her", "them", "me"))
_LEADS = re.compile(
    r"\b((?:[^\W\d_a-z][\w'’-]{1,30} ){1,3}[^\W\d_a-z][\w'’-]{1,30}),?"
    r" (?:heads|leads|runs|directs|commands|chairs|represents|speaks for"
    r"|(?:works|serves|is) (?:for|with|at|on|in)|sits (?:on|in)|belongs to|is(?= (?:an?|the) ))"
    r" ([^.;:!?\n]{3,80})"
)
"""Who somebody is, in a sentence of its own: "Ana Ruel heads the relief group Harbour Aid"."""
_LONGEST_NAME = 7


@dataclass(frozen=True, slots=True)
class Opening:
    """What opens a labelled paragraph."""

    kind: str
    """"question", "answer" or "post"."""
    label: Span
    """The name of a post's author; "Q" or "A" in an interview."""
    mark: Span
    """The sign behind the label."""
    rest: Span


def is_interview(text: str, paragraphs: list[Span]) -> bool:
    """Whether a text has questions and answers under the labels Q and A."""
    starts = [p.start for p in paragraphs]
    asked = any(_QUESTION.match(text, at) for at in starts)
    return asked and any(_ANSWER.match(text, at) or _NAMED.match(text, at) for at in starts)


def read_opening(text: str, paragraph: Span, *, interview: bool) -> Opening | None:
    """The label that opens a paragraph, None where it has none."""
    for kind, pattern in (("question", _QUESTION), ("answer", _ANSWER)):
        match = pattern.match(text, paragraph.start, paragraph.end) if interview else None
        if match is not None:
            label = Span(match.start(), match.start() + len(match[0].rstrip(":. \u00a0\t")))
            return _opening(text, kind, label, match.end(), paragraph.end)
    match = _POST.match(text, paragraph.start, paragraph.end)
    if match is None or not _may_post(match["name"]):
        return None
    return _opening(text, "post", Span(*match.span("name")), match.end(), paragraph.end)


def _opening(text: str, kind: str, label: Span, after: int, end: int) -> Opening:
    stop = after
    while stop > label.end and text[stop - 1].isspace():
        stop -= 1
    return Opening(kind, label, Span(stop - 1, stop), strip_span(text, Span(after, end)))


def _may_post(name: str) -> bool:
    """Whether words before a time name an author, no clause or date: "Harbour Watch", not "On Monday"."""
    words = name.lower().split()
    closed = ("finite", "prepositions", "times", "subordinators", "personal")
    plain = not any(word in word_class(cls) for word in words for cls in closed if word not in ("of", "for"))
    return name[0].isupper() and plain and len(words) <= _LONGEST_NAME


def interviewee_mention(text: str, before: int) -> Span | None:
    """Whom the words before the first question say was met, None unless they name one."""
    found = [match.span(1) for match in _MET.finditer(text, 0, before) if _names(match[1])]
    found = found or [match.span(1) for match in _LEADS.finditer(text, 0, before)]
    if len(found) != 1:
        return None
    start, end = found[0]
    stop = re.search(
        r"\s(?:in|on|at|about|by|last|before|after|and)\s|,\s(?!an?\s|the\s|[a-z]+ (?:of|at|for)\s)",
        text[start:end],
    )
    return strip_span(text, Span(start, start + stop.start() if stop else end))


def interviewee_body(text: str, mention: Span | None, before: int) -> str | None:
    """What the words before the first question say the one who was met leads."""
    match = _LEADS.search(text, mention.start, before) if mention is not None else None
    return match[2] if match and mention is not None and match.start(1) == mention.start else None


def _names(words: str) -> bool:
    """Whether words name somebody, no "us", "our correspondent" or "in Arda"."""
    first = words.split()[0].lower()
    return first not in _NOBODY and first not in word_class("prepositions")
