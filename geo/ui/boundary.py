"""The boundary: a river, a stretch of one, a line of one's own, or none. Changes the view's river alone."""

from __future__ import annotations

import re
from dataclasses import replace

import streamlit as st

from geo.banks import stops_along
from geo.errors import InputError
from geo.escape import for_markdown
from geo.links import NO_RIVER
from geo.model import LonLat, River
from geo.river import length_km, load_rivers, read_own_line, read_pasted_line, stretch_of
from geo.ui import words
from geo.ui.map_panel import read_point
from geo.ui.own_lines import is_own, keep_line
from geo.ui.readings import Case, river_names
from geo.ui.view import View, change_view, current_view

_RIVER, _FROM, _TO = "f_river", "f_stretch_from", "f_stretch_to"
_FILE, _POINTS, _ORDER, _USE = "line_file", "line_points", "line_order", "line_use"
_NAME, _LEFT, _RIGHT = "line_name", "line_left", "line_right"
_NO_LINE, _NO_STRETCH = "line_refused", "stretch_refused"
_DRAW = "line_draw"
LARGEST_MB, MOST_DRAFTED = 5, 500


def drafted_line() -> tuple[LonLat, ...] | None:
    """Points of the line that is being drawn on the map; None while nobody draws."""
    state = st.session_state
    if not state.get(_DRAW):
        return None
    rows = [re.findall(r"[-+]?\d+(?:\.\d+)?", row) for row in (state.get(_POINTS) or "").splitlines()]
    pairs = [(float(row[0]), float(row[1])) for row in rows if len(row) == 2][:MOST_DRAFTED]
    points = [(lon, lat) for lat, lon in pairs] if state.get(_ORDER) else pairs
    return tuple((lon, lat) for lon, lat in points if abs(lon) <= 180 and abs(lat) <= 85)


def take_drawn_point(picked: object) -> None:
    """A click on the map while a line is drawn: one more row among its points."""
    points = drafted_line()
    point = read_point(picked, len(points)) if points is not None else None
    if point is None:
        return
    first, second = point[::-1] if st.session_state.get(_ORDER) else point
    typed = (st.session_state.get(_POINTS) or "").rstrip()
    st.session_state[_POINTS] = f"{typed}\n{first:.5f}, {second:.5f}".lstrip()


def draw_boundary(view: View, case: Case) -> None:
    """The choice of the boundary."""
    _draw_choice(view, case)


def draw_boundary_tools(case: Case) -> None:
    """A stretch of the boundary, and a line of one's own: what few readers need."""
    if case.river is not None and case.river.is_water:
        _draw_stretch(case, case.river)
    _draw_own_line(case.river)


def _draw_choice(view: View, case: Case) -> None:
    names = dict(river_names())
    suggested = case.suggested if case.suggested in names else ""
    labels = {**names, NO_RIVER: words.NO_BOUNDARY}
    if suggested:
        labels[suggested] = words.suggested(names[suggested])
    if case.nearest in names:
        labels[case.nearest] = words.nearest(names[case.nearest])
    river = case.river
    chosen = river.water if river is not None else NO_RIVER
    if river is not None and not river.is_water:
        chosen = view.river
        labels[chosen] = river.name
    first = [key for key in (suggested, case.nearest, chosen) if key and key != NO_RIVER]
    options = list(dict.fromkeys([*first, *names, NO_RIVER]))
    st.session_state[_RIVER] = chosen
    st.selectbox(
        words.BOUNDARY,
        options,
        key=_RIVER,
        format_func=labels.__getitem__,
        on_change=_take_river,
        args=(suggested or NO_RIVER,),
        help=words.BOUNDARY_HELP,
    )


def _take_river(default: str) -> None:
    chosen = st.session_state[_RIVER]
    change_view(replace(current_view(), river="" if chosen == default else chosen))


# ---------------------------------------------------------------- a stretch


def _draw_stretch(case: Case, river: River) -> None:
    whole = load_rivers()[river.water]
    end = round(length_km(whole))
    low, high = _span_of(river, end)
    towns = stops_along(whole, case.placed)
    labels = {f"{km:.0f}": words.stop(km, name) for km, name in towns}
    labels |= {"0": words.stop(0, words.UPPER_END), f"{end}": words.stop(end, words.LOWER_END)}
    labels = {f"{low:.0f}": words.stop(low, ""), f"{high:.0f}": words.stop(high, "")} | labels
    options = sorted(labels, key=float)
    with st.expander(words.STRETCH, expanded=":" in river.id):
        for key, label, value in ((_FROM, words.STRETCH_FROM, low), (_TO, words.STRETCH_TO, high)):
            st.session_state[key] = f"{value:.0f}"
            st.selectbox(
                label,
                options,
                key=key,
                format_func=lambda option: labels.get(option, option),
                accept_new_options=True,
                on_change=_take_stretch,
                args=(whole.id, case.suggested),
                help=words.STRETCH_HELP if key == _FROM else None,
            )
        _say_refusal(_NO_STRETCH)


def _span_of(river: River, end: int) -> tuple[float, float]:
    _, _, span = river.id.partition(":")
    low, _, high = span.partition("-")
    return (float(low), float(high)) if span else (0.0, float(end))


def _take_stretch(river_id: str, suggested: str) -> None:
    """The stretch between the two choices; what is no stretch is refused, and nothing changes."""
    whole = load_rivers()[river_id]
    try:
        low, high = (_km(st.session_state[key]) for key in (_FROM, _TO))
        part = stretch_of(whole, low, high)
    except InputError as error:
        st.session_state[_NO_STRETCH] = words.sentence(str(error))
        return
    all_of_it = min(low, high) <= 0 and max(low, high) >= round(length_km(whole))
    word = river_id if all_of_it else part.id
    change_view(replace(current_view(), river="" if word == suggested else word))


def _km(typed: object) -> float:
    text = str(typed).removeprefix("km").strip()
    try:
        return float(text)
    except ValueError:
        raise InputError(f"{text[:40]!r} is no distance; choose a town or type km, such as 250") from None


# ---------------------------------------------------------------- a line of one's own


def _draw_own_line(river: River | None) -> None:
    in_use = river is not None and not river.is_water
    with st.expander(words.OWN_LINE, expanded=in_use):
        st.caption(words.OWN_LINE_HELP)
        if in_use:
            linked = is_own(current_view().river) and current_view().river.startswith("line.")
            st.caption(words.OWN_LINE_LINKED if linked else words.OWN_LINE_UNLINKED)
        st.file_uploader(words.OWN_LINE_FILE, type=["geojson", "json"], key=_FILE, max_upload_size=LARGEST_MB)
        st.toggle(words.OWN_LINE_DRAW, key=_DRAW, help=words.OWN_LINE_DRAW_HELP)
        st.text_area(words.OWN_LINE_POINTS, key=_POINTS, height=100, placeholder=words.OWN_LINE_POINTS_HINT)
        st.radio(
            words.OWN_LINE_POINTS,
            list(words.OWN_LINE_ORDER),
            key=_ORDER,
            format_func=words.OWN_LINE_ORDER.__getitem__,
            label_visibility="collapsed",
        )
        for key, label in (
            (_NAME, words.OWN_LINE_NAME),
            (_LEFT, words.OWN_LINE_LEFT),
            (_RIGHT, words.OWN_LINE_RIGHT),
        ):
            st.text_input(label, key=key, max_chars=40)
        st.button(words.OWN_LINE_USE, key=_USE, on_click=_take_line, width="stretch")
        _say_refusal(_NO_LINE)


def _say_refusal(key: str) -> None:
    refused = st.session_state.pop(key, "")
    if refused:
        st.error(for_markdown(refused))


def _take_line() -> None:
    """The line that was uploaded or pasted becomes the boundary; a bad one is refused, changing nothing."""
    try:
        word = keep_line(_read_line())
    except InputError as error:
        st.session_state[_NO_LINE] = words.sentence(str(error))
        return
    st.session_state[_DRAW] = False
    change_view(replace(current_view(), river=word))


def _read_line() -> River:
    state = st.session_state
    name, left, right = (state.get(key) or "" for key in (_NAME, _LEFT, _RIGHT))
    sides = (left, right) if left.strip() or right.strip() else None
    uploaded = state.get(_FILE)
    if uploaded is not None:
        return read_own_line(uploaded.getvalue(), name=name, sides=sides)
    pasted = state.get(_POINTS) or ""
    if not pasted.strip():
        raise InputError(words.OWN_LINE_EMPTY.rstrip("."))
    return read_pasted_line(pasted, lat_first=bool(state.get(_ORDER)), name=name, sides=sides)
