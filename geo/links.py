"""The address of a view: one table of keys for all that a link can restore.

In: a View, or the path and query of an address. Out: the other, with a sentence for each part that can't be
had. Defaults are absent; what a link made today says keeps its meaning. Nothing here knows a case, a river or
a browser: whether a name exists is found out by whoever opens it.

    text?case=tanf&side=left&confidence=high,medium&claim=c0d3f…&at=34.45,40.92,9&base=street&theme=dark

Where a link says nothing of confidence, a screen folds claims of low confidence away (`filters.START`) and
the command line leaves nothing out; links that are handed on spell it out, so that both show the same.
Without `repeats` a screen shows what several reports tell once; `repeats=shown` takes it apart.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from urllib.parse import urlencode

from geo import filters
from geo.filters import query as q
from geo.model import Confidence, Filter

NO_RIVER = "none"
TRACKERS = ("utm_", "fbclid", "gclid", "mc_", "ref")
"""Keys that mail programs and networks hang on to links; they pass without a note."""
_CASE = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_RIVER = re.compile(r"\w[\w .:'~-]{0,79}|line\.[\w.-]{1,1500}")
"""A river by name or id, a stretch of one, or a short line of somebody's own (geo.river's boundary word)."""
_HOME = re.compile(r"[A-Z]{2}(\.[A-Z0-9]{1,10})?")
_CLAIM = re.compile(r"c[0-9a-f]{12}(-[0-9]{1,6})?")
_MOST_LAT = 85.0
HEIGHTS = (320, 2000)
"""Least and most pixels of an embedded page."""
_ZOOMS = (2.0, 15.0)


class Base(StrEnum):
    """What lies under the boundary; all but the plain one come from other servers."""

    PLAIN = "none"
    STREET = "street"
    SATELLITE = "satellite"


class Theme(StrEnum):
    LIGHT = "light"
    DARK = "dark"


class Page(StrEnum):
    """Pages by their path."""

    MAP = ""
    TEXT = "text"
    ACTORS = "actors"
    DISPUTES = "disputes"
    READ = "read"
    ABOUT = "about"
    BRIEF = "brief"
    REVIEW = "review"


class Part(StrEnum):
    """What an embedded map shows besides itself, its caption, credits and the way to the full view."""

    FILTERS = "filters"
    TIMELINE = "timeline"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Centre:
    """Where the map stands: degrees, and Leaflet's zoom in quarters."""

    lat: float
    lon: float
    zoom: float

    @classmethod
    def of(cls, lat: float, lon: float, zoom: float) -> Centre:
        """Rounded to what a screen can tell apart: a pixel or two at that zoom."""
        steps = round(min(max(zoom, _ZOOMS[0]), _ZOOMS[1]) * 4) / 4
        digits = max(0, math.ceil(math.log10(256 * 2**steps / 360)) - 1)
        lat = min(max(lat, -_MOST_LAT), _MOST_LAT)
        lon = (round(lon, digits) + 180) % 360 - 180
        return cls(round(lat, digits) + 0.0, round(lon, digits) + 0.0, steps)


@dataclass(frozen=True, slots=True)
class View:
    """What a visitor looks at. Empty strings stand for what is there without asking."""

    case: str = ""
    """A sample's name, a kept case's id, or the visitor's own text."""
    river: str = ""
    """Empty: the river that the text speaks of; NO_RIVER: none."""
    home: str = ""
    """The area whose places come first, "SY" or "SY.07"; empty: none."""
    claim: str = ""
    wanted: Filter = filters.START
    at: Centre | None = None
    """None: as the claims lie."""
    base: Base = Base.PLAIN
    theme: Theme | None = None
    """None: the visitor's own."""
    lang: str = "en"
    show: frozenset[Part] = frozenset()
    """Of an embedded map only, as the height of its frame in pixels."""
    height: int = 560
    page: Page = Page.MAP


def _matching(pattern: re.Pattern[str], like: str) -> Callable[[str, str], tuple[str, q.Notes]]:
    def read(name: str, text: str) -> tuple[str, q.Notes]:
        if pattern.fullmatch(text):
            return text, ()
        return "", (f"The link's {name} “{q.shown(text)}” can't be one; it looks like {like}.",)

    return read


def _centre(name: str, text: str) -> tuple[Centre | None, q.Notes]:
    parts = text.split(",")
    numbers = [float(part) for part in parts if re.fullmatch(r"-?\d{1,3}(\.\d{1,8})?", part)]
    if len(parts) != 3 or len(numbers) != 3 or not _on_map(*numbers):
        wrong = f"The link's {name} “{q.shown(text)}” is no place on the map; it is written 34.45,40.92,9."
        return None, (wrong,)
    return Centre.of(*numbers), ()


def _on_map(lat: float, lon: float, zoom: float) -> bool:
    return abs(lat) <= _MOST_LAT and abs(lon) <= 180 and _ZOOMS[0] <= zoom <= _ZOOMS[1]


def _centre_words(at: Centre) -> str:
    return ",".join(f"{number:.5f}".rstrip("0").rstrip(".") for number in (at.lat, at.lon, at.zoom))


def _language(name: str, text: str) -> tuple[str, q.Notes]:
    return "en", () if text == "en" else (f"The link's {name} “{q.shown(text)}” is not there; there is: en.",)


def _height(name: str, text: str) -> tuple[int | None, q.Notes]:
    least, most = HEIGHTS
    if text.isascii() and text.isdigit() and len(text) < 6 and least <= int(text) <= most:
        return int(text), ()
    return None, (f"The link's {name} “{q.shown(text)}” is no height; give {least} to {most} pixels.",)


_BASES = {base.value: base for base in Base}
_THEMES = {theme.value: theme for theme in Theme}
_PARTS = {part.value: part for part in Part}

_AROUND: tuple[q.Key, ...] = (
    q.Key("claim", "claim", "", _matching(_CLAIM, "c0123456789ab")),
    q.Key("at", "at", None, _centre, _centre_words),
    q.Key("base", "base", Base.PLAIN, q.one_of(_BASES)),
    q.Key("theme", "theme", None, q.one_of(_THEMES)),
    q.Key("lang", "lang", "en", _language),
    q.Key("show", "show", frozenset(), q.choices(_PARTS), q.spelled(_PARTS)),
    q.Key("height", "height", 560, _height),
)
_BEFORE: tuple[q.Key, ...] = (
    q.Key("case", "case", "", _matching(_CASE, "abu-kamal")),
    q.Key("river", "river", "", _matching(_RIVER, "euphrates")),
    q.Key("home", "home", "", _matching(_HOME, "SY or SY.07")),
)


def _levels(chosen: frozenset[Confidence]) -> str:
    return _OF_LEVELS.write(chosen) if chosen else q.ALL


_OF_LEVELS = next(key for key in q.SCHEMA if key.name == "confidence")
_AT_START = {
    "confidence": replace(_OF_LEVELS, default=filters.START.confidences, write=_levels),
    "repeats": replace(next(key for key in q.SCHEMA if key.name == "repeats"), default=filters.START.once),
}
_FILTER: tuple[q.Key, ...] = tuple(_AT_START.get(key.name, key) for key in q.SCHEMA)
SCHEMA: tuple[q.Key, ...] = (*_BEFORE, *_FILTER, *_AROUND)
"""Every key of an address, in the order in which it is written."""
KEYS = tuple(key.name for key in SCHEMA)
QUIET = ("at",)
"""Keys that the browser writes by itself: a change of these alone is no step of the reader's."""


def to_query(view: View, *, explicit: bool = False) -> dict[str, str]:
    """The view as keys and texts. `explicit` also spells out what a screen leaves out at the start."""
    wanted = q.written(_FILTER, view.wanted)
    if explicit:
        wanted[_OF_LEVELS.name] = _levels(view.wanted.confidences)
    return q.written(_BEFORE, view) | wanted | q.written(_AROUND, view)


def from_query(query: str | q.Query, page: Page = Page.MAP) -> tuple[View, q.Notes]:
    """The view a query asks for, with a sentence for each part that can't be used and is left out."""
    given, repeated = q.single_values(query)
    strange = [key for key in given if key not in KEYS and not key.lower().startswith(TRACKERS)]
    fields, notes = q.read_fields((*_BEFORE, *_AROUND), given)
    wanted, said = q.filter_of(given, _FILTER)
    unknown = [f"The link's “{q.shown(key)}” is not known here." for key in strange[:3]]
    return View(**fields, wanted=wanted, page=page), (*repeated, *unknown, *notes, *said)


def to_address(view: View, base: str = "", *, explicit: bool = False) -> str:
    """Path and query of a view, behind the `base` of an installation ("http://127.0.0.1:8501")."""
    query = urlencode(to_query(view, explicit=explicit), safe=",")
    return f"{base.rstrip('/')}/{view.page}" + (f"?{query}" if query else "")


def from_address(address: str) -> tuple[View, q.Notes]:
    """The view of a path and query; an unknown path is the map's."""
    path, _, query = address.partition("?")
    name = path.rstrip("/").rpartition("/")[2]
    known = name in set(Page)
    page = Page(name) if known else Page.MAP
    view, notes = from_query(query.partition("#")[0], page)
    return view, notes if known else (f"There is no page “{q.shown(name)}”; here is the map.", *notes)


def quiet_free(query: Mapping[str, object]) -> dict[str, object]:
    """A query without what the browser writes by itself."""
    return {key: value for key, value in query.items() if key not in QUIET}
