"""Banks of known towns, river by river: geometry alone, with borders, and as the command answers.

The hand-kept table holds these towns too, so that the command's figures say nothing about other towns: the
first two lines do. Needs the evaluation set beside the repository.
"""

import csv
import io
import subprocess
import sys
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

from geo.model import Bank, Certainty, River
from geo.river import load_river, locate_banks
from geo.river.curated import DATA

ROOT = Path(__file__).resolve().parents[2]
TOWNS = ROOT.parent / "shared" / "rivers" / "banks_dev.csv"
ACCURACY, BORDER_TOWNS = DATA / "rivers" / "accuracy.csv", DATA / "rivers" / "border_towns.csv"
Row = tuple[str, float, str, str]
Called = list[tuple[bool, bool, bool]]
"""For each town: is a bank named, is it certain, is it right."""


def run() -> list[Row]:
    rows = [] if TOWNS.exists() else [("banks of known towns: not measured, no evaluation set", 0.0, "", "")]
    if TOWNS.exists():
        with TOWNS.open(encoding="utf-8", newline="") as file:
            by_river: dict[str, list[dict[str, str]]] = defaultdict(list)
            for town in csv.DictReader(file):
                by_river[town["river"]].append(town)
        geometry = {name: by_geometry(load_river(name), towns) for name, towns in by_river.items()}
        bordered = {name: with_borders(load_river(name), towns) for name, towns in by_river.items()}
        command = {name: by_command(name, towns) for name, towns in by_river.items()}
        rows += [
            row
            for title, called in (("geometry", geometry), ("with borders", bordered), ("command", command))
            for row in summary(title, [one for towns in called.values() for one in towns])
        ]
        rows += [one_river(name, called) for name, called in sorted(geometry.items())]
    return rows + list(accuracy())


def by_geometry(river: River, towns: list[dict[str, str]]) -> Called:
    calls = locate_banks([float(t["lon"]) for t in towns], [float(t["lat"]) for t in towns], river)
    return [
        (
            calls.bank(index) is not Bank.NONE,
            calls.certainty[index] is Certainty.CERTAIN,
            calls.bank(index).value == town["bank"],
        )
        for index, town in enumerate(towns)
    ]


def with_borders(river: River, towns: list[dict[str, str]]) -> Called:
    told = border_banks().get(river.id, {})
    return [
        (True, True, told[key] == town["bank"]) if (key := point(town)) in told else geometry
        for town, geometry in zip(towns, by_geometry(river, towns), strict=True)
    ]


@cache
def border_banks() -> dict[str, dict[tuple[float, float], str]]:
    """By river: the banks that a border tells, by latitude and longitude."""
    found: dict[str, dict[tuple[float, float], str]] = defaultdict(dict)
    with BORDER_TOWNS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["river"]][point(row)] = row["bank"]
    return dict(found)


def point(row: dict[str, str]) -> tuple[float, float]:
    return round(float(row["lat"]), 5), round(float(row["lon"]), 5)


def by_command(name: str, towns: list[dict[str, str]]) -> Called:
    table = io.StringIO()
    writer = csv.DictWriter(table, ["lat", "lon"], extrasaction="ignore")
    writer.writeheader()
    writer.writerows(towns)
    answered = subprocess.run(
        [sys.executable, "-m", "geo", "banks", "--river", name],
        cwd=ROOT, input=table.getvalue(), capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    rows = csv.DictReader(io.StringIO(answered))
    return [
        (bool(row["bank"]), row["certainty"] == "certain", row["bank"] == town["bank"])
        for row, town in zip(rows, towns, strict=True)
    ]


def summary(title: str, called: Called) -> list[Row]:
    certain = [right for _, sure, right in called if sure]
    named = [right for named, _, right in called if named]
    return [
        (f"{title}: certain", 100 * len(certain) / len(called), "%", f"of {len(called)} towns; at least 60"),
        (f"{title}: certain and right", 100 * sum(certain) / len(certain), "%", "at least 99.7"),
        (f"{title}: named and right", 100 * sum(named) / len(named), "%", f"of {len(named)}; at least 98.5"),
    ]


def one_river(name: str, called: Called) -> Row:
    counted = Counter(("wrong" if named and not right else "right") for named, _, right in called if named)
    share = 100 * sum(sure for _, sure, _ in called) / len(called)
    return f"{name}: geometry certain", share, "%", f"of {len(called)}; {counted['wrong']} named wrong"


def accuracy() -> list[Row]:
    """As `make data` measured it; docs/rivers.md has all of it, with the weak stretches."""
    with ACCURACY.open(encoding="utf-8", newline="") as file:
        measured = [row for row in csv.DictReader(file) if row["border_km"]]
    return [
        (
            f"{row['river']}: from the border",
            float(row["border_mean_km"]),
            "km",
            f"mean over {row['border_km']} km, p95 {row['border_p95_km']}",
        )
        for row in measured
    ]
