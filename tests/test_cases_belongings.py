"""What people bring to a case besides texts: it comes out as it went in, and what is none is refused."""

from dataclasses import replace

import pytest

from geo.cases.belongings import (
    boundary_in,
    home_in,
    kept_boundary,
    kept_home,
    kept_lines,
    kept_places,
    lines_in,
    places_in,
)
from geo.cases.values import StoredInput
from geo.codec import Json, encode
from geo.errors import InputError
from geo.gazetteer import OwnPlace
from geo.river import load_river
from tests.factories import place
from tests.test_cases_store import MADE

FORD = OwnPlace(place("The Ford", geonames_id=None), ("Ford",))
LINE = load_river("Narva")


def given(kind: str, value: Json, name: str = "") -> StoredInput:
    return StoredInput(kind, name, value, MADE)


def test_it_comes_out_as_it_went_in() -> None:
    inputs = (
        *kept_places((FORD,), MADE),
        *kept_lines([LINE], MADE),
        *kept_boundary("narva:10-20", MADE),
        *kept_home("SY.07", MADE),
    )
    assert places_in(inputs) == (FORD,)
    assert lines_in(inputs) == {LINE.water: LINE}
    assert (boundary_in(inputs), home_in(inputs)) == ("narva:10-20", "SY.07")


def test_nothing_is_kept_of_nothing() -> None:
    kept = (*kept_places((), MADE), *kept_lines((), MADE), *kept_boundary("", MADE), *kept_home("", MADE))
    assert kept == ()
    assert (places_in(()), lines_in(()), boundary_in(()), home_in(())) == ((), {}, "", "")


@pytest.mark.parametrize(
    ("kind", "value", "why"),
    [
        ("places", "a list", "can't be read"),
        ("places", [{"place": {"name": "The Ford"}}], "can't be read"),
        ("places", [{"place": 7}], "can't be read"),
        ("places", encode((replace(FORD, place=place(lat=91.0)),)), "not on earth"),
        ("places", encode((replace(FORD, place=place(lon=-181.0)),)), "not on earth"),
        ("line", {"name": "a"}, "can't be read"),
        ("line", encode(replace(LINE, line=((0.0, 0.0), (0.0, 0.0)))), "no line on earth"),
        ("line", encode(replace(LINE, line=((0.0, 0.0), (0.0, 95.0)))), "no line on earth"),
        ("line", encode(load_river("Euphrates")), "no line on earth"),
    ],
)
def test_what_is_none_is_refused_with_a_sentence(kind: str, value: Json, why: str) -> None:
    with pytest.raises(InputError, match=why):
        (places_in if kind == "places" else lines_in)([given(kind, value, LINE.water)])


@pytest.mark.parametrize("value", [7, ["narva"], "x" * 3_000, None])
def test_a_boundary_that_is_no_word_is_none(value: Json) -> None:
    assert boundary_in([given("boundary", value)]) == ""
