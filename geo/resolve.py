"""Resolution: all mentions of a text together in, one place each (or none) out, with reasons."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from math import log10

from geo.gazetteer import Entry, Gazetteer, NameFacts
from geo.model import Mention, MentionKind, Place, Reason, Resolution

_NEAR = re.compile(
    r"\b(?:near|around|outside|surrounding|vicinity of|outskirts of|countryside of|area of)"
    r"(?:\s+(?:the|town|city|village|of|and))*\s+$",
    re.IGNORECASE,
)
_ADMIN_AFTER = re.compile(
    r"^\s+(?:province|governorate|oblast|state|region|prefecture|county|district|muhafazah)\b", re.IGNORECASE
)
_ADMIN_BEFORE = re.compile(r"\b(?:province|governorate|state|region|county) of\s+$", re.IGNORECASE)
_LOOK = 40
_SHOWN = 8


def resolve_toponyms(
    text: str, mentions: Sequence[Mention], gazetteer: Gazetteer, *, home: str | None = None
) -> tuple[Resolution, ...]:
    """One Resolution per mention, in order; `home` (ISO country or "SY.07") is where the reader's area is."""
    weight = _countries(mentions, gazetteer)
    if home:
        weight[home.partition(".")[0]] += 3
    return tuple(_resolve(text, mention, gazetteer, weight) for mention in mentions)


def _countries(mentions: Sequence[Mention], gazetteer: Gazetteer) -> Counter[str]:
    weight: Counter[str] = Counter()
    for mention in mentions:
        facts = gazetteer.facts(mention.value)
        if facts:
            for country in {entry.country for entry in facts.entries}:
                weight[country] += 1 if len(facts.entries) < 3 or facts.entries[0].code == "PCLI" else 0
    return weight


def _resolve(text: str, mention: Mention, gazetteer: Gazetteer, weight: Counter[str]) -> Resolution:
    country = gazetteer.demonym_row(mention.text) if mention.kind is MentionKind.DEMONYM else None
    if country is not None:
        place = gazetteer.place(country)
        return Resolution(mention, place, 1.0, mention.reasons, (place,))
    facts = gazetteer.facts(mention.value) or gazetteer.facts_within(mention.value, weight)
    if facts is None:
        return Resolution(mention, None, reasons=(Reason("unknown", 0.0, "no place of that name is known"),))
    scored = sorted(
        ((_score(text, mention, entry, weight), -entry.row, entry) for entry in facts.entries), reverse=True
    )
    places = tuple(gazetteer.place(entry.row) for _, _, entry in scored[:_SHOWN])
    return Resolution(
        mention,
        places[0],
        scored[0][0],
        _reasons(facts, scored[0][2], places[0], weight),
        places,
        near=is_near(text, mention),
    )


def _score(text: str, mention: Mention, entry: Entry, weight: Counter[str]) -> float:
    says_admin = bool(
        _ADMIN_AFTER.match(text[mention.span.end : mention.span.end + _LOOK])
        or _ADMIN_BEFORE.search(text[max(0, mention.span.start - _LOOK) : mention.span.start])
    )
    score = log10(entry.population + 10) / 4 - entry.quality * 0.3
    score += {"PCLI": 2.0, "STM": 0.8, "ADM1": 0.2, "ADM2": -1.0}.get(entry.code, 0.5)
    if says_admin:
        score += 3.0 if entry.code.startswith("ADM") else 0.0
    elif entry.code == "ADM1" and entry.country not in ("US", "CA", "AU", "GB"):
        score -= 1.0
    return score + min(weight[entry.country], 4) * 0.4


def _reasons(facts: NameFacts, entry: Entry, place: Place, weight: Counter[str]) -> tuple[Reason, ...]:
    reasons = [Reason("name", 0.0, f"{facts.total} known places bear this name")]
    if weight[entry.country] > 1:
        reasons.append(
            Reason("country", weight[entry.country] * 0.4, f"the text names other places in {place.country}")
        )
    return tuple(reasons)


def is_near(text: str, mention: Mention) -> bool:
    """The words before say near, around, in the vicinity of."""
    return bool(_NEAR.search(text[max(0, mention.span.start - _LOOK) : mention.span.start]))
