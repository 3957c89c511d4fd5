"""When the events of the claims are said to have happened: claims counted in steps of a calendar.

A claim counts in every step that its interval touches; an open end reaches to the end of the strip.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import compress

from geo.filters.columns import Columns, kept
from geo.filters.keeping import apply
from geo.model import Filter, PlacedClaim, TimeSpan

MOST_BINS = 400
FEW_BINS = 60


class Step(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Bin:
    """One step, both days included. `within`: claims whose interval lies inside; `across`: that reach on."""

    start: date
    end: date
    within: int = 0
    across: int = 0


@dataclass(frozen=True, slots=True)
class Timeline:
    """`undated` claims are in no bin. `published` are days on which reports came out, apart from events."""

    step: Step
    bins: tuple[Bin, ...]
    undated: int
    published: tuple[date, ...] = ()


def make_timeline(
    wanted: Filter,
    placed: Sequence[PlacedClaim],
    *,
    published: Sequence[date] = (),
    step: Step | None = None,
    columns: Columns | None = None,
) -> Timeline:
    """Claims over time that the filter keeps, its dates aside, as those are what the strip offers to choose.

    `columns` of the claims, where they are there already, answer faster.
    `step` None, or one that would need more than MOST_BINS bins: the finest that is clear enough.
    """
    any_day = replace(wanted, since=None, until=None)
    claims = tuple(compress(placed, kept(any_day, columns))) if columns else apply(any_day, placed)
    spans = [one.claim.when for one in claims if one.claim.when.start or one.claim.when.end]
    undated = len(claims) - len(spans)
    days = [day for span in spans for day in (span.start, span.end) if day] + list(published)
    if not spans:
        return Timeline(step or Step.MONTH, (), undated, tuple(sorted(set(published))))
    first, last = min(days), max(days)
    step = step if step and _count(step, first, last) <= MOST_BINS else _clear_step(first, last)
    bins = tuple(_filled(edges, spans, first, last) for edges in _edges(step, first, last))
    return Timeline(step, bins, undated, tuple(sorted(set(published))))


def _clear_step(first: date, last: date) -> Step:
    return next((step for step in Step if _count(step, first, last) <= FEW_BINS), Step.YEAR)


def _count(step: Step, first: date, last: date) -> int:
    days = {Step.DAY: 1, Step.WEEK: 7, Step.MONTH: 30.4, Step.YEAR: 365.2}[step]
    return int((last - first).days / days) + 1


def _edges(step: Step, first: date, last: date) -> list[tuple[date, date]]:
    starts = [_STARTS[step](first)]
    while (following := _after(step, starts[-1])) and following <= last:
        starts.append(following)
    ends = [start - timedelta(days=1) for start in starts[1:]]
    final = _after(step, starts[-1])
    return list(zip(starts, [*ends, final - timedelta(days=1) if final else date.max], strict=True))


_STARTS: dict[Step, Callable[[date], date]] = {
    Step.DAY: lambda day: day,
    Step.WEEK: lambda day: day - timedelta(days=min(day.weekday(), (day - date.min).days)),
    Step.MONTH: lambda day: day.replace(day=1),
    Step.YEAR: lambda day: day.replace(month=1, day=1),
}


def _after(step: Step, start: date) -> date | None:
    """The next step's first day; None at the end of the calendar."""
    try:
        if step in (Step.DAY, Step.WEEK):
            return start + timedelta(days=7 if step is Step.WEEK else 1)
        months = start.year * 12 + start.month - 1 + (12 if step is Step.YEAR else 1)
        return date(months // 12, months % 12 + 1, 1)
    except (OverflowError, ValueError):
        return None


def _filled(edges: tuple[date, date], spans: Sequence[TimeSpan], first: date, last: date) -> Bin:
    start, end = edges
    touching = [
        (span.start or first, span.end or last)
        for span in spans
        if (span.start or first) <= end and (span.end or last) >= start
    ]
    within = sum(start <= since and until <= end for since, until in touching)
    return Bin(start, end, within, len(touching) - within)
