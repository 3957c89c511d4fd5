"""The folium part of the map: one constant Map, the same at every rerun.

folium and branca compile what they are given as templates, so only numbers and the panel's short word pass
here; what changes travels past folium, in packets.
"""

from __future__ import annotations

import folium
from branca.element import MacroElement
from folium.template import Template

from geo.leaflet.files import SERVED, served
from geo.leaflet.view import checked_panel


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
    figure.default_js = [("leaflet", f"{SERVED}/leaflet/leaflet.js"), ("thalweg", served("thalweg.js"))]
    figure.default_css = [
        ("leaflet", f"{SERVED}/leaflet/leaflet.css"), ("thalweg", served("thalweg.css"))
    ]  # fmt: skip
    figure.add_child(_Opening(panel))
    return figure
