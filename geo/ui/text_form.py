"""The form that takes a visitor's text: what is handed in becomes a Document, or a sentence says why not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import streamlit as st

from geo.errors import InputError, ThalwegError
from geo.escape import for_markdown
from geo.model import Document
from geo.pipeline import check_text
from geo.ui import words
from geo.ui.inputs import inputs_of
from geo.ui.readings import Case, read_own
from geo.ui.view import keep_own_documents, next_home, own_documents, with_document

_TEXT, _TITLE, _PUBLISHER, _URL, _DATE = (
    "r_text", "r_title", "r_publisher", "r_url", "r_date",
)  # fmt: skip
_ASKED, _WHERE = "r_asked", "r_where"
_EARLIEST, _LATEST = date(1800, 1, 1), date(2100, 12, 31)


def draw_form() -> bool:
    """The fields; whether they were just handed in."""
    with st.form("read", border=False):
        st.text_area(words.TEXT, key=_TEXT, height=260, placeholder=words.TEXT_HINT)
        left, right = st.columns(2)
        left.text_input(words.TITLE, key=_TITLE, placeholder=words.TITLE_HINT, max_chars=300)
        right.text_input(words.PUBLISHER, key=_PUBLISHER, placeholder=words.PUBLISHER_HINT, max_chars=300)
        left.text_input(words.URL, key=_URL, placeholder=words.URL_HINT, max_chars=2000)
        right.date_input(
            words.PUBLISHED,
            key=_DATE,
            value=None,
            min_value=_EARLIEST,
            max_value=_LATEST,
            format="YYYY-MM-DD",
            help=words.PUBLISHED_HELP,
        )
        own = own_documents()
        if own:
            st.radio(words.BESIDE, (words.ALONE, words.beside(len(own))), key=_WHERE, horizontal=True)
        return st.form_submit_button(words.READ, type="primary", key="r_read")


def answer(handed_in: bool) -> Case | None:
    """What follows from the form: a refusal, the question for the date, or the reading with its stages."""
    try:
        document = _document() if handed_in or st.session_state.get(_ASKED) else None
    except InputError as error:
        st.session_state[_ASKED] = False
        st.error(for_markdown(f"{words.REFUSED}: {error}."))
        return None
    if document is None:
        return None
    if document.published is None and not _reads_without_date():
        return None
    st.session_state[_ASKED] = False
    return read_shown(document)


def _reads_without_date() -> bool:
    st.session_state[_ASKED] = True
    st.warning(words.ASK_DATE)
    return st.button(words.READ_WITHOUT_DATE, key="r_no_date")


def _document() -> Document:
    """InputError says in a sentence what is wrong with the fields."""
    state = st.session_state
    url = (state[_URL] or "").strip()
    if url and not url.lower().startswith(("http://", "https://")):
        raise InputError(words.BAD_URL)
    return Document.of(
        check_text(state[_TEXT] or ""),
        title=_line(state[_TITLE]),
        url=url,
        publisher=_line(state[_PUBLISHER]),
        published=state[_DATE],
    )


def _line(value: str | None) -> str:
    return " ".join((value or "").split())


def read_shown(document: Document) -> Case | None:
    """The reading of a text, its stages told, kept for this visit; None where it can't be read."""
    with st.status(words.STAGE_READ, expanded=True) as status:
        try:
            documents = _documents_with(document)
            inputs = replace(inputs_of(document.id), home=next_home())
            case = read_own(documents, _teller(status.write), inputs)
        except ThalwegError as error:
            status.update(label=words.REFUSED, state="error")
            st.error(for_markdown(f"{words.REFUSED}: {error}."))
            return None
        status.update(label=words.STAGE_DONE, state="complete")
    if case.placed:
        keep_own_documents(documents)
    return case


def _documents_with(document: Document) -> tuple[Document, ...]:
    """The case that the text goes into."""
    own = own_documents()
    is_beside = bool(own) and st.session_state.get(_WHERE) == words.beside(len(own))
    return with_document(own, document) if is_beside else (document,)


def _teller(write: Callable[[str], None]) -> Callable[[str, int], None]:
    return lambda name, count: write(for_markdown(words.stage(name, count)))
