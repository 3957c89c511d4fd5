"""The claims of a kept case: read again from its documents and corrections, unless this very reader just did.

What was read is kept beside the inputs, under a key made of everything it was made from. Another version of
the reader, of its word lists or its gazetteer, or another correction is another key.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

from msgspec import DecodeError
from msgspec.json import Decoder

from geo.cases.belongings import home_in, places_in
from geo.cases.store import CaseStore
from geo.cases.values import StoredCase, StoredDocument
from geo.codec import encode
from geo.corrections import Applied, Difference, apply, differences, place_corrections
from geo.errors import StoreError
from geo.memory import collected_later
from geo.model import Claim
from geo.pipeline import Inputs, read_document

_CODE = ("text", "gazetteer", "actors", "resolve", "claims", "corrections", "pipeline.py", "model.py")
_DATA = ("SOURCES.md", "sources")
_LOOKING = ("banks", "conflicts", "river", "cases", "codec.py")
"""What finds something among claims, besides the code that reads them."""


def read_case(
    store: CaseStore,
    case: StoredCase,
    progress: Callable[[int], None] | None = None,
    *,
    part: Callable[[Claim], Claim] | None = None,
) -> dict[str, tuple[Claim, ...]]:
    """What the machine reads in each document of a case, by its id, under the case's word for names.

    `progress` is told how many documents are done; `part` keeps of each claim what is wanted.
    `correct_case` puts the other corrections over it.
    """
    inputs = {one.document.id: inputs_of(case, one) for one in case.documents}
    keys = {one.document.id: reading_key(one, inputs[one.document.id]) for one in case.documents}
    known = _known_claims(store.each_reading(case.head.id), keys, part)
    made: dict[str, tuple[str, str]] = {}
    claims: dict[str, tuple[Claim, ...]] = {}
    for number, identity in enumerate(keys, 1):
        found = known.get(identity)
        if found is None:
            found = read_document(case.documents[number - 1].document, inputs[identity])
            made[identity] = (keys[identity], _written(found))
            found = _parted(found, part)
        claims[identity] = found
        if progress:
            progress(number)
    _keep(store, case.head.id, made)
    return claims


def read_ahead(store: CaseStore, case: StoredCase, documents: Sequence[StoredDocument]) -> None:
    """Read documents just brought to a case, so that whoever opens it next need not wait for that."""
    made = {}
    for one in documents:
        inputs = inputs_of(case, one)
        found = read_document(one.document, inputs)
        made[one.document.id] = (reading_key(one, inputs), _written(found))
    _keep(store, case.head.id, made)


def correct_case(case: StoredCase, claims: Mapping[str, tuple[Claim, ...]]) -> dict[str, Applied]:
    """What was read of each document with the case's journal over it, by the document's id."""
    return {
        one.document.id: apply(claims[one.document.id], case.corrections, one.document)
        for one in case.documents
    }


def changed_readings(
    store: CaseStore, identity: str, claims: Mapping[str, tuple[Claim, ...]]
) -> dict[str, tuple[Difference, ...]]:
    """What this reader reads otherwise than the one before it, by document, until somebody has seen it."""
    found = {}
    for document_id, earlier in store.load_earlier(identity).items():
        before = _claims_of(earlier)
        if before is not None and document_id in claims:
            found[document_id] = differences(before, claims[document_id])
    return {document_id: said for document_id, said in found.items() if said}


def inputs_of(case: StoredCase, one: StoredDocument) -> Inputs:
    """What the case adds to the reading of a document: its list of places, corrections, the home area."""
    corrections = place_corrections(case.corrections, one.document.id)
    return Inputs(places_in(case.inputs), corrections, home_in(case.inputs))


def reading_key(kept: StoredDocument, inputs: Inputs) -> str:
    """Everything that the claims of a document follow from, as a hash."""
    document = kept.document
    day = document.published.isoformat() if document.published else ""
    parts = [reader_version(), document.text, document.title, document.url, document.publisher, day]
    return hashlib.sha256(json.dumps([*parts, encode(inputs)]).encode()).hexdigest()


@cache
def reader_version() -> str:
    """A hash of the code and the data that readings follow from."""
    return _hash_of(_CODE)


@cache
def looker_version() -> str:
    """The same of what is found among claims."""
    return _hash_of(_CODE + _LOOKING)


def _hash_of(code: tuple[str, ...]) -> str:
    root = Path(str(files("geo")))
    places = [root / name for name in code] + [root / "data" / name for name in _DATA]
    found = sorted(path for place in places for path in (place.rglob("*") if place.is_dir() else [place]))
    whole = hashlib.sha256()
    for path in found:
        if path.is_file() and path.suffix != ".pyc":
            whole.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()


def _known_claims(
    kept: Iterable[tuple[str, str, str]], keys: Mapping[str, str], part: Callable[[Claim], Claim] | None
) -> dict[str, tuple[Claim, ...]]:
    """What was kept under these keys and can be understood, by document."""
    known = {}
    with collected_later():
        for identity, key, written in kept:
            claims = _claims_of(written) if keys.get(identity) == key else None
            if claims is not None:
                known[identity] = _parted(claims, part)
    return known


def _parted(claims: tuple[Claim, ...], part: Callable[[Claim], Claim] | None) -> tuple[Claim, ...]:
    return claims if part is None else tuple(map(part, claims))


def _written(claims: Sequence[Claim]) -> str:
    return json.dumps([encode(claim) for claim in claims], separators=(",", ":"))


def _claims_of(kept: str) -> tuple[Claim, ...] | None:
    try:
        return _decoder().decode(kept)
    except DecodeError:
        return None


@cache
def _decoder() -> Decoder[tuple[Claim, ...]]:
    """In C, every value checked against the type of its field: a case has many thousand claims."""
    return Decoder(tuple[Claim, ...])


def _keep(store: CaseStore, identity: str, made: dict[str, tuple[str, str]]) -> None:
    """A convenience: where it can't be had, everything is read again next time."""
    try:
        store.keep_readings(identity, made, reader_version())
    except StoreError:
        return
