"""Days, months and other units: what an interval is made of.

An interval is (first day, last day, precision); both days belong to it, and either may be open.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from geo.model import Precision
from geo.text.dates.words import time_words

Interval = tuple[date | None, date | None, Precision]
UNKNOWN: Interval = (None, None, Precision.NONE)
UNITS = {"hour": "hour", "day": "day", "night": "night", "week": "week", "fortnight": "week",
          "month": "month", "year": "year", "decade": "year"}  # fmt: skip
PRECISIONS = {"hour": Precision.DAY, "day": Precision.DAY, "night": Precision.DAY, "week": Precision.WEEK,
               "month": Precision.MONTH, "year": Precision.YEAR}  # fmt: skip


def day_of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def one_day(day: date | None) -> Interval:
    return (day, day, Precision.DAY) if day else UNKNOWN


def month_of(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def back(day: date, unit: str, count: int) -> date:
    """`day` moved back by `count` units; months and years by the calendar."""
    if unit == "hour":
        return day - timedelta(days=max(1, round(abs(count) / 24)) * (1 if count > 0 else -1))
    if unit in ("day", "night", "week"):
        return day - timedelta(days=min(count * (7 if unit == "week" else 1), 365_000))
    months = day.year * 12 + day.month - 1 - count * (12 if unit == "year" else 1)
    if not 12 <= months < 12 * 9_999:
        return day
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def number_of(text: str | None, unit: str) -> int:
    words = time_words()
    key = (text or "one").lower().replace("a couple of", "couple").replace("couple of", "couple").strip()
    if key.isdigit():
        return int(key)
    for vague, reach in words.vague.items():
        if vague in key.split():
            return reach[unit]
    return words.numbers.get(key, sum(words.numbers.get(part, 0) for part in key.split("-")) or 1)


def unit_of(text: str) -> str:
    return UNITS[text.lower().removesuffix("s")]


def scaled(match: re.Match[str]) -> tuple[str, int]:
    unit = unit_of(match["unit"])
    count = number_of(match["n"], unit)
    word = match["unit"].lower().removesuffix("s")
    return unit, count * {"fortnight": 2, "decade": 10}.get(word, 1)


def part_of(start: date, end: date, part: str | None) -> tuple[date, date]:
    """The third or half of a period that words like "early" or "the end of" name."""
    word = (part or "").lower().strip(" -")
    days = (end - start).days + 1
    third = timedelta(days=days // 3)
    if word.startswith("early"):
        return start, start + third - timedelta(days=1)
    if word.startswith("late"):
        return end - third, end
    if word.startswith(("mid", "the middle")):
        return start + third, end - third
    if "first half" in word or "second half" in word:
        middle = start + timedelta(days=days // 2)
        return (start, middle - timedelta(days=1)) if "first" in word else (middle, end)
    if "beginning" in word or "start" in word:
        return start, start + timedelta(days=days // 4)
    return (end - timedelta(days=days // 4), end) if "end" in word else (start, end)


def period(day: date, unit: str, move: int) -> tuple[date, date]:
    if unit == "week":
        monday = day - timedelta(days=day.weekday()) + timedelta(days=7 * move)
        return monday, monday + timedelta(days=6)
    if unit == "month":
        moved = back(day.replace(day=1), "month", -move)
        return month_of(moved.year, moved.month)
    return date(day.year + move, 1, 1), date(day.year + move, 12, 31)
