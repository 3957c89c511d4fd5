"""Cases read once and kept: the samples for everybody, a visitor's own text in their session's state.

Keys of the shared cache are plain strings; what it keeps is frozen, so it is handed out without a copy.
A visitor's text never enters it.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import compress
from threading import Lock
from types import MappingProxyType
from typing import TypeVar

import streamlit as st

from geo import filters
from geo.banks import FAR_KM, far_km
from geo.cases import open_desk
from geo.cases.belongings import boundary_in
from geo.cases.values import StoredCase
from geo.claims import find_claims
from geo.corrections import WHOLE_CASE, Applied, Correction, apply
from geo.memory import collected_later, kept_long, settle
from geo.model import Bank, Claim, Conflict, Document, Filter, PlacedClaim, Repeat, River, Scene, Span
from geo.pipeline import (
    NO_INPUTS,
    Among,
    Inputs,
    join_reports,
    read_document,
    read_parts,
    report_name,
    see_claims,
)
from geo.river import load_rivers
from geo.scene import compose_scene, side_words
from geo.text.segment import split_sentences
from geo.ui import words
from geo.ui.inputs import Journal, journal_of, kept_line, river_lines, seen_as, shown, untouched_case
from geo.ui.own_lines import find_boundary, is_own
from geo.ui.visitor import this_visitor

Progress = Callable[[str, int], None]
"""Told the name of each stage and how much it found."""
NO_LINES: Mapping[str, River] = MappingProxyType({})
_NO_RIVER = "none"
_OWN = "own_reading"
_MOST_TEXTS, _MOST_CASES = 500, 8
"""Reports and views of them that a visit holds ready."""
_MOST_NAMED = 8
"""Reports that are named where a claim stands in more of them; the others are counted."""
_MOST_SHARED = 4
"""Cases kept on this server that are held ready for all visitors."""
_FEW = 50
"""Reports whose claims no collection of the garbage takes long to look through."""
_MOST_NAMES = 16
_HELD: dict[str, dict[str, None]] = {}
"""By case, names under which this server holds it ready: of more than are ever held at once."""
_HOLDING = Lock()
_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Case:
    """One or several reports, read and seen against a river."""

    documents: tuple[Document, ...]
    """In the order in which they were brought in; the first stands for the case where one is wanted."""
    title: str
    river: River | None
    suggested: str
    placed: tuple[PlacedClaim, ...]
    conflicts: tuple[Conflict, ...]
    scene: Scene
    sides: Mapping[Bank, str]
    """Names of the banks, as the map writes them."""
    repeats: tuple[Repeat, ...] = ()
    """Claims of later reports that say again what an earlier one says; those are in `placed` too."""
    note: str = ""
    """What could not be had: a river that is not in the catalogue."""
    inputs: Inputs = NO_INPUTS
    rejected: tuple[Claim, ...] = ()
    """What people said is no claim."""
    unmatched: tuple[Correction, ...] = ()
    """Corrections that no longer find their claim."""
    nearest: str = ""
    """Id of the river nearest to most places of a text that names none: offered, not taken."""
    split: dict[str, tuple[Span, ...]] = field(default_factory=dict, compare=False, repr=False)
    made: list[filters.Columns] = field(default_factory=list, compare=False, repr=False)
    told: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    @property
    def columns(self) -> filters.Columns:
        """The claims as columns for the filters, made when they are first asked for."""
        if not self.made:
            self.made.append(filters.columns_of(self.placed))
        return self.made[0]

    def kept(self, wanted: Filter) -> tuple[PlacedClaim, ...]:
        """The claims that a filter keeps, in their order."""
        return tuple(compress(self.placed, filters.kept(wanted, self.columns)))

    @property
    def document(self) -> Document:
        """The first report."""
        return self.documents[0]

    @property
    def ids(self) -> tuple[str, ...]:
        """Of the reports."""
        return tuple(document.id for document in self.documents)

    def report_of(self, claim: Claim) -> Document:
        """The report that a claim stands in."""
        if len(self.documents) == 1:
            return self.document
        return next((one for one in self.documents if one.id == claim.document_id), self.document)

    @property
    def report_names(self) -> dict[str, str]:
        """Names of the reports by id, where there is more than one to tell apart."""
        if len(self.documents) == 1:
            return {}
        return {one.id: report_name(one) or words.UNTITLED for one in self.documents}

    def repeats_of(self, claim_id: str) -> tuple[Claim, ...]:
        """The claims of other reports that say the same."""
        first = next((repeat.of for repeat in self.repeats if repeat.claim == claim_id), claim_id)
        same = {first} | {repeat.claim for repeat in self.repeats if repeat.of == first}
        return tuple(one.claim for one in self.placed if one.claim.id in same - {claim_id})

    def also_in(self) -> Mapping[str, str]:
        """By claim id, names of the other reports in which the same claim stands; of many the first few."""
        if not self.told:
            self.told.update(self._tell_repeats())
        return self.told

    def _tell_repeats(self) -> Iterator[tuple[str, str]]:
        first = {repeat.claim: repeat.of for repeat in self.repeats}
        first |= {repeat.of: repeat.of for repeat in self.repeats}
        names, stands = self.report_names, {one.claim.id: one.claim.document_id for one in self.placed}
        same: dict[str, list[str]] = {}
        told = [(claim, first[claim]) for claim in stands if claim in first]
        for claim, of in told:
            same.setdefault(of, []).append(claim)
        for claim, of in told:
            others = [one for one in same[of][: _MOST_NAMED + 1] if one != claim][:_MOST_NAMED]
            more = len(same[of]) - 1 - len(others)
            yield claim, words.some_of([names.get(stands[one], "") for one in others], more)

    def sentences_of(self, document_id: str) -> tuple[Span, ...]:
        """The sentences of a report, split when they are first asked for."""
        if document_id not in self.split:
            text = next(one.text for one in self.documents if one.id == document_id)
            self.split[document_id] = split_sentences(text)
        return self.split[document_id]


@dataclass(frozen=True, slots=True)
class _OwnReading:
    """What this visit has read: claims by report and inputs, cases by all that makes them."""

    claims: dict[tuple[Document, Inputs], tuple[Claim, ...]]
    cases: dict[tuple[object, ...], Case]


def read_case(
    documents: Sequence[Document],
    river: str,
    *,
    own: bool,
    inputs: Inputs = NO_INPUTS,
    journal: Journal = (),
    title: str = "",
) -> Case:
    """The case of some reports. `river` empty: the one they speak of; "none": no boundary.

    A visitor's own texts, and samples to which they have added something, stay in their session.
    """
    if own or inputs != NO_INPUTS or journal or river_lines() or is_own(river):
        return _own_case(tuple(documents), title, river, inputs, journal)
    return read_shared(documents, river, title)


def read_shared(documents: Sequence[Document], river: str = "", title: str = "") -> Case:
    """The case of a sample, as everybody sees it."""
    return _shared_case(tuple(_plain(document) for document in documents), title, river)


def read_own(
    documents: Sequence[Document], progress: Progress, inputs: Inputs = NO_INPUTS, title: str = ""
) -> Case:
    """Read a visitor's texts, saying each stage of the last one and what it found; kept in their session."""
    *_, newest = documents
    own = _own_reading()
    own.claims[newest, _of_document(inputs, newest)] = _read_staged(newest, progress, inputs)
    case = _own_case(tuple(documents), title, "", inputs, journal_of(*(one.id for one in documents)))
    progress("banks", sum(placed.call.bank is not Bank.NONE for placed in case.placed))
    return case


def _own_case(
    documents: tuple[Document, ...], title: str, river: str, inputs: Inputs, journal: Journal
) -> Case:
    own = _own_reading()
    lines = river_lines()
    said = journal[-1].id if journal else ""
    key = (documents, title, river, inputs, said, seen_as(), *(line.id for line in lines.values()))
    if key not in own.cases:
        _make_room(own.cases, _MOST_CASES)
        made = _Made(documents, title, river, inputs, journal, lines)
        kept = untouched_case() if _is_everybodys(river) else None
        own.cases[key] = _of_visit(made) if kept is None else _of_all(made, kept)
    return own.cases[key]


@dataclass(frozen=True, slots=True)
class _Made:
    """What a case is made from, the machine's reading aside."""

    documents: tuple[Document, ...]
    title: str
    river: str
    inputs: Inputs
    journal: Journal
    lines: Mapping[str, River]


def _is_everybodys(river: str) -> bool:
    """Whether a boundary is the same in every visit: no line that only the session of its visitor holds."""
    return not river.startswith("own-") or kept_line(river) is not None


def _of_visit(made: _Made) -> Case:
    return _corrected(made, [_own_claims(one, made.inputs) for one in made.documents])[0]


def _of_all(made: _Made, kept: StoredCase) -> Case:
    """A case kept here, as all of this role see it who add nothing to it: made once for all of them."""
    name = _hash((kept.head.id, made, seen_as()))
    _held_as(kept.head.id, name, _hash((made.documents, made.inputs)))
    return _kept_case(name, made, kept)


def _held_as(identity: str, *names: str) -> None:
    """Note under which names a kept case is held ready, the latest last."""
    with _HOLDING:
        held = _HELD.pop(identity, {})
        for name in names:
            held.pop(name, None)
            held[name] = None
        _make_room(held, _MOST_NAMES)
        _make_room(_HELD, _MOST_NAMES)
        _HELD[identity] = held


def forget_case(identity: str) -> None:
    """A case that is gone, or a report of it, is held ready no more: for nobody else, and in this visit."""
    with _HOLDING:
        names = _HELD.pop(identity, {})
    for name in names:
        _kept_case.clear(name, None, None)
        _kept_claims.clear(name, None)
    own = _own_reading()
    for held in (own.claims, own.cases):
        held.clear()


@st.cache_resource(show_spinner=words.READING_CASE, max_entries=_MOST_SHARED)
def _kept_case(name: str, _made: _Made, _kept: StoredCase) -> Case:
    desk = open_desk(this_visitor())
    with kept_long() if len(_made.documents) > _FEW else nullcontext():
        known = desk.found(_kept)
        claims = _kept_claims(_hash((_made.documents, _made.inputs)), _kept)
        case, found = _corrected(_made, [claims[one.id] for one in _made.documents], known)
    if found is not known and found.boundary == (boundary_in(_kept.inputs) or found.suggested):
        desk.keep_found(_kept, found)
    return case


@st.cache_resource(show_spinner=False, max_entries=_MOST_SHARED)
def _kept_claims(name: str, _kept: StoredCase) -> dict[str, tuple[Claim, ...]]:
    """Apart from the case: a correction changes the case, and what the machine reads stays."""
    return open_desk(this_visitor()).machine_claims(_kept)


def _hash(values: object) -> str:
    return hashlib.sha256(repr(values).encode()).hexdigest()


def _corrected(
    made: _Made, claims: Sequence[tuple[Claim, ...]], known: Among | None = None
) -> tuple[Case, Among]:
    """The case, and what was found among its claims, unless that is `known`."""
    with collected_later():
        read = zip(made.documents, claims, strict=True)
        applied = shown([apply(found, made.journal, one) for one, found in read])
        case, among = _seen_case(made, [one.claims for one in applied], known)
    rejected = tuple(claim for one in applied for claim in one.rejected)
    return replace(case, rejected=rejected, unmatched=_lost(applied)), among


def _lost(applied: Sequence[Applied]) -> tuple[Correction, ...]:
    """Corrections that find no claim; one of the whole case is lost where no report has one for it."""
    lost = [entry for one in applied for entry in one.unmatched]
    counts = Counter(entry.id for entry in lost)
    return tuple(
        entry
        for entry in {entry.id: entry for entry in lost}.values()
        if entry.document_id != WHOLE_CASE or counts[entry.id] == len(applied)
    )


def _own_claims(document: Document, inputs: Inputs) -> tuple[Claim, ...]:
    own, mine = _own_reading(), _of_document(inputs, document)
    if (document, mine) not in own.claims:
        _make_room(own.claims, _MOST_TEXTS)
        own.claims[document, mine] = read_document(document, mine)
    return own.claims[document, mine]


def _own_reading() -> _OwnReading:
    held: _OwnReading = st.session_state.setdefault(_OWN, _OwnReading({}, {}))
    return held


def _make_room(held: dict[_Key, _Value], most: int) -> None:
    """Let the oldest go, where there are many."""
    while len(held) >= most:
        del held[next(iter(held))]


def _of_document(inputs: Inputs, document: Document) -> Inputs:
    """Of all inputs those that change how this report is read."""
    return replace(
        inputs, corrections=tuple(one for one in inputs.corrections if one.document_id == document.id)
    )


def _read_staged(document: Document, progress: Progress, inputs: Inputs) -> tuple[Claim, ...]:
    progress("sentences", len(split_sentences(document.text)))
    parts = read_parts(document, inputs)
    progress("places", len({r.place for r in parts.resolutions if r.place}))
    progress("speakers", len({a.speaker_label for a in parts.attributions if a.source}))
    claims = find_claims(parts)
    progress("claims", len(claims))
    return claims


_Plain = tuple[str, str, str, str, str]
"""A document as the shared cache's key: text, title, url, publisher, day."""


def _plain(document: Document) -> _Plain:
    published = document.published.isoformat() if document.published else ""
    return document.text, document.title, document.url, document.publisher, published


@st.cache_resource(show_spinner=False, max_entries=32)
def _shared_case(reports: tuple[_Plain, ...], title: str, river: str) -> Case:
    documents = tuple(_document(*report) for report in reports)
    made = _Made(documents, title, river, NO_INPUTS, (), NO_LINES)
    return _seen_case(made, [_shared_claims(*report) for report in reports])[0]


@st.cache_resource(show_spinner=False, max_entries=16)
def _shared_claims(text: str, title: str, url: str, publisher: str, published: str) -> tuple[Claim, ...]:
    return read_document(_document(text, title, url, publisher, published))


def _document(text: str, title: str, url: str, publisher: str, published: str) -> Document:
    day = date.fromisoformat(published) if published else None
    return Document.of(text, title=title, url=url, publisher=publisher, published=day)


def _seen_case(
    made: _Made, read: Sequence[Sequence[Claim]], known: Among | None = None
) -> tuple[Case, Among]:
    """`read`: the claims of each report."""
    documents = made.documents
    title = made.title or documents[0].title
    seen = see_claims(
        join_reports(documents, read),
        [document.text for document in documents],
        lambda word: _drawn(word, made.lines)[0],
        boundary=made.river,
        known=known,
    )
    river, placed, among = seen.river, seen.placed, seen.among
    scene = compose_scene(
        placed,
        title=title,
        river=river,
        conflicts=among.conflicts,
        sources=tuple(dict.fromkeys(filter(None, map(_source, documents)))),
    )
    case = Case(
        documents=documents,
        title=title,
        river=river,
        suggested=among.suggested,
        placed=placed,
        conflicts=among.conflicts,
        scene=scene,
        sides=side_words(scene),
        repeats=among.repeats,
        note=_drawn(among.boundary, made.lines)[1] or _far_note(river, placed),
        inputs=made.inputs,
        nearest=among.nearest,
    )
    return case, among


def _source(document: Document) -> str:
    return " · ".join(part for part in (document.title, document.publisher) if part)


def _drawn(word: str, lines: Mapping[str, River]) -> tuple[River | None, str]:
    """The line that a boundary's word means in this visit, or a sentence that says why it can't be had."""
    river, note = (None, "") if word in ("", _NO_RIVER) else find_boundary(word)
    return (lines.get(river.id, river) if river else None), note


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
    """Once, after the first run."""
    settle()
