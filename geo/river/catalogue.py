"""The catalogue of rivers: geo/data/rivers/rivers.geojson, one river a line, in downstream order."""

from __future__ import annotations

import difflib
import json
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

from geo.errors import DataError, UnknownNameError
from geo.model import River, UncertainStretch

CATALOGUE = Path(__file__).resolve().parent.parent / "data" / "rivers" / "rivers.geojson"
_GENERIC = frozenset({"river", "the", "nahr", "rio", "reka", "nehri", "rud"})


@cache
def load_rivers() -> dict[str, River]:
    """Every river of the catalogue by its id, in the catalogue's order."""
    try:
        rows = CATALOGUE.read_text(encoding="utf-8").splitlines()
    except OSError:
        raise DataError("the rivers' catalogue is missing; run: make data") from None
    rivers = (_river(json.loads(row.rstrip(","))) for row in rows if row.startswith('{"type": "Feature"'))
    return {river.id: river for river in rivers}


def load_river(name: str) -> River:
    """The river of that id or name, in any of its languages; UnknownNameError offers the nearest names."""
    rivers = load_rivers()
    if name in rivers:
        return rivers[name]
    found = _by_name().get(_fold(name))
    if found is None:
        raise UnknownNameError(f"unknown river {name!r}; {_offer(name)}")
    return rivers[found]


def _offer(name: str) -> str:
    known = [river.name for river in load_rivers().values()]
    folded = {_fold(one): one for one in known}
    close = difflib.get_close_matches(_fold(name), folded, n=2, cutoff=0.6)
    if close:
        return f"did you mean {' or '.join(repr(folded[one]) for one in close)}?"
    return f"known are {', '.join(known[:6])} and {max(0, len(known) - 6)} more"


@cache
def _by_name() -> dict[str, str]:
    table: dict[str, str] = {}
    for river in load_rivers().values():
        for name in (river.id, river.name, river.name.split("(")[0], *river.names):
            table.setdefault(_fold(name), river.id)
    return table


def _fold(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    words = [word for word in kept.split() if word not in _GENERIC]
    return " ".join(words or kept.split())


def _river(feature: dict[str, Any]) -> River:
    about = feature["properties"]
    return River(
        id=about["id"],
        name=about["name"],
        names=tuple(about["names"]),
        line=tuple((lon, lat) for lon, lat in feature["geometry"]["coordinates"]),
        uncertain=tuple(UncertainStretch(*stretch) for stretch in about["uncertain"]),
        checked=tuple((start, end) for start, end in about["checked"]),
        source=about["source"],
        licence=about["licence"],
    )
