"""The words of time, from geo/data/sources/dates.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class Words:
    """The tables of dates.toml, under the same names."""

    months: dict[str, int]
    weekdays: dict[str, int]
    seasons: dict[str, list[int]]
    numbers: dict[str, int]
    vague: dict[str, dict[str, int]]
    feasts: dict[str, list[int]]
    days: dict[str, int]
    openers: str
    goods: str
    prepositions: str
    counted: str


@cache
def time_words() -> Words:
    """The lists, read once."""
    source = resources.files("geo.data") / "sources" / "dates.toml"
    raw: dict[str, Any] = tomllib.loads(source.read_text(encoding="utf-8"))
    return Words(**raw)
