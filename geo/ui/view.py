"""What this visitor is looking at, kept in step with the address of the page.

The address is read when it is not what was last written: at the first run and after Back or Forward.
Widgets are filled from the view before each run draws them, so the view is the only truth.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import streamlit as st

from geo import filters
from geo.cases import load_samples
from geo.model import Document, Filter
from geo.ui import words

OWN = "own"
NO_RIVER = "none"
_VIEW, _LINK, _NOTES, _DOCUMENT, _ELSEWHERE = "view", "view_link", "view_notes", "own_document", "elsewhere"
_PLAIN_KEYS = ("case", "river", "claim")


@dataclass(frozen=True, slots=True)
class View:
    """`case` is a sample's name or OWN; `river` is empty for the text's own, NO_RIVER for none."""

    case: str = ""
    river: str = ""
    claim: str = ""
    wanted: Filter = field(default_factory=Filter)


def open_view() -> View:
    """The view of this run. Call once, before any widget of the page."""
    shown = st.query_params.to_dict()
    back_from_elsewhere = st.session_state.pop(_ELSEWHERE, False) and not shown
    if _VIEW not in st.session_state or (shown != st.session_state.get(_LINK) and not back_from_elsewhere):
        view, notes = view_from_query(shown, has_own=own_document() is not None)
        st.session_state[_VIEW], st.session_state[_LINK] = view, shown
        st.session_state[_NOTES] = notes
    elif back_from_elsewhere:
        _write_link(current_view())
    return current_view()


def leave_map() -> None:
    """To be called by the other pages: their address says nothing of the view."""
    st.session_state[_ELSEWHERE] = True


def current_view() -> View:
    view: View = st.session_state.get(_VIEW) or View()
    return view


def change_view(view: View) -> View:
    """Another view, and its address as a step that Back undoes."""
    if view != st.session_state.get(_VIEW):
        st.session_state[_VIEW] = view
        st.session_state[_NOTES] = ()
        _write_link(view)
    return view


def take_notes() -> tuple[str, ...]:
    """What the address asked for and could not be had."""
    notes: tuple[str, ...] = st.session_state.get(_NOTES, ())
    return notes


def own_document() -> Document | None:
    """The text this visitor pasted; nobody else's session has it."""
    document: Document | None = st.session_state.get(_DOCUMENT)
    return document


def keep_own_document(document: Document) -> None:
    """Show this visitor's text, with nothing filtered."""
    st.session_state[_DOCUMENT] = document
    st.session_state[_VIEW] = View(case=OWN)
    st.session_state[_NOTES] = ()


def view_to_query(view: View) -> dict[str, str]:
    """The view as an address; what is as at the start is absent."""
    plain = {"case": view.case, "river": view.river, "claim": view.claim}
    return {key: value for key, value in plain.items() if value} | filters.to_query(view.wanted)


def view_from_query(query: Mapping[str, str], *, has_own: bool) -> tuple[View, tuple[str, ...]]:
    """The view an address asks for, with a sentence for each part that can't be had."""
    wanted, notes = filters.from_query({key: query[key] for key in query if key in filters.KEYS})
    view = View(query.get("case", ""), query.get("river", ""), query.get("claim", ""), wanted)
    names = [sample.name for sample in load_samples()]
    if view.case == OWN and not has_own:
        return View(), (words.OWN_GONE,)
    if view.case not in ("", OWN, *names):
        note = f"There is no case of that name; there are: {', '.join(names)}."
        return replace(view, case=""), (*notes, note)
    return view, notes


def _write_link(view: View) -> None:
    query = view_to_query(view)
    st.query_params.from_dict(query)
    st.session_state[_LINK] = query
