"""What this visitor adds to the reading of a case, kept in their session alone: places, corrections.

Plain values; the machine's reading is made again from the text and these.
"""

from __future__ import annotations

import streamlit as st

from geo.corrections import corrected, correction_of, without
from geo.gazetteer import OwnPlace
from geo.model import Place, PlaceCorrection, River
from geo.pipeline import Inputs

_PLACES, _CORRECTIONS, _LINES = "own_places", "place_corrections", "river_lines"


def inputs_of(document_id: str) -> Inputs:
    """What belongs to the reading of a document."""
    return Inputs(own_places(), corrections_of(document_id))


def own_places() -> tuple[OwnPlace, ...]:
    """The visitor's own gazetteer; empty without one."""
    places: tuple[OwnPlace, ...] = st.session_state.get(_PLACES, ())
    return places


def keep_own_places(places: tuple[OwnPlace, ...]) -> None:
    """Another gazetteer of the visitor's own; empty for none."""
    st.session_state[_PLACES] = places


def corrections_of(document_id: str) -> tuple[PlaceCorrection, ...]:
    """The corrections of a document, in the order in which they were made."""
    return tuple(one for one in _corrections() if one.document_id == document_id)


def correct_place(document_id: str, spelling: str, place: Place | None) -> None:
    """From now on the name means this place in this document; None: it names none."""
    st.session_state[_CORRECTIONS] = corrected(_corrections(), document_id, spelling, place)


def undo_correction(document_id: str, spelling: str) -> None:
    """The machine's own reading of the name again."""
    if correction_of(_corrections(), document_id, spelling):
        st.session_state[_CORRECTIONS] = without(_corrections(), document_id, spelling)


def river_lines() -> dict[str, River]:
    """Lines that this visitor draws rivers of the catalogue with, by the river's id."""
    return dict(st.session_state.get(_LINES, {}))


def keep_line(river: River) -> None:
    """From now on the catalogue's river that this line is of is drawn with it."""
    st.session_state[_LINES] = river_lines() | {river.water: river}


def drop_line(river_id: str) -> None:
    """The catalogue's own line again."""
    st.session_state[_LINES] = {key: line for key, line in river_lines().items() if key != river_id}


def _corrections() -> tuple[PlaceCorrection, ...]:
    corrections: tuple[PlaceCorrection, ...] = st.session_state.get(_CORRECTIONS, ())
    return corrections
