"""The finder: where a text names actors, and which one a name means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from geo.actors.pieces import (
    HYPHENS,
    MAX_GAP,
    Piece,
    after_adjective,
    behind_of,
    bracketed,
    colour_of,
    compound,
    joined,
    opens_with,
    same_shape,
    slug,
    split_pieces,
)
from geo.model import Actor, Span

MAX_EXTENSION = 5
MAX_ORGANISATION = 7
MAX_BODY = 4
MAX_SPONSORED = 5
MAX_NAME = 4
ORDINAL = re.compile(r"\d{1,4}(?:st|nd|rd|th)")


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
class Words:
    """The closed word lists that tell a party from a place."""

    state_nouns: frozenset[str]
    modifiers: frozenset[str]
    locative: frozenset[str]
    acting: frozenset[str]
    urging: frozenset[str]
    calling: frozenset[str]
    organisation_ends: frozenset[str]
    not_organisation: frozenset[str]
    geographic_after: frozenset[str]
    people_before: frozenset[str]
    of_the_land: frozenset[str]
    moving: frozenset[str]
    fighting_nouns: frozenset[str]
    groups_again: frozenset[str]
    not_described: frozenset[str]
    sites: frozenset[str]
    soldiery: frozenset[str]
    sponsored: frozenset[str]
    sponsored_nouns: frozenset[str]
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

    def country_of(self, actor: Actor) -> str:
        """ISO code of a state; empty for any other party."""
        return next((country for country, state in self._home.items() if state.id == actor.id), "")

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
        group: Actor | None = None
        groups: set[str] = set()
        armies: list[Actor] = []
        at = 0
        while at < len(pieces):
            end, actor = self._at(text, pieces, at, countries, abbreviations, armies)
            stop = self._sponsored(text, pieces, at)
            if stop > end:
                again = len(groups) == 1 and at > 0 and pieces[at - 1].key == "the"
                own = self.unknown(text[pieces[at].start : pieces[stop - 1].end])
                end, actor = stop, group if again else own
            if actor is None and group is not None and self._is_group_again(pieces, at):
                end, actor = at + 1, group
            if actor is None:
                at = self._skip(text, pieces, at)
                continue
            found.append((Span(pieces[at].start, pieces[end - 1].end), actor))
            if actor.kind == "armed_group":
                group = actor
                groups.add(actor.id)
            if actor.kind == "state" and self._is_soldiery(pieces[at:end]):
                armies.append(actor)
            short = bracketed(text, pieces, end)
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
        clean = re.sub(r"['’]s$", "", clean)
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
                if not joined(text, pieces[end - 1], pieces[end]):
                    break
                if not pieces[end].capital and pieces[end].key in self._words.organisation_ends:
                    return state or self.unknown(text[piece.start : pieces[end].end])
        return None

    def _seat_or_state(self, name: str) -> Actor | None:
        """A country or seat that is all of a name, or a country behind "of": "the president of Ukraine"."""
        pieces = split_pieces(name)
        start = 1 if pieces and pieces[0].key == "the" else 0
        local = any(piece.key in self._words.of_the_land for piece in pieces)
        for at in range(start, len(pieces)):
            for entry, end in self._entries(name, pieces, at):
                whole = entry.use in ("seat", "state") and at == start and end == len(pieces)
                if whole or (entry.use == "state" and (local or behind_of(pieces, at))):
                    return entry.actor
        return None

    def nationality_in(self, text: str) -> Actor | None:
        """The state whose adjective stands first in some words: "Ukrainian side"."""
        pieces = split_pieces(text)
        for at in range(len(pieces)):
            for entry, _ in self._entries(text, pieces, at):
                if entry.use == "adjective":
                    return entry.actor
        return None

    def is_sponsored(self, words: str) -> bool:
        """Whether some words tell a party by who backs it: "Turkish-backed rebels"."""
        return self._sponsored(words, split_pieces(words), 0) > 0

    def _sponsored(self, text: str, pieces: list[Piece], at: int) -> int:
        """Index after a party that is told by who backs it, "Turkish-backed rebels", or `at`.

        It is no part of the state that backs it, and never merged with it.
        """
        if not any(text[piece.end : piece.end + 1] in HYPHENS for piece in pieces[at : at + MAX_NAME]):
            return at
        ends = (end for _, end in self._entries(text, pieces, at) if compound(text, pieces, end))
        end = next((end for end in ends if pieces[end].key in self._words.sponsored), None)
        if end is None:
            return at
        for index in range(end + 1, min(end + MAX_SPONSORED, len(pieces))):
            named = pieces[index].capital and any(self._entries(text, pieces, index))
            if named or not joined(text, pieces[index - 1], pieces[index]):
                return at
            if pieces[index].key in self._words.sponsored_nouns | self._words.fighting_nouns:
                return index + 1
        return at

    def _is_group_again(self, pieces: list[Piece], at: int) -> bool:
        """Whether "the rebels" takes up the armed group named last."""
        return at > 0 and pieces[at].key in self._words.groups_again and pieces[at - 1].key == "the"

    def described(self, text: str) -> Actor | None:
        """A body that a speaker's words describe without a name: "the river authority"."""
        pieces = split_pieces(text)
        known = bool(pieces) and pieces[0].key in ("the", "our")
        start = 1 if known else 0
        for end in range(start + 1, min(start + MAX_BODY, len(pieces))):
            if not joined(text, pieces[end - 1], pieces[end]) or pieces[end].capital:
                return None
            if pieces[end].key in self._words.organisation_ends:
                plain = not {piece.key for piece in pieces[start:end]} & self._words.not_described
                return self.unknown(text[pieces[start].start : pieces[end].end].lower()) if plain else None
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
        armies: Sequence[Actor],
    ) -> tuple[int, Actor | None]:
        best: tuple[int, Actor | None] = (at, None)
        for entry, end in self._entries(text, pieces, at):
            stop = self._stop(text, pieces, at, end, entry, countries)
            if stop > best[0] or (stop == best[0] > at and entry.use == "name"):
                best = (stop, self._meant(entry, pieces[at:end], countries, armies))
        stop = self._organisation(text, pieces, at)
        if stop > best[0] and best[1] is None:
            name = text[pieces[at].start : pieces[stop - 1].end]
            return stop, self.unknown(name)
        if best[1] is None and pieces[at].text in abbreviations:
            return at + 1, abbreviations[pieces[at].text]
        return best

    def _meant(
        self, entry: Entry, pieces: Sequence[Piece], countries: Sequence[str], armies: Sequence[Actor]
    ) -> Actor | None:
        """The actor of an entry; "the army" is the text's own, or that of the forces it names."""
        if entry.use != "home":
            return entry.actor
        home = self._home.get(countries[0]) if countries else None
        if armies and home not in armies and self._is_soldiery(pieces):
            return armies[-1]
        return home

    def is_soldiery(self, words: str) -> bool:
        """Whether some words name forces: "Greek police", "the border guard"."""
        return self._is_soldiery(split_pieces(words))

    def _is_soldiery(self, pieces: Sequence[Piece]) -> bool:
        return any(piece.key in self._words.soldiery for piece in pieces)

    def _entries(self, text: str, pieces: list[Piece], at: int) -> Iterator[tuple[Entry, int]]:
        """Catalogue entries that begin at a piece, with the index after their last piece."""
        node = self._root
        for index in range(at, len(pieces)):
            if index > at and not joined(text, pieces[index - 1], pieces[index]):
                return
            following = node.next.get(pieces[index].key)
            if following is None:
                return
            node = following
            for entry in node.entries:
                if same_shape(entry.shape, pieces[at : index + 1]):
                    yield entry, index + 1

    def _stop(
        self, text: str, pieces: list[Piece], at: int, end: int, entry: Entry, countries: Sequence[str]
    ) -> int:
        """Index after the whole name where the entry counts here, else `at`."""
        if entry.countries and not entry.countries & set(countries):
            return at
        if entry.use == "home":
            plain = end - at > 1 or not pieces[at].capital or opens_with(text, pieces, at, end)
            return end if countries and plain and not after_adjective(pieces, at) else at
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
        if entry.use == "adjective" and self._is_nation(pieces, at, end):
            return end + (pieces[end].key == "side")
        if entry.use == "adjective":
            return end if compound(text, pieces, end) else at
        return end if self._acts(text, pieces, at, end, entry.use) else at

    def _is_nation(self, pieces: list[Piece], at: int, end: int) -> bool:
        """Whether an adjective stands for its nation: "the British have the road", "the Thai side asked"."""
        led = at > 0 and pieces[at - 1].key == "the" and pieces[at].capital
        side = end + 1 < len(pieces) and pieces[end].key == "side"
        if side and pieces[end + 1].key in ("is", "was"):  # so is a bank: "the Thai side was flooded"
            return False
        verb = end + side
        return led and verb < len(pieces) and pieces[verb].key in self._words.acting

    def _extended(self, text: str, pieces: list[Piece], end: int) -> int:
        """Index after a noun of state ("forces", "Foreign Ministry") that follows a nationality."""
        stop = end
        for index in range(end, min(end + MAX_EXTENSION, len(pieces))):
            if not joined(text, pieces[index - 1], pieces[index]):
                break
            if pieces[index].key in self._words.state_nouns:
                stop = index + 1
            elif pieces[index].key not in self._words.modifiers or compound(text, pieces, index):
                break
        return stop

    def _acts(self, text: str, pieces: list[Piece], at: int, end: int, use: str) -> bool:
        """Whether a country or seat of government stands here as a party, not as a place."""
        words = self._words
        if at > 1 and pieces[at - 1].key == "the":
            if (
                use == "state"
                and end - at == 1
                and not pieces[at].key.endswith("s")
                and not pieces[at].text.isupper()
            ):
                return False
            at -= 1
        before = pieces[at - 1].key if at and pieces[at].start - pieces[at - 1].end <= MAX_GAP else ""
        after = pieces[end].key if end < len(pieces) else ""
        gap = text[pieces[end - 1].end : pieces[end].start] if end < len(pieces) else ""
        if before == "to" and at > 1 and pieces[at - 2].key in words.moving:
            return False
        apart = at > 0 and "," in text[pieces[at - 1].end : pieces[at].start] and bool(set(gap) & set(",(—–"))
        if before in words.locative or apart or (after in words.geographic_after and gap.isspace()):
            return False
        if before == "on" and at > 1 and pieces[at - 2].key in words.calling:
            return True
        if use == "seat" and gap.startswith(":"):
            return True
        if use == "seat":
            close = gap.strip() == ""
            return (close and after in words.acting and before not in ("to", "from", "of", "at")) or (
                before in words.urging and before not in ("by", "and", "with", "told")
            )
        return before not in ("of", "from", "at", "the")

    def _organisation(self, text: str, pieces: list[Piece], at: int) -> int:
        """Index after an organisation's name by its look: capitals up to "Front", "Ministry" ..., or `at`."""
        words = self._words
        numbered = ORDINAL.fullmatch(pieces[at].key) is not None
        if not (pieces[at].capital or numbered) or pieces[at].key in words.not_organisation:
            return at
        stop = at
        for index in range(at, min(at + MAX_ORGANISATION, len(pieces))):
            piece = pieces[index]
            if index > at and not joined(text, pieces[index - 1], piece):
                break
            if not (piece.capital or (numbered and index == at)) and piece.key not in (
                "of",
                "for",
                "and",
                "s",
            ):
                break
            ends = piece.key in words.organisation_ends and (index > at or self._heads(pieces, at))
            if piece.capital and ends:
                stop = index + 1
        return self._continued(text, pieces, stop) if stop > at else at

    def _heads(self, pieces: list[Piece], at: int) -> bool:
        """Whether a name begins with its kind: "Union of River Pilots", "Committee for Peace"."""
        if at + 2 >= len(pieces) or pieces[at].key in self._words.sites:
            return False
        return pieces[at + 1].key in ("of", "for") and pieces[at + 2].capital

    def _continued(self, text: str, pieces: list[Piece], stop: int) -> int:
        """Index after what an organisation's name goes on with: "Union of Forces" + "for Development"."""
        if stop + 1 >= len(pieces) or pieces[stop].key not in ("for", "of") or not pieces[stop + 1].capital:
            return stop
        end = stop + 1
        while (
            end < min(stop + MAX_BODY, len(pieces))
            and pieces[end].capital
            and joined(text, pieces[end - 1], pieces[end])
        ):
            end += 1
        return end if joined(text, pieces[stop - 1], pieces[stop]) else stop
