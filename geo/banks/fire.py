"""Where fire hits, when a claim names where it comes from, too: the event is at its target.

Rows: geo/data/sources/banks_fire.toml.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources

from geo.model import Claim, ClaimType, PlaceKind, Resolution

_FIRE = (ClaimType.STRIKE, ClaimType.FIGHTING, ClaimType.CASUALTIES)
_WIDE = (PlaceKind.RIVER, PlaceKind.COUNTRY)
_LOOK = 80
"""Characters before a place in which "from" and who is driven from there stand."""
_TARGET = 3
"""Words between a place and the verb of those who fire from it."""
_FROM = re.compile(r"\bfrom ((?:[a-z-]+ ){0,3})$", re.ASCII)
_STANDING = re.compile(r"\b(?:in|at|near|around|outside|above|opposite) (?:the )?$")


def hit_places(claim: Claim, resolutions: Sequence[Resolution]) -> list[Resolution]:
    """The places without those that a claim about fire names as its origin, if others are left."""
    if claim.type not in _FIRE:
        return list(resolutions)
    hit = [r for r in resolutions if not _is_origin(claim, r)]
    left = any(r.place and r.place.kind not in _WIDE for r in hit)
    return hit if left else list(resolutions)


def _is_origin(claim: Claim, resolution: Resolution) -> bool:
    start, end = (
        at - claim.span.start for at in (resolution.mention.span.start, resolution.mention.span.end)
    )
    if not 0 < start < len(claim.text):
        return False
    led = _FROM.search(claim.text[max(0, start - _LOOK) : start])
    before, after = claim.text[max(0, start - _LOOK) : start].lower(), claim.text[end : end + _LOOK].lower()
    if led and not set(led[1].split()) & _words("firing"):
        return not after.startswith(" to ") and not _words("driven") & set(re.findall(r"\w+", before))
    return bool(_STANDING.search(before)) and _fires(after)


def _fires(after: str) -> bool:
    """Whether those who stand at a place fire: "gunners in Arda have shelled ..."."""
    words = re.findall(r"\w+|[^\w\s]", after)[: _TARGET + 1]
    at = next((n for n, word in enumerate(words) if word in _words("firing")), None)
    return at is not None and at < _TARGET and all(word in _words("before_firing") for word in words[:at])


@cache
def _words(name: str) -> frozenset[str]:
    source = resources.files("geo.data") / "sources" / "banks_fire.toml"
    return frozenset(tomllib.loads(source.read_text(encoding="utf-8"))[name])
