"""What is found among all claims of a kept case: pairs that may conflict, repeats, the river they speak of.

Kept beside the inputs like readings, under a key made of everything it follows from, and found again where
the key is another one: after a correction, another document, in another version.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from msgspec import DecodeError
from msgspec import json as fast_json

from geo.cases.belongings import boundary_in, lines_in
from geo.cases.readings import correct_case, looker_version, read_case
from geo.cases.store import CaseStore
from geo.cases.values import StoredCase
from geo.errors import StoreError, ThalwegError
from geo.memory import collected_later
from geo.model import Claim, River
from geo.pipeline import Among, join_reports, see_claims
from geo.river import read_boundary

ALL, CHECKED = "all", "checked"
"""How a case is seen: with every claim, or with those alone that somebody has checked."""


def load_found(store: CaseStore, case: StoredCase, seen: str) -> Among | None:
    """What was found among the claims of the case as it is, by this version; None where it is not known."""
    kept = store.load_findings(case.head.id, seen)
    if kept is None or kept[0] != _key(case, seen):
        return None
    try:
        return _decoder().decode(kept[1])
    except DecodeError:
        return None


def keep_found(store: CaseStore, case: StoredCase, seen: str, found: Among) -> None:
    """A convenience: where it can't be had, it is found again next time."""
    try:
        written = fast_json.encode(found).decode()
        store.keep_findings(case.head, seen, _key(case, seen), written)
    except StoreError:
        return


def find_ahead(store: CaseStore, case: StoredCase) -> None:
    """Look among the claims of a case, as whoever opens it next will: so that he need not wait for that."""
    if load_found(store, case, ALL) is not None:
        return
    with collected_later():
        documents = [one.document for one in case.documents]
        applied = correct_case(case, read_case(store, case, part=_needed))
        claims = join_reports(documents, [applied[one.id].claims for one in documents])
        try:
            found = _look(case, claims, [one.text for one in documents])
        except ThalwegError:  # of a boundary that can't be had, the page will say so
            return
    keep_found(store, case, ALL, found)


def _needed(claim: Claim) -> Claim:
    """A claim without the reasons that only its card tells, which are most of it."""
    places = tuple(
        replace(
            one, mention=replace(one.mention, reasons=()), reasons=(), candidates=(), chances=(), grounds=()
        )
        for one in claim.places
    )
    return replace(claim, places=places, reasons=())


def _look(case: StoredCase, claims: Sequence[Claim], texts: Sequence[str]) -> Among:
    lines = lines_in(case.inputs)

    def find(word: str) -> River | None:
        if not word:
            return None
        river = lines[word] if word in lines and word.startswith("own-") else read_boundary(word)
        return lines.get(river.id, river)

    return see_claims(claims, texts, find, boundary=boundary_in(case.inputs)).among


def _key(case: StoredCase, seen: str) -> str:
    """Everything that can be found follows from, as a hash: what the case is called and who sees it, not."""
    parts = (looker_version(), seen, case.documents, case.corrections, case.inputs)
    return hashlib.sha256(repr(parts).encode()).hexdigest()


@cache
def _decoder() -> fast_json.Decoder[Among]:
    return fast_json.Decoder(Among)
