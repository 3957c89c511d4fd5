"""An analyst's own places: read row by row, and before the index."""

import pytest

from geo.errors import InputError
from geo.gazetteer import OwnGazetteer, read_own_places
from geo.gazetteer.own import TEMPLATE
from geo.model import Bank
from geo.resolve import read_toponyms, resolve_toponyms
from geo.text.toponyms import recognize_toponyms

GOOD = (
    "name,lat,lon,aliases,kind,bank\n"
    "Point Zebra,34.5,40.9,Zebra Hill|Tell Zebra,base,left\n"
    "Paris,34.6,40.8,,settlement,\n"
)


def test_rows_become_places() -> None:
    places, refused = read_own_places(GOOD)
    assert refused == ()
    assert [own.place.name for own in places] == ["Point Zebra", "Paris"]
    assert places[0].place.known_bank is Bank.LEFT
    assert places[0].aliases == ("Zebra Hill", "Tell Zebra")


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (",34,40,,,", "the name is empty"),
        ("X town,north,40,,,", "lat 'north' is not a number"),
        ("X town,95,40,,,", "lat '95' is not between -90 and 90"),
        ("X town,34,nan,,,", "lon 'nan' is not between"),
        ("X town,34,40,,castle,", "kind 'castle' is not known"),
        ("X town,34,40,,base,middle", "bank 'middle' is neither left nor right"),
        ("X town", "lat '' is not a number"),
    ],
)
def test_a_bad_row_is_named_and_the_others_are_read(row: str, sentence: str) -> None:
    places, refused = read_own_places(f"{GOOD}{row}\nLast,1,2,,,\n")
    assert [own.place.name for own in places] == ["Point Zebra", "Paris", "Last"]
    assert len(refused) == 1
    assert refused[0].startswith("row 4: ")
    assert sentence in refused[0]


@pytest.mark.parametrize("text", ["", "name,latitude\nx,1\n", "just words"])
def test_missing_columns_are_refused(text: str) -> None:
    with pytest.raises(InputError, match="no column"):
        read_own_places(text)


def test_own_places_come_first() -> None:
    gazetteer = OwnGazetteer(read_own_places(GOOD)[0])
    text = "Shells fell on Zebra Hill in Syria. The guns stood in Paris, they said in Damascus."
    found = {
        r.mention.text: r.place
        for r in resolve_toponyms(text, recognize_toponyms(text, gazetteer), gazetteer)
    }
    assert {"Zebra Hill", "Paris", "Damascus"} <= set(found)
    assert (found["Zebra Hill"].name, found["Zebra Hill"].source) == ("Point Zebra", "own gazetteer")
    assert found["Paris"].lat == pytest.approx(34.6)
    assert found["Damascus"].country == "SY"


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_columns_may_be_parted_by_comma_semicolon_or_tab(sign: str) -> None:
    places, refused = read_own_places(f"\ufeffName{sign}LAT{sign}lon\r\nPoint Zebra{sign}34.5{sign}40.9\r\n")
    assert refused == ()
    assert [(own.place.name, own.place.lat) for own in places] == [("Point Zebra", 34.5)]


def test_a_cell_without_an_end_is_refused_with_a_sentence() -> None:
    with pytest.raises(InputError, match="no CSV"):
        read_own_places("name,lat,lon\n" + "x" * 200_000 + ",1,2\n")


def test_the_template_reads() -> None:
    places, refused = read_own_places(TEMPLATE)
    assert refused == ()
    assert [own.place.known_bank for own in places] == [Bank.RIGHT, None]


def read_with(*names: str, text: str) -> dict[str, str]:
    rows = "".join(f'"{name}",34.5,40.9\n' for name in names)
    gazetteer = OwnGazetteer(read_own_places(f"name,lat,lon\n{rows}")[0])
    found = read_toponyms(text, gazetteer=gazetteer)
    return {r.mention.text: r.place.source if r.place else "" for r in found}


@pytest.mark.parametrize(
    "name", ["Sector 9", "Hill 205", "TOW position", "Grain Silos", "Kilo 47", "al-Tanak", "الزاوية القديمة"]
)
def test_a_name_of_the_list_is_found_though_it_looks_like_none(name: str) -> None:
    text = f"The army said its soldiers had shelled fighters near {name} on Monday."
    assert read_with(name, text=text) == {name: "own gazetteer"}


@pytest.mark.parametrize(
    ("names", "text", "found"),
    [
        (["Hill 20"], "They shelled Hill 205 and Hill 20.", ["Hill 20"]),
        (["Hill 20", "Hill 20 North"], "They shelled Hill 20 North.", ["Hill 20 North"]),
        (["Paris"], "Paris Hilton said she was happy.", []),
        (["Sector 9"], "They spoke of sector 9.", []),
    ],
)
def test_only_the_whole_name_as_it_is_spelled(names: list[str], text: str, found: list[str]) -> None:
    assert list(read_with(*names, text=text)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Fighters left Zorbat.", ["Zorbat"]),
        ("ZORBAT WAS HIT", ["ZORBAT"]),
        ("Two men had fled to Nicholasville.", ["Nicholasville"]),
        ("Minister Zorbat said no.", []),
        ("He spoke with Mara Baker on Monday. Baker was tired.", []),
    ],
)
def test_a_single_name_of_the_list_is_a_place_unless_it_is_a_person_s(text: str, found: list[str]) -> None:
    places, _ = read_own_places("name,lat,lon\nZorbat,34.7,41\nNicholasville,34.7,41\nBaker,34.7,41\n")
    read = read_toponyms(text, gazetteer=OwnGazetteer(places))
    assert [one.mention.text for one in read] == found
    assert all(one.place is not None and one.place.lat == 34.7 for one in read)
