"""The folium map in its frame. It never changes, so what folium makes of it is kept beside Leaflet's files.

folium brings pandas with it: most of a second that no start has to spend.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import streamlit.components.v1 as components

from geo.errors import DataError
from geo.leaflet import build_map, page_files
from geo.leaflet.files import STATIC
from geo.leaflet.view import checked_panel

_FIGURE = Path(__file__).resolve().parents[1] / "leaflet" / "figure.py"
_KEPT = STATIC / "leaflet"
_PER_CALL = ("key", "height", "on_change")


def draw_folium_map(panel: str, *, height: int) -> None:
    """The constant map of a panel in streamlit-folium's own frame. It answers nothing to Streamlit."""
    _frame()(**prepared_map(panel), height=height, key=f"{panel}folium")


@lru_cache(maxsize=4)
def prepared_map(panel: str, folder: Path = _KEPT) -> dict[str, Any]:
    """What streamlit-folium sends for a panel's map: kept in `folder`, made where that is missing or old."""
    kept, mark = folder / f"map-{checked_panel(panel)}.json", _mark()
    with suppress(OSError, ValueError):
        held = json.loads(kept.read_text(encoding="utf-8"))
        if isinstance(held, dict) and held.get("mark") == mark:
            return dict(held["sent"])
    sent = make_map(panel)
    with suppress(OSError):  # a folder that can't be written costs the next start that second
        kept.write_text(json.dumps({"mark": mark, "sent": sent}), encoding="utf-8")
    return sent


def make_map(panel: str) -> dict[str, Any]:
    """What streamlit-folium makes of the panel's map, by its own code, without key and height."""
    import streamlit_folium

    sent: dict[str, Any] = {}
    usual = streamlit_folium._component_func
    streamlit_folium._component_func = lambda **given: sent.update(given)
    try:
        figure = build_map(panel)
        streamlit_folium.st_folium(figure, key=panel, width=None, returned_objects=[], render=False)
    finally:
        streamlit_folium._component_func = usual
    return {name: value for name, value in sent.items() if name not in _PER_CALL}


def _mark() -> str:
    """Changes with everything that the map is made of."""
    made_of = (
        version("folium").encode(),
        version("branca").encode(),
        version("streamlit-folium").encode(),
        _FIGURE.read_bytes(),
        *page_files().values(),
    )
    return hashlib.sha256(b"\0".join(made_of)).hexdigest()


@lru_cache(maxsize=1)
def _frame() -> Callable[..., object]:
    """streamlit-folium's frame, found without importing the package."""
    spec = find_spec("streamlit_folium")
    if spec is None or spec.origin is None:
        raise DataError("streamlit-folium is not installed; run: pip install -r requirements.txt")
    build = Path(spec.origin).parent / "frontend" / "build"
    return components.declare_component("st_folium", path=str(build))
