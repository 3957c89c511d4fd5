"""Boundaries that a visitor brought: kept in their session, and short ones whole in the link."""

from __future__ import annotations

import streamlit as st

from geo.errors import InputError, ThalwegError
from geo.model import River
from geo.river import boundary_word, read_boundary
from geo.ui import words
from geo.ui.inputs import bring_line, kept_line

_LINES = "own_lines"
MOST_KEPT = 8


def is_own(word: str) -> bool:
    """Whether a view's boundary is a line of somebody's own."""
    return word.startswith(("line.", "own-"))


def is_whole(river: River) -> bool:
    """Whether a boundary is a river from end to end: no stretch, no line of somebody's own."""
    return river.is_water and ":" not in river.id


def keep_line(river: River) -> str:
    """The view's word for a line: the line itself where it is short, else its id in this session."""
    word = boundary_word(river)
    bring_line(river)
    if word:
        return word
    kept: dict[str, River] = st.session_state.setdefault(_LINES, {})
    kept[river.id] = river
    while len(kept) > MOST_KEPT:
        del kept[next(iter(kept))]
    return river.id


def find_boundary(word: str) -> tuple[River | None, str]:
    """The boundary a view's word names, or a sentence that says why it can't be had."""
    if word.startswith("own-"):
        kept: dict[str, River] = st.session_state.get(_LINES, {})
        line = kept_line(word) or kept.get(word)
        return (line, "") if line is not None else (None, words.OWN_LINE_GONE)
    try:
        return read_boundary(word), ""
    except InputError as error:
        return None, words.sentence(str(error))
    except ThalwegError as error:
        return None, f"{error}."
