"""Plain text and Markdown."""

from __future__ import annotations

import re

from geo.ingest.encodings import decode, tidy
from geo.ingest.proposals import read_day
from geo.ingest.values import Found

_FRONT = re.compile(r"\A---\n(.{0,5000}?)\n(?:---|\.\.\.)\n", re.S)
_FIELD = re.compile(r"(?m)^([A-Za-z_]{2,20}):[ \t]*(.{1,500})$")
_KEYS = {
    "title": ("title",),
    "author": ("author", "byline"),
    "publisher": ("publisher", "source", "site"),
    "url": ("url", "link", "canonical"),
}
_DAYS = ("date", "published", "publishdate", "pubdate")
_MARKDOWN = (
    (re.compile(r"(?m)^(?:```|~~~).*$"), ""),
    (re.compile(r"<!--[^>]{0,5000}-->"), ""),
    (re.compile(r"!\[([^\[\]\n]{0,500})\]\([^()\s]{0,2000}(?: \"[^\"\n]{0,200}\")?\)"), ""),
    (re.compile(r"\[([^\[\]\n]{1,500})\]\([^()\s]{0,2000}(?: \"[^\"\n]{0,200}\")?\)"), r"\1"),
    (re.compile(r"(?m)^[ \t]{0,3}#{1,6}[ \t]+(.*?)[ \t]*#{0,6}$"), r"\1"),
    (re.compile(r"(?m)^[ \t]{0,3}(?:[-*_][ \t]*){3,40}$"), ""),
    (re.compile(r"(?m)^[ \t]{0,3}>[ \t]?"), ""),
    (re.compile(r"(?m)^[ \t]{0,12}[-*+][ \t]+"), ""),
    (re.compile(r"(?<![\w*])(\*{1,3})(?=\S)([^*\n]{1,2000}?\S|\S)\1(?![\w*])"), r"\2"),
    (re.compile(r"(?<!\w)(_{1,3})(?=\S)([^_\n]{1,2000}?\S|\S)\1(?!\w)"), r"\2"),
    (re.compile(r"`([^`\n]{1,500})`"), r"\1"),
)


def read_text(content: bytes, *, encoding: str = "") -> Found:
    """A text as it stands."""
    text, name = decode(content, chosen=encoding)
    return Found(text.strip("\n"), encoding=name)


def read_markdown(content: bytes, *, encoding: str = "") -> Found:
    """A text without its marks; what stands before it between two lines of hyphens is about it."""
    text, name = decode(content, chosen=encoding)
    front = _FRONT.match(text)
    given = {key.lower(): value.strip(" \t\"'") for key, value in _FIELD.findall(front[1] if front else "")}
    fields = {field: next((given[k] for k in keys if k in given), "") for field, keys in _KEYS.items()}
    day = next((read_day(given[key]) for key in _DAYS if key in given), None)
    body = text[front.end() :] if front else text
    for pattern, plain in _MARKDOWN:
        body = pattern.sub(plain, body)
    body = re.sub(r"\n{3,}", "\n\n", tidy(body)).strip("\n")
    basis = "the lines before the text" if day else ""
    return Found(
        body,
        title=fields["title"],
        publisher=fields["publisher"],
        author=fields["author"],
        url=fields["url"],
        published=day,
        published_from=basis,
        encoding=name,
    )
