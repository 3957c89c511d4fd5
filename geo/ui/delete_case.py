"""The end of a kept case, or of one of its reports: asked for twice, then gone from the store for good."""

from __future__ import annotations

import streamlit as st

from geo.cases import open_desk
from geo.errors import ThalwegError
from geo.escape import for_markdown
from geo.links import View
from geo.pipeline import report_name
from geo.ui import words
from geo.ui.inputs import forget_kept_case, is_kept, kept_case
from geo.ui.readings import forget_case
from geo.ui.telling import told
from geo.ui.view import change_view
from geo.ui.visitor import this_visitor

_BOX, _WHAT, _SURE, _REFUSED = "delete_box", "delete_what", "delete_sure", "delete_refused"
_WHOLE = ""


def draw_delete() -> None:
    """A fold for those who may change the kept case that is looked at; nothing for others."""
    kept = kept_case()
    if kept is None or not is_kept():
        return
    refused = st.session_state.pop(_REFUSED, "")
    if refused:
        st.error(for_markdown(words.sentence(refused)))
    names = {one.document.id: report_name(one.document) or words.UNTITLED for one in kept.documents}
    options = {_WHOLE: words.DELETE_WHOLE} | (names if len(names) > 1 else {})
    with st.expander(words.DELETE, key=_BOX):
        st.caption(words.DELETE_LEAD)
        st.selectbox(words.DELETE_WHAT, list(options), key=_WHAT, format_func=options.__getitem__)
        is_sure = st.checkbox(words.DELETE_SURE, key=_SURE)
        st.button(
            words.DELETE_DO, key="delete_do", disabled=not is_sure, on_click=_delete, args=(kept.head.id,)
        )


def _delete(identity: str) -> None:
    chosen = st.session_state.get(_WHAT, _WHOLE)
    if not st.session_state.pop(_SURE, False):
        return
    desk = open_desk(this_visitor())
    try:
        if chosen:
            desk.remove_document(identity, chosen)
        else:
            desk.delete_case(identity)
    except ThalwegError as error:
        st.session_state[_REFUSED] = told(error)
        return
    forget_kept_case()
    forget_case(identity)
    st.session_state.pop(_WHAT, None)
    st.toast(words.DELETED)
    if not chosen:
        change_view(View())
