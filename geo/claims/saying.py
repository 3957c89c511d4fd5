"""When a claim was said: by the date in the words around its verb of saying, else by its report's day.

"The hospital said on Tuesday that …": Tuesday is when it was said, not when it happened. Dates inside what
was said are the event's, and never count here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from geo.model import Claim, Document, Span
from geo.text.dates import find_dates
from geo.text.segment import split_sentences

_NEAR = 60
"""So many characters from the verb of saying a date may stand."""


@dataclass(frozen=True, slots=True)
class Said:
    """The days on which something was said; `words` as written, empty where it is the report's own day."""

    start: date
    end: date
    words: str = ""


def said_on(claim: Claim, document: Document) -> Said | None:
    """When it was said, at the latest by the report's own day; None where neither is known."""
    published = document.published
    return _beside_cue(claim, document) or (Said(published, published) if published else None)


def _beside_cue(claim: Claim, document: Document) -> Said | None:
    """The date nearest to the verb of saying, outside what was said; not one after the report's day."""
    cue = claim.attribution.cue
    if cue is None:
        return None
    sentence = _sentence_of(cue, document.text)
    beside = []
    for one in find_dates(_masked(document.text, sentence, claim), published=document.published):
        if one.start and one.end and one.span:
            far = max(sentence.start + one.span.start - cue.end, cue.start - sentence.start - one.span.end)
            beside.append((far, Said(one.start, one.end, (one.text or "").strip())))
    latest = document.published or date.max
    near = [(far, said) for far, said in beside if far <= _NEAR and said.start <= latest]
    return min(near, key=lambda found: found[0])[1] if near else None


def _sentence_of(cue: Span, text: str) -> Span:
    """The sentence of the cue; looked for in its paragraph alone."""
    start = text.rfind("\n", 0, cue.start) + 1
    end = text.find("\n", cue.end)
    paragraph = text[start : end if end >= 0 else len(text)]
    spans = (Span(start + one.start, start + one.end) for one in split_sentences(paragraph))
    return next((one for one in spans if one.start <= cue.start < one.end), cue)


def _masked(text: str, sentence: Span, claim: Claim) -> str:
    """The sentence with blanks in place of what was said, so that every offset stays."""
    signs = list(text[sentence.start : sentence.end])
    for content in claim.attribution.content:
        for n in range(max(content.start, sentence.start), min(content.end, sentence.end)):
            signs[n - sentence.start] = " "
    return "".join(signs)
