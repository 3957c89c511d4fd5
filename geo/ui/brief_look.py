"""How the briefing is to look: the widgets beside its picture, and the Look they give."""

from __future__ import annotations

from datetime import date

import streamlit as st

from geo.brief import FRAMES, LAYOUTS, THEMES, Look
from geo.briefing.values import MOST_MARKING
from geo.ui import words
from geo.ui.readings import Case

_LAYOUT, _THEME, _FRAME = "b_layout", "b_theme", "b_frame"
_TITLE, _SUBTITLE, _AS_OF, _MARKING, _FOR = "b_title", "b_subtitle", "b_as_of", "b_marking", "b_for"
_EARLIEST, _LATEST = date(1800, 1, 1), date(2100, 12, 31)


def draw_look(case: Case, proposed: tuple[str, str]) -> Look:
    """The choices, and what they are; `proposed` are title and subtitle where none is typed."""
    _begin(case)
    layout = st.selectbox(
        words.SHEET, LAYOUTS, key=_LAYOUT, format_func=words.SHEETS.__getitem__, persist_state="session"
    )
    theme = st.segmented_control(
        words.LOOK, THEMES, key=_THEME, format_func=words.LOOKS.__getitem__, required=True,
        persist_state="session",
    )  # fmt: skip
    frame = st.segmented_control(
        words.FRAME, FRAMES, key=_FRAME, format_func=words.FRAMES.__getitem__, required=True,
        persist_state="session",
    )  # fmt: skip
    title = _line(words.BRIEF_HEADING, _TITLE, proposed[0], most=200)
    subtitle = _line(words.SUBTITLE, _SUBTITLE, proposed[1], most=300)
    as_of = st.date_input(
        words.AS_OF, key=_AS_OF, value=None, min_value=_EARLIEST, max_value=_LATEST, format="YYYY-MM-DD",
        help=words.AS_OF_HELP, persist_state="session",
    )  # fmt: skip
    marking = _line(words.MARKING, _MARKING, words.MARKING_HINT, most=MOST_MARKING, help=words.MARKING_HELP)
    return Look(
        layout=layout or LAYOUTS[0],
        theme=theme or THEMES[0],
        frame=frame or FRAMES[0],
        title=title,
        subtitle=subtitle,
        as_of=as_of,
        marking=marking,
    )


def _begin(case: Case) -> None:
    """The first time, and with another text: nothing typed, and the day of the report."""
    if st.session_state.get(_FOR) == case.document.id:
        return
    st.session_state[_FOR] = case.document.id
    st.session_state[_TITLE] = st.session_state[_SUBTITLE] = ""
    st.session_state[_AS_OF] = case.document.published
    for key, value in ((_LAYOUT, LAYOUTS[0]), (_THEME, THEMES[0]), (_FRAME, FRAMES[0]), (_MARKING, "")):
        st.session_state.setdefault(key, value)


def _line(label: str, key: str, hint: str, *, most: int, help: str | None = None) -> str:
    typed = st.text_input(
        label, key=key, placeholder=hint, max_chars=most, help=help, persist_state="session"
    )
    return (typed or "").strip()
