"""The frame around every page, also where Streamlit starts with a page instead of app.py.

Beside a folder named pages Streamlit discovers pages by itself until a script has called st.navigation. So a
fresh server's first visitor to /read would get pages/read.py alone. Such a page hands over to app.py.
"""

from __future__ import annotations

import runpy
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from geo.ui import words
from geo.ui.assets import install_leaflet
from geo.ui.inputs import forget_kept_case
from geo.ui.visit import draw_visit

_FRAMED, _DRAWN = "framed_run", "frame_drawn"
LOOKS = Path(__file__).parent
APP = LOOKS.parents[1] / "app.py"


def run_framed(run_page: Callable[[], None]) -> None:
    """To be called by app.py: the page, and what stands around every page.

    A visitor's first run draws the frame before the page, so that the page appears in its style. Every later
    run draws it after: the first thing that a filter sends shall be what the map shows.
    """
    st.session_state[_FRAMED] = True
    forget_kept_case()
    frame = st.container(key="frame", gap=None)
    if is_first_run():
        _draw_frame(frame)
        run_page()
        st.session_state[_DRAWN] = True
        return
    try:
        run_page()
    finally:
        _draw_frame(frame)


def is_first_run() -> bool:
    """Whether this visitor has not seen a page yet."""
    return not st.session_state.get(_DRAWN, False)


def _draw_frame(frame: DeltaGenerator) -> None:
    """The look of every page, and its own script."""
    _install()
    with frame:
        if not is_embedded():
            theme = "dark" if st.context.theme.type == "dark" else "light"
            st.logo(str(LOOKS / f"logo-{theme}.png"), size="large", icon_image=str(LOOKS / "icon.png"))
        st.html(_look())
        draw_visit()


@lru_cache(maxsize=1)
def _look() -> str:
    """The style of every page, with the word on the folded drawer, for which Streamlit has none."""
    drawer = f'[data-testid="stExpandSidebarButton"]::after {{ content: "{words.DRAWER}"; }}'
    return f"<style>{(LOOKS / 'page.css').read_text(encoding='utf-8')}{drawer}</style>"


@lru_cache(maxsize=1)
def _install() -> None:
    """Once, where set-up has not done it: what the map's frame loads."""
    install_leaflet()


def is_embedded() -> bool:
    """Whether the address asks for no more than the map: `embed=true`, Streamlit's own key."""
    return bool(st.context.is_embedded)


def stand_in_frame() -> None:
    """To be called first by each page: without the frame, app.py is run in its place.

    The address stays what it was, since the pages' files are named as their addresses.
    """
    if not st.session_state.pop(_FRAMED, False):
        runpy.run_path(str(APP), run_name="__main__")
        st.stop()
