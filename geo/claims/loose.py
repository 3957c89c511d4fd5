"""Quotations that no tag claims, beside a sentence that names their speaker.

News often gives the speaker once ("…, Mbayo said.") and lets a quotation follow in the same paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from geo.model import Attribution, AttributionKind, Span, Speaker
from geo.text.attribution.quotes import find_quotations
from geo.text.segment import split_paragraphs, split_sentences

SHORTEST = 18
"""Characters of the shortest quotation that is more than a word set off."""
GAP = 20
"""Most white space between a quotation and what stands beside it."""
LABELLED = "label, clause"
_LABEL = re.compile(r"(?:The )?([^\W\d_][^:.!?;,\n“”\"]{1,40})(:)\s+(?=[\w])")
RULE = "quotation beside its speaker's sentence"


def loose_quotations(text: str, attributions: Sequence[Attribution]) -> Iterator[Attribution]:
    """Whole-sentence quotations outside all attributions, given to the speaker of the same paragraph."""
    spoken = sorted((a for a in attributions if a.source), key=lambda a: a.span)
    at = 0
    for paragraph in split_paragraphs(text):
        while at < len(spoken) and spoken[at].span.end <= paragraph.start:
            at += 1
        near = [one for one in spoken[at : at + 40] if one.span.start < paragraph.end]
        if near:
            yield from _in_paragraph(text, paragraph, near)


def labelled_sentences(
    text: str, attributions: Sequence[Attribution], speaks: Callable[[str], bool]
) -> Iterator[Attribution]:
    """ "Ankara: there is no truce": a sentence behind a party's name and a colon, if no rule has read it.

    `speaks` tells whether a label names a party.
    """
    taken = sorted(span for one in attributions for span in one.content)
    for sentence in split_sentences(text):
        label = _LABEL.match(text, sentence.start, sentence.end)
        if label is None or sentence.end - label.end() < SHORTEST or not speaks(label[1]):
            continue
        content = Span(label.end(), sentence.end)
        at = bisect_left(taken, sentence)
        if any(span.overlaps(content) for span in taken[max(0, at - 2) : at + 2]):
            continue
        source = Speaker(Span(*label.span(1)), label[1])
        yield Attribution((content,), AttributionKind.INDIRECT, source, Span(*label.span(2)), LABELLED)


def _in_paragraph(text: str, paragraph: Span, near: Sequence[Attribution]) -> Iterator[Attribution]:
    for quotation in find_quotations(text, paragraph):
        if not _is_sentence(text, paragraph, quotation.span):
            continue
        taken = any(content.overlaps(quotation.span) for one in near for content in one.content)
        before = [one for one in near if one.span.start < quotation.span.start]
        if taken or not before:
            continue
        yield Attribution((quotation.span,), AttributionKind.DIRECT, before[-1].source, None, RULE)


def _is_sentence(text: str, paragraph: Span, span: Span) -> bool:
    """Whether a quotation stands between full stops: a capital first, a final mark within."""
    inside = span.of(text).strip(" \"“”„«»'‘’`")
    before = text[max(paragraph.start, span.start - GAP) : span.start].rstrip()[-1:]
    after = text[span.end : min(span.end + GAP, paragraph.end)].lstrip()[:1]
    whole = len(inside) >= SHORTEST and inside[:1].isupper() and inside[-1:] in ".!?…"
    return (
        whole and before in ("", ".", "!", "?", "”", '"') and (not after or after.isupper() or after in '“"')
    )
