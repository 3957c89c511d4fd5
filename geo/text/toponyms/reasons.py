"""The sentences that explain a recognised toponym on screen."""

from __future__ import annotations

from collections.abc import Mapping

from geo.model import Reason
from geo.text.toponyms.candidates import Candidate

_SHOWN = 4
_WORDS = {
    "own": "the list of own places has it",
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
    "undergone": "the words behind it tell what is done to towns",
    "vouched": "reports of the wars name it, and the text names its country",
    "vouched_elsewhere": "reports of the wars name it, but the text does not name its country",
    "vouched_odd": "reports of the wars name it, and it is neither an English word nor a person's name",
    "vouched_site": "it is the whole name of a base, a dam or the like that reports of the wars name",
    "alone": "the text names no other place",
    "written_otherwise": "its country writes it otherwise than English does",
    "odd": "it is neither an English word nor a person's name",
    "oddpart": "it is neither an English word nor a person's name, but part of a longer name",
    "local0": "a place of that name lies in a country that the text names",
    "local1": "a place of that name lies in a country that the text names",
    "local_surname": "a place of that name lies in a country that the text names; it is also a surname",
    "native_script": "it stands in the place's own script",
    "joined_way": "a hyphen joins it to another, with a word for a road or line behind them",
    "placenoun_of": "“of” and a word for a place stand before it",
    "person_only": "the text gives it as part of a person's whole name",
    "person_placed": "the text gives it as a person's name and puts it behind a preposition of place",
    "fullname": "a surname follows it",
    "fullname_whole": "it begins a person's whole name",
    "medium": "it begins the name of a paper or a station",
    "owned_by": "it ends the name of a bank, a treaty or the like",
    "the_water": "“the” stands before the name of a water",
    "water_word": "a word for a water follows it",
    "division_word": "a word for a province or county follows it",
    "after_place": "another place stands before it",
    "before_place": "another place stands behind it",
    "inside": "it lies inside another known name ({})",
    "contains": "it contains another known name ({})",
    "sentencestart": "it begins a sentence",
    "bearers": "how many places bear the name",
    "length": "how long the word is",
    "found": "how the gazetteer found it ({})",
    "quality": "whether it is the place's first name",
    "bestquality": "whether it is the place's first name",
    "repeated": "how often the text names it",
    "is": "it is also a word of another kind ({})",
    "headof": "a word for a body or building stands before “of”",
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
