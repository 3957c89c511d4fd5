"""What a speaker's mention tells by its own words: whose it is, what names a body, a last name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from geo.actors import fold
from geo.claims.words import closed, read_source, verb_forms, words_of
from geo.model import Span, Speaker

_BEHIND = re.compile(r" (?:of|in|at|near|from|for) ")
PRONOUNS = frozenset(("he", "she", "they", "it"))
SHORT_BODY = 3
_POSSESSIVE = frozenset(("its", "their"))


def is_name_of_body(words: Sequence[str]) -> bool:
    """Whether capitals alone make a name of more than two words, or one in capitals: "the NSW SES"."""
    words = words[1:] if words[0].lower() == "the" else words
    capitals = [word for word in words if word[:1].isupper()]
    plain = all(word[:1].isupper() or word in ("&", "and", "of", "for", "the") for word in words)
    letters = capitals != [] and all(word.isalpha() and word.isupper() for word in words)
    return plain and (letters or len(capitals) >= SHORT_BODY)


def seats() -> dict[str, str]:
    """Offices that are bodies of their own: what a sheriff's county has is a sheriff's office."""
    seats: dict[str, str] = read_source("claims_words.toml")["seats"]
    return seats


def is_elsewhere(mention: str, body: str) -> bool:
    """Whether a name only tells where an official is ("in Tabriz"), or no certain body ("of a club")."""
    before = mention[: mention.find(body)].split()[-1:] if body in mention else []
    return before != [] and before[0].lower() in ("in", "at", "from", "a", "an")


def modifiers(lows: Sequence[str], at: int) -> set[str]:
    """What stands between an article or preposition and a word: "governor" in "the governor's office"."""
    told: set[str] = set()
    for low in reversed(lows[:at]):
        if low in closed("determiners") | closed("prepositions"):
            break
        told.add(low)
    return told - {"s"}


def head_of(text: str) -> str:
    """A source's words before the first comma, folded."""
    return fold(text.partition(",")[0])


def is_owned(part: str) -> bool:
    """Whether words begin with "its" or "one of their"."""
    lows = fold(part).split()
    return lows[:1] != [] and (
        lows[0] in _POSSESSIVE or (lows[1:2] == ["of"] and lows[2:3] != [] and lows[2] in _POSSESSIVE)
    )


def is_kind_of_group(office: str) -> bool:
    """ "…, a group linked to another", "the local arm of …": the name before the comma is the body's own."""
    lows = fold(office).split()
    parts = set(lows) & closed("parts_of_groups") and "of" in lows and not set(lows) & closed("officials")
    return bool(parts) or (
        lows[:1] in (["a"], ["an"])
        and bool(set(lows[1:]) & closed("group_nouns"))
        and not set(lows) & closed("officials")
    )


def is_relative(office: str) -> bool:
    """ "Belgrade, which closed the crossing to …": what follows tells what the speaker did."""
    return office.split()[:1] in (["which"], ["whose"])


def without_agent(speaker: Speaker) -> Speaker:
    """A source without what was done to it: "refugees questioned by the police"; not who signed a letter."""
    words = words_of(speaker.text, Span(0, len(speaker.text)))
    if any(word.low in closed("documents") for word in words[:3]):
        return speaker
    for at, word in enumerate(words[1:-1], 1):
        form = verb_forms().get(word.low)
        if form and form.shape == "past" and words[at + 1].low == "by":
            text = speaker.text[: word.start].rstrip(" ,")
            kept = speaker.organisation if speaker.organisation and speaker.organisation in text else None
            return replace(speaker, text=text, organisation=kept)
    return speaker


def last_name(speaker: Speaker) -> str:
    """The last name a speaker goes by, from the name, or from the words before "of" and commas."""
    if speaker.name:
        return fold(speaker.name).split()[-1]
    is_pronoun = fold(speaker.text) in PRONOUNS
    head = ((speaker.organisation or "") if is_pronoun else speaker.text).partition(",")[0]
    words = _BEHIND.split(head, maxsplit=1)[0]
    capitals = [word for word in words.split() if word[:1].isupper()]
    named = len(capitals) > 1 and words.split()[-1] == capitals[-1]
    return fold(capitals[-1]) if named else ""
