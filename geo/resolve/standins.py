"""A place that stands in for one no gazetteer knows: the town that a hospital or a street is named with.

Only ever "near": the town is what the text itself offers, never a guess from outside it.
"""

from __future__ import annotations

from collections.abc import Sequence

from geo.resolve.features import Reading
from geo.text.toponyms.features import group

_SPOTS = frozenset(("town", "capital", "adm2", "site"))
_FARTHEST = 1_500
"""Characters between an unknown name and the town that may stand in for it."""


def stand_in(at: int, readings: Sequence[Reading]) -> Reading | None:
    """The reading whose place stands in for the unknown one at `at`; None where the text offers none.

    The name behind it that contains it, else the nearest one in the text.
    """
    reading = readings[at]
    if reading.container >= 0 and _is_spot(readings[reading.container]):
        return readings[reading.container]
    near = [other for other in readings if other is not reading and _is_spot(other)]
    closest = min(near, key=lambda other: _gap(reading, other), default=None)
    return closest if closest is not None and _gap(reading, closest) < _FARTHEST else None


def _is_spot(reading: Reading) -> bool:
    if not reading.entries or reading.fixed or reading.inner:
        return False
    best = reading.entries[reading.chances.index(max(reading.chances))]
    return group(best.code) in _SPOTS


def _gap(reading: Reading, other: Reading) -> int:
    a, b = reading.mention.span, other.mention.span
    return max(a.start - b.end, b.start - a.end)
