"""What people bring to a case besides texts, as it is kept: their list of places, lines, the boundary
and the home area chosen.

In: what a visit holds. Out: inputs of a case, and back. What comes from a file is checked like any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from math import isfinite
from typing import cast

from geo.cases.values import StoredInput
from geo.codec import decode, encode
from geo.errors import InputError
from geo.gazetteer import OwnPlace, area_name
from geo.model import River

PLACES, LINE, BOUNDARY, HOME = "places", "line", "boundary", "home"
_LONGEST_WORD = 2_000


def kept_places(places: Sequence[OwnPlace], made: datetime) -> tuple[StoredInput, ...]:
    """A list of places as an input; nothing where it is empty."""
    return (StoredInput(PLACES, "", encode(tuple(places)), made),) if places else ()


def kept_lines(lines: Iterable[River], made: datetime) -> tuple[StoredInput, ...]:
    """Lines as inputs, by their own ids or, of a catalogue's river, by its id."""
    return tuple(StoredInput(LINE, line.water, encode(line), made) for line in lines)


def kept_boundary(word: str, made: datetime) -> tuple[StoredInput, ...]:
    """The boundary that the case is seen against, as a link says it; nothing for the one its text names."""
    return (StoredInput(BOUNDARY, "", word, made),) if word else ()


def kept_home(code: str, made: datetime) -> tuple[StoredInput, ...]:
    """The home area that the case is read with; nothing where there is none."""
    return (StoredInput(HOME, "", code, made),) if code else ()


def places_in(inputs: Iterable[StoredInput]) -> tuple[OwnPlace, ...]:
    """The list of places of a case. InputError where it is none."""
    found: tuple[OwnPlace, ...] = ()
    for one in inputs:
        if one.kind == PLACES:
            found = cast(tuple[OwnPlace, ...], _decoded(tuple[OwnPlace, ...], one))
    if any(not (abs(p.place.lat) <= 90 and abs(p.place.lon) <= 180) for p in found):
        raise InputError("the case's list of places holds a point that is not on earth")
    return found


def lines_in(inputs: Iterable[StoredInput]) -> dict[str, River]:
    """The lines of a case, by the ids under which they were kept. InputError where one is none."""
    lines = {one.name: cast(River, _decoded(River, one)) for one in inputs if one.kind == LINE}
    for name, line in lines.items():
        on_earth = all(isfinite(x) and isfinite(y) and abs(x) <= 180 and abs(y) <= 90 for x, y in line.line)
        if len(set(line.line)) < 2 or not on_earth or line.water != name:
            raise InputError(f"the line {name[:40]!r} of the case is no line on earth")
    return lines


def boundary_in(inputs: Iterable[StoredInput]) -> str:
    """The boundary that the case is seen against; empty for the one its text names."""
    words = [one.value for one in inputs if one.kind == BOUNDARY]
    word = words[-1] if words else ""
    return word if isinstance(word, str) and len(word) <= _LONGEST_WORD else ""


def home_in(inputs: Iterable[StoredInput]) -> str:
    """The home area that the case is read with, "SY" or "SY.07"; empty for none."""
    words = [one.value for one in inputs if one.kind == HOME]
    word = words[-1] if words else ""
    return word if isinstance(word, str) and area_name(word) else ""


def _decoded(kind: object, given: StoredInput) -> object:
    try:
        return decode(cast(type, kind), given.value)
    except (TypeError, ValueError, KeyError, AttributeError, RecursionError):
        raise InputError(f"the {given.kind} of the case can't be read: a value is missing or wrong") from None
