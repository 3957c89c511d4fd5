"""The visitor's own places and corrections: a list as CSV that comes first, and what was mended by hand.

Both stay in this visit. A list that can't be used changes nothing; of one with bad rows the others are used,
and each bad row is named.
"""

from __future__ import annotations

import streamlit as st

from geo.errors import InputError
from geo.escape import for_markdown
from geo.gazetteer import read_own_places
from geo.gazetteer.own import SOURCE, TEMPLATE
from geo.model import PlacedClaim
from geo.ui import words
from geo.ui.inputs import keep_own_places, own_places, undo_correction
from geo.ui.readings import Case

_FILE, _SAID, _REFUSED = "own_places_file", "own_places_said", "own_places_refused"
_MOST_SAID = 5
LARGEST_MB = 2


def draw_own_places(case: Case | None = None) -> None:
    """The list and the way to bring one; with a case also what of it is named there, and the corrections."""
    _draw_in_use(case)
    with st.expander(words.OWN_PLACES, key="own_places_box"):
        if own_places():
            st.button(words.DROP_PLACES, key="own_places_drop", on_click=_drop, width="stretch")
        st.file_uploader(
            words.OWN_PLACES_FILE,
            key=_FILE,
            type=["csv", "txt"],
            max_upload_size=LARGEST_MB,
            on_change=_take,
            help=words.OWN_PLACES_HELP,
        )
        for sentence in st.session_state.get(_REFUSED, ()):
            st.error(for_markdown(sentence))
        for sentence in st.session_state.get(_SAID, ()):
            st.warning(for_markdown(sentence))
        st.download_button(
            words.OWN_PLACES_TEMPLATE,
            data=f"\ufeff{TEMPLATE}",
            file_name="own-places.csv",
            mime="text/csv",
            on_click="ignore",
            key="own_places_template",
            width="stretch",
        )
        if case is not None:
            _draw_corrections(case)


def _draw_in_use(case: Case | None) -> None:
    """What of it counts just now, to be seen where the rest is folded away."""
    places = own_places()
    corrections = case.inputs.corrections if case else ()
    said = [words.own_places_used(len(places))] if places else []
    if places and case:
        said.append(words.own_places_named(_named(case.placed), len(places)))
    if corrections:
        said.append(words.corrections_used(len(corrections)))
    if said:
        st.caption(for_markdown(" ".join(said)))


def _draw_corrections(case: Case) -> None:
    for number, correction in enumerate(case.inputs.corrections):
        meant = correction.place.name if correction.place else ""
        st.caption(for_markdown(words.correction(correction.spelling, meant)))
        st.button(
            words.UNDO_PLACE,
            key=f"correction_undo_{number}",
            on_click=undo_correction,
            args=(correction.document_id, correction.spelling),
            width="stretch",
        )


def _named(placed: tuple[PlacedClaim, ...]) -> int:
    """How many of the list's places the claims of a case name."""
    found = (r.place for item in placed for r in item.claim.places)
    return len({place for place in found if place is not None and place.source == SOURCE})


def _drop() -> None:
    keep_own_places(())
    _say((), ())


def _take() -> None:
    """The list that was just handed in; taking the file away takes its places away."""
    uploaded = st.session_state.get(_FILE)
    if uploaded is None:
        _drop()
        return
    try:
        places, refused = read_own_places(_decoded(uploaded.getvalue()))
    except InputError as error:
        _say((words.sentence(f"{words.PLACES_REFUSED}: {error}"),), ())
        return
    if not places:
        why = refused[0] if refused else words.NO_ROWS
        _say((words.sentence(f"{words.PLACES_REFUSED}: {why}"),), ())
        return
    keep_own_places(places)
    more = [words.more_rows(len(refused) - _MOST_SAID)] if len(refused) > _MOST_SAID else []
    _say((), (*(words.sentence(row) for row in refused[:_MOST_SAID]), *more))


def _say(refused: tuple[str, ...], said: tuple[str, ...]) -> None:
    st.session_state[_REFUSED], st.session_state[_SAID] = refused, said


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(words.BAD_PLACES_FILE) from None
