"""One file's bytes to what is in it. Only the child process calls this on what comes from outside."""

from __future__ import annotations

from collections.abc import Callable

from geo.errors import InputError
from geo.ingest.kinds import kind_of
from geo.ingest.letter import read_letter
from geo.ingest.packed import unpack
from geo.ingest.plain import read_markdown, read_text
from geo.ingest.portable import read_pdf
from geo.ingest.proposals import propose
from geo.ingest.sheets import read_csv, read_workbook
from geo.ingest.values import Content, Found
from geo.ingest.web import read_page
from geo.ingest.word import read_word
from geo.settings import read_settings

_WITH_ENCODING: dict[str, Callable[..., Content]] = {
    "text": read_text,
    "markdown": read_markdown,
    "page": read_page,
    "letter": read_letter,
    "csv": read_csv,
}
_WITHOUT: dict[str, Callable[[bytes], Content]] = {
    "word": read_word,
    "pdf": read_pdf,
    "workbook": read_workbook,
    "zip": unpack,
}


def read_content(name: str, content: bytes, *, encoding: str = "") -> Content:
    """What is in a file. InputError says in a sentence why nothing is."""
    kind = kind_of(name, content)
    found = _WITHOUT[kind](content) if kind in _WITHOUT else _WITH_ENCODING[kind](content, encoding=encoding)
    if not isinstance(found, Found):
        return found
    if not any(sign.isalnum() for sign in found.text):
        raise InputError("there are no words in it")
    most = read_settings().max_text_chars
    if len(found.text) > most:
        raise InputError(f"its text has {len(found.text):,} characters; {most:,} are the most")
    return propose(found)
