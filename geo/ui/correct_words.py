"""The words of a claim: joined with another's, parted in two, taken out; and what names of parties mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import streamlit as st

from geo.corrections import (
    WHOLE_CASE,
    Change,
    Kind,
    actor_named,
    actor_value,
    apply,
    change,
    entries,
    subject_of,
)
from geo.model import Claim
from geo.ui import words
from geo.ui.claim_card import quoted, speaker_line
from geo.ui.inputs import record
from geo.ui.readings import Case
from geo.ui.view import change_view, current_view

_NEAR = 3
_SHOWN = 60
_WORD = re.compile(r"\S+")
_NOBODY = ""


def draw_words_part(claim: Claim, case: Case) -> None:
    """A fold with joining, parting and taking out."""
    with st.expander(words.WORDS_PART, key=f"c_words_box_{claim.id}"):
        others = neighbours(claim, [item.claim for item in case.placed])
        if others:
            key = f"c_join_{claim.id}"
            named = {one.id: f"{speaker_line(one)}: {short(quoted(one))}" for one in others}
            st.selectbox(words.JOIN, list(named), key=key, format_func=named.__getitem__)
            st.button(words.JOIN_DO, key="c_join_do", on_click=_join, args=(claim, others, key))
        starts = word_starts(claim)
        if starts:
            key = f"c_part_{claim.id}"
            st.selectbox(
                words.PART_AT, starts, len(starts) // 2, key=key,
                format_func=lambda at: f"… {short(claim.text[at - claim.span.start :])}",
            )  # fmt: skip
            st.button(words.PART_DO, key="c_part_do", on_click=_part, args=(claim, case, starts, key))
        st.button(words.REJECT, key="c_reject", on_click=_reject, args=(claim,), help=words.REJECT_HELP)


def draw_names_part(claim: Claim, case: Case) -> None:
    """A fold in which the name of a party is given another meaning, here or in the whole case."""
    named = list(dict.fromkeys(role.actor.name for role in claim.actors))
    if not named:
        return
    with st.expander(words.NAMES_PART, key=f"c_names_box_{claim.id}"):
        who, means = f"c_name_{claim.id}", f"c_means_{claim.id}"
        st.selectbox(words.NAME_WHO, named, key=who)
        known = {role.actor.name: role.actor for item in case.placed for role in item.claim.actors}
        st.selectbox(
            words.NAME_MEANS, [*sorted(known, key=str.casefold), _NOBODY], None, key=means,
            format_func=lambda name: name or words.NAME_NOBODY, accept_new_options=True,
        )  # fmt: skip
        scope = st.radio(
            words.NAME_SCOPE, list(words.SCOPES), key=f"c_scope_{claim.id}",
            format_func=words.SCOPES.__getitem__, label_visibility="collapsed",
        )  # fmt: skip
        st.button(
            words.NAME_TAKE, key="c_name_take", on_click=_rename, args=(claim, case, who, means, scope),
            disabled=st.session_state.get(means) is None,
        )  # fmt: skip


def neighbours(claim: Claim, claims: Sequence[Claim]) -> list[Claim]:
    """Claims of the same report that stand near it, the nearest first."""
    here = [one for one in claims if one.document_id == claim.document_id and one.id != claim.id]
    return sorted(here, key=lambda one: abs(one.span.start - claim.span.start))[: 2 * _NEAR]


def word_starts(claim: Claim) -> list[int]:
    """Where the words of a claim begin in the report, but the first."""
    return [claim.span.start + found.start() for found in _WORD.finditer(claim.text)][1:]


def short(text: str) -> str:
    """A line of some words."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN].rsplit(' ', 1)[0]} …"


def _join(claim: Claim, others: Sequence[Claim], key: str) -> None:
    other = next((one for one in others if one.id == st.session_state.get(key)), None)
    if other is not None:
        record([change(claim, Kind.MERGE, [subject_of(other)])])


def _part(claim: Claim, case: Case, starts: Sequence[int], key: str) -> None:
    at = st.session_state.get(key)
    if at in starts and record([parted := change(claim, Kind.SPLIT, [at])]):
        choose(first_piece(claim, case, parted))


def first_piece(claim: Claim, case: Case, parted: Change) -> str:
    """The id of what a claim begins with once it is parted."""
    document = next(one for one in case.documents if one.id == claim.document_id)
    said = apply([claim], entries([parted], made=datetime.now(UTC)), document)
    return said.claims[0].id


def choose(claim_id: str) -> None:
    """The claim of that id is the one whose card is open."""
    change_view(replace(current_view(), claim=claim_id))


def _reject(claim: Claim) -> None:
    if record([change(claim, Kind.REJECT, True)]):
        st.toast(words.REJECTED_SAID)


def _rename(claim: Claim, case: Case, who: str, means: str, everywhere: bool) -> None:
    name, meant = st.session_state.get(who), st.session_state.get(means)
    if not name or meant is None:
        return
    known = [role.actor for item in case.placed for role in item.claim.actors]
    actor = actor_named(str(meant)[:200], known) if str(meant).strip() else None
    scope = WHOLE_CASE if everywhere else claim.document_id
    if record([Change(scope, Kind.ACTOR, str(name), None, actor_value(actor))]):
        st.session_state[means] = None  # the next name means something else
