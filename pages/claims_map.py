"""The map page: filters, map, card, list; or the map alone, in somebody's article."""

import streamlit as st

from geo.ui import words
from geo.ui.downloads import draw_downloads
from geo.ui.embed import draw_embed
from geo.ui.frame import is_embedded, is_first_run, stand_in_frame
from geo.ui.map_page import (
    draw_list,
    draw_map_and_card,
    draw_top,
    open_case,
)
from geo.ui.sidebar import draw_sidebar
from geo.ui.timeline import draw_timeline
from geo.ui.view import current_view, open_view

stand_in_frame()

view = open_view()
case = open_case(view)
shown = case.kept(view.wanted)
if is_embedded():
    draw_embed(case, view, shown)
else:
    head, middle = st.container(), st.container()
    if is_first_run():  # nothing may push the map down once it stands
        draw_top(head, case, view)
    with middle:  # else first to be drawn, so that the map answers a filter before everything else
        draw_map_and_card(case, view, shown)
    if not is_first_run():
        draw_top(head, case, view)
    draw_timeline(case, current_view().wanted)
    draw_sidebar(current_view(), case)
    with st.container(horizontal=True, vertical_alignment="center"):
        draw_downloads(case, current_view(), shown)
        st.page_link("pages/brief.py", label=words.TO_BRIEF)
    draw_list(case, current_view(), shown)
