"""A boundary as one word, for a link and a command: a river, a stretch of one, or a short line of one's own.

"euphrates" · "euphrates:120-340" (km from the upper end) · "line.POINTS.NAMES", where POINTS are steps of
1e-5 degrees as varints and NAMES a JSON list, both in base64 for addresses. A line that is too long for a
link has no word.
"""

from __future__ import annotations

import base64
import itertools
import json
import math
import re
from dataclasses import replace
from functools import lru_cache

import numpy as np

from geo.errors import InputError
from geo.model import LonLat, River, UncertainStretch
from geo.river.bank import course_of
from geo.river.catalogue import load_river
from geo.river.own_line import line_river

LONGEST_WORD = 1500
SHORTEST_KM = 5.0
"""A stretch shorter than this has no course of its own to tell left and right by."""
_LINE = "line."
_STRETCH = re.compile(r"(.+):(\d{1,5}(?:\.\d+)?)-(\d{1,5}(?:\.\d+)?)")
_STEP = 1e5


def read_boundary(word: str) -> River:
    """The boundary that a word names; InputError or UnknownNameError say what is wrong with it."""
    return _line_of_word(word) if word.startswith(_LINE) else _of_catalogue(word)


@lru_cache(maxsize=64)
def _of_catalogue(word: str) -> River:
    found = _STRETCH.fullmatch(word)
    if found is None:
        return load_river(word)
    return stretch_of(load_river(found[1]), float(found[2]), float(found[3]))


def boundary_word(river: River) -> str:
    """The word for a boundary; empty for a line that is too long for one."""
    if river.is_water:
        return river.id if ":" in river.id else river.water
    points = _packed([round(value * _STEP) for point in river.line for value in point])
    names = json.dumps([river.name, *(river.sides or ())], ensure_ascii=False).encode()
    word = f"{_LINE}{_digits(points)}.{_digits(names)}"
    return word if len(word) <= LONGEST_WORD else ""


def length_km(river: River) -> float:
    """Km from the first to the last vertex."""
    return float(course_of(river).km[-1])


def stretch_of(river: River, from_km: float, to_km: float) -> River:
    """The part of a river between two distances from its upper end; beyond it there are no sides."""
    whole = length_km(river)
    low, high = sorted(min(whole, max(0.0, km)) for km in (from_km, to_km))
    if high - low < SHORTEST_KM:
        raise InputError(
            f"{river.name} from km {from_km:g} to {to_km:g} is too short a stretch; "
            f"the line is {whole:.0f} km long, take at least {SHORTEST_KM:g} km of it"
        )
    line = _part(river, low, high)
    return replace(
        river,
        id=f"{river.water}:{low:.0f}-{high:.0f}",
        base=river.water,
        name=f"{river.name}, km {low:.0f} to {high:.0f}",
        line=line,
        uncertain=tuple(_moved(one, low, high) for one in river.uncertain if _overlaps(one, low, high)),
        checked=tuple(
            (max(0.0, start - low), min(high, end) - low)
            for start, end in river.checked
            if start < high and end > low
        ),
    )


def uncertain_lines(river: River) -> tuple[tuple[LonLat, ...], ...]:
    """The stretches whose course is not sure, as lines of (lon, lat); those that touch are one."""
    merged: list[tuple[float, float]] = []
    for one in sorted(river.uncertain, key=lambda stretch: stretch.start_km):
        if merged and one.start_km <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], one.end_km))
        else:
            merged.append((one.start_km, one.end_km))
    return tuple(_part(river, low, high) for low, high in merged)


def _part(river: River, low: float, high: float) -> tuple[LonLat, ...]:
    course = course_of(river)
    inner = np.flatnonzero((course.km > low) & (course.km < high)).tolist()
    return (course.point_at(low), *(river.line[i] for i in inner), course.point_at(high))


def _overlaps(one: UncertainStretch, low: float, high: float) -> bool:
    return one.start_km < high and one.end_km > low


def _moved(one: UncertainStretch, low: float, high: float) -> UncertainStretch:
    return replace(one, start_km=max(0.0, one.start_km - low), end_km=min(high, one.end_km) - low)


def _line_of_word(word: str) -> River:
    parts = word[:LONGEST_WORD].split(".")
    try:
        _, points, about = parts
        numbers = _unpacked(_bytes(points))
        names = json.loads(_bytes(about))
        if len(numbers) % 2 or not isinstance(names, list) or len(names) not in (1, 3):
            raise ValueError
        pairs = [(numbers[i] / _STEP, numbers[i + 1] / _STEP) for i in range(0, len(numbers), 2)]
        line = [pair for pair, _ in itertools.groupby(pairs)]
    except (ValueError, IndexError, RecursionError):
        raise InputError("the boundary in this link is damaged; ask for the link again") from None
    return _checked(line, [str(name) for name in names])


def _checked(line: list[LonLat], names: list[str]) -> River:
    if len(line) < 2 or any(not _on_earth(point) for point in line):
        raise InputError("the boundary in this link is no line on the earth; ask for the link again")
    return line_river(line, name=names[0], sides=(names[1], names[2]) if len(names) == 3 else None)


def _on_earth(point: LonLat) -> bool:
    return all(math.isfinite(value) for value in point) and abs(point[0]) <= 180 and abs(point[1]) <= 85


def _packed(numbers: list[int]) -> bytes:
    """Differences to the number two before, as zigzag varints."""
    out = bytearray()
    for index, number in enumerate(numbers):
        step = number - (numbers[index - 2] if index > 1 else 0)
        value = step << 1 if step >= 0 else (-step << 1) - 1
        while value > 127:
            out.append(value & 127 | 128)
            value >>= 7
        out.append(value)
    return bytes(out)


def _unpacked(packed: bytes) -> list[int]:
    numbers: list[int] = []
    value = shift = 0
    for byte in packed:
        value |= (byte & 127) << shift
        shift += 7
        if byte & 128:
            if shift > 42:
                raise ValueError
            continue
        step = value >> 1 if value % 2 == 0 else -((value + 1) >> 1)
        numbers.append(step + (numbers[-2] if len(numbers) > 1 else 0))
        value = shift = 0
    return numbers


def _digits(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode("ascii").rstrip("=")


def _bytes(digits: str) -> bytes:
    return base64.b64decode(digits + "=" * (-len(digits) % 4), altchars=b"-_", validate=True)
