"""The briefing page: what is shown, composed as a picture, with its files."""

import streamlit as st

from geo.brief import proposed_subtitle
from geo.links import Page
from geo.ui import words
from geo.ui.brief_look import draw_look
from geo.ui.brief_picture import compose, draw_files, draw_preview, draw_words
from geo.ui.brief_series import draw_series
from geo.ui.downloads import draw_downloads
from geo.ui.frame import stand_in_frame
from geo.ui.map_page import draw_notes, open_case
from geo.ui.share import draw_heading
from geo.ui.sidebar import draw_sidebar
from geo.ui.view import current_view, open_view, take_notes

stand_in_frame()

view = open_view(Page.BRIEF)
case = open_case(view)
draw_notes(take_notes())
draw_heading(case, words.BRIEF_TITLE, words.BRIEF_LEAD)
choices, result = st.columns([5, 14], gap="medium")
with choices:
    look = draw_look(case, (case.scene.title, proposed_subtitle(case.scene, view.wanted)))
with result:
    brief = compose(case, view.wanted, look)
    if brief is not None:
        draw_files(brief, draw_preview(brief))
        st.subheader(words.TABLES, anchor=False)
        draw_downloads(case, view, brief.scene.claims)
        draw_words(brief)
    draw_series(case, view.wanted, look)
draw_sidebar(current_view(), case)
