"""What may never change a bank: direction, vertices, longitude, bearing; and an oracle by crossings."""

import math
from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.model import Bank, River, UncertainStretch
from geo.river import bank_areas, classify_banks, curated_bank, load_rivers, locate_banks
from geo.river.bank import CLASSES, NEAR_KM, Certainty, Course, Floats, course_of
from geo.river.curated import _tables

EDGES_KM = (1.0, 2.0, 3.0, 5.0)
ROUNDING_KM = 0.05
LEAD_DEG = 6.0
"""Straight water before and behind the bends, so that no point is beyond an end."""
SAMPLE = sorted(load_rivers())[::9]


def river_of(line: Floats) -> River:
    return River("test", "Test", (), tuple((lon, lat) for lon, lat in line.tolist()))


def turned(line: Floats, angle: float) -> Floats:
    cos, sin = math.cos(angle), math.sin(angle)
    return np.asarray(line @ np.array([[cos, sin], [-sin, cos]]))


def bends(headings: Floats, step: float) -> Floats:
    """A line from (0, 0) that goes one step on each heading (radians from east)."""
    moves = step * np.column_stack([np.cos(headings), np.sin(headings)])
    return np.vstack([[0.0, 0.0], np.cumsum(moves, axis=0)])


def meander(bend: float, per_bend: int, count: int) -> Floats:
    """A sine-generated curve, as rivers have: oxbows nearly close from about 2.1 radians on."""
    return bend * np.sin(2 * np.pi * np.arange(per_bend * count) / per_bend)


def zigzag(bend: float, count: int) -> Floats:
    return np.asarray(np.tile([bend, -bend], count), dtype=np.float64)


SHAPES = st.one_of(
    st.builds(meander, st.floats(0.3, 1.5), st.integers(6, 24), st.integers(1, 4)),
    st.builds(meander, st.floats(1.9, 2.15), st.integers(12, 40), st.integers(1, 3)),
    st.builds(zigzag, st.floats(0.3, 1.5), st.integers(2, 12)),
    st.lists(st.floats(-1.3, 1.3), min_size=3, max_size=25).map(np.array),
)
LINES = st.builds(bends, SHAPES, st.floats(0.02, 0.3)).filter(lambda v: shapely.LineString(v).is_simple)
SEEDS = st.integers(0, 10_000)


def points_about(line: Floats, seed: int, *, count: int = 80, margin: float = 0.5) -> tuple[Floats, Floats]:
    (west, south), (east, north) = line.min(axis=0) - margin, line.max(axis=0) + margin
    random = np.random.default_rng(seed)
    return random.uniform(west, east, count), random.uniform(south, north, count)


def within_180(lons: Floats) -> Floats:
    return (lons + 180) % 360 - 180


def with_leads(line: Floats) -> Floats:
    return np.vstack([line[0] - [LEAD_DEG, 0], line, line[-1] + [LEAD_DEG, 0]])


def is_left(line: Floats, lons: Floats, lats: Floats) -> np.ndarray:
    """By counting crossings: is a point in the land north of a line that comes from the west, goes east?"""
    high = line[:, 1].max() + LEAD_DEG
    north = shapely.Polygon(np.vstack([line, [line[-1][0], high], [line[0][0], high]]))
    return np.asarray(shapely.contains_xy(north, lons, lats))


def crosses_itself(line: Floats) -> bool:
    return not shapely.LineString(line).is_simple


@given(LINES, SEEDS)
@settings(max_examples=150, deadline=None)
def test_no_point_outside_the_band_disagrees_with_an_oracle(line: Floats, seed: int) -> None:
    whole = with_leads(line)
    if crosses_itself(whole):
        return
    lons, lats = points_about(line, seed)
    calls = locate_banks(lons, lats, river_of(whole))
    wanted = np.where(is_left(whole, lons, lats), 1, -1)
    clear = calls.distance_km > NEAR_KM
    assert (calls.side[clear] == wanted[clear]).all()


@given(LINES, SEEDS)
@settings(max_examples=6, deadline=None)
def test_nor_does_one_of_very_many_points(line: Floats, seed: int) -> None:
    whole = with_leads(line)
    if crosses_itself(whole):
        return
    lons, lats = points_about(line, seed, count=20_500)
    side, code = classify_banks(lons, lats, river_of(whole))
    wanted = np.where(is_left(whole, lons, lats), 1, -1)
    named = code < CLASSES.index(Certainty.ON_LINE)
    assert (side[named] == wanted[named]).all()


def same_answers(one: River, other: River, lons: Floats, lats: Floats, *, flipped: bool = False) -> None:
    there, here = locate_banks(lons, lats, one), locate_banks(lons, lats, other)
    assert np.allclose(there.distance_km, here.distance_km, atol=ROUNDING_KM)
    away = np.min([np.abs(there.distance_km - edge) for edge in EDGES_KM], axis=0)
    clear = away > ROUNDING_KM
    assert [c for c, k in zip(there.certainty, clear, strict=True) if k] == [
        c for c, k in zip(here.certainty, clear, strict=True) if k
    ]
    named = clear & np.array([c in (Certainty.CERTAIN, Certainty.PROBABLE) for c in there.certainty])
    assert (there.side[named] == (-here.side if flipped else here.side)[named]).all()


def mirrored(river: River) -> River:
    """The same river told from its mouth: line and stretches turned round."""
    total = float(course_of(river).km[-1])
    return replace(
        river,
        line=river.line[::-1],
        uncertain=tuple(
            UncertainStretch(total - part.end_km, total - part.start_km, part.kind, part.sure_km)
            for part in river.uncertain
        ),
        checked=tuple((total - end, total - start) for start, end in river.checked),
    )


def densified(river: River, step: float) -> River:
    dense = shapely.get_coordinates(shapely.segmentize(shapely.LineString(river.line), step))
    return replace(river, line=tuple((lon, lat) for lon, lat in dense.tolist()))


@given(LINES, SEEDS)
@settings(max_examples=60, deadline=None)
def test_a_reversed_line_swaps_the_sides_and_nothing_else(line: Floats, seed: int) -> None:
    river = river_of(line)
    same_answers(river, mirrored(river), *points_about(line, seed), flipped=True)


@given(LINES, SEEDS, st.floats(0.005, 0.1))
@settings(max_examples=60, deadline=None)
def test_more_vertices_change_nothing(line: Floats, seed: int, step: float) -> None:
    river = river_of(line)
    same_answers(river, densified(river, step), *points_about(line, seed))


@given(LINES, SEEDS, st.floats(-360, 360))
@settings(max_examples=60, deadline=None)
def test_another_longitude_changes_nothing_the_date_line_included(
    line: Floats, seed: int, shift: float
) -> None:
    lons, lats = points_about(line, seed)
    around = np.column_stack([within_180(line[:, 0] + shift), line[:, 1]])
    moved = locate_banks(within_180(lons + shift), lats, river_of(around))
    here = locate_banks(lons, lats, river_of(line))
    assert np.allclose(here.distance_km, moved.distance_km, atol=0.001)
    assert (here.side == moved.side)[here.distance_km > 0.01].all()


@given(LINES, SEEDS, st.floats(0, 2 * math.pi))
@settings(max_examples=60, deadline=None)
def test_another_bearing_changes_nothing(line: Floats, seed: int, angle: float) -> None:
    small = line * (0.8 / max(1.0, np.abs(line).max()))  # near the equator a degree is a degree
    lons, lats = points_about(small, seed, count=60, margin=0.2)
    there = turned(np.column_stack([lons, lats]), angle)
    here = locate_banks(lons, lats, river_of(small))
    moved = locate_banks(there[:, 0], there[:, 1], river_of(turned(small, angle)))
    assert np.allclose(here.distance_km, moved.distance_km, rtol=0.01, atol=ROUNDING_KM)
    assert (here.side == moved.side)[here.distance_km > NEAR_KM].all()


@pytest.mark.parametrize("name", SAMPLE)
def test_rivers_of_the_catalogue_answer_alike_reversed_and_densified(name: str) -> None:
    river = load_rivers()[name]
    vertices = np.asarray(river.line)
    random = np.random.default_rng(3)
    near = vertices[random.integers(0, len(vertices), 200)] + random.normal(0, 0.04, (200, 2))
    same_answers(river, mirrored(river), near[:, 0], near[:, 1], flipped=True)
    same_answers(river, densified(river, 0.004), near[:, 0], near[:, 1])


@pytest.mark.parametrize("name", SAMPLE)
def test_bank_areas_at_a_mouth_hold_their_own_points(name: str) -> None:
    """Nearly: land behind an end is cut by straight lines, which a bend near the end may cross."""
    river = load_rivers()[name]
    lon, lat = river.line[-1]
    bounds = (lon - 0.5, lat - 0.5, lon + 0.5, lat + 0.5)
    areas = {
        area.bank: shapely.union_all([shapely.Polygon(ring) for ring in area.rings])
        for area in bank_areas(river, bounds)
    }
    random = np.random.default_rng(4)
    lons, lats = random.uniform(bounds[0], bounds[2], 400), random.uniform(bounds[1], bounds[3], 400)
    calls = locate_banks(lons, lats, river)
    certain = [i for i in range(400) if calls.certainty[i] is Certainty.CERTAIN]
    wrong = [
        i
        for i in certain
        for bank, area in areas.items()
        if bank is not calls.bank(i) and area.contains(shapely.Point(lons[i], lats[i]))
    ]
    assert len(wrong) <= 0.05 * len(certain)


def test_the_curated_table_never_contradicts_what_geometry_is_certain_of() -> None:
    against, probable, asked = [], 0, 0
    for river in load_rivers().values():
        rows = list(_tables()[river.id].by_id.values()) if river.id in _tables() else []
        if not rows:
            continue
        calls = locate_banks([row.lon for row in rows], [row.lat for row in rows], river)
        for index, row in enumerate(rows):
            differs = calls.bank(index) not in (Bank.NONE, row.bank)
            if calls.certainty[index] is Certainty.CERTAIN and differs:
                against.append((river.id, row.name))
            if calls.certainty[index] is Certainty.PROBABLE:
                asked, probable = asked + 1, probable + differs
    assert not against
    assert probable / asked < 0.02
    assert curated_bank((40.91854, 34.45226), load_rivers()["euphrates"]) is not None


def test_a_course_is_counted_on_over_the_date_line() -> None:
    course = Course(River("test", "Test", (), ((179.0, 10.0), (-179.0, 10.0), (-178.0, 10.0))))
    assert course.km[-1] == pytest.approx(3 * 111.195 * math.cos(math.radians(10)), rel=0.01)
