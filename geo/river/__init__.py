"""Rivers as boundaries: centrelines in downstream order, banks of points, bank areas, reaches.

In: positions as lon, lat in WGS 84 degrees. Out: banks facing downstream, distances in km.
Derived GSHHG data lie in geo/data/rivers (LGPL, see NOTICE there); the base map's in geo/data/basemap too.
"""

from geo.river.areas import bank_areas, line_of, polygons_of, split_by_river
from geo.river.bank import Banks, Course, course_of, distance_km, locate_banks
from geo.river.basemap import basemap
from geo.river.catalogue import load_river, load_rivers
from geo.river.curated import curated_bank, known_towns
from geo.river.flow import (
    bank_labels,
    bank_of_word,
    cardinal_of,
    flow_bearing,
    km_along,
    nearest_point,
    opposite,
    reach_around,
    side_label,
)
from geo.river.own_line import read_own_line, read_pasted_line
from geo.river.raster import classify_banks
from geo.river.rows import bank_rows
from geo.river.spec import boundary_word, length_km, read_boundary, stretch_of, uncertain_lines

__all__ = [
    "Banks",
    "Course",
    "bank_areas",
    "bank_labels",
    "bank_of_word",
    "bank_rows",
    "basemap",
    "boundary_word",
    "cardinal_of",
    "classify_banks",
    "course_of",
    "curated_bank",
    "distance_km",
    "flow_bearing",
    "km_along",
    "known_towns",
    "length_km",
    "line_of",
    "load_river",
    "load_rivers",
    "locate_banks",
    "nearest_point",
    "opposite",
    "polygons_of",
    "reach_around",
    "read_boundary",
    "read_own_line",
    "read_pasted_line",
    "side_label",
    "split_by_river",
    "stretch_of",
    "uncertain_lines",
]
