"""Who is claimed to have done what, on which side, and who speaks for whom; a cell chosen is a filter.

In: a case and a filter. Drawn by geo.ui.leaf as tables, all texts as data.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from geo import filters
from geo.filters import ActorRow, SpeakerRow, Tally
from geo.model import Bank, Filter, Role
from geo.ui import words
from geo.ui.claim_card import SIDE_ORDER
from geo.ui.leaf import Node, data_text, draw_leaf, node, sent
from geo.ui.readings import Case
from geo.ui.view import change_view, current_view

_ROLE, _MATRIX, _SPEAKERS = "matrix_role", "matrix", "speakers"
_ROLES = (Role.ACTS, Role.ACTED_ON, Role.SPEAKS, Role.MENTIONED)


def draw_matrix(case: Case, wanted: Filter) -> None:
    """Actors by side in the role that is chosen above the table."""
    if wanted.role and wanted.actor:
        st.session_state[_ROLE] = wanted.role.value
    st.session_state.setdefault(_ROLE, Role.ACTS.value)
    chosen = st.segmented_control(
        words.MATRIX_ROLE,
        [role.value for role in _ROLES],
        key=_ROLE,
        format_func=lambda value: words.MATRIX_ROLES[Role(value)],
        on_change=_take_role,
        required=True,
    )
    rows = filters.actor_rows(wanted, case.placed, Role(chosen or Role.ACTS))
    nodes = matrix_nodes(rows, case.sides, wanted)
    draw_leaf(nodes, key=_MATRIX, on_cell=_take_cell)


def draw_speakers(case: Case, wanted: Filter) -> None:
    """Speakers by the party that they speak for."""
    nodes = speaker_nodes(filters.speaker_rows(wanted, case.placed), wanted)
    draw_leaf(nodes, key=_SPEAKERS, on_cell=_take_speaker)


def matrix_nodes(rows: Sequence[ActorRow], sides: Mapping[Bank, str], wanted: Filter) -> list[Node]:
    """The table of actors and sides; a sentence where nobody has the role."""
    if not rows:
        return [node("p", "note", words.MATRIX_EMPTY)]
    banks = [bank for bank in SIDE_ORDER if any(bank in row.banks for row in rows)]
    header = node(
        "tr",
        "",
        node("th", "", words.ACTOR),
        *(node("th", "", words.title(sides[bank])) for bank in banks),
        node("th", "", words.MATRIX_TOTAL),
    )
    body = [_actor_row(row, banks, sides, wanted) for row in rows]
    return [_table(words.MATRIX_CAPTION, header, body)]


def speaker_nodes(rows: Sequence[SpeakerRow], wanted: Filter) -> list[Node]:
    """The table of speakers, with whom each speaks for."""
    header = node("tr", "", *(node("th", "", title) for title in words.SPEAKER_COLUMNS))
    body = [
        node(
            "tr",
            "",
            node("th", "", data_text("span", "", row.name or words.THE_REPORT)),
            node("td", "", *_party(row)),
            _cell(row.total, row.key, row.name, chosen=wanted.speaker == row.key),
        )
        for row in rows
    ]
    return [_table(words.SPEAKERS_CAPTION, header, body)]


def _table(caption: str, header: Node, body: Sequence[Node]) -> Node:
    return node(
        "div",
        "matrix",
        node("table", "", node("caption", "", caption), node("thead", "", header), node("tbody", "", *body)),
    )


def _actor_row(row: ActorRow, banks: Sequence[Bank], sides: Mapping[Bank, str], wanted: Filter) -> Node:
    is_actor = wanted.actor == row.actor.id
    cells = [
        _cell(
            row.banks.get(bank, Tally()),
            f"{row.actor.id} {bank.value}",
            f"{row.actor.name}, {sides[bank]}",
            chosen=is_actor and wanted.banks == {bank},
        )
        for bank in banks
    ]
    total = _cell(row.total, f"{row.actor.id} ", row.actor.name, chosen=is_actor and not wanted.banks)
    name = node("th", "", node("span", "dot", colour=row.actor.colour), data_text("span", "", row.actor.name))
    return node("tr", "", name, *cells, total)


def _cell(tally: Tally, value: str, label: str, *, chosen: bool) -> Node:
    if not tally.claims:
        return node("td", "none", "–")
    against = node("small", "", words.against(tally.against)) if tally.against else None
    button = node(
        "button",
        "",
        node("span", "", f"{tally.claims:,}"),
        against,
        label=words.cell_label(label, tally.claims, tally.against),
        current=chosen,
        send=["cell", value],
    )
    return node("td", "", button)


def _party(row: SpeakerRow) -> list[Node]:
    if row.organisation is None:
        return [node("span", "soft", words.NO_PARTY)]
    return [node("span", "dot", colour=row.organisation.colour), data_text("span", "", row.organisation.name)]


def _take_role() -> None:
    """Where an actor is chosen, the filter's role follows the table's."""
    view = current_view()
    if view.wanted.actor:
        change_view(replace(view, wanted=replace(view.wanted, role=Role(st.session_state[_ROLE]))))


def _take_cell() -> None:
    """The filter of the cell chosen; the cell that was chosen already takes it away again."""
    actor, _, bank = sent(_MATRIX, "cell").rpartition(" ")
    if not actor or bank not in {"", *(one.value for one in Bank)}:
        return
    view = current_view()
    role = Role(st.session_state.get(_ROLE) or Role.ACTS.value)
    chosen = replace(
        view.wanted, actor=actor, role=role, banks=frozenset({Bank(bank)}) if bank else frozenset()
    )
    cleared = replace(view.wanted, actor="", role=None, banks=frozenset())
    change_view(replace(view, wanted=cleared if chosen == view.wanted else chosen))


def _take_speaker() -> None:
    key = sent(_SPEAKERS, "cell")
    if key:
        view = current_view()
        speaker = "" if view.wanted.speaker == key else key
        change_view(replace(view, wanted=replace(view.wanted, speaker=speaker)))
