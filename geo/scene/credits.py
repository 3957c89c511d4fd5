"""Whose data a map shows: the base map and gazetteer, the boundary's line, places from elsewhere.

In: placed claims and the boundary. Out: lines that stand on every picture and in every file.
"""

from __future__ import annotations

from collections.abc import Sequence

from geo.model import ASKED, Place, PlacedClaim, River

CREDITS = (
    "Places: GeoNames (CC BY 4.0)",
    "Land and borders: Natural Earth",
    "Rivers and lakes: GSHHG (LGPL)",
)
_CREDITED_LICENCE = "LGPL-3.0-or-later"
"""Of the catalogue's lines, which the last of the lines above credits."""


def map_credits(placed: Sequence[PlacedClaim], river: River | None) -> tuple[str, ...]:
    """Credits of a map of these claims and this boundary."""
    return (*CREDITS, *_boundary_credit(river), *_place_credits(placed))


def _boundary_credit(river: River | None) -> tuple[str, ...]:
    if river is None or river.licence == _CREDITED_LICENCE or not river.source:
        return ()
    licence = f" ({river.licence})" if river.licence else ""
    return (f"Boundary: {river.source}{licence}",)


def _place_credits(placed: Sequence[PlacedClaim]) -> tuple[str, ...]:
    """Sources of places that somebody took over from another service."""
    shown = [r.place for item in placed for r in item.claim.places if r.place is not None]
    sources = dict.fromkeys(place.source for place in shown if _is_foreign(place))
    return tuple(f"Place set by hand: {source}" for source in sources)


def _is_foreign(place: Place) -> bool:
    return ASKED in place.source
