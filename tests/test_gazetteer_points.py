"""Points of countries and provinces against GeoNames' own.

test_gazetteer_countries.csv: GeoNames' points of 196 countries as the public repository gvenzl/sample-data
has them (CC BY 4.0).

test_gazetteer_points.csv holds GeoNames' points (CC BY 4.0) as the annotators of TR-News and GeoWebNews
copied them, one row per country or province that those corpora name.
"""

import csv
from collections.abc import Iterator
from math import cos, hypot, radians
from pathlib import Path

import pytest

from geo.gazetteer import load_gazetteer
from geo.model import Place

NEAR_KM = 161.0
COUNTRIES = 0.97


def table() -> list[dict[str, str]]:
    with Path(__file__).with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def km_off(place: Place, row: dict[str, str]) -> float:
    turn = (place.lon - float(row["lon"]) + 180) % 360 - 180
    return 111.2 * hypot(place.lat - float(row["lat"]), turn * cos(radians(place.lat)))


def placed() -> Iterator[tuple[Place, dict[str, str]]]:
    gazetteer = load_gazetteer()
    rows = {row["geonames_id"]: row for row in table()}
    for number in range(len(gazetteer)):
        if gazetteer.entry(number).code in ("PCLI", "ADM1"):
            place = gazetteer.place(number)
            row = rows.get(str(place.geonames_id))
            if row is not None:
                yield place, row


def test_points_lie_near_geonames_own() -> None:
    found = list(placed())
    off = {place.country for place, row in found if km_off(place, row) > NEAR_KM}
    countries = {place.country for place, _ in found}
    assert len(found) > 150
    assert 1 - len(off) / len(countries) >= COUNTRIES, off


def country_pairs() -> Iterator[tuple[Place, dict[str, str]]]:
    """Every country of the index with GeoNames' own point for it."""
    gazetteer = load_gazetteer()
    text = Path(__file__).with_name("test_gazetteer_countries.csv").read_text("utf-8")
    own = {row["country"]: row for row in csv.DictReader(text.splitlines())}
    for number in range(len(gazetteer)):
        entry = gazetteer.entry(number)
        if entry.code == "PCLI" and entry.country in own:
            yield gazetteer.place(number), own[entry.country]


def test_countries_lie_where_geonames_has_them() -> None:
    found = list(country_pairs())
    off = {place.country for place, row in found if km_off(place, row) > NEAR_KM}
    assert len(found) > 190
    assert 1 - len(off) / len(found) >= COUNTRIES, off


@pytest.mark.parametrize(
    ("code", "lat", "lon"),
    [
        ("RU.64", 50.0, 143.0),
        ("IN.01", 11.5, 93.0),
        ("ID.28", -4.0, 130.0),
        ("JP.47", 26.5, 128.0),
        ("CA.14", 70.5, -87.0),
        ("FJ.05", -17.8, 177.8),
        ("CN.20", 44.0, 113.0),
        ("RU.15", 66.5, 171.0),
    ],
)
def test_a_province_of_islands_or_a_wide_one_stands_in_its_middle(code: str, lat: float, lon: float) -> None:
    """Where the label of the source's map stands on an outlying island, the centre of the area is taken."""
    gazetteer = load_gazetteer()
    (place,) = (
        gazetteer.place(number)
        for number in range(len(gazetteer))
        if gazetteer.entry(number).code == "ADM1" and gazetteer.entry(number).admin1 == code
    )
    assert km_off(place, {"lat": str(lat), "lon": str(lon)}) < 2 * NEAR_KM


def test_provinces_split_since_the_map_was_drawn_show_no_outline_of_old() -> None:
    gazetteer = load_gazetteer()
    for name in ("Équateur", "Kasaï Oriental"):
        place = next(p for p in gazetteer.lookup(name, countries=("CD",)) if p.feature_code == "ADM1")
        assert gazetteer.area(place) == ()


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Erbil Governorate", "IQ"),
        ("Zaporizhia Oblast", "UA"),
        ("Kursk Oblast", "RU"),
        ("Karen State", "MM"),
        ("Central Serbia", "RS"),
        ("Leinster", "IE"),
        ("Ituri Province", "CD"),
    ],
)
def test_provinces_by_the_names_that_texts_use(name: str, country: str) -> None:
    place = load_gazetteer().lookup(name)[0]
    assert (place.feature_code, place.country) == ("ADM1", country)
