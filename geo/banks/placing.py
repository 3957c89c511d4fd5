"""Where a claim is drawn: its extent, and a position inside the extent on the bank it speaks of."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np
import shapely

from geo.banks.calls import FAR_KM, AreaOf, call_bank, call_by_words, reference_of
from geo.banks.crossings import arrow_of
from geo.banks.displaced import centre_of, corridor, in_words, seen_place
from geo.banks.fire import hit_places
from geo.banks.precision import NEAR_KM, RIVER_KM, precision_km
from geo.model import (
    Bank,
    BankCall,
    Claim,
    Extent,
    ExtentKind,
    Link,
    LonLat,
    Place,
    PlacedClaim,
    PlaceKind,
    Resolution,
    Ring,
    River,
)
from geo.river import (
    Course,
    course_of,
    distance_km,
    line_of,
    nearest_point,
    polygons_of,
    reach_around,
    split_by_river,
)

CIRCLE_STEPS = 48
_SIDES = (Bank.LEFT, Bank.RIGHT)
_RANK = {
    PlaceKind.SETTLEMENT: 0,
    PlaceKind.OTHER: 1,
    PlaceKind.ADMIN: 2,
    PlaceKind.RIVER: 3,
    PlaceKind.REGION: 4,
    PlaceKind.COUNTRY: 5,
}


def no_area(_: Place) -> tuple[Ring, ...]:
    """For callers that hold no outlines."""
    return ()


def place_claim(
    claim: Claim, river: River | None, *, area_of: AreaOf = no_area, context: LonLat | None = None
) -> PlacedClaim:
    """A claim with its bank, extent and position; without a position it is not on the map.

    `area_of` gives the outline of a province. `context` (lon, lat) is where the text's events are, for
    claims that name only the river: without it and without a place they are not on the map.
    """
    resolutions = sorted(
        _scene_places(claim), key=lambda r: (_rank(r), r.link is Link.CARRIED, r.mention.span)
    )
    main = main_place(resolutions)
    if river is None:
        return _placed(claim, main, call_by_words(claim), None, area_of)
    at = _beside(main, river, context)
    places = [place for r in resolutions if (place := seen_place(r, river))]
    call = call_bank(claim, places, river, at=at, area_of=area_of)
    on_river = main is not None and main.place is not None and main.place.kind is PlaceKind.RIVER
    if main is not None and on_river:
        return _with_arrow(_on_own_river(claim, main, call, river, at), river)
    return _with_arrow(_placed(claim, main, call, river, area_of), river)


def _with_arrow(placed: PlacedClaim, river: River) -> PlacedClaim:
    """A crossing with its arrow over the line."""
    if placed.extent is None or placed.position is None:
        return placed
    arrow = arrow_of(placed.claim, placed.call, placed.position, river)
    return replace(placed, extent=replace(placed.extent, arrow=arrow)) if arrow else placed


def _scene_places(claim: Claim) -> list[Resolution]:
    """Places of the event; a town that fire or a side is only told from counts if it is alone."""
    known = hit_places(claim, [r for r in claim.places if r.place])
    references = [place for side in claim.sides if (place := reference_of(claim, side))]
    if not references:
        return known
    scene = [r for r in known if r.place not in references]
    return scene if any(_rank(r) <= _RANK[PlaceKind.OTHER] for r in scene) else known


def main_place(resolutions: Sequence[Resolution]) -> Resolution | None:
    """The place a claim is drawn at: settlements before areas, areas before rivers and countries."""
    return min(resolutions, key=_rank, default=None)


def _rank(resolution: Resolution) -> int:
    return _RANK[resolution.place.kind] if resolution.place else len(_RANK)


def _beside(main: Resolution | None, river: River, context: LonLat | None) -> LonLat | None:
    """Where on the river a claim's compass words are read."""
    place = main.place if main else None
    if place is None or place.kind in (PlaceKind.RIVER, PlaceKind.COUNTRY, PlaceKind.REGION):
        return context
    near = distance_km((place.lon, place.lat), river) <= FAR_KM
    return (place.lon, place.lat) if near else context


def _placed(
    claim: Claim, main: Resolution | None, call: BankCall, river: River | None, area_of: AreaOf
) -> PlacedClaim:
    """At a settlement or site: a circle cut by the bank; in a province: its area, or its reach."""
    place = main.place if main else None
    if main is None or place is None or place.kind in (PlaceKind.COUNTRY, PlaceKind.REGION, PlaceKind.RIVER):
        return PlacedClaim(claim, main, call)
    if place.kind is PlaceKind.ADMIN and (rings := area_of(place)):
        return _in_area(claim, main, call, river, rings)
    at = (place.lon, place.lat)
    if river is not None and call.bank is Bank.ON_RIVER:
        reach = RIVER_KM if place.kind is PlaceKind.ADMIN else NEAR_KM
        return _on_reach(claim, main, call, nearest_point(river, at), river, reach)
    if main.displacement is not None:
        return _displaced(claim, main, call, river)
    return _in_circle(claim, main, call, at, precision_km(main), river)


def _displaced(claim: Claim, main: Resolution, call: BankCall, river: River | None) -> PlacedClaim:
    """Beside, around or between the named places, as far as the words reach."""
    place, moved = main.place, main.displacement
    assert place is not None
    assert moved is not None
    detail = in_words(place, moved)
    strip = corridor(place, moved)
    if strip is None:
        drawn = _in_circle(claim, main, call, centre_of(place, moved), moved.radius_km, river)
        return replace(drawn, extent=replace(drawn.extent, detail=detail)) if drawn.extent else drawn
    course = course_of(river) if river is not None and call.bank in _SIDES else None
    area = _area_on(course, call.bank, (strip,)) or _area_on(None, call.bank, (strip,))
    if area is None:
        return PlacedClaim(claim, main, call)
    shapes, position = area
    extent = Extent(ExtentKind.AREA, shapes, detail=detail)
    return PlacedClaim(claim, main, call, position, extent)


def _on_own_river(
    claim: Claim, main: Resolution, call: BankCall, river: River, at: LonLat | None
) -> PlacedClaim:
    """A claim that names only the river: the reach or the bank beside the text's other places."""
    if at is None or main.place is None or main.place.river_id != river.water:
        return PlacedClaim(claim, main, call)
    foot = nearest_point(river, at)
    if call.bank in _SIDES:
        return _in_circle(claim, main, call, foot, RIVER_KM, river)
    return _on_reach(claim, main, call, foot, river, RIVER_KM)


def _on_reach(
    claim: Claim, main: Resolution, call: BankCall, foot: LonLat, river: River, around_km: float
) -> PlacedClaim:
    line = reach_around(river, foot, around_km=around_km)
    extent = Extent(ExtentKind.REACH, lines=(line,), radius_km=around_km, detail="a stretch of the river")
    return PlacedClaim(claim, main, call, foot, extent)


def _in_circle(
    claim: Claim, main: Resolution, call: BankCall, at: LonLat, radius_km: float, river: River | None
) -> PlacedClaim:
    if river is None or call.bank not in _SIDES:
        extent = Extent(ExtentKind.CIRCLE, (circle(at, radius_km),), radius_km=radius_km)
        return PlacedClaim(claim, main, call, at, extent)
    drawn = _circle_on(course_of(river), call.bank, at, radius_km)
    away = distance_km(at, river)
    if drawn is None and away < 3 * NEAR_KM:
        radius_km = away + NEAR_KM  # the words speak of a bank that the first circle does not reach
        drawn = _circle_on(course_of(river), call.bank, at, radius_km)
    if drawn is None:
        return PlacedClaim(claim, main, call)
    rings, position = drawn
    detail = "the part of the circle on the bank the claim speaks of"
    extent = Extent(ExtentKind.CIRCLE, rings, radius_km=radius_km, detail=detail)
    return PlacedClaim(claim, main, call, position, extent)


@lru_cache(maxsize=4096)
def _circle_on(
    course: Course, bank: Bank, at: LonLat, radius_km: float
) -> tuple[tuple[Ring, ...], LonLat] | None:
    """The part of a circle on a bank, and the centre or else a point with room, on that bank.

    Kept, because many claims speak of one town.
    """
    split = split_by_river(course.river, shapely.Polygon(circle(at, radius_km)))[bank]
    pieces = [piece for piece in split if piece.area > 0]
    if not pieces:
        return None
    centred = any(piece.contains(shapely.Point(at)) for piece in pieces)
    position = at if centred else _inner_point(max(pieces, key=lambda piece: piece.area))
    return tuple(_ring(piece) for piece in pieces), position


def _in_area(
    claim: Claim, main: Resolution, call: BankCall, river: River | None, rings: tuple[Ring, ...]
) -> PlacedClaim:
    if river is not None and call.bank is Bank.ON_RIVER:
        return _on_reach_within(claim, main, call, river, polygons_of(rings))
    course = course_of(river) if river is not None and call.bank in _SIDES else None
    drawn = _area_on(course, call.bank, rings)
    if drawn is None:
        return PlacedClaim(claim, main, call)
    shapes, position = drawn
    detail = "outline approximate, about 2013"
    if course is not None:
        detail = f"the part on this bank; {detail}"
    return PlacedClaim(claim, main, call, position, Extent(ExtentKind.AREA, shapes, detail=detail))


@lru_cache(maxsize=512)
def _area_on(
    course: Course | None, bank: Bank, rings: tuple[Ring, ...]
) -> tuple[tuple[Ring, ...], LonLat] | None:
    """The part of an outline on a bank, all of it without a course, and a point with room in it."""
    pieces = polygons_of(rings)
    if course is not None:
        pieces = [part for piece in pieces for part in split_by_river(course.river, piece)[bank]]
    if not pieces:
        return None
    shapes = tuple(_ring(shapely.simplify(piece, 0.005)) for piece in pieces)
    return shapes, _inner_point(max(pieces, key=lambda piece: piece.area))


def _on_reach_within(
    claim: Claim, main: Resolution, call: BankCall, river: River, whole: list[shapely.Polygon]
) -> PlacedClaim:
    line = line_of(river)
    parts = [part for polygon in whole for part in shapely.get_parts(shapely.intersection(line, polygon))]
    lines = [part for part in parts if part.geom_type == "LineString" and len(part.coords) > 1]
    if not lines:
        return PlacedClaim(claim, main, call)
    longest = max(lines, key=lambda part: part.length)
    middle = longest.interpolate(0.5, normalized=True)
    reaches = tuple(tuple((x, y) for x, y in part.coords) for part in lines)
    extent = Extent(ExtentKind.REACH, lines=reaches, detail="the river inside the province")
    return PlacedClaim(claim, main, call, (middle.x, middle.y), extent)


@lru_cache(maxsize=1024)
def circle(at: LonLat, radius_km: float) -> Ring:
    """A closed ring about a point (lon, lat), counter-clockwise."""
    turn = np.linspace(0, 2 * math.pi, CIRCLE_STEPS + 1)
    degrees = radius_km / 111.195
    lon = at[0] + degrees * np.cos(turn) / max(0.05, math.cos(math.radians(at[1])))
    lat = at[1] + degrees * np.sin(turn)
    return tuple(zip(lon.round(5).tolist(), lat.round(5).tolist(), strict=True))


def _ring(polygon: shapely.Polygon) -> Ring:
    return tuple((round(x, 5), round(y, 5)) for x, y in polygon.exterior.coords)


def _inner_point(polygon: shapely.Polygon) -> LonLat:
    """The point of an area farthest from its edges, near enough: where a pin has room."""
    point = shapely.maximum_inscribed_circle(polygon).coords[0]
    return (round(point[0], 6), round(point[1], 6))
