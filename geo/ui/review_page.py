"""The page Review: every claim in a row that can be changed, undo and redo, and the log of corrections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from geo.corrections import (
    GRADES,
    Action,
    Change,
    Correction,
    Kind,
    Voice,
    actors_in,
    change,
    dates_of,
    place_value,
    read_subject,
    voice_of,
)
from geo.errors import ThalwegError
from geo.escape import for_markdown
from geo.filters import REVIEW_WORDS, STANCE_WORDS
from geo.model import UNREVIEWED, Claim, ClaimType, PlacedClaim, ReviewState, Role, Span, Stance
from geo.ui import words
from geo.ui.claim_card import SIDE_ORDER, quoted
from geo.ui.correct import action_words, actors_of, set_bank, side_change
from geo.ui.correct_place import countries_of, find_places
from geo.ui.correct_words import short
from geo.ui.inputs import correction_history, is_kept, journal_of, record, take_back
from geo.ui.readings import Case
from geo.ui.telling import told

_TABLE, _UNKNOWN = "review_table", "review_unknown_place"
_READ = "read"
_FIXED = ("claim", "report", "read")
_WHOLE = 16
"""Claims that a table shows without a bar of its own to scroll with."""
_LOG_ROWS = 200


@dataclass(frozen=True, slots=True)
class Choice:
    """A column of choices: what is stored, and the words that the table shows for it."""

    labels: Mapping[str, str]

    def word(self, value: str) -> str:
        return self.labels[value]

    def value(self, word: object) -> str | None:
        return next((value for value, label in self.labels.items() if label == word), None)


REVIEWS = Choice({state.value: REVIEW_WORDS[state] for state in ReviewState})
STANCES = Choice({stance.value: STANCE_WORDS[stance] for stance in Stance})
KINDS = Choice({kind.value: words.kind(kind.value) for kind in ClaimType})


def side_choice(case: Case) -> Choice:
    """The sides as the map names them, and the word back to the rules."""
    return Choice({_READ: words.F_SIDE_READ} | {b.value: words.title(case.sides[b]) for b in SIDE_ORDER})


def table_rows(shown: Sequence[PlacedClaim], case: Case) -> list[dict[str, Any]]:
    """A row a claim, in the order given, in the columns of words.COLUMN."""
    sides = side_choice(case)
    return [_row(placed, case, sides) for placed in shown]


def _row(placed: PlacedClaim, case: Case, sides: Choice) -> dict[str, Any]:
    claim = placed.claim
    bank = set_bank(claim, case.river)
    return {
        "claim": quoted(claim),
        "report": claim.report,
        "read": words.READ_BY[claim.review.origin],
        "review": REVIEWS.word(claim.review.state),
        "grade": claim.review.grade,
        "speaker": claim.attribution.speaker_label,
        "stance": STANCES.word(claim.stance),
        "negated": claim.negated,
        "kind": KINDS.word(claim.type),
        "place": placed.place.place.name if placed.place and placed.place.place else "",
        "acts": _named(claim, Role.ACTS),
        "acted_on": _named(claim, Role.ACTED_ON),
        "side": sides.word(bank.value if bank else placed.call.bank.value),
        "from": claim.when.start,
        "to": claim.when.end,
        "note": claim.review.note,
    }


def _named(claim: Claim, role: Role) -> str:
    return "; ".join(dict.fromkeys(one.actor.name for one in claim.actors if one.role is role))


def row_changes(placed: PlacedClaim, case: Case, edited: Mapping[str, Any]) -> list[Change]:
    """What the cells that a reader changed in a claim's row say; cells that make no sense say nothing."""
    claim = placed.claim
    found: list[Change] = []
    for column, cell in edited.items():
        if column == "side" and case.river is not None and (side := side_choice(case).value(cell)):
            found.append(side_change(claim, case.river, side))
        elif column == "place":
            found += _place_changes(claim, case, cell)
        elif column in _CELLS:
            found += [one for one in [_CELLS[column](claim, cell)] if one is not None]
    if {"acts", "acted_on"} & set(edited):
        found.append(_actors(claim, case, edited))
    if {"from", "to"} & set(edited):
        start = _day(edited["from"]) if "from" in edited else claim.when.start
        end = _day(edited["to"]) if "to" in edited else claim.when.end
        if not (start and end and start > end):
            found.append(change(claim, Kind.WHEN, dates_of(claim, start, end)))
    return found


def _place_changes(claim: Claim, case: Case, cell: object) -> list[Change]:
    """The gazetteer's first place of that name, those of its countries before others; empty: none."""
    name = str(cell or "").strip()[:80]
    found = find_places(name, countries_of(case))
    if name and not found:
        st.session_state[_UNKNOWN] = name
        return []
    return [change(claim, Kind.AT, place_value(found[0] if found else None))]


def _actors(claim: Claim, case: Case, edited: Mapping[str, Any]) -> Change:
    roles = (Role.ACTS, Role.ACTED_ON)
    cells = {role: str(edited.get(role.value, _named(claim, role)) or "") for role in roles}
    names = {
        role: [one.strip()[:200] for one in cell.split(";") if one.strip()] for role, cell in cells.items()
    }
    return change(claim, Kind.ACTORS, actors_in(claim, names, actors_of(case).values()))


def _chosen(kind: Kind, choice: Choice, values: type[Any]) -> Any:  # noqa: ANN401
    def read(claim: Claim, cell: object) -> Change | None:
        value = choice.value(cell)
        return change(claim, kind, values(value)) if value is not None else None

    return read


def _speaker(claim: Claim, cell: object) -> Change:
    before = voice_of(claim)
    name = str(cell or "").strip()[:200]
    same = name == before.name
    return change(
        claim, Kind.SPEAKER, before if same else Voice(name, "", before.organisation if name else None)
    )


_CELLS = {
    "review": _chosen(Kind.REVIEW, REVIEWS, ReviewState),
    "stance": _chosen(Kind.STANCE, STANCES, Stance),
    "kind": _chosen(Kind.TYPE, KINDS, ClaimType),
    "grade": lambda claim, cell: change(claim, Kind.GRADE, cell) if cell in GRADES else None,
    "negated": lambda claim, cell: change(claim, Kind.NEGATED, bool(cell)),
    "note": lambda claim, cell: change(claim, Kind.NOTE, str(cell or "").strip()[:2000]),
    "speaker": _speaker,
}


def _day(cell: object) -> date | None:
    try:
        return date.fromisoformat(str(cell)[:10]) if cell else None
    except ValueError:
        return None


# ---------------------------------------------------------------- the table


def draw_table(case: Case, shown: Sequence[PlacedClaim]) -> None:
    """The table of the claims shown; a changed cell is recorded at once."""
    if not shown:
        st.info(words.NO_ROWS_SHOWN)
        return
    import pandas as pd

    unknown = st.session_state.pop(_UNKNOWN, "")
    if unknown:
        st.warning(for_markdown(words.place_not_found(unknown)))
    st.caption(words.GRADE_NOTE)
    stamp = (*(placed.claim for placed in shown), case.river and case.river.id)
    key = f"{_TABLE}_{abs(hash(stamp)) % 10**10}"
    frame = pd.DataFrame(table_rows(shown, case), columns=columns_of(case))
    for day in ("from", "to"):
        frame[day] = frame[day].astype(object).where(frame[day].notna(), None)
    st.data_editor(
        frame,
        key=key,
        hide_index=True,
        placeholder="",
        width="stretch",
        height="content" if len(shown) <= _WHOLE else 640,
        column_config=_columns(case),
        disabled=[*_FIXED, *([] if case.river is not None else ["side"])],
        on_change=_take_cells,
        args=(key, case, tuple(shown)),
    )


def columns_of(case: Case) -> list[str]:
    """The columns of the table; a report is named where there are several."""
    return [name for name in words.COLUMN if name != "report" or len(case.documents) > 1]


def _grade_words(grade: object) -> str:
    return words.NOT_GRADED if grade == UNREVIEWED.grade else str(grade)


def _columns(case: Case) -> dict[str, Any]:
    config = st.column_config
    names = words.COLUMN
    choices = {"review": REVIEWS, "stance": STANCES, "kind": KINDS, "side": side_choice(case)}
    return {
        "claim": config.TextColumn(names["claim"], width="large"),
        "report": config.TextColumn(names["report"], width="medium"),
        "read": config.TextColumn(names["read"], width=110),
        "grade": config.SelectboxColumn(
            names["grade"],
            options=list(GRADES),
            required=True,
            width=140,
            help=words.GRADE_CELL_HELP,
            format_func=_grade_words,
        ),
        "speaker": config.TextColumn(names["speaker"], max_chars=200),
        "place": config.TextColumn(names["place"], max_chars=80, help=words.PLACE_CELL_HELP),
        "acts": config.TextColumn(names["acts"], max_chars=400, help=words.ACTORS_CELL_HELP),
        "acted_on": config.TextColumn(names["acted_on"], max_chars=400, help=words.ACTORS_CELL_HELP),
        "negated": config.CheckboxColumn(names["negated"], width="small"),
        "note": config.TextColumn(names["note"], max_chars=2000, width="medium"),
        **{
            name: config.SelectboxColumn(names[name], options=list(choice.labels.values()), required=True)
            for name, choice in choices.items()
        },
        **{name: config.DateColumn(names[name], format="YYYY-MM-DD") for name in ("from", "to")},
    }


def _take_cells(key: str, case: Case, shown: Sequence[PlacedClaim]) -> None:
    edited = st.session_state[key].get("edited_rows", {})
    changes = [
        one
        for row, cells in edited.items()
        if 0 <= int(row) < len(shown)
        for one in row_changes(shown[int(row)], case, cells)
    ]
    record(changes)


# ---------------------------------------------------------------- the log


def draw_log(case: Case) -> None:
    """Every correction of this report, the newest first, and a way to take one back."""
    journal = journal_of(*case.ids)
    st.subheader(words.LOG, anchor=False)
    if not journal:
        st.caption(words.LOG_EMPTY)
        return
    rows = log_rows(journal, case)
    st.dataframe(
        [dict(zip(words.LOG_COLUMNS, row, strict=True)) for row in rows[:_LOG_ROWS]],
        hide_index=True, width="stretch", height="content" if len(rows) <= 10 else 420,
    )  # fmt: skip
    done = correction_history().done[::-1]
    if len(done) > 1:
        labels = {number: f"{action_words(one)} · {one[0].made:%H:%M:%S}" for number, one in enumerate(done)}
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.selectbox(words.LOG_TAKE, list(labels), key="log_take", format_func=labels.__getitem__)
            st.button(words.LOG_TAKE_DO, key="log_take_do", on_click=_take_one, args=(done,))


def log_rows(journal: Sequence[Correction], case: Case) -> list[tuple[str, ...]]:
    """When, who, what, of which claim or name, before, after, and whether it holds; the newest first."""
    named = names_of(case)
    undone: set[str] = set()
    for entry in journal:
        if entry.kind in (Kind.UNDO, Kind.REDO):
            (undone.add if entry.kind == Kind.UNDO else undone.discard)(entry.subject)
    return [
        (
            f"{entry.made:%Y-%m-%d %H:%M:%S}",
            entry.by or words.LOG_HERE,
            words.KIND_OF_CORRECTION.get(entry.kind, entry.kind),
            subject_words(entry.document_id, entry.subject, case, named),
            value_words(entry.kind, entry.was),
            _becomes_words(entry, case, named),
            words.LOG_UNDONE if entry.id in undone else words.LOG_HOLDS,
        )
        for entry in reversed(journal)
        if entry.kind not in (Kind.UNDO, Kind.REDO)
    ]


def names_of(case: Case) -> dict[str, str]:
    """The words of the claims of a case, also of those that were taken out, by their ids."""
    return {one.id: quoted(one) for one in (*(item.claim for item in case.placed), *case.rejected)}


def subject_words(document_id: str, subject: str, case: Case, named: Mapping[str, str]) -> str:
    """Which claim or name is meant, in its own words, also where it was parted or joined since."""
    identity, span = read_subject(subject)
    if identity in named or span is None:
        return named.get(identity, subject)
    text = next((one.text for one in case.documents if one.id == document_id), "")
    return short(span.of(text)) or subject


def _becomes_words(entry: Correction, case: Case, named: Mapping[str, str]) -> str:
    """As `value_words`; where it was parted and with what it was joined, in words."""
    value = entry.becomes
    if entry.kind == Kind.MERGE and isinstance(value, list):
        return "; ".join(subject_words(entry.document_id, str(one), case, named) for one in value)
    if entry.kind == Kind.SPLIT and isinstance(value, list):
        text = next((one.text for one in case.documents if one.id == entry.document_id), "")
        end = (read_subject(entry.subject)[1] or Span(0, len(text))).end
        return "; ".join(f"… {short(text[at:end])}" for at in value if isinstance(at, int))
    return value_words(entry.kind, value)


def value_words(kind: str, value: Any) -> str:  # noqa: ANN401 (JSON)
    """What a correction was or becomes, short enough for a cell."""
    if value is None:
        return words.AS_READ
    if isinstance(value, dict):
        return _dict_words(value)
    if isinstance(value, list):
        names = [_dict_words(one) if isinstance(one, dict) else str(one) for one in value]
        return "; ".join(names)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return words.kind(value) if kind == Kind.TYPE else str(value)


def _dict_words(value: Mapping[str, Any]) -> str:
    for name in ("place", "actor"):
        if name in value and "role" not in value:
            inner = value[name]
            return str(inner.get("name", "")) if isinstance(inner, dict) else words.NO_PLACE
    if "role" in value and isinstance(value.get("actor"), dict):
        return f"{value['actor'].get('name', '')} ({words.ROLE_LABELS.get(_role(value['role']), '')})"
    if "bank" in value:
        return str(value["bank"])
    if "start" in value or "end" in value or "precision" in value:
        return f"{value.get('start') or '…'} – {value.get('end') or '…'}"
    return str(value.get("name") or value.get("text") or words.THE_REPORT)


def _role(name: object) -> Role:
    return next((role for role in Role if role.value == name), Role.MENTIONED)


def _take_one(done: Sequence[Action]) -> None:
    number = st.session_state.get("log_take", 0)
    if isinstance(number, int) and 0 <= number < len(done):
        take_back(done[number])


# ---------------------------------------------------------------- what is not among the claims


def draw_set_aside(case: Case) -> None:
    """Corrections that no longer find their claim, and claims that were taken out."""
    if case.unmatched:
        st.subheader(words.LOST, anchor=False)
        st.caption(words.LOST_NOTE)
        rows = log_rows(case.unmatched, case)
        st.dataframe(
            [dict(zip(words.LOG_COLUMNS[:-1], row, strict=False)) for row in rows],
            hide_index=True, width="stretch",
        )  # fmt: skip
    if case.rejected:
        st.subheader(words.REJECTED, anchor=False)
        for claim in case.rejected:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.text(quoted(claim))
                st.button(words.BRING_BACK, key=f"back_{claim.id}", on_click=_bring_back, args=(claim, case))


def _bring_back(claim: Claim, case: Case) -> None:
    """As the rules read it: an entry more, so that this can be undone as well."""
    said = [e for e in journal_of(*case.ids) if e.kind == Kind.REJECT]
    hit = [e.subject for e in said if e.subject.split("@")[0] == claim.id]
    subject = hit[-1] if hit else ""
    if subject:
        record([Change(claim.document_id, Kind.REJECT, subject, True, None)])


# ---------------------------------------------------------------- another reader


def draw_reread(case: Case) -> None:
    """What a newer version of the rules reads otherwise in a kept case, until somebody has seen it."""
    from geo.ui.inputs import changed_readings, forget_changed

    if not is_kept():
        return
    try:
        found = changed_readings()
    except ThalwegError as error:
        st.warning(for_markdown(words.sentence(told(error))))
        return
    differences = [one for identity in case.ids for one in found.get(identity, ())]
    if not differences:
        return
    st.subheader(words.REREAD, anchor=False)
    st.caption(words.REREAD_LEAD)
    for one in differences[:50]:
        claim = one.after or one.before
        what = ", ".join(one.fields) if one.fields else (words.REREAD_NEW if one.after else words.REREAD_GONE)
        if claim is not None:
            st.text(f"{quoted(claim)} — {what}")
    st.button(words.REREAD_SEEN, key="reread_seen", on_click=forget_changed)
