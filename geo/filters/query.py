"""A Filter as a link's query and back: short stable keys, defaults absent, labels and counts never in it.

side=left,river  actor=islamic-state  role=target  speaker=thomas-veale  kind=strike,crossing
stance=denied  from=2017-11-01  to=2018-01-31  words=boats
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import TypeVar
from urllib.parse import parse_qsl

from geo.escape import for_log
from geo.model import Bank, ClaimType, Filter, Role, Stance

KEYS = ("side", "actor", "role", "speaker", "kind", "stance", "from", "to", "words")
_LONGEST = 200
_Choice = TypeVar("_Choice", bound=StrEnum)

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


def to_query(wanted: Filter) -> dict[str, str]:
    """The restrictions that are set, by key, ready for a link."""
    pairs = {
        "side": _spelled(_BANKS, wanted.banks),
        "actor": wanted.actor,
        "role": _spelled(_ROLES, {wanted.role} if wanted.role else ()),
        "speaker": wanted.speaker,
        "kind": _spelled(_KINDS, wanted.types),
        "stance": _spelled(_STANCES, wanted.stances),
        "from": wanted.since.isoformat() if wanted.since else "",
        "to": wanted.until.isoformat() if wanted.until else "",
        "words": wanted.words,
    }
    return {key: value for key, value in pairs.items() if value}


def from_query(query: str | Mapping[str, str]) -> tuple[Filter, tuple[str, ...]]:
    """The filter a query asks for, with a sentence for each part that can't be used and is left out."""
    given = dict(parse_qsl(query.removeprefix("?"))) if isinstance(query, str) else dict(query)
    notes: list[str] = [f"The link's “{_shown(key)}” is not known here." for key in given if key not in KEYS]
    roles = _chosen("role", _ROLES, given, notes)
    if len(roles) > 1:
        notes.append(f"The link's role can be one of {', '.join(_ROLES)}, not several.")
    wanted = Filter(
        banks=_chosen("side", _BANKS, given, notes),
        actor=_short("actor", given, notes),
        role=next(iter(roles)) if len(roles) == 1 else None,
        speaker=_short("speaker", given, notes),
        types=_chosen("kind", _KINDS, given, notes),
        stances=_chosen("stance", _STANCES, given, notes),
        since=_day("from", given, notes),
        until=_day("to", given, notes),
        words=_short("words", given, notes),
    )
    if wanted.since and wanted.until and wanted.since > wanted.until:
        notes.append("The link's dates end before they begin; they are left out.")
        wanted = replace(wanted, since=None, until=None)
    return wanted, tuple(notes)


def _spelled(words: Mapping[str, _Choice], chosen: object) -> str:
    """Words of the members chosen, in the table's order: the same filter is always the same link."""
    members = chosen if isinstance(chosen, (frozenset, set)) else ()
    return ",".join(word for word, member in words.items() if member in members)


def _chosen(
    key: str, words: Mapping[str, _Choice], given: Mapping[str, str], notes: list[str]
) -> frozenset[_Choice]:
    chosen = set()
    for word in filter(None, given.get(key, "").split(",")):
        if word in words:
            chosen.add(words[word])
        else:
            notes.append(f"The link's {key} “{_shown(word)}” is not known; there are: {', '.join(words)}.")
    return frozenset(chosen)


def _short(key: str, given: Mapping[str, str], notes: list[str]) -> str:
    value = given.get(key, "")
    if len(value) > _LONGEST:
        notes.append(f"The link's {key} has {len(value):,} characters; {_LONGEST} are the most.")
        return ""
    return value


def _day(key: str, given: Mapping[str, str], notes: list[str]) -> date | None:
    value = given.get(key, "")
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        notes.append(f"The link's {key} “{_shown(value)}” is no day; days are written 2018-01-15.")
        return None


def _shown(text: str) -> str:
    return for_log(text, 40)
