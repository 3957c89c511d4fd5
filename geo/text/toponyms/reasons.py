"""The sentences that explain a recognised toponym on screen."""

from __future__ import annotations

from collections.abc import Mapping

from geo.model import Reason
from geo.text.toponyms.candidates import Candidate

_SHOWN = 4
_WORDS = {
    "kind": "the gazetteer knows it as {}",
    "people": "size of the place of that name",
    "properpeople": "it is the place's first name",
    "before": "the word before it ({})",
    "after": "the word after it ({})",
    "country": "the text names other places in the same country",
    "province": "the text names other places in the same province",
    "elsewhere": "the text names it elsewhere as a place",
    "common": "how common an English word it is",
    "run": "its position among the capitalised words around it",
    "person_here": "the text also uses the word as a person's name",
    "given": "it is also a given name",
    "surname": "it is also a surname",
    "headword": "its last word is “{}”",
    "pattern": "it is built like the name of a {}",
    "lowercase_too": "the text also writes it without a capital",
    "demonym": "it is an adjective or people of a place",
    "possessed": "it is followed by 's",
}


def reasons_of(candidate: Candidate, weights: Mapping[str, float]) -> tuple[Reason, ...]:
    """The features that weighed most, as sentences; signs tell for and against."""
    known = (f for f in candidate.features if f.partition("=")[0] in _WORDS)
    weighed = sorted(((weights.get(f, 0.0), f) for f in known), key=lambda pair: (-abs(pair[0]), pair[1]))
    found: dict[str, Reason] = {}
    for weight, feature in weighed:
        template, _, value = feature.partition("=")
        if template not in found and weight:
            found[template] = Reason(template, round(weight, 2), _WORDS[template].format(value))
        if len(found) == _SHOWN:
            break
    return tuple(found.values())
