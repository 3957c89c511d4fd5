"""Bytes as text: by a mark at the start, as UTF-8, as the file declares, else by what letters look like."""

from __future__ import annotations

import codecs
import re

from geo.errors import InputError

CHOICES = (
    "utf-8", "utf-16", "windows-1252", "windows-1251", "windows-1256", "windows-1255", "windows-1254",
    "iso-8859-1", "iso-8859-2", "iso-8859-5", "iso-8859-6", "iso-8859-9", "koi8-r", "koi8-u", "gb18030",
    "big5", "shift_jis", "euc-kr",
)  # fmt: skip
"""What a person may choose where the guess is wrong."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOK = 60_000
_UNWRITTEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def decode(content: bytes, *, chosen: str = "", declared: str = "") -> tuple[str, str]:
    """Text and the name of its encoding. `chosen` by a person overrides all; InputError where it can't be."""
    if chosen:
        return _as(content, chosen), chosen
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _as(content, name), name
    for name in filter(None, ("utf-8", known(declared))):
        try:
            return tidy(content.decode(name)), name
        except (UnicodeDecodeError, ValueError):
            continue
    return _guessed(content)


def known(name: str) -> str:
    """The name of an encoding that Python reads as text; empty for any other."""
    try:
        found = codecs.lookup(name.strip("\"' ")[:40]) if name else None
    except (LookupError, ValueError):
        return ""
    is_text = found is not None and found._is_text_encoding
    if found is None or not is_text or found.name.startswith(("utf-7", "idna", "punycode", "unicode", "raw")):
        return ""
    return (
        "windows-1252" if found.name in ("ascii", "iso8859-1") else found.name.replace("cp125", "windows-125")
    )


def tidy(text: str) -> str:
    """Text without marks and signs that no writing has, its lines ended alike."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    plain = plain.replace("\u2028", "\n").replace("\u2029", "\n").replace("\x0c", "\n").replace("\x0b", "\n")
    return _UNWRITTEN.sub("", plain)


def _as(content: bytes, name: str) -> str:
    if not known(name):
        raise InputError(f"there is no encoding {name[:40]!r}; choose one of {', '.join(CHOICES)}")
    try:
        return tidy(content.removeprefix(codecs.BOM_UTF8).decode(name))
    except (UnicodeDecodeError, ValueError):
        raise InputError(f"the file is not written in {name}; choose another encoding") from None


def _guessed(content: bytes) -> tuple[str, str]:
    """By the likeliest of the encodings that hold no sign out of place."""
    from charset_normalizer import from_bytes

    if content[:_LOOK].count(0) > len(content[:_LOOK]) // 50:
        raise InputError("this is no text: it holds bytes that no writing has")
    best = from_bytes(content[:_LOOK], cp_isolation=list(CHOICES)).best()
    name = known(best.encoding) if best else ""
    if not name:
        raise InputError("this is no text in an encoding that could be told; save it as UTF-8, or choose one")
    return tidy(content.decode(name, errors="replace")), name
