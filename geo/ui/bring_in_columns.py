"""Which column of a table means what: the guess, to be changed, beside the first rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Mapping as Map
from dataclasses import replace

import streamlit as st

from geo.errors import ThalwegError
from geo.escape import for_markdown
from geo.ingest import Mapping, documents_of, fields_of, guess_mapping
from geo.ingest.bringing import rows_reports
from geo.ingest.encodings import CHOICES
from geo.ingest.values import Fate, Report, Table
from geo.ui import words

_SHOWN_ROWS = 5
_KINDS = ("articles", "claims")


def draw_tables(
    reports: Sequence[Report], generation: int, *, read_again: Callable[[Map[str, str]], None]
) -> list[Report]:
    """Each table with its columns; the reports of the rows of one whose columns were just confirmed."""
    for number, report in enumerate(reports):
        if report.table is None:
            continue
        key = f"b_table_{generation}_{number}"
        with st.expander(
            for_markdown(words.table_of(report.name, len(report.table.rows))), expanded=number == 0
        ):
            _draw_encoding(report.name, report.table, key, read_again)
            rows = _draw_table(report.name, report.table, key)
        if rows:
            return rows
    return []


def _draw_encoding(name: str, table: Table, key: str, read_again: Callable[[Map[str, str]], None]) -> None:
    """How the table's bytes were read as signs; another way, where a person sees that it is wrong."""
    if not table.encoding:
        return
    options = list(dict.fromkeys([table.encoding, *CHOICES]))
    chosen = st.selectbox(words.COLUMN_ENCODING, options, key=f"{key}_encoding")
    if chosen != table.encoding and st.button(words.READ_AGAIN, key=f"{key}_again"):
        read_again({name: chosen})


def _draw_table(name: str, table: Table, key: str) -> list[Report]:
    st.dataframe(
        [dict(zip(table.header, row, strict=True)) for row in table.rows[:_SHOWN_ROWS]],
        hide_index=True,
        width="stretch",
        key=f"{key}_head",
    )
    guess = _guess(table)
    kind = st.segmented_control(
        words.TABLE_KIND,
        _KINDS,
        key=f"{key}_kind",
        default=guess.kind if guess else "articles",
        format_func=words.TABLE_KINDS.__getitem__,
        required=True,
    )
    given = dict(guess.columns) if guess and guess.kind == kind else {}
    columns = _draw_fields(kind or "articles", table, given, key)
    if not st.button(words.USE_COLUMNS, key=f"{key}_use"):
        return []
    return _taken(name, table, kind or "articles", columns)


def _draw_fields(kind: str, table: Table, given: dict[str, str], key: str) -> dict[str, str]:
    """A choice of column for each field."""
    options = ["", *table.header]
    chosen = {}
    places = st.columns(3)
    for number, field in enumerate(fields_of(kind)):
        chosen[field] = places[number % 3].selectbox(
            words.FIELD_NAMES[field],
            options,
            index=options.index(given.get(field, "")),
            format_func=lambda name: name or words.NO_COLUMN,
            key=f"{key}_{kind}_{field}",
        )
    return {field: header for field, header in chosen.items() if header}


def _taken(name: str, table: Table, kind: str, columns: dict[str, str]) -> list[Report]:
    try:
        found, refused = documents_of(name, table, Mapping.of(kind, columns))
    except ThalwegError as error:
        st.error(for_markdown(words.sentence(str(error))))
        return []
    settled = [replace(one, encoding="") for one in found]  # chosen above, for the whole table
    reports = list(rows_reports(name, settled, {}))
    return [*reports, *(Report(f"{name}", Fate.REFUSED, sentence) for sentence in refused)]


def _guess(table: Table) -> Mapping | None:
    try:
        return guess_mapping(table)
    except ThalwegError:
        return None
