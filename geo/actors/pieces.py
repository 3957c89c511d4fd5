"""Names taken apart: pieces of a text, how they are compared, and what may stand between them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from geo.model import text_id

PIECE = re.compile(r"[^\W_]+")
JOINTS = frozenset(" \u00a0-\u2010\u2011\u2013'’.&/(")
HYPHENS = frozenset("-\u2010\u2011\u2013")
MAX_GAP = 2
_ARTICLES = frozenset(("the", "a", "an", "our", "their", "his", "her", "its"))
_COUNTS = frozenset(("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")) | frozenset(
    ("several", "some", "many", "few", "most", "all", "both", "dozens", "hundreds")
)


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


class Piece(NamedTuple):
    """One word of a text, folded, with its place."""

    text: str
    key: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


def split_pieces(text: str) -> list[Piece]:
    new = tuple.__new__  # quicker than Piece(...), for what most of a text is
    return [new(Piece, (word := m[0], fold(word), *m.span())) for m in PIECE.finditer(text)]


def colour_of(key: str, palette: Sequence[str]) -> str:
    """A colour for an actor without one: the same id, the same colour, on every server."""
    return palette[int(text_id(key, length=8), 16) % len(palette)]


def behind_of(pieces: list[Piece], at: int) -> bool:
    before = [piece.key for piece in pieces[max(0, at - 2) : at]]
    return before[-1:] == ["of"] or before == ["of", "the"]


def joined(text: str, left: Piece, right: Piece) -> bool:
    gap = text[left.end : right.start]
    if gap == " (" and right.text.isupper():
        return False
    if len(gap) > MAX_GAP or not set(gap) <= JOINTS:
        return False
    return gap[:1] != "." or len(left.text) == 1


NO_TIE = frozenset(("based", "born", "educated", "language", "speaking", "wide", "made"))
"""Behind a hyphen these only tell where somebody is from: "Britain-based"."""


def compound(text: str, pieces: list[Piece], end: int) -> bool:
    """Whether a hyphen and a lower-case word follow: "Russian-held", "Iran-backed"."""
    if end >= len(pieces) or pieces[end].capital or pieces[end].key in NO_TIE:
        return False
    return text[pieces[end - 1].end : pieces[end].start] in HYPHENS


def bracketed(text: str, pieces: list[Piece], end: int) -> str:
    """The abbreviation in brackets after a name: "Harvest Front (HF)"."""
    if end >= len(pieces):
        return ""
    piece = pieces[end]
    around = text[pieces[end - 1].end : piece.start].strip() + text[piece.end : piece.end + 1]
    return piece.text if around == "()" and piece.text.isupper() and len(piece.text) > 1 else ""


def after_adjective(pieces: list[Piece], at: int) -> bool:
    """Whether a capitalised word stands right before: "Tormak army" is not the home army, "The army" is."""
    before = pieces[at - 1] if at else None
    if before is None or before.key in _ARTICLES or before.key in _COUNTS:
        return False
    return before.capital and pieces[at].start - before.end == 1


def opens_with(text: str, pieces: Sequence[Piece], at: int, end: int) -> bool:
    """Whether a sentence begins with these words and what they have: "Army helicopters hit the bridge"."""
    gap = text[pieces[at - 1].end : pieces[at].start] if at else "."
    owned = end < len(pieces) and not pieces[end].capital and pieces[end].start - pieces[end - 1].end == 1
    return owned and bool(set(gap) & set(".!?\n"))


def same_shape(shape: tuple[str, ...], pieces: Sequence[Piece]) -> bool:
    return all(same_capitals(wanted, piece.text) for wanted, piece in zip(shape, pieces, strict=True))


def same_capitals(wanted: str, given: str) -> bool:
    if not wanted[0].isupper():
        return True
    if wanted.isupper():
        return given.isupper()
    return given[0].isupper()
