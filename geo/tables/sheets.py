"""Tables for spreadsheets: CSV and XLSX, in which no cell is a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from geo.errors import InputError
from geo.escape import for_cell
from geo.tables.export import Export, clean
from geo.tables.rows import COLUMNS, about_columns, rows_of

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_DAYS = ("event_from", "event_to", "published")
_FIRST_DAY = date(1900, 3, 1)
"""Spreadsheets count days from 1900 and believe that it was a leap year."""
_LONGEST_CELL = 32_767
_MOST_ROWS = 1_048_575
_CUT = " … (cut: a cell holds no more)"
_WIDTHS = {"claim": 80, "speaker": 22, "organisation": 22, "source": 30, "place": 18, "may_conflict_with": 18}


def to_csv(export: Export) -> bytes:
    """UTF-8 with a byte-order mark, so that spreadsheets read every script; no cell is a formula.

    What the file says of itself stands in columns behind those of the claim: a preamble or a comment would
    be read as data.
    """
    about = about_columns(export)
    return write_csv([*COLUMNS, *about], (row | about for row in rows_of(export)))


def write_csv(columns: Iterable[str], rows: Iterable[dict[str, Any]]) -> bytes:
    """Rows as CSV. Every text is quoted: some spreadsheets also split at semicolons."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(columns), quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return ""
    return for_cell(value) if isinstance(value, str) else value


def to_xlsx(export: Export) -> bytes:
    """A workbook with the sheets "claims" and "about"; a text is a text cell and stays one when edited."""
    from xlsxwriter import Workbook

    rows = rows_of(export)
    if len(rows) > _MOST_ROWS:
        raise InputError(f"a sheet holds {_MOST_ROWS:,} rows and there are {len(rows):,} claims; choose csv")
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(out, {**options, "strings_to_numbers": False}) as book:
        book.set_properties(_properties(export))
        formats = {
            "head": book.add_format({"bold": True, "bottom": 1}),
            "text": book.add_format({"quote_prefix": True, "valign": "top"}),
            "long": book.add_format({"quote_prefix": True, "valign": "top", "text_wrap": True}),
            "day": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"}),
            "plain": book.add_format({"valign": "top"}),
        }
        _write_claims(book.add_worksheet("claims"), rows, formats)
        _write_about(book.add_worksheet("about"), clean(export.about()), formats)
    return out.getvalue()


def _properties(export: Export) -> dict[str, Any]:
    about = clean(export.about())
    return {
        "title": about["source"][:255],
        "subject": about["filters"][:255],
        "author": about["version"],
        "comments": "\n".join(f"{key}: {value}" for key, value in about.items()),
        "created": export.made_utc.replace(tzinfo=None, microsecond=0),
    }


def _write_claims(sheet: Worksheet, rows: list[dict[str, Any]], formats: dict[str, Any]) -> None:
    for column, name in enumerate(COLUMNS):
        sheet.write_string(0, column, name, formats["head"])
        sheet.set_column(column, column, _WIDTHS.get(name, 14))
    for number, row in enumerate(rows, 1):
        for column, name in enumerate(COLUMNS):
            _write(sheet, number, column, _day_or(name, row[name]), formats)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(1, len(rows)), len(COLUMNS) - 1)


def _write_about(sheet: Worksheet, about: dict[str, str], formats: dict[str, Any]) -> None:
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 1, 110)
    for number, (name, value) in enumerate(about.items()):
        sheet.write_string(number, 0, name, formats["head"])
        sheet.write_string(number, 1, _fitting(value), formats["long"])


def _write(sheet: Worksheet, row: int, column: int, value: object, formats: dict[str, Any]) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value, formats["plain"])
    elif isinstance(value, datetime):
        sheet.write_datetime(row, column, value, formats["day"])
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, formats["plain"])
    elif isinstance(value, str) and value:
        long = len(value) > 60
        sheet.write_string(row, column, _fitting(value), formats["long" if long else "text"])


def _day_or(name: str, value: object) -> object:
    """A day as a day where the sheet can count to it, so that it sorts and filters as one."""
    if name not in _DAYS or not isinstance(value, str) or not value:
        return value
    if date.fromisoformat(value) < _FIRST_DAY:
        return value
    return datetime.fromisoformat(value)


def _fitting(text: str) -> str:
    """Text as a cell holds it: with line feeds for line breaks, and not longer than a cell can be."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if len(text) <= _LONGEST_CELL else text[: _LONGEST_CELL - len(_CUT)] + _CUT
