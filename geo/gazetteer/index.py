"""The index: names in, places out (GeoNames ids, feature codes, WGS 84).

`load_gazetteer()` opens the memory-mapped index; `lookup` finds every place of a name, most populous first;
`facts` sums up what a name could be, for readers of text; `area` gives the outline of a province.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache
from math import cos, radians, sqrt
from typing import Final

from geo.gazetteer.areas import rings_of
from geo.gazetteer.names import (
    ARTICLES,
    LONGEST_NAME,
    disguised_letters,
    fold,
    skeleton,
    undisguised,
    without_article,
    without_last_h,
)
from geo.gazetteer.store import (
    ABBREVIATION,
    ARTICLE_FREE,
    DEMONYM,
    FOLDER,
    QUALITIES,
    QUALITY_BITS,
    SKELETON,
    Columns,
    open_trie,
)
from geo.model import Place, Ring, Span

__all__ = ["Entry", "Gazetteer", "NameFacts", "load_gazetteer"]

_FIRST_REACH: Final = 0.5
"""Degrees of latitude that `nearest` looks at first."""
_ALIKE: Final = 0.5
"""Share of letters that a place's name must have in common with one of the same consonants: "Drahan" is like
"Lazurne" in consonants only, by one of its many other names."""
_WORLD: Final = 300.0
_NARROWEST: Final = 0.02
_THE: Final = re.compile(r"^the\s+", re.IGNORECASE)
_QUALITY_MASK: Final = (1 << QUALITY_BITS) - 1
_ABBREVIATION: Final = 6
LOOKALIKE: Final = "lookalike"
_FACTS_ENTRIES: Final = 40
"""A name with more bearers than this is summed up by its most populous ones (rows are in that order)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One place a name may mean, as numbers only."""

    row: int
    quality: int
    """Index into geo.gazetteer.store.QUALITIES; 0 is the place's first name."""
    code: str
    country: str
    admin1: str
    """With its country: "SY.07"; empty where none."""
    population: int
    vouched: bool = False
    """Someone entered it, or more spellings of it, by hand, because texts of the conflicts name it."""


@dataclass(frozen=True, slots=True)
class NameFacts:
    """What a spelling could mean: its entries, most populous first, and by which key they were found."""

    key: str
    entries: tuple[Entry, ...]
    how: str = "exact"
    """"exact", "own" (an analyst's list), "abbreviation", "article" (Arabic, left out), "skeleton"
    (consonants, one country) or "lookalike" (letters of another script in it, put right)."""
    total: int = 0


class Gazetteer:
    """All places with their names. Read-only; safe to share between threads."""

    def __init__(self) -> None:
        self._columns = Columns(FOLDER / "places.bin")
        self._trie = open_trie(FOLDER / "names.marisa")
        numbers = self._columns.numbers
        self._id, self._lat, self._lon = numbers("id"), numbers("lat"), numbers("lon")
        self._population, self._parent = numbers("population"), numbers("parent")
        self._country, self._admin1 = numbers("country"), numbers("admin1")
        self._code, self._source = numbers("code"), numbers("source")
        self._within, self._vouched = numbers("within"), numbers("vouched")
        tables = self._columns.tables
        self._countries, self._admins = tables["country"], tables["admin1"]
        self._codes, self._classes, self._sources = tables["code"], tables["class"], tables["source"]
        self.demonyms = _read_demonyms()
        self.place = lru_cache(maxsize=65536)(self._place)
        self.facts = lru_cache(maxsize=65536)(self._facts)
        self.opens = lru_cache(maxsize=65536)(self._opens)

    def __len__(self) -> int:
        return len(self._id)

    def lookup(self, name: str, *, countries: Iterable[str] = ()) -> tuple[Place, ...]:
        """Places of that name, most populous first; empty where there is none.

        Spellings that only share consonants are tried within `countries` (ISO alpha-2), never in the world.
        """
        wanted = frozenset(countries)
        facts = self.facts(name) or self.facts(_THE.sub("", name))
        if facts is None or (wanted and not any(entry.country in wanted for entry in facts.entries)):
            facts = _merged(facts, self.facts_within(name, wanted))
        return tuple(self.place(entry.row) for entry in facts.entries) if facts else ()

    def _facts(self, name: str) -> NameFacts | None:
        if len(name) > LONGEST_NAME:
            return None
        if not name.isascii() and disguised_letters(name):
            honest = self._facts(undisguised(name))
            return replace(honest, how=LOOKALIKE) if honest else None
        short = (
            self._of_key(ABBREVIATION + name, name, "abbreviation") if len(name) <= _ABBREVIATION else None
        )
        if short:
            return short
        key = fold(name)
        found = self._of_key(key, key, "exact")
        return found if found or "US" in name else self._of_article_free(key)

    def _opens(self, word: str) -> bool:
        """Whether some name may go on behind this first word; never denied of articles and abbreviations."""
        if len(word) <= _ABBREVIATION - 2 or not word.isascii() or word.lower() in ARTICLES:
            return True
        return bool(self._trie.has_keys_with_prefix(fold(word) + " "))

    def _of_article_free(self, key: str) -> NameFacts | None:
        bare = without_article(key)
        if not bare:
            return None
        found = self._of_key(ARTICLE_FREE + bare, key, "article")
        if bare != key:
            found = _merged(found, self._of_key(bare, key, "article"))
        short = without_last_h(bare)
        if found is None and short != bare:
            found = self._of_key(ARTICLE_FREE + short, key, "article") or self._of_key(short, key, "article")
        return found

    def bearers(self, key: str, provinces: Container[str]) -> tuple[Entry, ...]:
        """Places in these provinces ("US.KY") that bear the folded name, however many bear it elsewhere."""
        codes = sorted(value[0] for value in self._held(key))
        entries = (c for c in codes if self._admins[self._admin1[c >> QUALITY_BITS]] in provinces)
        return tuple(self._entry(code) for code in entries)

    def facts_within(self, name: str, countries: Iterable[str]) -> NameFacts | None:
        """Entries in `countries` whose consonants are the name's, and whose letters are much like it."""
        if len(name) > LONGEST_NAME:
            return None
        key = fold(name)
        bones = skeleton(key)
        found: NameFacts | None = None
        for country in sorted(set(countries)) if bones else ():
            found = _merged(found, self._of_key(f"{SKELETON}{country}:{bones}", key, "skeleton"))
        alike = tuple(e for e in found.entries if e.vouched or self._is_alike(key, e.row)) if found else ()
        return replace(found, entries=alike) if found and alike else None

    def _is_alike(self, key: str, row: int) -> bool:
        own = fold(self._columns.string("name", row))
        return SequenceMatcher(None, key.replace(" ", ""), own.replace(" ", "")).ratio() >= _ALIKE

    def _of_key(self, stored: str, key: str, how: str) -> NameFacts | None:
        values = self._held(stored)
        if not values:
            return None
        codes = sorted(value[0] for value in values)
        return NameFacts(key, tuple(self._entry(c) for c in codes[:_FACTS_ENTRIES]), how, len(codes))

    def _held(self, stored: str) -> Sequence[tuple[int]]:
        """What the trie holds under a key; it stumbles over NUL, which is in no name."""
        return () if "\0" in stored else self._trie.get(stored, ())

    def entry(self, row: int) -> Entry:
        """The numbers of one place."""
        return self._entry(row << QUALITY_BITS)

    def _entry(self, code: int) -> Entry:
        row = code >> QUALITY_BITS
        return Entry(
            row,
            code & _QUALITY_MASK,
            self._codes[self._code[row]],
            self._countries[self._country[row]],
            self._admins[self._admin1[row]],
            self._population[row],
            bool(self._vouched[row]),
        )

    def _place(self, row: int) -> Place:
        code = self._code[row]
        return Place(
            geonames_id=self._id[row] or None,
            name=self._columns.string("name", row),
            lat=round(self._lat[row], 5),
            lon=round(self._lon[row], 5),
            feature_class=self._classes[code],
            feature_code=self._codes[code],
            country=self._countries[self._country[row]],
            admin1=self._admins[self._admin1[row]].partition(".")[2],
            population=self._population[row],
            local_name=self._columns.string("local_name", row),
            source=self._sources[self._source[row]],
            river_id=self._columns.string("river_id", row),
            within_km=self._within[row],
        )

    def demonym_row(self, word: str) -> int | None:
        """Row of the country or region whose people or language a word names ("Syrian"); None for others."""
        values = self._held(DEMONYM + word)
        return values[0][0] >> QUALITY_BITS if values else None

    def country_name(self, code: str) -> str:
        """English name of a country by ISO alpha-2 code; empty for an unknown one."""
        row = self._country_rows().get(code)
        return "" if row is None else self._columns.string("name", row)

    def countries(self) -> tuple[str, ...]:
        """ISO alpha-2 codes of all countries."""
        return tuple(self._country_rows())

    def provinces(self) -> tuple[str, ...]:
        """Codes of all provinces, with their countries: "SY.07"."""
        return tuple(self._admin1_rows())

    @lru_cache(maxsize=1)  # noqa: B019 one gazetteer per installation
    def _country_rows(self) -> dict[str, int]:
        wanted = self._codes.index("PCLI")
        return {
            self._countries[self._country[row]]: row for row, code in enumerate(self._code) if code == wanted
        }

    def admin1_name(self, country: str, admin1: str) -> str:
        """Name of a province by its country and GeoNames code ("SY", "07"); empty for an unknown one."""
        row = self._admin1_rows().get(f"{country}.{admin1}")
        return "" if row is None else self._columns.string("name", row)

    @lru_cache(maxsize=1)  # noqa: B019 one gazetteer per installation
    def _admin1_rows(self) -> dict[str, int]:
        wanted = self._codes.index("ADM1")
        return {self._admins[self._admin1[row]]: row for row, code in enumerate(self._code) if code == wanted}

    def nearest(self, lon: float, lat: float, *, limit: int = 1, kinds: str = "P") -> tuple[int, ...]:
        """Rows of the places nearest to a point, nearest first; `kinds` are GeoNames feature classes."""
        codes = frozenset(i for i, letter in enumerate(self._classes) if letter in kinds)
        squeeze = cos(radians(lat)) ** 2
        lats, lons, code = self._lat, self._lon, self._code
        best: list[tuple[float, int]] = []
        reach = _FIRST_REACH
        while len(best) < limit and reach <= _WORLD:
            width = reach / max(sqrt(squeeze), _NARROWEST)
            best = [
                ((y - lat) ** 2 + squeeze * _turn(lons[row] - lon) ** 2, row)
                for row, y in enumerate(lats)
                if abs(y - lat) <= reach and abs(_turn(lons[row] - lon)) <= width and code[row] in codes
            ]
            reach *= 8
        return tuple(row for _, row in sorted(best)[:limit])

    def own_spans(self, text: str) -> tuple[Span, ...]:
        """Where a text has names that a list of own places spells out; there is no such list here."""
        return ()

    def position(self, row: int) -> tuple[float, float]:
        """(lon, lat) of a row."""
        return self._lon[row], self._lat[row]

    def parent(self, row: int) -> int:
        """Row of the admin unit a place lies in; -1 where unknown."""
        return int(self._parent[row])

    def area(self, place: Place) -> tuple[Ring, ...]:
        """Outer rings (lon, lat) of a province; empty for what has none. Approximate, about 2013."""
        if place.feature_code != "ADM1":
            return ()
        return rings_of(f"{place.country}.{place.admin1}")

    @property
    def quality_names(self) -> tuple[str, ...]:
        """Words for `Entry.quality`."""
        return QUALITIES


def _turn(degrees: float) -> float:
    """A difference of longitudes, the short way round."""
    return (degrees + 180.0) % 360.0 - 180.0


def _merged(first: NameFacts | None, second: NameFacts | None) -> NameFacts | None:
    if first is None or second is None:
        return first or second
    by_row = {entry.row: entry for entry in (*second.entries, *first.entries)}
    entries = tuple(by_row[row] for row in sorted(by_row))
    return NameFacts(first.key, entries[:_FACTS_ENTRIES], first.how, max(len(entries), first.total))


def _read_demonyms() -> dict[str, str]:
    lines = (FOLDER / "demonyms.tsv").read_text("utf-8").splitlines()
    return dict(line.split("\t", 1) for line in lines if line)


@lru_cache(maxsize=1)
def load_gazetteer() -> Gazetteer:
    """The gazetteer of this installation, opened once. DataError where its files are missing."""
    return Gazetteer()
