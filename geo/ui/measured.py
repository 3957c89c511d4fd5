"""How good the readings were measured to be: the figures that `make bench` kept, as a table.

In: geo/data/measured.json. Out: nodes for geo.ui.leaf; a sentence where nothing was kept.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from geo import filters
from geo.ui import words
from geo.ui.leaf import Node, node

FILE = Path(__file__).resolve().parents[1] / "data" / "measured.json"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with what it was measured on; `value` in `unit`."""

    part: str
    what: str
    value: float
    unit: str
    on: str


@lru_cache(maxsize=1)
def read_figures(file: Path = FILE) -> tuple[date | None, tuple[Figure, ...]]:
    """The day of the measurement and its figures; None and nothing where none were kept."""
    if not file.is_file():
        return None, ()
    kept = json.loads(file.read_text(encoding="utf-8"))
    return date.fromisoformat(kept["measured"]), tuple(Figure(**row) for row in kept["figures"])


def figure_nodes(measured: date | None, figures: Sequence[Figure]) -> list[Node]:
    """The table, by part; what each part was measured on stands under its name."""
    if measured is None or not figures:
        return [node("p", "", words.NOT_MEASURED)]
    parts = dict.fromkeys(figure.part for figure in figures)
    rows = [row for part in parts for row in _rows([one for one in figures if one.part == part])]
    header = node("tr", "", *(node("th", "", title) for title in words.FIGURE_COLUMNS))
    caption = node("caption", "", words.measured_on(filters.date_words(measured, measured)))
    return [
        node(
            "div",
            "matrix figures",
            node("table", "", caption, node("thead", "", header), node("tbody", "", *rows)),
        )
    ]


def _rows(figures: Sequence[Figure]) -> list[Node]:
    first = node("th", "", figures[0].part, node("small", "", figures[0].on))
    return [
        node(
            "tr",
            "",
            first if number == 0 else node("td", "", ""),
            node("td", "", figure.what),
            node("td", "value", f"{figure.value:.1f} {figure.unit}"),
        )
        for number, figure in enumerate(figures)
    ]
