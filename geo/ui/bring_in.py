"""Bringing in files: what was found in each, to be looked over, then kept as a case or read at once.

Reports stay in the visit until they are brought in or dropped; names and texts of files are shown as data.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from geo.cases import open_desk
from geo.cases.store import stored
from geo.errors import ThalwegError
from geo.escape import for_markdown
from geo.ingest import ENDINGS, Parser, Source, read_sources
from geo.ingest.bringing import INSIDE
from geo.ingest.encodings import CHOICES
from geo.ingest.pages import fetched, found_at
from geo.ingest.values import Fate, Found, Report
from geo.links import View
from geo.model import Document
from geo.settings import read_settings
from geo.ui import words
from geo.ui.bring_in_columns import draw_tables
from geo.ui.case_file import draw_load
from geo.ui.telling import told
from geo.ui.view import change_view
from geo.ui.visitor import this_visitor

_FILES, _ROUND, _REPORTS, _CUT, _SAID = "b_files", "b_round", "b_reports", "b_cut", "b_said"
_EDITS, _UNREAD = "b_edits", "b_unread"
_ADDRESS, _CASE, _NAME = "b_address", "b_case", "b_name"
LARGEST_MB = 20
_EARLIEST, _LATEST = date(1800, 1, 1), date(2100, 12, 31)
Row = Mapping[str, Any]


def draw_bring_in() -> Document | None:
    """The panel. A document that is to be read at once, in this visit only; None without one."""
    handed_in = _draw_files()
    if read_settings().fetch_pages == "yes":
        _draw_address()
    if handed_in:
        _look_into(handed_in)
    reports = _reports()
    draw_load(_SAID)
    _draw_said()
    if st.session_state.get(_CUT):
        st.warning(words.cancelled(len(reports), st.session_state[_CUT]))
    if not reports:
        return None
    _draw_summary(reports)
    tables = [one for one in reports if one.fate is Fate.TABLE]
    _add(draw_tables(tables, _generation(), read_again=_read_again))
    chosen = _draw_found([one for one in reports if one.fate is Fate.READ])
    _draw_others([one for one in reports if one.fate in (Fate.REFUSED, Fate.SAME)])
    return _draw_end(chosen)


# ---------------------------------------------------------------- looking into files


def _draw_files() -> list[Source]:
    """The files to be looked into, once the button is pressed."""
    endings = [ending.removeprefix(".") for ending in ENDINGS]
    files = st.file_uploader(
        words.BRING_FILES,
        key=_FILES,
        type=endings,
        accept_multiple_files=True,
        max_upload_size=LARGEST_MB,
        help=words.BRING_HELP,
    )
    is_pressed = st.button(words.LOOK_INTO, key="b_look", type="primary", disabled=not files)
    return [Source(file.name, file.getvalue) for file in files] if is_pressed else []


def _draw_address() -> None:
    with st.form("fetch", border=False):
        st.text_input(words.ADDRESS, key=_ADDRESS, placeholder=words.URL_HINT, max_chars=2_000)
        is_pressed = st.form_submit_button(words.FETCH, key="b_fetch")
    if not is_pressed:
        return
    with st.spinner(words.FETCHING):
        try:
            source, url = fetched(st.session_state[_ADDRESS] or "", read_settings())
        except ThalwegError as error:
            st.error(for_markdown(words.sentence(f"{words.NOT_FETCHED}: {error}")))
            return
    _look_into([source], url=url)


def _look_into(sources: Sequence[Source], *, url: str = "") -> None:
    """Look into each, telling how far it is. Each report is kept at once, also where somebody cancels."""
    st.session_state[_REPORTS], st.session_state[_CUT] = [], len(sources)
    st.session_state[_ROUND] = _generation() + 1
    for key in (_SAID, _EDITS, _UNREAD):
        st.session_state.pop(key, None)
    place = st.empty()
    with place.container():
        bar = st.progress(0.0, words.looking_into(0, len(sources)))
        st.button(words.CANCEL, key=f"b_cancel_{_generation()}")

        def told() -> Iterator[Source]:
            for number, source in enumerate(sources):
                bar.progress(number / len(sources), words.looking_into(number, len(sources)))
                yield source

        with Parser() as parser:
            for report in read_sources(told(), parser, ask_columns=True):
                _reports().append(found_at(report, url) if url else report)
    place.empty()
    st.session_state[_CUT] = 0


def _reports() -> list[Report]:
    reports: list[Report] = st.session_state.setdefault(_REPORTS, [])
    return reports


def _generation() -> int:
    number: int = st.session_state.get(_ROUND, 0)
    return number


def _add(reports: Sequence[Report]) -> None:
    """Reports that a table's rows became, in the place of the table's own."""
    if not reports:
        return
    name = reports[0].name.split(INSIDE + "row ")[0]
    kept = [one for one in _reports() if not (one.fate is Fate.TABLE and one.name == name)]
    st.session_state[_REPORTS] = [*kept, *reports]
    st.session_state[_ROUND] = _generation() + 1
    st.rerun()


# ---------------------------------------------------------------- what was found


def _draw_summary(reports: Sequence[Report]) -> None:
    for sentence in st.session_state.pop(_UNREAD, ()):
        st.error(for_markdown(words.sentence(sentence)))
    counts = {fate.value: sum(one.fate is fate for one in reports) for fate in Fate}
    st.caption(for_markdown(words.found_in_files(counts)))


def _draw_found(reports: Sequence[Report]) -> list[Document]:
    """The texts that were read with what they say of themselves, to be changed; those that are ticked."""
    if not reports:
        return []
    st.caption(words.LOOK_OVER)
    rows = st.data_editor(
        _rows(reports),
        key=f"b_rows_{_generation()}",
        hide_index=True,
        num_rows="fixed",
        width="stretch",
        column_config=_columns(),
        disabled=["file", "size", "note"],
    )
    st.session_state[_EDITS][2] = {row["file"]: row for row in rows}
    changed = _chosen_encodings(reports, rows)
    if changed and st.button(words.READ_AGAIN, key=f"b_again_{_generation()}"):
        _read_again(changed)
    return [_document(one, row) for one, row in zip(reports, rows, strict=True) if row["take"]]


def _rows(reports: Sequence[Report]) -> list[dict[str, Any]]:
    """A row a report, the same ones until the reports change; what was edited goes on into the next ones."""
    held: list[Any] = st.session_state.get(_EDITS, [-1, [], {}])
    if held[0] == _generation():
        made: list[dict[str, Any]] = held[1]
        return made
    rows = [_row(one) | _edited(one, held[2].get(one.name)) for one in reports]
    st.session_state[_EDITS] = [_generation(), rows, {}]
    return rows


def _edited(report: Report, row: Row | None) -> dict[str, Any]:
    """What a person wrote into the row of a report with this text."""
    if row is None or report.found is None or row["size"] != len(report.found.text):
        return {}
    return {name: row[name] for name in ("take", "title", "credit", "day")}


def _row(report: Report) -> dict[str, Any]:
    found = report.found or Found("")
    return {
        "take": True,
        "file": report.name,
        "title": found.title,
        "credit": found.credit,
        "day": found.published,
        "encoding": found.encoding or None,
        "size": len(found.text),
        "note": "; ".join(filter(None, (words.day_from(found.published_from), report.sentence))),
    }


def _columns() -> dict[str, Any]:
    config = st.column_config
    return {
        "take": config.CheckboxColumn(words.COLUMN_TAKE, width=60),
        "file": config.TextColumn(words.COLUMN_FILE),
        "title": config.TextColumn(words.TITLE, max_chars=300),
        "credit": config.TextColumn(words.PUBLISHER, max_chars=300),
        "day": config.DateColumn(
            words.COLUMN_DAY, min_value=_EARLIEST, max_value=_LATEST, format="YYYY-MM-DD"
        ),
        "encoding": config.SelectboxColumn(words.COLUMN_ENCODING, options=list(CHOICES)),
        "size": config.NumberColumn(words.COLUMN_SIZE, format="localized", width=90),
        "note": config.TextColumn(words.COLUMN_NOTE),
    }


def _document(report: Report, row: Row) -> Document:
    found = report.found or Found("")
    return Document.of(
        found.text,
        title=_line(row["title"]),
        url=found.url,
        publisher=_line(row["credit"]),
        published=row["day"] if isinstance(row["day"], date) else None,
    )


def _line(value: object) -> str:
    return " ".join(str(value or "").split())


def _chosen_encodings(reports: Sequence[Report], rows: Sequence[Row]) -> dict[str, str]:
    """Encodings that a person chose otherwise, by the names of the reports."""
    pairs = ((one, str(row["encoding"] or "")) for one, row in zip(reports, rows, strict=True))
    return {
        one.name: chosen
        for one, chosen in pairs
        if one.found and one.found.encoding and chosen and chosen != one.found.encoding
    }


def _read_again(changed: Mapping[str, str]) -> None:
    """Read these in the chosen encoding; a report that is a file's inside a zip takes its own alone.

    One that can't be read in it stays as it was.
    """
    uploaded = {file.name: file for file in st.session_state.get(_FILES) or ()}
    again: dict[str, Report] = {}
    unread: list[str] = []
    with Parser() as parser:
        for name, encoding in changed.items():
            file = uploaded.get(name.split(INSIDE)[0])
            if file is None:
                continue
            sources = [Source(file.name, file.getvalue, encoding)]
            found = [one for one in read_sources(sources, parser, ask_columns=True) if one.name == name]
            unread += [f"{one.name}: {one.sentence}" for one in found if one.fate is Fate.REFUSED]
            again |= {one.name: one for one in found if one.fate is not Fate.REFUSED}
    st.session_state[_REPORTS] = [again.get(one.name, one) for one in _reports()]
    st.session_state[_UNREAD] = unread
    for name in again:
        st.session_state.get(_EDITS, [0, [], {}])[2].pop(name, None)
    st.session_state[_ROUND] = _generation() + 1
    st.rerun()


def _draw_others(reports: Sequence[Report]) -> None:
    """What is not brought in, each file with the reason."""
    if not reports:
        return
    st.caption(words.LEFT_OUT)
    st.dataframe(
        [{"file": one.name, "why": words.sentence(one.sentence)} for one in reports],
        hide_index=True,
        width="stretch",
        column_config={
            "file": st.column_config.TextColumn(words.COLUMN_FILE),
            "why": st.column_config.TextColumn(words.COLUMN_WHY),
        },
        key=f"b_others_{_generation()}",
    )


# ---------------------------------------------------------------- what becomes of it


def _draw_end(chosen: Sequence[Document]) -> Document | None:
    """Keep them as a case, where this visitor may; or read one, in this visit."""
    if not chosen:
        return None
    if this_visitor().may_change:
        _draw_keep(chosen)
    elif len(chosen) > 1:
        st.info(words.ONE_AT_A_TIME)
    if len(chosen) == 1 and st.button(words.READ, key="b_read", help=words.READ_HELP):
        return chosen[0]
    return None


def _draw_keep(chosen: Sequence[Document]) -> None:
    try:
        heads = open_desk(this_visitor()).list_cases()
    except ThalwegError as error:
        st.error(for_markdown(words.sentence(told(error))))
        return
    titles = {"": words.NEW_CASE} | {head.id: head.title or words.UNTITLED for head in heads}
    left, right = st.columns(2)
    identity = left.selectbox(
        words.INTO_CASE, list(titles), key=_CASE, format_func=lambda one: titles.get(one, words.NEW_CASE)
    )
    if not identity:
        right.text_input(words.CASE_NAME, key=_NAME, placeholder=chosen[0].title, max_chars=300)
    if st.button(words.bring_in(len(chosen)), key="b_keep", type="primary"):
        _keep(identity or "", chosen)


def _keep(identity: str, chosen: Sequence[Document]) -> None:
    desk = open_desk(this_visitor())
    documents = [stored(one) for one in {one.id: one for one in chosen}.values()]
    title = _line(st.session_state.get(_NAME)) or chosen[0].title
    try:
        if identity:
            news = sum(desk.add_documents(identity, documents))
        else:
            identity, news = desk.create_case(title, documents=documents), len(documents)
    except ThalwegError as error:
        st.error(for_markdown(words.sentence(f"{words.NOT_KEPT}: {told(error)}")))
        return
    st.session_state[_CUT] = 0
    st.session_state[_SAID] = (identity, news, len(documents) - news)
    st.session_state[_REPORTS] = [one for one in _reports() if one.fate is Fate.TABLE]
    st.session_state[_ROUND] = _generation() + 1
    st.rerun()


def _draw_said() -> None:
    """What was just brought in, and the way to it."""
    said: tuple[str, int, int] | None = st.session_state.get(_SAID)
    if said is None:
        return
    identity, news, there = said
    st.success(for_markdown(words.brought_in(news, there)))
    if st.button(words.OPEN_CASE, key="b_open", type="primary"):
        st.session_state.pop(_SAID)
        change_view(View(case=identity))
        st.switch_page("pages/claims_map.py")
