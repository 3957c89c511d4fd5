"""Spellings that texts use for places of the conflict theatres, native scripts among them."""

from math import cos, hypot, radians
from pathlib import Path

import pytest

from geo.gazetteer import load_gazetteer
from geo.model import Place

NEAR_KM = 25.0
LISTED = Path(__file__).with_suffix(".csv").read_text("utf-8").splitlines()[1:]
"""place | country | lat,lon | spellings"""


def table() -> list[tuple[str, str, float, float]]:
    found = []
    for line in LISTED:
        _, country, point, spellings = line.split("|")
        lat, lon = map(float, point.split(","))
        found += [(spelling, country, lat, lon) for spelling in spellings.split(";")]
    return found


SPELLINGS = table()


def km_from(place: Place, lat: float, lon: float) -> float:
    return 111.2 * hypot(place.lat - lat, (place.lon - lon) * cos(radians(lat)))


def is_right(spelling: str, country: str, lat: float, lon: float) -> bool:
    """Whether the first settlement of that spelling in the country is the one at the point."""
    found = load_gazetteer().lookup(spelling, countries=(country,))
    towns = (place for place in found if place.country == country and place.feature_class == "P")
    first = next(towns, None)
    return first is not None and km_from(first, lat, lon) < NEAR_KM


def test_the_list_is_long_enough() -> None:
    assert len(SPELLINGS) >= 200
    assert len(LISTED) >= 60


@pytest.mark.parametrize(("spelling", "country", "lat", "lon"), SPELLINGS, ids=str)
def test_a_spelling_finds_its_place(spelling: str, country: str, lat: float, lon: float) -> None:
    assert is_right(spelling, country, lat, lon)
