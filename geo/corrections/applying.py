"""Machine claims and the journal of a document, put together: what is shown.

A claim is found by its id, else by the words it stands on: a newer reader may name it anew. What finds no
claim is given back, never dropped. Corrections of different things may come in any order; of one thing the
last one holds; what parts and joins claims is done in the order in which it was said.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import pairwise
from typing import Any

from geo.corrections.journal import Journal, holding
from geo.corrections.reading import Voice, value_of
from geo.corrections.values import FIELDS, JUDGED, WHOLE_CASE, Correction, Kind, read_subject, subject_of
from geo.errors import InputError
from geo.gazetteer.names import fold
from geo.model import (
    Actor,
    ActorRole,
    AttributionKind,
    Claim,
    Document,
    Link,
    Mention,
    MentionKind,
    Origin,
    Place,
    Reason,
    Resolution,
    ReviewState,
    Role,
    Span,
    Speaker,
    text_id,
)

_SHARE = 0.5
"""So much of the shorter of two stretches of text makes them one claim."""
_PARTS = (Kind.SPLIT, Kind.MERGE, Kind.REJECT)
_ORDER = {kind: number for number, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True)
class Applied:
    """Claims in text order; corrections that found none; claims that people said are none."""

    claims: tuple[Claim, ...]
    unmatched: tuple[Correction, ...] = ()
    rejected: tuple[Claim, ...] = ()


@dataclass(slots=True)
class _Desk:
    """The claims being worked on, by id, and what was found of the corrections."""

    document: Document
    claims: dict[str, Claim]
    rejected: dict[str, Claim] = field(default_factory=dict)
    unmatched: list[Correction] = field(default_factory=list)

    def find(self, subject: str) -> Claim | None:
        """The claim of that id, else the one that shares most of its words."""
        identity, span = read_subject(subject)
        if identity in self.claims or span is None:
            return self.claims.get(identity)
        shared = [(_shared(span, claim.span), claim.id) for claim in self.claims.values()]
        best = max(shared, key=lambda one: one[0], default=(0.0, ""))
        return self.claims[best[1]] if best[0] >= _SHARE else None


def apply(claims: Sequence[Claim], journal: Journal, document: Document) -> Applied:
    """A document's claims with what its journal says of them; `journal` may be that of a whole case."""
    said = [entry for entry in holding(journal) if entry.document_id in (document.id, WHOLE_CASE)]
    if not said:
        return Applied(tuple(claims))
    desk = _Desk(document, {claim.id: claim for claim in claims})
    values = _values(said, desk)
    _add(desk, values)
    _rename(desk, values)
    fields = [one for one in values if one[0].kind in FIELDS]
    later = [one for one in fields if not _set_by_id(desk, *one)]
    for entry, value in values:
        if entry.kind in _PARTS:
            _part(desk, entry, value)
    for entry, value in later:
        _set_or_keep(desk, entry, value)
    _mark_places(desk, values)
    order = sorted(desk.claims.values(), key=lambda claim: claim.span)
    return Applied(tuple(order), tuple(desk.unmatched), tuple(desk.rejected.values()))


def checked_only(applied: Applied) -> Applied:
    """The claims that somebody has checked, and nothing of how they came to be."""
    return Applied(tuple(c for c in applied.claims if c.review.state is ReviewState.CHECKED))


Said = tuple[Correction, Any]


def _values(said: Sequence[Correction], desk: _Desk) -> list[Said]:
    """Entries with what they become; one that makes no sense here is kept as unmatched."""
    found = []
    for entry in said:
        try:
            found.append((entry, value_of(entry.kind, entry.becomes)))
        except InputError:
            desk.unmatched.append(entry)
    return found


def _shared(one: Span, other: Span) -> float:
    both = min(one.end, other.end) - max(one.start, other.start)
    return both / max(1, min(len(one), len(other)))


# ---------------------------------------------------------------- claims that people add, part, join


def _add(desk: _Desk, values: Sequence[Said]) -> None:
    for entry, claim in values:
        if entry.kind != Kind.ADD:
            continue
        if claim.span.of(desk.document.text) != claim.text or claim.id in desk.claims:
            desk.unmatched.append(entry)
            continue
        places = tuple(r for one in claim.places if (r := _by_spelling(one, values)) is not None)
        review = replace(claim.review, origin=Origin.ADDED)
        desk.claims[claim.id] = replace(claim, document_id=desk.document.id, places=places, review=review)


def _by_spelling(resolution: Resolution, values: Sequence[Said]) -> Resolution | None:
    """A place of an added claim under what is said of its spelling; None where it is no place."""
    for entry, place in values:
        if entry.kind == Kind.PLACE and fold(entry.subject) == fold(resolution.mention.text):
            return replace(resolution, place=place, link=Link.CORRECTED) if place else None
    return resolution


def _part(desk: _Desk, entry: Correction, value: Any) -> None:  # noqa: ANN401
    claim = desk.find(entry.subject)
    if claim is None:
        known = read_subject(entry.subject)[0] in desk.rejected
        desk.unmatched += [] if known else [entry]
    elif entry.kind == Kind.REJECT:
        if value:
            desk.rejected[claim.id] = desk.claims.pop(claim.id)
    elif not (_split if entry.kind == Kind.SPLIT else _merge)(desk, claim, value):
        desk.unmatched.append(entry)


def _split(desk: _Desk, claim: Claim, offsets: Sequence[int]) -> bool:
    inside = [at for at in offsets if claim.span.start < at < claim.span.end]
    edges = [claim.span.start, *inside, claim.span.end]
    spans = [_stripped(Span(a, b), desk.document.text) for a, b in pairwise(edges)]
    spans = [span for span in spans if len(span) > 0]
    if len(spans) < 2:
        return False
    del desk.claims[claim.id]
    for span in spans:
        piece = piece_of(claim, span, desk.document.text)
        desk.claims[piece.id] = piece
    return True


def _stripped(span: Span, text: str) -> Span:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))


def piece_of(claim: Claim, span: Span, text: str) -> Claim:
    """A part of a claim: what is named in its words, or anywhere where nothing of it is named there."""
    places = tuple(r for r in claim.places if r.mention.span.overlaps(span))
    return replace(
        claim,
        id=f"c{text_id('part', claim.id, str(span.start), str(span.end))}",
        span=span,
        text=span.of(text),
        attribution=replace(claim.attribution, content=(span,)),
        places=places or claim.places,
        actors=tuple(a for a in claim.actors if a.span is None or a.span.overlaps(span)),
        sides=tuple(side for side in claim.sides if side.span.overlaps(span)),
        review=_changed(claim, Kind.SPLIT).review,
    )


def _merge(desk: _Desk, claim: Claim, subjects: Sequence[str]) -> bool:
    others = [one for subject in subjects if (one := desk.find(subject)) and one.id != claim.id]
    if not others:
        return False
    for other in others:
        desk.claims.pop(other.id, None)
        claim = merged(claim, other, desk.document.text)
    desk.claims[claim.id] = claim
    return True


def merged(claim: Claim, other: Claim, text: str) -> Claim:
    """Two claims as one, from where the first begins to where the last ends; the first one's reading."""
    start, end = min(claim.span.start, other.span.start), max(claim.span.end, other.span.end)
    span = Span(start, end)
    actors = claim.actors + tuple(a for a in other.actors if a not in claim.actors)
    places = claim.places + tuple(r for r in other.places if r not in claim.places)
    set_by_hand = claim.review.changed
    return replace(
        claim,
        span=span,
        text=span.of(text),
        attribution=replace(claim.attribution, content=(span,)),
        actors=claim.actors if Kind.ACTORS in set_by_hand else actors,
        places=claim.places if Kind.AT in set_by_hand else places,
        sides=claim.sides + tuple(side for side in other.sides if side not in claim.sides),
        review=_changed(claim, Kind.MERGE).review,
    )


# ---------------------------------------------------------------- spellings that the case has learned


def _rename(desk: _Desk, values: Sequence[Said]) -> None:
    own_first = sorted((v for v in values if v[0].kind == Kind.ACTOR), key=lambda v: not v[0].document_id)
    taken: set[str] = set()
    for entry, actor in own_first:
        key = fold(entry.subject)
        if key in taken:
            continue
        taken.add(key)
        renamed = {c.id: r for c in desk.claims.values() if (r := _renamed(c, key, actor, desk)) is not c}
        desk.claims |= renamed
        if not renamed and entry.document_id:
            desk.unmatched.append(entry)


def _renamed(claim: Claim, key: str, actor: Actor | None, desk: _Desk) -> Claim:
    """The claim with an actor of that spelling taken for another one; None: for none."""
    text = desk.document.text
    hit = [_is_named(role, key, text) for role in claim.actors]
    speaks = claim.speaker is not None and fold(claim.speaker.name) == key
    if not any(hit) and not speaks:
        return claim
    roles: list[ActorRole] = []
    for role, named in zip(claim.actors, hit, strict=True):
        if named and actor is None:
            continue
        new = replace(role, actor=actor) if named and actor else role
        roles += [] if new in roles else [new]
    speaker = actor if speaks else claim.speaker
    return _changed(replace(claim, actors=tuple(roles), speaker=speaker), Kind.ACTOR)


def _is_named(role: ActorRole, key: str, text: str) -> bool:
    return fold(role.actor.name) == key or (role.span is not None and fold(role.span.of(text)) == key)


def _mark_places(desk: _Desk, values: Sequence[Said]) -> None:
    """Claims whose places somebody mended, also where a name was said to be no place."""
    gone = [fold(entry.subject) for entry, place in values if entry.kind == Kind.PLACE and place is None]
    for claim in list(desk.claims.values()):
        words = f" {fold(claim.text)} " if gone else ""
        mended = any(r.link is Link.CORRECTED for r in claim.places) and Kind.AT not in claim.review.changed
        if mended or any(f" {name} " in words for name in gone):
            desk.claims[claim.id] = _changed(claim, Kind.PLACE)


# ---------------------------------------------------------------- fields


def _set_by_id(desk: _Desk, entry: Correction, value: Any) -> bool:  # noqa: ANN401
    identity = read_subject(entry.subject)[0]
    if identity not in desk.claims:
        return False
    desk.claims[identity] = with_field(desk.claims[identity], Kind(entry.kind), value)
    return True


def _set_or_keep(desk: _Desk, entry: Correction, value: Any) -> None:  # noqa: ANN401
    claim = desk.find(entry.subject)
    if claim is not None:
        desk.claims[claim.id] = with_field(claim, Kind(entry.kind), value)
    elif read_subject(entry.subject)[0] not in desk.rejected:
        desk.unmatched.append(entry)


def with_field(claim: Claim, kind: Kind, value: Any) -> Claim:  # noqa: ANN401
    """A claim with one thing of it said by a person, and marked so."""
    if kind in JUDGED:
        name = "state" if kind is Kind.REVIEW else kind.value
        return replace(claim, review=replace(claim.review, **{name: value}))
    return _changed(_SETTERS[kind](claim, value), kind)


def _changed(claim: Claim, kind: Kind) -> Claim:
    review = claim.review
    kinds = tuple(sorted({*review.changed, kind.value}, key=lambda name: _ORDER[Kind(name)]))
    origin = Origin.ADDED if review.origin is Origin.ADDED else Origin.CORRECTED
    return replace(claim, review=replace(review, origin=origin, changed=kinds))


def _speaking(claim: Claim, voice: Voice) -> Claim:
    attribution, organisation = claim.attribution, voice.organisation
    if not voice.name and organisation is None:
        attribution = replace(attribution, source=None, kind=AttributionKind.NARRATED)
    else:
        name = voice.name or (organisation.name if organisation else "")
        before = attribution.source or Speaker(claim.span, name)
        source = replace(before, name=name, role=voice.role or None, organisation=None)
        narrated = attribution.kind is AttributionKind.NARRATED
        kind = AttributionKind.INDIRECT if narrated else attribution.kind
        attribution = replace(attribution, source=source, kind=kind)
    others = tuple(role for role in claim.actors if role.role is not Role.SPEAKS)
    spoken = (ActorRole(organisation, Role.SPEAKS),) if organisation else ()
    actors = claim.actors if Kind.ACTORS in claim.review.changed else (*spoken, *others)
    return replace(claim, attribution=attribution, speaker=organisation, actors=actors)


def _standing(claim: Claim, place: Place | None) -> Claim:
    """The claim at that place, and no other; None: at none."""
    if place is None:
        return replace(claim, places=())
    known = next((r for r in claim.places if r.place is not None), None)
    mention = known.mention if known else Mention(claim.span, place.name, MentionKind.PLACE, place.name)
    candidates = known.candidates if known else ()
    reason = Reason("corrected", 1.0, "this claim's place was set by hand")
    set_by_hand = Resolution(mention, place, 1.0, (reason,), candidates, link=Link.CORRECTED)
    return replace(claim, places=(set_by_hand,))


def _field(claim: Claim, value: Any, *, name: str) -> Claim:  # noqa: ANN401
    return replace(claim, **{name: value})


_SETTERS: dict[Kind, Callable[[Claim, Any], Claim]] = {
    Kind.SPEAKER: _speaking,
    Kind.AT: _standing,
    Kind.ACTORS: partial(_field, name="actors"),
    Kind.SIDE: partial(_field, name="set_side"),
    Kind.TYPE: partial(_field, name="type"),
    Kind.NEGATED: partial(_field, name="negated"),
    Kind.STANCE: partial(_field, name="stance"),
    Kind.WHEN: partial(_field, name="when"),
}


def subject_in(claims: Sequence[Claim], claim_id: str) -> str:
    """The subject of a claim of that id; empty where there is none."""
    return next((subject_of(claim) for claim in claims if claim.id == claim_id), "")
