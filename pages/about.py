"""What this is, how it works, and what it does not know."""

import streamlit as st

from geo.links import Page
from geo.ui import words
from geo.ui.frame import stand_in_frame
from geo.ui.leaf import draw_leaf
from geo.ui.measured import figure_nodes, read_figures
from geo.ui.view import leave_view
from geo.ui.visitor import draw_login

stand_in_frame()

leave_view(Page.ABOUT)
_, middle, _ = st.columns([1, 4, 1])
with middle:
    st.title(words.ABOUT_TITLE, anchor=False)
    st.markdown(words.ABOUT_LEAD)
    for heading, text in words.ABOUT:
        st.subheader(heading, anchor=False)
        st.markdown(text)
    st.subheader(words.FIGURES_TITLE, anchor=False)
    st.markdown(words.FIGURES_LEAD)
    draw_leaf(figure_nodes(*read_figures()), key="figures")
    draw_login()
