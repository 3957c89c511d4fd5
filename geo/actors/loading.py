"""The catalogue from geo/data/sources/actors*.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

from geo.actors.catalogue import MAX_EXTENSION, ActorCatalogue, Entry, Node, Words
from geo.actors.people import people_actors
from geo.actors.pieces import MAX_GAP, PIECE, colour_of, fold
from geo.model import Actor


@cache
def load_actors() -> ActorCatalogue:
    """The catalogue from geo/data/sources, read once."""
    raw = _read_toml("actors_words.toml")
    words = Words(
        **{name: frozenset(raw[name]) for name in Words.__dataclass_fields__ if name != "palette"},
        palette=tuple(raw["palette"]),
    )
    actors: dict[str, Actor] = {actor.id: actor for actor in people_actors()}
    home: dict[str, Actor] = {}
    leaders: dict[str, str] = {}
    root = Node()
    for row in (*_read_toml("actors.toml")["actor"], *_read_toml("actors_groups.toml")["actor"]):
        actor = _actor_of(row, row["kind"], row["aliases"], words)
        actors[actor.id] = actor
        if "led_by" in row:
            leaders[actor.id] = row["led_by"]
        _add_group(root, actor, row)
        for people in row.get("people", ()):
            for noun in raw["fighting_nouns"]:
                described = Entry(
                    actor, _pieces_of(f"{people} {noun}"), "name", frozenset(row.get("countries", ()))
                )
                _add(root, f"{people} {noun}", described)
    for row in _read_toml("actors_states.toml")["state"]:
        actor = _actor_of(row, "state", row.get("aliases", []), words)
        actors[actor.id] = actor
        home[row["country"]] = actor
        _add_state(root, actor, row)
    nobody = Actor("", "", "")
    for name in raw["home_names"]:
        _add(root, name, Entry(nobody, _pieces_of(name), "home"))
    return ActorCatalogue(actors, root, words, home=home, leaders=leaders)


def _read_toml(name: str) -> dict[str, Any]:
    source = resources.files("geo.data") / "sources" / name
    return tomllib.loads(source.read_text(encoding="utf-8"))


def _actor_of(row: Mapping[str, Any], kind: str, aliases: Sequence[str], words: Words) -> Actor:
    colour = row.get("colour") or colour_of(row["id"], words.palette)
    return Actor(row["id"], row["name"], kind, tuple(aliases), colour)


def _add_group(root: Node, actor: Actor, row: Mapping[str, Any]) -> None:
    countries = frozenset(row.get("countries", ()))
    local = row.get("local", ())
    for name in {actor.name, *row["aliases"]}:
        short = name.isupper() and len(name) <= MAX_EXTENSION
        bound = countries if row.get("bound") or (short and countries and not local) else frozenset()
        _add(root, name, Entry(actor, _pieces_of(name), "name", bound))
    for name in local:
        _add(root, name, Entry(actor, _pieces_of(name), "name", countries))


def _add_state(root: Node, actor: Actor, row: Mapping[str, Any]) -> None:
    for name in {actor.name, *row.get("aliases", ())}:
        whole = " " in name or (name.isupper() and len(PIECE.findall(name)) == 1)
        use = "state" if name == actor.name or not whole or len(name) <= MAX_GAP + 2 else "name"
        _add(root, name, Entry(actor, _pieces_of(name), use))
    local_in = frozenset(row.get("local_in", [row["country"]]))
    for name in row.get("local", ()):
        _add(root, name, Entry(actor, _pieces_of(name), "name", local_in))
    for use, key in (("adjective", "adjectives"), ("seat", "seats"), ("people", "people")):
        for name in row.get(key, ()):
            _add(root, name, Entry(actor, _pieces_of(name), use))


def _pieces_of(name: str) -> tuple[str, ...]:
    return tuple(PIECE.findall(name))


def _add(root: Node, name: str, entry: Entry) -> None:
    node = root
    for piece in PIECE.findall(name):
        node = node.next.setdefault(fold(piece), Node())
    node.entries.append(entry)
