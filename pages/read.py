"""The page where a visitor's own text is read."""

import streamlit as st

from geo.links import Page
from geo.ui import words
from geo.ui.frame import stand_in_frame
from geo.ui.own_places import draw_own_places
from geo.ui.text_form import answer, draw_form
from geo.ui.view import leave_view

stand_in_frame()

leave_view(Page.READ)
_, middle, _ = st.columns([1, 4, 1])
with middle:
    st.title(words.READ_TITLE, anchor=False)
    st.caption(words.READ_LEAD)
    handed_in = draw_form()
    draw_own_places()
    case = answer(handed_in)
    if case is not None and not case.placed:
        st.info(words.NO_CLAIMS)
if case is not None and case.placed:
    st.switch_page("pages/claims_map.py")
