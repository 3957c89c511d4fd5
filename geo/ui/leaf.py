"""A piece of the page drawn from plain values: a tree of elements whose texts are only ever text.

In: nodes made by `node`. Out: the name and value that a click sent, if there was one. Texts from a
document travel as data and are set with textContent by leaf.js; tags come from a closed list there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.resources import files

import streamlit as st

Node = list[object]
Child = Node | str

_FOLDER = files("geo.ui")
_draw = st.components.v2.component(
    "thalweg_leaf",
    html='<div class="leaf">\n</div>',
    css=(_FOLDER / "leaf.css").read_text(encoding="utf-8"),
    js=(_FOLDER / "leaf.js").read_text(encoding="utf-8"),
)


def node(tag: str, css: str = "", *children: Child | None, **options: object) -> Node:
    """An element. Options: send=(name, value) on click, href, colour="#rrggbb", label, current, dir, at.

    A number is a claim's in the scene: what carries it and its pin on the map light up together.
    An img has picture="data:image/png;base64,…" and alt.
    """
    given = {
        name: value
        for name, value in options.items()
        if value or name == "at" or (name == "number" and value is not None)
    }
    return [tag, {"class": css, **given}, *(child for child in children if child)]


def data_text(tag: str, css: str, text: str, **options: object) -> Node:
    """Text from a document or a visitor: shown in its own direction."""
    return node(tag, css, text, dir="auto", **options)


def draw_leaf(
    nodes: Sequence[Node],
    *,
    key: str,
    reveal: str = "",
    on_claim: Callable[[], None] | None = None,
    on_page: Callable[[], None] | None = None,
    on_cell: Callable[[], None] | None = None,
    on_place: Callable[[], None] | None = None,
    on_selection: Callable[[], None] | None = None,
) -> None:
    """Draw nodes. A click on send=("claim", id) runs `on_claim`; `sent` reads what it sent.

    Words selected between nodes with at=OFFSET are sent as "selection", "start-end".
    A new `reveal` scrolls the piece into view.
    """
    _draw(
        key=key,
        data={"nodes": list(nodes), "reveal": reveal, "selects": on_selection is not None},
        on_claim_change=on_claim or _nothing,
        on_page_change=on_page or _nothing,
        on_cell_change=on_cell or _nothing,
        on_place_change=on_place or _nothing,
        on_selection_change=on_selection or _nothing,
    )


def sent(key: str, name: str) -> str:
    """What a click in the piece of that key just sent under that name; empty where nothing was."""
    state = st.session_state.get(key)
    value = getattr(state, name, None) if state is not None else None
    return value if isinstance(value, str) else ""


def _nothing() -> None:
    """A trigger without a listener is dropped by Streamlit; this one listens."""
