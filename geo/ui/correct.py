"""Below the card: the same claim in fields that can be changed, each change an entry of the journal.

The form is filled from the claim as it is shown. What it is given back is compared with that; only what
differs is recorded, as one action.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import streamlit as st

from geo.corrections import (
    Change,
    Kind,
    Voice,
    actor_named,
    actors_in,
    change,
    dates_of,
    read_subject,
    voice_of,
)
from geo.escape import for_markdown
from geo.filters import REVIEW_WORDS, STANCE_WORDS
from geo.model import Actor, Bank, Claim, ClaimType, PlacedClaim, ReviewState, River, Role, SetSide, Stance
from geo.ui import words
from geo.ui.claim_card import SIDE_ORDER
from geo.ui.correct_place import draw_place_part
from geo.ui.correct_words import choose, draw_names_part, draw_words_part, first_piece
from geo.ui.inputs import (
    correction_history,
    is_kept,
    kept_case,
    record,
    redo_last,
    take_refusal,
    undo_last,
)
from geo.ui.readings import Case

_BOX, _SAID = "correct_box", "correct_said"
_READ = "read"
_ROLES = (Role.ACTS, Role.ACTED_ON, Role.MENTIONED)
_EARLIEST, _LATEST = date(1000, 1, 1), date(2200, 12, 31)


def draw_correct(placed: PlacedClaim, case: Case) -> None:
    """The fold; what is in it is drawn only while it is open."""
    box = st.expander(words.CORRECT, key=_BOX, icon=None, on_change="rerun")
    with box:
        if not box.open:
            return
        st.caption(f"{words.CORRECT_LEAD} {where_kept()}")
        say_refusal()
        draw_undo("card", case)
        _draw_form(placed, case)
        draw_place_part(placed, case)
        draw_names_part(placed.claim, case)
        draw_words_part(placed.claim, case)


def where_kept() -> str:
    """Whether corrections stay in the visit or go into the kept case."""
    if is_kept():
        return words.IN_CASE
    return words.IN_VISIT if kept_case() is None else words.ONLY_LOOK


def say_refusal() -> None:
    refused = take_refusal()
    if refused:
        st.error(for_markdown(words.not_kept(refused)))
    said = st.session_state.pop(_SAID, "")
    if said:
        st.warning(for_markdown(said))


def draw_undo(where: str, case: Case | None = None) -> None:
    """Undo and redo, each with what it will do in words; on a card nothing where there is nothing to undo."""
    found = correction_history()
    if where == "card" and not found.done and not found.undone:
        return
    with st.container(horizontal=True):
        done = words.undo_words(action_words(found.done[-1])) if found.done else words.UNDO
        undone = words.redo_words(action_words(found.undone[-1])) if found.undone else words.REDO
        st.button(done, key=f"undo_{where}", on_click=_undo, args=(case,), disabled=not found.done)
        st.button(undone, key=f"redo_{where}", on_click=_redo, args=(case,), disabled=not found.undone)


def _undo(case: Case | None) -> None:
    """Undo; the card, where it stood for a piece of a claim that is whole again, is that of the whole."""
    done = correction_history().done
    undo_last()
    parted = [one for one in done[-1] if one.kind == Kind.SPLIT] if done else []
    if parted and case is not None:
        choose(read_subject(parted[0].subject)[0])


def _redo(case: Case | None) -> None:
    """Do again; the card of a claim that is parted again is that of its first piece."""
    undone = correction_history().undone
    redo_last()
    parted = [one for one in undone[-1] if one.kind == Kind.SPLIT] if undone else []
    if not parted or case is None:
        return
    identity = read_subject(parted[0].subject)[0]
    whole = next((item.claim for item in case.placed if item.claim.id == identity), None)
    if whole is not None:
        choose(first_piece(whole, case, change(whole, Kind.SPLIT, parted[0].becomes)))


def action_words(action: Sequence[Any]) -> str:
    """What an action corrected, in a few words."""
    kinds = dict.fromkeys(words.KIND_OF_CORRECTION.get(entry.kind, entry.kind) for entry in action)
    return ", ".join(kinds)


def actors_of(case: Case) -> dict[str, Actor]:
    """The actors of a case by their names, in the order of these."""
    found = {role.actor.name: role.actor for item in case.placed for role in item.claim.actors}
    return dict(sorted(found.items(), key=lambda pair: pair[0].casefold()))


# ---------------------------------------------------------------- the form


def _draw_form(placed: PlacedClaim, case: Case) -> None:
    claim = placed.claim
    key = f"c_{claim.id}_{abs(hash(claim)) % 10**8}"
    with st.form(f"form_{key}", border=False):
        _draw_judgement(claim, key)
        left, right = st.columns(2)
        left.selectbox(
            words.F_KIND, list(ClaimType), claim_index(ClaimType, claim.type), key=f"{key}_kind",
            format_func=lambda kind: words.kind(kind.value),
        )  # fmt: skip
        right.selectbox(
            words.F_STANCE, list(Stance), claim_index(Stance, claim.stance), key=f"{key}_stance",
            format_func=lambda stance: STANCE_WORDS[stance].capitalize(),
        )  # fmt: skip
        st.checkbox(words.F_NEGATED, claim.negated, key=f"{key}_negated")
        if case.river is not None:
            _draw_side(placed, case, key)
        _draw_speaker(claim, case, key)
        start, end = st.columns(2)
        _draw_day(start, words.F_FROM, claim.when.start, f"{key}_from")
        _draw_day(end, words.F_TO, claim.when.end, f"{key}_to")
        _draw_actors(claim, case, key)
        st.form_submit_button(
            words.F_SAVE, type="primary", on_click=_save, args=(claim, case, key), width="stretch"
        )


def claim_index(kinds: Iterable[object], value: object) -> int:
    """Where a value stands among those of its kind."""
    return list(kinds).index(value)


def _draw_judgement(claim: Claim, key: str) -> None:
    st.selectbox(
        words.F_REVIEW, list(ReviewState), claim_index(ReviewState, claim.review.state), key=f"{key}_review",
        format_func=lambda state: REVIEW_WORDS[state].capitalize(), help=words.F_REVIEW_HELP,
    )  # fmt: skip
    source, information = st.columns(2)
    for column, label, names, mark, about in (
        (source, words.F_SOURCE, words.SOURCE_GRADES, claim.review.grade[:1], words.F_SOURCE_HELP),
        (
            information,
            words.F_INFORMATION,
            words.INFORMATION_GRADES,
            claim.review.grade[1:],
            words.F_INFORMATION_HELP,
        ),
    ):
        column.selectbox(
            label, list(names), list(names).index(mark), key=f"{key}_{label}",
            format_func=names.__getitem__, help=about,
        )  # fmt: skip
    st.text_area(
        words.F_NOTE, claim.review.note, key=f"{key}_note", placeholder=words.F_NOTE_HINT, max_chars=2000,
        height=68,
    )  # fmt: skip


def _draw_side(placed: PlacedClaim, case: Case, key: str) -> None:
    names = {_READ: words.F_SIDE_READ} | {b.value: words.title(case.sides[b]) for b in SIDE_ORDER}
    given = set_bank(placed.claim, case.river)
    st.selectbox(
        words.F_SIDE, list(names), list(names).index(given.value if given else _READ), key=f"{key}_side",
        format_func=names.__getitem__,
    )  # fmt: skip


def set_bank(claim: Claim, river: River | None) -> Bank | None:
    """The side of that river that a person gave a claim."""
    side = claim.set_side
    return side.bank if side is not None and river is not None and side.river == river.water else None


def _draw_speaker(claim: Claim, case: Case, key: str) -> None:
    voice = voice_of(claim)
    st.text_input(words.F_SPEAKER, voice.name, key=f"{key}_speaker", max_chars=200, help=words.F_SPEAKER_HELP)
    office, party = st.columns(2)
    office.text_input(words.F_OFFICE, voice.role, key=f"{key}_office", max_chars=200)
    names = list(actors_of(case))
    speaks_for = voice.organisation.name if voice.organisation else ""
    options = list(dict.fromkeys(["", *([speaks_for] if speaks_for else []), *names]))
    party.selectbox(
        words.F_PARTY, options, options.index(speaks_for), key=f"{key}_party", accept_new_options=True,
        format_func=lambda name: name or words.F_NOBODY,
    )  # fmt: skip


def _draw_day(column: Any, label: str, day: date | None, key: str) -> None:  # noqa: ANN401 (a column)
    column.date_input(
        label, day, key=key, format="YYYY-MM-DD", min_value=min(_EARLIEST, day or _EARLIEST),
        max_value=max(_LATEST, day or _LATEST),
    )  # fmt: skip


def _draw_actors(claim: Claim, case: Case, key: str) -> None:
    known = list(actors_of(case))
    for role in _ROLES:
        named = list(dict.fromkeys(one.actor.name for one in claim.actors if one.role is role))
        st.multiselect(
            words.F_ROLES[role], list(dict.fromkeys([*named, *known])), named, key=f"{key}_{role.value}",
            accept_new_options=True, max_selections=20, select_all=False,
        )  # fmt: skip


# ---------------------------------------------------------------- what was saved


def _save(claim: Claim, case: Case, key: str) -> None:
    state = st.session_state
    start, end = state[f"{key}_from"], state[f"{key}_to"]
    if start and end and start > end:
        state[_SAID] = words.DATES_BACKWARDS
        return
    if not record(_changes(claim, case, key)) and not state.get("correction_refused"):
        state[_SAID] = words.SAVED_NOTHING


def _changes(claim: Claim, case: Case, key: str) -> list[Change]:
    state = st.session_state
    known = actors_of(case)
    names = {role: _names(state[f"{key}_{role.value}"]) for role in _ROLES}
    same = all(set(names[r]) == {o.actor.name for o in claim.actors if o.role is r} for r in _ROLES)
    changes = [
        change(claim, Kind.REVIEW, ReviewState(state[f"{key}_review"])),
        change(claim, Kind.GRADE, state[f"{key}_{words.F_SOURCE}"] + state[f"{key}_{words.F_INFORMATION}"]),
        change(claim, Kind.NOTE, (state[f"{key}_note"] or "").strip()),
        change(claim, Kind.TYPE, ClaimType(state[f"{key}_kind"])),
        change(claim, Kind.STANCE, Stance(state[f"{key}_stance"])),
        change(claim, Kind.NEGATED, bool(state[f"{key}_negated"])),
        change(claim, Kind.SPEAKER, _voice(key, known)),
        change(claim, Kind.WHEN, dates_of(claim, state[f"{key}_from"], state[f"{key}_to"])),
        change(claim, Kind.ACTORS, claim.actors if same else actors_in(claim, names, known.values())),
    ]
    if case.river is not None:
        changes.append(side_change(claim, case.river, state[f"{key}_side"]))
    return changes


def side_change(claim: Claim, river: River, chosen: str) -> Change:
    """The side that a person chose against a river; `_READ` gives the word back to the rules."""
    side = SetSide(Bank(chosen), river.water) if chosen in set(Bank) else None
    return change(claim, Kind.SIDE, claim.set_side if set_bank(claim, river) is None and not side else side)


def _names(given: Sequence[str]) -> list[str]:
    return [name.strip()[:200] for name in given if name.strip()]


def _voice(key: str, known: dict[str, Actor]) -> Voice:
    state = st.session_state
    party = (state[f"{key}_party"] or "").strip()[:200]
    organisation = actor_named(party, known.values()) if party else None
    return Voice(state[f"{key}_speaker"].strip(), state[f"{key}_office"].strip(), organisation)
