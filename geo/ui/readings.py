"""Cases read once and kept: the samples for everybody, a visitor's own text in their session's state.

Keys of the shared cache are plain strings; what it keeps is frozen, so it is handed out without a copy.
A visitor's text never enters it.
"""

from __future__ import annotations

import ctypes
import gc
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

import streamlit as st

from geo.banks import FAR_KM, far_km
from geo.claims import find_claims
from geo.conflicts import find_conflicts
from geo.corrections import Correction, apply
from geo.model import Bank, Claim, Conflict, Document, PlacedClaim, River, Scene, Span
from geo.pipeline import (
    NO_INPUTS,
    Inputs,
    nearest_river,
    place_claims,
    read_document,
    read_parts,
    suggest_river,
)
from geo.river import load_rivers
from geo.scene import compose_scene, side_words
from geo.text.segment import split_sentences
from geo.ui import words
from geo.ui.inputs import Journal, river_lines, shown
from geo.ui.own_lines import find_boundary, is_own
from geo.ui.visitor import this_visitor

Progress = Callable[[str, int], None]
"""Told the name of each stage and how much it found."""
NO_LINES: Mapping[str, River] = MappingProxyType({})
_NO_RIVER = "none"
_OWN = "own_reading"
_MOST_HELD = 6


@dataclass(frozen=True, slots=True)
class Case:
    """A document read and seen against a river."""

    document: Document
    river: River | None
    suggested: str
    placed: tuple[PlacedClaim, ...]
    conflicts: tuple[Conflict, ...]
    scene: Scene
    sides: Mapping[Bank, str]
    """Names of the banks, as the map writes them."""
    sentences: tuple[Span, ...] = ()
    note: str = ""
    """What could not be had: a river that is not in the catalogue."""
    inputs: Inputs = NO_INPUTS
    rejected: tuple[Claim, ...] = ()
    """What people said is no claim."""
    unmatched: tuple[Correction, ...] = ()
    """Corrections that no longer find their claim."""
    nearest: str = ""
    """Id of the river nearest to most places of a text that names none: offered, not taken."""


@dataclass(frozen=True, slots=True)
class _OwnReading:
    document: Document
    inputs: Inputs
    claims: tuple[Claim, ...]
    cases: dict[str, Case]
    """By the river asked for, the last correction, and the lines that rivers are drawn with."""


def read_case(
    document: Document, river: str, *, own: bool, inputs: Inputs = NO_INPUTS, journal: Journal = ()
) -> Case:
    """The case of a document. `river` empty: the one its text speaks of; "none": no boundary.

    A visitor's own text, and a sample to which they have added something, stay in their session.
    """
    if own or inputs != NO_INPUTS or journal or river_lines() or is_own(river):
        return _own_case(document, river, inputs, journal)
    return read_shared(document, river)


def read_shared(document: Document, river: str = "") -> Case:
    """The case of a sample, as everybody sees it."""
    published = document.published.isoformat() if document.published else ""
    return _shared_case(document.text, document.title, document.url, document.publisher, published, river)


def read_own(document: Document, progress: Progress, inputs: Inputs = NO_INPUTS) -> Case:
    """Read a visitor's text, saying each stage and what it found; kept in their session alone."""
    claims = _read_staged(document, progress, inputs)
    case = _case(document, claims, "", inputs)
    st.session_state[_OWN] = _OwnReading(document, inputs, claims, {})
    progress("banks", sum(placed.call.bank is not Bank.NONE for placed in case.placed))
    return case


def _own_case(document: Document, river: str, inputs: Inputs, journal: Journal) -> Case:
    held: _OwnReading | None = st.session_state.get(_OWN)
    if held is None or (held.document, held.inputs) != (document, inputs):
        held = _OwnReading(document, inputs, read_document(document, inputs), {})
        st.session_state[_OWN] = held
    lines = river_lines()
    said = journal[-1].id if journal else ""
    key = "\x1f".join((river, said, this_visitor().role, *(line.id for line in lines.values())))
    if key not in held.cases:
        applied = shown(apply(held.claims, journal, document))
        while len(held.cases) >= _MOST_HELD:
            del held.cases[next(iter(held.cases))]
        case = _case(document, applied.claims, river, inputs, lines)
        held.cases[key] = replace(case, rejected=applied.rejected, unmatched=applied.unmatched)
    return held.cases[key]


def _read_staged(document: Document, progress: Progress, inputs: Inputs) -> tuple[Claim, ...]:
    progress("sentences", len(split_sentences(document.text)))
    parts = read_parts(document, inputs)
    progress("places", len({r.place for r in parts.resolutions if r.place}))
    progress("speakers", len({a.speaker_label for a in parts.attributions if a.source}))
    claims = find_claims(parts)
    progress("claims", len(claims))
    return claims


@st.cache_resource(show_spinner=False, max_entries=32)
def _shared_case(text: str, title: str, url: str, publisher: str, published: str, river: str) -> Case:
    claims = _shared_claims(text, title, url, publisher, published)
    return _case(_document(text, title, url, publisher, published), claims, river)


@st.cache_resource(show_spinner=False, max_entries=16)
def _shared_claims(text: str, title: str, url: str, publisher: str, published: str) -> tuple[Claim, ...]:
    return read_document(_document(text, title, url, publisher, published))


def _document(text: str, title: str, url: str, publisher: str, published: str) -> Document:
    day = date.fromisoformat(published) if published else None
    return Document.of(text, title=title, url=url, publisher=publisher, published=day)


def _case(
    document: Document,
    claims: Sequence[Claim],
    name: str,
    inputs: Inputs = NO_INPUTS,
    lines: Mapping[str, River] = NO_LINES,
) -> Case:
    """`lines`: what rivers of the catalogue are drawn with in this visit, by their ids."""
    suggested = suggest_river(claims) or ""
    nearest = "" if suggested else nearest_river(claims) or ""
    river, note = _river(name or suggested)
    river = lines.get(river.id, river) if river else None
    placed = place_claims(claims, river)
    note = note or _far_note(river, placed)
    conflicts = find_conflicts(placed)
    source = " · ".join(part for part in (document.title, document.publisher) if part)
    scene = compose_scene(
        placed,
        title=document.title,
        river=river,
        conflicts=conflicts,
        sources=(source,) if source else (),
    )
    sides = side_words(scene)
    sentences = split_sentences(document.text)
    return Case(
        document, river, suggested, placed, conflicts, scene, sides, sentences, note, inputs, nearest=nearest
    )


def _river(name: str) -> tuple[River | None, str]:
    return (None, "") if name in ("", _NO_RIVER) else find_boundary(name)


def _far_note(river: River | None, placed: Sequence[PlacedClaim]) -> str:
    """A sentence where a boundary is so far away that it divides nothing."""
    away = far_km(river, placed) if river is not None else None
    return words.far_boundary(river.name, away) if river is not None and away and away > FAR_KM else ""


@st.cache_data(show_spinner=False)
def river_names() -> dict[str, str]:
    """Rivers of the catalogue by id, in the order of their names."""
    rivers = sorted(load_rivers().values(), key=lambda river: river.name)
    return {river.id: river.name for river in rivers}


@st.cache_resource(show_spinner=False)
def settle_memory() -> None:
    """Once, after the first run: what start-up made stays out of every later garbage collection.

    glibc keeps what start-up has freed, some 20 MB, until it is told to give it back.
    """
    gc.collect()
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
    gc.freeze()
