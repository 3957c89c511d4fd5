"""A boundary of one's own: a GeoJSON line that somebody drew or uploaded, read with json and shapely only.

In: the file's bytes. Out: a River whose direction is the line's. Every file that can't be a boundary is
refused with an InputError that says why, and nothing has changed then. GDAL is never asked: it accepts files
that read other files. Coordinates are WGS 84 as RFC 7946 wants it: lon, lat in degrees.
"""

from __future__ import annotations

import itertools
import json
import math
import unicodedata

import shapely

from geo.errors import InputError
from geo.model import LonLat, River, text_id

LARGEST_BYTES = 5_000_000
MOST_VERTICES = 100_000
DEEPEST = 20
"""Brackets within brackets; a GeoJSON feature collection of lines needs six."""
LONGEST_NAME = 40
JOIN_DEG = 1e-6
WORLD_CRS = frozenset(
    {
        "urn:ogc:def:crs:OGC:1.3:CRS84",
        "urn:ogc:def:crs:OGC::CRS84",
        "urn:ogc:def:crs:EPSG::4326",
        "EPSG:4326",
    }
)
_Json = dict[str, object]
Names = tuple[str, str] | None


def read_own_line(payload: bytes, *, name: str = "", sides: tuple[str, str] | None = None) -> River:
    """The one line of a GeoJSON file as a boundary, left and right facing its direction.

    `sides` name its left and its right side. Without a name or sides, the "name", "left" and "right" of a
    feature's properties are taken.
    """
    document = _parsed(payload)
    _check_crs(document)
    line = _joined([_vertices(part) for part in _line_parts(document)])
    about = _properties(document)
    if sides is None and about.get("left") and about.get("right"):
        sides = (about["left"], about["right"])
    return line_river(line, name=name or about.get("name", ""), sides=sides)


def read_pasted_line(text: str, *, lat_first: bool = False, name: str = "", sides: Names = None) -> River:
    """A line from pasted text: GeoJSON, or a point a row, "longitude, latitude" (`lat_first`: swapped)."""
    if text.lstrip().startswith(("{", "[")):
        return read_own_line(text.encode("utf-8", "replace"), name=name, sides=sides)
    rows = [row for row in text.splitlines() if row.strip()]
    if len(rows) > MOST_VERTICES:
        raise InputError(f"this line has {len(rows):,} points; at most {MOST_VERTICES:,} are read")
    points = [_pasted_point(row, number, lat_first) for number, row in enumerate(rows, 1)]
    return line_river(_joined([_vertices([list(point) for point in points])]), name=name, sides=sides)


def _pasted_point(row: str, number: int, lat_first: bool) -> tuple[float, float]:
    parts = row.replace(";", " ").replace(",", " ").split()
    try:
        first, second = (float(part) for part in parts)
    except ValueError:
        shown = " ".join(row.split())[:40]
        raise InputError(
            f"row {number}, {shown!r}, is no point; write two numbers, such as 40.92, 34.45"
        ) from None
    return (second, first) if lat_first else (first, second)


def line_river(line: list[LonLat], *, name: str = "", sides: Names = None) -> River:
    """Vertices (lon, lat) as a boundary, checked; its id is made of line and names."""
    _check_line(line)
    name = clean_name(name) or "own boundary"
    named = _side_names(sides)
    return River(
        id=f"own-{text_id(repr(line), name, repr(named))}",
        name=name,
        names=(),
        line=tuple(line),
        source="the user's own line",
        sides=named,
    )


def clean_name(text: str) -> str:
    """A name for the screen: one line of at most LONGEST_NAME signs, nothing that can't be seen."""
    seen = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in text)
    return " ".join(seen.replace("·", "-").split())[:LONGEST_NAME].strip()


def _side_names(sides: Names) -> Names:
    if sides is None:
        return None
    left, right = (clean_name(side) for side in sides)
    if not left and not right:
        return None
    if not left or not right:
        raise InputError("name both sides or neither")
    if left.casefold() == right.casefold():
        raise InputError(f"both sides are named {left!r}; give them different names")
    return left, right


def _properties(document: _Json) -> dict[str, str]:
    """The texts among the properties of the first feature."""
    features = document.get("features")
    first = features[0] if isinstance(features, list) and features else document
    about = first.get("properties") if isinstance(first, dict) else None
    return (
        {key: value for key, value in about.items() if isinstance(value, str)}
        if isinstance(about, dict)
        else {}
    )


def _parsed(payload: bytes) -> _Json:
    if len(payload) > LARGEST_BYTES:
        raise InputError(f"this file has {len(payload):,} bytes; a boundary may have {LARGEST_BYTES:,}")
    try:
        text = payload.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError("this file is not UTF-8 text, so it is no GeoJSON") from None
    if _depth(text) > DEEPEST:
        raise InputError(f"this file nests brackets more than {DEEPEST} deep; a line needs far fewer")
    try:
        document = json.loads(text)
    except ValueError as error:
        raise InputError(f"this file is not JSON ({error}); upload a GeoJSON line") from None
    if not isinstance(document, dict):
        raise InputError("this JSON is no GeoJSON object; upload a Feature with a LineString")
    return document


def _depth(text: str) -> int:
    depth = deepest = 0
    for sign in text:
        if sign in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif sign in "]}":
            depth -= 1
    return deepest


def _check_crs(document: _Json) -> None:
    crs = document.get("crs")
    if crs is None:
        return
    properties = crs.get("properties") if isinstance(crs, dict) else None
    named = properties.get("name") if isinstance(properties, dict) else None
    if named not in WORLD_CRS:
        raise InputError(f"this file is in the coordinate system {named!r}; save it as WGS 84 (EPSG:4326)")


def _line_parts(item: object) -> list[object]:
    """Coordinate lists of the lines in a GeoJSON object; anything but lines is refused."""
    kind = item.get("type") if isinstance(item, dict) else None
    if not isinstance(item, dict) or not isinstance(kind, str):
        raise InputError("this JSON is no GeoJSON: an object without a type")
    if kind == "FeatureCollection":
        return [part for one in _list(item, "features") for part in _line_parts(one)]
    if kind == "GeometryCollection":
        return [part for one in _list(item, "geometries") for part in _line_parts(one)]
    if kind == "Feature":
        return _line_parts(item.get("geometry"))
    if kind == "LineString":
        return [item.get("coordinates")]
    if kind == "MultiLineString":
        return list(_list(item, "coordinates"))
    raise InputError(f"this file holds a {kind[:40]}, which has no two sides; a boundary is a LineString")


def _list(item: _Json, key: str) -> list[object]:
    value = item.get(key)
    if not isinstance(value, list):
        raise InputError(f"this GeoJSON has no list of {key}")
    return value


def _vertices(part: object) -> list[LonLat]:
    if not isinstance(part, list):
        raise InputError("this GeoJSON line has no list of coordinates")
    if len(part) > MOST_VERTICES:
        raise InputError(f"this line has {len(part):,} points; at most {MOST_VERTICES:,} are read")
    points = [_point(pair) for pair in part]
    return [point for index, point in enumerate(points) if index == 0 or point != points[index - 1]]


def _point(pair: object) -> LonLat:
    numbers = pair[:2] if isinstance(pair, list) else []
    if len(numbers) < 2 or any(isinstance(n, bool) or not isinstance(n, int | float) for n in numbers):
        raise InputError(f"{json.dumps(pair)[:60]} is no position; each is [longitude, latitude] in degrees")
    try:
        lon, lat = (float(number) for number in numbers)
    except OverflowError:
        lon = lat = math.inf
    if not (math.isfinite(lon) and math.isfinite(lat)):
        raise InputError("a position of this line is not a finite number")
    if abs(lat) > 90 and abs(lon) <= 90 and abs(lat) <= 180:
        raise InputError(f"[{lon:g}, {lat:g}]: longitude and latitude seem swapped; longitude comes first")
    if abs(lat) > 90 or abs(lon) > 180:
        raise InputError(f"[{lon:g}, {lat:g}] lies outside the world; give degrees, not metres")
    return lon, lat


def _joined(parts: list[list[LonLat]]) -> list[LonLat]:
    """One line of several that follow each other end to start, in any order."""
    parts = [part for part in parts if len(part) > 1]
    if not parts:
        raise InputError("there is no line of two different points in this file")
    line = parts.pop(0)
    while parts:
        for index, part in enumerate(parts):
            if _same(line[-1], part[0]):
                line = line + part[1:]
            elif _same(part[-1], line[0]):
                line = part[:-1] + line
            else:
                continue
            del parts[index]
            break
        else:
            raise InputError(
                f"this file holds {len(parts) + 1} lines that do not meet; a boundary is one line"
            )
    return line


def _same(a: LonLat, b: LonLat) -> bool:
    return abs(a[0] - b[0]) <= JOIN_DEG and abs(a[1] - b[1]) <= JOIN_DEG


def _check_line(line: list[LonLat]) -> None:
    if len(line) > MOST_VERTICES:
        raise InputError(f"this line has {len(line):,} points; at most {MOST_VERTICES:,} are read")
    if any(abs(a[0] - b[0]) > 180 for a, b in itertools.pairwise(line)):
        raise InputError("this line crosses the date line (180 degrees); split it there and use one part")
    if any(abs(lat) > 85 for _, lat in line):
        raise InputError("this line runs nearer to a pole than 85 degrees; sides mean nothing there")
    if _same(line[0], line[-1]):
        raise InputError("this line is closed; a boundary has two ends, and a side to the left and right")
    if not shapely.LineString(line).is_simple:
        raise InputError("this line crosses or touches itself, so its sides can't be told apart")
