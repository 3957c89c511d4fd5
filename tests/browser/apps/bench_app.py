"""A page to measure: a filter, and the map of TEST_CLAIMS made-up claims; with none, no map at all."""

import gc
import os

import numpy as np
import streamlit as st

from geo.ui.map_panel import draw_map
from tests import scenes

st.set_page_config(layout="wide")
COUNT = int(os.environ.get("TEST_CLAIMS", "0"))


@st.cache_resource
def prepared() -> object:
    return scenes.scene_of(scenes.many(COUNT))


@st.cache_resource
def settle() -> None:
    gc.collect()
    gc.freeze()


chosen = st.radio("Show", ["all", "quarter"])
turn = st.session_state["turn"] = st.session_state.get("turn", 0) + 1
if COUNT:
    # another quarter each time: what the browser has seen before is not sent again
    some = np.arange(COUNT) % 4 == turn // 2 % 4
    draw_map(prepared(), some | (chosen == "all"), key="main", height=560)
st.text(f"showing {chosen}")
settle()
