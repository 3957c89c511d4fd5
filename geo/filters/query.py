"""A Filter as a link's query and back: short stable keys, defaults absent, labels and counts never in it.

side=left,river  actor=islamic-state  role=target  speaker=thomas-veale  report=0a1b2c3d4e5f
kind=strike,crossing  stance=denied  from=2017-11-01  to=2018-01-31  words=boats  confidence=high,medium
review=checked,disputed  repeats=once

A Key is one row of a schema: its name in the link, the field it fills, how it is read and written. SCHEMA
holds the rows of a Filter; geo.links adds those of a view. A reader gives the value and a sentence for each
part that can't be used; what can't be used is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar
from urllib.parse import parse_qs

from geo.escape import for_log
from geo.model import Bank, ClaimType, Confidence, Filter, ReviewState, Role, Stance

LONGEST = 200
ALL = "all"
"""Says in a link that nothing is left out, where leaving the key away would say something else."""
_Choice = TypeVar("_Choice", bound=StrEnum)
Query = Mapping[str, str | Sequence[str]]
Notes = tuple[str, ...]

_BANKS = {
    "left": Bank.LEFT,
    "right": Bank.RIGHT,
    "river": Bank.ON_RIVER,
    "both": Bank.BOTH,
    "none": Bank.NONE,
}
_ROLES = {"says": Role.SPEAKS, "does": Role.ACTS, "target": Role.ACTED_ON, "mentioned": Role.MENTIONED}
_KINDS = {kind.value.replace("_", "-"): kind for kind in ClaimType}
_STANCES = {stance.value: stance for stance in Stance}
_CONFIDENCES = {confidence.value: confidence for confidence in Confidence}

_REVIEWS = {state.value: state for state in ReviewState}


@dataclass(frozen=True, slots=True)
class Key:
    """One row of a schema. `read` gets the key's name, for its notes, and the text, which is never empty; it
    gives None for what can't be used, which leaves the default.
    """

    name: str
    field: str
    default: Any
    read: Callable[[str, str], tuple[Any, Notes]]
    write: Callable[[Any], str] = str

    def written(self, holder: object) -> str:
        """The field's text in a link; empty where it is the default."""
        value = getattr(holder, self.field)
        return "" if value == self.default else self.write(value)


def choices(words: Mapping[str, _Choice]) -> Callable[[str, str], tuple[frozenset[_Choice] | None, Notes]]:
    """Reader of a list of words, those unknown left out; None where none is left."""

    def read(name: str, text: str) -> tuple[frozenset[_Choice] | None, Notes]:
        given = [word for word in text[: LONGEST * 5].split(",") if word]
        notes = tuple(_unknown(name, word, words) for word in given if word not in words)
        return frozenset(words[word] for word in given if word in words) or None, notes[:3]

    return read


def spelled(words: Mapping[str, _Choice]) -> Callable[[Collection[_Choice]], str]:
    """Writer of a list, in the table's order: the same filter is always the same link."""
    return lambda chosen: ",".join(word for word, member in words.items() if member in chosen)


def one_of(words: Mapping[str, _Choice]) -> Callable[[str, str], tuple[_Choice | None, Notes]]:
    """Reader of exactly one word of a table."""

    def read(name: str, text: str) -> tuple[_Choice | None, Notes]:
        if text in words:
            return words[text], ()
        if all(word in words for word in text.split(",")):
            return None, (f"The link's {name} can be one of {', '.join(words)}, not several.",)
        return None, (_unknown(name, text, words),)

    return read


def short_text(name: str, text: str) -> tuple[str, Notes]:
    """Reader of free text: of a bounded length, without signs that have no shape."""
    if len(text) > LONGEST:
        return "", (f"The link's {name} has {len(text):,} characters; {LONGEST} are the most.",)
    if any(ord(sign) < 32 or 126 < ord(sign) < 160 or 0xD800 <= ord(sign) < 0xE000 for sign in text):
        return "", (f"The link's {name} has signs that can't be shown: “{shown(text)}”.",)
    return text, ()


def _report(name: str, text: str) -> tuple[str, Notes]:
    if re.fullmatch(r"[0-9a-f]{12}", text):
        return text, ()
    return "", (f"The link's {name} “{shown(text)}” can't be one; it looks like 0a1b2c3d4e5f.",)


def _day(name: str, text: str) -> tuple[date | None, Notes]:
    try:
        return date.fromisoformat(text), ()
    except ValueError:
        return None, (f"The link's {name} “{shown(text)}” is no day; days are written 2018-01-15.",)


def _confidences(name: str, text: str) -> tuple[frozenset[Confidence] | None, Notes]:
    return (frozenset(), ()) if text == ALL else choices(_CONFIDENCES)(name, text)


def _once(name: str, text: str) -> tuple[bool | None, Notes]:
    chosen = {"once": True, "shown": False}.get(text)
    notes = () if chosen is not None else (_unknown(name, text, ("once", "shown")),)
    return chosen, notes


def _unknown(name: str, word: str, words: Iterable[str]) -> str:
    return f"The link's {name} “{shown(word)}” is not known; there are: {', '.join(words)}."


def shown(text: str) -> str:
    """A piece of a link as a note quotes it."""
    return for_log(text, 40)


SCHEMA: tuple[Key, ...] = (
    Key("side", "banks", frozenset(), choices(_BANKS), spelled(_BANKS)),
    Key("actor", "actor", "", short_text),
    Key("role", "role", None, one_of(_ROLES), lambda role: spelled(_ROLES)({role})),
    Key("speaker", "speaker", "", short_text),
    Key("report", "report", "", _report),
    Key("kind", "types", frozenset(), choices(_KINDS), spelled(_KINDS)),
    Key("stance", "stances", frozenset(), choices(_STANCES), spelled(_STANCES)),
    Key("from", "since", None, _day, date.isoformat),
    Key("to", "until", None, _day, date.isoformat),
    Key("words", "words", "", short_text),
    Key("confidence", "confidences", frozenset(), _confidences, spelled(_CONFIDENCES)),
    Key("review", "reviews", frozenset(), choices(_REVIEWS), spelled(_REVIEWS)),
    Key("repeats", "once", False, _once, lambda once: "once" if once else "shown"),
)
KEYS = tuple(key.name for key in SCHEMA)


def to_query(wanted: Filter) -> dict[str, str]:
    """The restrictions that are set, by key, ready for a link."""
    return written(SCHEMA, wanted)


def from_query(query: str | Query) -> tuple[Filter, Notes]:
    """The filter a query asks for, with a sentence for each part that can't be used and is left out.

    What a query does not name it does not restrict.
    """
    given, repeated = single_values(query)
    strange = [f"The link's “{shown(key)}” is not known here." for key in given if key not in KEYS]
    wanted, notes = filter_of(given)
    return wanted, (*repeated, *strange, *notes)


def filter_of(given: Mapping[str, str], schema: Sequence[Key] = SCHEMA) -> tuple[Filter, Notes]:
    """The filter of a query's single values; keys that are not a Filter's are not looked at."""
    fields, notes = read_fields(schema, given)
    wanted = Filter(**fields)
    if wanted.since and wanted.until and wanted.since > wanted.until:
        backwards = "The link's dates end before they begin; they are left out."
        return replace(wanted, since=None, until=None), (*notes, backwards)
    return wanted, notes


def single_values(query: str | Query) -> tuple[dict[str, str], Notes]:
    """Each key's last value that is not empty, and a note for keys given more than once."""
    parsed = parse_qs(query.removeprefix("?")) if isinstance(query, str) else query
    lists = {key: [value] if isinstance(value, str) else list(value) for key, value in parsed.items()}
    notes = tuple(
        f"The link's “{shown(key)}” is given {len(values)} times; the last one counts."
        for key, values in lists.items()
        if len(values) > 1
    )
    return {key: values[-1] for key, values in lists.items() if values and values[-1]}, notes[:3]


def read_fields(schema: Sequence[Key], given: Mapping[str, str]) -> tuple[dict[str, Any], Notes]:
    """Values of all fields, by default where a query does not name them, with the notes of the readers."""
    fields: dict[str, Any] = {key.field: key.default for key in schema}
    notes: list[str] = []
    for key in schema:
        if key.name in given:
            value, said = key.read(key.name, given[key.name])
            fields[key.field] = key.default if value is None else value
            notes += said
    return fields, tuple(notes)


def written(schema: Sequence[Key], holder: object) -> dict[str, str]:
    """The fields that are not as by default, by their keys, in the schema's order."""
    pairs = {key.name: key.written(holder) for key in schema}
    return {name: text for name, text in pairs.items() if text}
