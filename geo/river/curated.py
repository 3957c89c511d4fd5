"""Places whose bank people know: a hand-kept table that overrides geometry near the line.

geo/data/sources/banks.csv: river, geonames_id, name, lat, lon, bank, source. A row answers for a place of
the same GeoNames id, else for one within a km of its point.
"""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from geo.model import Bank, LonLat, River

TABLE = Path(__file__).resolve().parent.parent / "data" / "sources" / "banks.csv"
SAME_PLACE_KM = 1.0


@dataclass(frozen=True, slots=True)
class CuratedBank:
    """One row: a known bank and where it is known from."""

    geonames_id: int | None
    name: str
    lat: float
    lon: float
    bank: Bank
    source: str


@cache
def _rows(river_id: str) -> tuple[CuratedBank, ...]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return tuple(_row(row) for row in csv.DictReader(file) if row["river"] == river_id)


def _row(row: dict[str, str]) -> CuratedBank:
    number = int(row["geonames_id"]) if row["geonames_id"] else None
    return CuratedBank(
        number, row["name"], float(row["lat"]), float(row["lon"]), Bank(row["bank"]), row["source"]
    )


def curated_bank(at: LonLat, river: River, *, geonames_id: int | None = None) -> CuratedBank | None:
    """The table's row for a place on a river, by its id or its point (lon, lat), if it has one."""
    rows = _rows(river.id)
    if geonames_id is not None:
        for row in rows:
            if row.geonames_id == geonames_id:
                return row
    return next((row for row in rows if _km(row, at) <= SAME_PLACE_KM), None)


def _km(row: CuratedBank, at: LonLat) -> float:
    shrink = math.cos(math.radians(at[1]))
    return 111.195 * math.hypot((row.lon - at[0]) * shrink, row.lat - at[1])
