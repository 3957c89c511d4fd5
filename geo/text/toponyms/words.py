"""Words of a text with what recognition asks of each: case, position, what stands between them."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass

from geo.model import Span
from geo.text.toponyms.lexicon import Lexicon

POSSESSIVE = frozenset(("'s", "’s"))
LONGEST_RUN = 12
_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:['’](?!s\b)[^\W_]+)*|(?<=\w)['’]s\b|&")
_STOPS = re.compile('[.!?:;“"]')
_CAPITAL, _SMALL = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ŽА-Я]"), re.compile(r"[a-zß-öø-ÿа-я]")
_LINE = re.compile(r"[^\n]+")
_JOINTS = frozenset((" ", "-", "–", "\u00a0", "\u2009", "  "))
_DOTTED = frozenset(("st", "ft", "mt", "n", "s", "e", "w"))
"""Words after which ". " still joins: St. Louis, Ft. Worth, N. Bedford Drive."""
_AFTER_COMMA = frozenset(("D.C.", "DC"))
_MOSTLY_CAPITALS = 0.7
_NOT_SMALL = bytes(b for b in range(256) if not 97 <= b <= 122)
_NEVER_CAPITAL = bytes(b for b in range(128) if not 65 <= b <= 90)


@dataclass(slots=True)
class Word:
    """A word with its place in the text."""

    start: int
    end: int
    text: str
    lower: str
    capital: bool
    """Begins with a capital, or has no case at all (Arabic)."""
    upper: bool
    joined: bool = False
    """Nothing but a space or hyphen parts it from the word before."""
    sentence_start: bool = False
    shouted: bool = False
    """Stands in a line that is all capitals."""
    gap: str = ""
    """What stands between the word before and this one."""
    plain: bool = False
    """A capitalised word that a line in all capitals leaves no choice: "AND", "ALERT"."""


def words_of(text: str, common: Container[str]) -> list[Word]:
    """Words of a text with what recognition asks of each. Linear in its length.

    `common`: words of the language, in small letters.
    """
    shouted = _shouted_lines(text)
    words: list[Word] = []
    end = 0
    for match in _WORD.finditer(text):
        start, stop = match.span()
        piece = text[start:stop]
        gap = text[end:start]
        end = stop
        first = piece[0]
        if gap == " " and words and "a" <= first <= "z":
            words.append(Word(start, stop, piece, piece.lower(), False, False, True, False, False, gap))
            continue
        if gap == ", " and piece in _AFTER_COMMA:
            gap = " "  # "Washington, D.C." is one name
        capital = not "a" <= first <= "z" and first.isalpha() and not first.islower()
        if gap in _JOINTS and words:
            joined, opening = True, False
        else:
            joined = bool(words) and (not gap or (gap == ". " and words[-1].lower in _DOTTED))
            opening = not words or _begins(gap, joined)
        lower = piece.lower()
        words.append(
            Word(start, stop, piece, lower, capital, capital and piece.isupper(), joined, opening, False, gap)
        )
    _mark(words, shouted, common)
    return words


def _begins(gap: str, joined: bool) -> bool:
    return "\n" in gap or (not joined and _STOPS.search(gap) is not None)


def _shouted_lines(text: str) -> list[Span]:
    found = []
    for match in _LINE.finditer(text):
        line = match[0]
        if _mostly_small(line):
            continue
        capitals = len(_CAPITAL.findall(line))
        letters = capitals + len(_SMALL.findall(line))
        if letters > 3 and capitals > _MOSTLY_CAPITALS * letters:
            found.append(Span(*match.span()))
    return found


def _mostly_small(line: str) -> bool:
    """So many ASCII small letters that whatever the other letters are, the line is not shouted."""
    raw = line.encode("utf-8", "surrogatepass")
    small = len(raw.translate(None, _NOT_SMALL))
    return small > (1 - _MOSTLY_CAPITALS) * (small + len(raw.translate(None, _NEVER_CAPITAL)))


def _mark(words: list[Word], lines: list[Span], common: Container[str]) -> None:
    """Words of shouted lines; English ones among them are no names for their capitals."""
    at = 0
    for line in lines:
        while at < len(words) and words[at].start < line.start:
            at += 1
        while at < len(words) and words[at].end <= line.end:
            words[at].shouted = True
            words[at].plain = words[at].lower in common
            at += 1


def runs_of(words: list[Word], lexicon: Lexicon) -> list[tuple[int, int]]:
    """For each word the (first, last) of the stretch of capitalised words it stands in."""
    connectors = lexicon.classes["connectors"] - {"and", "&", "in", "on", "by", "the", "s", "as", "an"}
    runs = list(zip(range(len(words)), range(len(words)), strict=True))
    at = 0
    while at < len(words):
        if not words[at].capital or words[at].plain:
            at += 1
            continue
        last = at
        ahead = at + 1
        while ahead < len(words) and words[ahead].joined and ahead - at < LONGEST_RUN:
            if words[ahead].capital and not words[ahead].plain:
                last = ahead
            elif words[ahead].lower not in connectors and words[ahead].text not in POSSESSIVE:
                break
            ahead += 1
        for i in range(at, last + 1):
            runs[i] = (at, last)
        at = last + 1
    return runs
