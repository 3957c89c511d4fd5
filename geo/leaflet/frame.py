"""The folium part of the map: one constant Map and a group that carries what is visible, as digits.

folium and branca compile what they are given as templates, so only numbers, hexadecimal ids and words from
closed lists pass here; anything else is refused.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import folium
from branca.element import MacroElement
from folium.template import Template

from geo.errors import InputError
from geo.model import LonLat

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
THEMES = ("", "light", "dark")
TILES = ("none", "street", "satellite")
SERVED = "../../app/static"
"""Where the map's frame finds Streamlit's static files, under any base path."""

_WORD = re.compile(r"[a-z][a-z0-9]{0,31}")
_HEX = re.compile(r"[0-9a-f]{0,64}")
_DIGITS = re.compile(r"[A-Za-z0-9+/]*={0,2}")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the map shall go, in degrees. Each `number` counts once: the same again moves nothing."""

    lon: float
    lat: float
    number: int = 1


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


class _View(MacroElement):
    """Tells the page's script what to show: a scene's id, digits, a number and two words."""

    _template = Template(
        "{% macro script(this, kwargs) %}\nThalweg.show({{ this.view|tojson }});\n{% endmacro %}"
    )

    def __init__(self, view: dict[str, str | int | list[float]]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "View"
        self.view = view


class _LocalMap(folium.Map):
    """A folium Map that loads Leaflet and the page's script from this server, and nothing else."""

    default_js: list[tuple[str, str]] = []  # noqa: RUF012 - folium declares it so
    default_css: list[tuple[str, str]] = []  # noqa: RUF012

    def render(self, **_: object) -> str:
        """Nothing: streamlit-folium takes script and links as they are, and our style sheet does the rest."""
        return ""


class _ViewGroup(folium.FeatureGroup):
    """A group that is only told to the script, at every rerun: it renders nothing either."""

    def render(self, **_: object) -> str:
        """Nothing, as above."""
        return ""


def build_map(panel: str = "main") -> folium.Map:
    """The constant map of one panel of the page; `panel` is a short word.

    The same panel gives the same script, so that Streamlit keeps the map and its view through every rerun.
    For st_folium with `render=False`: a page of its own would be blank.
    """
    _checked(panel, _WORD, "panel")
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


def view_group(
    *,
    scene_id: str,
    digits: str,
    selected: int = -1,
    theme: str = "",
    tiles: str = "none",
    spot: Spot | None = None,
    draft: Sequence[LonLat] | None = None,
) -> folium.FeatureGroup:
    """The part of the map that changes with a filter: which claims of which scene are visible.

    `digits` come from `visible_digits`; `selected` is a claim's number in the scene, -1 for none;
    an empty `theme` follows the page; a new `spot` is gone to; clicks add to a `draft` of a line, where there
    is one. InputError refuses what is not of a closed kind.
    """
    view: dict[str, str | int | list[float]] = {
        "scene": _checked(scene_id, _HEX, "scene id"),
        "digits": _checked(digits, _DIGITS, "mask"),
        "selected": int(selected),
        "theme": _listed(theme, THEMES, "theme"),
        "tiles": _listed(tiles, TILES, "tiles"),
        "spot": [float(spot.lon), float(spot.lat), int(spot.number)] if spot else [],
    }
    if draft is not None:
        view["draft"] = [float(degrees) for point in draft for degrees in point]
    group = _ViewGroup(name="view", control=False)
    group.add_child(_View(view))
    return group


def _checked(value: str, pattern: re.Pattern[str], what: str) -> str:
    if not pattern.fullmatch(value):
        raise InputError(f"{what} can't be {value[:40]!r}")
    return value


def _listed(value: str, allowed: tuple[str, ...], what: str) -> str:
    if value not in allowed:
        raise InputError(f"{what} can't be {value[:40]!r}; choose one of {', '.join(filter(None, allowed))}")
    return value


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
