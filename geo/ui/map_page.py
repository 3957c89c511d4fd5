"""The parts of the map page, in the order in which they stand there."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from geo import events, filters
from geo.cases import Sample, is_kept_id, load_kept_case, load_sample, load_samples
from geo.errors import ThalwegError, UnknownNameError
from geo.escape import for_log, for_markdown
from geo.model import Document, Filter, Place, PlacedClaim
from geo.ui import words
from geo.ui.boundary import drafted_line, take_drawn_point
from geo.ui.candidates import SENT, UNDO, read_choice
from geo.ui.case_head import head_nodes
from geo.ui.claim_card import card_nodes, invitation_nodes
from geo.ui.claim_list import in_order, list_nodes, page_of
from geo.ui.correct import draw_correct
from geo.ui.correct_place import pointing, take_pointed
from geo.ui.frame import is_first_run
from geo.ui.hint import draw_hint
from geo.ui.inputs import correct_place, inputs_of, journal_of, kept_case, undo_correction
from geo.ui.leaf import draw_leaf, sent
from geo.ui.map_panel import draw_map, read_pick
from geo.ui.online import draw_lookup_if_on
from geo.ui.place_search import draw_place_search, wanted_spot
from geo.ui.readings import Case, forget_case, read_case
from geo.ui.share import draw_share
from geo.ui.sidebar import draw_basemaps, show_all, unfold
from geo.ui.start import let_map_load, let_map_repaint
from geo.ui.telling import told
from geo.ui.view import OWN, View, change_view, current_view, own_documents, take_notes
from geo.ui.visitor import this_visitor

MAP_KEY = "main"
MAP_HEIGHT = 600
_log = logging.getLogger(__name__)
_HEAD, _CARD, _LIST = "head", "card", "list"
_PAGE, _PAGED_FOR, _REVEAL = "list_page", "list_paged_for", "card_reveal"


def open_case(view: View) -> Case:
    """The case that the view names, read if it has not been; where that fails, a sentence and no more."""
    try:
        title, documents = _reports_of(view)
        own = view.case == OWN or is_kept_id(view.case)
        ids = [document.id for document in documents]
        inputs, journal = inputs_of(*ids), journal_of(*ids)
        return read_case(documents, view.river, own=own, inputs=inputs, journal=journal, title=title)
    except ThalwegError as error:
        if isinstance(error, UnknownNameError) and is_kept_id(view.case):
            forget_case(view.case)  # somebody else may have deleted it
        st.error(for_markdown(f"{told(error)}."))
        st.stop()


def _reports_of(view: View) -> tuple[str, tuple[Document, ...]]:
    """Title and reports of the visitor's own case, of one that is kept here, or of a sample."""
    if is_kept_id(view.case):
        kept = kept_case() or load_kept_case(view.case, this_visitor())
        if not kept.documents:
            raise UnknownNameError(words.EMPTY_CASE)
        return kept.head.title, tuple(one.document for one in kept.documents)
    if view.case == OWN:
        return "", own_documents()
    sample = _sample(view)
    return sample.title, sample.documents


def draw_top(head: DeltaGenerator, case: Case, view: View) -> None:
    """What stands above the map."""
    with head:
        draw_notes(take_notes())
        draw_head(case, view)
        draw_folded(case, view.wanted)
        draw_empty(case, view)
        draw_hint()


def draw_head(case: Case, view: View) -> None:
    """Title, byline and caption, with what the address asked for in vain."""
    note = "" if view.case == OWN or is_kept_id(view.case) else _sample(view).note
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        with st.container(width="stretch"):
            draw_leaf(head_nodes(case, view.wanted, note), key=_HEAD)
        with st.container(width="content"):
            draw_share(case)
    if case.note:
        st.warning(for_markdown(case.note))
    if case.river is None and not view.river:
        st.caption(words.NO_RIVER_NAMED)
    if view.claim and all(claim.claim.id != view.claim for claim in case.placed):
        st.warning(words.LINK_CLAIM_GONE)


def draw_folded(case: Case, wanted: Filter) -> None:
    """How many claims their confidence alone keeps out, and the way to see them."""
    count = filters.count_left_out(filters.Restriction.CONFIDENCE, wanted, case.columns)
    if count:
        st.button(words.folded(count), key="unfold", type="tertiary", on_click=unfold)


def draw_notes(notes: Sequence[str]) -> None:
    for note in notes:
        st.warning(for_markdown(note))


def draw_map_and_card(case: Case, view: View, shown: Sequence[PlacedClaim]) -> None:
    """The map with the card beside it."""
    map_column, card_column = st.columns([5, 3], gap="medium")
    with map_column:
        view = draw_picked_map(case, view, shown)
        if is_first_run():
            let_map_load()
        else:
            let_map_repaint()
        backgrounds, search = st.columns(2)
        with backgrounds:
            draw_basemaps(view)
        with search:
            draw_place_search(case)
    with card_column:
        draw_claim(case, view, shown)
        if any(view.claim in (pair.a, pair.b) for pair in case.conflicts):
            st.page_link("pages/disputes.py", label=words.SHOW_DISPUTES)


def draw_picked_map(
    case: Case, view: View, shown: Sequence[PlacedClaim], *, height: int = MAP_HEIGHT
) -> View:
    """The map; a pin that was clicked is selected before it is drawn. The view with that claim."""
    kept = {claim.claim.id for claim in shown}
    visible = [claim.claim.id in kept for claim in case.placed]
    view = _take_pick(case, view, visible)
    _draw_map(case, view, visible, height)
    return view


def draw_empty(case: Case, view: View) -> None:
    """The sentence that says which filter empties the result, and the way out; nothing where there is one."""
    if filters.kept(view.wanted, case.columns).any():
        return
    sentence = filters.emptied_by(view.wanted, case.placed, sides=case.sides)
    if sentence:
        st.info(for_markdown(sentence))
    if sentence and case.placed:
        st.button(words.RESET, key="reset_empty", on_click=show_all)


def draw_list(case: Case, view: View, shown: Sequence[PlacedClaim]) -> None:
    """Every claim shown."""
    if not shown:
        return
    if view.claim and view.claim != st.session_state.get(_PAGED_FOR):
        st.session_state[_PAGE] = page_of(shown, view.claim)
        st.session_state[_PAGED_FOR] = view.claim
    page = st.session_state.get(_PAGE, 0)
    nodes = list_nodes(
        shown,
        case.sides,
        selected=view.claim,
        page=page,
        reports=case.report_names,
        also_in=case.also_in() if case.repeats else None,
        scene=case.scene.claims,
    )
    draw_leaf(nodes, key=_LIST, on_claim=_take_row, on_page=_take_page)


def _sample(view: View) -> Sample:
    return load_sample(view.case) if view.case else load_samples()[0]


def _draw_map(case: Case, view: View, visible: Sequence[bool], height: int) -> None:
    try:
        draw_map(
            case.scene,
            visible,
            selected=view.claim or None,
            tiles=view.base.value,
            spot=wanted_spot(),
            draft=drafted_line() if pointing() is None else pointing(),
            key=MAP_KEY,
            height=height,
        )
    except ThalwegError as error:
        _log.warning("no map: %s", for_log(str(error), 500))
        st.warning(words.MAP_FAILED)
    except Exception as error:  # whatever drawing meets: the list below is the map's twin and has to stand
        _note_failure(error)
        st.warning(words.MAP_FAILED)


def _note_failure(error: Exception) -> None:
    """What failed and where, without its message: that may hold words of a report."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    failed = type(error).__name__
    _log.error("no map: %s at %s", for_log(failed, 80), for_log(where, 80))
    events.note("map", failed=failed, where=where)


def _take_pick(case: Case, view: View, visible: Sequence[bool]) -> View:
    """The view after a click on a pin; a second click on the same pin goes to its next claim."""
    store = st.session_state.get(f"{MAP_KEY}scene")
    picked = getattr(store, "picked", None) if store else None
    if pointing() is None:
        take_drawn_point(picked)
    else:
        if take_pointed(picked, _chosen(case, view), case):
            st.rerun()
    event = read_pick(case.scene, visible, picked)
    if event is None:
        return view
    chosen = next_pick(event.claims, view.claim)
    return change_view(replace(view, claim=chosen))


def _chosen(case: Case, view: View) -> PlacedClaim | None:
    return next((claim for claim in case.placed if claim.claim.id == view.claim), None)


def next_pick(claims: Sequence[str], selected: str) -> str:
    """The claim to show after a click on a pin of these claims; empty for the bare map."""
    if not claims:
        return ""
    return claims[(claims.index(selected) + 1) % len(claims)] if selected in claims else claims[0]


def draw_claim(case: Case, view: View, shown: Sequence[PlacedClaim], *, correctable: bool = True) -> None:
    """The card of the selected claim, with the way to correct it; or how to get one."""
    chosen = _chosen(case, view)
    if chosen is None:
        draw_leaf(invitation_nodes(shown, case.sides), key=_CARD, on_claim=_take_step)
        return
    ids = [claim.claim.id for claim in in_order(shown)]
    index = ids.index(view.claim) if view.claim in ids else -1
    nodes = card_nodes(chosen, case, index=index, ids=ids)
    reveal = st.session_state.get(_REVEAL, "")
    take = partial(_take_place, chosen, case)
    draw_leaf(nodes, key=_CARD, reveal=reveal, on_claim=_take_step, on_place=take)
    draw_lookup_if_on(chosen, chosen.claim.document_id)
    if correctable:
        draw_correct(chosen, case)


def _take_place(placed: PlacedClaim, case: Case) -> None:
    """A name of the claim means another place from now on, or what the machine reads again."""
    choice = read_choice(sent(_CARD, SENT), placed, case.inputs.corrections)
    if choice is None:
        return
    spelling, place = choice
    if place == UNDO:
        undo_correction(placed.claim.document_id, spelling)
    else:
        correct_place(placed.claim.document_id, spelling, place if isinstance(place, Place) else None)


def take_claim(key: str) -> Callable[[], None]:
    """What to do when a claim is chosen in the piece of that key: select it."""

    def take() -> None:
        chosen = sent(key, "claim")
        if chosen:
            change_view(replace(current_view(), claim=chosen))

    return take


def _take_row() -> None:
    chosen = sent(_LIST, "claim")
    if chosen:
        st.session_state[_REVEAL] = chosen
        change_view(replace(current_view(), claim=chosen))


def _take_step() -> None:
    chosen = sent(_CARD, "claim")
    if chosen:
        change_view(replace(current_view(), claim="" if chosen == "none" else chosen))


def _take_page() -> None:
    page = sent(_LIST, "page")
    if page.isascii() and page.isdigit():
        st.session_state[_PAGE] = int(page)
