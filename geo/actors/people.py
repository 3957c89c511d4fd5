"""People and local bodies that a text names by a plain noun: "villagers", "the district council".

In: a text and the named parties in it. Out: further spans with actors, none where a named party stands.
The nouns are in geo/data/sources/actors_people.toml.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from geo.actors.pieces import Piece, colour_of, joined, slug, split_pieces
from geo.model import Actor, Span

LONGEST_NOUN, LONGEST_BODY = 3, 4
LONGEST_TIE = 40
"""Characters between "gunmen" and the group they are said to be of."""
MISSION = "un_mission"
ARMED = frozenset(("armed_group", MISSION))
Party = tuple[Span, Actor]


@dataclass(frozen=True, slots=True)
class _Nouns:
    people: dict[tuple[str, ...], Actor]
    voices: dict[str, Actor]
    first: frozenset[str]
    not_behind: frozenset[str]
    not_before: frozenset[str]
    bodies: frozenset[str]
    plain: frozenset[str]
    ties: frozenset[str]


@cache
def _nouns() -> _Nouns:
    source = resources.files("geo.data") / "sources"
    raw = tomllib.loads((source / "actors_people.toml").read_text(encoding="utf-8"))
    people = {
        tuple(noun.split()): Actor(
            row["id"], row["name"], row["kind"], tuple(row["nouns"]), _colour(row["id"])
        )
        for row in raw["people"]
        for noun in row["nouns"]
    }
    voices = {
        noun: people[tuple(row["nouns"][0].split())]
        for row in raw["people"]
        for noun in row.get("voices", ())
    }
    words = {
        name: frozenset(raw["words"][name])
        for name in ("not_behind", "not_before", "bodies", "plain", "ties")
    }
    return _Nouns(people, voices, frozenset(noun[0] for noun in people), **words)


@cache
def _palette() -> tuple[str, ...]:
    source = resources.files("geo.data") / "sources" / "actors_words.toml"
    return tuple(tomllib.loads(source.read_text(encoding="utf-8"))["palette"])


def _colour(key: str) -> str:
    return colour_of(key, _palette())


def people_actors() -> tuple[Actor, ...]:
    """Every kind of people the list knows, once."""
    return tuple({actor.id: actor for actor in _nouns().people.values()}.values())


@cache
def _people_ids() -> frozenset[str]:
    return frozenset(actor.id for actor in people_actors())


def is_people(actor: Actor) -> bool:
    """Whether an actor stands for people or bodies that a text names by a plain noun."""
    return actor.id in _people_ids()


def find_people(text: str, parties: Sequence[Party]) -> tuple[Party, ...]:
    """People and described bodies of a text in order, outside the spans of `parties` (in text order)."""
    pieces = split_pieces(text)
    taken, at_party = [span for span, _ in parties], 0
    missions = {actor.id: actor for _, actor in parties if actor.kind == MISSION}
    found: list[Party] = []
    at = 0
    while at < len(pieces):
        end, actor = _people_at(text, pieces, at)
        if actor is None:
            end, actor = _body_at(text, pieces, at)
        if actor is None:
            at += 1
            continue
        span = Span(pieces[at].start, pieces[end - 1].end)
        while at_party < len(taken) and taken[at_party].end <= span.start:
            at_party += 1
        if actor.kind == MISSION and len(missions) == 1:
            actor = next(iter(missions.values()))
        near = taken[max(0, at_party - 1) : at_party + 1]
        told = actor.kind in ARMED and any(_tells_whose(text, span, one) for one in near)
        if not (told or any(one.overlaps(span) for one in near)):
            found.append((span, actor))
        at = end
    return tuple(found)


def _tells_whose(text: str, people: Span, party: Span) -> bool:
    """Whether a party right beside the people is whose they are: "ELN rebels", "gunmen from the ELN"."""
    if party.end <= people.start:
        return text[party.end : people.start] == " "
    between = text[people.end : party.start] if party.start - people.end <= LONGEST_TIE else ""
    return " " in between and set(between.lower().split()) <= _nouns().ties


def civilians() -> Actor:
    """People without a body, who speak for nobody but themselves."""
    return next(actor for actor in _nouns().voices.values() if actor.kind == "civilians")


def speaking_people(mention: str) -> Party | None:
    """The people one of whom a speaker's mention is, and where it says so: "a teacher from the town"."""
    head = [piece for piece in split_pieces(mention) if not piece.capital or piece.start == 0]
    voices = _nouns().voices
    one = next((piece for piece in head if piece.key in voices), None)
    if one is not None:
        return Span(one.start, one.end), voices[one.key]
    return next((party for party in find_people(mention, ()) if party[1] in voices.values()), None)


def _people_at(text: str, pieces: Sequence[Piece], at: int) -> tuple[int, Actor | None]:
    nouns = _nouns()
    if pieces[at].key not in nouns.first:
        return at, None
    for end in range(min(at + LONGEST_NOUN, len(pieces)), at, -1):
        actor = nouns.people.get(tuple(piece.key for piece in pieces[at:end]))
        if actor is not None and _stands_alone(text, pieces, at, end):
            return end, actor
    return at, None


def _stands_alone(text: str, pieces: Sequence[Piece], at: int, end: int) -> bool:
    """Whether a noun is no part of a name or of a longer word."""
    nouns = _nouns()
    if (
        any(piece.capital for piece in pieces[at + 1 : end])
        or text[pieces[at].start - 1 : pieces[at].start] == "-"
    ):
        return False
    before = pieces[at - 1] if at else None
    if before and (before.key in nouns.not_behind and joined(text, before, pieces[at])):
        return False
    after = pieces[end] if end < len(pieces) else None
    if after is None or not joined(text, pieces[end - 1], after):
        return True
    close = text[pieces[end - 1].end : after.start]
    return after.key not in nouns.not_before and close == " " and not (pieces[at].capital and after.capital)


def _body_at(text: str, pieces: Sequence[Piece], at: int) -> tuple[int, Actor | None]:
    """A body from its describing words on: "district council" behind "the", "hospital" behind "town's"."""
    nouns = _nouns()
    led = at > 0 and pieces[at - 1].key in ("the", "s") and joined(text, pieces[at - 1], pieces[at])
    if not led or pieces[at].capital:
        return at, None
    for end in range(at + 1, min(at + LONGEST_BODY, len(pieces) + 1)):
        piece = pieces[end - 1]
        if (
            piece.capital
            or piece.key in nouns.plain
            or (end - 1 > at and not joined(text, pieces[end - 2], piece))
        ):
            break
        if piece.key in nouns.bodies and (end > at + 1 or pieces[at - 1].key == "s"):
            name = text[pieces[at].start : piece.end]
            return end, Actor(slug(name), name, "other", (), _colour(slug(name)))
    return at, None
