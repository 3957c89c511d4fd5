"""Word lists that recognition reads: word classes, common English words, given names and surnames."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "data"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything recognition knows about words that are not places. All keys in lower case."""

    classes: dict[str, frozenset[str]]
    head_of: dict[str, str]
    """Class of a word that heads a name: "street", "facility", "land", "division", "org"."""
    levels: dict[str, int]
    """How common a word is: 10 (most) to 50; missing means it is not an English word."""
    given_names: frozenset[str]
    surnames: frozenset[str]


@dataclass(frozen=True, slots=True)
class Weights:
    """Fitted weights by feature, for the first and the second look at a text."""

    first: dict[str, float]
    second: dict[str, float]


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """The lexicon of this installation."""
    raw = tomllib.loads((DATA / "sources" / "toponym_words.toml").read_text("utf-8"))
    classes = {name: frozenset(words) for name, words in raw.items()}
    head_of: dict[str, str] = {}
    for head, name in _HEADS:
        for word in raw[name]:
            head_of.setdefault(word, head)
    levels = {}
    for line in (DATA / "gazetteer" / "words.tsv").read_text("utf-8").splitlines():
        word, _, level = line.partition("\t")
        levels[word] = int(level)
    return Lexicon(classes, head_of, levels, _lines("given_names.txt"), _lines("surnames.txt"))


_HEADS = (
    ("street", "streets"),
    ("division", "divisions"),
    ("land", "landforms"),
    ("facility", "facilities"),
    ("org", "organisations"),
)


def _lines(name: str) -> frozenset[str]:
    return frozenset((DATA / "gazetteer" / name).read_text("utf-8").split())


_SET = {"own": 4.0}
"""Weights that no corpus can tell: a name of the analyst's own list is meant unless it is a person's."""


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """Weights as `python -m geo.data.build.toponym_weights` fitted them."""
    raw = json.loads((DATA / "gazetteer" / "weights.json").read_text("utf-8"))
    return Weights(raw["recognition_first"] | _SET, raw["recognition_second"] | _SET)
