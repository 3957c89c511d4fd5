"""What a correction becomes, as a value: read from JSON that may come from anybody's file.

Every reader gives the value, or raises InputError, TypeError, ValueError or KeyError: `value_of` makes one
InputError of them. `as_json` is the other way.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from geo.codec import Json, decode, encode
from geo.corrections.values import Kind
from geo.errors import InputError
from geo.model import Actor, ActorRole, Claim, ClaimType, Place, ReviewState, SetSide, Stance, TimeSpan

GRADES = tuple(f"{source}{information}" for source in "ABCDEF" for information in "123456")
NOTE_CHARS = 2_000
NAME_CHARS = 200
_MOST = 50
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks: a person's name and office, and whom they speak for; no name: the report itself."""

    name: str
    role: str = ""
    organisation: Actor | None = None


def as_json(value: object) -> Json:
    """A value of any kind as what a correction becomes."""
    if isinstance(value, dict | list):
        return value
    return encode(value)


def value_of(kind: str, becomes: Json) -> Any:  # noqa: ANN401 (its type follows from the kind)
    """The value of a correction of that kind. InputError where the JSON is not of one."""
    reader = _READERS.get(kind)
    if reader is None:
        raise InputError(f"no correction is of the kind {kind[:40]!r}; a newer Thalweg may know it")
    try:
        return reader(becomes)
    except (TypeError, ValueError, KeyError, AttributeError, RecursionError):
        raise InputError(f"this is no correction of the kind {kind!r}: a value is missing or wrong") from None


def _one_place(data: Any) -> Place | None:  # noqa: ANN401
    """{"place": …}; a place of null: it names none."""
    place = data["place"]
    return None if place is None else checked_place(decode(Place, place))


def checked_place(place: Place) -> Place:
    """The place, where it lies on earth."""
    if not (abs(place.lat) <= 90 and abs(place.lon) <= 180):
        raise ValueError("not on earth")
    return place


def _one_actor(data: Any) -> Actor | None:  # noqa: ANN401
    actor = data["actor"]
    return None if actor is None else checked_actor(decode(Actor, actor))


def checked_actor(actor: Actor) -> Actor:
    """The actor, with a colour that is one: it is drawn by every renderer."""
    if not actor.id or not actor.name or max(len(actor.id), len(actor.name)) > NAME_CHARS:
        raise ValueError("no name, or too long a one")
    return actor if _COLOUR.fullmatch(actor.colour) else replace(actor, colour="#6b6b6b")


def _actors(data: Any) -> tuple[ActorRole, ...]:  # noqa: ANN401
    found = decode(tuple[ActorRole, ...], data)
    if len(found) > _MOST:
        raise ValueError("too many")
    return tuple(replace(one, actor=checked_actor(one.actor)) for one in found)


def _voice(data: Any) -> Voice:  # noqa: ANN401
    voice = decode(Voice, data)
    if max(len(voice.name), len(voice.role)) > NAME_CHARS:
        raise ValueError("too long")
    return replace(voice, organisation=checked_actor(voice.organisation)) if voice.organisation else voice


def _added(data: Any) -> Claim:  # noqa: ANN401
    claim = decode(Claim, data)
    if not claim.attribution.content or not claim.id or len(claim.span) < 1:
        raise ValueError("no words")
    for resolution in claim.places:
        if resolution.place is not None:
            checked_place(resolution.place)
    actors = tuple(replace(one, actor=checked_actor(one.actor)) for one in claim.actors)
    speaker = checked_actor(claim.speaker) if claim.speaker else None
    claimant = checked_actor(claim.claimant) if claim.claimant else None
    return replace(claim, actors=actors, speaker=speaker, claimant=claimant)


def _short(most: int) -> Callable[[Any], str]:
    def read(data: Any) -> str:  # noqa: ANN401
        if not isinstance(data, str) or len(data) > most:
            raise ValueError("no text, or too long a one")
        return data

    return read


def _grade(data: Any) -> str:  # noqa: ANN401
    if data not in GRADES:
        raise ValueError("no grade")
    return str(data)


def _yes(data: Any) -> bool:  # noqa: ANN401
    return decode(bool, data)


_READERS: dict[str, Callable[[Any], Any]] = {
    Kind.PLACE: _one_place,
    Kind.ACTOR: _one_actor,
    Kind.ADD: _added,
    Kind.MERGE: lambda data: decode(tuple[str, ...], data),
    Kind.SPLIT: lambda data: tuple(sorted(set(decode(tuple[int, ...], data)))),
    Kind.REJECT: _yes,
    Kind.SPEAKER: _voice,
    Kind.ACTORS: _actors,
    Kind.AT: _one_place,
    Kind.SIDE: lambda data: decode(SetSide, data),
    Kind.TYPE: ClaimType,
    Kind.NEGATED: _yes,
    Kind.STANCE: Stance,
    Kind.WHEN: lambda data: _ordered(decode(TimeSpan, data)),
    Kind.GRADE: _grade,
    Kind.NOTE: _short(NOTE_CHARS),
    Kind.REVIEW: ReviewState,
}


def _ordered(when: TimeSpan) -> TimeSpan:
    if when.start and when.end and when.start > when.end:
        raise ValueError("it ends before it begins")
    return when
