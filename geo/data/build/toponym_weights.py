"""Fits the weights of toponym recognition: `python -m geo.data.build.toponym_weights [CORPUS.jsonl …]`.

Corpora are JSON lines {"id", "text", "gold": [{"start", "end", …}]}, as the evaluation set's --dump writes
them.
Only numbers go into the project. Logistic regression with an L2 penalty, twice: the second look learns from
first-look scores that were made for texts the first fit did not see.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize  # type: ignore[import-untyped, unused-ignore]
from scipy.sparse import csr_matrix  # type: ignore[import-untyped, unused-ignore]

from geo.gazetteer import load_gazetteer
from geo.text.toponyms import select
from geo.text.toponyms.candidates import Candidate, Reading
from geo.text.toponyms.features import first_look, second_look
from geo.text.toponyms.lexicon import load_lexicon

WEIGHTS = Path(__file__).resolve().parent.parent / "gazetteer" / "weights.json"
FOLDS = 5
_PENALTY = 3.0
_BELIEFS = {
    "vouched": 1.5,
    "the_water": 2.0,
    "division_word": 1.5,
    "local0": 2.0,
    "local1": 2.0,
    "water_word": 1.5,
    "fullname": -1.5,
    "vouched_odd": 3.1,
    "vouched_site": 4.2,
    "alone": -0.7,
    "fullname_whole": -2.5,
    "person_only": -2.0,
    "person_here=1": -0.4,
    "person_here=2": -0.8,
    "person_here=3": -0.8,
    "medium": -2.5,
    "owned_by": -3.0,
    "native_script": 2.5,
    "local_surname": 1.2,
    "joined_way": 3.5,
    "before=placeverb": 0.7,
    "placenoun_of": 0.7,
    "undergone": 2.5,
    "written_otherwise": 0.4,
    "found=skeleton1": -1.5,
    "found=skeleton2": -0.5,
}
"""What the corpora hardly show; they may only move these weights from here, the firm ones hardly."""
_BELIEFS |= {f"odd={people}": 2.5 for people in (5, 6, 7)} | {"odd=2": 1.2, "odd=3": 2.2, "odd=4": 2.2}
_BELIEFS |= {f"odd={people}m": 2.0 for people in range(1, 8)}
_ODD = tuple(name for name in _BELIEFS if name.startswith("odd="))
"""Known names that are neither English words nor persons' names, by their people: the corpora have mostly
English-speaking places, where such a name is likelier to be a firm's."""
_NAMES = ("fullname_whole", "person_only", "medium", "owned_by", *(f"person_here={n}" for n in (1, 2, 3)))
"""Places inside the names of people, papers and banks: the corpora don't agree on marking them; here they
are no places."""
_FIRM = (
    "undergone",
    "written_otherwise",
    "local0",
    "local1",
    "local_surname",
    "joined_way",
    "vouched_odd",
    "vouched_site",
    "alone",
    "vouched_elsewhere",
    *_NAMES,
    *_ODD,
)
_RAREST = 4
_SMALLEST = 0.005

Weights = dict[str, float]
Document = dict[str, Any]


def read_corpora(paths: Sequence[str]) -> list[Document]:
    """Documents of all corpora."""
    return [json.loads(line) for path in paths for line in Path(path).read_text("utf-8").splitlines()]


def read_text(document: Document) -> Reading:
    """Candidates with first-look features."""
    reading = Reading(document["text"], load_gazetteer(), load_lexicon())
    first_look(reading)
    return reading


def gold_of(document: Document) -> set[tuple[int, int]]:
    """Spans of the toponyms."""
    return {(gold["start"], gold["end"]) for gold in document["gold"]}


def fit(pairs: Sequence[tuple[Candidate, bool]], penalty: float = _PENALTY) -> Weights:
    """Weights that make the candidates' features predict which of them are toponyms."""
    counts = Counter(feature for candidate, _ in pairs for feature in candidate.features)
    names = sorted(feature for feature, count in counts.items() if count >= _RAREST)
    at = {feature: i for i, feature in enumerate(names)}
    rows = [[at[f] for f in candidate.features if f in at] for candidate, _ in pairs]
    indices = np.array([i for row in rows for i in row])
    ends = np.cumsum([0, *map(len, rows)])
    matrix = csr_matrix((np.ones(len(indices)), indices, ends), shape=(len(rows), len(names)))
    target = np.array([1.0 if gold else -1.0 for _, gold in pairs])
    strength = np.full(len(names), penalty)
    strength[at["bias"]] = 0.0
    for name in _FIRM:
        if name in at:
            strength[at[name]] = 20 * penalty

    beliefs = np.array([_BELIEFS.get(name, 0.0) for name in names])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        margin = target * (matrix @ weights)
        value = np.logaddexp(0, -margin).sum() + 0.5 * (strength * (weights - beliefs) ** 2).sum()
        slope = matrix.T @ (-target / (1 + np.exp(margin))) + strength * (weights - beliefs)
        return float(value), slope

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    fitted = {name: round(float(w), 3) for name, w in zip(names, found.x, strict=True) if abs(w) > _SMALLEST}
    return _BELIEFS | fitted


def score(reading: Reading, weights: Weights) -> None:
    """Set every candidate's score."""
    for candidate in reading.candidates:
        candidate.score = sum(weights.get(feature, 0.0) for feature in candidate.features)


def train(documents: Sequence[Document]) -> tuple[Weights, Weights]:
    """Weights of the first and of the second look."""
    readings = [read_text(document) for document in documents]
    labelled = [_labels(r, d) for r, d in zip(readings, documents, strict=True)]
    for fold in range(FOLDS):
        inner = fit([p for i, pairs in enumerate(labelled) if i % FOLDS != fold for p in pairs])
        for i in range(fold, len(readings), FOLDS):
            score(readings[i], inner)
    first = fit([pair for pairs in labelled for pair in pairs])
    for reading in readings:
        second_look(reading)
    return first, fit([pair for pairs in labelled for pair in pairs])


def _labels(reading: Reading, document: Document) -> list[tuple[Candidate, bool]]:
    gold = gold_of(document)
    return [(c, (c.span.start, c.span.end) in gold) for c in reading.candidates]


def predict(document: Document, first: Weights, second: Weights) -> list[Candidate]:
    """What recognition finds with these weights."""
    reading = read_text(document)
    score(reading, first)
    second_look(reading)
    score(reading, second)
    return select(reading.candidates)


def cross_validate(
    documents: Sequence[Document], trainer: Callable[[Sequence[Document]], tuple[Weights, Weights]] = train
) -> dict[str, tuple[float, float, float]]:
    """Exact precision, recall, F1 by corpus and overall, each text read with weights that never saw it."""
    tally: dict[str, list[int]] = {}
    for fold in range(FOLDS):
        first, second = trainer([d for i, d in enumerate(documents) if i % FOLDS != fold])
        for document in documents[fold::FOLDS]:
            gold = gold_of(document)
            found = {(c.span.start, c.span.end) for c in predict(document, first, second)}
            for key in (document["id"].split("/")[0], "all"):
                counts = tally.setdefault(key, [0, 0, 0])
                for i, number in enumerate((len(gold & found), len(found), len(gold))):
                    counts[i] += number
    return {key: _figures(*counts) for key, counts in tally.items()}


def _figures(right: int, found: int, gold: int) -> tuple[float, float, float]:
    precision, recall = right / max(found, 1), right / max(gold, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def main(paths: Sequence[str]) -> None:
    """Cross-validate, then fit on everything and write weights.json."""
    documents = read_corpora(paths)
    for key, (precision, recall, f1) in cross_validate(documents).items():
        print(f"{key}: P {precision:.3f} R {recall:.3f} F1 {f1:.3f} ({FOLDS}-fold)", file=sys.stderr)
    first, second = train(documents)
    old = json.loads(WEIGHTS.read_text("utf-8")) if WEIGHTS.exists() else {}
    old |= {"recognition_first": first, "recognition_second": second}
    WEIGHTS.write_text(json.dumps(old, indent=0, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
