"""The frame around every page, also where Streamlit starts with a page instead of app.py.

Beside a folder named pages Streamlit discovers pages by itself until a script has called st.navigation. So a
fresh server's first visitor to /read would get pages/read.py alone. Such a page hands over to app.py.
"""

from __future__ import annotations

import runpy
from pathlib import Path

import streamlit as st

from geo.ui.visit import draw_visit

_FRAMED = "framed_run"
APP = Path(__file__).resolve().parents[2] / "app.py"


def open_frame() -> None:
    """To be called by app.py before it runs a page."""
    st.session_state[_FRAMED] = True
    draw_visit()


def is_embedded() -> bool:
    """Whether the address asks for no more than the map: `embed=true`, Streamlit's own key."""
    return bool(st.context.is_embedded)


def stand_in_frame() -> None:
    """To be called first by each page: without the frame, app.py is run in its place.

    The address stays what it was, since the pages' files are named as their addresses.
    """
    if not st.session_state.pop(_FRAMED, False):
        runpy.run_path(str(APP))
        st.stop()
