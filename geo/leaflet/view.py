"""The view packet: which claims of which scene the map shows. The one packet that changes with a filter.

It goes straight from the page's element into the map's frame, past folium: a few bytes a rerun.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from geo.errors import InputError
from geo.leaflet.packet import pack
from geo.model import LonLat

THEMES = ("", "light", "dark")
TILES = ("none", "street", "satellite")

_WORD = re.compile(r"[a-z][a-z0-9]{0,31}")
_HEX = re.compile(r"[0-9a-f]{0,64}")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the map shall go, in degrees. Each `number` counts once: the same again moves nothing."""

    lon: float
    lat: float
    number: int = 1


def view_packet(
    *,
    panel: str,
    scene_id: str,
    visible: Sequence[bool],
    selected: int = -1,
    theme: str = "",
    tiles: str = "none",
    spot: Spot | None = None,
    draft: Sequence[LonLat] | None = None,
) -> bytes:
    """Which claims of a scene one panel's map shows: one bit per claim, the first in the lowest bit.

    `selected` is a claim's number in the scene, -1 for none; an empty `theme` follows the page; a new `spot`
    is gone to; clicks add to a `draft` of a line, where there is one. InputError refuses what is not of a
    closed kind.
    """
    head: dict[str, Any] = {
        "kind": "view",
        "panel": checked_panel(panel),
        "scene": _checked(scene_id, _HEX, "scene id"),
        "selected": int(selected),
        "theme": _listed(theme, THEMES, "theme"),
        "tiles": _listed(tiles, TILES, "tiles"),
        "spot": [float(spot.lon), float(spot.lat), int(spot.number)] if spot else [],
    }
    if draft is not None:
        head["draft"] = [float(degrees) for point in draft for degrees in point]
    return pack(head, {"visible": np.packbits(np.asarray(visible, dtype=bool), bitorder="little")})


def checked_panel(panel: str) -> str:
    """The name of a map of the page, where it is a short word; InputError where not."""
    return _checked(panel, _WORD, "panel")


def _checked(value: str, pattern: re.Pattern[str], what: str) -> str:
    if not pattern.fullmatch(value):
        raise InputError(f"{what} can't be {value[:40]!r}")
    return value


def _listed(value: str, allowed: tuple[str, ...], what: str) -> str:
    if value not in allowed:
        raise InputError(f"{what} can't be {value[:40]!r}; choose one of {', '.join(filter(None, allowed))}")
    return value
