"""A text cut where marks begin and end, so that marks that overlap can each be shown.

In: a document's text and its placed claims. Out: paragraphs of pieces, each with the layers it belongs to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from geo.model import Claim, PlacedClaim, Span
from geo.scene import actor_of


class Layer(StrEnum):
    """What is marked in a text, in the order in which the layers are offered."""

    CLAIM = "claim"
    SPEAKER = "speaker"
    ACTOR = "actor"
    PLACE = "place"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters that a claim rests on. `colour` is the claim's actor's, or the party's that is named."""

    span: Span
    layer: Layer
    claim: str
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters under the same marks. `starts` is the claim that begins here, empty where none does."""

    span: Span
    marks: tuple[Mark, ...]
    starts: str = ""


def marks_of(placed: Sequence[PlacedClaim]) -> tuple[Mark, ...]:
    """Every mark of the claims, in text order; the same characters under one layer once for each claim."""
    marks = {mark for one in placed for mark in _marks(one.claim)}
    return tuple(sorted(marks, key=lambda mark: (mark.span, mark.layer, mark.claim, mark.colour)))


def _marks(claim: Claim) -> Iterator[Mark]:
    colour = actor_of(claim).colour
    yield Mark(claim.span, Layer.CLAIM, claim.id, colour)
    if claim.attribution.source is not None:
        yield Mark(claim.attribution.source.span, Layer.SPEAKER, claim.id, colour)
    for entry in claim.actors:
        if entry.span is not None:
            yield Mark(entry.span, Layer.ACTOR, claim.id, entry.actor.colour)
    for resolution in claim.places:
        yield Mark(resolution.mention.span, Layer.PLACE, claim.id)
    if claim.when.span is not None:
        yield Mark(claim.when.span, Layer.DATE, claim.id)


def paragraphs(text: str) -> tuple[Span, ...]:
    """The lines of a text that hold anything."""
    spans, at = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            spans.append(Span(at, at + len(line.rstrip("\r\n"))))
        at += len(line)
    return tuple(spans)


def pages_of(spans: Sequence[Span], *, longest: int) -> tuple[tuple[Span, ...], ...]:
    """Paragraphs in pages of about `longest` characters; a paragraph is never cut. At least one page."""
    pages: list[list[Span]] = [[]]
    filled = 0
    for span in spans:
        if pages[-1] and filled + len(span) > longest:
            pages.append([])
            filled = 0
        pages[-1].append(span)
        filled += len(span)
    return tuple(tuple(page) for page in pages)


def pieces_of(span: Span, marks: Sequence[Mark]) -> tuple[Piece, ...]:
    """One paragraph in pieces, in text order, which together are the paragraph."""
    inside = [mark for mark in marks if mark.span.overlaps(span)]
    cuts = {span.start, span.end}
    for mark in inside:
        cuts |= {max(mark.span.start, span.start), min(mark.span.end, span.end)}
    edges = sorted(cuts)
    return tuple(_piece(Span(start, end), inside) for start, end in pairwise(edges) if start < end)


def _piece(span: Span, marks: Sequence[Mark]) -> Piece:
    over = tuple(mark for mark in marks if mark.span.overlaps(span))
    first = next((m.claim for m in over if m.layer is Layer.CLAIM and m.span.start == span.start), "")
    return Piece(span, over, first)
