"""The bank of a country: "the Thai bank" is the one whose towns, near the place spoken of, are Thai."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from geo.gazetteer import load_gazetteer
from geo.model import Bank, LonLat, River
from geo.river import Course, course_of, locate_banks, opposite

TOWNS = 60
"""How many of the nearest towns are asked."""
LEAST = 0.8
"""The least share of a bank's towns that makes it a country's; on the other bank the country has the rest."""
STEP_KM, BESIDE_KM = 40.0, 60.0
"""How often along a line, and how far from it, towns are asked where no place is known."""
FEWEST = 3
Town = tuple[float, float, str]
"""Longitude, latitude, country."""
SIDES = (Bank.LEFT, Bank.RIGHT)


def bank_of_country(country: str, river: River, at: LonLat | None) -> Bank:
    """The bank of `river` that is `country`'s (ISO code) near `at` (lon, lat).

    Where they don't tell, the whole line is asked. NONE where both banks are its own, or neither.
    """
    beside = _bank_among(country, river, _towns_near(*at)) if at is not None else Bank.NONE
    return beside if beside is not Bank.NONE else _along_the_line(country, course_of(river))


@lru_cache(maxsize=256)
def _along_the_line(country: str, course: Course) -> Bank:
    """The bank that has nearly all of a country's towns beside the line, from end to end."""
    stops = [course.point_at(km) for km in np.arange(0.0, float(course.km[-1]), STEP_KM).tolist()]
    towns = {town for stop in stops for town in _towns_near(*stop) if town[2] == country}
    if len(towns) < FEWEST:
        return Bank.NONE
    calls = locate_banks([lon for lon, _, _ in towns], [lat for _, lat, _ in towns], course.river)
    banks = [calls.bank(index) for index in range(len(towns)) if calls.distance_km[index] <= BESIDE_KM]
    for side in SIDES:
        if banks.count(side) >= FEWEST and banks.count(opposite(side)) <= (1 - LEAST) / 2 * len(banks):
            return side
    return Bank.NONE


def _bank_among(country: str, river: River, towns: tuple[Town, ...]) -> Bank:
    calls = locate_banks([lon for lon, _, _ in towns], [lat for _, lat, _ in towns], river)
    shares = {
        side: _share(country, [towns[i][2] for i in range(len(towns)) if calls.bank(i) is side])
        for side in SIDES
    }
    best, other = sorted(SIDES, key=lambda side: -shares[side])
    return best if shares[best] >= LEAST and shares[other] <= 1 - LEAST else Bank.NONE


def _share(country: str, countries: list[str]) -> float:
    return countries.count(country) / len(countries) if countries else 0.0


@lru_cache(maxsize=1024)
def _towns_near(lon: float, lat: float) -> tuple[Town, ...]:
    """Longitude, latitude and country of the nearest towns."""
    gazetteer = load_gazetteer()
    rows = gazetteer.nearest(lon, lat, limit=TOWNS)
    return tuple((*gazetteer.position(row), gazetteer.entry(row).country) for row in rows)
