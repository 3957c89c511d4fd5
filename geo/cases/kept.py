"""Texts that visitors keep on this server: one JSON file each, under an id that nobody can guess.

Whoever has the id can read the text; nobody else can, and there is no list of them. A file is written whole
or not at all, and never changed.
"""

from __future__ import annotations

import base64
import json
import os
import re
import secrets
from functools import lru_cache
from pathlib import Path

from geo.cases.record import document_of, document_record
from geo.errors import DataError, InputError, UnknownNameError
from geo.model import Document
from geo.settings import read_settings

NO_SUCH_CASE = "no text is kept here under this name; it was kept on another server, or removed"
_ID = re.compile(r"k[a-z2-7]{26}")
_RANDOM_BYTES = 16
_BYTES_PER_CHAR = 6
"""The most that one character takes in the file: its JSON escape."""
_FRAME_BYTES = 100_000
"""Title, publisher and address together never take more."""


def is_kept_id(name: str) -> bool:
    """Whether a case's name is spelled as ids of kept texts are; it says nothing about there being one."""
    return _ID.fullmatch(name) is not None


def keep_document(document: Document, folder: Path | None = None) -> str:
    """Keep a document; its id. InputError where it is too long, or no more are kept here."""
    settings = read_settings()
    if len(document.text) > settings.max_text_chars:
        raise InputError(
            f"the text has {len(document.text):,} characters; {settings.max_text_chars:,} are the most"
        )
    content = json.dumps(document_record(document), ensure_ascii=True).encode("ascii")
    if len(content) > _most_bytes():
        raise InputError("the text's title, publisher or address is too long to be kept")
    home = folder or kept_folder()
    identity = "k" + base64.b32encode(secrets.token_bytes(_RANDOM_BYTES)).decode("ascii").rstrip("=").lower()
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        if sum(1 for _ in home.glob("k*.json")) >= settings.max_kept_texts:
            most = settings.max_kept_texts
            raise InputError(f"{most:,} texts are kept here, which is the most; remove some from {home}")
        _write_whole(home / f"{identity}.json", content)
    except OSError as error:
        raise DataError(f"the text can't be kept in {home}: {error.strerror}") from error
    return identity


def load_kept(identity: str, folder: Path | None = None) -> Document:
    """The document kept under an id. UnknownNameError where there is none, DataError where it is damaged."""
    return _load(identity, folder or kept_folder())


def kept_folder() -> Path:
    """Where texts are kept: THALWEG_DATA_DIR, else the user's own folder for data."""
    given = read_settings().data_dir
    home = Path(given) if given else Path(os.environ.get("XDG_DATA_HOME") or "~/.local/share") / "thalweg"
    return home.expanduser() / "texts"


@lru_cache(maxsize=8)
def _load(identity: str, folder: Path) -> Document:
    if not is_kept_id(identity):
        raise UnknownNameError(NO_SUCH_CASE)
    path = folder / f"{identity}.json"
    try:
        if path.stat().st_size > _most_bytes():
            raise DataError(f"the kept text {path.name} is larger than any that is written here")
        return document_of(json.loads(path.read_bytes()))
    except FileNotFoundError:
        raise UnknownNameError(NO_SUCH_CASE) from None
    except (OSError, ValueError, RecursionError) as error:
        raise DataError(f"the kept text {path.name} can't be read; it is damaged") from error


def _most_bytes() -> int:
    return read_settings().max_text_chars * _BYTES_PER_CHAR + _FRAME_BYTES


def _write_whole(path: Path, content: bytes) -> None:
    """All of it or nothing, also where the power fails in between."""
    partial = path.with_suffix(f".{os.getpid()}.part")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)
