"""Recognition and resolution of places beside their peers, on one scorer: a part of `make bench`.

Also: the five-fold figures (texts read with weights that never saw them), and how far the points of
countries and provinces lie from others' points for them.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import shapely

from geo.data.build import resolution_weights, toponym_weights
from geo.data.build.resolution_weights import km_between
from geo.gazetteer import load_gazetteer
from tests.test_gazetteer_points import country_pairs
from tests.test_gazetteer_spellings import LISTED, SPELLINGS, is_right

ROOT = Path(__file__).resolve().parents[2]
CORPORA = ("TR", "GWN")
NEAR_KM = 161.0
GEO = [sys.executable, "-m", "geo", "toponyms"]
PEER = [sys.executable, "-m", "tests.bench.peer_toponyms"]
Pair = tuple[str, float]


def show_scores(shared: Path) -> None:
    """Print every figure about places that the README or a note may quote."""
    show_spellings()
    show_points(shared)
    scorer = shared / "eval/evaluate_toponyms.py"
    if not (shared / "corpora/geoparsing").exists():
        print("\n## toponyms\nnot measured: corpora/geoparsing was not found under --shared")
        return
    runs: dict[str, tuple[list[str], list[str]]] = {
        "toponyms": ([], GEO),
        "toponyms, strict km": (["--strict-km"], GEO),
        "toponyms, geotext and the most populous": ([], [*PEER, "geotext"]),
        "toponyms, flashgeotext and the most populous": ([], [*PEER, "flashgeotext"]),
        "toponyms, gold spans": (["--gold-spans"], [*GEO, "--gold-spans"]),
        "toponyms, gold spans, strict km": (["--gold-spans", "--strict-km"], [*GEO, "--gold-spans"]),
        "toponyms, gold spans, the most populous": (["--gold-spans"], [*PEER, "populous"]),
    }
    for title, (options, command) in runs.items():
        print(f"\n## {title}", flush=True)
        corpora = ["--corpora", ",".join(CORPORA)]
        call = [sys.executable, str(scorer), *corpora, *options, "--", *command]
        subprocess.run(call, cwd=ROOT, check=False)
    show_folds(read_corpora(shared))


def read_corpora(shared: Path) -> list[dict[str, Any]]:
    """The corpora's texts with their gold, as the scorer dumps them."""
    scorer = str(shared / "eval/evaluate_toponyms.py")
    dumps = [
        subprocess.run([sys.executable, scorer, "--dump", name], capture_output=True, check=True, text=True)
        for name in CORPORA
    ]
    return [json.loads(line) for dump in dumps for line in dump.stdout.splitlines()]


def show_folds(documents: list[dict[str, Any]]) -> None:
    """Figures for texts that the weights never saw: five-fold, and from one corpus to the other."""
    print("\n## toponyms, five-fold cross-validation over both corpora", flush=True)
    for corpus, figures in toponym_weights.cross_validate(documents).items():
        precision, recall, f1 = (100 * figure for figure in figures)
        print(f"{corpus:<6} recognition, exact: P {precision:.1f} R {recall:.1f} F1 {f1:.1f}")
    for corpus, share in resolution_weights.cross_validate(documents).items():
        print(f"{corpus:<6} gold spans within 161 km, no place standing in: {100 * share:.1f}")


def show_spellings() -> None:
    """Print how many spellings of the list beside the tests find their place within their country."""
    right = sum(is_right(*row) for row in SPELLINGS)
    native = sum(not spelling.isascii() for spelling, *_ in SPELLINGS)
    print("\n## spellings", flush=True)
    print(
        f"{right} of {len(SPELLINGS)} spellings of {len(LISTED)} places right"
        f" ({100 * right / len(SPELLINGS):.1f} %); {native} of them not in plain letters"
    )


def show_points(shared: Path) -> None:
    """Shares of countries and provinces whose point is within 161 km of another source's."""
    print("\n## points of countries and provinces", flush=True)
    told = {"countries against GeoNames' own points": from_geonames()}
    told["provinces against the middle of their outlines"] = from_outlines()
    if (shared / "corpora/geoparsing").exists():
        own = list(from_corpora(read_corpora(shared)))
        told |= {
            f"{kind} against GeoNames' points in the corpora": of(own, kind) for kind in ("PCLI", "ADM1")
        }
    for title, pairs in told.items():
        found = list(pairs)
        near = sum(km <= NEAR_KM for _, km in found)
        middle = statistics.median(km for _, km in found)
        print(
            f"{title}: {near} of {len(found)} within 161 km"
            f" ({100 * near / len(found):.1f} %), median {middle:.0f} km"
        )
        print(
            "   farther:", ", ".join(f"{name} {km:.0f}" for name, km in found if km > NEAR_KM)[:400] or "none"
        )


def of(pairs: Iterable[Pair], kind: str) -> list[Pair]:
    """Those of one feature code."""
    return [(name, km) for name, km in pairs if name.startswith(kind)]


def from_geonames() -> Iterator[Pair]:
    """Countries, by km from GeoNames' own point."""
    for place, row in country_pairs():
        own = float(row["lat"]), float(row["lon"])
        yield place.country, km_between((place.lat, place.lon), own)


def from_outlines() -> Iterator[Pair]:
    """Provinces, by km from the centroid of their outline."""
    gazetteer = load_gazetteer()
    for number in range(len(gazetteer)):
        if gazetteer.entry(number).code != "ADM1":
            continue
        place = gazetteer.place(number)
        rings = gazetteer.area(place)
        whole = shapely.unary_union([shapely.buffer(shapely.Polygon(ring), 0) for ring in rings])
        if not whole.is_empty:
            middle = whole.centroid
            yield f"{place.country}.{place.admin1}", km_between((place.lat, place.lon), (middle.y, middle.x))


def from_corpora(documents: list[dict[str, Any]]) -> Iterator[Pair]:
    """Every GeoNames id of the gold that the gazetteer has, by km between the points."""
    gold = {
        toponym["geonameid"]: (toponym["lat"], toponym["lon"])
        for document in documents
        for toponym in document["gold"]
        if toponym["geonameid"] and toponym["lat"] is not None
    }
    gazetteer = load_gazetteer()
    for number in range(len(gazetteer)):
        place = gazetteer.place(number)
        if place.geonames_id in gold:
            km = km_between((place.lat, place.lon), gold[place.geonames_id])
            yield f"{place.feature_code} {place.name}", km
