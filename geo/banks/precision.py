"""How exact a place's words are, in km: what the map draws and what every file states.

A claim that is drawn is as exact as its extent; a place that is not drawn is as exact as its kind.
"""

from __future__ import annotations

import math

from geo.model import ExtentKind, LonLat, PlacedClaim, PlaceKind, Resolution

SETTLEMENT_KM, NEAR_KM, RIVER_KM = 4.0, 12.0, 20.0
_PRECISION_KM = {
    PlaceKind.SETTLEMENT: SETTLEMENT_KM,
    PlaceKind.OTHER: SETTLEMENT_KM,
    PlaceKind.ADMIN: NEAR_KM,
    PlaceKind.RIVER: RIVER_KM,
    PlaceKind.REGION: 100.0,
    PlaceKind.COUNTRY: 300.0,
}
_PROVINCE_KM = 50.0
_KM_PER_DEGREE = 111.195


def precision_km(resolution: Resolution) -> float:
    """How far from the place's point the words may mean, by its kind and the words beside it."""
    place = resolution.place
    if place is None:
        return _PRECISION_KM[PlaceKind.REGION]
    own = _PROVINCE_KM if place.feature_code == "ADM1" else _PRECISION_KM[place.kind]
    own = max(own, place.within_km)
    own = max(own, NEAR_KM) if resolution.near else own
    moved = resolution.displacement
    if moved is None:
        return own
    ways = 2 if moved.toward else 1
    return max(own, round(ways * (moved.distance_km or 0.0) + moved.radius_km, 1))


def drawn_precision_km(placed: PlacedClaim) -> float | None:
    """The radius that is drawn, or how far an area or reach goes from its pin; None without a place."""
    extent = placed.extent
    if extent is None or extent.kind is ExtentKind.COUNTRY:
        return precision_km(placed.place) if placed.place else None
    if extent.radius_km is not None:
        return extent.radius_km
    points = [point for shape in (*extent.rings, *extent.lines) for point in shape]
    if not points or placed.position is None:
        return precision_km(placed.place) if placed.place else None
    return float(round(max(_km(placed.position, point) for point in points)))


def _km(a: LonLat, b: LonLat) -> float:
    across = (a[0] - b[0]) * math.cos(math.radians((a[1] + b[1]) / 2))
    return math.hypot(across, a[1] - b[1]) * _KM_PER_DEGREE
