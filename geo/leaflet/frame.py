"""The folium part of the map: one constant Map, the same at every rerun.

folium and branca compile what they are given as templates, so only numbers and the panel's short word pass
here; what changes travels past folium, in packets.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

import folium
from branca.element import MacroElement
from folium.template import Template

from geo.leaflet.view import checked_panel

STATIC = Path(__file__).resolve().parents[2] / "static"
SCRIPTS = (
    "data",
    "sheet",
    "base",
    "pins",
    "crowd",
    "labels",
    "pairs",
    "claims",
    "panels",
    "address",
    "draw",
    "map",
)
SERVED = "../../app/static"
"""Where the map's frame finds Streamlit's static files, under any base path."""


class _Opening(MacroElement):
    """Hands the Leaflet map to the page's script."""

    _template = Template(
        "{% macro script(this, kwargs) %}\n"
        "Thalweg.open({{ this._parent.get_name() }}, {{ this.panel|tojson }});\n"
        "{% endmacro %}"
    )

    def __init__(self, panel: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Opening"
        self.panel = panel


class _LocalMap(folium.Map):
    """A folium Map that loads Leaflet and the page's script from this server, and nothing else."""

    default_js: list[tuple[str, str]] = []  # noqa: RUF012 - folium declares it so
    default_css: list[tuple[str, str]] = []  # noqa: RUF012

    def render(self, **_: object) -> str:
        """Nothing: streamlit-folium takes script and links as they are, and our style sheet does the rest."""
        return ""


def build_map(panel: str = "main") -> folium.Map:
    """The constant map of one panel of the page; `panel` is a short word.

    The same panel gives the same script, so that Streamlit keeps the map and its view through every rerun.
    For st_folium with `render=False`: a page of its own would be blank.
    """
    checked_panel(panel)
    figure = _LocalMap(
        location=[20.0, 10.0],
        zoom_start=2,
        tiles=None,
        zoom_control=False,
        attributionControl=False,
        min_zoom=2,
        max_zoom=15,
        world_copy_jump=True,
        zoom_snap=0.25,
        zoom_delta=0.75,
        wheel_px_per_zoom_level=90,
    )
    figure._id = "thalweg"
    figure.default_js = [("leaflet", f"{SERVED}/leaflet/leaflet.js"), ("thalweg", _served("thalweg.js"))]
    figure.default_css = [
        ("leaflet", f"{SERVED}/leaflet/leaflet.css"), ("thalweg", _served("thalweg.css"))
    ]  # fmt: skip
    figure.add_child(_Opening(panel))
    return figure


@lru_cache(maxsize=1)
def page_files() -> dict[str, bytes]:
    """The map's own script and style, each joined to one file: name → content."""
    own = STATIC / "thalweg"
    scripts = [(own / f"{name}.js").read_bytes() for name in SCRIPTS]
    return {"thalweg.js": b"\n".join(scripts), "thalweg.css": (own / "map.css").read_bytes()}


@lru_cache(maxsize=4)
def _served(name: str) -> str:
    """Address of a file of ours, with its hash, so that a browser never keeps an older one."""
    return f"{SERVED}/leaflet/{name}?v={hashlib.sha256(page_files()[name]).hexdigest()[:10]}"
