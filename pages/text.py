"""The report itself, with what was read in it marked."""

import streamlit as st

from geo.links import Page
from geo.ui.add_claim import draw_selected
from geo.ui.frame import stand_in_frame
from geo.ui.map_page import draw_claim, draw_notes, open_case
from geo.ui.share import draw_share
from geo.ui.sidebar import draw_sidebar
from geo.ui.text_page import draw_layers, draw_report
from geo.ui.view import current_view, open_view, take_notes

stand_in_frame()

view = open_view(Page.TEXT)
case = open_case(view)
shown = case.kept(view.wanted)
draw_notes(take_notes())
with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
    with st.container(width="stretch"):
        layers = draw_layers(shown)
    with st.container(width="content"):
        draw_share(case)
report, card = st.columns([5, 3], gap="medium")
with report:
    on_screen = draw_report(case, view, shown, layers)
with card:
    draw_selected(case, on_screen)
    draw_claim(case, current_view(), shown)
draw_sidebar(current_view(), case)
