"""What is kept of a case: its documents and what people corrected; what a machine read is made again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from geo.codec import Json as Json
from geo.corrections import Correction as Correction
from geo.corrections import is_id as is_id
from geo.corrections import new_id as new_id
from geo.model import Document


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
class StoredInput:
    """What somebody brought to a case besides texts: a list of places, a line. The newest of a name holds."""

    kind: str
    """"places", "line", "boundary", "home"."""
    name: str
    """Of several of a kind: the river that a line is of."""
    value: Json
    made: datetime
    by: str = ""


@dataclass(frozen=True, slots=True)
class StoredCase:
    """All that is kept of a case, in the order in which it came."""

    head: CaseHead
    documents: tuple[StoredDocument, ...] = ()
    corrections: tuple[Correction, ...] = ()
    inputs: tuple[StoredInput, ...] = ()
