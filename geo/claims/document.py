"""One document's findings, indexed: what stands inside a stretch of text, and who speaks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from geo.actors import ActorCatalogue, find_people, fold, speaking_people
from geo.claims.foes import Foes
from geo.claims.issuers import issued_by
from geo.claims.kinds import read_kind
from geo.claims.outermost import outermost
from geo.claims.roles import Party
from geo.claims.sides import speaks_of_bank
from geo.claims.speakers import NEAR, SpeakerOrganisations
from geo.claims.words import Word, closed, words_of
from geo.model import (
    Actor,
    Attribution,
    ClaimType,
    Document,
    MentionKind,
    PlaceKind,
    Resolution,
    Span,
    TimeSpan,
)

_AGED = re.compile(r"\b([^\W\d_a-z][\w’'-]{1,30}), \d\d(?=[,.;)”\"]| (?:who|from|of|in|said|says|and)\b)")
_DATELINE = re.compile(r"[^\n.]{0,40}? [—–-]{1,2} ")
FIRST = 5
"""Towns of a text among which its dateline's is."""
SHORTEST_CLAUSE = 3
SUBJECT_WORDS = 3
"""Words at a clause's start in which its subject is looked for."""


_SEATS = (PlaceKind.SETTLEMENT, PlaceKind.ADMIN)
"""Places that can speak: "Arda ordered people to leave"."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the rooms below found in one document."""

    document: Document
    attributions: Sequence[Attribution]
    resolutions: Sequence[Resolution]
    dates: Sequence[TimeSpan]
    parties: Sequence[Party]
    catalogue: ActorCatalogue
    countries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """The words of one proposition, in the sentence they come from."""

    attribution: Attribution
    words: tuple[Word, ...]
    sentence: Span
    part: int
    """Which clause of its sentence this is, from 0."""
    tag: Span | None = None
    """Who says it, where that parts the words: "The bridge, she said, was gone"."""

    @property
    def span(self) -> Span:
        return Span(self.words[0].start, self.words[-1].end)

    def holds(self, span: Span) -> bool:
        """Whether a stretch within the unit is of its own words, none of the tag's."""
        return self.tag is None or not self.tag.overlaps(span)


class Index:
    """Spans in text order, and those inside another span."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans
        self._starts = [span.start for span in spans]

    def inside(self, span: Span) -> range:
        first = bisect_left(self._starts, span.start)
        last = bisect_left(self._starts, span.end)
        while last > first and self._spans[last - 1].end > span.end:
            last -= 1
        return range(first, last)

    def near(self, span: Span) -> range:
        """Spans that may overlap `span`; the index holds no overlapping ones."""
        first = bisect_left(self._starts, span.start)
        return range(max(0, first - 1), bisect_left(self._starts, span.end))


class Reader:
    """Reads one document's units; holds the indexes that every unit needs."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.document.text
        parties_named = sorted(reading.parties, key=lambda party: party[0])
        towns = [
            (r.mention.span.start, r.mention.text)
            for r in reading.resolutions
            if r.place and r.place.kind in _SEATS
        ]
        issued = issued_by(self.text)
        self.organisations = SpeakerOrganisations(
            self.text,
            [*([issued] if issued else []), *reading.attributions],
            reading.catalogue,
            reading.countries,
            parties_named,
            towns,
        )
        self.issued = issued if issued and self.organisations.of(issued.source) else None
        """Under whom the text itself speaks, where its heading names a body."""
        self.aged = frozenset(fold(match[1]) for match in _AGED.finditer(self.text))
        """Last names of people whose age is told, which papers do of civilians."""
        self.parties = self.organisations.parties
        parties = Index([span for span, _ in self.parties])
        home = next((reading.catalogue.of_country(one) for one in reading.countries), None)
        self.foes = Foes((actor for _, actor in self.parties), home)
        self._people = find_people(self.text, self.parties)
        self._people_index = Index([span for span, _ in self._people])
        self.places = sorted(
            (r for r in reading.resolutions if _is_place(r, self.parties, parties)),
            key=lambda r: r.mention.span,
        )
        self.nations = {
            r.mention.span.end: r.place.country
            for r in reading.resolutions
            if r.place and r.place.country and _is_national(r)
        }
        self.dates = sorted((d for d in reading.dates if d.span), key=lambda d: d.span or Span(0, 0))
        self._place_index = Index([r.mention.span for r in self.places])
        settled = [r for r in self.places if r.place and r.place.kind is PlaceKind.SETTLEMENT]
        self.dateline = [r for r in settled[:FIRST] if _opens_line(self.text, r)][:1]
        """The town that the report was written from, where its first line tells."""
        sources = sorted(one.source.span for one in reading.attributions if one.source and _is_official(one))
        seats = Index(sources)
        self._towns = [
            r
            for r in settled
            if not (
                _is_seat(self.text, r)
                and any(sources[i].contains(r.mention.span) for i in seats.near(r.mention.span))
            )
        ]
        self._town_ends = [r.mention.span.end for r in self._towns]
        self._date_index = Index([d.span for d in self.dates if d.span])
        self._party_index = Index([span for span, _ in self.parties])
        self.attributions = outermost(reading.attributions, reading.document.text)
        outer = {id(one) for one in self.attributions}
        nested = (one for one in reading.attributions if id(one) not in outer and one.source)
        self._nested = sorted(nested, key=lambda one: one.span)
        self._nested_starts = [one.span.start for one in self._nested]
        self._speakers: dict[int, Actor | None] = {}

    def places_in(self, span: Span) -> list[Resolution]:
        return [self.places[i] for i in self._place_index.inside(span)]

    def town_before(self, offset: int) -> list[Resolution]:
        """The town named last before an offset, if that is not far back."""
        first = bisect_left(self._town_ends, max(0, offset - NEAR))
        last = bisect_left(self._town_ends, offset)
        return [self._towns[last - 1]] if last > first else []

    def dates_in(self, span: Span) -> list[TimeSpan]:
        return [self.dates[i] for i in self._date_index.inside(span)]

    def parties_in(self, span: Span) -> list[Party]:
        return [self.parties[i] for i in self._party_index.inside(span)]

    def people_in(self, span: Span) -> list[Party]:
        """People and local bodies without a name: "villagers", "the district council"."""
        return [self._people[i] for i in self._people_index.inside(span)]

    def same_paragraph(self, earlier: Span, later: Span) -> bool:
        """Whether no line ends between two spans."""
        return "\n" not in self.text[earlier.end : later.start]

    def claimant_in(self, span: Span) -> Actor | None:
        """Whose claim is passed on within `span`: the source of speech nested there."""
        first = bisect_left(self._nested_starts, span.start)
        for inner in self._nested[first : bisect_left(self._nested_starts, span.end)]:
            if inner.source and span.contains(inner.source.span) and span.overlaps(inner.content[0]):
                return self.organisations.of(inner.source)
        return None

    def speaker_of(self, attribution: Attribution) -> Actor | None:
        """The organisation an attribution's source speaks for, looked up once."""
        key = id(attribution)
        if key not in self._speakers:
            self._speakers[key] = self.organisations.of(attribution.source)
        return self._speakers[key]

    def weighty(self, span: Span) -> bool:
        """Whether a stretch names an actor, a place, or an event."""
        if self.parties_in(span) or self.places_in(span):
            return True
        words = words_of(self.text, span)
        lows = [word.low for word in words if word.is_word and word.low not in closed("coordinators")]
        if speaks_of_bank(words):
            return True
        if len(lows) > SHORTEST_CLAUSE and set(lows[:SUBJECT_WORDS]) & closed("participants"):
            return True
        pronoun = len(lows) > SHORTEST_CLAUSE and lows[0] in closed("we") | closed("they")
        return pronoun or read_kind(words)[0] is not ClaimType.OTHER


def rivers_among(places: Sequence[Resolution]) -> list[Span]:
    """Where places that are rivers are named."""
    return [r.mention.span for r in places if r.place and r.place.kind is PlaceKind.RIVER]


def towns_among(places: Sequence[Resolution]) -> list[Span]:
    """Where places that are towns are named."""
    return [r.mention.span for r in places if r.place and r.place.kind is PlaceKind.SETTLEMENT]


def _is_national(resolution: Resolution) -> bool:
    """An adjective of nationality, or the name of a country: "the Thai bank", "the U.S. bank"."""
    named = resolution.place is not None and resolution.place.kind is PlaceKind.COUNTRY
    return named or resolution.mention.kind is MentionKind.DEMONYM


def _opens_line(text: str, resolution: Resolution) -> bool:
    """Whether a town stands as a dateline: "ARDA, April 12 - …", "Arda — …"."""
    start, end = resolution.mention.span.start, resolution.mention.span.end
    first = text[text.rfind("\n", 0, start) + 1 : start].strip() == ""
    return first and (text[start:end].isupper() or bool(_DATELINE.match(text, end)))


def _is_official(attribution: Attribution) -> bool:
    """Whether a speaker is named or holds an office: the town beside them is where they sit."""
    source = attribution.source
    return source is not None and speaking_people(source.text) is None


def _is_seat(text: str, resolution: Resolution) -> bool:
    before = text[max(0, resolution.mention.span.start - 4) : resolution.mention.span.start]
    return before.endswith((" in ", " at "))


def _is_place(resolution: Resolution, parties: Sequence[Party], index: Index) -> bool:
    """Whether a mention is a place of events: resolved, no nationality, no part of a party's name."""
    span = resolution.mention.span
    if resolution.place is None or resolution.mention.kind is MentionKind.DEMONYM:
        return False
    return not any(parties[i][0].overlaps(span) for i in index.near(span))
