"""The vector base map: land, lakes, minor rivers and country borders within a view.

Natural Earth draws land and borders (de facto; disputed ones apart, by a hand-kept list), GSHHG draws rivers
and lakes. One land colour, no filled countries: that is the stated policy on borders.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import shapely

from geo.model import Ring
from geo.river.packed import Bounds, load_layer

DATA = Path(__file__).resolve().parent.parent / "data"
CREDITS = (
    "Land and borders: Natural Earth (public domain), de facto, not an endorsement",
    "Rivers and lakes: GSHHG 2.3.6, Wessel & Smith (LGPL)",
)
WORLD_SPAN_DEG = 30.0
"""A view wider than this is drawn from the coarse layers."""
PIXELS = 1600
"""A picture of the view has about so many pixels: finer vertices are left out."""
LAKE_WIDTH_PIXELS = 3.0

Polygon = tuple[Ring, ...]


def basemap(
    bounds: Bounds, *, detailed: bool | None = None, tolerance_deg: float | None = None
) -> dict[str, tuple[Any, ...]]:
    """Layers of the base map within `bounds` (west, south, east, north in degrees), clipped to it.

    "land" and "lakes" are polygons: tuples of rings, the outer one first, then its holes.
    "rivers", "borders" and "disputed" (to be drawn dashed) are lines. All vertices are (lon, lat).
    `detailed` chooses close or world layers; by default the width of the view does.
    `tolerance_deg` is how far a simplified line may stray; by default a pixel of a 1600-pixel picture.

    >>> sorted(basemap((38.0, 34.0, 42.0, 37.0)))
    ['borders', 'disputed', 'lakes', 'land', 'rivers']
    """
    span = max(bounds[2] - bounds[0], bounds[3] - bounds[1])
    close = span < WORLD_SPAN_DEG if detailed is None else detailed
    tolerance = span / PIXELS if tolerance_deg is None else tolerance_deg
    scale = "close" if close else "world"
    return {
        "land": _polygons(DATA / "basemap" / f"land_{scale}.npz", bounds, tolerance, smallest=tolerance),
        "lakes": _polygons(
            DATA / "rivers" / f"lakes_{scale}.npz", bounds, tolerance, smallest=tolerance * LAKE_WIDTH_PIXELS
        ),
        "rivers": _lines(DATA / "rivers" / f"rivers_{scale}.npz", bounds, tolerance),
        "borders": _lines(DATA / "basemap" / f"borders_{scale}.npz", bounds, tolerance),
        "disputed": _lines(DATA / "basemap" / f"disputed_{scale}.npz", bounds, tolerance),
    }


def _polygons(path: Path, bounds: Bounds, tolerance: float, *, smallest: float) -> tuple[Polygon, ...]:
    found = load_layer(path).within(bounds)
    sizes = shapely.bounds(found)
    if len(found):
        width = np.maximum(sizes[:, 2] - sizes[:, 0], sizes[:, 3] - sizes[:, 1])
        found = found[width >= smallest]
    simple = shapely.simplify(shapely.clip_by_rect(found, *bounds), tolerance)
    parts = shapely.get_parts(simple)
    whole = parts[(shapely.get_type_id(parts) == shapely.GeometryType.POLYGON) & ~shapely.is_empty(parts)]
    return tuple(
        (_ring(polygon.exterior), *(_ring(interior) for interior in polygon.interiors)) for polygon in whole
    )


def _lines(path: Path, bounds: Bounds, tolerance: float) -> tuple[Ring, ...]:
    found = load_layer(path).within(bounds)
    parts = shapely.get_parts(shapely.simplify(shapely.clip_by_rect(found, *bounds), tolerance))
    lines = (shapely.get_type_id(parts) == shapely.GeometryType.LINESTRING) & ~shapely.is_empty(parts)
    return tuple(_ring(line) for line in parts[lines])


def _ring(line: shapely.Geometry) -> Ring:
    rounded = np.round(shapely.get_coordinates(line), 4)
    return tuple((lon, lat) for lon, lat in rounded.tolist())
