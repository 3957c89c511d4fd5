"""The filters: each widget is filled from the view, counts what it would give, and changes the view."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum

import streamlit as st

from geo import filters
from geo.cases import CaseHead, is_kept_id, list_kept, load_kept_case, load_samples
from geo.errors import ThalwegError
from geo.escape import for_markdown
from geo.filters import Facets
from geo.links import Base
from geo.model import Bank, ClaimType, Confidence, Filter, PlacedClaim, ReviewState, Role, Stance
from geo.pipeline import report_name
from geo.ui import words
from geo.ui.boundary import draw_boundary, draw_boundary_tools
from geo.ui.claim_card import SIDE_ORDER
from geo.ui.home_area import draw_home_area
from geo.ui.own_places import draw_own_places
from geo.ui.readings import Case
from geo.ui.refine import draw_refine
from geo.ui.view import OWN, View, change_view, current_view, own_documents
from geo.ui.visitor import this_visitor

_SIDE, _ACTOR, _ROLE, _SPEAKER = "f_side", "f_actor", "f_role", "f_speaker"
_KIND, _STANCE, _SINCE, _UNTIL, _WORDS = "f_kind", "f_stance", "f_since", "f_until", "f_words"
_EARLIEST, _LATEST = date(1900, 1, 1), date(2100, 12, 31)
_SURE, _BASE, _REVIEW, _REPORT, _ONCE = "f_sure", "base", "f_review", "f_report", "f_once"


_MOST_KEPT = 100
"""Kept cases that are listed, the last changed first."""


def draw_sidebar(view: View, case: Case) -> None:
    """Case, boundary and filters, in the sidebar."""
    with st.sidebar:
        _draw_case(view)
        draw_boundary(view, case)
        draw_refine(case)
        st.subheader(words.FILTERS, anchor=False)
        draw_filters(view, case)
        st.subheader(words.TOOLS, anchor=False)
        draw_boundary_tools(case)
        draw_own_places(case)
        draw_home_area(case)


def draw_filters(view: View, case: Case) -> None:
    """The filters alone, wherever they are wanted."""
    counts = filters.facet_counts(view.wanted, case.columns)
    _draw_sides(view.wanted, counts, case.sides)
    _draw_actor(view.wanted, counts, case.placed)
    _draw_speaker(view.wanted, counts, case.placed)
    _draw_report(view.wanted, counts, case)
    _draw_once(view.wanted, case.placed)
    _draw_kinds(view.wanted, counts, case.placed)
    _draw_stances(view.wanted, counts, case.placed)
    _draw_confidences(view.wanted, counts)
    _draw_reviews(view.wanted, counts, case.placed)
    _draw_dates(view.wanted, counts)
    _fill(_WORDS, view.wanted.words)
    st.text_input(
        words.WORDS, key=_WORDS, placeholder=words.WORDS_HINT, on_change=_take_filter, max_chars=200
    )
    at_start = view.wanted == filters.START
    st.button(words.RESET, key="f_reset", on_click=reset_filters, disabled=at_start, width="stretch")


def draw_basemaps(view: View) -> None:
    """The choice of what lies under the boundary."""
    _fill(_BASE, view.base.value)
    st.segmented_control(
        words.BASEMAP,
        list(words.BASEMAPS),
        key=_BASE,
        format_func=words.BASEMAPS.__getitem__,
        help=words.BASEMAP_HELP,
        required=True,
        on_change=_take_base,
    )


def _take_base() -> None:
    chosen = st.session_state[_BASE]
    change_view(replace(current_view(), base=Base(chosen if chosen in set(Base) else Base.PLAIN)))


def reset_filters() -> None:
    change_view(replace(current_view(), wanted=filters.START))


def show_all() -> None:
    """Leave nothing out, low confidence included."""
    change_view(replace(current_view(), wanted=Filter()))


def unfold() -> None:
    """The same filter, with the claims that only their confidence keeps out."""
    view = current_view()
    change_view(replace(view, wanted=replace(view.wanted, confidences=frozenset())))


def _fill(key: str, value: object) -> None:
    """A widget shows what the view says, whatever it showed before."""
    st.session_state[key] = value


def _draw_case(view: View) -> None:
    titles = {sample.name: sample.title for sample in load_samples()}
    own = own_documents()
    if own:
        titles[OWN] = f"{words.OWN_CASE}: {own[0].title or words.UNTITLED}"
    titles |= {head.id: f"{words.KEPT_CASE}: {head.title or words.UNTITLED}" for head in _kept_heads(view)}
    if len(titles) > 1:
        _fill("f_case", view.case or next(iter(titles)))
        st.selectbox(
            words.CASE, list(titles), key="f_case", format_func=titles.__getitem__, on_change=_take_case
        )


def _kept_heads(view: View) -> tuple[CaseHead, ...]:
    """The kept cases to choose from: those that this visitor may list, and the one that is open."""
    try:
        heads = list_kept(this_visitor())[:_MOST_KEPT]
        if is_kept_id(view.case) and all(head.id != view.case for head in heads):
            heads = (*heads, load_kept_case(view.case, this_visitor()).head)
    except ThalwegError:  # the page itself says so where it matters: when such a case is opened
        return ()
    return heads


def _take_case() -> None:
    chosen = st.session_state["f_case"]
    first = load_samples()[0].name
    view = current_view()
    change_view(
        View(case="" if chosen == first else chosen, base=view.base, theme=view.theme, page=view.page)
    )


def _draw_sides(wanted: Filter, counts: Facets, names: Mapping[Bank, str]) -> None:
    labels = {
        bank.value: words.option(for_markdown(words.title(names[bank])), counts.banks.get(bank, 0))
        for bank in SIDE_ORDER
    }
    _fill(_SIDE, [bank.value for bank in SIDE_ORDER if bank in wanted.banks])
    st.pills(
        words.SIDE,
        list(labels),
        selection_mode="multi",
        key=_SIDE,
        format_func=labels.__getitem__,
        on_change=_take_filter,
        help=words.SIDE_HELP,
    )


def _draw_actor(wanted: Filter, counts: Facets, placed: Sequence[PlacedClaim]) -> None:
    names = {entry.actor.id: entry.actor.name for claim in placed for entry in claim.claim.actors}
    options = _ordered(names, chosen=wanted.actor)
    labels = {key: words.option(names.get(key, key), counts.actors.get(key, 0)) for key in options}
    labels[""] = words.ANY_ACTOR
    _fill(_ACTOR, wanted.actor)
    st.selectbox(
        words.ACTOR, ["", *options], key=_ACTOR, format_func=labels.__getitem__, on_change=_take_filter
    )
    if wanted.actor:
        _draw_role(wanted, counts)


def _draw_role(wanted: Filter, counts: Facets) -> None:
    roles = [Role.SPEAKS, Role.ACTS, Role.ACTED_ON]
    if wanted.role is Role.MENTIONED:
        roles.append(Role.MENTIONED)
    role_labels = {"": words.ANY_ROLE} | {
        role.value: words.option(filters.ROLE_WORDS[role], counts.roles.get(role, 0)) for role in roles
    }
    _fill(_ROLE, wanted.role.value if wanted.role else "")
    st.pills(
        words.ROLE,
        list(role_labels),
        key=_ROLE,
        format_func=role_labels.__getitem__,
        on_change=_take_filter,
        label_visibility="collapsed",
        required=True,
    )


def _draw_speaker(wanted: Filter, counts: Facets, placed: Sequence[PlacedClaim]) -> None:
    names = {
        filters.speaker_key(claim.claim): filters.speaker_name(claim.claim) for claim in reversed(placed)
    }
    options = _ordered(names, chosen=wanted.speaker)
    shown = {key: names.get(key, key) or words.THE_REPORT for key in options}
    labels = {"": words.ANY_SPEAKER} | {
        key: words.option(shown[key], counts.speakers.get(key, 0)) for key in options
    }
    _fill(_SPEAKER, wanted.speaker)
    st.selectbox(
        words.SPEAKER, ["", *options], key=_SPEAKER, format_func=labels.__getitem__, on_change=_take_filter
    )


def _draw_report(wanted: Filter, counts: Facets, case: Case) -> None:
    """Only where there are several reports to choose from."""
    if len(case.documents) == 1 and not wanted.report:
        return
    names = {one.id: report_name(one) or words.UNTITLED for one in case.documents}
    options = [*names] if wanted.report in ("", *names) else [*names, wanted.report]
    labels = {"": words.ANY_REPORT} | {
        key: words.option(names.get(key, key), counts.reports.get(key, 0)) for key in options
    }
    _fill(_REPORT, wanted.report)
    st.selectbox(
        words.IN_REPORT, ["", *options], key=_REPORT, format_func=labels.__getitem__, on_change=_take_filter
    )


def _draw_once(wanted: Filter, placed: Sequence[PlacedClaim]) -> None:
    """Only where a claim is told by several reports."""
    again = sum(bool(claim.claim.repeats) for claim in placed)
    _fill(_ONCE, wanted.once)
    if again:
        st.toggle(words.once(again), key=_ONCE, on_change=_take_filter, help=words.ONCE_HELP)


def _ordered(names: dict[str, str], *, chosen: str) -> list[str]:
    """Keys by their name; the chosen one stays even where the case does not know it."""
    keys = sorted(names, key=lambda key: (not names[key], names[key].casefold()))
    return keys if chosen in names or not chosen else [*keys, chosen]


def _draw_kinds(wanted: Filter, counts: Facets, placed: Sequence[PlacedClaim]) -> None:
    known = {claim.claim.type for claim in placed} | wanted.types
    present = [kind for kind in ClaimType if kind in known]
    labels = {kind.value: words.option(words.kind(kind.value), counts.types.get(kind, 0)) for kind in present}
    _fill(_KIND, [kind.value for kind in present if kind in wanted.types])
    st.multiselect(
        words.KIND,
        list(labels),
        key=_KIND,
        format_func=labels.__getitem__,
        on_change=_take_filter,
        placeholder=words.ANY_KIND,
        select_all=False,
    )


def _draw_stances(wanted: Filter, counts: Facets, placed: Sequence[PlacedClaim]) -> None:
    known = {claim.claim.stance for claim in placed} | wanted.stances
    labels = {
        stance.value: words.option(filters.STANCE_WORDS[stance].capitalize(), counts.stances.get(stance, 0))
        for stance in Stance
        if stance in known
    }
    _fill(_STANCE, [stance.value for stance in Stance if stance in wanted.stances])
    st.pills(
        words.STANCE,
        list(labels),
        selection_mode="multi",
        key=_STANCE,
        format_func=labels.__getitem__,
        on_change=_take_filter,
        help=words.STANCE_HELP,
    )


def _draw_confidences(wanted: Filter, counts: Facets) -> None:
    labels = {
        level.value: words.option(words.CONFIDENCE[level], counts.confidences.get(level, 0))
        for level in Confidence
    }
    _fill(_SURE, [level.value for level in Confidence if level in wanted.confidences])
    st.pills(
        words.SURE,
        list(labels),
        selection_mode="multi",
        key=_SURE,
        format_func=labels.__getitem__,
        on_change=_take_filter,
        help=words.SURE_HELP,
    )


def _draw_reviews(wanted: Filter, counts: Facets, placed: Sequence[PlacedClaim]) -> None:
    """Only where somebody has reviewed a claim: before, there is nothing to choose."""
    reviewed = any(claim.claim.review.state is not ReviewState.NEW for claim in placed)
    if not reviewed and not wanted.reviews:
        return
    labels = {
        state.value: words.option(filters.REVIEW_WORDS[state].capitalize(), counts.reviews.get(state, 0))
        for state in ReviewState
    }
    _fill(_REVIEW, [state.value for state in ReviewState if state in wanted.reviews])
    st.pills(
        words.REVIEWED,
        list(labels),
        selection_mode="multi",
        key=_REVIEW,
        format_func=labels.__getitem__,
        on_change=_take_filter,
        help=words.REVIEWED_HELP,
    )


def _draw_dates(wanted: Filter, counts: Facets) -> None:
    low = min(filter(None, [_EARLIEST, wanted.since, wanted.until]))
    high = max(filter(None, [_LATEST, wanted.since, wanted.until]))
    _draw_date(words.SINCE, _SINCE, wanted.since, low, wanted.until or high)
    _draw_date(words.UNTIL, _UNTIL, wanted.until, wanted.since or low, high)
    if counts.undated and (wanted.since or wanted.until):
        st.caption(for_markdown(words.undated(counts.undated)))


def _draw_date(label: str, key: str, value: date | None, low: date, high: date) -> None:
    _fill(key, value)
    st.date_input(
        label, key=key, value=None, min_value=low, max_value=high, format="YYYY-MM-DD", on_change=_take_filter
    )


def _take_filter() -> None:
    """The filter that the widgets now show; what a widget that is missing would say stays as it was."""
    state, was = st.session_state, current_view().wanted
    actor, role = state.get(_ACTOR, was.actor) or "", state.get(_ROLE, was.role)
    wanted = Filter(
        banks=frozenset(Bank(value) for value in _known(state.get(_SIDE, was.banks), Bank)),
        actor=actor,
        role=Role(role) if role and actor else None,
        speaker=state.get(_SPEAKER, was.speaker) or "",
        report=state.get(_REPORT, was.report) or "",
        types=frozenset(ClaimType(value) for value in _known(state.get(_KIND, was.types), ClaimType)),
        stances=frozenset(Stance(value) for value in _known(state.get(_STANCE, was.stances), Stance)),
        since=state.get(_SINCE, was.since),
        until=state.get(_UNTIL, was.until),
        words=" ".join((state.get(_WORDS, was.words) or "").split()),
        confidences=_levels(state.get(_SURE, was.confidences)),
        reviews=frozenset(
            ReviewState(value) for value in _known(state.get(_REVIEW, was.reviews), ReviewState)
        ),
        once=bool(state.get(_ONCE, was.once)),
    )
    change_view(replace(current_view(), wanted=wanted))


def _levels(chosen: Iterable[str] | None) -> frozenset[Confidence]:
    """All of them chosen leaves nothing out, as none chosen does."""
    levels = frozenset(Confidence(value) for value in _known(chosen, Confidence))
    return frozenset() if levels == frozenset(Confidence) else levels


def _known(chosen: Iterable[str] | None, values: type[StrEnum]) -> list[str]:
    """What a browser sends is believed only where it is an option."""
    allowed = {member.value for member in values}
    return [value for value in chosen or () if value in allowed]
