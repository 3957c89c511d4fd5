"""A name searched for: where the map goes, and what is said."""

import pytest

from geo.ui import words
from geo.ui.place_search import find_spot


@pytest.mark.parametrize(
    ("name", "countries", "lon", "lat"),
    [
        ("Raqqa", (), 39.0, 35.95),
        ("Abu Kamal", ("SY",), 40.9, 34.45),
        ("Tripoli", ("LB",), 35.85, 34.44),
        ("Tripoli", ("LY",), 13.19, 32.89),
        ("Херсон", (), 32.61, 46.64),
    ],
)
def test_the_case_s_countries_come_first(name, countries, lon, lat):
    spot, said = find_spot(name, countries)
    assert spot is not None
    assert (spot.lon, spot.lat) == pytest.approx((lon, lat), abs=0.15)
    assert said.startswith("The map shows ")


@pytest.mark.parametrize("name", ["Zzyzzyxa", "{{7*191}}", "<img src=x>", "……"])
def test_what_is_not_found_is_said(name):
    assert find_spot(name) == (None, words.place_not_found(name))


def test_nothing_asked_nothing_said():
    assert find_spot("") == (None, "")
