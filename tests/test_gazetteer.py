"""The gazetteer: names to places."""

import pytest

from geo.gazetteer import load_gazetteer
from geo.model import PlaceKind


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Abu Kamal", PlaceKind.SETTLEMENT, "SY"),
        ("Deir ar-Zour", PlaceKind.ADMIN, "SY"),
        ("Deir ar Zour", PlaceKind.SETTLEMENT, "SY"),
        ("Euphrates", PlaceKind.RIVER, "SY"),
        ("the Euphrates River", PlaceKind.RIVER, "SY"),
        ("Syria", PlaceKind.COUNTRY, "SY"),
        ("Херсон", PlaceKind.SETTLEMENT, "UA"),
        ("Baghouz", PlaceKind.SETTLEMENT, "SY"),
    ],
)
def test_lookup(name: str, kind: PlaceKind, country: str) -> None:
    found = load_gazetteer().lookup(name)
    assert (kind, country) in {(place.kind, place.country) for place in found}


def test_a_river_carries_its_id() -> None:
    assert load_gazetteer().lookup("Euphrates")[0].river_id == "euphrates"


def test_a_province_has_an_outline() -> None:
    gazetteer = load_gazetteer()
    province = next(p for p in gazetteer.lookup("Deir ez-Zor") if p.kind is PlaceKind.ADMIN)
    ring = gazetteer.area(province)[0]
    assert ring[0] == ring[-1]
    assert all(38 < lon < 42 and 33 < lat < 37 for lon, lat in ring)


@pytest.mark.parametrize("name", ["Qwxzyville", "", "\0", "\0" * 3, "Raqqa " * 5_000])
def test_what_is_not_there_is_empty(name: str) -> None:
    assert load_gazetteer().lookup(name, countries=("SY",)) == ()


@pytest.mark.parametrize(
    ("name", "country", "local"),
    [
        ("Raqqa", "SY", "الرقة"),
        ("Mosul", "IQ", "الموصل"),
        ("Abu Kamal", "SY", "البوكمال"),
        ("Tripoli", "LB", "طرابلس"),
        ("Tyre", "LB", "صور"),
        ("Homs", "SY", "حمص"),
        ("Riyadh", "SA", "الرياض"),
        ("Khartoum", "SD", "الخرطوم"),
        ("Kherson", "UA", "Херсон"),
    ],
)
def test_a_town_bears_the_name_that_its_own_people_write(name: str, country: str, local: str) -> None:
    found = load_gazetteer().lookup(name, countries=(country,))
    town = next(p for p in found if p.country == country and p.feature_class == "P")
    assert town.local_name == local
