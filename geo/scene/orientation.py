"""Names that tell a reader where the view is: countries, and the largest towns."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.gazetteer import load_gazetteer
from geo.model import Place, PlaceKind

MOST_TOWNS = 60
ROWS = 160_000
"""The gazetteer's rows come by population: so many reach down to towns of about a thousand people."""


def orienting_places(bounds: tuple[float, float, float, float]) -> tuple[Place, ...]:
    """Countries and towns within `bounds` (west, south, east, north), at most MOST_TOWNS towns.

    Towns are taken evenly: the largest of each cell of the view before a second one of any.
    """
    west, south, east, north = bounds
    positions = _positions()
    lon, lat = positions[:, 0], positions[:, 1]
    rows = np.flatnonzero((lon >= west) & (lon <= east) & (lat >= south) & (lat <= north))
    gazetteer = load_gazetteer()
    found = [gazetteer.place(int(row)) for row in rows[: 20 * MOST_TOWNS]]
    countries = [place for place in found if place.kind is PlaceKind.COUNTRY]
    towns = [place for place in found if place.kind is PlaceKind.SETTLEMENT]
    return (*countries, *_evenly(towns, bounds))


def _evenly(towns: list[Place], bounds: tuple[float, float, float, float]) -> list[Place]:
    west, south, east, north = bounds
    seen: dict[tuple[int, int], int] = {}
    ranked = []
    for number, town in enumerate(towns):
        cell = int(8 * (town.lon - west) / (east - west)), int(8 * (town.lat - south) / (north - south))
        seen[cell] = seen.get(cell, 0) + 1
        ranked.append((seen[cell], number, town))
    ranked.sort(key=lambda rank: rank[:2])
    return [town for *_, town in ranked[:MOST_TOWNS]]


@lru_cache(maxsize=1)
def _positions() -> NDArray[Any]:
    """(lon, lat) of the gazetteer's first rows."""
    gazetteer = load_gazetteer()
    rows = range(min(ROWS, len(gazetteer)))
    return np.array([gazetteer.position(row) for row in rows], dtype=np.float32)
