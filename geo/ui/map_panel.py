"""The map on the page: sends a Scene once, then only which of its claims are visible.

Packets live in elements of the page, from which the map's frame reads them: world, region and scene change
with the case alone. A filter sends the view's packet, one bit per claim: first of all, so that the browser
paints it before it draws the rest of the page.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from weakref import WeakValueDictionary

import streamlit as st

from geo.leaflet import Spot, base_packet, region_of, scene_packet, view_packet
from geo.model import LonLat, Scene
from geo.ui import words
from geo.ui.folium_map import draw_folium_map

_SAYING = """
.thalweg-failed { margin: 0; font-family: var(--st-font); color: var(--st-text-color); }
"""
_SCRIPT = f"const WORDS = {json.dumps([words.MAP_COMING, words.MAP_GONE])};\n" + (
    Path(__file__).parent / "map_store.js"
).read_text(encoding="utf-8")
_STORE = st.components.v2.component("thalweg_map_store", js=_SCRIPT)
_SPEAKING_STORE = st.components.v2.component(
    "thalweg_map_scene", html="<p class='thalweg-failed' role='status'></p>", js=_SCRIPT, css=_SAYING
)


@dataclass(frozen=True, slots=True)
class MapEvent:
    """What was picked on the map in this run: ids of the visible claims of a pin; none for the bare map."""

    claims: tuple[str, ...]


def draw_map(
    scene: Scene,
    visible: Sequence[bool],
    *,
    selected: str | None = None,
    theme: str = "",
    tiles: str = "none",
    spot: Spot | None = None,
    draft: Sequence[LonLat] | None = None,
    key: str = "main",
    height: int = 620,
) -> MapEvent | None:
    """The map of `scene` with the claims where `visible` is true, in the order of `scene.claims`.

    `selected` is a claim's id. `theme` is "light", "dark" or empty, which follows the page; `tiles` is
    "none", "street" or "satellite". `key` is a short word of lower-case letters, one for each map of a page;
    the same key keeps the map and its view. A new `spot` is gone to and marked; a
    `draft` of a line is shown, and a click adds a point to it (`read_point`). Panning and zooming cause no
    rerun. Returns what was picked since the last run, None where nothing was.
    """
    with st.container(gap=None, key=f"{key}map"):
        _STORE(
            key=f"{key}view",
            data=view_packet(
                panel=key,
                scene_id=scene.id,
                visible=visible,
                selected=_index_of(scene, selected),
                theme=theme,
                tiles=tiles,
                spot=spot,
                draft=draft,
            ),
        )
        _STORE(key=f"{key}world", data=base_packet())
        _STORE(key=f"{key}region", data=base_packet(region_of(scene.bounds)))
        stored = _SPEAKING_STORE(key=f"{key}scene", data=_packet_of(scene, key), on_picked_change=_nothing)
        draw_folium_map(key, height=height)
    return read_pick(scene, visible, stored.get("picked"))


def read_pick(scene: Scene, visible: Sequence[bool], picked: object) -> MapEvent | None:
    """What the browser says was picked, believed only where it fits the scene."""
    if not isinstance(picked, Mapping) or picked.get("scene") != scene.id:
        return None
    pins = picked.get("pins")
    if not isinstance(pins, list):
        return None
    known = [scene.pins[n] for n in pins if isinstance(n, int) and 0 <= n < len(scene.pins)]
    claims = (scene.claims[index].claim.id for pin in known for index in pin.claims if visible[index])
    return MapEvent(tuple(claims))


def read_point(picked: object, known: int) -> LonLat | None:
    """The point that a click adds to a draft of `known` points: (lon, lat); None for any other event."""
    if not isinstance(picked, Mapping) or picked.get("n") != known:
        return None
    point = picked.get("point")
    if not isinstance(point, list) or len(point) != 2:
        return None
    if not all(isinstance(degrees, int | float) and math.isfinite(degrees) for degrees in point):
        return None
    lon, lat = float(point[0]), float(point[1])
    return (lon, lat) if abs(lon) <= 180 and abs(lat) <= 85 else None


def _nothing() -> None:
    """Streamlit offers a picked value only where something listens for it."""


class _Packet:
    """Bytes that several visits can hold, and that go when the last of these does."""

    __slots__ = ("__weakref__", "content")

    def __init__(self, content: bytes) -> None:
        self.content = content


_PACKETS: WeakValueDictionary[str, _Packet] = WeakValueDictionary()
_LASTING: list[_Packet] = []


def prepare_packets(scene: Scene) -> None:
    """What the map of a scene that everybody sees is made of, kept from now on."""
    base_packet()
    base_packet(region_of(scene.bounds))
    _LASTING.append(_shared_packet(scene))


def _packet_of(scene: Scene, key: str) -> bytes:
    """The scene's packet, made once for as long as somebody's map shows this scene."""
    slot = f"{key}packet"
    held: tuple[str, _Packet] | None = st.session_state.get(slot)
    if held is None or held[0] != scene.id:
        held = st.session_state[slot] = (scene.id, _shared_packet(scene))
    return held[1].content


def _shared_packet(scene: Scene) -> _Packet:
    packet = _PACKETS.get(scene.id)
    if packet is None:
        packet = _PACKETS[scene.id] = _Packet(scene_packet(scene))
    return packet


def _index_of(scene: Scene, claim_id: str | None) -> int:
    if claim_id is None:
        return -1
    return next((n for n, item in enumerate(scene.claims) if item.claim.id == claim_id), -1)
