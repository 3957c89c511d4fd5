"""The map page: filters, map, card, list; or the map alone, in somebody's article."""

import streamlit as st

from geo import filters
from geo.ui import words
from geo.ui.downloads import draw_downloads
from geo.ui.embed import draw_embed
from geo.ui.frame import is_embedded, stand_in_frame
from geo.ui.hint import draw_hint
from geo.ui.map_page import (
    draw_empty,
    draw_folded,
    draw_head,
    draw_list,
    draw_map_and_card,
    draw_notes,
    open_case,
)
from geo.ui.sidebar import draw_sidebar
from geo.ui.timeline import draw_timeline
from geo.ui.view import current_view, open_view, take_notes

stand_in_frame()

view = open_view()
case = open_case(view)
shown = filters.apply(view.wanted, case.placed)
if is_embedded():
    draw_embed(case, view, shown)
else:
    head, middle = st.container(), st.container()
    with middle:  # first to be drawn, so that the map answers a filter before everything else
        draw_map_and_card(case, view, shown)
    with head:
        draw_notes(take_notes())
        draw_head(case, view)
        draw_folded(case, view.wanted)
        draw_empty(case, view)
        draw_hint()
    draw_timeline(case, current_view().wanted)
    draw_sidebar(current_view(), case)
    with st.container(horizontal=True, vertical_alignment="center"):
        draw_downloads(case, current_view(), shown)
        st.page_link("pages/brief.py", label=words.TO_BRIEF)
    draw_list(case, current_view(), shown)
