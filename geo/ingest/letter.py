"""Letters (RFC 5322, .eml): the body, plain before HTML, and headers; attachments are named, not opened."""

from __future__ import annotations

import re
from datetime import date
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from itertools import islice

from geo.errors import InputError
from geo.ingest.encodings import decode
from geo.ingest.limits import MOST_HEADER, MOST_MARKUP, MOST_PARTS
from geo.ingest.values import Found
from geo.ingest.web import article_of

_TOO_MANY = f"it has more than {MOST_PARTS} parts, which are the most"
_EMPTY_LINE = re.compile(rb"\r?\n\r?\n")


def read_letter(content: bytes, *, encoding: str = "") -> Found:
    """A letter's text. InputError where there is none in it."""
    if len(content) > MOST_MARKUP:
        raise InputError(f"the letter has {len(content):,} bytes; {MOST_MARKUP:,} are the most")
    end = _EMPTY_LINE.search(content)
    if (end.start() if end else len(content)) > MOST_HEADER:
        raise InputError(f"its headers are longer than {MOST_HEADER:,} bytes, which are the most")
    if content.lower().count(b"content-type:") > MOST_PARTS:
        raise InputError(_TOO_MANY)
    try:
        letter = BytesParser(policy=policy.default).parsebytes(content)
        parts = list(islice(letter.walk(), MOST_PARTS + 1))
        if len(parts) > MOST_PARTS:  # parts need no header of their own
            raise InputError(_TOO_MANY)
        return _read(letter, parts, encoding)
    except (LookupError, ValueError, TypeError, AttributeError, RecursionError, OverflowError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError("it is damaged: it is no letter that could be read") from None


def _read(letter: EmailMessage, parts: list[EmailMessage], encoding: str) -> Found:
    bodies = [part for part in parts if not part.is_multipart() and not _is_attached(part)]
    plain = next((part for part in bodies if part.get_content_type() == "text/plain"), None)
    page = next((part for part in bodies if part.get_content_type() == "text/html"), None)
    chosen = plain if plain is not None and _bytes(plain).strip() else page
    if chosen is None or not letter.keys():
        raise InputError("there is no letter with a text in it")
    text, name = decode(_bytes(chosen), chosen=encoding, declared=str(chosen.get_content_charset() or ""))
    if chosen is page:
        text = article_of(text).text
    attached = sum(_is_attached(part) for part in parts)
    writer, address = parseaddr(_header(letter, "From"))
    day = _day(_header(letter, "Date"))
    return Found(
        text.strip("\n"),
        title=_header(letter, "Subject"),
        author=writer or address,
        publisher=_header(letter, "List-Id").split("<")[0].strip(' "'),
        published=day,
        published_from="the letter's date" if day else "",
        encoding=name,
        notes=(f"attachments left out: {attached}; bring them in as files",) if attached else (),
    )


def _header(letter: EmailMessage, name: str) -> str:
    """A header's value; empty where it can't be read, as a day in a year that no calendar has."""
    try:
        return str(letter.get(name, ""))
    except (LookupError, ValueError, TypeError, AttributeError, OverflowError):
        return ""


def _is_attached(part: EmailMessage) -> bool:
    return bool(part.get_filename()) or part.get_content_disposition() == "attachment"


def _bytes(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _day(value: str) -> date | None:
    try:
        return parsedate_to_datetime(value).date()
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
