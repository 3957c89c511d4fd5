"""The table of expressions: a pattern and its reader, each bounded so that long texts stay quick."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache

from geo.text.dates import absolute, relative
from geo.text.dates.arithmetic import Interval
from geo.text.dates.words import time_words

Reader = Callable[[re.Match[str], date | None, bool], Interval | None]
Rule = tuple[str, Reader]
SHORT = 3
"""Weekdays of this many letters ("sun", "sat") are other words too often."""


def _any(words: list[str]) -> str:
    return "(?:" + "|".join(sorted((re.escape(word) for word in words), key=len, reverse=True)) + ")"


@cache
def expressions() -> tuple[tuple[re.Pattern[str], Reader], ...]:
    """Patterns with their readers, compiled."""
    table = (*_calendar_rules(**_parts()), *_relative_rules(**_parts()))
    return tuple((re.compile(pattern, re.I), reader) for pattern, reader in table)


def _parts() -> dict[str, str]:
    """The pieces patterns are made of."""
    words = time_words()
    spelt = _any(list(words.numbers))
    year = rf"(?P<y>(?:1[6-9]|20)\d\d)(?![\d%]|[,.]\d| ?(?:{'|'.join(words.counted.split())}))\b"
    halves = "beginning|start|end|middle|first half|second half"
    return {
        "month": rf"(?P<month>{_any(list(words.months))})\b\.?",
        "weekday": rf"(?P<weekday>{_any([w for w in words.weekdays if len(w) > SHORT])})\b",
        "number": rf"(?P<n>\d{{1,3}}|{spelt}(?:-{spelt})?|few|several|(?:a )?couple of)",
        "unit": r"(?P<unit>hours?|days?|nights?|weeks?|fortnights?|months?|years?|decades?)\b",
        "year": year,
        "maybe_year": rf"(?:,? (?:of )?{year})?",
        "part": rf"(?P<part>(?:early|mid|late)[- ](?:in )?|the (?:{halves}) of (?:the )?)",
        "about": r"(?:(?:more|less|fewer) than |(?:just )?(?:over|under) |nearly |almost |about |at least |"
        r"around |some |only )?",
        "season": rf"(?P<season>{_any(list(words.seasons))})\b",
        "daytime": r"\b(?: morning| afternoon| evening| night)?",
        "day": r"(?P<d>\d{1,2})(?:st|nd|rd|th)?",
        "second": r"(?:(?: ?- ?| to | and )(?P<d2>\d{1,2})(?:st|nd|rd|th)?)?",
    }


def _calendar_rules(
    month: str, year: str, maybe_year: str, part: str, season: str, day: str, second: str, **_: str
) -> tuple[Rule, ...]:
    return (
        (r"(?P<y>(?:1[6-9]|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)\b", absolute.read_iso),
        (r"(?P<a>\d{1,2})(?P<sign>[./])(?P<b>\d{1,2})[./](?P<y>(?:1[6-9]|20)\d\d)\b", absolute.read_numeric),
        (rf"(?:the )?{day}{second}(?: day)? (?:of )?{month}{maybe_year}", absolute.read_day),
        (rf"{month} (?:the )?{day}\b{second}(?![\d:])(?:,?(?: of)? {year})?", absolute.read_day),
        (rf"{part}?(?:(?P<which>last|this|next) )?{month}{maybe_year}", absolute.read_month),
        (rf"{part}?(?:the year )?{year}(?:-(?P<y2>(?:19|20)?\d\d)\b)?(?!-)", absolute.read_year),
        (rf"(?:the )?{part}?(?:the )?(?P<y>(?:1[6-9]|20)\d0)'?s\b", absolute.read_decade),
        (rf"(?:the )?(?P<q>first|second|third|fourth) quarter(?: of {year})?", absolute.read_quarter),
        (rf"Q(?P<q>[1-4])(?: of)?(?: {year})", absolute.read_quarter),
        (
            r"(?P<part>early |mid-|late |)(?:(?P<which>last|this|next|in the|the) )?"
            rf"{season}(?: of)?(?: {year})?(?:-\d\d\b)?",
            absolute.read_season,
        ),
        (
            rf"(?:the )?(?P<nth>first|second|third|fourth|last) week (?:of|in) {month}{maybe_year}",
            absolute.read_nth_week,
        ),
        (r"the (?P<d>\d{1,2})(?:st|nd|rd|th)(?= ?[.,;)]| of (?:this|last) month)", absolute.read_nth),
    )


def _relative_rules(
    weekday: str, number: str, unit: str, year: str, about: str, daytime: str, **_: str
) -> tuple[Rule, ...]:
    feast, goods = _any(_feast_spellings()), "|".join(time_words().goods.split())
    return (
        (
            r"(?:the )?(?:beginning|start|end|middle|(?:first|second) half) of the "
            r"(?P<unit>week|month|year)\b",
            relative.read_edge,
        ),
        (
            rf"(?:earlier |late |early )?(?P<word>{_any(list(time_words().days))}){daytime}(?! of\b)",
            relative.read_today,
        ),
        (
            r"(?:earlier on |late on |late |early on |early )?"
            r"(?:(?P<which>last|next|this coming|coming|this|the previous|the following) )?"
            rf"{weekday}(?: morning| afternoon| evening| night)?",
            relative.read_weekday,
        ),
        (rf"(?:the |these )?(?:last|past|previous|preceding) (?:{number} )?{unit}", relative.read_past),
        (rf"(?:the )?(?:next|coming|following) {number} {unit}", relative.read_coming),
        (rf"within (?:the next )?{about}{number} {unit}", relative.read_coming),
        (rf"(?:the )?coming (?P<n>){unit}", relative.read_coming),
        (
            rf"(?:for|in|during) {about}{number} (?:straight |consecutive )?{unit}(?! of)",
            relative.read_past,
        ),
        (rf"{about}{number} {unit} ago", relative.read_ago),
        (rf"(?:the |these )?(?:most )?recent {unit}", relative.read_recent),
        (
            r"(?P<part>(?:earlier|later|early|late|the (?:beginning|start|end|middle) of) )?"
            r"(?P<which>last|this|next) (?P<unit>week|month|year)\b",
            relative.read_calendar,
        ),
        (r"(?:(?P<which>last|this|next|the|coming|past) )?weekend\b", relative.read_weekend),
        (
            r"(?:(?P<when>(?:just |shortly |right |soon )?(?:before|after|around|ahead of)) )?(?:the )?"
            rf"(?P<feast>{feast})\b(?! (?:{goods}))(?: {year})?",
            relative.read_feast,
        ),
    )


def _feast_spellings() -> list[str]:
    feasts = list(time_words().feasts)
    return feasts + [feast.replace("years", "year's") for feast in feasts if "years" in feast]


@cache
def any_expression() -> re.Pattern[str]:
    """One pattern for all rules: whether any of them matches is asked at once, which most words answer no."""
    plain = (re.sub(r"\(\?P<\w+>", "(?:", pattern.pattern) for pattern, _ in expressions())
    return re.compile("|".join(plain), re.I)


@cache
def first_words() -> re.Pattern[str]:
    """Words an expression may begin with: only there the rules are tried, which keeps long texts quick."""
    words = time_words()
    names = [*words.months, *words.weekdays, *words.seasons, *words.numbers, *words.days, *_feast_spellings()]
    first = {name.split()[0] for name in names} | set(time_words().openers.split())
    longest = sorted(first, key=len, reverse=True)
    return re.compile(rf"\b(?:\d|Q[1-4]|(?:{'|'.join(map(re.escape, longest))})\b)", re.I)
