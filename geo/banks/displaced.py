"""What a displacement is on the map: a moved centre with its radius, or a corridor between two towns."""

from __future__ import annotations

import math
from dataclasses import replace

import shapely

from geo.model import Displacement, DisplacementKind, LonLat, Place, Resolution, Ring, River
from geo.river import distance_km

_KM_PER_DEGREE = 111.195
_MOVED = (DisplacementKind.OFFSET, DisplacementKind.OUTSKIRTS, DisplacementKind.COUNTRYSIDE)
_ARC = 8


def centre_of(place: Place, moved: Displacement) -> LonLat:
    """(lon, lat) of where the words put it: the place itself where they give no direction."""
    if moved.bearing_deg is None or moved.distance_km is None:
        return place.lon, place.lat
    turn, degrees = math.radians(moved.bearing_deg), moved.distance_km / _KM_PER_DEGREE
    lat = place.lat + degrees * math.cos(turn)
    lon = place.lon + degrees * math.sin(turn) / _squeeze(place.lat)
    return round(lon, 5), round(lat, 5)


def corridor(place: Place, moved: Displacement) -> Ring | None:
    """A straight strip between the two places, `radius_km` to each side; None for other displacements."""
    if moved.toward is None:
        return None
    squeeze = _squeeze((place.lat + moved.toward.lat) / 2)
    ends = [(p.lon * squeeze, p.lat) for p in (place, moved.toward)]
    strip = shapely.LineString(ends).buffer(moved.radius_km / _KM_PER_DEGREE, quad_segs=_ARC)
    return tuple((round(x / squeeze, 5), round(y, 5)) for x, y in strip.exterior.coords)


def seen_place(resolution: Resolution, river: River) -> Place | None:
    """The place whose bank is asked: moved to where the words put it, if all of the circle is on one side."""
    place, moved = resolution.place, resolution.displacement
    if place is None or moved is None or moved.kind not in _MOVED:
        return place
    centre = centre_of(place, moved)
    if centre == (place.lon, place.lat) or distance_km(centre, river) <= moved.radius_km:
        return place
    return replace(place, lon=centre[0], lat=centre[1], geonames_id=None, known_bank=None)


def in_words(place: Place, moved: Displacement) -> str:
    """What the drawn area stands for, for people to read."""
    if moved.toward is not None:
        return f"a straight strip between {place.name} and {moved.toward.name}; roads may run outside it"
    if moved.bearing_deg is None or moved.distance_km is None:
        return f"around {place.name}"
    return f"about {moved.distance_km:.0f} km from {place.name}, as the text's words say; not exact"


def _squeeze(lat: float) -> float:
    return max(0.05, math.cos(math.radians(lat)))
