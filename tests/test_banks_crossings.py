"""Crossings as arrows: from which bank to which, both ways where nobody says, dashed where not said so."""

import pytest

from geo.banks import place_claim
from geo.model import Bank, ClaimType, SideWord, Span, Stance, StatedSide
from geo.river import load_river, locate_banks
from tests.factories import claim, place, resolution

EUPHRATES = load_river("Euphrates")
ABU_KAMAL = place()
PALMYRA = place("Palmyra", 34.5624, 38.2840, geonames_id=163808)


def drawn(text: str, sides: str, **more):
    stated = []
    for word in sides.split():
        start = text.find(word)
        stated.append(StatedSide(SideWord(word), Span(max(0, start), max(0, start) + 4), word))
    made = claim(text, places=(resolution(more.pop("at", ABU_KAMAL)),), sides=tuple(stated), **more)
    return place_claim(made, EUPHRATES).extent


CROSSINGS = [
    ("crossed from the west bank to the east bank", "on_river west east", Bank.LEFT),
    ("crossed to the west bank from the east bank", "on_river west east", Bank.RIGHT),
    ("fled from the west bank by boat", "on_river west", Bank.LEFT),
    ("tried to cross to the east bank", "on_river east", Bank.LEFT),
    ("crossed to the left bank", "left", Bank.LEFT),
    ("crossed the river", "on_river", Bank.NONE),
]


@pytest.mark.parametrize(("text", "sides", "goal"), CROSSINGS)
def test_an_arrow_leads_where_the_words_say(text, sides, goal):
    arrow = drawn(text, sides, type=ClaimType.CROSSING).arrow
    side = locate_banks([arrow.start[0], arrow.end[0]], [arrow.start[1], arrow.end[1]], EUPHRATES).side
    assert sorted(side.tolist()) == [-1, 1]
    assert arrow.both_ways == (goal is Bank.NONE)
    if goal is not Bank.NONE:
        assert (side[1] > 0) == (goal is Bank.LEFT)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, True),
        ({"stance": Stance.DENIED}, False),
        ({"negated": True}, False),
        ({"stance": Stance.PLANNED}, False),
    ],
)
def test_only_what_is_said_to_be_so_is_a_whole_arrow(more, said):
    assert drawn("crossed", "on_river", type=ClaimType.CROSSING, **more).arrow.said is said


@pytest.mark.parametrize("more", [{"type": ClaimType.STRIKE}, {"type": ClaimType.CROSSING, "at": PALMYRA}])
def test_other_claims_and_far_places_have_no_arrow(more):
    extent = drawn("it was quiet", "" if more["type"] is ClaimType.CROSSING else "on_river", **more)
    assert extent.arrow is None
