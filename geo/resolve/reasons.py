"""The sentences that explain why a mention was read as this place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from geo.model import Place, Reason
from geo.resolve.features import Reading

_SURE = 0.7
_WORDS = {
    "contained": "the name that follows it contains the place",
    "countrynamed": "the text names its country",
    "provincenamed": "the text names its province",
    "country": "other names in the text lie in the same country",
    "province": "other names in the text lie in the same province",
    "within25": "it lies within 25 km of a place named beside it",
    "within80": "it lies within 80 km of a place named beside it",
    "within200": "it lies within 200 km of a place named beside it",
    "hint": "the words beside it name that kind of place",
    "rank": "it has the most people of all places of that name",
}


def reasons_of(
    reading: Reading, best: int, candidates: Sequence[Place], weights: Mapping[str, float]
) -> tuple[Reason, ...]:
    """How many places bear the name, what spoke for this one, and what else it may nearly as well be."""
    found: list[Reason] = []
    if reading.fixed:
        return (Reason("demonym", 1.0, f"it names people of {candidates[0].name}"),)
    total = reading.facts.total if reading.facts else len(reading.entries)
    bears = "place bears" if total == 1 else "places bear"
    found.append(Reason("name", 0.0, f"{total} known {bears} this name"))
    if reading.inner:
        found.append(Reason("inside", 0.0, f"its own place is not known; its name names {reading.inner}"))
    if reading.facts and reading.facts.how == "skeleton":
        found.append(Reason("spelling", 0.0, "matched by its consonants within the countries of the text"))
    weighed: dict[str, float] = {}
    for feature in reading.features[best]:
        template = feature.partition(">=")[0].partition("=")[0]
        if template in _WORDS and feature not in ("rank=1", "rank=2", "rank=3", "rank=4"):
            weighed[template] = weighed.get(template, 0.0) + weights.get(feature, 0.0)
    for template, weight in sorted(weighed.items(), key=lambda pair: -pair[1]):
        if weight > 0 and len(reading.entries) > 1:
            found.append(Reason(template, round(weight, 2), _WORDS[template]))
    if reading.chances[best] < _SURE and len(candidates) > 1:
        other = candidates[1]
        found.append(Reason("ambiguous", 0.0, f"it may also be {other.name}, {other.country}"))
    return tuple(found)
