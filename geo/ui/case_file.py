"""A kept case as one file: out of the store, and into it again."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from geo.cases import is_kept_id, load_kept_case, open_desk
from geo.cases.archive import read_archive, write_archive
from geo.errors import ThalwegError
from geo.escape import for_filename, for_markdown
from geo.ui import words
from geo.ui.inputs import is_kept, kept_case
from geo.ui.telling import told
from geo.ui.visitor import this_visitor

_FILE, _REFUSED = "case_file", "case_file_refused"
_LARGEST_MB = 20


def draw_save() -> None:
    """The button that writes the kept case that is looked at, for those who may change it."""
    kept = kept_case()
    if kept is None or not is_kept():
        return
    st.download_button(
        words.SAVE_CASE,
        data=lambda: _archive(kept.head.id),
        file_name=f"{for_filename(kept.head.title, 'case')}.zip",
        mime="application/zip",
        key="case_save",
        on_click="ignore",
        help=words.SAVE_CASE_HELP,
    )


def _archive(identity: str) -> bytes:
    """The case as it is when the button is pressed, which may be after others changed it."""
    assert is_kept_id(identity)
    return write_archive([load_kept_case(identity, this_visitor())], datetime.now(UTC))


def draw_load(said: str) -> None:
    """The way back; what was loaded is told under the key `said` as (case, reports, there already)."""
    if not this_visitor().may_change:
        return
    with st.expander(words.LOAD_CASE, key="case_load_box"):
        st.file_uploader(words.LOAD_FILE, key=_FILE, type=["zip"], max_upload_size=_LARGEST_MB)
        given = st.session_state.get(_FILE)
        st.button(words.LOAD_DO, key="case_load", disabled=given is None, on_click=_load, args=(said,))
        refused = st.session_state.pop(_REFUSED, "")
        if refused:
            st.error(for_markdown(words.sentence(f"{words.NOT_LOADED}: {refused}")))


def _load(said: str) -> None:
    given = st.session_state.get(_FILE)
    if given is None:
        return
    try:
        cases = read_archive(given.getvalue())
        ids = open_desk(this_visitor()).put_copies(cases)
    except ThalwegError as error:
        st.session_state[_REFUSED] = told(error)
        return
    if not ids:
        st.session_state[_REFUSED] = words.NO_CASE_IN_FILE
        return
    st.session_state[said] = (ids[0], sum(len(case.documents) for case in cases), 0)
