"""OpenStreetMap's line of the river that is the boundary: on request, for the view, in this visit only.

Nothing of this is seen where the host has set no Overpass address. A line that does not fit the catalogue's
is refused with a sentence, and the boundary stays.
"""

from __future__ import annotations

import streamlit as st

from geo.errors import InputError
from geo.escape import for_markdown
from geo.model import River
from geo.online import Desk, Ticket, open_desk
from geo.overpass import ask_line, find_course, look_line, read_ways, refined_river, view_box
from geo.river import load_rivers
from geo.scene import widened
from geo.settings import Settings
from geo.ui import words
from geo.ui.inputs import drop_line, keep_line, river_lines
from geo.ui.online import LOOK_S, settings_or_warning
from geo.ui.own_lines import is_whole
from geo.ui.readings import Case

_ASKED = "refine_asked"
_VIEW_REACH = 1.2
"""How much wider than the claims' view the line is asked for."""
Box = tuple[float, float, float, float]


def draw_refine(case: Case) -> None:
    """The button beside the boundary, and what came of it. Nothing where the host has not switched it on."""
    settings = settings_or_warning()
    river = case.river
    if settings is None or not settings.overpass_url or river is None or not is_whole(river):
        return
    if river_lines().get(river.water) == river:
        _draw_in_use(river)
    elif river.id in load_rivers():
        _draw_offer(settings, river, case)


def _draw_in_use(river: River) -> None:
    st.caption(for_markdown(f"{words.OSM_LINE_IN_USE} {river.source} ({river.licence})."))
    st.button(words.CATALOGUE_LINE, key="refine_back", on_click=_go_back, args=(river.base,), width="stretch")


def _go_back(river_id: str) -> None:
    drop_line(river_id)
    st.session_state.pop(_ASKED, None)


def _draw_offer(settings: Settings, river: River, case: Case) -> None:
    try:
        box = view_box(widened(case.scene.bounds, _VIEW_REACH))
    except InputError as error:
        st.caption(for_markdown(words.sentence(str(error))))
        return
    desk = open_desk(settings.online_folder, settings.online_keep_days)
    key = (river.id, *box)
    has_asked = st.session_state.get(_ASKED) == key
    ticket = look_line(desk, settings, river, box) if has_asked else None
    if ticket is not None and ticket.is_waiting:
        _draw_waiting(desk, settings, river, box)
        return
    refusal = _take(river, box, ticket) if ticket is not None else ""
    if ticket is not None and not refusal:
        st.rerun()
    st.button(
        words.ASK_OSM_LINE,
        key="refine_ask",
        on_click=_ask,
        args=(desk, settings, river, box),
        help=words.ASK_OSM_LINE_HELP,
        width="stretch",
    )
    if refusal:
        st.caption(for_markdown(refusal))


def _ask(desk: Desk, settings: Settings, river: River, box: Box) -> None:
    st.session_state[_ASKED] = (river.id, *box)
    ask_line(desk, settings, river, box)


def _draw_waiting(desk: Desk, settings: Settings, river: River, box: Box) -> None:
    @st.fragment(run_every=LOOK_S)
    def look() -> None:
        st.caption(for_markdown(words.asking_line(river.name)))
        ticket = look_line(desk, settings, river, box)
        if ticket is None or not ticket.is_waiting:
            st.rerun(scope="app")

    look()


def _take(river: River, box: Box, ticket: Ticket) -> str:
    """The line becomes the boundary of this visit; or the sentence that refuses it."""
    if ticket.answer is None:
        return ticket.sentence
    try:
        course = find_course(read_ways(ticket.answer.content))
        line = refined_river(river, course, box=box, asked=ticket.answer.asked)
    except InputError as error:
        return words.sentence(f"{error}; {words.CATALOGUE_STAYS}")
    keep_line(line)
    return ""
