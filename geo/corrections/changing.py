"""Changes about to be made to a claim: what a form or a table was given, against what stands there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from geo.actors import load_actors
from geo.corrections.journal import Change
from geo.corrections.reading import Voice, as_json
from geo.corrections.values import Kind, subject_of
from geo.gazetteer.names import fold
from geo.model import Actor, ActorRole, Claim, Place, Precision, Role, TimeSpan


def change(claim: Claim, kind: Kind, value: Any) -> Change:  # noqa: ANN401 (its type follows from the kind)
    """A claim's thing of that kind becomes that value; nothing where it is that already."""
    reader = _CURRENT.get(kind)
    was = as_json(reader(claim)) if reader else None
    return Change(claim.document_id, kind, subject_of(claim), was, as_json(value))


def voice_of(claim: Claim) -> Voice:
    """Who speaks, as a form shows it."""
    source = claim.attribution.source
    return Voice(claim.attribution.speaker_label, (source.role if source else "") or "", claim.speaker)


def place_value(place: Place | None) -> dict[str, Any]:
    """What a correction of a place becomes."""
    return {"place": as_json(place)}


def actor_value(actor: Actor | None) -> dict[str, Any]:
    """What a correction of an actor's spelling becomes."""
    return {"actor": as_json(actor)}


def actor_named(name: str, known: Iterable[Actor] = ()) -> Actor:
    """The actor that a person means by a name: one of the case, of the catalogue, else a new one."""
    key = fold(name)
    here = next((actor for actor in known if fold(actor.name) == key), None)
    return here or load_actors().resolve(name) or load_actors().unknown(name)


def actors_in(
    claim: Claim, names: Mapping[Role, Sequence[str]], known: Iterable[Actor] = ()
) -> tuple[ActorRole, ...]:
    """The claim's actors with these in their roles; who speaks is said elsewhere and stays."""
    known = tuple(known)
    found = [role for role in claim.actors if role.role not in names]
    for role, given in names.items():
        for name in given:
            actor = actor_named(name, known)
            same = (one for one in claim.actors if one.role is role and one.actor.id == actor.id)
            found.append(next(same, ActorRole(actor, role)))
    return tuple(dict.fromkeys(found))


def dates_of(claim: Claim, start: date | None, end: date | None) -> TimeSpan:
    """The claim's time with other days, its words kept. The end is the start where only that is given."""
    if (start, end) == (claim.when.start, claim.when.end):
        return claim.when
    end = end or start
    one_day = start is not None and start == end
    precision = Precision.NONE if start is None and end is None else Precision.OPEN
    if start is not None:
        precision = Precision.DAY if one_day or (end and (end - start).days < _WEEK) else Precision.MONTH
    return TimeSpan(start, end, claim.when.text, precision, claim.when.span)


_WEEK = 7
_CURRENT: dict[Kind, Callable[[Claim], object]] = {
    Kind.SPEAKER: voice_of,
    Kind.ACTORS: lambda claim: claim.actors,
    Kind.AT: lambda claim: place_value(next((r.place for r in claim.places), None)),
    Kind.SIDE: lambda claim: claim.set_side,
    Kind.TYPE: lambda claim: claim.type,
    Kind.NEGATED: lambda claim: claim.negated,
    Kind.STANCE: lambda claim: claim.stance,
    Kind.WHEN: lambda claim: claim.when,
    Kind.GRADE: lambda claim: claim.review.grade,
    Kind.NOTE: lambda claim: claim.review.note,
    Kind.REVIEW: lambda claim: claim.review.state,
}
