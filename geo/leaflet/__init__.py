"""A Scene as an interactive web map: a constant folium Map, and packets of data that its script draws.

No text of a document, a file, a URL or a user goes through folium, which executes what it is given.
Text and numbers travel in packets; the page's script writes the text as text and nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.leaflet.files import page_files
from geo.leaflet.packet import base_packet, region_of, scene_packet
from geo.leaflet.view import Spot, view_packet

if TYPE_CHECKING:
    import folium

__all__ = [
    "Spot",
    "base_packet",
    "build_map",
    "page_files",
    "region_of",
    "scene_packet",
    "view_packet",
]


def build_map(panel: str = "main") -> folium.Map:
    """The constant map of one panel of the page; loads folium, and with it pandas."""
    from geo.leaflet.figure import build_map

    return build_map(panel)
