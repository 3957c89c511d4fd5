"""How exact a claim's place is said to be: what is drawn, else what its kind of place allows."""

import pytest

from geo.banks.calls import locate_place
from geo.banks.precision import drawn_precision_km, precision_km
from geo.banks.stops import far_km, stops_along
from geo.model import (
    Bank,
    Certainty,
    Displacement,
    DisplacementKind,
    Extent,
    ExtentKind,
    Mention,
    MentionKind,
    Resolution,
    Span,
)
from geo.river import load_river, nearest_point
from tests.factories import place, placed, resolution

EUPHRATES = load_river("Euphrates")
TOWN = resolution()
PROVINCE = resolution(place("Deir ez-Zor", feature_class="A", feature_code="ADM1"))
SYRIA = resolution(place("Syria", feature_class="A", feature_code="PCLI"))
NOWHERE = Resolution(Mention(Span(0, 3), "Zzy", MentionKind.PLACE, "Zzy"), None, 0.0)
SQUARE = ((40.0, 34.0), (40.2, 34.0), (40.2, 34.2), (40.0, 34.2), (40.0, 34.0))


def moved(**more: object) -> Resolution:
    words = {"distance_km": 20.0, "bearing_deg": 180.0} | more
    return resolution(displacement=Displacement(DisplacementKind.OFFSET, Span(0, 1), 5.0, **words))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "km"),
    [
        (TOWN, 4.0),
        (resolution(near=True), 12.0),
        (PROVINCE, 50.0),
        (resolution(place(within_km=9.0)), 9.0),
        (SYRIA, 300.0),
        (NOWHERE, 100.0),
        (moved(), 25.0),
        (moved(distance_km=None), 5.0),
        (moved(toward=place("Hajin", 34.69, 40.83)), 45.0),
    ],
)
def test_a_place_is_as_exact_as_its_kind_and_the_words_beside_it(words: Resolution, km: float) -> None:
    assert precision_km(words) == km


@pytest.mark.parametrize(
    ("words", "extent", "km"),
    [
        (TOWN, None, 4.0),
        (None, None, None),
        (SYRIA, Extent(ExtentKind.COUNTRY), 300.0),
        (None, Extent(ExtentKind.COUNTRY), None),
        (TOWN, Extent(ExtentKind.CIRCLE, (SQUARE,), radius_km=12.0), 12.0),
        (PROVINCE, Extent(ExtentKind.AREA, (SQUARE,)), 97.0),
        (PROVINCE, Extent(ExtentKind.AREA), 50.0),
        (None, Extent(ExtentKind.AREA), None),
    ],
)
def test_a_claim_is_as_exact_as_what_is_drawn(
    words: Resolution | None, extent: Extent | None, km: float | None
) -> None:
    assert drawn_precision_km(placed(place=words, extent=extent)) == km


@pytest.mark.parametrize(
    ("at", "bank", "certainty"),
    [
        (
            place("A field", *reversed(nearest_point(EUPHRATES, (40.6, 34.8))), geonames_id=None),
            Bank.NONE,
            Certainty.ON_LINE,
        ),
        (place("Far", 48.85, 2.35, geonames_id=None), Bank.NONE, None),
        (place("Upstream", 39.6, 39.0, geonames_id=None), Bank.NONE, Certainty.BEYOND),
        (place("Mine", 34.6, 41.2, geonames_id=None, known_bank=Bank.LEFT), Bank.LEFT, Certainty.CERTAIN),
        (place("A hill", 34.5, 41.4, geonames_id=None), Bank.LEFT, Certainty.CERTAIN),
        (place("The river", river_id="euphrates", feature_class="H", feature_code="STM"), Bank.NONE, None),
        (
            place("No outline", 34.5, 41.4, geonames_id=None, feature_class="A", feature_code="ADM1"),
            Bank.LEFT,
            Certainty.CERTAIN,
        ),
    ],
    ids=lambda value: getattr(value, "name", None),
)
def test_where_a_place_lies(at, bank: Bank, certainty: Certainty | None) -> None:
    found = locate_place(at, EUPHRATES, lambda _: ())
    assert (found.bank, found.certainty) == (bank, certainty)


def square(west: float, south: float, size: float):
    east, north = west + size, south + size
    return ((west, south), (east, south), (east, north), (west, north), (west, south))


@pytest.mark.parametrize(
    ("ring", "bank"),
    [
        (square(40.0, 34.5, 1.0), Bank.BOTH),
        (square(41.2, 35.2, 0.5), Bank.LEFT),
        (square(38.5, 34.0, 0.5), Bank.RIGHT),
        (square(2.0, 48.0, 0.5), Bank.NONE),
        (((40.0, 34.0), (40.0, 34.0), (40.0, 34.0), (40.0, 34.0)), Bank.NONE),
    ],
)
def test_where_an_area_lies(ring, bank: Bank) -> None:
    at = place("Area", ring[0][1], ring[0][0], feature_class="A", feature_code="ADM1", geonames_id=None)
    assert locate_place(at, EUPHRATES, lambda _: (ring,)).bank is bank


def test_stops_stand_beside_the_line_downstream_and_apart() -> None:
    stops = stops_along(EUPHRATES, [placed(), placed()])
    names = [name for _, name in stops]
    assert names.count("Abu Kamal") == 1
    assert [km for km, _ in stops] == sorted(km for km, _ in stops)
    far = placed(at=(2.35, 48.85))
    assert far_km(EUPHRATES, [far, placed()]) == pytest.approx(far_km(EUPHRATES, [placed()]))
    assert far_km(EUPHRATES, [placed(at=None)]) is None
