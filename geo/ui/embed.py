"""The map in somebody's article: map first, caption, credits and the way to the full view, and no more than
the link asks for. The frame's height comes from the link, so that the page fits without a script around it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from importlib.resources import files
from urllib.parse import urlencode

import streamlit as st

from geo import links
from geo.links import Part, View
from geo.model import PlacedClaim
from geo.ui import words
from geo.ui.case_head import short_head_nodes
from geo.ui.leaf import draw_leaf
from geo.ui.map_page import draw_claim, draw_empty, draw_list, draw_notes, draw_picked_map
from geo.ui.readings import Case
from geo.ui.sidebar import draw_filters
from geo.ui.timeline import draw_timeline
from geo.ui.view import OWN, current_view, take_notes

_AROUND_PX = 165
"""Head and foot of the page, which the map leaves free where it stands alone."""
_LEAST_MAP_PX = 240
_WITH_OTHERS = 0.6
_FOLDER = files("geo.ui")
_PAGE_LOOK = (_FOLDER / "embed_page.css").read_text(encoding="utf-8")
_draw_foot = st.components.v2.component(
    "thalweg_embed_foot",
    html='<p class="foot"><span></span> <a target="_blank" rel="noopener"></a></p>',
    css=(_FOLDER / "embed.css").read_text(encoding="utf-8"),
    js=(_FOLDER / "embed.js").read_text(encoding="utf-8"),
)


def draw_embed(case: Case, view: View, shown: Sequence[PlacedClaim]) -> None:
    """The whole page of an embedded map."""
    tall = map_height(view)  # whatever part of a window the full view's map would take
    st.html(f"<style>{_PAGE_LOOK}[data-testid=stMain] .st-key-mainmap iframe {{ height: {tall}px; }}</style>")
    head, middle = st.container(), st.container()
    with middle:
        draw_picked_map(case, view, shown, height=tall)
    view = current_view()
    with head:
        draw_notes(take_notes())
        draw_leaf(short_head_nodes(case, view.wanted), key="head")
        draw_empty(case, view)
        if Part.FILTERS in view.show:
            with st.popover(words.FILTERS, key="embed_filters"):
                draw_filters(view, case)
    if view.claim:
        draw_claim(case, view, shown, correctable=False)
    if Part.TIMELINE in view.show:
        draw_timeline(case, view.wanted)
    if Part.LIST in view.show:
        draw_list(case, view, shown)
    _draw_foot(key="embed_foot", data=_foot(view))


def map_height(view: View) -> int:
    """Pixels of the map: what the frame leaves, or the larger part of it where others stand below."""
    free = view.height * _WITH_OTHERS if view.show else view.height - _AROUND_PX
    return max(_LEAST_MAP_PX, int(free))


def _foot(view: View) -> dict[str, str]:
    """What always stands below, beside the map's credits: nothing is verified; the way to the full view."""
    full = replace(view, show=frozenset(), height=View().height, at=None)
    if full.case == OWN:
        full = View()
    return {
        "notice": words.NOTICE,
        "words": words.OPEN_FULL,
        "query": urlencode(links.to_query(full, explicit=True), safe=","),
    }
