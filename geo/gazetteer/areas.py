"""Areas of admin-1 units: Natural Earth, about 2013, rounded to 0.01 degree. Approximate on purpose."""

from __future__ import annotations

import json
import mmap
from functools import lru_cache

from geo.gazetteer.store import FOLDER
from geo.model import Ring

_SCALE = 100.0


@lru_cache(maxsize=1)
def _index() -> dict[str, list[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = json.loads((FOLDER / "areas.json").read_text("utf-8"))
    return found


@lru_cache(maxsize=1)
def _points() -> memoryview:
    with (FOLDER / "areas.bin").open("rb") as file:
        return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)).cast("h")


def codes_of(country: str) -> tuple[str, ...]:
    """Codes of a country's provinces that have an outline."""
    return tuple(code for code in _index() if code.partition(".")[0] == country)


@lru_cache(maxsize=256)
def rings_of(code: str) -> tuple[Ring, ...]:
    """Outer rings (lon, lat) of an admin-1 unit by GeoNames code ("SY.07"); empty where none is known."""
    points = _points()
    return tuple(_ring(points, start, count) for start, count in _index().get(code, ()))


def _ring(points: memoryview, start: int, count: int) -> Ring:
    flat = points[2 * start : 2 * (start + count)].tolist()
    return tuple((flat[i] / _SCALE, flat[i + 1] / _SCALE) for i in range(0, len(flat), 2))
