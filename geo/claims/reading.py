"""Claims, put together: what each unit says, of whom, where and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geo.actors import civilians, speaking_people
from geo.claims.clauses import (
    has_finite,
    starts_with_verb,
)
from geo.claims.confidence import read_confidence
from geo.claims.document import Reader, Reading, Unit, rivers_among, towns_among
from geo.claims.issuers import RULE as ISSUED
from geo.claims.kinds import read_kind
from geo.claims.loose import labelled_sentences, loose_quotations
from geo.claims.mentions import last_name
from geo.claims.roles import Setting, read_people, read_roles
from geo.claims.sides import read_sides, speaks_of_bank
from geo.claims.stance import read_negation, read_stance
from geo.claims.units import attributed_units, clip, narrated_units
from geo.claims.words import Word, closed, phrases, verb_forms, words_of
from geo.model import (
    NO_TIME,
    Actor,
    ActorRole,
    Attribution,
    AttributionKind,
    Claim,
    ClaimType,
    Link,
    PlaceKind,
    Resolution,
    Role,
    Span,
    Speaker,
    Stance,
    TimeSpan,
    text_id,
)

LONGEST_NAMING = 9
"""Words of the longest request that a speaker's name be kept back."""
_REFLEXIVES = frozenset(("himself", "herself", "itself", "themselves"))
LONGEST_LABEL = 4
"""Words of the longest label before a colon that is a party's name."""


def find_claims(reading: Reading) -> tuple[Claim, ...]:
    """All claims of a document in text order."""
    reader = Reader(replace(reading, attributions=all_attributions(reading)))
    told = tuple(attributed_units(reader))
    units = sorted((*told, *narrated_units(reader, told)), key=lambda unit: unit.span)
    claims: list[Claim] = []
    before: tuple[Unit, Claim] | None = None
    for unit in units:
        claim = _read_unit(reader, unit, before)
        claims.append(claim)
        before = (unit, claim)
    return with_ids(claims)


def all_attributions(reading: Reading) -> list[Attribution]:
    """The attributions with a source, those that a quotation or a label beside them gives included."""
    text = reading.document.text
    sourced = [
        one
        for one in reading.attributions
        if (one.source or one.kind is not AttributionKind.INDIRECT) and not _is_of_name(text, one)
    ]
    spoken = [one for one in sourced if not _is_topic(reading, one)]
    labelled = labelled_sentences(text, spoken, lambda label: _is_party(reading, label))
    return [clip(text, one) for one in (*spoken, *loose_quotations(text, spoken), *labelled)]


def _is_of_name(text: str, attribution: Attribution) -> bool:
    """Whether all that is asked for is a name kept back: "who asked that her surname not be used"."""
    source = attribution.source
    lows = [word.low for span in attribution.content for word in words_of(text, span)]
    if source is None or not 1 < len(lows) <= LONGEST_NAMING:
        return False
    if lows[0] in _REFLEXIVES:
        return True
    asked = source.text.lower() in ("who", "he", "she", "they") or lows[:2] in (
        ["not", "to"],
        ["to", "be"],
        ["to", "give"],
    )
    return asked and bool(set(lows) & closed("naming"))


def _is_topic(reading: Reading, attribution: Attribution) -> bool:
    """Whether a headline's label is where, not who: "Mali: army and rebels clash"."""
    if attribution.rule != "headline, label" or attribution.source is None:
        return False
    small = reading.document.text[attribution.content[0].start].islower()
    return small and any(
        place.mention.span.overlaps(attribution.source.span) for place in reading.resolutions
    )


def _is_party(reading: Reading, label: str) -> bool:
    """Whether all of a label names one party: "Ankara", "the Foreign Ministry"."""
    if len(label.split()) > LONGEST_LABEL:
        return False
    return reading.catalogue.resolve(label, countries=reading.countries) is not None


def read_words(reading: Reading, span: Span) -> Claim | None:
    """What the rules make of words that a person says are a claim; None where there are no words.

    The speaker is the one whose saying these words stand in, else the report itself.
    """
    words = words_of(reading.document.text, span)
    if not words:
        return None
    span = Span(words[0].start, words[-1].end)
    around = [one for one in reading.attributions if any(part.overlaps(span) for part in one.content)]
    said = max(around, key=lambda one: one.source is not None, default=None)
    attribution = said or Attribution((span,), AttributionKind.NARRATED, None, None, "added by hand")
    claim = _read_unit(Reader(reading), Unit(attribution, words, span, 0), None)
    number = text_id("added", reading.document.id, str(span.start), str(span.end))
    return replace(claim, id=f"c{number}")


# ---------------------------------------------------------------- one unit


def _read_unit(reader: Reader, unit: Unit, before: tuple[Unit, Claim] | None) -> Claim:
    text, words, attribution = reader.text, unit.words, unit.attribution
    kind, kind_reason = read_kind(words)
    negated, negation_reason = read_negation(words)
    stance, stance_reason = read_stance(text, words, attribution)
    speaker = reader.speaker_of(attribution)
    places = tuple(place for place in reader.places_in(unit.span) if unit.holds(place.mention.span))
    scene = before if before and _goes_on(reader, before[0], unit) else None
    rivers = rivers_among(places)
    close = before if before and _is_close(before[0], unit) else None
    sides = read_sides(
        text,
        words,
        kind,
        rivers,
        towns=towns_among(places),
        bank_before=_bank_before(close, unit),
        nations=reader.nations,
    )
    setting = Setting(kind, speaker, _is_quoted(attribution), _they(close))
    named = [party for party in reader.parties_in(unit.span) if unit.holds(party[0])]
    parties = sorted((*named, *reader.foes.named(words, speaker)), key=lambda one: one[0])
    roles = read_roles(words, parties, setting) + _shared_subject(close, unit)
    people = [party for party in reader.people_in(unit.span) if unit.holds(party[0])]
    roles += read_people(words, people, setting)
    roles += _unnamed_doer(unit, kind, stance, speaker, roles) + _owner(reader, before, unit, roles)
    roles = (*_speaking(reader, attribution, speaker), *roles) or _present(reader, unit)
    confidence, reason = read_confidence(attribution, text)
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
        places=(places and (*places, *_written_from(reader, unit, places)))
        or _carried(reader, close, unit)
        or (() if sides else _scene(scene, unit, kind, stance)),
        when=_when(reader, unit),
        sides=sides,
        speaker=speaker,
        claimant=reader.claimant_in(unit.span),
        confidence=confidence,
        reasons=(reason, kind_reason, stance_reason, negation_reason),
    )


def _speaking(reader: Reader, attribution: Attribution, speaker: Actor | None) -> tuple[ActorRole, ...]:
    """People without a body who speak of nobody: "three fishermen", "a teacher from the town", "Ruel, 34"."""
    if speaker is not None or attribution.source is None:
        return ()
    found = speaking_people(attribution.source.text)
    if found is None:
        source = attribution.source
        aged = not (source.role or source.organisation) and last_name(source) in reader.aged
        return (ActorRole(civilians(), Role.SPEAKS, None),) if aged else ()
    at, (span, people) = attribution.source.span.start, found
    return (ActorRole(people, Role.SPEAKS, Span(at + span.start, at + span.end)),)


def _present(reader: Reader, unit: Unit) -> tuple[ActorRole, ...]:
    """The first people a claim mentions that names nobody else."""
    return tuple(ActorRole(actor, Role.MENTIONED, span) for span, actor in reader.people_in(unit.span)[:1])


def _is_quoted(attribution: Attribution) -> bool:
    own_words = attribution.rule == ISSUED  # a statement says "we" without quotation marks
    return own_words or attribution.kind in (AttributionKind.DIRECT, AttributionKind.MIXED)


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


def _owner(
    reader: Reader, before: tuple[Unit, Claim] | None, unit: Unit, roles: Sequence[ActorRole]
) -> tuple[ActorRole, ...]:
    """Whose "its patrols" at a sentence's start are: of the party that spoke or acted just before."""
    own = unit.attribution.kind is AttributionKind.NARRATED and unit.words[0].low in ("its", "their")
    if before is None or not own or any(role.role is Role.ACTS for role in roles):
        return ()
    if not reader.same_paragraph(before[0].span, unit.span):
        return ()
    doer = next((role.actor for role in before[1].actors if role.role is Role.ACTS), None)
    actor = before[1].speaker or doer
    return (ActorRole(actor, Role.ACTS),) if actor else ()


def _they(close: tuple[Unit, Claim] | None) -> Actor | None:
    """The party named last before, besides the speaker."""
    if close is None:
        return None
    speaker = close[1].speaker
    others = [role.actor for role in close[1].actors if role.span and role.actor != speaker]
    return others[0] if others else None


def _carried(reader: Reader, close: tuple[Unit, Claim] | None, unit: Unit) -> tuple[Resolution, ...]:
    """Places named before, where the words point back to them: "there", "the town".

    "The town" without one in the unit before is the town named last, whoever named it.
    """
    wanted: set[PlaceKind] = set()
    words = _pointing(unit.words)
    if words in phrases("claims_words.toml", "", "anaphors_place"):
        wanted |= {PlaceKind.SETTLEMENT, PlaceKind.OTHER}
    if words in phrases("claims_words.toml", "", "anaphors_river"):
        wanted.add(PlaceKind.RIVER)
    before = close[1].places if close else ()
    found = [place for place in before if place.place and place.place.kind in wanted]
    if not found:
        found = _written_from(reader, unit, ())
    if not found and words in phrases("claims_words.toml", "", "anaphors_town"):
        found = reader.town_before(unit.span.start)
    return tuple(replace(place, link=Link.CARRIED) for place in found)


def _written_from(reader: Reader, unit: Unit, places: Sequence[Resolution]) -> list[Resolution]:
    """The dateline's town, where the report says "this town" and names none."""
    own = unit.attribution.kind is AttributionKind.NARRATED
    named = any(place.place and place.place.kind is PlaceKind.SETTLEMENT for place in places)
    here = own and not named and unit.words in phrases("claims_words.toml", "", "anaphors_dateline")
    return [replace(place, link=Link.CARRIED) for place in reader.dateline] if here else []


def _pointing(words: Sequence[Word]) -> tuple[Word, ...]:
    """Words without the "there" of "there had been no soldiers", which points to no place."""
    verbs = closed("auxiliaries") | {"never", "still"}
    return tuple(
        word
        for at, word in enumerate(words)
        if not (word.low == "there" and at + 1 < len(words) and words[at + 1].low in verbs)
    )


def _goes_on(reader: Reader, earlier: Unit, unit: Unit) -> bool:
    """Whether one speaker goes on in the same paragraph."""
    same = earlier.attribution.speaker_label == unit.attribution.speaker_label
    return same and reader.same_paragraph(earlier.span, unit.span)


def _scene(
    before: tuple[Unit, Claim] | None, unit: Unit, kind: ClaimType, stance: Stance
) -> tuple[Resolution, ...]:
    """The towns of what the speaker said just before, for an event without a place of its own."""
    if before is None or not {kind, before[1].type} <= _HAPPENS or stance is not Stance.ASSERTED:
        return ()
    if unit.words in phrases("claims_words.toml", "", "elsewhere") or speaks_of_bank(unit.words):
        return ()
    return tuple(
        replace(place, link=Link.CARRIED)
        for place in before[1].places
        if place.place and place.place.kind in (PlaceKind.SETTLEMENT, PlaceKind.OTHER)
    )


_HAPPENS = frozenset({ClaimType.STRIKE, ClaimType.FIGHTING, ClaimType.CASUALTIES, ClaimType.CONTROL,
                      ClaimType.MOVEMENT, ClaimType.PRESENCE, ClaimType.CROSSING})  # fmt: skip
"""Kinds of claims that happen somewhere."""


def _when(reader: Reader, unit: Unit) -> TimeSpan:
    """The time of the event: the first resolved expression among the claim's own words."""
    dates = [one for one in reader.dates_in(unit.span) if one.span and unit.holds(one.span)]
    resolved = [one for one in dates if one.start or one.end]
    return next(iter(resolved or dates), NO_TIME)


def with_ids(claims: Sequence[Claim]) -> tuple[Claim, ...]:
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
