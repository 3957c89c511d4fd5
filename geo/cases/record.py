"""A document as a JSON record and back: what a kept or exported case's file holds.

{"format": "thalweg-case", "version": 1, "title", "publisher", "url", "published": "2018-01-15" | null,
 "text"}
"""

from __future__ import annotations

from datetime import date
from typing import Any

from geo.errors import InputError
from geo.model import Document

FORMAT, VERSION = "thalweg-case", 1
_TEXTS = ("title", "publisher", "url")


def document_record(document: Document) -> dict[str, Any]:
    """What is needed to read the document again, on this or another server, to the same claims and ids."""
    return {
        "format": FORMAT,
        "version": VERSION,
        **{name: getattr(document, name) for name in _TEXTS},
        "published": document.published.isoformat() if document.published else None,
        "text": document.text,
    }


def document_of(record: object) -> Document:
    """The document of a record. InputError where it is not such a record."""
    if not isinstance(record, dict) or record.get("format") != FORMAT or record.get("version") != VERSION:
        raise InputError(f"this is no case file of Thalweg ({FORMAT}, version {VERSION})")
    text = record.get("text")
    if not isinstance(text, str) or not all(isinstance(record.get(name, ""), str) for name in _TEXTS):
        raise InputError("the case file has no text, or a title, publisher or address that is no text")
    return Document.of(
        text, **{name: record.get(name, "") for name in _TEXTS}, published=_day(record.get("published"))
    )


def _day(value: object) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise InputError(f"the case file's day {str(value)[:20]!r} is no day; write 2018-01-15") from None
