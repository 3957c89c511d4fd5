"""The choice of a home area: the country or province whose places come first where a name has several."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from geo.escape import for_markdown
from geo.gazetteer import area_name, country_names, province_names
from geo.ui import words
from geo.ui.inputs import keep_home
from geo.ui.readings import Case
from geo.ui.view import change_view, current_view, keep_next_home, next_home

_COUNTRY, _PROVINCE = "home_country", "home_province"


def draw_home_area(case: Case | None = None) -> None:
    """The choice for the case that is looked at; without one, for the text that is read next."""
    home = current_view().home if case is not None else next_home()
    named = case is not None
    country = home.partition(".")[0]
    if home:
        st.caption(for_markdown(words.home_used(area_name(home))))
    with st.expander(words.HOME, key="home_box"):
        st.caption(words.HOME_HELP)
        countries = country_names()
        st.session_state[_COUNTRY] = country
        st.selectbox(
            words.HOME_COUNTRY,
            ["", *countries],
            key=_COUNTRY,
            format_func=lambda code: countries.get(code, words.NO_HOME),
            on_change=_take,
            args=(_COUNTRY, named),
        )
        if country:
            _draw_province(home, country, named)


def _draw_province(home: str, country: str, named: bool) -> None:
    provinces = province_names(country)
    if not provinces:
        return
    st.session_state[_PROVINCE] = home
    st.selectbox(
        words.HOME_PROVINCE,
        [country, *provinces],
        key=_PROVINCE,
        format_func=lambda code: provinces.get(code, words.WHOLE_COUNTRY),
        on_change=_take,
        args=(_PROVINCE, named),
    )


def _take(key: str, named: bool) -> None:
    """What a browser sends is believed only where it is an area."""
    chosen = st.session_state[key] or ""
    if chosen and not area_name(chosen):
        return
    if not named:
        keep_next_home(chosen)
        return
    change_view(replace(current_view(), home=chosen))
    keep_home(chosen)
