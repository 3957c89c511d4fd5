"""The claims of a kept case: read again from its documents and corrections, unless this very reader just did.

What was read is kept beside the inputs, under a key made of everything it was made from. Another version of
the reader, of its word lists or its gazetteer, or another correction is another key.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path

from geo.cases.codec import decode, encode
from geo.cases.store import CaseStore
from geo.cases.values import Correction, Json, StoredCase, StoredDocument
from geo.errors import StoreError
from geo.model import Claim, Place, PlaceCorrection
from geo.pipeline import Inputs, read_document

PLACE = "place"
_CODE = ("text", "gazetteer", "actors", "resolve", "claims", "corrections.py", "pipeline.py", "model.py")
_DATA = ("SOURCES.md", "sources")


def read_case(
    store: CaseStore, case: StoredCase, progress: Callable[[int], None] | None = None
) -> dict[str, tuple[Claim, ...]]:
    """The claims of each document of a case, by its id. `progress` is told how many documents are done."""
    kept = store.load_readings(case.head.id)
    made: dict[str, tuple[str, str]] = {}
    claims: dict[str, tuple[Claim, ...]] = {}
    for number, one in enumerate(case.documents, 1):
        inputs = place_corrections(case.corrections, one.document.id)
        key = reading_key(one, inputs)
        found = _kept_claims(kept.get(one.document.id), key)
        if found is None:
            found = read_document(one.document, Inputs(corrections=inputs))
            made[one.document.id] = (key, json.dumps([encode(claim) for claim in found]))
        claims[one.document.id] = found
        if progress:
            progress(number)
    _keep(store, case.head.id, made)
    return claims


def place_correction(document_id: str, spelling: str, place: Place | None) -> tuple[str, str, Json]:
    """Kind, subject and what it becomes, of a correction that says what a name means; None: no place."""
    return PLACE, spelling, {"place": encode(place)}


def place_corrections(corrections: Iterable[Correction], document_id: str) -> tuple[PlaceCorrection, ...]:
    """What holds of the journal for a document: the last word on each spelling, unless taken back."""
    last: dict[str, Json] = {
        one.subject: one.becomes
        for one in corrections
        if one.document_id == document_id and one.kind == PLACE
    }
    found = []
    for spelling, becomes in last.items():
        if isinstance(becomes, dict) and "place" in becomes:
            place = None if becomes["place"] is None else decode(Place, becomes["place"])
            found.append(PlaceCorrection(document_id, spelling, place))
    return tuple(found)


def reading_key(kept: StoredDocument, inputs: tuple[PlaceCorrection, ...]) -> str:
    """Everything that the claims of a document follow from, as a hash."""
    document = kept.document
    day = document.published.isoformat() if document.published else ""
    parts = [reader_version(), document.text, document.title, document.url, document.publisher, day]
    return hashlib.sha256(json.dumps([*parts, encode(inputs)]).encode()).hexdigest()


@cache
def reader_version() -> str:
    """A hash of the code and the data that readings follow from."""
    root = Path(str(files("geo")))
    places = [root / name for name in _CODE] + [root / "data" / name for name in _DATA]
    found = sorted(path for place in places for path in (place.rglob("*") if place.is_dir() else [place]))
    whole = hashlib.sha256()
    for path in found:
        if path.is_file() and path.suffix != ".pyc":
            whole.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()


def _kept_claims(kept: tuple[str, str] | None, key: str) -> tuple[Claim, ...] | None:
    """What was kept under this key; None where nothing was, or nothing that can be understood."""
    if kept is None or kept[0] != key:
        return None
    try:
        return tuple(decode(Claim, one) for one in json.loads(kept[1]))
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _keep(store: CaseStore, identity: str, made: dict[str, tuple[str, str]]) -> None:
    """A convenience: where it can't be had, everything is read again next time."""
    try:
        store.keep_readings(identity, made)
    except StoreError:
        return
