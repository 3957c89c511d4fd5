"""What is kept of a case: its documents and what people corrected; what a machine read is made again."""

from __future__ import annotations

import re
import secrets
from base64 import b32encode
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from geo.model import Document

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]

_RANDOM_BYTES = 16
_ID = re.compile(r"k[a-z2-7]{26}")


class Visibility(StrEnum):
    """Who can open a case: its editors, whoever has its id, or everybody, for whom it is listed too."""

    PRIVATE = "private"
    UNLISTED = "unlisted"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class CaseHead:
    """A case without its content. `created` and `changed` are in UTC."""

    id: str
    title: str
    note: str
    created: datetime
    changed: datetime
    documents: int = 0
    visibility: Visibility = Visibility.UNLISTED


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document of a case, with who brought it in and when."""

    document: Document
    added: datetime
    by: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing a person said better than the machine: an entry of a journal to which is only added.

    The newest entry of a `kind` and `subject` of a document holds. What it `becomes` is JSON; one that
    becomes what it `was` takes the entry before it back, and so does undo.
    """

    id: str
    document_id: str
    kind: str
    """"place", "speaker", …: what is corrected."""
    subject: str
    """Which one in the document: a spelling, the id of a claim."""
    was: Json
    becomes: Json
    made: datetime
    by: str = ""


@dataclass(frozen=True, slots=True)
class StoredCase:
    """All that is kept of a case, in the order in which it came."""

    head: CaseHead
    documents: tuple[StoredDocument, ...] = ()
    corrections: tuple[Correction, ...] = ()


def new_id() -> str:
    """An id that nobody can guess: 128 random bits, in letters and digits that a link holds as they are."""
    return "k" + b32encode(secrets.token_bytes(_RANDOM_BYTES)).decode("ascii").rstrip("=").lower()


def is_id(name: str) -> bool:
    """Whether a name is spelled as the ids of `new_id` are; it says nothing about there being a case."""
    return _ID.fullmatch(name) is not None
