"""Tables: CSV and workbooks, as a header and rows of text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from geo.errors import InputError
from geo.ingest.encodings import decode, tidy
from geo.ingest.limits import MOST_CELLS, MOST_COLUMNS, MOST_ROWS
from geo.ingest.packed import check_office, opened
from geo.ingest.values import Table

_SEPARATORS = ",;\t|"
_LOOK = 20_000
_LONGEST_CELL = 600_000
_FEWER = "; save fewer rows, or save it as CSV"


def read_csv(content: bytes, *, encoding: str = "") -> Table:
    """A table of text. InputError where it is none, or too long."""
    text, name = decode(content, chosen=encoding)
    sign = separator(text[:_LOOK])
    if (count := text.partition("\n")[0].count(sign)) > MOST_COLUMNS:
        raise _too_wide(count + 1)
    usual = csv.field_size_limit(_LONGEST_CELL)  # a limit of the whole process
    try:
        rows = csv.reader(io.StringIO(text), delimiter=sign)
        return table(rows, encoding=name)
    except csv.Error as error:
        raise InputError(f"it is no table with columns ({error})") from None
    finally:
        csv.field_size_limit(usual)


def separator(head: str) -> str:
    """The sign between columns: the one that the first line has most of."""
    first = next((line for line in head.splitlines() if line.strip()), "")
    return max(_SEPARATORS, key=first.count)


def read_workbook(content: bytes) -> Table:
    """The first sheet of a workbook that has rows; formulas as the values that were saved."""
    from openpyxl import load_workbook

    try:
        with opened(content) as packed:
            check_office(packed, advice=_FEWER)
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        notes: tuple[str, ...] = ()
        names = [sheet.title for sheet in book.worksheets]
        if len(names) > 1:
            notes = (f"only the first of {len(names)} sheets is read",)
        return table(_rows(book), notes=notes)
    except InputError:
        raise
    except Exception as error:  # openpyxl raises whatever its parts do on a damaged workbook
        raise InputError(
            f"it is damaged: it is no workbook that could be read ({type(error).__name__})"
        ) from None


def _rows(book: object) -> Iterator[list[str]]:
    sheet = book.worksheets[0]  # type: ignore[attr-defined]
    sheet.reset_dimensions()  # a size that the file gives itself is wrong in many
    for row in sheet.iter_rows(values_only=True):
        if row:
            yield [_cell(value) for value in row]


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def table(rows: Iterable[list[str]], *, encoding: str = "", notes: tuple[str, ...] = ()) -> Table:
    """Header and rows, all as long as the header; empty rows left out."""
    header: list[str] = []
    kept: list[tuple[str, ...]] = []
    for row in rows:
        cells = [tidy(cell).strip() for cell in row]
        if not any(cells):
            continue
        if not header:
            header = _named(cells)
            continue
        if len(kept) >= MOST_ROWS or len(kept) * len(header) > MOST_CELLS:
            raise InputError(f"it has more than {len(kept):,} rows, which are the most; split it")
        kept.append(tuple((cells + [""] * len(header))[: len(header)]))
    if not kept:
        raise InputError("there are no rows below a header in it")
    return Table(tuple(header), tuple(kept), encoding, notes)


def _too_wide(columns: int) -> InputError:
    return InputError(f"it has {columns:,} columns; {MOST_COLUMNS} are the most")


def _named(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells.pop()
    if len(cells) > MOST_COLUMNS:
        raise _too_wide(len(cells))
    seen: dict[str, int] = {}
    names = []
    for number, cell in enumerate(cells, 1):
        name = " ".join(cell[:200].split()) or f"column {number}"
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return names
