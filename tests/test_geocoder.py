"""The geopy face of the gazetteer: geopy's signatures, no network."""

import socket

import pytest
from geopy.exc import GeocoderQueryError
from geopy.location import Location

from geo.geocoder import Gazetteer


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)


def one(found: Location | list[Location] | None) -> Location:
    assert isinstance(found, Location)
    return found


@pytest.mark.parametrize(
    ("query", "options", "lat", "lon"),
    [
        ("Abu Kamal", {}, 34.45, 40.92),
        ("Paris, Texas", {}, 33.66, -95.56),
        ("Paris", {"country_codes": "fr"}, 48.85, 2.35),
        ("Tripoli", {"country_codes": ["LB"]}, 34.43, 35.84),
        ({"city": "Springfield", "state": "Illinois"}, {}, 39.8, -89.64),
        ("الرقة", {"country_codes": "SY"}, 35.95, 39.0),
    ],
)
def test_geocode(query: str, options: dict[str, object], lat: float, lon: float) -> None:
    found = Gazetteer().geocode(query, exactly_one=False, **options)
    settlements = [place for place in found if place.raw["kind"] == "settlement"]
    assert settlements[0].latitude == pytest.approx(lat, abs=0.1)
    assert settlements[0].longitude == pytest.approx(lon, abs=0.1)


def test_an_answer_tells_its_source() -> None:
    found = one(Gazetteer().geocode("Hajin, Syria"))
    assert found.address == "Hajīn, Syria"
    assert found.raw["geonames_id"] == 174506
    assert found.raw["country"] == "SY"


def test_language_gives_the_local_name() -> None:
    assert one(Gazetteer().geocode("Kherson", country_codes="UA", language="uk")).address.startswith("Херсон")


@pytest.mark.parametrize("query", ["Qwxzyville", "", "Paris, Nowhereland", ",,,"])
def test_nothing_found_is_none_or_empty(query: str) -> None:
    assert Gazetteer().geocode(query) is None
    assert Gazetteer().geocode(query, exactly_one=False) == []


@pytest.mark.parametrize(
    ("point", "name"),
    [
        ((34.4523, 40.9185), "Ālbū Kamāl"),
        ("46.6497, 32.6115", "Kherson"),
        ((-17.8, 178.9), None),
        ((89.9, 0.0), None),
    ],
)
def test_reverse(point: object, name: str | None) -> None:
    found = one(Gazetteer().reverse(point))
    assert name is None or found.raw["name"] == name


def test_reverse_gives_as_many_as_asked_nearest_first() -> None:
    found = Gazetteer().reverse((34.45, 40.92), exactly_one=False, limit=3)
    assert isinstance(found, list)
    assert len(found) == 3


@pytest.mark.parametrize("point", ["nowhere", "here, there", (1, 2, 3, 4)])
def test_what_is_no_point_is_refused_with_a_sentence(point: object) -> None:
    with pytest.raises(GeocoderQueryError, match="not a point"):
        Gazetteer().reverse(point)


@pytest.mark.parametrize(
    ("countries", "found"),
    [("sy,iq", {"SY", "IQ"}), (["SY"], {"SY"}), (("sy", " IQ "), {"SY", "IQ"}), ("xx", set())],
)
def test_country_codes_restrict_as_text_or_list(countries: object, found: set[str]) -> None:
    places = Gazetteer().geocode("Al Qaim", exactly_one=False, country_codes=countries)
    assert isinstance(places, list)
    assert {place.raw["country"] for place in places} <= found


def test_reverse_speaks_the_language_asked_for() -> None:
    assert one(Gazetteer().reverse((46.65, 32.61), language="uk")).address.startswith("Херсон")
    assert one(Gazetteer().reverse((46.65, 32.61), language="en")).address.startswith("Kherson")


def test_a_limit_holds() -> None:
    found = Gazetteer().geocode("Springfield", exactly_one=False, limit=2)
    assert isinstance(found, list)
    assert len(found) == 2
