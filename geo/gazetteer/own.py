"""An analyst's own places, from a CSV with the columns name, lat, lon and, if wanted, aliases, kind, bank.

They take precedence over the index: a name that stands here means this place and no other. A row that cannot
be used is named with its number and the others are read.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isfinite

from geo.errors import InputError
from geo.gazetteer.index import Entry, Gazetteer, NameFacts
from geo.gazetteer.names import fold, without_article
from geo.model import Bank, Place, Span

__all__ = ["TEMPLATE", "OwnGazetteer", "OwnPlace", "read_own_places"]

CODES = {
    "settlement": ("P", "PPL"),
    "admin": ("A", "ADM2"),
    "region": ("L", "RGN"),
    "river": ("H", "STM"),
    "lake": ("H", "LK"),
    "sea": ("H", "SEA"),
    "mountain": ("T", "MT"),
    "base": ("S", "INSM"),
    "dam": ("S", "DAM"),
    "bridge": ("S", "BDG"),
    "crossing": ("S", "PSTB"),
    "oilfield": ("S", "OILF"),
    "camp": ("S", "CMP"),
    "other": ("S", "LCTY"),
}
_NEEDED = ("name", "lat", "lon")
_BANKS = {"left": Bank.LEFT, "right": Bank.RIGHT, "": None}
_MOST_ROWS = 20_000
_WORD = re.compile(r"\w+")
SOURCE = "own gazetteer"
TEMPLATE = """name,lat,lon,aliases,kind,bank
Example village,34.4500,40.9300,Tell Example|Al-Example,settlement,right
Example bridge,34.4600,40.9200,,bridge,
"""
"""What a list looks like: kind and bank may be left empty; bank faces downstream."""


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """One row: the place, with the bank the analyst gives it, and its other spellings."""

    place: Place
    aliases: tuple[str, ...] = ()


def read_own_places(text: str) -> tuple[tuple[OwnPlace, ...], tuple[str, ...]]:
    """Places of a CSV and one sentence per row that can't be used.

    Aliases are parted by "|" or ";". InputError where the columns name, lat, lon are missing.
    """
    found: list[OwnPlace] = []
    refused: list[str] = []
    for number, row in enumerate(_rows(text), start=2):
        if number > _MOST_ROWS + 1:
            refused.append(f"row {number} and the rest: at most {_MOST_ROWS} places are read")
            break
        try:
            found.append(_own_place(row))
        except ValueError as error:
            refused.append(f"row {number}: {error}")
    return tuple(found), tuple(refused)


def _rows(text: str) -> Iterator[dict[str, str]]:
    """Rows by column in small letters; the columns may be parted by comma, semicolon or tab."""
    text = text.removeprefix("\ufeff")
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        columns = {column.strip().lower() for column in reader.fieldnames or ()}
        missing = [column for column in _NEEDED if column not in columns]
        if missing:
            raise InputError(
                f"the first line has no column {', '.join(missing)}; it must name name, lat and lon"
            )
        for raw in reader:
            yield {
                key.strip().lower(): value.strip()
                for key, value in raw.items()
                if isinstance(key, str) and isinstance(value, str)
            }
    except csv.Error as error:
        raise InputError(
            f"line {reader.line_num} is no CSV ({error}); save the table as CSV in UTF-8"
        ) from None


def _own_place(row: dict[str, str]) -> OwnPlace:
    name, kind = row.get("name", ""), row.get("kind", "").lower() or "settlement"
    if not fold(name):
        raise ValueError("the name is empty")
    if kind not in CODES:
        raise ValueError(f"kind {kind!r} is not known; known are {', '.join(CODES)}")
    bank = row.get("bank", "").lower()
    if bank not in _BANKS:
        raise ValueError(f"bank {bank!r} is neither left nor right")
    letter, code = CODES[kind]
    lat, lon = _degrees(row.get("lat", ""), 90, "lat"), _degrees(row.get("lon", ""), 180, "lon")
    country = row.get("country", "").upper()[:2]
    place = Place(None, name, lat, lon, letter, code, country, source=SOURCE, known_bank=_BANKS[bank])
    aliases = row.get("aliases", "").replace(";", "|").split("|")
    return OwnPlace(place, tuple(a.strip() for a in aliases if fold(a)))


def _degrees(value: str, most: float, column: str) -> float:
    try:
        degrees = float(value)
    except ValueError:
        raise ValueError(f"{column} {value!r} is not a number") from None
    if not isfinite(degrees) or abs(degrees) > most:
        raise ValueError(f"{column} {value!r} is not between -{most:g} and {most:g}")
    return degrees


def _is_a_phrase(spelling: str) -> bool:
    words = _WORD.findall(spelling)
    starts_it = bool(words) and spelling.startswith(words[0])
    return starts_it and (len(words) > 1 or any(sign.isdigit() for sign in spelling))


def _ends_word(text: str, at: int) -> bool:
    return at >= len(text) or not text[at].isalnum()


class OwnGazetteer(Gazetteer):
    """The gazetteer with an analyst's places before it."""

    def __init__(self, places: Sequence[OwnPlace]) -> None:
        super().__init__()
        self.own = tuple(places)
        self._first = len(self)
        self._rows: dict[str, list[int]] = {}
        self._starts: dict[str, set[str]] = {}
        for number, own in enumerate(self.own):
            for spelling in (own.place.name, *own.aliases):
                if _is_a_phrase(spelling):
                    self._starts.setdefault(_WORD.findall(spelling)[0], set()).add(spelling)
                for key in {fold(spelling), without_article(fold(spelling))}:
                    rows = self._rows.setdefault(key, [])
                    if self._first + number not in rows:
                        rows.append(self._first + number)

    def _opens(self, word: str) -> bool:
        return True

    def _facts(self, name: str) -> NameFacts | None:
        key = fold(name)
        rows = self._rows.get(key) or self._rows.get(without_article(key))
        if rows:
            return NameFacts(key, tuple(self.entry(row) for row in rows), "own", len(rows))
        return super()._facts(name)

    def own_spans(self, text: str) -> tuple[Span, ...]:
        """Where names of several words or with a number stand as the list spells them; the longest is taken.

        "Hill 205" looks like no place to a reader of texts; a list that has it knows better. A single word is
        left to the reader, who can tell a person by it.
        """
        found: list[Span] = []
        for word in _WORD.finditer(text):
            start = word.start()
            if found and start < found[-1].end:
                continue
            ends = [
                start + len(spelling)
                for spelling in self._starts.get(word.group(), ())
                if text.startswith(spelling, start) and _ends_word(text, start + len(spelling))
            ]
            if ends:
                found.append(Span(start, max(ends)))
        return tuple(found)

    def entry(self, row: int) -> Entry:
        """The numbers of one place."""
        if row < self._first:
            return super().entry(row)
        place = self.own[row - self._first].place
        return Entry(row, 0, place.feature_code, place.country, "", 0, vouched=True)

    def _place(self, row: int) -> Place:
        return super()._place(row) if row < self._first else self.own[row - self._first].place

    def position(self, row: int) -> tuple[float, float]:
        """(lon, lat) of a row."""
        if row < self._first:
            return super().position(row)
        place = self.own[row - self._first].place
        return place.lon, place.lat

    def parent(self, row: int) -> int:
        """Row of the admin unit a place lies in; -1 where unknown."""
        return super().parent(row) if row < self._first else -1
