"""The bank of a country: "the Thai bank" is the one whose towns, near the place spoken of, are Thai."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from geo.gazetteer import load_gazetteer
from geo.model import Bank, LonLat, River
from geo.river import Course, course_of, locate_banks

TOWNS = 60
"""How many of the nearest towns are asked."""
LEAST = 0.8
"""The least share of a bank's towns that makes it a country's; on the other bank the country has the rest."""
STEP_KM = 40.0
"""How often along a line towns are asked where no place is known."""
STOPS = 8
"""The fewest places along a short river at which they are asked."""
FEWEST = 2
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
    """The bank that is the country's wherever the line parts it from another, from end to end."""
    length = float(course.km[-1])
    stops = [course.point_at(km) for km in np.arange(0.0, length, min(STEP_KM, length / STOPS)).tolist()]
    towns = [_towns_near(*stop) for stop in stops]
    found = [_bank_among(country, course.river, near) for near in towns if _parts(near)]
    told = {bank: found.count(bank) for bank in SIDES}
    best = max(SIDES, key=lambda bank: told[bank])
    return best if told[best] >= FEWEST and told[best] >= LEAST * sum(told.values()) else Bank.NONE


def _parts(towns: tuple[Town, ...]) -> bool:
    return len({country for _, _, country in towns}) > 1


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
