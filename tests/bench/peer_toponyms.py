"""Peers of the toponyms command, with its contract: `python -m tests.bench.peer_toponyms NAME < LINES`.

geotext and flashgeotext find names; both, and "populous" on given spans, take the entry with the most people.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from geo.gazetteer import load_gazetteer
from geo.model import Place

Found = tuple[int, int]
Record = dict[str, Any]


def find_by_geotext(record: Record) -> Iterator[Found]:
    """Each occurrence of what geotext names; it gives no offsets of its own."""
    from geotext import GeoText  # type: ignore[import-untyped, unused-ignore]

    read = GeoText(record["text"])
    for name in {*read.cities, *read.countries}:
        for match in re.finditer(rf"\b{re.escape(name)}\b", record["text"]):
            yield match.span()


def find_by_flashgeotext(record: Record) -> Iterator[Found]:
    """Spans as flashgeotext gives them."""
    for kind in _flashgeotext().extract(input_text=record["text"]).values():
        for found in kind.values():
            yield from (tuple(span) for span in found["span_info"])


def _flashgeotext() -> Any:
    from flashgeotext.geotext import GeoText  # type: ignore[import-untyped, unused-ignore]

    if not hasattr(_flashgeotext, "kept"):
        _flashgeotext.kept = GeoText()  # type: ignore[attr-defined]
    return _flashgeotext.kept  # type: ignore[attr-defined]


def given_spans(record: Record) -> Iterator[Found]:
    """The gold spans."""
    yield from (tuple(span) for span in record["spans"])


def most_populous(name: str) -> Place | None:
    """The baseline of toponym resolution."""
    return max(load_gazetteer().lookup(name), key=lambda place: place.population, default=None)


PEERS: dict[str, Callable[[Record], Iterable[Found]]] = {
    "geotext": find_by_geotext,
    "flashgeotext": find_by_flashgeotext,
    "populous": given_spans,
}


def answer(record: Record, find: Callable[[Record], Iterable[Found]]) -> Record:
    toponyms = []
    for start, end in sorted(set(find(record))):
        place = most_populous(record["text"][start:end])
        toponyms.append({
            "start": start, "end": end, "name": record["text"][start:end], "kind": "place",
            "lat": place.lat if place else None, "lon": place.lon if place else None,
            "geonameid": place.geonames_id if place else None,
        })  # fmt: skip
    return {"id": record["id"], "toponyms": toponyms}


def main(name: str) -> None:
    if name == "flashgeotext":
        from loguru import logger

        logger.remove()
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line), PEERS[name]), ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1])
