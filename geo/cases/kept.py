"""Texts that visitors keep on this server: a case of one document each, under an id that nobody can guess.

Whoever has the id can read the text; nobody else can, and there is no list of them for visitors.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.access import Visitor
from geo.cases.values import CaseHead, Correction, StoredCase, StoredInput, is_id
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


def keep_documents(
    documents: Sequence[Document],
    visitor: Visitor,
    *,
    title: str = "",
    url: str = "",
    corrections: Sequence[Correction] = (),
    inputs: Sequence[StoredInput] = (),
) -> str:
    """Keep these, with what was corrected and brought, as a case of the store at `url`; its id.

    `url` is by default this installation's. DeniedError where the visitor may not; InputError where it is
    too long, or no more are kept here; StoreError where the store can't be written.
    """
    from geo.cases.store import stored

    longest = read_settings().max_text_chars
    long = next((one for one in documents if len(one.text) > longest), None)
    if long is not None:
        raise InputError(f"the text has {len(long.text):,} characters; {longest:,} are the most")
    return open_desk(visitor, url).create_case(
        title or documents[0].title,
        documents=[stored(document) for document in documents],
        corrections=corrections,
        inputs=inputs,
    )


def list_kept(visitor: Visitor, url: str = "") -> tuple[CaseHead, ...]:
    """The cases that this visitor may choose from, the last changed first; none where nothing is kept."""
    return open_desk(visitor, url).list_cases() if _is_there(url) else ()


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
