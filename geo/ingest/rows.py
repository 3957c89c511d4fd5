"""Rows of a table as documents: an article each, or all claims of a table as one document."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from geo.claims.table import TableError, table_text
from geo.errors import InputError
from geo.ingest.columns import CLAIMS, Mapping
from geo.ingest.proposals import propose, read_day
from geo.ingest.values import Found, Table

_MOST_SAID = 20


def documents_of(name: str, table: Table, mapping: Mapping) -> tuple[tuple[Found, ...], tuple[str, ...]]:
    """What a table's rows became, and a sentence for each row that can't be used.

    InputError where the columns are not in the table, or no row can be used.
    """
    mapping.check(table)
    refused: list[str] = []
    rows = list(_fields(table, mapping))
    found = (
        [_claims(name, table, rows, refused)] if mapping.kind == CLAIMS else _articles(table, rows, refused)
    )
    if not found:
        raise InputError(f"none of its {len(rows):,} rows can be used; {refused[0]}")
    more = len(refused) - _MOST_SAID
    said = refused[:_MOST_SAID] + ([f"and {more:,} more rows that can't be used"] if more > 0 else [])
    return tuple(found), tuple(said)


def _fields(table: Table, mapping: Mapping) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows by field, with their number in the file: the header is row 1."""
    places = [(field, table.header.index(header)) for field, header in mapping.columns]
    for number, row in enumerate(table.rows, 2):
        yield number, {field: row[at] for field, at in places}


def _articles(table: Table, rows: list[tuple[int, dict[str, str]]], refused: list[str]) -> list[Found]:
    found = []
    for number, row in rows:
        if not any(sign.isalnum() for sign in row["text"]):
            refused.append(f"row {number:,}: there are no words in its text")
            continue
        day = read_day(row.get("date", ""))
        given = row.get("date", "")
        unread = (f"its date {given[:30]!r} could not be read as one day",) if given and day is None else ()
        found.append(
            propose(
                Found(
                    row["text"],
                    title=row.get("title", ""),
                    publisher=row.get("publisher", ""),
                    author=row.get("author", ""),
                    url=row.get("url", ""),
                    published=day,
                    published_from="the table" if day else "",
                    encoding=table.encoding,
                    notes=unread,
                )
            )
        )
    return found


def _claims(name: str, table: Table, rows: list[tuple[int, dict[str, str]]], refused: list[str]) -> Found:
    usable = []
    for number, row in rows:
        day = read_day(row.get("date", "")) if row.get("date") else None
        given = row | ({"date": day.isoformat()} if day else {})
        try:
            table_text([given])
        except TableError as error:
            refused.append(f"row {number:,}: {error}")
            continue
        usable.append(given)
    if not usable:
        raise InputError(f"none of its {len(rows):,} rows can be used; {refused[0]}")
    stem = PurePosixPath(name.replace("\\", "/").rsplit(" › ", 1)[-1]).stem
    notes = (f"{len(usable):,} claims as given in the table", *table.notes)
    return Found(table_text(usable), title=stem[:200], encoding=table.encoding, notes=notes)
