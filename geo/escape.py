"""Escapes, one for each place that text from outside can reach.

Text from a document, a file name, a URL or a user is hostile until it has passed the escape made for
its destination. folium and branca execute what they are given (a second Jinja pass), so no such text
goes through them at all: it travels as data made by `for_script`, and the page sets it as textContent.
"""

from __future__ import annotations

import html
import json
import re
import unicodedata

_SCRIPT = {ord(c): f"\\u{ord(c):04x}" for c in "{}<>&`'$\u2028\u2029"}
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&=^@\"'/])")
_BARE = re.compile(r"https?:(?=//)|www(?=\.)|@(?=[-\w])", re.IGNORECASE)
"""Where a bare address begins, which Streamlit's Markdown makes a link of even when every sign is escaped."""
_JOINER = "\u2060"
_FORMULA = r"=+\-@\uff1d\uff0b\uff0d\uff20"
_CELL = re.compile(rf"\A(?=[\t\r\n]|[\s\ufeff]*[{_FORMULA}])|(?<=[;\t\r\n])(?=[ \ufeff\"]*[{_FORMULA}])")
_NOWHERE_SAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def for_html(text: str) -> str:
    """Text as HTML content or a double-quoted attribute."""
    return html.escape(text, quote=True)


def for_markdown(text: str) -> str:
    """Text that Streamlit's Markdown shows as written: no image, link, colour, icon or formula.

    A bare address stays words: an invisible joiner, which takes no room, stands in it.
    """
    return _MARKDOWN.sub(r"\\\1", _BARE.sub(rf"\g<0>{_JOINER}", text)).replace("\n", " ")


def for_script(text: str) -> str:
    """A JSON string literal that is inert inside a script, an attribute and a Jinja template alike.

    Braces, angle brackets, ampersands, backticks, quotes, `$`, backslashes and line separators become
    \\u escapes. Structured values belong in data that no template sees, not in a script.
    """
    inner = json.dumps(text, ensure_ascii=True)[1:-1]
    inner = inner.replace("\\\\", "\\u005c").replace('\\"', "\\u0022")
    return f'"{inner.translate(_SCRIPT)}"'


def for_cell(text: str) -> str:
    """A cell of a CSV that no spreadsheet reads as a formula: an apostrophe stands before what could be one.

    Also inside the text, behind a semicolon, tab or line break: there a spreadsheet whose list separator is
    not the comma starts another cell.
    """
    return _CELL.sub("'", text)


def for_file(text: str) -> str:
    """Text that every kind of file can hold: control signs and half characters become U+FFFD."""
    return _NOWHERE_SAFE.sub("\ufffd", text)


def for_filename(text: str, fallback: str = "thalweg") -> str:
    """A short name of ASCII letters, digits and hyphens, never a path."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower())[:60].strip("-") or fallback


def for_log(text: str, limit: int = 200) -> str:
    """One printable line."""
    shown = "".join(c if c.isprintable() else " " for c in text[:limit])
    return shown + ("…" if len(text) > limit else "")
