"""The scene: pins by actor, stance and bank; seats on the right bank; bounds, legend, names."""

from dataclasses import replace
from itertools import combinations

import pytest
import shapely

from geo.model import Actor, Bank, Extent, ExtentKind, Role, Stance
from geo.scene import actor_of, compose_scene
from geo.scene.spread import Spread, km_between
from tests import scenes
from tests.factories import claim, place, placed
from tests.scenes import EASTERN, PARTIES, WESTERN, one

GUARD, UNION, MINISTRY, _ = PARTIES


def compose(*claims, **more):
    return compose_scene(claims, places=more.pop("places", ()), **more)


@pytest.mark.parametrize(
    ("second", "pins"),
    [
        (one(1), 1),
        (one(1, bank=WESTERN), 2),
        (one(1, UNION), 2),
        (one(1, stance=Stance.DENIED), 2),
        (one(1, negated=True), 2),
        (one(1, at=(41.2, 34.8)), 2),
    ],
    ids=["the same", "other bank", "other actor", "denied", "negated", "other place"],
)
def test_claims_share_a_pin_only_where_nothing_tells_them_apart(second, pins) -> None:
    scene = compose(one(0), second)
    assert len(scene.pins) == pins
    assert sorted(index for pin in scene.pins for index in pin.claims) == [0, 1]


def test_a_claim_without_a_position_stays_in_the_scene_but_in_no_pin() -> None:
    scene = compose(one(0), placed(claim(id="nowhere"), Bank.NONE, None))
    assert [item.claim.id for item in scene.claims] == ["claim0", "nowhere"]
    assert [pin.claims for pin in scene.pins] == [(0,)]


@pytest.mark.parametrize(
    ("roles", "speaker", "expected"),
    [
        ([(GUARD, Role.SPEAKS), (UNION, Role.ACTS)], GUARD, "union"),
        ([(GUARD, Role.SPEAKS), (UNION, Role.ACTED_ON)], GUARD, "union"),
        ([(GUARD, Role.SPEAKS), (UNION, Role.MENTIONED)], GUARD, "river-guard"),
        ([], MINISTRY, "ministry"),
        ([], None, "nobody"),
    ],
)
def test_a_pin_wears_the_colour_of_who_acts(roles, speaker, expected) -> None:
    assert actor_of(claim(actors=roles, speaker=speaker)).id == expected


def crowd() -> list:
    parties = [Actor(f"party{n}", f"Party {n}", "armed group") for n in range(7)]
    return [one(n, party, bank=bank) for bank in (EASTERN, WESTERN) for n, party in enumerate(parties)]


def test_pins_of_one_spot_are_set_apart_within_their_extent_on_their_bank() -> None:
    claims = crowd()
    scene = compose(*claims)
    assert len(scene.pins) == 14
    for pin in scene.pins:
        extent = claims[pin.claims[0]].extent
        assert shapely.Polygon(extent.rings[0]).contains(shapely.Point(pin.lon, pin.lat))
        assert scenes.side_of((pin.lon, pin.lat)) is pin.bank
    for a, b in combinations(scene.pins, 2):
        assert km_between((a.lon, a.lat), (b.lon, b.lat)) > 0.2


def test_seats_are_the_same_every_time() -> None:
    assert compose(*crowd()).pins == compose(*crowd()).pins


def test_a_claim_of_both_banks_stands_on_the_river() -> None:
    both = placed(claim(), Bank.BOTH, (40.5, 35.1))
    (pin,) = compose(both, river=scenes.RIVER).pins
    assert shapely.LineString(scenes.LINE).distance(shapely.Point(pin.lon, pin.lat)) < 0.001


@pytest.mark.parametrize("bank", [EASTERN, WESTERN])
def test_a_pin_on_a_bank_without_extent_keeps_its_spot(bank: Bank) -> None:
    spread = Spread(spacing_km=3)
    assert {spread.place((41.0, 35.0), None, bank=bank) for _ in range(3)} == {(41.0, 35.0)}


def test_pins_on_a_reach_are_set_along_the_line() -> None:
    reach = Extent(ExtentKind.REACH, lines=(scenes.LINE[15:25],))
    spread = Spread(spacing_km=3)
    seats = {spread.place(scenes.LINE[20], reach, bank=Bank.ON_RIVER) for _ in range(5)}
    assert len(seats) == 5
    assert all(shapely.LineString(scenes.LINE).distance(shapely.Point(seat)) < 1e-6 for seat in seats)


@pytest.mark.parametrize(
    "claims",
    [[one(0)], scenes.few(), [one(0), one(1, at=(40.0, 36.0))], scenes.many(200)],
    ids=["one", "few", "far apart", "many"],
)
def test_the_view_holds_every_pin_and_never_less_than_a_district(claims) -> None:
    scene = compose(*claims)
    west, south, east, north = scene.bounds
    assert all(west < pin.lon < east and south < pin.lat < north for pin in scene.pins)
    assert km_between((west, south), (east, south)) >= 35
    assert km_between((west, south), (west, north)) >= 20


def test_without_claims_the_view_is_the_world() -> None:
    west, _, east, _ = compose().bounds
    assert east - west > 300


def test_the_legend_names_what_is_drawn_and_nothing_else() -> None:
    labels = [entry.label for entry in compose(*scenes.few()).legend]
    assert labels[:4] == ["Ministry", "Harbour Council", "Union of the Plain", "River Guard"]
    assert labels[4:] == [
        "says it is so", "says it is not so", "denies it", "doubts it", "demands it", "plans it",
        "area the words may mean",
    ]  # fmt: skip
    alone = [entry.label for entry in compose(one(0)).legend]
    assert alone == ["River Guard", "says it is so", "area the words may mean"]


def test_credits_name_the_data_and_the_report() -> None:
    credits = " ".join(compose(one(0), sources=("Report: The Courier",)).credits)
    assert all(name in credits for name in ("GeoNames", "Natural Earth", "GSHHG", "The Courier"))


def test_names_of_claims_come_first_and_no_town_is_named_twice() -> None:
    towns = [
        place("Ostrel (Old)", 35.01, 41.01),
        place("Faraway", 35.5, 41.5, population=90_000),
        place("Plainland", 35.0, 42.0, feature_class="A", feature_code="PCLI"),
        place("Great Plain", 35.0, 42.2, feature_class="A", feature_code="ADM1"),
    ]
    labels = [(label.name, label.kind) for label in compose(one(0), places=towns).labels]
    assert labels == [("Ostrel", "claimed"), ("Plainland", "country"), ("Faraway", "town")]


def test_a_town_with_several_points_is_named_once_and_a_namesake_far_off_again() -> None:
    near = [one(number, at=(41.0 + number / 200, 35.0)) for number in range(4)]
    labels = compose(*near, one(4, at=(41.4, 35.0))).labels
    assert [(label.name, round(label.lon, 1)) for label in labels] == [("Ostrel", 41.0), ("Ostrel", 41.4)]


def test_a_changed_scene_has_another_id_and_an_equal_one_the_same() -> None:
    claims = scenes.few()
    first = compose(*claims)
    assert compose(*claims).id == first.id
    recoloured = replace(claims[0], claim=replace(claims[0].claim, stance=Stance.DENIED))
    assert compose(recoloured, *claims[1:]).id != first.id
    assert compose(*claims, title="Another").id != first.id
