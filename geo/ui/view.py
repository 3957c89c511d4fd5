"""What this visitor is looking at, kept in step with the address of the page.

The address is read when it is not what was last written: at the first run and after Back or Forward. What
the browser writes by itself, the map's centre, is taken over without counting as a step.
Widgets are filled from the view before each run draws them, so the view is the only truth.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from geo import links
from geo.cases import is_kept_id, load_kept_case, load_samples
from geo.cases.belongings import boundary_in, home_in
from geo.errors import ThalwegError
from geo.gazetteer import area_name
from geo.links import NO_RIVER as NO_RIVER
from geo.links import Page
from geo.links import View as View
from geo.model import Document
from geo.ui import words
from geo.ui.telling import told
from geo.ui.visitor import this_visitor

OWN = "own"
_VIEW, _LINK, _NOTES, _DOCUMENTS = "view", "view_link", "view_notes", "own_documents"
_PAGE, _HOME = "view_page", "next_home"


def open_view(page: Page = Page.MAP) -> View:
    """The view of this run. Call once, before any widget of the page."""
    shown = {key: st.query_params.get_all(key) for key in st.query_params}
    walked = _walked_to(page, shown)
    if _VIEW not in st.session_state or (_is_new(shown) and not walked):
        _read_link(shown, page)
    st.session_state[_VIEW] = view = _with_centre(replace(current_view(), page=page), shown)
    st.session_state[_PAGE] = page
    if walked:
        _write_link(view)
    return view


def _is_new(shown: Mapping[str, Sequence[str]]) -> bool:
    return links.quiet_free(shown) != links.quiet_free(st.session_state.get(_LINK, {}))


def _walked_to(page: Page, shown: Mapping[str, Sequence[str]]) -> bool:
    """Whether the reader came from another page by its tab, which empties the address, not by Back."""
    context = get_script_run_ctx()
    went_back = context is not None and context.is_history_navigation
    came_from = st.session_state.get(_PAGE, page)
    return bool(came_from != page and not went_back and not links.quiet_free(shown))


def _with_centre(view: View, shown: Mapping[str, Sequence[str]]) -> View:
    """The view with the centre that the map wrote into the address."""
    if "at" not in shown:
        return view
    return replace(view, at=links.from_query({"at": shown["at"]})[0].at or view.at)


def _read_link(shown: Mapping[str, Sequence[str]], page: Page) -> None:
    view, notes = view_from_query(shown, has_own=bool(own_documents()), page=page)
    st.session_state[_VIEW], st.session_state[_LINK] = _as_kept(view), shown
    st.session_state[_NOTES] = notes


def _as_kept(view: View) -> View:
    """The boundary and the home area that a kept case was last seen with, where its link names none."""
    if (view.river and view.home) or not is_kept_id(view.case):
        return view
    inputs = load_kept_case(view.case, this_visitor()).inputs
    return replace(view, river=view.river or boundary_in(inputs), home=view.home or home_in(inputs))


def leave_view(page: Page) -> None:
    """To be called by pages that show no view: their address says nothing of it."""
    st.session_state[_PAGE] = page


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


def own_documents() -> tuple[Document, ...]:
    """The texts this visitor brought, in their order; nobody else's session has them."""
    documents: tuple[Document, ...] = st.session_state.get(_DOCUMENTS, ())
    return documents


def keep_own_documents(documents: Sequence[Document]) -> None:
    """Show these texts of the visitor's as one case, with nothing filtered."""
    st.session_state[_DOCUMENTS] = tuple(documents)
    st.session_state[_VIEW] = View(case=OWN, home=next_home())
    st.session_state[_NOTES] = ()


def next_home() -> str:
    """The home area with which the next text is read: the one just chosen, else the last case's."""
    home: str = st.session_state.get(_HOME, "")
    return home


def keep_next_home(home: str) -> None:
    """Read the next text with this home area; empty for none."""
    st.session_state[_HOME] = home


def with_document(documents: Sequence[Document], document: Document) -> tuple[Document, ...]:
    """The texts with another one behind them; the same text again takes the place of its older self."""
    return (*(one for one in documents if one.id != document.id), document)


def view_from_query(
    query: Mapping[str, str | Sequence[str]], *, has_own: bool, page: Page = Page.MAP
) -> tuple[View, tuple[str, ...]]:
    """The view an address asks for, with a sentence for each part that can't be had."""
    view, notes = links.from_query(query, page)
    if view.case == OWN and not has_own:
        return View(page=page), (words.OWN_GONE,)
    if view.home and not area_name(view.home):
        notes = (*notes, words.no_area(view.home))
        view = replace(view, home="")
    missing = _missing_case(view.case)
    return (View(page=page), (*notes, missing)) if missing else (view, notes)


def _missing_case(name: str) -> str:
    """Why a case can't be had; empty where it can."""
    names = [sample.name for sample in load_samples()]
    if name in ("", OWN, *names):
        return ""
    if not is_kept_id(name):
        return words.no_case(names)
    try:
        load_kept_case(name, this_visitor())
    except ThalwegError as error:
        return words.sentence(told(error))
    return ""


def _write_link(view: View) -> None:
    query = links.to_query(view)
    st.query_params.from_dict(query)
    st.session_state[_LINK] = {key: [value] for key, value in query.items()}
