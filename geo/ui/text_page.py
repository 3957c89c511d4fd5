"""The report itself with its claims, speakers, actors, places and dates marked; each mark leads to its claim.

In: a case and the claims a filter keeps. Drawn by geo.ui.leaf, all texts as data.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from geo.model import Claim, Document, PlacedClaim, Span
from geo.pipeline import report_name
from geo.ui import words
from geo.ui.add_claim import take_selection
from geo.ui.case_head import byline
from geo.ui.claim_card import speaker_line
from geo.ui.claim_list import pager
from geo.ui.leaf import Child, Node, data_text, draw_leaf, node, sent
from geo.ui.map_page import take_claim
from geo.ui.readings import Case
from geo.ui.text_marks import Layer, Mark, Piece, marks_of, pages_of, paragraphs, pieces_of
from geo.ui.view import View, change_view, current_view

PAGE_CHARS = 30_000
_LAYERS, _REPORT, _PAGE, _PAGED_FOR = "text_layers", "report", "report_page", "report_paged_for"
_CHOSEN, _OPEN = "text_report", "text_report_open"


def draw_layers(shown: Sequence[PlacedClaim]) -> frozenset[Layer]:
    """The choice of what is marked, which is the legend too."""
    counts = layer_counts(shown)
    st.session_state.setdefault(_LAYERS, [layer.value for layer in Layer])
    chosen = st.pills(
        words.LAYERS_TITLE,
        [layer.value for layer in Layer],
        key=_LAYERS,
        selection_mode="multi",
        format_func=lambda value: words.option(words.LAYERS[value], counts[Layer(value)]),
        persist_state="session",
    )
    return frozenset(Layer(value) for value in chosen)


def draw_report(case: Case, view: View, shown: Sequence[PlacedClaim], layers: Collection[Layer]) -> Document:
    """The report with its marks, on the page of the claim that was just selected; the report that it is."""
    if len(case.documents) > 1:
        _draw_chooser(case, view, shown)
    chosen = next((one.claim for one in case.placed if one.claim.id == view.claim), None)
    if chosen and view.claim != st.session_state.get(_PAGED_FOR):
        st.session_state[_PAGE] = page_with(case, chosen)
    st.session_state[_PAGED_FOR] = view.claim
    page = st.session_state.get(_PAGE, 0)
    nodes = text_nodes(case, shown, layers, selected=view.claim, page=page)
    draw_leaf(
        nodes,
        key=_REPORT,
        on_claim=take_claim(_REPORT),
        on_page=_take_page,
        on_selection=partial(take_selection, _REPORT),
    )
    return report_shown(case, shown, view.claim)


def _draw_chooser(case: Case, view: View, shown: Sequence[PlacedClaim]) -> None:
    """Which of the reports is shown: the one of the selected claim, until another is chosen."""
    names = {one.id: report_name(one) or words.UNTITLED for one in case.documents}
    st.session_state[_CHOSEN] = report_shown(case, shown, view.claim).id
    st.selectbox(
        words.REPORT_SHOWN, list(names), key=_CHOSEN, format_func=names.__getitem__, on_change=_take_report
    )


def _take_report() -> None:
    """Another report: no claim of the one before it stays selected."""
    st.session_state[_OPEN], st.session_state[_PAGE] = st.session_state[_CHOSEN], 0
    change_view(replace(current_view(), claim=""))


def _take_page() -> None:
    page = sent(_REPORT, "page")
    if page.isascii() and page.isdigit():
        st.session_state[_PAGE] = int(page)


def text_nodes(
    case: Case,
    shown: Sequence[PlacedClaim],
    layers: Collection[Layer],
    *,
    selected: str = "",
    page: int = 0,
) -> list[Node]:
    """One page of the report; `page` counts from 0 and is brought into range."""
    report = report_shown(case, shown, selected)
    if len(case.documents) > 1:
        shown = [one for one in shown if one.claim.document_id == report.id]
    pages = pages_of(paragraphs(report.text), longest=PAGE_CHARS)
    page = min(max(page, 0), len(pages) - 1)
    claims = {one.claim.id: one.claim for one in shown}
    numbers = {identity: number for number, identity in enumerate(claims, start=1)}
    marks = [mark for mark in marks_of(shown) if mark.layer in layers and _touches(mark.span, pages[page])]
    body = [_paragraph(report.text, span, marks, claims, numbers, selected) for span in pages[page]]
    if page == 0 and body and _begins_with_title(report):
        body[0][0] = "h1"
    return [
        node(
            "article",
            "report",
            None if _begins_with_title(report) else data_text("h1", "", _title(report)),
            data_text("p", "byline", byline(report)),
            *body,
            pager(page, len(pages)),
        )
    ]


def report_shown(case: Case, shown: Sequence[PlacedClaim], selected: str) -> Document:
    """The report of the selected claim, else the one that was chosen, else of the first claim shown."""
    claims = [one.claim for one in case.placed if one.claim.id == selected]
    opened = [one for one in case.documents if one.id == st.session_state.get(_OPEN)]
    if opened and not claims:
        return opened[0]
    claims = claims or [one.claim for one in shown]
    return case.report_of(claims[0]) if claims else case.document


def _title(document: Document) -> str:
    return document.title or words.UNTITLED


def _begins_with_title(document: Document) -> bool:
    """Whether the text repeats its title, as a headline: it is then not shown twice."""
    return bool(document.title) and document.text.lstrip().startswith(document.title)


def layer_counts(shown: Sequence[PlacedClaim]) -> dict[Layer, int]:
    """How many stretches of the text each layer marks."""
    marks = {(mark.layer, mark.span) for mark in marks_of(shown)}
    return {layer: sum(kind is layer for kind, _ in marks) for layer in Layer}


def page_with(case: Case, claim: Claim) -> int:
    """The page of a report on which a claim begins, from 0."""
    span = claim.span
    pages = pages_of(paragraphs(case.report_of(claim).text), longest=PAGE_CHARS)
    return next((n for n, page in enumerate(pages) if _touches(span, page)), 0)


def _touches(span: Span, page: Sequence[Span]) -> bool:
    return bool(page) and span.overlaps(Span(page[0].start, page[-1].end))


def _paragraph(
    text: str,
    span: Span,
    marks: Sequence[Mark],
    claims: Mapping[str, Claim],
    numbers: Mapping[str, int],
    selected: str,
) -> Node:
    children: list[Child] = []
    for piece in pieces_of(span, marks):
        if piece.starts:
            children.append(_chip(claims[piece.starts], numbers[piece.starts], piece.starts == selected))
        children.append(_piece(text, piece, claims, selected))
    return node("p", "", *children, dir="auto")


def _chip(claim: Claim, number: int, current: bool) -> Node:
    """The number before a claim: the keyboard's and the screen reader's way to it."""
    mark = words.BY_HAND_MARK.get(claim.review.origin, "")
    by_hand = words.BY_HAND.get(claim.review.origin, "")
    label = words.claim_label(number, speaker_line(claim), words.stance_of(claim))
    label = f"{label}, {by_hand}" if mark else label
    return node("button", "chip", f"{number}{mark}", label=label, current=current, send=["claim", claim.id])


def _piece(text: str, piece: Piece, claims: Mapping[str, Claim], selected: str) -> Child:
    if not piece.marks:
        return node("span", "", piece.span.of(text), at=piece.span.start)
    chosen = _leading(piece.marks, selected)
    names = [mark.layer.value for mark in piece.marks]
    stances = [
        claims[mark.claim].stance.value if not claims[mark.claim].negated else "negated"
        for mark in piece.marks
        if mark.layer is Layer.CLAIM
    ]
    now = ["now"] if selected in {mark.claim for mark in piece.marks if mark.layer is Layer.CLAIM} else []
    css = " ".join(dict.fromkeys(["mark", *names, *stances[:1], *now]))
    return node("span", css, piece.span.of(text), colour=chosen.colour, send=["claim", chosen.claim],
        at=piece.span.start,
    )  # fmt: skip


def _leading(marks: Sequence[Mark], selected: str) -> Mark:
    """What a click follows: the selected claim, else the shortest here, else the first."""
    at_hand = [mark for mark in marks if mark.layer is Layer.CLAIM] or list(marks)
    return min(at_hand, key=lambda mark: (mark.claim != selected, len(mark.span)))
