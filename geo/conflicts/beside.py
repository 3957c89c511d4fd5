"""Rules for claims that stand a sentence or two apart: an answer, another figure, blame sent back.

What stands so near is about one thing, although the answer names it only by "this" or "the figure".
"""

from __future__ import annotations

import re

from geo.conflicts.entries import (
    HARM,
    HELD,
    STEM,
    VIOLENCE,
    Entry,
    actors_in,
    is_denial,
    same_days,
    stems,
    word_list,
    words_in,
)
from geo.model import SAID, Claim, ClaimType, Role, Stance

BESIDE_CHARS = 320
"""Farthest an answer stands behind what it answers."""
NEXT_CHARS = 40
"""Farthest a sentence stands behind the one before it, its tag between them."""
SAID_AGAIN = 0.5
_FIGURE = re.compile(r"\d[\d,.]*\d|\d")
_COUNTED = re.compile(r"([^\W_][\w,.]*) ([^\W\d_]{3,})")
_SPELL = re.compile(
    r"\b\w[\w,.]* (?:times?|days?|weeks?|months?|years?|hours?|minutes?|km|miles?|(?:kilo)?met(?:er|re)s?)\b"
)
"""How often, how long and how far is no count of what happened."""
_WORD = re.compile(r"[^\W\d_]+")


def are_beside(one: Claim, other: Claim) -> bool:
    """Whether `other` stands shortly behind `one` in the same report."""
    apart = other.span.start - one.span.end
    return one.document_id == other.document_id and -1 <= apart < BESIDE_CHARS


def answered_back(a: Entry, b: Entry) -> str:
    """ "… The authority disputes this.": the denial of what another said just before."""
    one, other = a.claim, b.claim
    words = {word.lower() for word in _WORD.findall(other.text)}
    source = other.attribution.source
    whole = source is not None and other.span.contains(source.span)
    if (
        not whole
        or not words & word_list("points_back")
        or not (is_denial(other) or _disputes(one, other))
        or one.stance not in HELD
    ):
        return ""
    return "one says so, the other denies it" if one.type is not ClaimType.CREDIBILITY else ""


def _disputes(one: Claim, other: Claim) -> bool:
    """ "… A man there disputes that.": the doubt ends in the word that points back to what somebody said."""
    last = _WORD.findall(other.text.lower())[-1:]
    said = one.attribution.source is not None and other.span.start - one.span.end < NEXT_CHARS
    return said and other.stance is Stance.DOUBTED and last != [] and last[0] in ("this", "that", "it")


def other_figure(a: Entry, b: Entry) -> str:
    """ "… The governor puts the figure at 68.": another count of what was counted just before."""
    one, other = a.claim, b.claim
    again = {word.lower() for word in _WORD.findall(other.text)} & word_list("counts_again")
    mine, yours = _figures(one.text), _figures(other.text)
    if (
        not again
        or bool(words_in(one, "tolls")) < bool(words_in(other, "tolls"))
        or len(mine) != 1
        or len(yours) != 1
        or mine == yours
        or one.stance not in HELD
        or not _counts_the_same(one, other)
    ):
        return ""
    return "" if one.negated or other.negated else "each gives another figure"


def _counts_the_same(one: Claim, other: Claim) -> bool:
    """Whether what stands behind a figure was counted before, or the claims are of one kind."""
    behind = {match[2].lower() for match in _COUNTED.finditer(other.text) if _figures(match[1])}
    named = stems(" ".join(behind))
    return one.type is other.type or not named or bool(named & stems(one.text.lower()))


def said_and_unsaid(a: Entry, b: Entry) -> str:
    """The same words, once asserted and once denied: "were never warned" and "we sent out warnings"."""
    one, other = a.claim, b.claim
    spoken = one.attribution.source is not None and other.attribution.source is not None
    if not spoken or is_denial(one) == is_denial(other) or {one.type, other.type} <= VIOLENCE:
        return ""  # whose fire is meant, the rules of a place and a party tell
    if a.call.basis in SAID and b.call.basis in SAID and a.call.bank is not b.call.bank:
        return ""
    mine, yours = _content(one.text), _content(other.text)
    least = min(len(mine), len(yours))
    shared = len(mine & yours)
    again = least > 0 and shared >= SAID_AGAIN * least and (shared > 1 or least == 1)
    held = all(claim.stance in HELD or is_denial(claim) for claim in (one, other))
    return "one says so, the other says it is not so" if again and held and same_days(one, other) else ""


def blamed_back(a: Entry, b: Entry) -> str:
    """Each says that the other did it."""
    one, other = a.claim, b.claim
    if not {one.type, other.type} <= HARM or one.stance not in HELD or other.stance not in HELD:
        return ""
    if one.negated or other.negated or one.speaker is None or other.speaker is None:
        return ""
    crossed = other.speaker in actors_in(one, Role.ACTS) and one.speaker in actors_in(other, Role.ACTS)
    return "each says that the other did it" if crossed else ""


def truce_denied(a: Entry, b: Entry) -> str:
    """A truce that one announces and the other does not know."""
    one, other = a.claim, b.claim
    if not one.type is other.type is ClaimType.DECONFLICTION or is_denial(one) == is_denial(other):
        return ""
    alike = stems(one.text.lower()) & stems(other.text.lower()) & word_list("truce_stems")
    return "one says there is a truce, the other denies it" if alike else ""


def _figures(text: str) -> set[str]:
    text = _SPELL.sub(" ", text)
    digits = {match.group().replace(",", "") for match in _FIGURE.finditer(text)}
    return digits | ({word.lower() for word in _WORD.findall(text)} & word_list("numbers"))


def _content(text: str) -> set[str]:
    return stems(" ".join(_WORD.findall(text.lower()))) - {word[:STEM] for word in word_list("empty_stems")}
