"""Rivers: the line, banks facing downstream, distances, classes, compass words, areas."""

from dataclasses import replace

import numpy as np
import pytest
import shapely

from geo.errors import UnknownNameError
from geo.model import Bank, Certainty, River, SideWord, UncertainStretch
from geo.river import (
    bank_areas,
    bank_labels,
    bank_of_word,
    bank_rows,
    cardinal_of,
    classify_banks,
    curated_bank,
    distance_km,
    flow_bearing,
    load_river,
    load_rivers,
    locate_banks,
    reach_around,
    uncertain_lines,
)
from geo.river.bank import CLASSES


def line(*points: tuple[float, float], **more: object) -> River:
    return replace(River("test", "Test", (), points), **more)  # type: ignore[arg-type]


SOUTHWARD = line((40.0, 35.0), (40.0, 34.5), (40.0, 34.0))
RIGHT_TURN = line((40.0, 34.0), (40.0, 34.5), (40.5, 34.5))

LINE_CASES = [
    ("west of a southward river is its right", SOUTHWARD, 39.9, 34.4, Bank.RIGHT, Certainty.CERTAIN),
    ("east of it is its left", SOUTHWARD, 40.1, 34.4, Bank.LEFT, Certainty.CERTAIN),
    ("two km away is probable", SOUTHWARD, 40.022, 34.4, Bank.LEFT, Certainty.PROBABLE),
    ("half a km away is on the line", SOUTHWARD, 40.005, 34.4, Bank.NONE, Certainty.ON_LINE),
    ("exactly on the line", SOUTHWARD, 40.0, 34.5, Bank.NONE, Certainty.ON_LINE),
    ("above the source", SOUTHWARD, 39.9, 35.2, Bank.NONE, Certainty.BEYOND),
    ("below the mouth", SOUTHWARD, 40.1, 33.8, Bank.NONE, Certainty.BEYOND),
    ("outside a bend, nearest to its vertex", RIGHT_TURN, 39.93, 34.57, Bank.LEFT, Certainty.CERTAIN),
    ("inside the bend", RIGHT_TURN, 40.07, 34.43, Bank.RIGHT, Certainty.CERTAIN),
]


@pytest.mark.parametrize(("_", "river", "lon", "lat", "bank", "certainty"), LINE_CASES)
def test_bank_of_a_point(
    _: str, river: River, lon: float, lat: float, bank: Bank, certainty: Certainty
) -> None:
    calls = locate_banks([lon], [lat], river)
    assert (calls.bank(0), calls.certainty[0]) == (bank, certainty)


def test_an_uncertain_stretch_widens_the_band() -> None:
    unsure = replace(SOUTHWARD, uncertain=(UncertainStretch(50, 80, "lake"),))
    calls = locate_banks([40.04, 40.04], [34.4, 34.9], unsure)
    assert calls.certainty == (Certainty.PROBABLE, Certainty.CERTAIN)


BAND_CASES = [
    ("2.5 km where one source speaks", (), (), 2.5, Certainty.PROBABLE),
    ("2.5 km where a second draws the same line", (), ((0.0, 80.0),), 2.5, Certainty.CERTAIN),
    ("1.5 km there", (), ((0.0, 80.0),), 1.5, Certainty.PROBABLE),
    ("2.5 km beside the checked stretch", (), ((0.0, 20.0),), 2.5, Certainty.PROBABLE),
    ("a lake widens a checked stretch", ("lake", 5.0), ((0.0, 80.0),), 4.5, Certainty.PROBABLE),
    ("a lake names no bank nearer than 2 km", ("lake", 5.0), (), 1.5, Certainty.ON_LINE),
    ("where sources differ by 6 km", ("apart", 8.0), (), 7.5, Certainty.PROBABLE),
    ("and beyond", ("apart", 8.0), (), 8.5, Certainty.CERTAIN),
]


@pytest.mark.parametrize(("_", "unsure", "checked", "km", "certainty"), BAND_CASES)
def test_the_band_follows_how_exact_the_line_is(
    _: str,
    unsure: tuple[str, float] | tuple[()],
    checked: tuple[tuple[float, float], ...],
    km: float,
    certainty: Certainty,
) -> None:
    stretches = (UncertainStretch(30, 80, *unsure),) if unsure else ()
    river = replace(SOUTHWARD, uncertain=stretches, checked=checked)
    lon = 40 + km / (111.195 * np.cos(np.radians(34.5)))
    assert locate_banks([lon], [34.5], river).certainty == (certainty,)


@pytest.mark.parametrize(
    ("lon", "lat", "wanted"), [(40.1, 34.5, 9.16), (39.5, 34.0, 46.1), (40.0, 34.5, 0.0)]
)
def test_distance_is_in_km(lon: float, lat: float, wanted: float) -> None:
    assert distance_km((lon, lat), SOUTHWARD) == pytest.approx(wanted, rel=0.01, abs=0.01)


COMPASS = [
    ("Euphrates", (40.918, 34.452), SideWord.WEST, Bank.RIGHT),
    ("Euphrates", (40.918, 34.452), SideWord.EAST, Bank.LEFT),
    ("Euphrates", (39.008, 35.953), SideWord.SOUTH, Bank.RIGHT),
    ("Euphrates", (39.008, 35.953), SideWord.NORTH, Bank.LEFT),
    ("Euphrates", (39.008, 35.953), SideWord.WEST, Bank.NONE),
    ("Dnipro", (32.616, 46.635), SideWord.LEFT, Bank.LEFT),
    ("Dnipro", (35.05, 48.46), SideWord.EAST, Bank.LEFT),
    ("Nile", (32.5, 22.5), SideWord.BOTH, Bank.NONE),
]


@pytest.mark.parametrize(("name", "at", "word", "bank"), COMPASS)
def test_compass_words_are_read_against_the_flow(
    name: str, at: tuple[float, float], word: SideWord, bank: Bank
) -> None:
    assert bank_of_word(word, load_river(name), at) is bank


@pytest.mark.parametrize(
    ("at", "labels"),
    [
        ((40.918, 34.452), ("East bank · left", "West bank · right")),
        ((39.008, 35.953), ("North bank · left", "South bank · right")),
    ],
)
def test_side_names_follow_the_place(at: tuple[float, float], labels: tuple[str, str]) -> None:
    found = bank_labels(load_river("Euphrates"), at)
    assert (found[Bank.LEFT], found[Bank.RIGHT]) == labels


def test_no_compass_name_for_what_is_no_bank() -> None:
    assert cardinal_of(Bank.ON_RIVER, SOUTHWARD, (40.0, 34.5)) == ""


@pytest.mark.parametrize(
    ("river", "at", "bearing"), [(SOUTHWARD, (40.2, 34.5), 180), (RIGHT_TURN, (40.0, 34.1), 0)]
)
def test_flow_bearing(river: River, at: tuple[float, float], bearing: float) -> None:
    assert flow_bearing(river, at) == pytest.approx(bearing, abs=1)


def test_the_catalogue_is_in_downstream_order() -> None:
    rivers = load_rivers()
    assert len(rivers) >= 90
    euphrates = rivers["euphrates"]
    assert euphrates.line[0][1] > 38
    assert euphrates.line[-1][1] < 31.5
    assert all(river.source and river.licence and len(river.line) > 2 for river in rivers.values())
    assert all(len(set(river.line)) == len(river.line) for river in rivers.values())


@pytest.mark.parametrize(
    "name", ["Euphrates", "euphrates", "the Euphrates River", "الفرات", "Fırat", "Firat"]
)
def test_a_river_is_found_by_any_of_its_names(name: str) -> None:
    assert load_river(name).id == "euphrates"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("eufrates", "unknown river 'eufrates'; did you mean 'Euphrates'"),
        ("Styx", "unknown river 'Styx'; known are"),
    ],
)
def test_an_unknown_river_offers_what_is_there(name: str, sentence: str) -> None:
    with pytest.raises(UnknownNameError) as error:
        load_river(name)
    assert sentence in str(error.value)


VIEWS = [
    ("Euphrates", (40.4, 34.0, 41.4, 35.0)),
    ("Euphrates", (38.0, 35.0, 40.5, 36.8)),
    ("Dnipro", (33.0, 46.5, 35.5, 47.9)),
    ("Sava", (18.0, 44.5, 20.0, 45.4)),
]


@pytest.mark.parametrize(("name", "bounds"), VIEWS)
def test_bank_areas_fill_the_view_and_hold_the_right_points(
    name: str, bounds: tuple[float, float, float, float]
) -> None:
    river = load_river(name)
    areas = bank_areas(river, bounds)
    shapes = {area.bank: shapely.union_all([shapely.Polygon(ring) for ring in area.rings]) for area in areas}
    assert sum(shape.area for shape in shapes.values()) == pytest.approx(shapely.box(*bounds).area, rel=0.02)
    rng = np.random.default_rng(5)
    lon, lat = rng.uniform(bounds[0], bounds[2], 300), rng.uniform(bounds[1], bounds[3], 300)
    calls = locate_banks(lon, lat, river)
    wrong = [
        index
        for index in range(300)
        if calls.bank(index) in shapes
        and not shapes[calls.bank(index)].covers(shapely.Point(lon[index], lat[index]))
    ]
    assert not wrong
    for area in areas:
        assert area.label_at is not None
        assert shapes[area.bank].covers(shapely.Point(area.label_at))


def test_bank_areas_end_with_the_traced_line() -> None:
    areas = bank_areas(SOUTHWARD, (39.0, 33.0, 41.0, 36.0))
    for area in areas:
        assert min(lat for ring in area.rings for _, lat in ring) > 33.99
        assert max(lat for ring in area.rings for _, lat in ring) < 35.01


@pytest.mark.parametrize("name", ["Dnipro", "Sava", "Drina", "Oder", "Litani", "Irrawaddy"])
@pytest.mark.parametrize("end", [0, -1])
def test_land_beyond_an_end_is_on_no_side_and_certain_land_on_its_own(name: str, end: int) -> None:
    river = load_river(name)
    (lon, lat), half = river.line[end], 0.8
    rng = np.random.default_rng(8)
    lons, lats = rng.uniform(lon - half, lon + half, 600), rng.uniform(lat - half, lat + half, 600)
    drawn = np.zeros(600, dtype=int)
    for area in bank_areas(river, (lon - half, lat - half, lon + half, lat + half)):
        whole = shapely.union_all([shapely.Polygon(ring) for ring in area.rings])
        drawn[shapely.contains_xy(whole, lons, lats)] = 1 if area.bank is Bank.LEFT else -1
    calls = locate_banks(lons, lats, river)
    beyond = np.array([one is Certainty.BEYOND for one in calls.certainty])
    certain = np.array([one is Certainty.CERTAIN for one in calls.certainty])
    assert (drawn[beyond] != 0).mean() < 0.03
    assert (drawn[certain] != calls.side[certain]).mean() < 0.03


def test_stretches_of_uncertain_course_are_lines_of_their_own() -> None:
    unsure = (UncertainStretch(20.0, 40.0, "lake"), UncertainStretch(40.0, 60.0, "gap"))
    one = replace(SOUTHWARD, uncertain=(*unsure, UncertainStretch(80.0, 90.0, "wide")))
    lines = uncertain_lines(one)
    assert [(round(line[0][1], 2), round(line[-1][1], 2)) for line in lines] == [
        (34.82, 34.46),
        (34.28, 34.19),
    ]
    assert lines[0][1] == SOUTHWARD.line[1]
    assert uncertain_lines(SOUTHWARD) == ()


def test_a_reach_is_as_long_as_asked() -> None:
    reach = reach_around(SOUTHWARD, (40.3, 34.5), around_km=20)
    assert reach[0] == pytest.approx((40.0, 34.68), abs=0.01)
    assert reach[-1] == pytest.approx((40.0, 34.32), abs=0.01)


def test_rows_keep_their_columns_and_say_what_is_no_point() -> None:
    rows = [
        {"place": "a", "lat": "34.4", "lon": "39.9"},
        {"place": "b", "lat": "x", "lon": "39.9"},
        {"place": "c", "lat": "34.4", "lon": "nan"},
        {"place": "d", "lat": "34.5", "lon": "40.0"},
    ]
    found = list(bank_rows(rows, SOUTHWARD))
    assert [(r["place"], r["bank"], r["cardinal"], r["certainty"]) for r in found] == [
        ("a", "right", "west", "certain"),
        ("b", "", "", ""),
        ("c", "", "", ""),
        ("d", "", "", "on_line"),
    ]
    assert [row["basis"] for row in found] == ["located", "", "", ""]
    assert float(found[0]["distance_km"]) == pytest.approx(9.18, abs=0.05)


SYRIAN_TOWNS = [
    ("Al Mayadin", 35.01982, 40.45154, "right"),
    ("Abu Kamal", 34.45226, 40.91854, "right"),
    ("Raqqa", 35.95283, 39.00788, "left"),
    ("Hajin", 34.69508, 40.83138, "left"),
    ("As Susah", 34.53366, 40.95819, "left"),
    ("Jarabulus", 36.8175, 38.01111, "right"),
    ("Manbij", 36.52815, 37.95495, "right"),
    ("Ayn al-Arab", 36.89095, 38.35347, "left"),
    ("Tabqa", 35.83758, 38.54828, "right"),
]


@pytest.mark.parametrize(("place", "lat", "lon", "bank"), SYRIAN_TOWNS)
def test_towns_on_the_euphrates(place: str, lat: float, lon: float, bank: str) -> None:
    (row,) = bank_rows([{"lat": str(lat), "lon": str(lon)}], load_river("Euphrates"))
    assert row["bank"] == bank, place
    assert row["basis"].startswith("curated: ")


BORDER_CASES = [
    ("Otaci, Moldova, south of the Dniester", "Dniester", (27.79912, 48.43285), Bank.RIGHT),
    ("Chalampé, France, west of the Rhine", "Rhine", (7.54113, 47.82019), Bank.LEFT),
    ("Bad Säckingen, Germany, north of the Rhine", "Rhine", (7.94612, 47.55371), Bank.RIGHT),
]


@pytest.mark.parametrize(("_", "name", "at", "bank"), BORDER_CASES)
def test_a_border_along_the_river_tells_the_bank(
    _: str, name: str, at: tuple[float, float], bank: Bank
) -> None:
    known = curated_bank(at, load_river(name))
    assert known is not None
    assert known.bank is bank


@pytest.mark.parametrize("name", ["Euphrates", "Niger", "Potomac"])
def test_very_many_points_get_the_same_answers(name: str) -> None:
    river = load_river(name)
    random = np.random.default_rng(7)
    (west, south), (east, north) = np.min(river.line, axis=0) - 1.5, np.max(river.line, axis=0) + 1.5
    lons, lats = random.uniform(west, east, 20_500), random.uniform(south, north, 20_500)
    side, code = classify_banks(lons, lats, river)
    one_by_one = locate_banks(lons[:4000], lats[:4000], river)
    assert (side[:4000] == one_by_one.side).all()
    assert tuple(CLASSES[c] for c in code[:4000].tolist()) == one_by_one.certainty


MOUTH_CASES = [
    ("Elbe", (9.70, 53.58374), Bank.RIGHT),
    ("Elbe", (9.0, 53.70), Bank.LEFT),
    ("Potomac", (-76.9, 38.5), Bank.LEFT),
    ("Amazon", (-51.2, 0.1), Bank.LEFT),
    ("Uruguay", (-58.6, -33.0), Bank.RIGHT),
]


@pytest.mark.parametrize(("name", "at", "bank"), MOUTH_CASES)
def test_rivers_reach_their_mouths(name: str, at: tuple[float, float], bank: Bank) -> None:
    assert locate_banks([at[0]], [at[1]], load_river(name)).bank(0) is bank


def test_every_river_runs_without_crossing_itself_and_knows_its_weak_stretches() -> None:
    for river in load_rivers().values():
        assert shapely.LineString(river.line).is_simple, river.id
        assert all(0 <= part.start_km < part.end_km for part in river.uncertain), river.id
