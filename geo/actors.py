"""Parties to the events: an editable catalogue, and where a text names one of them.

In: a text and the countries it is about. Out: spans with actors. Names are compared without accents;
a capital letter in the catalogue asks for one in the text, words in capitals ("IS", "US") for capitals.
Country codes are ISO 3166 alpha-2. The files are geo/data/sources/actors*.toml.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from geo.model import Actor, Span, text_id

PIECE = re.compile(r"[^\W_]+")
JOINTS = frozenset(" \u00a0-\u2010\u2011\u2013'’.&/(")
HYPHENS = frozenset("-\u2010\u2011\u2013")
MAX_GAP = 2
MAX_EXTENSION = 5
MAX_ORGANISATION = 7
MAX_BODY = 4


def fold(text: str) -> str:
    """Casefolded `text` without accents: what names are compared by."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def slug(name: str) -> str:
    """Id made from a name: "The Harvest Front" -> "harvest-front"."""
    words = [fold(piece) for piece in PIECE.findall(name)]
    if len(words) > 1 and words[0] in ("the", "a", "an"):
        words = words[1:]
    return "-".join(words) or "unnamed"


@dataclass(frozen=True, slots=True)
class Entry:
    """One way to name an actor, and when it counts."""

    actor: Actor
    shape: tuple[str, ...]
    """The pieces as written in the catalogue: their capitals are asked for."""
    use: str
    """"name", "state", "adjective", "seat" or "home"."""
    countries: frozenset[str] = frozenset()


@dataclass(slots=True)
class Node:
    next: dict[str, Node] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Piece:
    """One word of a text, folded, with its place."""

    text: str
    key: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


def split_pieces(text: str) -> list[Piece]:
    return [Piece(m.group(), fold(m.group()), m.start(), m.end()) for m in PIECE.finditer(text)]


@dataclass(frozen=True, slots=True)
class Words:
    """The closed word lists that tell a party from a place."""

    state_nouns: frozenset[str]
    modifiers: frozenset[str]
    locative: frozenset[str]
    acting: frozenset[str]
    urging: frozenset[str]
    organisation_ends: frozenset[str]
    not_organisation: frozenset[str]
    geographic_after: frozenset[str]
    people_before: frozenset[str]
    palette: tuple[str, ...]


class ActorCatalogue:
    """All known actors, and the finder that reads them out of a text in linear time."""

    def __init__(
        self,
        actors: Mapping[str, Actor],
        root: Node,
        words: Words,
        *,
        home: Mapping[str, Actor],
        leaders: Mapping[str, str],
    ) -> None:
        self._actors = dict(actors)
        self._root = root
        self._words = words
        self._home = dict(home)
        self._leaders = dict(leaders)

    def get(self, actor_id: str) -> Actor | None:
        """The actor of that id, or None."""
        return self._actors.get(actor_id)

    def __iter__(self) -> Iterator[Actor]:
        return iter(self._actors.values())

    @property
    def organisation_ends(self) -> frozenset[str]:
        """Words in which the names of organisations end: "council", "front"."""
        return self._words.organisation_ends

    def of_country(self, country: str) -> Actor | None:
        """The government of a country, by ISO code."""
        return self._home.get(country)

    def leader(self, actor: Actor) -> Actor | None:
        """The state that leads an alliance, where the catalogue names one."""
        return self._actors.get(self._leaders.get(actor.id, ""))

    def find(self, text: str, *, countries: Sequence[str] = ()) -> tuple[tuple[Span, Actor], ...]:
        """Where `text` names actors, in order and without overlap; the longest name wins.

        `countries`: what the text is about, most important first; names such as "the regime" or
        "the coalition" need it. Organisations that no catalogue knows keep their name as written.
        """
        pieces = split_pieces(text)
        abbreviations: dict[str, Actor] = {}
        found: list[tuple[Span, Actor]] = []
        at = 0
        while at < len(pieces):
            end, actor = self._at(text, pieces, at, countries, abbreviations)
            if actor is None:
                at = self._skip(text, pieces, at)
                continue
            found.append((Span(pieces[at].start, pieces[end - 1].end), actor))
            short = _bracketed(text, pieces, end)
            if short:
                abbreviations[short] = actor
                end += 1
            at = end
        return tuple(found)

    def resolve(self, name: str, *, countries: Sequence[str] = ()) -> Actor | None:
        """The known actor that `name` means: the first one named in it, or None."""
        known = (actor for _, actor in self.find(name, countries=countries) if actor.id in self._actors)
        return next(known, None) or self._seat_or_state(name)

    def unknown(self, name: str) -> Actor:
        """An actor for an organisation the catalogue lacks, with a stable colour."""
        clean = re.sub(r"\s{1,9}", " ", name).strip(" .,;:'’\"“”")
        clean = re.sub(r"^(?:the|a|an) ", "", clean, flags=re.IGNORECASE)
        key = slug(clean)
        return Actor(key, clean, "other", (), colour_of(key, self._words.palette))

    def body_in(self, text: str) -> Actor | None:
        """The local body that a text names, known or not: "Kehl town council", "Basra police"."""
        pieces = split_pieces(text)
        for at, piece in enumerate(pieces):
            if not piece.capital or piece.key in self._words.not_organisation:
                continue
            state = next((e.actor for e, _ in self._entries(text, pieces, at) if e.use == "adjective"), None)
            for end in range(at + 1, min(at + MAX_BODY, len(pieces))):
                if not _joined(text, pieces[end - 1], pieces[end]) or pieces[end].capital:
                    break
                if pieces[end].key in self._words.organisation_ends:
                    return state or self.unknown(text[piece.start : pieces[end].end])
        return None

    def _seat_or_state(self, name: str) -> Actor | None:
        """A country or seat that is all of a name, or a country behind "of": "the president of Ukraine"."""
        pieces = split_pieces(name)
        start = 1 if pieces and pieces[0].key == "the" else 0
        for at in range(start, len(pieces)):
            for entry, end in self._entries(name, pieces, at):
                whole = at == start and end == len(pieces)
                if entry.use in ("seat", "state") and (
                    whole or (entry.use == "state" and _behind_of(pieces, at))
                ):
                    return entry.actor
        return None

    def _skip(self, text: str, pieces: list[Piece], at: int) -> int:
        """Index after the longest catalogue name at `at`: where that is a place, no part of it is a party."""
        ends = [end for entry, end in self._entries(text, pieces, at) if entry.use == "state"]
        return max(ends, default=at + 1)

    def _at(
        self,
        text: str,
        pieces: list[Piece],
        at: int,
        countries: Sequence[str],
        abbreviations: Mapping[str, Actor],
    ) -> tuple[int, Actor | None]:
        best: tuple[int, Actor | None] = (at, None)
        for entry, end in self._entries(text, pieces, at):
            stop = self._stop(text, pieces, at, end, entry, countries)
            if stop > best[0] or (stop == best[0] > at and entry.use == "name"):
                best = (stop, self._meant(entry, countries))
        stop = self._organisation(text, pieces, at)
        if stop > best[0] and best[1] is None:
            name = text[pieces[at].start : pieces[stop - 1].end]
            return stop, self.unknown(name)
        if best[1] is None and pieces[at].text in abbreviations:
            return at + 1, abbreviations[pieces[at].text]
        return best

    def _meant(self, entry: Entry, countries: Sequence[str]) -> Actor | None:
        if entry.use != "home":
            return entry.actor
        return self._home.get(countries[0]) if countries else None

    def _entries(self, text: str, pieces: list[Piece], at: int) -> Iterator[tuple[Entry, int]]:
        """Catalogue entries that begin at a piece, with the index after their last piece."""
        node = self._root
        for index in range(at, len(pieces)):
            if index > at and not _joined(text, pieces[index - 1], pieces[index]):
                return
            following = node.next.get(pieces[index].key)
            if following is None:
                return
            node = following
            for entry in node.entries:
                if _same_shape(entry.shape, pieces[at : index + 1]):
                    yield entry, index + 1

    def _stop(
        self, text: str, pieces: list[Piece], at: int, end: int, entry: Entry, countries: Sequence[str]
    ) -> int:
        """Index after the whole name where the entry counts here, else `at`."""
        if entry.countries and not entry.countries & set(countries):
            return at
        if entry.use == "home":
            plain = end - at > 1 or not pieces[at].capital
            return end if countries and plain and not _after_adjective(pieces, at) else at
        if entry.use == "name":
            return end
        if entry.use == "people":
            before = pieces[at - 1] if at else None
            return (
                at if before and (before.key in self._words.people_before or before.text.isdigit()) else end
            )
        longer = self._extended(text, pieces, end)
        if longer > end:
            return longer
        if entry.use == "adjective":
            return end if _compound(text, pieces, end) else at
        return end if self._acts(text, pieces, at, end, entry.use) else at

    def _extended(self, text: str, pieces: list[Piece], end: int) -> int:
        """Index after a noun of state ("forces", "Foreign Ministry") that follows a nationality."""
        stop = end
        for index in range(end, min(end + MAX_EXTENSION, len(pieces))):
            if not _joined(text, pieces[index - 1], pieces[index]):
                break
            if pieces[index].key in self._words.state_nouns:
                stop = index + 1
            elif pieces[index].key not in self._words.modifiers or _compound(text, pieces, index):
                break
        return stop

    def _acts(self, text: str, pieces: list[Piece], at: int, end: int, use: str) -> bool:
        """Whether a country or seat of government stands here as a party, not as a place."""
        words = self._words
        if at > 1 and pieces[at - 1].key == "the":
            at -= 1
        before = pieces[at - 1].key if at and pieces[at].start - pieces[at - 1].end <= MAX_GAP else ""
        after = pieces[end].key if end < len(pieces) else ""
        gap = text[pieces[end - 1].end : pieces[end].start] if end < len(pieces) else ""
        apart = at > 0 and "," in text[pieces[at - 1].end : pieces[at].start] and bool(set(gap) & set(",(—–"))
        if before in words.locative or apart or (after in words.geographic_after and gap.isspace()):
            return False
        if use == "seat":
            close = gap.strip() == ""
            return (close and after in words.acting and before not in ("to", "from", "of", "at")) or (
                before in words.urging and before not in ("by", "and", "with", "told")
            )
        return before not in ("of", "from", "at", "the")

    def _organisation(self, text: str, pieces: list[Piece], at: int) -> int:
        """Index after an organisation's name by its look: capitals up to "Front", "Ministry" ..., or `at`."""
        words = self._words
        if not pieces[at].capital or pieces[at].key in words.not_organisation:
            return at
        stop = at
        for index in range(at, min(at + MAX_ORGANISATION, len(pieces))):
            piece = pieces[index]
            if index > at and not _joined(text, pieces[index - 1], piece):
                break
            if not piece.capital and piece.key not in ("of", "for", "and", "s"):
                break
            if index > at and piece.capital and piece.key in words.organisation_ends:
                stop = index + 1
        return self._continued(text, pieces, stop) if stop > at else at

    def _continued(self, text: str, pieces: list[Piece], stop: int) -> int:
        """Index after what an organisation's name goes on with: "Union of Forces" + "for Development"."""
        if stop + 1 >= len(pieces) or pieces[stop].key not in ("for", "of") or not pieces[stop + 1].capital:
            return stop
        end = stop + 1
        while (
            end < min(stop + MAX_BODY, len(pieces))
            and pieces[end].capital
            and _joined(text, pieces[end - 1], pieces[end])
        ):
            end += 1
        return end if _joined(text, pieces[stop - 1], pieces[stop]) else stop


def colour_of(key: str, palette: Sequence[str]) -> str:
    """A colour for an actor without one: the same id, the same colour, on every server."""
    return palette[int(text_id(key, length=8), 16) % len(palette)]


def _behind_of(pieces: list[Piece], at: int) -> bool:
    before = [piece.key for piece in pieces[max(0, at - 2) : at]]
    return before[-1:] == ["of"] or before == ["of", "the"]


def _joined(text: str, left: Piece, right: Piece) -> bool:
    gap = text[left.end : right.start]
    if gap == " (" and right.text.isupper():
        return False
    if len(gap) > MAX_GAP or not set(gap) <= JOINTS:
        return False
    return gap[:1] != "." or len(left.text) == 1


def _compound(text: str, pieces: list[Piece], end: int) -> bool:
    """Whether a hyphen and a lower-case word follow: "Russian-held", "Iran-backed"."""
    if end >= len(pieces) or pieces[end].capital:
        return False
    return text[pieces[end - 1].end : pieces[end].start] in HYPHENS


def _bracketed(text: str, pieces: list[Piece], end: int) -> str:
    """The abbreviation in brackets after a name: "Harvest Front (HF)"."""
    if end >= len(pieces):
        return ""
    piece = pieces[end]
    around = text[pieces[end - 1].end : piece.start].strip() + text[piece.end : piece.end + 1]
    return piece.text if around == "()" and piece.text.isupper() and len(piece.text) > 1 else ""


def _after_adjective(pieces: list[Piece], at: int) -> bool:
    """Whether a capitalised word stands right before: "Tormak army" is not the home army."""
    return at > 0 and pieces[at - 1].capital and pieces[at].start - pieces[at - 1].end == 1 and at > 1


def _same_shape(shape: tuple[str, ...], pieces: Sequence[Piece]) -> bool:
    return all(_same_capitals(wanted, piece.text) for wanted, piece in zip(shape, pieces, strict=True))


def _same_capitals(wanted: str, given: str) -> bool:
    if not wanted[0].isupper():
        return True
    if wanted.isupper():
        return given.isupper()
    return given[0].isupper()


@cache
def load_actors() -> ActorCatalogue:
    """The catalogue from geo/data/sources, read once."""
    raw = _read_toml("actors_words.toml")
    words = Words(
        **{name: frozenset(raw[name]) for name in Words.__dataclass_fields__ if name != "palette"},
        palette=tuple(raw["palette"]),
    )
    actors: dict[str, Actor] = {}
    home: dict[str, Actor] = {}
    leaders: dict[str, str] = {}
    root = Node()
    for row in _read_toml("actors.toml")["actor"]:
        actor = _actor_of(row, row["kind"], row["aliases"], words)
        actors[actor.id] = actor
        if "led_by" in row:
            leaders[actor.id] = row["led_by"]
        _add_group(root, actor, row)
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
        bound = countries if short and countries and not local else frozenset()
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
