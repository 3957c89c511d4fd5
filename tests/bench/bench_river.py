"""Banks of points and areas on the Euphrates, against naive shapely and geopandas in the same run."""

import time
from collections.abc import Callable
from dataclasses import replace

import geopandas
import numpy as np
import shapely

from geo.cases import sample_document
from geo.pipeline import place_claims, read_document
from geo.river import bank_areas, basemap, classify_banks, load_river, locate_banks
from geo.river.areas import split_by_river

MANY, FEW = 1_000_000, 300
VIEW = (39.5, 33.8, 42.0, 35.9)
BORDER_RIVERS = ("Oder", "Orange", "Limpopo", "Panj", "Rio Grande", "Mekong", "Amur", "Uruguay")
BESIDE_KM = 3.0
"""A border farther from the river than this does not follow it."""
Row = tuple[str, float, str, str]


def seconds(work: Callable[[], object], *, rounds: int = 3) -> float:
    """The quickest of some rounds."""
    taken = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return min(taken)


def run() -> list[Row]:
    river = load_river("Euphrates")
    random = np.random.default_rng(20261122)
    (west, south), (east, north) = np.min(river.line, axis=0), np.max(river.line, axis=0)
    lons, lats = random.uniform(west, east, MANY), random.uniform(south, north, MANY)
    classify_banks(lons, lats, river)  # makes the raster once
    bulk = MANY / seconds(lambda: classify_banks(lons, lats, river))
    located = 50_000 / seconds(lambda: locate_banks(lons[:50_000], lats[:50_000], river))
    naive = FEW / seconds(lambda: naively(lons[:FEW], lats[:FEW], river.line), rounds=1)
    joined = 100_000 / seconds(lambda: join(lons[:100_000], lats[:100_000], river), rounds=1)
    return [
        ("bank with class, points/s", bulk, "1/s", "at least 1,000,000"),
        ("bank, class and distance, points/s", located, "1/s", ""),
        ("bank with class, times naive shapely", bulk / naive, "x", "at least 100"),
        ("bank with class, times geopandas.sjoin", bulk / joined, "x", "at least 5"),
        ("bank areas of a view", 1000 * seconds(lambda: bank_areas(river, VIEW)), "ms", "at most 20"),
        ("base map of a view", 1000 * seconds(lambda: basemap(VIEW)), "ms", ""),
        ("another boundary for 2,000 claims", 1000 * another_boundary(), "ms", "at most 200"),
        *(deviation(name) for name in BORDER_RIVERS),
    ]


def naively(lons: np.ndarray, lats: np.ndarray, line: tuple[tuple[float, float], ...]) -> list[bool]:
    """One shapely point after the other: nearest place on the line, side of the segment there."""
    path = shapely.LineString(line)
    sides = []
    for lon, lat in zip(lons, lats, strict=True):
        along = path.project(shapely.Point(lon, lat))
        before, after = path.interpolate(max(0, along - 1e-4)), path.interpolate(along + 1e-4)
        cross = (after.x - before.x) * (lat - before.y) - (after.y - before.y) * (lon - before.x)
        sides.append(cross > 0)
    return sides


def join(lons: np.ndarray, lats: np.ndarray, river: object) -> object:
    """geopandas: which of the two bank polygons each point is in."""
    view = shapely.box(lons.min(), lats.min(), lons.max(), lats.max())
    sides = split_by_river(river, view)  # type: ignore[arg-type]
    banks = [(bank.value, shapely.MultiPolygon(pieces)) for bank, pieces in sides.items()]
    areas = geopandas.GeoDataFrame({"bank": [b for b, _ in banks]}, geometry=[g for _, g in banks], crs=4326)
    points = geopandas.GeoDataFrame(geometry=geopandas.points_from_xy(lons, lats), crs=4326)
    return geopandas.sjoin(points, areas)


def another_boundary() -> float:
    """The sample's claims, repeated under other ids, against the other river in turn."""
    claims = read_document(sample_document())
    many = [replace(claims[i % len(claims)], id=f"{i}") for i in range(2000)]
    rivers = [load_river("Euphrates"), load_river("Tigris")]
    place_claims(many[:10], rivers[1])
    return seconds(lambda: place_claims(many, rivers[1]), rounds=2)


def deviation(name: str) -> Row:
    """Mean distance of a border along a river, as Natural Earth draws it, from the traced line."""
    river = load_river(name)
    (west, south), (east, north) = np.min(river.line, axis=0), np.max(river.line, axis=0)
    borders = basemap((west, south, east, north), detailed=True, tolerance_deg=0)["borders"]
    points = shapely.get_coordinates(
        shapely.segmentize([shapely.LineString(border) for border in borders], 0.01)
    )
    distances = locate_banks(points[:, 0], points[:, 1], river).distance_km
    beside = distances[distances < BESIDE_KM]
    return f"{name}: from Natural Earth's border", float(beside.mean()), "km", f"{len(beside)} points"
