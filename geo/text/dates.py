"""Expressions of time, read as intervals with a precision; the words always stay beside them.

In: a text and its day of publication, or None. Out: TimeSpans in text order, both ends included.
Without a day of publication relative words ("last week") keep their words and get no dates; so do
impossible days (31 February). Weeks begin on Monday (ISO 8601). Word lists: geo/data/sources/dates.toml.
"""

from __future__ import annotations

import calendar
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from importlib import resources
from typing import Any

from geo.model import Precision, Span, TimeSpan

Interval = tuple[date | None, date | None, Precision]
UNKNOWN: Interval = (None, None, Precision.NONE)
Reader = Callable[[re.Match[str], date | None, bool], Interval | None]

BEFORE_CHARS = 70
HEAD_CHARS = 1_500
_PLAIN = str.maketrans("\u00a0\u2007\u202f’‘‐‑–—", "   ''----")
_UNITS = {"hour": "hour", "day": "day", "night": "night", "week": "week", "fortnight": "week",
          "month": "month", "year": "year", "decade": "year"}  # fmt: skip
_PRECISIONS = {"hour": Precision.DAY, "day": Precision.DAY, "night": Precision.DAY, "week": Precision.WEEK,
               "month": Precision.MONTH, "year": Precision.YEAR}  # fmt: skip
_AHEAD = re.compile(
    r"\b(?:will|shall|would|due|scheduled|planned|plans|expected|set to|'ll|going to)\b[^.!?;]*$", re.I
)
_OPENING = re.compile(r"(?:\b(since|until|till|by|before|after|from|between|as of|prior to|starting|ahead of"
                      r") (?:the )?(?:evening |morning |night )?(?:of )?)$", re.I)  # fmt: skip
_LEADING = re.compile(r"\b(?:in|on|over|during|for|at|throughout|within|around|as of|since|until|till|by|"
                      r"before|after|from|between|prior to|starting|ahead of)(?: the)? $", re.I)  # fmt: skip
_JOIN = re.compile(r" ?(?:-|and|to|until|till|through) ?(?:the )?(?:end of )?$", re.I)


@dataclass(frozen=True, slots=True)
class Words:
    months: dict[str, int]
    weekdays: dict[str, int]
    seasons: dict[str, list[int]]
    numbers: dict[str, int]
    vague: dict[str, dict[str, int]]
    feasts: dict[str, list[int]]
    days: dict[str, int]
    openers: str
    prepositions: str


@cache
def _words() -> Words:
    source = resources.files("geo.data") / "sources" / "dates.toml"
    raw: dict[str, Any] = tomllib.loads(source.read_text(encoding="utf-8"))
    return Words(**raw)


def find_dates(text: str, *, published: date | None) -> tuple[TimeSpan, ...]:
    """Expressions of time in `text`, in order and without overlap."""
    plain = text.translate(_PLAIN)
    found = _merge(plain, list(_anchors(plain, published)))
    return tuple(replace(one, text=one.span.of(text)) for one in found if one.span)


def find_dateline(text: str) -> date | None:
    """The day a text gives for itself in its first lines ("KYIV, 3 March 2022 -"), or None.

    Only a full date counts that stands in a short line of its own, after "Published", or at the start
    of the first paragraph before a dash.
    """
    head = text[:HEAD_CHARS].translate(_PLAIN)
    for line in head.splitlines()[:8]:
        for one in _anchors(line, None):
            if one.start and one.start == one.end and one.span and _is_dateline(line, one.span):
                return one.start
    return None


def _is_dateline(line: str, span: Span) -> bool:
    before, after = line[: span.start].strip(), line[span.end :].strip()
    if len(line) - len(span) <= 30 and not re.search(r"\b(?:on|in|since|of) ?$", before):
        return True
    named = re.match(r"(?:published|posted|updated|date|filed)\b", before, re.I)
    place = before.rstrip(",( ").isupper() and len(before) < 60
    return (
        bool(named) or place or (len(before) < 40 and after[:1] in ("-", "|") and before.endswith((",", "(")))
    )


# ---------------------------------------------------------------- anchors


def _anchors(text: str, published: date | None) -> Iterator[TimeSpan]:
    """Single expressions, the longest one at each place."""
    rules, first = _rules(), _first_words()
    position = 0
    for start in first.finditer(text):
        if start.start() < position:
            continue
        best: tuple[int, Interval] | None = None
        for pattern, reader in rules:
            match = pattern.match(text, start.start())
            if match and (best is None or match.end() > best[0]):
                ahead = _looks_ahead(text, start.start())
                interval = reader(match, published, ahead)
                if interval is not None:
                    best = (match.end(), interval)
        if best:
            position = best[0]
            span = Span(start.start(), best[0])
            yield TimeSpan(best[1][0], best[1][1], span.of(text), best[1][2], span)


def _looks_ahead(text: str, start: int) -> bool:
    return bool(_AHEAD.search(text[max(0, start - BEFORE_CHARS) : start]))


def _merge(text: str, anchors: list[TimeSpan]) -> Iterator[TimeSpan]:
    """Anchors with their prepositions: "from A to B" becomes one, "since A" opens its end."""
    index = 0
    while index < len(anchors):
        one = anchors[index]
        assert one.span
        before = text[max(0, one.span.start - 30) : one.span.start]
        opening = _OPENING.search(before)
        word = opening.group(1).lower() if opening else ""
        after = anchors[index + 1] if index + 1 < len(anchors) else None
        if after and after.span and _pairs(text, one, after, word):
            one = replace(
                one, end=after.end, precision=after.precision, span=Span(one.span.start, after.span.end)
            )
            index, word = index + 1, "between"
        yield _lead(before, _opened(one, word))
        index += 1


def _pairs(text: str, one: TimeSpan, after: TimeSpan, word: str) -> bool:
    assert one.span
    assert after.span
    between = text[one.span.end : after.span.start]
    if len(between) > 20 or not _JOIN.match(between):
        return False
    if word in ("between", "from") and one.start and after.end and one.start > after.end:
        return False
    wanted = word in ("between", "from") or between.strip().lower() in ("-", "to", "through")
    return wanted and (one.start is None or after.end is None or one.start <= after.end)


def _opened(one: TimeSpan, word: str) -> TimeSpan:
    if one.start is None and one.end is None:
        return one
    if word in ("since", "as of", "starting", "after"):
        return replace(one, end=None, precision=Precision.OPEN)
    if word == "from":
        return replace(one, end=None, precision=Precision.OPEN) if one.start != one.end else one
    if word in ("until", "till", "by", "before", "prior to", "ahead of"):
        return replace(one, start=None, precision=Precision.OPEN)
    return one


def _lead(before: str, one: TimeSpan) -> TimeSpan:
    """The expression with its preposition: "in December"."""
    match = _LEADING.search(before)
    assert one.span
    return replace(one, span=Span(one.span.start - len(match.group()), one.span.end)) if match else one


# ---------------------------------------------------------------- readers: match -> interval


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _one(day: date | None) -> Interval:
    return (day, day, Precision.DAY) if day else UNKNOWN


def _month_of(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _back(day: date, unit: str, count: int) -> date:
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


def _number(text: str | None, unit: str) -> int:
    words = _words()
    key = (text or "one").lower().replace("a couple of", "couple").replace("couple of", "couple").strip()
    if key.isdigit():
        return int(key)
    for vague, reach in words.vague.items():
        if vague in key.split():
            return reach[unit]
    return words.numbers.get(key, sum(words.numbers.get(part, 0) for part in key.split("-")) or 1)


def _unit(text: str) -> str:
    return _UNITS[text.lower().removesuffix("s")]


def _scaled(match: re.Match[str]) -> tuple[str, int]:
    unit = _unit(match["unit"])
    count = _number(match["n"], unit)
    word = match["unit"].lower().removesuffix("s")
    return unit, count * {"fortnight": 2, "decade": 10}.get(word, 1)


def _without_year(month: int, day: int | None, published: date | None, ahead: bool) -> int | None:
    """The year nearest to the publication: the last such date, or the next where the text looks ahead."""
    if published is None:
        return None
    first = _day(published.year, month, day or 1)
    if first is None:
        return published.year
    if ahead:
        return published.year + (
            1 if (first.month, first.day) < (published.month, (day and published.day) or 1) else 0
        )
    return published.year - (1 if first > published + timedelta(days=2) else 0)


def _read_iso(match: re.Match[str], published: date | None, ahead: bool) -> Interval:
    return _one(_day(int(match["y"]), int(match["m"]), int(match["d"])))


def _read_numeric(match: re.Match[str], published: date | None, ahead: bool) -> Interval:
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    if match["sign"] == "." or first > 12 or first == second:
        return _one(_day(year, second, first))
    return _one(_day(year, first, second)) if second > 12 else UNKNOWN


def _read_day(match: re.Match[str], published: date | None, ahead: bool) -> Interval:
    month = _words().months[match["month"].lower()]
    first = int(match["d"])
    last = int(match["d2"]) if match["d2"] else first
    given = match["y"]
    year = int(given) if given else _without_year(month, first, published, ahead)
    if year is None:
        return UNKNOWN
    start, end = _day(year, month, first), _day(year, month, last)
    return (start, end, Precision.DAY) if start and end else UNKNOWN


def _read_month(match: re.Match[str], published: date | None, ahead: bool) -> Interval | None:
    if not match["month"][0].isupper():
        return None
    month, which = _words().months[match["month"].lower()], (match["which"] or "").lower()
    if match["y"]:
        year: int | None = int(match["y"])
    elif which and published:
        passed = {"last": published.month <= month, "next": published.month < month}
        year = published.year
        year -= 1 if which == "last" and passed["last"] else 0
        year += 1 if which == "next" and not passed["next"] else 0
    elif (
        not which
        and not _LEADING.search(match.string[max(0, match.start() - 12) : match.start()])
        and not match["part"]
    ):
        return None
    else:
        year = _without_year(month, None, published, ahead)
    if year is None:
        return UNKNOWN
    start, end = _part(*_month_of(year, month), match["part"])
    return start, end, Precision.WEEK if match["part"] else Precision.MONTH


def _part(start: date, end: date, part: str | None) -> tuple[date, date]:
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


def _read_year(match: re.Match[str], published: date | None, ahead: bool) -> Interval | None:
    start, end = date(int(match["y"]), 1, 1), date(int(match["y2"] or match["y"]), 12, 31)
    if match["y2"] and len(match["y2"]) == 2:
        end = date(start.year // 100 * 100 + int(match["y2"]), 12, 31)
    before = match.string[max(0, match.start() - 12) : match.start()]
    led = (
        before.lower().split()[-1:] in [[word] for word in _words().prepositions.split()]
        and before[-1:] == " "
    )
    if not match["part"] and not match["y2"] and not led:
        return None
    return (*_part(start, end, match["part"]), Precision.YEAR) if end > start else None


def _read_decade(match: re.Match[str], published: date | None, ahead: bool) -> Interval:
    first = int(match["y"])
    return (*_part(date(first, 1, 1), date(first + 9, 12, 31), match["part"]), Precision.YEAR)


def _read_quarter(match: re.Match[str], published: date | None, ahead: bool) -> Interval:
    number = (
        "1234".find(match["q"])
        if match["q"].isdigit()
        else ["first", "second", "third", "fourth"].index(match["q"].lower())
    )
    year = int(match["y"]) if match["y"] else (published.year if published else None)
    if year is None:
        return UNKNOWN
    return date(year, number * 3 + 1, 1), _month_of(year, number * 3 + 3)[1], Precision.MONTH


def _read_season(match: re.Match[str], published: date | None, ahead: bool) -> Interval | None:
    first, last = _words().seasons[match["season"].lower()]
    which = (match["which"] or "").lower()
    if not match["y"] and which not in ("last", "this", "next", "in the", "the"):
        return None
    if match["y"]:
        year = int(match["y"])
    elif published is None:
        return UNKNOWN
    else:
        year = published.year
        begun, done = date(year, first, 1) <= published, date(year, last, 28) < published and first < last
        year -= 1 if (which == "last" and not done) or (which in ("in the", "the") and not begun) else 0
        year += 1 if which == "next" and begun else 0
    end = _month_of(year + (1 if last < first else 0), last)[1]
    return date(year, first, 1), end, Precision.MONTH


def _read_today(match: re.Match[str], published: date | None, ahead: bool) -> Interval:
    if published is None:
        return UNKNOWN
    word = match["word"].lower()
    day = published + timedelta(days=_words().days[word])
    return (day, published if word in ("overnight", "last night") else day, Precision.DAY)


def _read_weekday(match: re.Match[str], published: date | None, ahead: bool) -> Interval | None:
    if not match["weekday"][0].isupper():
        return None
    if published is None:
        return UNKNOWN
    which = (match["which"] or "").lower().strip()
    wanted = _words().weekdays[match["weekday"].lower()]
    back = (published.weekday() - wanted) % 7
    by = re.search(r"\b(?:by|until|before) $", match.string[max(0, match.start() - 8) : match.start()], re.I)
    if which in ("next", "coming", "this coming") or ((ahead or by) and not which):
        return _one(published + timedelta(days=(wanted - published.weekday()) % 7 or 7))
    if which == "last" and back == 0:
        back = 7
    return _one(published - timedelta(days=back))


def _read_past(match: re.Match[str], published: date | None, ahead: bool) -> Interval | None:
    unit, count = _scaled(match)
    words = match.group().lower()
    if match["n"] is None and not words.startswith(("the ", "past", "these")):
        return None if words.startswith("last") else UNKNOWN
    if "previous" in words or "preceding" in words:
        return UNKNOWN
    if published is None:
        return UNKNOWN
    return _back(published, unit, count), published, _PRECISIONS[unit]


def _read_coming(match: re.Match[str], published: date | None, ahead: bool) -> Interval:
    unit, count = _scaled(match)
    if match["n"] == "":
        days = _words().vague["recent"][unit] * (365 if unit == "year" else 1)
        unit, count = "day", days
    if published is None:
        return UNKNOWN
    return published, _back(published, unit, -count), _PRECISIONS[unit]


def _read_ago(match: re.Match[str], published: date | None, ahead: bool) -> Interval:
    unit, count = _scaled(match)
    if published is None:
        return UNKNOWN
    day = _back(published, unit, count)
    if unit == "month":
        return (*_month_of(day.year, day.month), Precision.MONTH)
    if unit == "year":
        return date(day.year, 1, 1), date(day.year, 12, 31), Precision.YEAR
    return (day, day, _PRECISIONS[unit])


def _read_recent(match: re.Match[str], published: date | None, ahead: bool) -> Interval:
    unit = _unit(match["unit"])
    if published is None:
        return UNKNOWN
    days = _words().vague["recent"][unit] * (365 if unit == "year" else 1)
    return published - timedelta(days=days), published, _PRECISIONS[unit]


def _read_calendar(match: re.Match[str], published: date | None, ahead: bool) -> Interval:
    """ "last week", "this month", "next year", "earlier this week", "later this year"."""
    if published is None:
        return UNKNOWN
    unit, which, part = _unit(match["unit"]), match["which"].lower(), (match["part"] or "").lower()
    move = {"last": -1, "previous": -1, "next": 1, "coming": 1}.get(which, 0)
    start, end = _period(published, unit, move)
    if move == 0 and part.startswith("later"):
        start = published
    elif move == 0 and (part.startswith("earlier") or not (part or ahead)):
        end = published
    elif part:
        start, end = _part(start, end, part)
    return start, end, _PRECISIONS[unit]


def _period(day: date, unit: str, move: int) -> tuple[date, date]:
    if unit == "week":
        monday = day - timedelta(days=day.weekday()) + timedelta(days=7 * move)
        return monday, monday + timedelta(days=6)
    if unit == "month":
        moved = _back(day.replace(day=1), "month", -move)
        return _month_of(moved.year, moved.month)
    return date(day.year + move, 1, 1), date(day.year + move, 12, 31)


def _read_weekend(match: re.Match[str], published: date | None, ahead: bool) -> Interval:
    if published is None:
        return UNKNOWN
    saturday = published - timedelta(days=(published.weekday() - 5) % 7)
    which = (match["which"] or "").lower()
    if which in ("next", "coming") or (ahead and which != "last"):
        saturday += timedelta(days=7 if saturday < published else 0)
    return saturday, saturday + timedelta(days=1), Precision.DAY


def _read_feast(match: re.Match[str], published: date | None, ahead: bool) -> Interval:
    key = re.sub(r"[^a-z ]", "", match["feast"].lower())
    month, day = _words().feasts[key]
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
        else _one(feast)
    )


# ---------------------------------------------------------------- the table of rules


def _any(words: list[str]) -> str:
    return "(?:" + "|".join(sorted((re.escape(word) for word in words), key=len, reverse=True)) + ")"


@cache
def _rules() -> tuple[tuple[re.Pattern[str], Reader], ...]:
    words = _words()
    month = rf"(?P<month>{_any(list(words.months))})\b\.?"
    weekday = rf"(?P<weekday>{_any([w for w in words.weekdays if len(w) > 3])})\b"
    spelt = _any(list(words.numbers))
    number = rf"(?P<n>\d{{1,3}}|{spelt}(?:-{spelt})?|few|several|(?:a )?couple of)"
    unit = r"(?P<unit>hours?|days?|nights?|weeks?|fortnights?|months?|years?|decades?)\b"
    year = r"(?P<y>(?:19|20)\d\d)(?![\d%]|[,.]\d)\b"
    halves = "beginning|start|end|middle|first half|second half"
    part = rf"(?P<part>(?:early|mid|late)[- ](?:in )?|the (?:{halves}) of (?:the )?)"
    about = r"(?:(?:more|less|fewer) than |(?:just )?(?:over|under) |nearly |almost |about |at least |around |some |only )?"
    seasons = _any(list(words.seasons))
    daytime = r"\b(?: morning| afternoon| evening| night)?"
    day = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
    second = r"(?:(?: ?- ?| to | and )(?P<d2>\d{1,2})(?:st|nd|rd|th)?)?"
    optional_year = rf"(?:,? (?:of )?{year})?"
    table: tuple[tuple[str, Reader], ...] = (
        (r"(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)\b", _read_iso),
        (r"(?P<a>\d{1,2})(?P<sign>[./])(?P<b>\d{1,2})[./](?P<y>(?:19|20)\d\d)\b", _read_numeric),
        (rf"(?:the )?{day}{second}(?: day)? (?:of )?{month}{optional_year}", _read_day),
        (rf"{month} (?:the )?{day}\b{second}(?![\d:])(?:,?(?: of)? {year})?", _read_day),
        (rf"{part}?(?:(?P<which>last|this|next) )?{month}{optional_year}", _read_month),
        (rf"{part}?(?:the year )?{year}(?:-(?P<y2>(?:19|20)?\d\d)\b)?(?!-)", _read_year),
        (rf"(?:the )?{part}?(?:the )?(?P<y>(?:19|20)\d0)'?s\b", _read_decade),
        (rf"(?:the )?(?P<q>first|second|third|fourth) quarter(?: of {year})?", _read_quarter),
        (rf"Q(?P<q>[1-4])(?: of)?(?: {year})", _read_quarter),
        (rf"{part}?(?:(?P<which>last|this|next|in the|the) )?(?P<season>{seasons})\b(?: of)?(?: {year})?", _read_season),
        (rf"(?:earlier |late |early )?(?P<word>{_any(list(words.days))}){daytime}", _read_today),
        (r"(?:earlier on |late on |late |early on |early )?"
         r"(?:(?P<which>last|next|this coming|coming|this|the previous|the following) )?"
         rf"{weekday}(?: morning| afternoon| evening| night)?", _read_weekday),
        (rf"(?:the |these )?(?:last|past|previous|preceding) (?:{number} )?{unit}", _read_past),
        (rf"(?:the )?(?:next|coming|following) {number} {unit}", _read_coming),
        (rf"within (?:the next )?{about}{number} {unit}", _read_coming),
        (rf"(?:the )?coming (?P<n>){unit}", _read_coming),
        (rf"(?:for|in|during) {about}{number} (?:straight |consecutive )?{unit}(?! of)", _read_past),
        (rf"{about}{number} {unit} ago", _read_ago),
        (rf"(?:the |these )?(?:most )?recent {unit}", _read_recent),
        (r"(?P<part>(?:earlier|later|early|late|the (?:beginning|start|end|middle) of) )?"
         r"(?P<which>last|this|next) (?P<unit>week|month|year)\b", _read_calendar),
        (r"(?:(?P<which>last|this|next|the|coming|past) )?weekend\b", _read_weekend),
        (rf"(?:(?P<when>(?:just |shortly |right |soon )?(?:before|after|around|ahead of)) )?(?:the )?"
         rf"(?P<feast>{_any(_feast_spellings())})\b(?: {year})?", _read_feast),
    )  # fmt: skip
    return tuple((re.compile(pattern, re.I), reader) for pattern, reader in table)


def _feast_spellings() -> list[str]:
    feasts = list(_words().feasts)
    return feasts + [feast.replace("years", "year's") for feast in feasts if "years" in feast]


@cache
def _first_words() -> re.Pattern[str]:
    """Words an expression may begin with: only there the rules are tried, which keeps long texts quick."""
    words = _words()
    names = [*words.months, *words.weekdays, *words.seasons, *words.numbers, *words.days, *_feast_spellings()]
    first = {name.split()[0] for name in names} | set(_words().openers.split())
    longest = sorted(first, key=len, reverse=True)
    return re.compile(rf"\b(?:\d|Q[1-4]|(?:{'|'.join(map(re.escape, longest))})\b)", re.I)
