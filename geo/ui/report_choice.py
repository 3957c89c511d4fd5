"""Which report of a kept case is shown, where the case holds more than one: one at a time, none hidden."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from geo.cases.values import StoredDocument
from geo.model import Document
from geo.ui import words
from geo.ui.frame import is_embedded


def choose_report(identity: str, documents: Sequence[StoredDocument]) -> Document:
    """The report that the visitor chose, at first the first. Nothing is drawn for a case of one report."""
    by_id = {one.document.id: one.document for one in documents}
    if len(by_id) < 2 or is_embedded():
        return documents[0].document
    titles = {
        key: words.report_of_case(number, len(by_id), one.title)
        for number, (key, one) in enumerate(by_id.items(), 1)
    }
    chosen = st.selectbox(
        words.REPORT_OF_CASE,
        list(by_id),
        key=f"report_of_{identity}",
        format_func=lambda key: titles.get(key, ""),
        help=words.REPORT_OF_CASE_HELP,
        persist_state="session",
    )
    return by_id.get(chosen, documents[0].document)
