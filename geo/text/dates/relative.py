"""Readers of dates told from the day of publication: "yesterday", "the last two weeks", "next month".

Readers are called as in geo.text.dates.absolute; without a day of publication they return no dates.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from geo.model import Precision
from geo.text.dates.arithmetic import (
    PRECISIONS,
    UNKNOWN,
    Interval,
    back,
    one_day,
    part_of,
    period,
    scaled,
    unit_of,
)
from geo.text.dates.words import time_words


def read_today(match: re.Match[str], published: date | None, ahead: bool) -> Interval:
    if published is None:
        return UNKNOWN
    word = match["word"].lower()
    day = published + timedelta(days=time_words().days[word])
    return (day, published if "night" in word and word != "tonight" else day, Precision.DAY)


def _by_before(match: re.Match[str]) -> bool:
    """Whether "by" or "until" leads the expression: such a day lies ahead."""
    before = match.string[max(0, match.start() - 12) : match.start()]
    return bool(re.search(r"\b(?:by|until|before) (?:the )?$", before, re.I))


def read_weekday(match: re.Match[str], published: date | None, ahead: bool) -> Interval | None:
    if not match["weekday"][0].isupper():
        return None
    if published is None:
        return UNKNOWN
    which = (match["which"] or "").lower().strip()
    wanted = time_words().weekdays[match["weekday"].lower()]
    back = (published.weekday() - wanted) % 7
    by = _by_before(match)
    if which in ("next", "coming", "this coming") or ((ahead or by) and not which):
        days = (wanted - published.weekday()) % 7
        return one_day(published + timedelta(days=days or (7 if which else 0)))
    if which == "last" and back == 0:
        back = 7
    return one_day(published - timedelta(days=back))


def read_past(match: re.Match[str], published: date | None, ahead: bool) -> Interval | None:
    unit, count = scaled(match)
    words = match.group().lower()
    if match["n"] is None and not words.startswith(("the ", "past", "these")):
        return None if words.startswith("last") else UNKNOWN
    if "previous" in words or "preceding" in words:
        return UNKNOWN
    if published is None:
        return UNKNOWN
    return back(published, unit, count), published, PRECISIONS[unit]


def read_coming(match: re.Match[str], published: date | None, ahead: bool) -> Interval:
    unit, count = scaled(match)
    if match["n"] == "":
        days = time_words().vague["recent"][unit] * (365 if unit == "year" else 1)
        unit, count = "day", days
    if published is None:
        return UNKNOWN
    return published, back(published, unit, -count), PRECISIONS[unit]


def read_ago(match: re.Match[str], published: date | None, ahead: bool) -> Interval:
    unit, count = scaled(match)
    if published is None:
        return UNKNOWN
    day = back(published, unit, count)
    if unit == "year":
        return date(day.year, 1, 1), date(day.year, 12, 31), Precision.YEAR
    return (day, day, PRECISIONS[unit])


def read_recent(match: re.Match[str], published: date | None, ahead: bool) -> Interval:
    unit = unit_of(match["unit"])
    if published is None:
        return UNKNOWN
    days = time_words().vague["recent"][unit] * (365 if unit == "year" else 1)
    return published - timedelta(days=days), published, PRECISIONS[unit]


def read_calendar(match: re.Match[str], published: date | None, ahead: bool) -> Interval:
    """ "last week", "this month", "next year", "earlier this week", "later this year"."""
    if published is None:
        return UNKNOWN
    unit, which, part = unit_of(match["unit"]), match["which"].lower(), (match["part"] or "").lower()
    move = {"last": -1, "previous": -1, "next": 1, "coming": 1}.get(which, 0)
    start, end = period(published, unit, move)
    if move == 0 and part.startswith("later"):
        start = published
    elif move == 0 and (part.startswith("earlier") or not (part or ahead)):
        end = published
    elif part:
        start, end = part_of(start, end, part)
    return start, end, PRECISIONS[unit]


def read_edge(match: re.Match[str], published: date | None, ahead: bool) -> Interval:
    """ "The start of the month": the first or last quarter of the one the text appeared in."""
    if published is None:
        return UNKNOWN
    start, end = period(published, unit_of(match["unit"]), 0)
    word = re.search(r"beginning|start|end|middle|first half|second half", match.group(), re.I)
    return (*part_of(start, end, f"the {word.group().lower()}" if word else None), Precision.WEEK)


def read_weekend(match: re.Match[str], published: date | None, ahead: bool) -> Interval:
    if published is None:
        return UNKNOWN
    saturday = published - timedelta(days=(published.weekday() - 5) % 7)
    which = (match["which"] or "").lower()
    by = _by_before(match)
    if which in ("next", "coming") or ((ahead or by) and which != "last"):
        saturday += timedelta(days=7 if saturday < published else 0)
    return saturday, saturday + timedelta(days=1), Precision.DAY


def read_feast(match: re.Match[str], published: date | None, ahead: bool) -> Interval:
    key = re.sub(r"[^a-z ]", "", match["feast"].lower())
    month, day = time_words().feasts[key]
    if published is None and not match["y"]:
        return UNKNOWN
    when = (match["when"] or "").lower()
    if match["y"]:
        feast = date(int(match["y"]), month, day)
    else:
        assert published
        feast = date(published.year, month, day)
        if feast > published + timedelta(days=0 if "before" not in when else 7) and not ahead:
            feast = date(published.year - 1, month, day)
    if "before" in when or "ahead" in when:
        return feast - timedelta(days=7), feast - timedelta(days=1), Precision.DAY
    if "after" in when:
        return feast + timedelta(days=1), feast + timedelta(days=7), Precision.DAY
    return (
        (feast - timedelta(days=3), feast + timedelta(days=3), Precision.DAY)
        if "around" in when
        else one_day(feast)
    )
