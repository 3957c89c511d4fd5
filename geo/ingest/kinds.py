"""Which kind a file is: by the ending of its name, checked against how its bytes begin."""

from __future__ import annotations

from pathlib import PurePosixPath

from geo.errors import InputError
from geo.escape import for_log

ENDINGS = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".docx": "word",
    ".pdf": "pdf",
    ".eml": "letter",
    ".csv": "csv",
    ".tsv": "csv",
    ".xlsx": "workbook",
    ".zip": "zip",
}
_OLD = {".doc": ".docx", ".rtf": ".docx", ".odt": ".docx", ".xls": ".xlsx", ".ods": ".xlsx", ".msg": ".eml"}
_SIGNS = {"word": (b"PK",), "workbook": (b"PK",), "zip": (b"PK",), "pdf": (b"%PDF",)}
_FOREIGN = (
    b"PK\x03\x04",
    b"%PDF-",
    b"\xd0\xcf\x11\xe0",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"\x1f\x8b",
)
_LOOK = 1_024


def kind_of(name: str, content: bytes) -> str:
    """The kind of a file. InputError where it is none that is read, or not what its name says."""
    ending = PurePosixPath(name.replace("\\", "/").lower()).suffix
    kind = ENDINGS.get(ending)
    if kind is None:
        other = f"; save it as {_OLD[ending]}" if ending in _OLD else f"; {', '.join(ENDINGS)} are"
        what = f"files ending in {for_log(ending, 12)!r}" if ending else "files without an ending"
        raise InputError(f"{what} are not read{other}")
    if not content.strip(b" \t\r\n\0"):
        raise InputError("the file is empty")
    head = content[:_LOOK].lstrip()
    signs = _SIGNS.get(kind)
    if signs and not any(sign in content[:_LOOK] for sign in signs):
        raise InputError(f"its name ends in {ending!r}, but it does not begin as such a file does")
    if not signs and head.startswith(_FOREIGN):
        raise InputError(f"its name ends in {ending!r}, but it begins as another kind of file does")
    return kind
