"""Which column of a table means what: guessed from the header, to be looked over by a person."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping as Map
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from geo.errors import InputError
from geo.ingest.values import Table

ARTICLES, CLAIMS = "articles", "claims"
_NEEDED = {ARTICLES: "text", CLAIMS: "words"}
_LONG_CELL = 400
"""Characters on average from which on a column without a telling name is taken for the text."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """What a table is of, and its columns by field."""

    kind: str
    """ "articles" or "claims". """
    columns: tuple[tuple[str, str], ...]
    """Field and header, in the order of the fields."""

    @classmethod
    def of(cls, kind: str, columns: Map[str, str]) -> Mapping:
        """InputError where a field is none, or the one without which nothing can be read is missing."""
        if kind not in _NEEDED:
            raise InputError(f"a table is of articles or of claims, not of {kind[:40]!r}")
        unknown = [field for field in columns if field not in fields_of(kind)]
        if unknown:
            raise InputError(f"there is no field {unknown[0][:40]!r}; there are {', '.join(fields_of(kind))}")
        chosen = tuple((field, columns[field]) for field in fields_of(kind) if columns.get(field))
        if _NEEDED[kind] not in dict(chosen):
            raise InputError(f"choose the column that holds the {_NEEDED[kind]} of each of the {kind}")
        return cls(kind, chosen)

    def check(self, table: Table) -> None:
        """InputError where a column is not in the table."""
        for field, header in self.columns:
            if header not in table.header:
                raise InputError(f"there is no column {header[:60]!r} for the {field}")


def fields_of(kind: str) -> tuple[str, ...]:
    """The fields that a column of such a table can fill."""
    return tuple(_names()[kind])


def guess_mapping(table: Table) -> Mapping:
    """What the header suggests. InputError where it suggests nothing that could be read."""
    claims, articles = _guess(table, CLAIMS), _guess(table, ARTICLES)
    if "text" not in articles and "words" in claims and {"speaker", "place", "lat"} & claims.keys():
        return Mapping.of(CLAIMS, claims)
    if "text" not in articles:
        longest = _longest_column(table, taken=set(articles.values()))
        articles |= {"text": longest} if longest else {}
    if "text" not in articles:
        raise InputError(
            f"none of the columns {_listed(table.header)} is called text (for articles) or words (for "
            "claims); say which one it is"
        )
    return Mapping.of(ARTICLES, articles)


def _guess(table: Table, kind: str) -> dict[str, str]:
    by_key = {_key(header): header for header in reversed(table.header)}
    found: dict[str, str] = {}
    for field, names in _names()[kind].items():
        header = next((by_key[name] for name in names if name in by_key), "")
        if header and header not in found.values():
            found[field] = header
    return found


def _longest_column(table: Table, *, taken: set[str]) -> str:
    sizes = {
        header: sum(len(row[at]) for row in table.rows[:50]) / min(50, len(table.rows))
        for at, header in enumerate(table.header)
        if header not in taken
    }
    best = max(sizes, key=lambda header: sizes[header], default="")
    return best if best and sizes[best] >= _LONG_CELL else ""


def _listed(header: tuple[str, ...]) -> str:
    return ", ".join(repr(name[:30]) for name in header[:8]) + (" …" if len(header) > 8 else "")


def _key(header: str) -> str:
    plain = unicodedata.normalize("NFKD", header).encode("ascii", "ignore").decode().lower()
    return " ".join(re.split(r"[^a-z0-9]+", plain)).strip()


@cache
def _names() -> dict[str, dict[str, tuple[str, ...]]]:
    raw = tomllib.loads((files("geo.data") / "sources" / "ingest_columns.toml").read_text("utf-8"))
    return {kind: {field: tuple(names) for field, names in raw[kind].items()} for kind in raw}
