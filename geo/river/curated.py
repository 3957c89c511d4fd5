"""Places whose bank is known: tables that override geometry near the line.

geo/data/sources/banks.csv is kept by hand; geo/data/rivers/border_towns.csv holds towns whose bank a border
along the river tells. Columns: river, geonames_id, name, lat, lon, bank, source. A row answers for a place
of the same GeoNames id, else for a point very near its own; the hand-kept table comes first.
"""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from geo.errors import DataError
from geo.model import Bank, LonLat, River

DATA = Path(__file__).resolve().parent.parent / "data"
TABLES = (DATA / "sources" / "banks.csv", DATA / "rivers" / "border_towns.csv")
SAME_PLACE_KM = 0.3
"""Towns face each other over narrow rivers: a row must not answer for the other bank."""
CELL_DEG = 0.02


@dataclass(frozen=True, slots=True)
class CuratedBank:
    """One row: a known bank and where it is known from."""

    geonames_id: int | None
    name: str
    lat: float
    lon: float
    bank: Bank
    source: str


@dataclass(slots=True)
class _Index:
    by_id: dict[int, CuratedBank] = field(default_factory=dict)
    by_cell: dict[tuple[int, int], list[CuratedBank]] = field(default_factory=lambda: defaultdict(list))


def curated_bank(at: LonLat, river: River, *, geonames_id: int | None = None) -> CuratedBank | None:
    """The row for a place on a river, by its id or its point (lon, lat), if a table has one."""
    index = _tables().get(river.water)
    if index is None:
        return None
    if geonames_id is not None and geonames_id in index.by_id:
        return index.by_id[geonames_id]
    column, line = _cell(*at)
    near = [
        row
        for x in (column - 1, column, column + 1)
        for y in (line - 1, line, line + 1)
        for row in index.by_cell.get((x, y), ())
    ]
    best = min(near, key=lambda row: _km(row, at), default=None)
    return best if best is not None and _km(best, at) <= SAME_PLACE_KM else None


def known_towns(river: River) -> tuple[tuple[str, LonLat], ...]:
    """Name and (lon, lat) of the hand-kept table's towns on a river."""
    index = _tables().get(river.water)
    rows = [row for cell in index.by_cell.values() for row in cell] if index else []
    return tuple((row.name, (row.lon, row.lat)) for row in rows)


@cache
def _tables() -> dict[str, _Index]:
    tables: dict[str, _Index] = defaultdict(_Index)
    for path in TABLES:
        if not path.exists():
            raise DataError(f"{path.name} is missing; run: make data")
        with path.open(encoding="utf-8", newline="") as file:
            for line in csv.DictReader(row for row in file if not row.startswith("#")):
                _add(tables[line["river"]], _row(line))
    return dict(tables)


def _add(index: _Index, row: CuratedBank) -> None:
    if row.geonames_id is not None and index.by_id.setdefault(row.geonames_id, row) is not row:
        return
    index.by_cell[_cell(row.lon, row.lat)].append(row)


def _row(row: dict[str, str]) -> CuratedBank:
    number = int(row["geonames_id"]) if row["geonames_id"] else None
    return CuratedBank(
        number, row["name"], float(row["lat"]), float(row["lon"]), Bank(row["bank"]), row["source"]
    )


def _cell(lon: float, lat: float) -> tuple[int, int]:
    return math.floor(lon / CELL_DEG), math.floor(lat / CELL_DEG)


def _km(row: CuratedBank, at: LonLat) -> float:
    shrink = math.cos(math.radians(at[1]))
    return 111.195 * math.hypot((row.lon - at[0]) * shrink, row.lat - at[1])
