"""A boundary as a word: rivers, stretches and short lines, there and back; and every damaged word."""

import pytest
import shapely

from geo.banks import stops_along
from geo.errors import ThalwegError
from geo.model import Bank, Certainty
from geo.river import (
    bank_areas,
    bank_labels,
    boundary_word,
    curated_bank,
    length_km,
    load_river,
    locate_banks,
    read_boundary,
    read_pasted_line,
    stretch_of,
)

EUPHRATES = load_river("Euphrates")
FRONT = read_pasted_line("40, 35\n40, 34\n40.1, 33", name="Front", sides=("Hill side", "Plain side"))


@pytest.mark.parametrize(
    "river", [EUPHRATES, stretch_of(EUPHRATES, 500, 900), FRONT, read_pasted_line("-70 -10\n-71 -11")]
)
def test_a_word_gives_the_boundary_back(river):
    again = read_boundary(boundary_word(river))
    assert (again.id, again.line, again.sides) == (river.id, river.line, river.sides)


def test_a_long_line_has_no_word():
    assert boundary_word(read_pasted_line("\n".join(f"{i / 7} {i % 3}" for i in range(500)))) == ""


DAMAGED = [
    ("eufrates", "unknown river"),
    ("euphrates:0-2", "too short"),
    ("euphrates:9000-9999", "too short"),
    ("line.", "damaged"),
    ("line..", "damaged"),
    ("line.!!.!!", "damaged"),
    ("line.gKToA8CfqwM.W10", "damaged"),
    ("line." + "_" * 1400 + ".WyJ4Il0", "damaged"),
    ("line.gKToA8CfqwMAAA.WyJ4Il0", "no line"),
    ("line." + "A" * 9_000_000, "damaged"),
    (boundary_word(FRONT)[:-9], "damaged"),
]


@pytest.mark.parametrize(("word", "sentence"), DAMAGED)
def test_a_damaged_word_is_refused_with_its_reason(word, sentence):
    with pytest.raises(ThalwegError, match=sentence):
        read_boundary(word)


def test_beyond_a_stretch_no_bank_is_told():
    part = stretch_of(EUPHRATES, 500, 900)
    inside, outside = part.line[len(part.line) // 2], EUPHRATES.line[-1]
    near = locate_banks([inside[0] + 0.3, outside[0] + 0.3], [inside[1] + 0.3, outside[1]], part)
    assert near.bank(0) is not Bank.NONE
    assert near.certainty[1] is Certainty.BEYOND
    whole = locate_banks([inside[0] + 0.3], [inside[1] + 0.3], EUPHRATES)
    assert whole.bank(0) is near.bank(0)
    assert length_km(part) == pytest.approx(400, abs=1)


def test_a_stretch_keeps_the_river_s_tables_and_its_areas_end_with_it():
    part = stretch_of(EUPHRATES, 500, 900)
    assert curated_bank((40.91854, 34.45226), part, geonames_id=174448)
    areas = [shapely.Polygon(ring) for area in bank_areas(part, (36, 30, 48, 40)) for ring in area.rings]
    beside, beyond = shapely.Point(39.3, 35.4), shapely.Point(46.0, 32.5)
    assert any(area.contains(beside) for area in areas)
    assert not any(area.contains(beyond) for area in areas)


def test_towns_stand_along_the_river_in_downstream_order():
    stops = stops_along(EUPHRATES)
    assert [km for km, _ in stops] == sorted(km for km, _ in stops)
    assert any("Raqqa" in name for _, name in stops)


def test_sides_have_the_names_they_were_given():
    assert bank_labels(FRONT) == {Bank.LEFT: "Hill side · left", Bank.RIGHT: "Plain side · right"}
    assert bank_labels(read_pasted_line("40 35\n40 34"))[Bank.LEFT] == "East side · left"
