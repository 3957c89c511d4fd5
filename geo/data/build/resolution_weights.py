"""Fits the weights of resolution: `python -m geo.data.build.resolution_weights CORPUS.jsonl …`.

A choice model: of the entries that bear a name, one is meant: the one with the gold GeoNames id or, where
that is not among them, one within 161 km of the gold point. Texts whose gold has no coordinates add nothing.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from math import asin, cos, radians, sin, sqrt
from typing import Any

import numpy as np
from scipy.optimize import minimize  # type: ignore[import-untyped, unused-ignore]
from scipy.sparse import csr_matrix  # type: ignore[import-untyped, unused-ignore]

from geo.data.build.toponym_weights import FOLDS, WEIGHTS, Document, read_corpora
from geo.gazetteer import load_gazetteer
from geo.model import Span
from geo.resolve import read_mentions
from geo.resolve.features import Reading
from geo.text.toponyms import mention_at

_PENALTY = 1.0
_RAREST = 3
_NEAR_KM = 161.0
_SMALLEST = 0.005
_BELIEFS = {
    "hint=admin-adm1": 3.0,
    "hint=admin-adm2": 0.5,
    "hint=admin-town": -1.0,
    "hint=admin-capital": -1.0,
    "hint=county-adm2": 2.5,
    "hint=county-town": -0.5,
    "hint=town-town": 1.5,
    "hint=town-capital": 1.5,
    "hint=town-adm1": -1.0,
    "hint=town-adm2": -1.0,
    "hint=water-water": 3.0,
    "hint=the-water": 3.5,
    "hint=the-country": -1.0,
    "hint=the-town": -2.0,
    "hint=the-capital": -2.0,
    "hint=the-adm1": -1.5,
    "hint=the-adm2": -2.0,
    "hint=shore-water": 3.0,
    "hint=river-water": 3.5,
    "seat_named": -2.0,
    "behind_river": -2.5,
    "shadowed": -3.0,
    "contained": 3.0,
    "notcontained": -1.0,
    "home": 2.0,
    "homecountry": 0.8,
    "dateline": 0.7,
    "datelinecountry": 0.4,
    "vouched": 1.5,
}
"""What the words mean in English; the corpora are small and may only move the weights from there."""
_FIRM = 10.0
"""How much harder a believed weight moves than another."""
_RISES = re.compile(r"people>=.*(town|capi)$|country>=|province>=.*(town|capi)$|within")
"""More people, and more names of the same area, never speak against a town."""
_START: dict[str, float] = {"kind=country": 2.0, "rank=0": 1.0}
Fitted = dict[str, dict[str, float]]
Choice = tuple[list[list[str]], list[bool]]


def km_between(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance of two (lat, lon)."""
    la, lo, lb, ob = map(radians, (*a, *b))
    return 12742 * asin(min(1.0, sqrt(sin((lb - la) / 2) ** 2 + cos(la) * cos(lb) * sin((ob - lo) / 2) ** 2)))


def read_document(document: Document, weights: Fitted) -> tuple[list[Reading], list[Any]]:
    """Readings of the gold mentions, with their gold."""
    gold = list(document["gold"])
    mentions = [mention_at(document["text"], Span(g["start"], g["end"]), load_gazetteer()) for g in gold]
    return read_mentions(document["text"], mentions, load_gazetteer(), weights), gold


def right_entries(reading: Reading, gold: dict[str, Any]) -> list[bool]:
    """Which entries are what the gold means."""
    if gold["lat"] is None or not reading.entries:
        return []
    gazetteer = load_gazetteer()
    same = [gazetteer.place(e.row).geonames_id == gold["geonameid"] for e in reading.entries]
    if any(same) and gold["geonameid"]:
        return same
    point = (gold["lat"], gold["lon"])
    places = [gazetteer.place(e.row) for e in reading.entries]
    return [km_between((p.lat, p.lon), point) <= _NEAR_KM for p in places]


def choices_of(documents: Sequence[Document], weights: Fitted) -> list[Choice]:
    """Every mention that has a right and a wrong entry."""
    found = []
    for document in documents:
        for reading, gold in zip(*read_document(document, weights), strict=True):
            right = right_entries(reading, gold)
            if any(right) and not all(right):
                found.append((reading.features, right))
    return found


def fit(choices: Sequence[Choice]) -> dict[str, float]:
    """Weights under which the right entries are the likeliest."""
    counts = Counter(f for features, _ in choices for found in features for f in found)
    names = sorted(f for f, count in counts.items() if count >= _RAREST)
    at = {name: i for i, name in enumerate(names)}
    rows = [[at[f] for f in found if f in at] for features, _ in choices for found in features]
    ends = np.cumsum([0, *map(len, rows)])
    indices = np.array([i for row in rows for i in row])
    matrix = csr_matrix((np.ones(len(indices)), indices, ends), shape=(len(rows), len(names)))
    beliefs = np.array([_BELIEFS.get(name, 0.0) for name in names])
    strength = np.array([_FIRM if name in _BELIEFS else 1.0 for name in names]) * _PENALTY
    starts = np.cumsum([0, *[len(right) for _, right in choices]])[:-1]
    right = np.array([r for _, flags in choices for r in flags])
    owner = np.repeat(np.arange(len(choices)), [len(flags) for _, flags in choices])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights
        powers = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
        whole = np.add.reduceat(powers, starts)
        good = np.add.reduceat(np.where(right, powers, 0.0), starts)
        value = -np.log(good / whole).sum() + 0.5 * (strength * (weights - beliefs) ** 2).sum()
        slope = matrix.T @ (powers / whole[owner] - np.where(right, powers, 0.0) / good[owner])
        return float(value), slope + strength * (weights - beliefs)

    bounds = [(0.0, None) if _RISES.match(name) else (None, None) for name in names]
    found = minimize(
        loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 300}
    )
    fitted = {name: round(float(w), 3) for name, w in zip(names, found.x, strict=True) if abs(w) > _SMALLEST}
    return _BELIEFS | fitted


def train(documents: Sequence[Document]) -> Fitted:
    """Weights of the first look (prior) and of the later ones (full)."""
    prior = fit(choices_of(documents, {"prior": _START, "full": _START}))
    prior = {f: w for f, w in prior.items() if not f.startswith(_CONTEXT)}
    full: dict[str, float] = prior
    for _ in range(2):
        full = fit(choices_of(documents, {"prior": prior, "full": full}))
    return {"prior": prior, "full": full}


_CONTEXT = ("country", "province", "contained", "notcontained", "within", "alone", "dateline")


def cross_validate(documents: Sequence[Document]) -> dict[str, float]:
    """Share of gold mentions with coordinates that are put within 161 km, by corpus."""
    tally: Counter[tuple[str, bool]] = Counter()
    for fold in range(FOLDS):
        weights = train([d for i, d in enumerate(documents) if i % FOLDS != fold])
        for document in documents[fold::FOLDS]:
            for reading, gold in zip(*read_document(document, weights), strict=True):
                if gold["lat"] is not None:
                    tally[document["id"].split("/")[0], _is_right(reading, gold)] += 1
    corpora = sorted({corpus for corpus, _ in tally})
    return {c: tally[c, True] / (tally[c, True] + tally[c, False]) for c in corpora}


def _is_right(reading: Reading, gold: dict[str, Any]) -> bool:
    if not reading.entries:
        return False
    place = load_gazetteer().place(reading.entries[int(np.argmax(reading.chances))].row)
    same = bool(gold["geonameid"]) and place.geonames_id == gold["geonameid"]
    return same or km_between((place.lat, place.lon), (gold["lat"], gold["lon"])) <= _NEAR_KM


def main(paths: Sequence[str]) -> None:
    """Cross-validate, then fit on everything and write into weights.json."""
    documents = read_corpora(paths)
    for corpus, share in cross_validate(documents).items():
        print(f"{corpus}: {share:.3f} within 161 km on gold spans ({FOLDS}-fold)", file=sys.stderr)
    fitted = train(documents)
    old = json.loads(WEIGHTS.read_text("utf-8")) if WEIGHTS.exists() else {}
    old |= {"resolution_prior": fitted["prior"], "resolution_full": fitted["full"]}
    WEIGHTS.write_text(json.dumps(old, indent=0, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
