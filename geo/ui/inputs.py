"""What this visitor adds to the reading of a case: places, lines, corrections.

Of a kept case the journal is the case's own, and an editor's corrections go there at once. Everything else
stays in the visit: plain values, over which the machine's reading is made again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TypeVar

import streamlit as st

from geo.access import Role
from geo.cases import is_kept_id, load_kept_case, open_desk
from geo.cases.belongings import (
    HOME,
    LINE,
    PLACES,
    home_in,
    kept_boundary,
    kept_home,
    kept_lines,
    kept_places,
    lines_in,
    places_in,
)
from geo.cases.desk import Differences, seen_by
from geo.cases.values import StoredCase, StoredInput
from geo.codec import Json, encode
from geo.corrections import (
    WHOLE_CASE,
    Action,
    Applied,
    Change,
    Correction,
    History,
    Kind,
    entries,
    history,
    holding,
    place_corrections,
    redo,
    undo,
)
from geo.errors import ThalwegError
from geo.gazetteer import OwnPlace
from geo.gazetteer.names import fold
from geo.model import Place, PlaceCorrection, River
from geo.pipeline import Inputs
from geo.settings import read_settings
from geo.ui.telling import told
from geo.ui.view import current_view
from geo.ui.visitor import this_visitor

_PLACES, _JOURNAL, _LINES = "own_places", "journal", "river_lines"
_REFUSED = "correction_refused"
_KEPT = "kept_case"
Journal = tuple[Correction, ...]
_T = TypeVar("_T")


def inputs_of(*document_ids: str) -> Inputs:
    """What the machine reads these documents with."""
    journal = _journal()
    corrections = (one for document_id in document_ids for one in place_corrections(journal, document_id))
    return Inputs(own_places(), tuple(corrections), current_view().home)


def own_places() -> tuple[OwnPlace, ...]:
    """The visitor's own gazetteer, else the kept case's; empty without one."""
    places: tuple[OwnPlace, ...] | None = st.session_state.get(_PLACES)
    kept = _kept_case()
    none: tuple[OwnPlace, ...] = ()
    return _tried(lambda: places_in(kept.inputs), none) if places is None and kept else places or none


def keep_own_places(places: tuple[OwnPlace, ...]) -> None:
    """Another gazetteer of the visitor's own; empty for none."""
    st.session_state[_PLACES] = places
    _put(kept_places(places, datetime.now(UTC)) or (StoredInput(PLACES, "", None, datetime.now(UTC)),))


def keep_home(code: str) -> None:
    """An editor's choice of a home area stays with the kept case; empty for none."""
    _put([StoredInput(HOME, "", code or None, datetime.now(UTC))])


# ---------------------------------------------------------------- corrections


def journal_of(*document_ids: str) -> Journal:
    """What was corrected of these documents, oldest first: in the kept case, then in this visit."""
    wanted = {*document_ids, WHOLE_CASE}
    return tuple(entry for entry in _journal() if entry.document_id in wanted)


def corrections_of(document_id: str) -> tuple[PlaceCorrection, ...]:
    """What the journal says of names in a document, in the order in which it was said."""
    return place_corrections(_journal(), document_id)


def record(changes: Sequence[Change]) -> bool:
    """One action of corrections, kept where the case is; whether anything was changed."""
    return _keep(entries(changes, made=datetime.now(UTC), by=this_visitor().name))


def correct_place(document_id: str, spelling: str, place: Place | None, *, everywhere: bool = False) -> None:
    """From now on the name means this place in this document, or the whole case; None: it names none."""
    scope = WHOLE_CASE if everywhere else document_id
    said = {"place": encode(place)}
    record([Change(scope, Kind.PLACE, spelling, _holds(scope, Kind.PLACE, spelling), said)])


def undo_correction(document_id: str, spelling: str) -> None:
    """The machine's own reading of the name again."""
    record(
        [
            Change(scope, Kind.PLACE, spelling, was, None)
            for scope in (document_id, WHOLE_CASE)
            if (was := _holds(scope, Kind.PLACE, spelling)) is not None
        ]
    )


def correction_history() -> History:
    """What this visitor can undo and do again."""
    visitor = this_visitor()
    return history(_writable(), by=None if visitor.role is Role.OWNER else visitor.name)


def undo_last() -> None:
    done = correction_history().done
    if done:
        take_back(done[-1])


def redo_last() -> None:
    undone = correction_history().undone
    if undone:
        _keep(redo(undone[-1], made=datetime.now(UTC), by=this_visitor().name))


def take_back(action: Action) -> None:
    """Undo one action, whichever came after it."""
    _keep(undo(action, made=datetime.now(UTC), by=this_visitor().name))


def take_refusal() -> str:
    """Why the last correction could not be kept; empty where it was."""
    said: str = st.session_state.pop(_REFUSED, "")
    return said


def is_kept() -> bool:
    """Whether corrections go into a kept case, and not only into this visit."""
    return _kept_case() is not None and this_visitor().may_change


def kept_case() -> StoredCase | None:
    """The kept case that is being looked at."""
    return _kept_case()


def untouched_case() -> StoredCase | None:
    """The kept case that is being looked at, where this visit adds nothing of its own to it."""
    kept = _kept_case()
    if kept is None or visit_journal(*(one.document.id for one in kept.documents)):
        return None
    theirs = _tried(lambda: (places_in(kept.inputs), home_in(kept.inputs), _brought(kept)), None)
    return kept if theirs == (own_places(), current_view().home, river_lines()) else None


def changed_readings() -> Differences:
    """What this version reads otherwise in the kept case than the one before, until somebody has seen it."""
    kept = _kept_case()
    if kept is None:
        return {}
    desk = open_desk(this_visitor())
    return desk.changed_readings(kept)


def forget_changed() -> None:
    """Somebody has seen what is read otherwise."""
    kept = _kept_case()
    if kept is not None:
        open_desk(this_visitor()).forget_earlier(kept.head.id)


def visit_journal(*document_ids: str) -> Journal:
    """The part of the journal that is in this visit only."""
    found: Journal = st.session_state.get(_JOURNAL, ())
    wanted = {*document_ids, WHOLE_CASE}
    return tuple(entry for entry in found if entry.document_id in wanted)


def forget_visit_journal(*document_ids: str) -> None:
    """What was corrected of these documents is kept elsewhere now."""
    mine = set(visit_journal(*document_ids))
    st.session_state[_JOURNAL] = tuple(e for e in st.session_state.get(_JOURNAL, ()) if e not in mine)


def belongings_of(river: River | None, word: str) -> tuple[StoredInput, ...]:
    """What this visit brought to a case: places, lines, and the boundary that it is seen against."""
    made = datetime.now(UTC)
    own = [river] if river is not None and not river.is_water else []
    lines = {line.water: line for line in (*river_lines().values(), *own)}
    return (
        *kept_places(own_places(), made),
        *kept_lines(lines.values(), made),
        *kept_boundary(word, made),
        *kept_home(current_view().home, made),
    )


def _put(inputs: Sequence[StoredInput]) -> None:
    """What an editor brings to a kept case is kept there."""
    kept = _kept_case()
    if kept is None or not is_kept():
        return
    try:
        open_desk(this_visitor()).put_inputs(kept.head.id, inputs)
    except ThalwegError as error:
        st.session_state[_REFUSED] = told(error)
    forget_kept_case()


def _holds(scope: str, kind: Kind, spelling: str) -> Json:
    key = (scope, kind, fold(spelling))
    said = (e for e in holding(_journal()) if (e.document_id, e.kind, fold(e.subject)) == key)
    return next((entry.becomes for entry in said), None)


def _journal() -> Journal:
    kept = _kept_case()
    visit: Journal = st.session_state.get(_JOURNAL, ())
    return (*kept.corrections, *visit) if kept is not None else visit


def _writable() -> Journal:
    """The journal that this visitor adds to."""
    kept = _kept_case()
    visit: Journal = st.session_state.get(_JOURNAL, ())
    return kept.corrections if kept is not None and is_kept() else visit


def _keep(action: Action) -> bool:
    if not action:
        return False
    kept = _kept_case()
    if kept is None or not is_kept():
        st.session_state[_JOURNAL] = (*st.session_state.get(_JOURNAL, ()), *action)
        return True
    try:
        open_desk(this_visitor()).add_corrections(kept.head.id, action)
    except ThalwegError as error:
        st.session_state[_REFUSED] = told(error)
        return False
    forget_kept_case()
    return True


def _kept_case() -> StoredCase | None:
    """Loaded once a run: `forget_kept_case` is called when the next one begins, and after a change."""
    name = current_view().case
    if not is_kept_id(name):
        return None
    held: tuple[str, StoredCase | None] | None = st.session_state.get(_KEPT)
    if held is None or held[0] != name:
        held = (name, _tried(lambda: load_kept_case(name, this_visitor()), None))
        st.session_state[_KEPT] = held
    return held[1]


def forget_kept_case() -> None:
    """The kept case is loaded again when it is next asked for."""
    st.session_state.pop(_KEPT, None)


def shown(applied: Sequence[Applied]) -> list[Applied]:
    """Of a kept case's claims, report by report, those that this visitor may see."""
    if _kept_case() is None:
        return list(applied)
    desk = open_desk(this_visitor())
    return [desk.shown(one) for one in applied]


def seen_as() -> str:
    """What `shown` goes by: cases that were made for others with the same are the same."""
    return seen_by(this_visitor(), read_settings())


def _tried(get: Callable[[], _T], fallback: _T) -> _T:
    try:
        return get()
    except ThalwegError:
        return fallback


# ---------------------------------------------------------------- lines


def river_lines() -> dict[str, River]:
    """Lines that rivers of the catalogue are drawn with here, by the river's id."""
    kept = _kept_case()
    none: dict[str, River] = {}
    brought = _tried(lambda: _brought(kept), none) if kept else none
    return {**brought, **st.session_state.get(_LINES, {})}


def _brought(kept: StoredCase) -> dict[str, River]:
    return {name: line for name, line in lines_in(kept.inputs).items() if line.is_water}


def kept_line(word: str) -> River | None:
    """A line of its own that the kept case was given, by its id."""
    return _kept_lines().get(word)


def _kept_lines() -> dict[str, River]:
    kept = _kept_case()
    none: dict[str, River] = {}
    return _tried(lambda: lines_in(kept.inputs), none) if kept else none


def keep_line(river: River) -> None:
    """From now on the catalogue's river that this line is of is drawn with it."""
    st.session_state[_LINES] = river_lines() | {river.water: river}
    _put(kept_lines([river], datetime.now(UTC)))


def drop_line(river_id: str) -> None:
    """The catalogue's own line again."""
    st.session_state[_LINES] = {key: line for key, line in river_lines().items() if key != river_id}
    _put([StoredInput(LINE, river_id, None, datetime.now(UTC))])


def bring_line(river: River) -> None:
    """A line of an editor's own becomes the boundary of the kept case that is looked at."""
    made = datetime.now(UTC)
    _put((*kept_lines([river], made), *kept_boundary(river.id, made)))
