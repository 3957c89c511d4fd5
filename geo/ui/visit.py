"""The page's own script: a link's theme, the drawer's name, the steps back, an embedded page's height."""

from __future__ import annotations

from importlib.resources import files

import streamlit as st

from geo.ui import words

_draw = st.components.v2.component(
    "thalweg_visit", js=(files("geo.ui") / "visit.js").read_text(encoding="utf-8")
)


def draw_visit() -> None:
    """Once a run, on every page; it shows nothing."""
    scheme = "dark" if st.context.theme.type == "dark" else "light"
    with st.container(key="visit", gap=None):
        _draw(key="visit_script", data={"scheme": scheme, "drawer": words.DRAWER})
