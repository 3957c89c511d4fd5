"""Banks for the rows of a table with the columns lat and lon."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from geo.model import Bank, Certainty, River
from geo.river.bank import locate_banks
from geo.river.curated import curated_bank
from geo.river.flow import cardinal_of

CHUNK = 2000


def bank_rows(rows: Iterable[Mapping[str, str]], river: River) -> Iterator[dict[str, str]]:
    """Each row with bank, cardinal, distance_km, certainty and basis; empty ones where lat, lon are no point.

    A bank is named only where the class is certain or probable, or where the hand-kept table knows it.
    """
    pending = iter(rows)
    while chunk := list(islice(pending, CHUNK)):
        yield from _answer(chunk, river)


def _answer(chunk: list[Mapping[str, str]], river: River) -> Iterator[dict[str, str]]:
    points = [_point(row) for row in chunk]
    good = [point for point in points if point]
    calls = locate_banks([p[0] for p in good], [p[1] for p in good], river) if good else None
    index = -1
    for row, point in zip(chunk, points, strict=True):
        if point is None or calls is None:
            yield {**row, "bank": "", "cardinal": "", "distance_km": "", "certainty": "", "basis": ""}
            continue
        index += 1
        known = curated_bank(point, river)
        bank = known.bank if known else calls.bank(index)
        yield {
            **row,
            "bank": "" if bank is Bank.NONE else bank.value,
            "cardinal": cardinal_of(bank, river, point),
            "distance_km": f"{calls.distance_km[index]:.2f}",
            "certainty": (Certainty.CERTAIN if known else calls.certainty[index]).value,
            "basis": f"curated: {known.source}" if known else "located" if bank is not Bank.NONE else "",
        }


def _point(row: Mapping[str, str]) -> tuple[float, float] | None:
    try:
        lon, lat = float(row["lon"]), float(row["lat"])
    except (KeyError, TypeError, ValueError):
        return None
    good = math.isfinite(lon) and math.isfinite(lat) and abs(lat) <= 90 and abs(lon) <= 180
    return (lon, lat) if good else None
