"""From a text to its attributions: rows, rules, quotations that go on, speakers.

Attributed contents come out in text order; nested speech gives one attribution for each speaker. What nobody
in the text says (the narrator's own claims) is not returned.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from geo.model import Attribution, AttributionKind, Span, Speaker
from geo.text.attribution.complements import announced_by
from geo.text.attribution.contents import Found, Sentence, kind_of, spans_of
from geo.text.attribution.labels import label_of, read_label, read_signature, script_colon, script_label
from geo.text.attribution.phrases import Range
from geo.text.attribution.rules import is_report, read_row
from geo.text.attribution.speakers import SpeakerBook
from geo.text.attribution.tokens import QUOTED, Row, Token, read_rows
from geo.text.attribution.turns import (
    Opening,
    interviewee_body,
    interviewee_mention,
    is_interview,
    read_opening,
)
from geo.text.segment import split_paragraphs, strip_span

_DEEPEST = 2
"""Quotations inside quotations inside quotations are read no further."""
_SHORTEST_TURN = 12
"""Shortest turn of a script, in characters: below it stand figures ("Votes: 547"), not words."""
_SHORTEST_INSIDE = 25
"""Shortest inside of a quotation, in characters, that could hold an attribution of its own."""


@dataclass(slots=True)
class _Draft:
    """An attribution that may still grow by quotations that follow."""

    content: list[Span]
    kind: AttributionKind
    source: Speaker | None
    cue: Span | None
    rule: str


@dataclass(slots=True)
class _Reading:
    text: str
    book: SpeakerBook
    drafts: list[_Draft] = field(default_factory=list)
    pending: list[Span] = field(default_factory=list)
    """Quotations whose tag has not come yet."""
    pending_paragraph: int = -9
    speaking: _Draft | None = None
    """The last draft with a quotation: what follows without a tag goes on from it."""
    speaking_paragraph: int = -9
    still_open: bool = False
    interview: bool = False
    asked: bool = False
    """Whether the first question has come: whom it was put to stands before it."""
    interviewee: Span | None = None
    leads: str | None = None
    """What the one who was met leads, as the introduction says."""
    stating: _Draft | None = None
    """Whose words behind a colon may go on with the next row of the paragraph."""
    announced: _Draft | None = None
    """A cue at a paragraph's end whose quotation opens the next one: "She said:"."""


def find_attributions(text: str) -> tuple[Attribution, ...]:
    """Who says what in a text, in text order.

    >>> found = find_attributions("The bridge is lost, Captain Ruel said.")
    >>> [(a.source.text, a.span.of("The bridge is lost, Captain Ruel said.")) for a in found]
    [('Captain Ruel', 'The bridge is lost')]
    """
    reading = _Reading(text, SpeakerBook(text))
    paragraphs = [
        (paragraph, read_rows(text, paragraph, number))
        for number, paragraph in enumerate(split_paragraphs(text))
    ]
    turns = _script_names([rows for _, rows in paragraphs])
    reading.interview = is_interview(text, [paragraph for paragraph, _ in paragraphs])
    for number, (paragraph, rows) in enumerate(paragraphs):
        if _read_opened(reading, paragraph, number):
            continue
        label = script_label(rows[0], turns) if rows else None
        if label is not None:
            _read_turn(reading, paragraph, rows[0], label)
            continue
        for row in rows:
            _read_row(reading, row)
    return tuple(sorted(_finished(reading), key=lambda a: (a.span.start, a.span.end)))


def _read_opened(reading: _Reading, paragraph: Span, number: int) -> bool:
    """Read a paragraph with a label of its own; whether it is one.

    A question is nobody's claim, but may hold one ("The army says so. Is it true?").
    """
    opening = read_opening(reading.text, paragraph, interview=reading.interview)
    if opening is None:
        return False
    if opening.kind == "answer":
        _read_answer(reading, opening, number)
        return True
    if opening.kind == "question" and not reading.asked:
        reading.asked, reading.interviewee = True, interviewee_mention(reading.text, paragraph.start)
        reading.leads = interviewee_body(reading.text, reading.interviewee, paragraph.start)
    author = reading.book.speaker(opening.label, number) if opening.kind == "post" else None
    for row in read_rows(reading.text, opening.rest, number):
        if author is None or not _read_post(reading, row, author):
            _read_row(reading, row)
    return True


def _read_answer(reading: _Reading, opening: Opening, number: int) -> None:
    if len(opening.rest) < _SHORTEST_TURN:
        return
    source = reading.book.interviewee(opening.label, reading.interviewee, number)
    if reading.leads and source.organisation is None:
        source = replace(source, organisation=reading.leads)
    reading.drafts.append(_Draft([opening.rest], AttributionKind.DIRECT, source, opening.mark, "script"))
    _read_inside(reading, opening.rest, number, depth=1)


def _read_post(reading: _Reading, row: Row, author: Speaker) -> bool:
    """A sentence of a post in which nobody else speaks: its author's. Whether it was one."""
    tokens = row.tokens
    quoted = all(not t.word or t.quotation is not None for t in tokens)
    if not quoted and (read_row(tokens) or read_label(row)):
        return False
    content = spans_of(tokens, [(0, len(tokens))])
    kind = AttributionKind.DIRECT if quoted else AttributionKind.INDIRECT
    reading.drafts.append(_Draft(list(content), kind, author, None, "script"))
    for token in tokens:
        if token.quotation is not None and len(token.quotation.inner) >= _SHORTEST_INSIDE:
            _read_inside(reading, token.quotation.inner, row.paragraph, depth=1)
    return True


def _finished(reading: _Reading) -> Iterator[Attribution]:
    for draft in reading.drafts:
        source = reading.book.full(draft.source)
        yield Attribution(tuple(draft.content), draft.kind, source, draft.cue, draft.rule)


def _script_names(paragraphs: list[list[Row]]) -> frozenset[str]:
    """Labels that open turns of a script: such as return, where at least three paragraphs have one."""
    counts = Counter(label for rows in paragraphs if rows and (label := label_of(rows[0])))
    returning = {label for label, count in counts.items() if count > 1}
    return frozenset(counts if returning and counts.total() > 2 else ())


def _read_turn(reading: _Reading, paragraph: Span, row: Row, label: Range) -> None:
    """A paragraph of a script: all of it is said by the name before the colon."""
    name, colon = spans_of(row.tokens, [label])[0], row.tokens[script_colon(row, label)]
    inside = strip_span(reading.text, Span(colon.end, paragraph.end))
    if len(inside) < _SHORTEST_TURN:
        return
    source = reading.book.speaker(name, row.paragraph)
    cue = Span(colon.start, colon.end)
    reading.drafts.append(_Draft([inside], AttributionKind.DIRECT, source, cue, "script"))
    _read_inside(reading, inside, row.paragraph, depth=1)


def _read_row(reading: _Reading, row: Row) -> None:
    tokens = row.tokens
    if row.first and reading.pending and not reading.still_open:
        reading.pending = []
    found = read_row(tokens, headline=row.paragraph == 0 and row.first and row.last)
    label = read_label(row) or (None if found else read_signature(row))
    if label is not None and not any(hit.covers & _quotations(tokens, label) for hit in found):
        found.append(replace(label, covers=_quotations(tokens, label)))
    for hit in found:
        _add(reading, row, hit)
    _state_on(reading, row, found)
    covered = frozenset().union(*(hit.covers for hit in found)) if found else frozenset()
    loose = [i for i, t in enumerate(tokens) if t.low == QUOTED and i not in covered]
    if loose and not found and all(not t.word or t.low == QUOTED for t in tokens):
        _loose_quotation(reading, row)
    _announce(reading, row)
    for token in tokens:
        if token.quotation is not None and len(token.quotation.inner) >= _SHORTEST_INSIDE:
            _read_inside(reading, token.quotation.inner, row.paragraph, depth=1)
    if any(t.quotation is not None for t in tokens):
        last = next(t.quotation for t in reversed(tokens) if t.quotation is not None)
        reading.still_open = not last.closed


def _state_on(reading: _Reading, row: Row, found: list[Found]) -> None:
    """What a body states behind a colon goes on to the paragraph's end: "The staff announces: …. …."."""
    if row.first:
        reading.stating = None
    plain = all(token.quotation is None for token in row.tokens)
    if not found and plain and reading.stating is not None:
        reading.stating.content += spans_of(row.tokens, [(0, len(row.tokens))])
    elif found:
        last = found[-1]
        colon = last.cue is not None and last.cue[1] < len(row.tokens) and row.tokens[last.cue[1]].low == ":"
        reading.stating = reading.drafts[-1] if colon and plain and reading.drafts else None


def _quotations(tokens: Sequence[Token], hit: Found) -> frozenset[int]:
    return frozenset(i for a, b in hit.contents for i in range(a, b) if tokens[i].low == QUOTED)


def _add(reading: _Reading, row: Row, hit: Found) -> None:
    content = list(spans_of(row.tokens, hit.contents))
    if not content:
        return
    draft = _draft(reading, row, hit, content)
    opens = row.tokens[0].quotation is not None and 0 in hit.covers
    if reading.pending and opens and (row.first or reading.pending_paragraph == row.paragraph):
        draft.content = reading.pending + draft.content
        reading.pending = []
    if hit.covers:
        reading.speaking, reading.speaking_paragraph = draft, row.paragraph
    reading.drafts.append(draft)


def _draft(reading: _Reading, row: Row, hit: Found, content: list[Span]) -> _Draft:
    source = None
    if hit.source is not None:
        span = spans_of(row.tokens, [hit.source])
        source = reading.book.speaker(span[0], row.paragraph) if span else None
    return _Draft(content, kind_of(row.tokens, hit), source, _cue_span(row, hit), hit.rule)


def _announce(reading: _Reading, row: Row) -> None:
    """Keep the cue of a row that ends in a colon ("She said:") for the quotation of the next paragraph."""
    hit = announced_by(Sentence.of(row.tokens)) if row.tokens[-1].low == ":" else None
    reading.announced = _draft(reading, row, hit, []) if hit is not None else None


def _loose_quotation(reading: _Reading, row: Row) -> None:
    """A sentence that is all quotation, without a tag: it goes on from the last one or waits for its tag."""
    quotations = [t.quotation for t in row.tokens if t.quotation is not None]
    spans = [quotation.span for quotation in quotations]
    if row.first and reading.announced is not None:
        reading.announced.content = spans
        reading.announced.kind = AttributionKind.DIRECT
        reading.drafts.append(reading.announced)
        reading.speaking, reading.speaking_paragraph = reading.announced, row.paragraph
    elif _goes_on(reading, row) and reading.speaking is not None:
        reading.speaking.content += spans
        reading.speaking_paragraph = row.paragraph
    elif not row.last or not quotations[-1].closed:
        reading.pending += spans
        reading.pending_paragraph = row.paragraph
    elif row.first:
        _untagged(reading, spans, row.paragraph)


def _goes_on(reading: _Reading, row: Row) -> bool:
    same = reading.speaking_paragraph == row.paragraph
    open_before = reading.still_open and reading.speaking_paragraph == row.paragraph - 1
    return not reading.pending and (same or open_before)


def _untagged(reading: _Reading, spans: list[Span], paragraph: int) -> None:
    """A quotation without a tag, a paragraph behind one with a speaker: most often the same speaker's."""
    before = reading.speaking
    if before is None or before.source is None or paragraph - reading.speaking_paragraph > 1:
        return
    draft = _Draft(spans, AttributionKind.DIRECT, before.source, None, "quote without tag")
    reading.drafts.append(draft)
    reading.speaking, reading.speaking_paragraph = draft, paragraph


def _read_inside(reading: _Reading, inside: Span, paragraph: int, *, depth: int) -> None:
    for row in read_rows(reading.text, inside, paragraph):
        for hit in read_row(row.tokens):
            if is_report(row.tokens, hit) and not _is_own(row, hit):
                _add_inside(reading, row, hit)
        if depth < _DEEPEST:
            for token in row.tokens:
                if token.quotation is not None and len(token.quotation.inner) >= _SHORTEST_INSIDE:
                    _read_inside(reading, token.quotation.inner, paragraph, depth=depth + 1)


def _is_own(row: Row, hit: Found) -> bool:
    """ "I would add that …": within a quotation the words of whoever is quoted, no second speaker."""
    return hit.source is not None and row.tokens[hit.source[1] - 1].low == "i"


def _add_inside(reading: _Reading, row: Row, hit: Found) -> None:
    content = spans_of(row.tokens, hit.contents)
    if not content:
        return
    cue = _cue_span(row, hit)
    span = spans_of(row.tokens, [hit.source]) if hit.source is not None else ()
    source = reading.book.speaker(span[0], row.paragraph, quoted=True) if span else None
    kind = kind_of(row.tokens, hit)
    reading.drafts.append(_Draft(list(content), kind, source, cue, f"{hit.rule}, nested"))


def _cue_span(row: Row, hit: Found) -> Span | None:
    return Span(row.tokens[hit.cue[0]].start, row.tokens[hit.cue[1] - 1].end) if hit.cue else None
