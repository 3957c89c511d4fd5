"""Readers of dates by the calendar: "3 May 2016", "in December", "the early 1990s", "last summer".

A reader gets the match, the day of publication or None, and whether the words before look ahead. It
returns an interval, or None where the match is no expression of time after all.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from geo.model import Precision
from geo.text.dates.arithmetic import UNKNOWN, Interval, back, day_of, month_of, one_day, part_of
from geo.text.dates.words import time_words

IN_BEFORE = re.compile(
    r"\b(?:in|on|over|during|for|at|throughout|within|around|as of|since|until|till|by|"
    r"before|after|from|between|prior to|starting|ahead of)(?: the)? $",
    re.I,
)


def _without_year(month: int, day: int | None, published: date | None, ahead: bool) -> int | None:
    """The year nearest to the publication: the last such date, or the next where the text looks ahead."""
    if published is None:
        return None
    first = day_of(published.year, month, day or 1)
    if first is None:
        return published.year
    if ahead:
        return published.year + (
            1 if (first.month, first.day) < (published.month, (day and published.day) or 1) else 0
        )
    return published.year - (1 if first > published + timedelta(days=2) else 0)


def read_iso(match: re.Match[str], published: date | None, ahead: bool) -> Interval:
    return one_day(day_of(int(match["y"]), int(match["m"]), int(match["d"])))


def read_numeric(match: re.Match[str], published: date | None, ahead: bool) -> Interval:
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    if match["sign"] == "." or first > 12 or first == second:
        return one_day(day_of(year, second, first))
    return one_day(day_of(year, first, second)) if second > 12 else UNKNOWN


def read_day(match: re.Match[str], published: date | None, ahead: bool) -> Interval:
    month = time_words().months[match["month"].lower()]
    first = int(match["d"])
    last = int(match["d2"]) if match["d2"] else first
    given = match["y"]
    year = int(given) if given else _without_year(month, first, published, ahead)
    if year is None:
        return UNKNOWN
    start, end = day_of(year, month, first), day_of(year, month, last)
    return (start, end, Precision.DAY) if start and end else UNKNOWN


def read_month(match: re.Match[str], published: date | None, ahead: bool) -> Interval | None:
    if not match["month"][0].isupper():
        return None
    month, which = time_words().months[match["month"].lower()], (match["which"] or "").lower()
    if match["y"]:
        year: int | None = int(match["y"])
    elif which and published:
        passed = {"last": published.month <= month, "next": published.month < month}
        year = published.year
        year -= 1 if which == "last" and passed["last"] else 0
        year += 1 if which == "next" and not passed["next"] else 0
    elif (
        not which
        and not IN_BEFORE.search(match.string[max(0, match.start() - 12) : match.start()])
        and not match["part"]
    ):
        return None
    else:
        year = _without_year(month, None, published, ahead)
    if year is None:
        return UNKNOWN
    start, end = part_of(*month_of(year, month), match["part"])
    return start, end, Precision.WEEK if match["part"] else Precision.MONTH


def read_year(match: re.Match[str], published: date | None, ahead: bool) -> Interval | None:
    start, end = date(int(match["y"]), 1, 1), date(_last_year(match), 12, 31)
    before = match.string[max(0, match.start() - 12) : match.start()]
    led = (
        before.lower().split()[-1:] in [[word] for word in time_words().prepositions.split()]
        and before[-1:] == " "
    )
    if not match["part"] and not match["y2"] and not led:
        return None
    return (*part_of(start, end, match["part"]), Precision.YEAR) if end > start else None


def _last_year(match: re.Match[str]) -> int:
    """Of "1998/99" and "1999-00" the later one, whole."""
    first, second = int(match["y"]), match["y2"]
    if not second or len(second) != 2:
        return int(second or first)
    turns = first % 100 == 99 and second == "00"
    return (first // 100 + turns) * 100 + int(second)


def read_decade(match: re.Match[str], published: date | None, ahead: bool) -> Interval:
    first = int(match["y"])
    return (*part_of(date(first, 1, 1), date(first + 9, 12, 31), match["part"]), Precision.YEAR)


def read_quarter(match: re.Match[str], published: date | None, ahead: bool) -> Interval:
    number = (
        "1234".find(match["q"])
        if match["q"].isdigit()
        else ["first", "second", "third", "fourth"].index(match["q"].lower())
    )
    year = int(match["y"]) if match["y"] else (published.year if published else None)
    if year is None:
        return UNKNOWN
    return date(year, number * 3 + 1, 1), month_of(year, number * 3 + 3)[1], Precision.MONTH


def read_season(match: re.Match[str], published: date | None, ahead: bool) -> Interval | None:
    first, last = time_words().seasons[match["season"].lower()]
    which = (match["which"] or "").lower()
    if not match["y"] and not match["part"] and which not in ("last", "this", "next", "in the", "the"):
        return None
    if match["y"]:
        year = int(match["y"])
    elif published is None:
        return UNKNOWN
    else:
        year = published.year
        if ahead and which in ("in the", "the", "") and date(year, last, 28) < published:
            year += 1
        begun, done = date(year, first, 1) <= published, date(year, last, 28) < published and first < last
        year -= (
            1
            if (which == "last" and not done) or (which in ("in the", "the", "") and not begun and not ahead)
            else 0
        )
        year += 1 if which == "next" and begun else 0
    end = month_of(year + (1 if last < first else 0), last)[1]
    return (*part_of(date(year, first, 1), end, match["part"]), Precision.MONTH)


def read_nth_week(match: re.Match[str], published: date | None, ahead: bool) -> Interval:
    month = time_words().months[match["month"].lower()]
    year = int(match["y"]) if match["y"] else _without_year(month, None, published, ahead)
    if year is None:
        return UNKNOWN
    first, last = month_of(year, month)
    number = ["first", "second", "third", "fourth", "last"].index(match["nth"].lower())
    start = last - timedelta(days=6) if number > 3 else first + timedelta(days=7 * number)
    return start, start + timedelta(days=6), Precision.WEEK


def read_nth(match: re.Match[str], published: date | None, ahead: bool) -> Interval:
    """ "On the 12th": of the month of publication, or of the one before."""
    if published is None:
        return UNKNOWN
    day = day_of(published.year, published.month, int(match["d"]))
    if day and day <= published:
        return one_day(day)
    before = back(published.replace(day=1), "month", 1)
    return one_day(day_of(before.year, before.month, int(match["d"])))
