"""What the sources disagree on, place by place."""

import streamlit as st

from geo.links import Page
from geo.ui import words
from geo.ui.disputes import dispute_nodes, disputes_of
from geo.ui.frame import stand_in_frame
from geo.ui.leaf import draw_leaf
from geo.ui.map_page import draw_claim, draw_notes, open_case, take_claim
from geo.ui.share import draw_heading
from geo.ui.sidebar import draw_sidebar
from geo.ui.view import current_view, open_view, take_notes

stand_in_frame()

view = open_view(Page.DISPUTES)
case = open_case(view)
shown = case.kept(view.wanted)
draw_notes(take_notes())
draw_heading(case, words.DISPUTES_TITLE, words.DISPUTES_LEAD)
pairs, card = st.columns([5, 3], gap="medium")
with pairs:
    draw_leaf(
        dispute_nodes(disputes_of(case, shown), view.claim), key="disputes", on_claim=take_claim("disputes")
    )
with card:
    draw_claim(case, current_view(), shown)
    if current_view().claim:
        st.page_link("pages/claims_map.py", label=words.SHOW_ON_MAP)
draw_sidebar(current_view(), case)
