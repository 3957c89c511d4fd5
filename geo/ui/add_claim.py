"""A claim that the rules missed: words chosen by sentence or selected in the text, then read and added."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from geo.claims import read_words
from geo.corrections import Change, Kind, as_json, subject_of
from geo.escape import for_markdown
from geo.filters import STANCE_WORDS
from geo.model import Claim, Document, Span
from geo.pipeline import read_parts, report_name
from geo.ui import words
from geo.ui.claim_card import place_line_of, speaker_line, when_line
from geo.ui.correct_words import short
from geo.ui.inputs import record
from geo.ui.leaf import sent
from geo.ui.readings import Case
from geo.ui.view import change_view, current_view

_SENTENCES, _SELECTED, _REPORT = "missed_sentences", "missed_selected", "missed_report"


def draw_missed(case: Case) -> None:
    """The choice of sentences, what the rules make of them, and the button that adds them."""
    st.subheader(words.MISSED, anchor=False)
    st.caption(words.MISSED_LEAD)
    document = _chosen_report(case)
    sentences = case.sentences_of(document.id)
    labels = {n: short(span.of(document.text)) for n, span in enumerate(sentences)}
    chosen = st.multiselect(
        words.MISSED_SENTENCES, list(labels), key=_sentences_key(document, case),
        format_func=labels.__getitem__, placeholder=words.MISSED_SENTENCES_HINT, select_all=False,
    )  # fmt: skip
    if chosen:
        spans = [sentences[n] for n in chosen]
        _draw_proposal(
            case, document, Span(min(s.start for s in spans), max(s.end for s in spans)), "sentences"
        )


def _sentences_key(document: Document, case: Case) -> str:
    """One choice for each report: their sentences have the same numbers."""
    return _SENTENCES if document is case.document else f"{_SENTENCES}_{document.id}"


def _chosen_report(case: Case) -> Document:
    if len(case.documents) == 1:
        return case.document
    names = {one.id: report_name(one) or words.UNTITLED for one in case.documents}
    chosen = st.selectbox(words.IN_REPORT, list(names), key=_REPORT, format_func=names.__getitem__)
    return next(one for one in case.documents if one.id == chosen)


def draw_selected(case: Case, document: Document) -> None:
    """The words that were just selected in this report, and the button that makes a claim of them."""
    span = _selected(document)
    if span is None:
        return
    with st.container(border=True):
        st.markdown(f"**{words.SELECTED}**")
        st.text(short(span.of(document.text)))
        _draw_proposal(case, document, span, "selected")
        st.button(words.SELECTED_DROP, key="missed_drop", on_click=_drop, type="tertiary")


def take_selection(key: str) -> None:
    """What a browser says was selected in the piece of that key: "start-end"."""
    value = sent(key, "selection")
    start, _, end = value.partition("-")
    if start.isascii() and start.isdigit() and end.isascii() and end.isdigit() and len(value) < 24:
        st.session_state[_SELECTED] = (int(start), int(end))


def _selected(document: Document) -> Span | None:
    start, end = st.session_state.get(_SELECTED, (0, 0))
    text = document.text
    return whole_words(Span(start, end), text) if 0 <= start < end <= len(text) else None


def whole_words(span: Span, text: str) -> Span:
    """The span widened to the words that it cuts, without space at its ends."""
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while 0 < start < end and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while start < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return Span(start, end)


def _drop() -> None:
    st.session_state.pop(_SELECTED, None)


def _draw_proposal(case: Case, document: Document, span: Span, where: str) -> None:
    claim = propose(case, document, span)
    if claim is None:
        st.caption(words.MISSED_NONE)
        return
    parts = [
        speaker_line(claim), STANCE_WORDS[claim.stance], words.kind(claim.type.value), place_line_of(claim),
        when_line(claim.when),
    ]  # fmt: skip
    st.caption(for_markdown(f"{words.MISSED_READ}: {' · '.join(part for part in parts if part)}"))
    st.button(words.MISSED_ADD, key=f"missed_add_{where}", type="primary", on_click=_add, args=(claim,))


def propose(case: Case, document: Document, span: Span) -> Claim | None:
    """What the rules make of these words."""
    return read_words(read_parts(document, case.inputs), span)


def _add(claim: Claim) -> None:
    if record([Change(claim.document_id, Kind.ADD, subject_of(claim), None, as_json(claim))]):
        st.session_state.pop(_SELECTED, None)
        for key in [key for key in st.session_state if str(key).startswith(_SENTENCES)]:
            st.session_state[key] = []
        change_view(replace(current_view(), claim=claim.id))
