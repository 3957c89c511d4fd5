"""A name typed in is found in the gazetteer, and the map goes there. No service is asked."""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st

from geo.escape import for_markdown
from geo.leaflet import Spot
from geo.ui import words
from geo.ui.readings import Case

_NAME, _SPOT, _SAID = "place_search", "place_spot", "place_said"
_MOST_NAMED = 4


def draw_place_search(case: Case) -> None:
    """The field, and under it what was found or why nothing was."""
    st.text_input(
        words.FIND_PLACE,
        key=_NAME,
        placeholder=words.FIND_PLACE_HINT,
        max_chars=80,
        on_change=_take_name,
        args=(_countries(case),),
    )
    said = st.session_state.get(_SAID, "")
    if said:
        st.caption(for_markdown(said))


def wanted_spot() -> Spot | None:
    """Where the last search leads; None before any."""
    spot: Spot | None = st.session_state.get(_SPOT)
    return spot


def _take_name(countries: Collection[str]) -> None:
    name = " ".join((st.session_state.get(_NAME) or "").split())
    spot, said = find_spot(name, countries)
    before = wanted_spot()
    if spot is not None:
        st.session_state[_SPOT] = Spot(spot.lon, spot.lat, before.number + 1 if before else 1)
    st.session_state[_SAID] = said


def find_spot(name: str, countries: Collection[str] = ()) -> tuple[Spot | None, str]:
    """The first place of that name, those of `countries` (ISO alpha-2) before others, and what to say."""
    if not name:
        return None, ""
    from geo.geocoder import Gazetteer  # geopy is loaded only where somebody searches

    found = Gazetteer().geocode(name, exactly_one=False)
    found = sorted(found or (), key=lambda each: each.raw.get("country") not in countries)
    if not found:
        return None, words.place_not_found(name)
    others = list(dict.fromkeys(each.address for each in found if each.address != found[0].address))
    return Spot(found[0].longitude, found[0].latitude), words.place_found(
        found[0].address, others[:_MOST_NAMED]
    )


def _countries(case: Case) -> tuple[str, ...]:
    places = (one.place.place for one in case.placed if one.place)
    return tuple(sorted({place.country for place in places if place and place.country}))
