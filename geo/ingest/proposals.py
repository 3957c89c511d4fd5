"""What a text says of itself where its file does not: a headline, a dateline, who wrote it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from email.utils import parsedate_to_datetime

from geo.escape import for_file
from geo.ingest.values import Found
from geo.text.dates import find_dateline, find_dates

_LONGEST_LINE = 300
_LONGEST_TITLE, _MOST_WORDS = 160, 25
_BY = re.compile(r"(?:by|written by|author:)\s+([A-Z][^\d,.;:|@]{2,60})\Z", re.I)
_DAY = re.compile(r"\s*(\d{4})-(\d{2})-(\d{2})(?:[T\s].*)?\Z", re.S)
_COMPACT = re.compile(r"\D*(\d{4})(\d{2})(\d{2})")
_EARLIEST, _LATEST = 1800, 2100


def propose(found: Found) -> Found:
    """The same, with what the text itself says where the file has said nothing; every line tidied."""
    day = found.published or find_dateline(found.text)
    return replace(
        found,
        title=one_line(found.title) or headline(found.text),
        publisher=one_line(found.publisher),
        author=one_line(re.sub(r"^by\s+", "", found.author, flags=re.I)) or _byline(found.text),
        published=day,
        published_from=found.published_from if found.published else ("the dateline" if day else ""),
        url=found.url if re.match(r"https?://", found.url, re.I) and len(found.url) <= 2_000 else "",
    )


def one_line(text: str) -> str:
    """Text in one short line."""
    return " ".join(for_file(text[:2_000]).split())[:_LONGEST_LINE]


def headline(text: str) -> str:
    """The first line, where it looks like one: short, and no sentence."""
    line = next((line.strip() for line in text[:5_000].splitlines() if line.strip()), "")
    is_short = len(line) <= _LONGEST_TITLE and len(line.split()) <= _MOST_WORDS
    return line if is_short and not line.endswith((".", ":", ";", ",", "”")) else ""


def read_day(value: str) -> date | None:
    """A day as data or people write it; None where it is none, or could be two ("03/04/2018")."""
    value = value[:100].strip()
    if not any(sign.isdigit() for sign in value):
        return None
    iso = _DAY.match(value)
    if iso:
        return _day(*iso.groups())
    for read in (_letter_day, _words_day, _slashed):
        day = read(value)
        if day is not None:
            return day
    return None


def compact_day(value: str) -> date | None:
    """The day of a PDF's own date, "D:20180115…"."""
    match = _COMPACT.match(value[:40])
    return _day(*match.groups()) if match else None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if _EARLIEST <= found.year <= _LATEST else None


def _letter_day(value: str) -> date | None:
    try:
        return (
            parsedate_to_datetime(value).date()
            if re.match(r"(?:\w{3}, )?\d{1,2} \w{3} \d{4}\b", value)
            else None
        )
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def _words_day(value: str) -> date | None:
    spans = find_dates(value, published=None)
    whole = next((one for one in spans if one.start and one.start == one.end), None)
    return whole.start if whole else None


def _slashed(value: str) -> date | None:
    match = re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?:\s.*)?", value)
    if match is None:
        return None
    first, second, year = match.groups()
    if "." in value or int(first) > 12:
        return _day(year, second, first)
    return _day(year, first, second) if int(second) > 12 or first == second else None


def _byline(text: str) -> str:
    for line in text[:2_000].splitlines()[:6]:
        match = _BY.match(line.strip())
        if match and len(match.group(1).split()) <= 8:
            return one_line(match.group(1))
    return ""
