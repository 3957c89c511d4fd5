"""Towns along a river, by their km from its upper end: where a stretch of it may begin or end."""

from __future__ import annotations

from collections.abc import Sequence

from geo.model import PlacedClaim, PlaceKind, River
from geo.river import distance_km, km_along, known_towns

BESIDE_KM = 15.0
APART_KM = 3.0


def stops_along(river: River, placed: Sequence[PlacedClaim] = ()) -> tuple[tuple[float, str], ...]:
    """(km, name) of towns beside the line, downstream: those of the claims, then those of the table."""
    named = [
        (r.place.name, (r.place.lon, r.place.lat))
        for claim in placed
        for r in claim.claim.places
        if r.place and r.place.kind is PlaceKind.SETTLEMENT
    ]
    stops: list[tuple[float, str]] = []
    for name, at in dict.fromkeys((*named, *known_towns(river))):
        if distance_km(at, river) > BESIDE_KM:
            continue
        km = round(km_along(river, at))
        if all(abs(km - other) >= APART_KM for other, _ in stops):
            stops.append((km, name))
    return tuple(sorted(stops))


def far_km(river: River, placed: Sequence[PlacedClaim]) -> float | None:
    """Km from the line to the nearest claim on the map; None where none is on it."""
    spots = {claim.position for claim in placed if claim.position}
    return min((distance_km(spot, river) for spot in spots), default=None)
