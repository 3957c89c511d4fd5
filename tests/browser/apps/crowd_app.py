"""A page with the map of a crowd of claims, for tests."""

import streamlit as st

from geo.scene import compose_scene
from geo.ui.map_panel import draw_map
from tests.crowds import RIVER, crowded

st.set_page_config(layout="wide")


@st.cache_resource
def scene() -> object:
    return compose_scene(crowded(90), title="Crowd", river=RIVER)


shown = scene()
draw_map(shown, [True] * len(shown.claims), key="main", height=620)
