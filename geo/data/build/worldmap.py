"""Builds the web map's coarse world out of the base map's layers, so that the first page need not wait."""

from __future__ import annotations

import sys

import numpy as np

from geo.leaflet.packet import WORLD_FILE, world_columns


def build() -> None:
    """Write geo/data/rivers/world.npz; the same layers give the same bytes."""
    columns = world_columns()
    np.savez_compressed(WORLD_FILE, **columns)  # type: ignore[arg-type]
    vertices = sum(column.size for name, column in columns.items() if name.endswith("_xy")) // 2
    print(f"world: {vertices:,} vertices, {WORLD_FILE.stat().st_size:,} bytes", file=sys.stderr)
