"""Another place for a claim: found by its name, pointed at on the map, or none; for this claim or a name.

The candidates of a name are on the card itself (geo.ui.candidates).
"""

from __future__ import annotations

import streamlit as st

from geo.corrections import Kind, change, place_value
from geo.escape import for_markdown
from geo.links import Page
from geo.model import LonLat, Place, PlacedClaim
from geo.ui import words
from geo.ui.candidates import describe_place, named_places
from geo.ui.inputs import correct_place, record
from geo.ui.map_panel import read_point
from geo.ui.readings import Case
from geo.ui.view import current_view

_FIND, _FOUND, _FOR, _POINT = "c_place_find", "c_place_found", "c_place_for", "c_place_point"
_MOST_FOUND = 8
_CLAIM, _REPORT, _CASE = "claim", "report", "case"


def draw_place_part(placed: PlacedClaim, case: Case) -> None:
    """A fold with the search, the map and "no place"."""
    names = [resolution.mention.text for resolution in named_places(placed)]
    with st.expander(words.PLACE_PART, key=f"c_place_box_{placed.claim.id}"):
        options = {_CLAIM: (_CLAIM, "")}
        for name in names[:4]:
            options |= {f"{_REPORT} {name}": (_REPORT, name), f"{_CASE} {name}": (_CASE, name)}
        key = f"{_FOR}_{placed.claim.id}"
        st.selectbox(words.PLACE_FOR, list(options), key=key, format_func=lambda one: _label(*options[one]))
        scope = options[st.session_state[key]]
        name = st.text_input(
            words.PLACE_FIND, key=_FIND, placeholder=words.PLACE_FIND_HINT, max_chars=80
        ).strip()
        found = find_places(name, countries_of(case))
        if name and not found:
            st.caption(for_markdown(words.place_not_found(name)))
        if found:
            st.selectbox(
                words.PLACE_FOUND, range(len(found)), key=_FOUND, format_func=lambda n: _named(found[n])
            )
            st.button(words.PLACE_TAKE, key="c_place_take", on_click=_take, args=(placed, case, scope, found))
        if current_view().page is Page.MAP:
            st.toggle(words.PLACE_CLICK, key=_POINT, help=words.PLACE_CLICK_HELP)
        if st.session_state.get(_POINT):
            st.caption(words.PLACE_CLICK_WAITS)
        st.button(
            words.PLACE_NONE, key="c_place_none", on_click=_give, args=(placed, case, (_CLAIM, ""), None)
        )


def pointing() -> tuple[LonLat, ...] | None:
    """An empty draft while a click on the map is waited for; None else."""
    return () if st.session_state.get(_POINT) else None


def take_pointed(picked: object, placed: PlacedClaim | None, case: Case) -> bool:
    """A click on the map, while one is waited for, is the chosen claim's place; whether there was one."""
    point = read_point(picked, 0) if placed is not None and pointing() is not None else None
    if point is None or placed is None:
        return False
    chosen = st.session_state.get(f"{_FOR}_{placed.claim.id}", _CLAIM)
    scope, _, name = str(chosen).partition(" ")
    lon, lat = round(point[0], 5), round(point[1], 5)
    place = Place(None, name or words.POINTED, lat, lon, "S", "LCTY", source=words.BY_HAND_SOURCE)
    _give(placed, case, (scope, name), place)
    return True


def find_places(name: str, countries: tuple[str, ...] = ()) -> tuple[Place, ...]:
    """Entries of the gazetteer of that name: those of `countries` first, a town before its province."""
    if not name:
        return ()
    from geo.gazetteer import load_gazetteer

    found = load_gazetteer().lookup(name)

    def rank(place: Place) -> tuple[bool, bool, int]:
        is_here = place.country in countries
        return not is_here, is_here and place.feature_code.startswith("ADM"), -place.population

    return tuple(sorted(found, key=rank)[:_MOST_FOUND])


def countries_of(case: Case) -> tuple[str, ...]:
    """ISO codes of the countries that the case's places lie in."""
    places = (r.place for item in case.placed for r in item.claim.places)
    return tuple(sorted({place.country for place in places if place is not None and place.country}))


def _label(scope: str, name: str) -> str:
    if scope == _CLAIM:
        return words.PLACE_FOR_CLAIM
    return words.place_for_name(name) if scope == _REPORT else words.place_for_case(name)


def _named(place: Place) -> str:
    return " · ".join((place.name, describe_place(place)))


def _take(placed: PlacedClaim, case: Case, scope: tuple[str, str], found: tuple[Place, ...]) -> None:
    number = st.session_state.get(_FOUND, 0)
    if isinstance(number, int) and 0 <= number < len(found):
        _give(placed, case, scope, found[number])


def _give(placed: PlacedClaim, case: Case, scope: tuple[str, str], place: Place | None) -> None:
    st.session_state[_POINT] = False
    kind, name = scope
    if kind == _CLAIM:
        record([change(placed.claim, Kind.AT, place_value(place))])
    else:
        correct_place(placed.claim.document_id, name, place, everywhere=kind == _CASE)
