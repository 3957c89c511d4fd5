"""Hand-kept points against what is known otherwise: the country's outline, its towns, the river's banks."""

import csv
from functools import lru_cache
from math import cos, hypot, radians
from pathlib import Path

import pytest
import shapely

from geo.gazetteer import load_gazetteer
from geo.gazetteer.areas import codes_of, rings_of
from geo.model import Bank, Place
from geo.river import load_river, locate_banks

SOURCES = Path(__file__).parents[1] / "geo" / "data" / "sources"
POINTS = ("PPL", "PST", "INS", "DAM", "BDG", "AIR", "OIL", "GAS", "CMP", "PMP")
EDGE_KM = 8.0
"""The outlines are rounded to a kilometre, and crossings stand on the border."""
BORDER_KM = 25.0
REMOTE_KM = 200.0
COMPLETE = 0.97
Row = dict[str, str]


def rows() -> list[Row]:
    found = []
    for name in ("places.csv", "places_theatres.csv"):
        with (SOURCES / name).open(encoding="utf-8", newline="") as file:
            found += [row for row in csv.DictReader(file) if row["feature_code"].startswith(POINTS)]
    return [row for row in found if row["country"] and not row.get("geonames_id")]


ROWS = rows()


def label(row: Row) -> str:
    return row["name"]


@lru_cache(maxsize=64)
def outline(country: str) -> shapely.Geometry | None:
    """All provinces of a country; None where they leave some of its own towns out."""
    rings = [ring for code in codes_of(country) for ring in rings_of(code)]
    whole = shapely.unary_union([shapely.buffer(shapely.Polygon(ring), 0) for ring in rings])
    if whole.is_empty:
        return None
    gazetteer = load_gazetteer()
    towns = [row for row in range(0, len(gazetteer), 5) if gazetteer.entry(row).country == country]
    inside = shapely.contains_xy(shapely.buffer(whole, 0.08), [gazetteer.position(row) for row in towns])
    return whole if inside.mean() > COMPLETE else None


def km(a: tuple[float, float], b: tuple[float, float]) -> float:
    return 111.2 * hypot(a[1] - b[1], (a[0] - b[0]) * cos(radians(a[1])))


def point(row: Row) -> tuple[float, float]:
    return float(row["lon"]), float(row["lat"])


@pytest.mark.parametrize("row", ROWS, ids=label)
def test_a_point_lies_in_its_country(row: Row) -> None:
    area = outline(row["country"])
    if area is None:
        pytest.skip(f"no whole outline of {row['country']}")
    at = point(row)
    nearest = shapely.shortest_line(shapely.Point(at), area).coords[-1]
    assert km(at, nearest) < (BORDER_KM if row["feature_code"] == "PSTB" else EDGE_KM)


@pytest.mark.parametrize("row", [r for r in ROWS if r["feature_code"].startswith("PPL")], ids=label)
def test_a_town_is_among_its_countrys_towns(row: Row) -> None:
    gazetteer, at = load_gazetteer(), point(row)
    near = (gazetteer.place(number) for number in gazetteer.nearest(*at, limit=100))
    others = [place for place in near if place.geonames_id]
    assert row["country"] in {place.country for place in others}
    assert km(at, (others[0].lon, others[0].lat)) < REMOTE_KM


@pytest.mark.parametrize("row", ROWS, ids=label)
def test_no_two_rows_are_one_place(row: Row) -> None:
    """A place that GeoNames' towns hold under the same name nearby needs an alias, not a second point."""
    found = load_gazetteer().lookup(row["name"])
    twins = [p for p in found if p.geonames_id and p.feature_class == "P" and p.country == row["country"]]
    own = row["feature_code"].startswith("PPL")
    assert not [p.name for p in twins if own and km(point(row), (p.lon, p.lat)) < 25]


BESIDE = [
    ("Baghuz", "Euphrates", Bank.LEFT),
    ("Ash Shaafah", "Euphrates", Bank.LEFT),
    ("Gharanij", "Euphrates", Bank.LEFT),
    ("Hatlah", "Euphrates", Bank.LEFT),
    ("Al Quriyah", "Euphrates", Bank.RIGHT),
    ("Al Ashara", "Euphrates", Bank.RIGHT),
    ("Robotyne", "Dnipro", Bank.LEFT),
    ("Zolota Balka", "Dnipro", Bank.RIGHT),
    ("Posad-Pokrovske", "Dnipro", Bank.RIGHT),
    ("Renk", "White Nile", Bank.RIGHT),
    ("Hammam al-Alil", "Tigris", Bank.RIGHT),
    ("Gwer", "Tigris", Bank.LEFT),
    ("Khiam", "Litani", Bank.LEFT),
    ("Waingmaw", "Irrawaddy", Bank.LEFT),
]


@pytest.mark.parametrize(("name", "river", "bank"), BESIDE)
def test_geometry_puts_no_town_on_the_wrong_bank(name: str, river: str, bank: Bank) -> None:
    places: tuple[Place, ...] = load_gazetteer().lookup(name)
    calls = locate_banks([places[0].lon], [places[0].lat], load_river(river))
    assert calls.bank(0) in (bank, Bank.ON_RIVER, Bank.NONE)


@pytest.mark.parametrize(
    ("name", "within"), [("Majnoon Oil Field", 12), ("Robotyne", 3), ("Baghuz", 5), ("Damascus", 0)]
)
def test_how_far_off_a_hand_kept_point_may_be_is_kept(name: str, within: int) -> None:
    assert load_gazetteer().lookup(name)[0].within_km == within
