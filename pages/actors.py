"""Who is claimed to have done what, where, on which side; who speaks for whom."""

import streamlit as st

from geo import filters
from geo.escape import for_markdown
from geo.links import Page
from geo.ui import words
from geo.ui.actors_page import draw_matrix, draw_speakers
from geo.ui.frame import stand_in_frame
from geo.ui.map_page import draw_claim, draw_list, draw_notes, open_case
from geo.ui.share import draw_heading
from geo.ui.sidebar import draw_sidebar
from geo.ui.view import current_view, open_view, take_notes

stand_in_frame()

view = open_view(Page.ACTORS)
case = open_case(view)
shown = case.kept(view.wanted)
draw_notes(take_notes())
draw_heading(case, words.ACTORS_TITLE, words.ACTORS_LEAD)
tables, card = st.columns([5, 3], gap="medium")
with tables:
    draw_matrix(case, view.wanted)
    st.subheader(words.SPEAKERS_TITLE, anchor=False)
    draw_speakers(case, view.wanted)
    st.subheader(
        for_markdown(filters.describe(view.wanted, case.placed, sides=case.sides, columns=case.columns)),
        anchor=False,
    )
    draw_list(case, current_view(), shown)
with card:
    draw_claim(case, current_view(), shown)
draw_sidebar(current_view(), case)
