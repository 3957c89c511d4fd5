"""What a displacement draws: a moved circle, or a strip between two towns."""

import pytest
import shapely

from geo.banks import place_claim
from geo.model import Bank, Displacement, DisplacementKind, ExtentKind, PlacedClaim, Span
from geo.river import load_river
from tests.factories import claim, place, resolution

RAQQA = place("Raqqa", 35.95, 39.01, geonames_id=None)
TABQA = place("Tabqa", 35.84, 38.55, geonames_id=None)
EUPHRATES = load_river("Euphrates")


def drawn(moved: Displacement, river: bool = True) -> PlacedClaim:
    made = claim("A base was hit.", places=(resolution(RAQQA, displacement=moved),))
    return place_claim(made, EUPHRATES if river else None)


@pytest.mark.parametrize(
    ("bearing", "distance", "lat", "lon"),
    [(180, 22.239, 35.75, 39.01), (0, 22.239, 36.15, 39.01), (90, 18.0, 35.95, 39.21)],
)
def test_the_circle_stands_where_the_words_put_it(
    bearing: float, distance: float, lat: float, lon: float
) -> None:
    moved = Displacement(DisplacementKind.OFFSET, Span(0, 4), 8.0, bearing_deg=bearing, distance_km=distance)
    found = drawn(moved, river=False)
    assert found.extent is not None
    assert found.position == pytest.approx((lon, lat), abs=0.01)
    assert (found.extent.kind, found.extent.radius_km) == (ExtentKind.CIRCLE, 8.0)
    assert "Raqqa" in found.extent.detail
    assert found.place is not None
    assert found.place.place == RAQQA


@pytest.mark.parametrize(("bearing", "bank"), [(0, Bank.LEFT), (180, Bank.RIGHT)])
def test_the_bank_is_asked_where_the_words_put_it(bearing: float, bank: Bank) -> None:
    moved = Displacement(DisplacementKind.OFFSET, Span(0, 4), 12.0, bearing_deg=bearing, distance_km=30.0)
    assert drawn(moved).call.bank is bank


def test_between_two_towns_is_a_strip() -> None:
    moved = Displacement(DisplacementKind.BETWEEN, Span(0, 4), 5.0, distance_km=21.0, toward=TABQA)
    found = drawn(moved, river=False)
    assert found.extent is not None
    assert found.extent.kind is ExtentKind.AREA
    strip = shapely.Polygon(found.extent.rings[0])
    assert strip.contains(shapely.Point(38.78, 35.895))
    assert not strip.contains(shapely.Point(38.78, 36.1))
    assert "Tabqa" in found.extent.detail
