"""A page with nothing but filters and the map, for tests."""

import os

import streamlit as st

from geo.model import ConflictKind
from geo.ui.map_panel import draw_map
from tests import scenes

st.set_page_config(layout="wide")


@st.cache_resource
def scene(hostile: str) -> object:
    if not hostile:
        return scenes.scene_of(
            scenes.few(), conflicts=(scenes.pair(0, 7), scenes.pair(2, 8, ConflictKind.STANCE))
        )
    actor = scenes.Actor("hostile", hostile, "armed group", (), "#d55e00")
    claims = [scenes.one(n, actor, town=hostile, said_by=hostile) for n in range(2)]
    made = scenes.scene_of(claims, title=hostile)
    return scenes.replace(made, credits=(*made.credits, hostile), notice=hostile)


shown = scene(os.environ.get("TEST_HOSTILE", ""))
side = st.radio("Side", ["all", "left", "right"])
chosen = st.selectbox("Selected", [None, *(item.claim.id for item in shown.claims)])
tiles = st.selectbox("Tiles", ["none", "street", "satellite"])
visible = [side in ("all", item.call.bank.value) for item in shown.claims]
event = draw_map(shown, visible, selected=chosen, tiles=tiles, key="main", height=480)
st.session_state["runs"] = st.session_state.get("runs", 0) + 1
st.session_state.setdefault("events", [])
if event:
    st.session_state["events"].append(list(event.claims))
st.text(f"runs {st.session_state['runs']}")
st.text(f"events {st.session_state['events']}")
