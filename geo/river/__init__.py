"""Rivers as boundaries: centrelines in downstream order, banks of points, bank areas, reaches.

In: positions as lon, lat in WGS 84 degrees. Out: banks facing downstream, distances in km.
Derived GSHHG data lie in geo/data/rivers (LGPL, see NOTICE there); the base map's in geo/data/basemap too.
"""

from geo.river.areas import bank_areas, line_of, split_by_river
from geo.river.bank import Banks, Course, course_of, distance_km, locate_banks
from geo.river.basemap import basemap
from geo.river.catalogue import load_river, load_rivers
from geo.river.curated import curated_bank
from geo.river.flow import (
    bank_labels,
    bank_of_word,
    cardinal_of,
    flow_bearing,
    nearest_point,
    opposite,
    reach_around,
)
from geo.river.own_line import read_own_line
from geo.river.raster import classify_banks
from geo.river.rows import bank_rows

__all__ = [
    "Banks",
    "Course",
    "bank_areas",
    "bank_labels",
    "bank_of_word",
    "bank_rows",
    "basemap",
    "cardinal_of",
    "classify_banks",
    "course_of",
    "curated_bank",
    "distance_km",
    "flow_bearing",
    "line_of",
    "load_river",
    "load_rivers",
    "locate_banks",
    "nearest_point",
    "opposite",
    "reach_around",
    "read_own_line",
    "split_by_river",
]
