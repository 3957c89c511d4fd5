"""The words beside a mention: the kind of place they name, whether they say "near", what contains what."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from geo.model import Mention

_WORD = re.compile(r"[^\W\d_]+")
_SEPARATOR = frozenset((", ", " in ", ", in ", " (", ", the ", ","))
_LOOK = 48
_HEAD = 1_500
_DATELINE = re.compile(r"(?:,? [\w.]+){0,5},?\s?(?P<agency>\([^()\n]{1,40}\))?\s?(?:--|[—–]| ?- )")
"""What stands between the place a report is dated from and its first sentence."""
SOURCES = Path(__file__).resolve().parents[1] / "data" / "sources"


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    raw = tomllib.loads((SOURCES / "toponym_context.toml").read_text("utf-8"))
    return {name: frozenset(words) for name, words in raw.items()}


def directions() -> frozenset[str]:
    """Words that make a part of a place: "south", "western"."""
    return _words()["directions"]


def hints(text: str, mention: Mention) -> frozenset[str]:
    """Kinds that the neighbouring words name: "admin", "county", "town", "water", "bank"."""
    known = _words()
    found = set()
    after = _next_word(text, mention.span.end)
    before = _last_words(text, mention.span.start)
    for kind in ("admin", "county", "town", "water"):
        if after in known[f"{kind}_after"]:
            found.add(kind)
    opening = before[-1] if before else ""
    if opening == "the":
        found.add("the")
        if known["shore"].intersection(before[:-1]):
            found.add("shore")
        if len(before) > 2 and before[-3] in known["bank"] and before[-2] == "of":
            found.add("bank")
        if mention.text.lower() not in known["with_article"] and (not after or after in known["behind_name"]):
            found.add("river")
    if opening == "of" and len(before) > 1:
        opening = before[-2]
    for kind in ("admin", "county", "town"):
        if opening in known[f"{kind}_before"]:
            found.add(kind)
    return frozenset(found)


def says_near(text: str, mention: Mention) -> bool:
    """The words before say near, around, in the vicinity of, in the countryside of."""
    known = _words()
    for word in reversed(_last_words(text, mention.span.start)):
        if word in known["near"]:
            return True
        if word not in known["near_between"]:
            return False
    return False


def containers(text: str, mentions: Sequence[Mention]) -> list[int]:
    """Per mention the index of the next one if it follows as container ("Springfield, Illinois"), else -1."""
    found = [-1] * len(mentions)
    for i in range(len(mentions) - 1):
        gap = text[mentions[i].span.end : mentions[i + 1].span.start]
        if gap in _SEPARATOR:
            found[i] = i + 1
    return found


def dateline_of(text: str, mentions: Sequence[Mention]) -> int:
    """Index of the name in "GLASGOW, Ky. (Agency) — …" at the head of a report; -1 where there is none."""
    for at, mention in enumerate(mentions):
        span = mention.span
        if span.start > _HEAD:
            break
        opens = text[: span.start].rpartition("\n")[2].strip() == ""
        follows = _DATELINE.match(text, span.end) if opens else None
        if follows and (mention.text.isupper() or follows["agency"]):
            return at
    return -1


def _next_word(text: str, at: int) -> str:
    match = _WORD.match(text, at + 1) if text[at : at + 1] in (" ", "-", "\u00a0") else None
    return match.group().lower() if match else ""


def _last_words(text: str, at: int) -> list[str]:
    piece = text[max(0, at - _LOOK) : at]
    for sign in ".;:!?\n”":
        piece = piece.rpartition(sign)[2]
    return [word.lower() for word in _WORD.findall(piece)][-6:]
