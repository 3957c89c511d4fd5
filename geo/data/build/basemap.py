"""Builds the base map: Natural Earth's land and borders (npm world-atlas), GSHHG's minor rivers and lakes.

Reservoirs that GSHHG lacks are Natural Earth's. Land is cut at cells of ten degrees, so that a view never
touches the whole of Eurasia.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.affinity import translate
from shapely.geometry import LineString, Polygon, box

from geo.data.build import natural_earth
from geo.data.build.npm import packed_files
from geo.data.build.rivers_gshhg import ISLAND_IN_LAKE, LAKE, read_shapes
from geo.river.packed import pack_layer

DATA = Path(__file__).resolve().parent.parent
ATLAS = "world-atlas@2.0.2"
CELL_DEG = 10
HELD = 0.2
"""A lake of which one source draws more than this share is in that source."""
CLOSE, WORLD = 1000, 100
"""Whole numbers a degree is divided into: about 100 m and 1 km."""

Atlas = dict[str, Any]


def build() -> None:
    """Write geo/data/basemap (Natural Earth) and the base map's part of geo/data/rivers (GSHHG)."""
    (DATA / "basemap").mkdir(exist_ok=True)
    (DATA / "rivers").mkdir(exist_ok=True)
    atlas = dict(packed_files(ATLAS, "package/"))
    for scale, detail, unit in (("10m", "close", CLOSE), ("50m", "world", WORLD)):
        _say(f"land and borders 1:{scale}")
        _build_land(json.loads(atlas[f"package/land-{scale}.json"]), detail, unit)
        _build_borders(json.loads(atlas[f"package/countries-{scale}.json"]), detail, unit)
    _say("rivers and lakes")
    _build_water()


def _say(text: str) -> None:
    print(f"basemap: {text}", file=sys.stderr)


def _arcs(atlas: Atlas) -> list[NDArray[np.float64]]:
    scale, shift = (np.array(atlas["transform"][key]) for key in ("scale", "translate"))
    return [np.cumsum(np.array(arc), axis=0) * scale + shift for arc in atlas["arcs"]]


def _ring_of(arcs: list[NDArray[np.float64]], ring: Iterable[int]) -> NDArray[np.float64]:
    pieces = [arcs[number] if number >= 0 else arcs[~number][::-1] for number in ring]
    return np.concatenate([pieces[0], *(piece[1:] for piece in pieces[1:])])


def _polygons_of(geometry: Atlas) -> list[list[list[int]]]:
    if geometry["type"] == "Polygon":
        return [geometry["arcs"]]
    return list(geometry["arcs"]) if geometry["type"] == "MultiPolygon" else []


def _build_land(atlas: Atlas, detail: str, unit: int) -> None:
    arcs = _arcs(atlas)
    wholes = []
    for geometry in atlas["objects"]["land"]["geometries"]:
        for rings in _polygons_of(geometry):
            shells = [_unwrapped(_ring_of(arcs, ring)) for ring in rings]
            wholes.append(shapely.make_valid(Polygon(shells[0], shells[1:])))
    land = [polygon for whole in wholes for polygon in _only_polygons(whole)]
    pack_layer(DATA / "basemap" / f"land_{detail}.npz", list(_cut(land)), scale=unit)


def _unwrapped(ring: NDArray[np.float64]) -> NDArray[np.float64]:
    """The ring without jumps at the date line; one around the pole (Antarctica) is closed over it."""
    turns = np.cumsum(np.rint(np.diff(ring[:, 0], prepend=ring[0, 0]) / 360))
    free = np.column_stack([ring[:, 0] - 360 * turns, ring[:, 1]])
    if abs(free[-1, 0] - free[0, 0]) < 180:
        return free
    return np.vstack([free, [free[-1, 0], -90], [free[0, 0], -90], free[:1]])


def _only_polygons(geometry: shapely.Geometry) -> list[Polygon]:
    # twice: make_valid may hand back a MultiPolygon inside a collection
    parts = shapely.get_parts(shapely.get_parts(geometry))
    return [part for part in parts if part.geom_type == "Polygon" and not part.is_empty]


def _cut(polygons: list[Polygon]) -> Iterator[Polygon]:
    tree = shapely.STRtree(polygons)
    for west in range(-540, 540, CELL_DEG):
        back = -360 * ((west + 180) // 360)
        for south in range(-90, 90, CELL_DEG):
            cell = box(west, south, west + CELL_DEG, south + CELL_DEG)
            for number in sorted(tree.query(cell, predicate="intersects").tolist()):
                for part in _only_polygons(polygons[number].intersection(cell)):
                    yield translate(part, back)


def _build_borders(atlas: Atlas, detail: str, unit: int) -> None:
    arcs = _arcs(atlas)
    users: dict[int, set[str]] = defaultdict(set)
    for geometry in atlas["objects"]["countries"]["geometries"]:
        for ring in (ring for rings in _polygons_of(geometry) for ring in rings):
            for number in ring:
                users[number if number >= 0 else ~number].add(geometry["properties"]["name"])
    rules = _disputes()
    plain: list[LineString] = []
    dashed: list[LineString] = []
    for number, names in sorted(users.items()):
        if len(names) > 1:
            line = LineString(arcs[number])
            (dashed if _is_disputed(line, names, rules) else plain).append(line)
    pack_layer(DATA / "basemap" / f"borders_{detail}.npz", _merged(plain), scale=unit)
    pack_layer(DATA / "basemap" / f"disputed_{detail}.npz", _merged(dashed), scale=unit)


def _disputes() -> list[tuple[frozenset[str], Any]]:
    text = (DATA / "sources" / "basemap_disputed.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(io.StringIO("".join(x for x in text.splitlines(keepends=True) if x[0] != "#")))
    return [
        (
            frozenset((row["country_a"], row["country_b"])),
            box(*map(float, row["box"].split())) if row["box"] else None,
        )
        for row in rows
    ]


def _is_disputed(line: LineString, names: set[str], rules: list[tuple[frozenset[str], Any]]) -> bool:
    return any(pair <= names and (area is None or area.intersects(line)) for pair, area in rules)


def _merged(lines: list[LineString]) -> list[LineString]:
    return list(shapely.get_parts(shapely.line_merge(shapely.MultiLineString(lines))))


def _build_water() -> None:
    for detail, unit, lake_km2, river_km in (("close", CLOSE, 0.5, 0.0), ("world", WORLD, 400.0, 150.0)):
        tolerance = 0.5 / unit
        whole = _lakes(lake_km2)
        lakes = [shapely.simplify(lake, tolerance) for lake in [*whole, *_lacking(whole, lake_km2)]]
        pack_layer(
            DATA / "rivers" / f"lakes_{detail}.npz",
            [part for lake in lakes for part in _only_polygons(lake)],
            scale=unit,
        )
        rivers = [line for line in _rivers() if line.length * 111 >= river_km]
        pack_layer(
            DATA / "rivers" / f"rivers_{detail}.npz",
            [shapely.simplify(line, tolerance) for line in rivers],
            scale=unit,
        )


def _rivers() -> list[LineString]:
    lines = [LineString(shape.vertices) for shape in read_shapes("rivers", "h") if len(shape.vertices) > 1]
    return _merged(lines)


def _lakes(smallest_km2: float) -> list[Any]:
    lakes: list[Polygon] = []
    islands: list[Polygon] = []
    for shape in read_shapes("gshhs", "h"):
        if shape.area_km2 >= smallest_km2 and shape.kind in (LAKE, ISLAND_IN_LAKE):
            whole = shapely.make_valid(Polygon(shape.vertices))
            (lakes if shape.kind == LAKE else islands).append(whole)
    tree = shapely.STRtree(islands)
    cut = []
    for lake in lakes:
        inside = tree.query(lake, predicate="intersects")
        cut.append(lake.difference(shapely.union_all([islands[i] for i in inside])) if len(inside) else lake)
    return cut


def _lacking(lakes: list[Any], smallest_km2: float) -> list[Polygon]:
    """Natural Earth's lakes and reservoirs that `lakes` do not hold already."""
    tree = shapely.STRtree(lakes)
    found = []
    for lake in natural_earth.lakes():
        middle = lake.representative_point()
        km2 = lake.area * 111.195**2 * np.cos(np.radians(middle.y))
        if km2 >= smallest_km2:
            near = [lakes[number] for number in tree.query(lake, predicate="intersects").tolist()]
            if shapely.union_all(near).intersection(lake).area < HELD * lake.area:
                found.append(lake)
    return found


if __name__ == "__main__":
    build()
