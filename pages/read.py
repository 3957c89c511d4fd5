"""The page where a visitor's own text is read, and files are brought in."""

import streamlit as st

from geo.links import Page
from geo.ui import words
from geo.ui.bring_in import draw_bring_in
from geo.ui.frame import stand_in_frame
from geo.ui.home_area import draw_home_area
from geo.ui.own_places import draw_own_places
from geo.ui.text_form import answer, draw_form, read_shown
from geo.ui.view import leave_view

stand_in_frame()

leave_view(Page.READ)
_, middle, _ = st.columns([1, 4, 1])
with middle:
    st.title(words.READ_TITLE, anchor=False)
    way = st.segmented_control(
        words.READ_WAY,
        list(words.READ_WAYS),
        key="r_way",
        default="paste",
        format_func=words.READ_WAYS.__getitem__,
        required=True,
        label_visibility="collapsed",
    )
    st.caption(words.FILES_LEAD if way == "files" else words.READ_LEAD)
    if way == "files":
        document = draw_bring_in()
        draw_own_places()
        draw_home_area()
        case = read_shown(document) if document else None
    else:
        handed_in = draw_form()
        draw_own_places()
        draw_home_area()
        case = answer(handed_in)
    if case is not None and not case.placed:
        st.info(words.NO_CLAIMS)
if case is not None and case.placed:
    st.switch_page("pages/claims_map.py")
