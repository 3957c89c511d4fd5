"""Sides of a river as areas: of a view, and of any polygon, split by the line and clipped at its ends.

An area says "side of the river", never who holds it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.model import Bank, BankArea, Certainty, LonLat, Ring, River
from geo.river.bank import Course, course_of, from_mercator, locate_banks
from geo.river.flow import bank_labels, nearest_point

Bounds = tuple[float, float, float, float]
SMALLEST_PART = 1e-5
"""Slivers below this share of the whole are left out."""
SAMPLED_FIRST, SAMPLED = 32, 8
"""Points a row and a column, to look over a piece near an end: a whole one, and its quarters."""
PURE = 0.999
"""Share of a piece's points on one bank, or beyond, from which on all of it is."""
FINEST = 4
"""How often a piece that is of two kinds is quartered."""


def bank_areas(river: River, bounds: Bounds) -> tuple[BankArea, ...]:
    """The two sides within `bounds` (west, south, east, north), beyond the traced ends left out."""
    view = shapely.box(*bounds)
    centre = ((bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2)
    names = bank_labels(river, nearest_point(river, centre))
    parts = split_by_river(river, view)
    return tuple(
        BankArea(bank, names[bank], _rings(parts[bank]), _label_point(parts[bank], bounds))
        for bank in (Bank.LEFT, Bank.RIGHT)
        if parts[bank]
    )


def polygons_of(rings: Iterable[Ring]) -> list[shapely.Polygon]:
    """Outer rings (lon, lat) as valid polygons; what is mended may hold areas beside lines, left out."""
    whole = shapely.make_valid(shapely.MultiPolygon([shapely.Polygon(ring) for ring in rings]))
    parts = shapely.get_parts(shapely.get_parts(whole))
    return [part for part in parts if part.geom_type == "Polygon" and part.area > 0]


def split_by_river(river: River, polygon: shapely.Polygon) -> dict[Bank, list[shapely.Polygon]]:
    """Parts of a shapely polygon in lon, lat on each bank; what lies beyond the ends is in neither."""
    ends = _end_cuts(river, polygon)
    cuts = [polygon.boundary, _line_within(river, polygon), *ends]
    pieces = shapely.get_parts(shapely.polygonize([shapely.union_all(cuts)]))
    least = polygon.area * SMALLEST_PART
    sides: dict[Bank, list[shapely.Polygon]] = {Bank.LEFT: [], Bank.RIGHT: []}
    kept = [piece for piece in pieces if piece.area > least and polygon.covers(piece.representative_point())]
    if not kept:
        return sides
    if ends:
        return _refined(kept, river)
    inside = shapely.get_coordinates([piece.representative_point() for piece in kept])
    calls = locate_banks(inside[:, 0], inside[:, 1], river)
    for piece, side, certainty in zip(kept, calls.side, calls.certainty, strict=True):
        if certainty is not Certainty.BEYOND:
            sides[Bank.LEFT if side > 0 else Bank.RIGHT].append(piece)
    return sides


def _refined(pieces: list[shapely.Polygon], river: River) -> dict[Bank, list[shapely.Polygon]]:
    """The pieces near a traced end by side, quartered where they are of two kinds.

    Land behind an end reaches round from one bank to the other, and to land beside the river farther up.
    """
    found: dict[int, list[shapely.Polygon]] = {1: [], -1: [], 0: []}
    for level in range(FINEST + 1):
        mixed = []
        kinds = _shares(pieces, river, SAMPLED if level else SAMPLED_FIRST)
        for piece, shares in zip(pieces, kinds, strict=True):
            side, share = max(shares.items(), key=lambda pair: pair[1])
            if share >= PURE or level == FINEST:
                found[side].append(piece)
            else:
                mixed.append(piece)
        pieces = [part for piece in mixed for part in _quarters(piece)]
        if not pieces:
            break
    merged = {side: shapely.get_parts(shapely.union_all(found[side])) for side in (1, -1)}
    return {Bank.LEFT: list(merged[1]), Bank.RIGHT: list(merged[-1])}


def _shares(pieces: list[shapely.Polygon], river: River, sampled: int) -> list[dict[int, float]]:
    """Of each piece: the share of points all over it that is left (1), right (-1) and beyond the ends (0)."""
    points = [_points_in(piece, sampled) for piece in pieces]
    every = np.concatenate(points)
    calls = locate_banks(every[:, 0], every[:, 1], river)
    beyond = np.array([certainty is Certainty.BEYOND for certainty in calls.certainty])
    kinds = np.split(np.where(beyond, 0, calls.side), np.cumsum([len(some) for some in points])[:-1])
    return [{kind: float((kinds_of == kind).mean()) for kind in (1, -1, 0)} for kinds_of in kinds]


def _points_in(piece: shapely.Polygon, sampled: int) -> NDArray[np.float64]:
    west, south, east, north = piece.bounds
    lons, lats = np.meshgrid(np.linspace(west, east, sampled), np.linspace(south, north, sampled))
    inside = shapely.contains_xy(piece, lons, lats)
    within = piece.representative_point()
    return np.column_stack([np.append(lons[inside], within.x), np.append(lats[inside], within.y)])


def _quarters(piece: shapely.Polygon) -> list[shapely.Polygon]:
    west, south, east, north = piece.bounds
    lon, lat = (west + east) / 2, (south + north) / 2
    boxes = [
        shapely.box(west, south, lon, lat),
        shapely.box(lon, south, east, lat),
        shapely.box(west, lat, lon, north),
        shapely.box(lon, lat, east, north),
    ]
    parts = shapely.get_parts(shapely.intersection(piece, boxes))
    return [part for part in parts if isinstance(part, shapely.Polygon) and part.area]


def line_of(river: River) -> shapely.LineString:
    """The whole line as a shapely one in lon, lat, made once."""
    return _line_of(course_of(river))


@lru_cache(maxsize=32)
def _line_of(course: Course) -> shapely.LineString:
    return shapely.linestrings(course.lonlat)


def _line_within(river: River, polygon: shapely.Polygon) -> shapely.Geometry:
    west, south, east, north = polygon.bounds
    margin = 0.01
    return shapely.clip_by_rect(line_of(river), west - margin, south - margin, east + margin, north + margin)


def _end_cuts(river: River, polygon: shapely.Polygon) -> list[shapely.Geometry]:
    """At those traced ends that lie in the polygon a line across the flow, where the sides end, and one on
    outwards: land that reaches round behind the end is not of one side."""
    course = course_of(river)
    west, south, east, north = polygon.bounds
    long = 2 * max(east - west, north - south) + 1
    cuts = []
    for end in (0, -1):
        lon, lat = river.line[end]
        if not (west <= lon <= east and south <= lat <= north):
            continue
        x, y = course.xy[end]
        outward, _ = course.outward[end]
        normal = np.array([-outward[1], outward[0]]) * long
        ends = [
            from_mercator(x + s * normal[0], float(np.clip(y + s * normal[1], -180, 180))) for s in (-1, 1)
        ]
        on = from_mercator(x + outward[0] * long, float(np.clip(y + outward[1] * long, -180, 180)))
        cuts += [shapely.LineString([ends[0], (lon, lat), ends[1]]), shapely.LineString([(lon, lat), on])]
    return cuts


def _rings(pieces: list[shapely.Polygon]) -> tuple[Ring, ...]:
    rings = (np.round(shapely.get_coordinates(piece.exterior), 4).tolist() for piece in pieces)
    return tuple(tuple((lon, lat) for lon, lat in ring) for ring in rings)


def _label_point(pieces: list[shapely.Polygon], bounds: Bounds) -> LonLat:
    """A point of this side near the middle of the view, with room around it."""
    west, south, east, north = bounds
    middle = shapely.box(*(np.array(bounds) * 0.75 + np.array([east, north, west, south]) * 0.25))
    central = [
        part for piece in pieces for part in shapely.get_parts(piece.intersection(middle)) if part.area
    ]
    largest = max(central or pieces, key=lambda piece: piece.area)
    point = shapely.centroid(largest)
    if not largest.contains(point):
        point = largest.representative_point()
    return (float(point.x), float(point.y))
