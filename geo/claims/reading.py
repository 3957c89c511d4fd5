"""Claims, put together: units of text, what each says, of whom, where and when."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from geo.actors import ActorCatalogue
from geo.claims.clauses import (
    LONGEST,
    has_finite,
    has_verb,
    headline_end,
    split_clauses,
    starts_with_verb,
    without_dateline,
)
from geo.claims.confidence import read_confidence
from geo.claims.kinds import read_kind
from geo.claims.loose import loose_quotations
from geo.claims.narration import is_about_report, is_background, tells_event
from geo.claims.roles import Party, Setting, read_roles
from geo.claims.sides import read_sides, speaks_of_bank
from geo.claims.speakers import SpeakerOrganisations
from geo.claims.stance import hedge_start, read_negation, read_stance
from geo.claims.words import Word, closed, phrases, verb_forms, words_of
from geo.model import (
    NO_TIME,
    Actor,
    ActorRole,
    Attribution,
    AttributionKind,
    Claim,
    ClaimType,
    Document,
    Link,
    MentionKind,
    PlaceKind,
    Resolution,
    Role,
    Span,
    Speaker,
    Stance,
    TimeSpan,
    text_id,
)
from geo.text.segment import sentences_within, split_sentences

SHORTEST_CLAUSE = 3
CLIP_CHARS = 600
"""How far into a content the narrator's addition is looked for."""


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

    @property
    def span(self) -> Span:
        return Span(self.words[0].start, self.words[-1].end)


class _Index:
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


class _Reader:
    """Reads one document's units; holds the indexes that every unit needs."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.document.text
        self.parties = sorted(reading.parties, key=lambda party: party[0])
        parties = _Index([span for span, _ in self.parties])
        self.places = sorted(
            (r for r in reading.resolutions if _is_place(r, self.parties, parties)),
            key=lambda r: r.mention.span,
        )
        self.dates = sorted((d for d in reading.dates if d.span), key=lambda d: d.span or Span(0, 0))
        self._place_index = _Index([r.mention.span for r in self.places])
        self._date_index = _Index([d.span for d in self.dates if d.span])
        self._party_index = _Index([span for span, _ in self.parties])
        outer = {id(one) for one in _outermost(reading.attributions)}
        nested = (one for one in reading.attributions if id(one) not in outer and one.source)
        self._nested = sorted(nested, key=lambda one: one.span)
        self._nested_starts = [one.span.start for one in self._nested]
        self._speakers: dict[int, Actor | None] = {}
        self.organisations = SpeakerOrganisations(
            self.text, reading.attributions, reading.catalogue, reading.countries, self.parties
        )

    def places_in(self, span: Span) -> list[Resolution]:
        return [self.places[i] for i in self._place_index.inside(span)]

    def dates_in(self, span: Span) -> list[TimeSpan]:
        return [self.dates[i] for i in self._date_index.inside(span)]

    def parties_in(self, span: Span) -> list[Party]:
        return [self.parties[i] for i in self._party_index.inside(span)]

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
        pronoun = len(lows) > SHORTEST_CLAUSE and lows[0] in closed("we") | closed("they")
        return pronoun or read_kind(words)[0] is not ClaimType.OTHER


def _is_place(resolution: Resolution, parties: Sequence[Party], index: _Index) -> bool:
    """Whether a mention is a place of events: resolved, no nationality, no part of a party's name."""
    span = resolution.mention.span
    if resolution.place is None or resolution.mention.kind is MentionKind.DEMONYM:
        return False
    return not any(parties[i][0].overlaps(span) for i in index.near(span))


def find_claims(reading: Reading) -> tuple[Claim, ...]:
    """All claims of a document in text order."""
    text = reading.document.text
    sourced = [one for one in reading.attributions if one.source or one.kind is not AttributionKind.INDIRECT]
    attributions = [clip(text, one) for one in (*sourced, *loose_quotations(text, sourced))]
    reader = _Reader(replace(reading, attributions=attributions))
    units = sorted((*_attributed(reader), *_narrated(reader)), key=lambda unit: unit.span)
    claims: list[Claim] = []
    before: tuple[Unit, Claim] | None = None
    for unit in units:
        claim = _read_unit(reader, unit, before)
        claims.append(claim)
        before = (unit, claim)
    return _with_ids(claims)


# ---------------------------------------------------------------- units


def clip(text: str, attribution: Attribution) -> Attribution:
    """An attribution without what the narrator adds behind its object.

    That is a clause of its own, as headlines have it, or a hedge ("…, supposedly freed in May").
    """
    plain = attribution.kind is AttributionKind.INDIRECT and attribution.cue is not None
    last = attribution.content[-1]
    if not plain or attribution.cue is None or last.start < attribution.cue.end:
        return attribution
    words = words_of(text, Span(last.start, min(last.end, last.start + CLIP_CHARS)))
    hedge = hedge_start(words) if attribution.rule.startswith("object") else None
    end = hedge or (None if "that-" in attribution.rule else headline_end(words))
    if end is None:
        return attribution
    return replace(attribution, content=(*attribution.content[:-1], Span(last.start, words[end - 1].end)))


def _attributed(reader: _Reader) -> Iterator[Unit]:
    for attribution in _outermost(reader.reading.attributions):
        if _is_about_report(reader.text, attribution) or _is_nobody(attribution):
            continue
        for content in attribution.content:
            for sentence in sentences_within(reader.text, content):
                units = _units(reader, attribution, sentence)
                yield from (unit for unit in units if _says_something(reader, unit))


def _says_something(reader: _Reader, unit: Unit) -> bool:
    """Whether a content is more than a fragment: it has a verb or an event, or is what somebody demands."""
    spoken = sum(word.is_word for word in unit.words)
    if unit.attribution.kind is AttributionKind.DIRECT:
        return spoken > 0
    if has_verb(unit.words) or read_kind(unit.words)[0] is not ClaimType.OTHER:
        return spoken > 1
    stance, _ = read_stance(reader.text, unit.words, unit.attribution)
    return spoken > 1 and stance in (Stance.DEMANDED, Stance.PLANNED)


def _is_nobody(attribution: Attribution) -> bool:
    """ "No group has claimed …": what nobody says is no claim."""
    first = attribution.source.text.split()[:1] if attribution.source else []
    return bool(first) and first[0].lower() in closed("nobody")


def _is_about_report(text: str, attribution: Attribution) -> bool:
    """ "Did not respond to a request for comment": words about the report, not about the world."""
    start = min([attribution.span.start, *([attribution.cue.start] if attribution.cue else [])])
    end = min(attribution.content[0].end, start + CLIP_CHARS)
    return is_about_report(words_of(text, Span(start, end)))


def _outermost(attributions: Sequence[Attribution]) -> list[Attribution]:
    """Attributions that stand in no other's content: nested speech is part of its reporter's claim.

    Of two that claim the same words, the one whose rule is right more often stays.
    """
    kept: list[Attribution] = []
    for attribution in sorted(attributions, key=lambda a: (a.span.start, -a.span.end)):
        rival = next((k for k in kept[-3:] if _overlaps(k, attribution)), None)
        if rival is None:
            kept.append(attribution)
        elif not _holds(rival, attribution) and _score(attribution) > _score(rival):
            kept[kept.index(rival)] = attribution
    return kept


def _holds(outer: Attribution, inner: Attribution) -> bool:
    return any(content.contains(inner.span) for content in outer.content) and "nested" in inner.rule


def _overlaps(one: Attribution, other: Attribution) -> bool:
    """Whether half of the shorter content, or all of a nested one, is the other's too."""
    if any(content.contains(other.span) for content in one.content):
        return True
    shared = sum(
        max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one.content for b in other.content
    )
    return 2 * shared > min(sum(map(len, one.content)), sum(map(len, other.content)))


def _score(attribution: Attribution) -> float:
    return read_confidence(attribution)[1].score


def _units(reader: _Reader, attribution: Attribution, sentence: Span) -> Iterator[Unit]:
    words, part = without_dateline(reader.text, words_of(reader.text, sentence)), 0
    for start in range(0, len(words), LONGEST):
        for clause in split_clauses(words[start : start + LONGEST], reader.weighty):
            yield Unit(attribution, clause, sentence, part)
            part += 1


def _narrated(reader: _Reader) -> Iterator[Unit]:
    """The report's own sentences and clauses that tell an event."""
    taken = sorted(span for a in reader.reading.attributions for span in _hulls(reader.text, a))
    for sentence in split_sentences(reader.text):
        for piece in _without(sentence, taken):
            narrator = Attribution((piece,), AttributionKind.NARRATED, None, None, "narrator")
            for unit in _units(reader, narrator, piece):
                if _narrates(reader, unit):
                    yield replace(
                        unit, attribution=replace(narrator, content=(unit.span,)), sentence=sentence
                    )


def _narrates(reader: _Reader, unit: Unit) -> bool:
    """Whether the report's own words tell an event, and no background."""
    dates = reader.dates_in(unit.span)
    named = bool(reader.parties_in(unit.span) or reader.places_in(unit.span))
    sided = bool(read_sides(reader.text, unit.words, ClaimType.OTHER, ()))
    if not tells_event(unit.words, named=named or sided, sided=sided and (named or bool(dates))):
        return False
    return not is_background(unit.words, dates, reader.reading.document.published)


def _hulls(text: str, attribution: Attribution) -> list[Span]:
    """What an attribution covers: its contents, its cue, its source, and what lies between cue and source.

    A source that does something else first ("Police fired gas and accused …") stays with the report.
    """
    spans = list(attribution.content)
    tag = [part for part in (attribution.cue, attribution.source and attribution.source.span) if part]
    if len(tag) < 2:
        return [*spans, *tag]
    between = Span(min(part.end for part in tag), max(part.start for part in tag))
    apart = len(between) > CLIP_CHARS or (len(between) > 0 and has_finite(words_of(text, between)))
    return [*spans, tag[0]] if apart else [*spans, Span(min(tag).start, max(part.end for part in tag))]


def _without(sentence: Span, taken: Sequence[Span]) -> Iterator[Span]:
    """Pieces of a sentence outside the spans taken, in order."""
    start = sentence.start
    for span in taken[max(0, bisect_left(taken, Span(sentence.start, 0)) - 8) :]:
        if span.start >= sentence.end:
            break
        if span.end <= start:
            continue
        if span.start > start:
            yield Span(start, span.start)
        start = max(start, span.end)
    if start < sentence.end:
        yield Span(start, sentence.end)


# ---------------------------------------------------------------- one unit


def _read_unit(reader: _Reader, unit: Unit, before: tuple[Unit, Claim] | None) -> Claim:
    text, words, attribution = reader.text, unit.words, unit.attribution
    kind, kind_reason = read_kind(words)
    negated, negation_reason = read_negation(words)
    stance, stance_reason = read_stance(text, words, attribution)
    speaker = reader.speaker_of(attribution)
    places = tuple(reader.places_in(unit.span))
    rivers = [r.mention.span for r in places if r.place and r.place.kind is PlaceKind.RIVER]
    close = before if before and _is_close(before[0], unit) else None
    sides = read_sides(text, words, kind, rivers, bank_before=_bank_before(close, unit))
    setting = Setting(kind, speaker, _is_quoted(attribution), _they(close))
    roles = read_roles(words, reader.parties_in(unit.span), setting) + _shared_subject(close, unit)
    roles += _unnamed_doer(unit, kind, stance, speaker, roles)
    confidence, reason = read_confidence(attribution)
    return Claim(
        id="",
        document_id=reader.reading.document.id,
        attribution=attribution,
        span=unit.span,
        text=unit.span.of(text),
        type=kind,
        negated=negated,
        stance=stance,
        actors=roles,
        places=places or _carried(close, unit),
        when=_when(reader, unit),
        sides=sides,
        speaker=speaker,
        claimant=reader.claimant_in(unit.span),
        confidence=confidence,
        reasons=(reason, kind_reason, stance_reason, negation_reason),
    )


def _is_quoted(attribution: Attribution) -> bool:
    return attribution.kind in (AttributionKind.DIRECT, AttributionKind.MIXED)


def _is_close(earlier: Unit, unit: Unit) -> bool:
    """Whether two units stand in one sentence or one quotation."""
    same = earlier.attribution is unit.attribution or earlier.sentence == unit.sentence
    return same or (earlier.attribution.source is None and unit.attribution.source is None)


def _bank_before(close: tuple[Unit, Claim] | None, unit: Unit) -> bool:
    return bool(close and close[0].sentence == unit.sentence and speaks_of_bank(close[0].words))


def _shared_subject(close: tuple[Unit, Claim] | None, unit: Unit) -> tuple[ActorRole, ...]:
    """Who acts in a clause that leaves out its subject: "…, and attempts to cross"."""
    if (
        close is None
        or close[0].sentence != unit.sentence
        or not unit.part
        or not starts_with_verb(unit.words)
    ):
        return ()
    return tuple(replace(role, span=None) for role in close[1].actors if role.role is Role.ACTS)


def _unnamed_doer(
    unit: Unit, kind: ClaimType, stance: Stance, speaker: Actor | None, roles: Sequence[ActorRole]
) -> tuple[ActorRole, ...]:
    """The speaker, where the content has no subject: "vowed to retake it", "declared victory over them"."""
    if speaker is None or unit.part or unit.attribution.kind is AttributionKind.DIRECT:
        return ()
    if stance is Stance.DEMANDED or any(role.role is Role.ACTS for role in roles):
        return ()
    first = verb_forms().get(unit.words[0].low)
    bare = unit.words[0].low == "to" or (first is not None and first.shape == "ing")
    won = kind is ClaimType.CONTROL and stance is Stance.ASSERTED and not has_finite(unit.words)
    return (ActorRole(speaker, Role.ACTS),) if bare or won else ()


def _they(close: tuple[Unit, Claim] | None) -> Actor | None:
    """The party named last before, besides the speaker."""
    if close is None:
        return None
    speaker = close[1].speaker
    others = [role.actor for role in close[1].actors if role.span and role.actor != speaker]
    return others[0] if others else None


def _carried(close: tuple[Unit, Claim] | None, unit: Unit) -> tuple[Resolution, ...]:
    """Places of the unit before, where the words point back to them: "there", "the town"."""
    if close is None:
        return ()
    wanted: set[PlaceKind] = set()
    if unit.words in phrases("claims_words.toml", "", "anaphors_place"):
        wanted |= {PlaceKind.SETTLEMENT, PlaceKind.OTHER}
    if unit.words in phrases("claims_words.toml", "", "anaphors_river"):
        wanted.add(PlaceKind.RIVER)
    return tuple(
        replace(place, link=Link.CARRIED)
        for place in close[1].places
        if place.place and place.place.kind in wanted
    )


def _when(reader: _Reader, unit: Unit) -> TimeSpan:
    """The time of the event: the first resolved expression among the claim's own words."""
    dates = reader.dates_in(unit.span)
    resolved = [one for one in dates if one.start or one.end]
    return next(iter(resolved or dates), NO_TIME)


def _with_ids(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Ids from what is said and by whom, not from where; the same said again gets a number."""
    seen: dict[str, int] = {}
    out = []
    for claim in claims:
        key = text_id(" ".join(claim.text.split()), speaker_name(claim.attribution.source))
        seen[key] = seen.get(key, 0) + 1
        number = f"-{seen[key]}" if seen[key] > 1 else ""
        out.append(replace(claim, id=f"c{key}{number}"))
    return tuple(out)


def speaker_name(speaker: Speaker | None) -> str:
    """The name a speaker goes by; empty for the narrator."""
    return "" if speaker is None else (speaker.name or speaker.text)
