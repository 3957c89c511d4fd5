"""The sentences that explain why a mention was read as this place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from geo.gazetteer.names import disguised_letters
from geo.model import Place, Reason
from geo.resolve.features import Reading

_SURE = 0.7
_WORDS = {
    "contained": "the name that follows it contains the place",
    "countrynamed": "the text names its country",
    "provincenamed": "the text names its province",
    "country": "other names in the text lie in the same country",
    "province": "other names in the text lie in the same province",
    "home": "it lies in the home area that was chosen for this case",
    "homecountry": "it lies in the country of the home area that was chosen for this case",
    "dateline": "it lies in the province that the report is dated from",
    "datelinecountry": "it lies in the country that the report is dated from",
    "within25": "it lies within 25 km of a place named beside it",
    "within80": "it lies within 80 km of a place named beside it",
    "within200": "it lies within 200 km of a place named beside it",
    "vouched": "reports of the wars name it",
    "hint": "the words beside it name that kind of place",
    "rank": "it has the most people of all places of that name",
}


Worded = Mapping[str, tuple[str, float]]
"""For each feature that a reader is told: the key of its words, and its weight."""


def worded_features(weights: Mapping[str, float]) -> Worded:
    """The features that have words, out of all that have a weight."""
    found = {}
    for feature, weight in weights.items():
        template = feature.partition(">=")[0].partition("=")[0]
        if template in _WORDS and feature not in ("rank=1", "rank=2", "rank=3", "rank=4"):
            found[feature] = (template, weight)
    return found


def reasons_of(
    reading: Reading, best: int, candidates: Sequence[Place], worded: Worded
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
    if reading.facts and reading.facts.how == "lookalike":
        letters = " ".join(f"{c} (U+{ord(c):04X})" for c in disguised_letters(reading.mention.value))
        found.append(Reason("lookalike", 0.0, f"spelt with look-alike letters of another script: {letters}"))
    found += _weighed(reading, best, worded)
    if reading.chances[best] < _SURE and len(candidates) > 1:
        other = candidates[1]
        found.append(Reason("ambiguous", 0.0, f"it may also be {other.name}, {other.country}"))
    return tuple(found)


def grounds_of(reading: Reading, number: int, worded: Worded) -> tuple[str, ...]:
    """What spoke for one of the entries, whether it was chosen or not."""
    return tuple(reason.detail for reason in _weighed(reading, number, worded))


def _weighed(reading: Reading, number: int, worded: Worded) -> list[Reason]:
    """The features that spoke for an entry, the weightiest first; none where it stands alone."""
    if len(reading.entries) < 2:
        return []
    weighed: dict[str, float] = {}
    for feature in reading.features[number]:
        if feature in worded:
            template, weight = worded[feature]
            weighed[template] = weighed.get(template, 0.0) + weight
    ordered = sorted(weighed.items(), key=lambda pair: -pair[1])
    return [Reason(name, round(weight, 2), _WORDS[name]) for name, weight in ordered if weight > 0]
