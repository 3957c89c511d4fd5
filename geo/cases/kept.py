"""Texts that visitors keep on this server: a case of one document each, under an id that nobody can guess.

Whoever has the id can read the text; nobody else can, and there is no list of them for visitors.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.access import Visitor
from geo.cases.values import Correction, StoredCase, StoredInput, is_id
from geo.errors import InputError, UnknownNameError
from geo.model import Document
from geo.settings import read_settings

if TYPE_CHECKING:
    from geo.cases.desk import CaseDesk
    from geo.cases.store import CaseStore

_MOST_INPUTS = 5_000_000
NO_SUCH_CASE = "no text is kept here under this name; it was kept on another server, or removed"


def is_kept_id(name: str) -> bool:
    """Whether a case's name is spelled as ids of kept texts are; it says nothing about there being one."""
    return is_id(name)


def keep_document(
    document: Document,
    url: str = "",
    *,
    corrections: Sequence[Correction] = (),
    inputs: Sequence[StoredInput] = (),
) -> str:
    """Keep a document, with what was corrected and brought, as a case of the store at `url`; its id.

    `url` is by default this installation's. InputError where it is too long, or no more are kept here;
    StoreError where the store can't be written.
    """
    from geo.cases.store import stored

    settings = read_settings()
    if len(document.text) > settings.max_text_chars:
        raise InputError(
            f"the text has {len(document.text):,} characters; {settings.max_text_chars:,} are the most"
        )
    size = sum(len(json.dumps(one.becomes)) for one in corrections)
    size += sum(len(json.dumps(one.value)) for one in inputs)
    if size > _MOST_INPUTS:
        raise InputError(
            f"the places, lines and corrections take {size:,} characters; {_MOST_INPUTS:,} are the most"
        )
    store = _store(url)
    if store.count_cases() >= settings.max_kept_texts:
        raise InputError(f"{settings.max_kept_texts:,} texts are kept here, which is the most; remove some")
    return store.create_case(
        document.title, documents=[stored(document)], corrections=corrections, inputs=inputs
    )


def load_kept(identity: str, url: str = "") -> Document:
    """The document kept under an id. UnknownNameError where there is none, StoreError for a bad store."""
    if not is_id(identity) or not _is_there(url):
        raise UnknownNameError(NO_SUCH_CASE)
    try:
        documents = _store(url).load_case(identity).documents
    except UnknownNameError:
        raise UnknownNameError(NO_SUCH_CASE) from None
    if not documents:
        raise UnknownNameError(NO_SUCH_CASE)
    return documents[0].document


def open_desk(visitor: Visitor, url: str = "") -> CaseDesk:
    """The door to the cases that are kept here, for one visitor. StoreError for a bad store."""
    from geo.cases.desk import CaseDesk

    return CaseDesk(_store(url), visitor, read_settings())


def load_kept_case(identity: str, visitor: Visitor, url: str = "") -> StoredCase:
    """All that is kept of a case, for whoever may see it. UnknownNameError where there is none for him."""
    if not is_id(identity) or not _is_there(url):
        raise UnknownNameError(NO_SUCH_CASE)
    try:
        return open_desk(visitor, url).load_case(identity)
    except UnknownNameError:
        raise UnknownNameError(NO_SUCH_CASE) from None


def _is_there(url: str) -> bool:
    """Whether there is anything to look into: a link to nothing makes no store."""
    from geo.cases.connecting import engine_of, sqlite_path, store_url

    path = sqlite_path(engine_of(url or store_url()))
    return path is None or path.exists()


def _store(url: str) -> CaseStore:
    from geo.cases.connecting import store_url

    return _opened(url or store_url())


@lru_cache(maxsize=4)
def _opened(url: str) -> CaseStore:
    from geo.cases.store import open_store

    return open_store(url)
