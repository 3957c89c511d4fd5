"""What goes into one file, and what the file says of itself."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeVar, cast

from geo import __version__
from geo.data.versions import edition_of
from geo.escape import for_file
from geo.model import Conflict, Document, PlacedClaim, River, text_id

NOTICE = "Claims as reported by named speakers; not verified"
GRADES = "F6 = not judged; only a person sets a grade (source A to F, information 1 to 6)"
_QUOTED = "words quoted belong to their authors and publishers"
_GAZETTEER = "gazetteer/places.bin"
_MOST_NAMED = 5
_NO_DOCUMENT = Document("", "")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Export:
    """What goes into one file. `made` comes from the caller: inside, nothing reads the clock.

    `placed` are the claims that `filters` (in words) keeps, of `total` there were.
    """

    documents: tuple[Document, ...]
    placed: tuple[PlacedClaim, ...]
    made: datetime
    conflicts: tuple[Conflict, ...] = ()
    river: River | None = None
    filters: str = ""
    credits: tuple[str, ...] = field(default=())
    total: int | None = None
    also_in: Mapping[str, str] = field(default_factory=dict)
    """By claim id, the other reports in which the same claim stands."""

    def about(self) -> dict[str, str]:
        """Where the content comes from and when the file was made, as flat text."""
        boundary, version, licence = _boundary(self.river)
        return {
            "notice": NOTICE,
            "source": _named(_source(document) for document in self.documents),
            "published": _named(d.published.isoformat() for d in self.documents if d.published),
            "filters": self.filters or "all claims",
            "claims": f"{len(self.placed)} of {len(self.placed) if self.total is None else self.total}",
            "boundary": boundary,
            "boundary_version": version,
            "gazetteer": f"GeoNames and hand-kept places, {edition_of(_GAZETTEER)}",
            "licence": "; ".join(filter(None, (_QUOTED, *self.credits, licence))),
            "grades": GRADES,
            "made": self.made_utc.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "version": f"Thalweg {__version__}",
        }

    @property
    def made_utc(self) -> datetime:
        return self.made.astimezone(UTC)

    def with_documents(self) -> Iterator[tuple[PlacedClaim, Document]]:
        """Each claim with the report it was read in; where there is one report only, with that one."""
        by_id = {document.id: document for document in self.documents}
        only = self.documents[0] if len(self.documents) == 1 else _NO_DOCUMENT
        for placed in self.placed:
            yield placed, by_id.get(placed.claim.document_id, only)


def clean(value: _T) -> _T:
    """`value` with every text in it, however deep, such as a file can hold."""
    return cast(_T, _cleaned(value))


def _cleaned(value: object) -> object:
    if isinstance(value, str):
        return for_file(value)
    if isinstance(value, dict):
        return {key: _cleaned(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(item) for item in value]
    return value


def dump(value: object) -> bytes:
    """JSON for people and programs; the same value gives the same bytes."""
    return (json.dumps(clean(value), ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def _boundary(river: River | None) -> tuple[str, str, str]:
    """Name, version and licence. The version is a hash of the line, so that an own line has one too."""
    if river is None:
        return "none", "", ""
    line = text_id(json.dumps(river.line))
    return river.name, f"{river.source}; line {line}", f"boundary: {river.licence}" if river.licence else ""


def _source(document: Document) -> str:
    return " · ".join(filter(None, (document.title, document.publisher, document.url)))


def _named(names: Iterable[str]) -> str:
    """Each name once; of many, the first few and how many more."""
    once = list(dict.fromkeys(filter(None, names)))
    more = [f"and {len(once) - _MOST_NAMED:,} more"] if len(once) > _MOST_NAMED else []
    return "; ".join(once[:_MOST_NAMED] + more)
