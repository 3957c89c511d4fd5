"""The bank of a country: "the Thai bank" is the one whose towns, near the place spoken of, are Thai."""

from __future__ import annotations

from functools import lru_cache

from geo.gazetteer import load_gazetteer
from geo.model import Bank, LonLat, River
from geo.river import locate_banks

TOWNS = 60
"""How many of the nearest towns are asked."""
LEAST = 0.8
"""The least share of a bank's towns that makes it a country's; on the other bank the country has the rest."""
SIDES = (Bank.LEFT, Bank.RIGHT)


def bank_of_country(country: str, river: River, at: LonLat | None) -> Bank:
    """The bank of `river` that is `country`'s (ISO code) near `at` (lon, lat).

    NONE where both banks are its own, or neither, and where no place is known.
    """
    if at is None:
        return Bank.NONE
    towns = _towns_near(*at)
    calls = locate_banks([lon for lon, _, _ in towns], [lat for _, lat, _ in towns], river)
    shares = {
        side: _share(country, [towns[i][2] for i in range(len(towns)) if calls.bank(i) is side])
        for side in SIDES
    }
    best, other = sorted(SIDES, key=lambda side: -shares[side])
    return best if shares[best] >= LEAST and shares[other] <= 1 - LEAST else Bank.NONE


def _share(country: str, countries: list[str]) -> float:
    return countries.count(country) / len(countries) if countries else 0.0


@lru_cache(maxsize=256)
def _towns_near(lon: float, lat: float) -> tuple[tuple[float, float, str], ...]:
    """Longitude, latitude and country of the nearest towns."""
    gazetteer = load_gazetteer()
    rows = gazetteer.nearest(lon, lat, limit=TOWNS)
    return tuple((*gazetteer.position(row), gazetteer.entry(row).country) for row in rows)
