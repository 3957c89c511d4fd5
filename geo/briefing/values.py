"""What a briefing is made of: sheets, marks to draw, pages, and the rows of its list.

Lengths are sheet units, x to the right, y down from the top left corner; a sheet's short side is 1080.
"""

from __future__ import annotations

from dataclasses import dataclass

from geo.model import Actor, PlacedClaim, Scene

LINE = 1.32
"""Height of a line of text, in sizes of its type."""
MOST_MARKING = 120
"""Longest marking line, in characters: it is never cut, so a longer one would become too small to read."""
Point = tuple[float, float]
Points = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: left, top, right, bottom."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def middle(self) -> Point:
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    def meets(self, other: Box) -> bool:
        return self.x0 < other.x1 and other.x0 < self.x1 and self.y0 < other.y1 and other.y0 < self.y1

    def holds(self, other: Box) -> bool:
        return self.x0 <= other.x0 and self.y0 <= other.y0 and other.x1 <= self.x1 and other.y1 <= self.y1

    def grown(self, by: float) -> Box:
        return Box(self.x0 - by, self.y0 - by, self.x1 + by, self.y1 + by)

    @classmethod
    def around(cls, x: float, y: float, half_width: float, half_height: float | None = None) -> Box:
        tall = half_width if half_height is None else half_height
        return cls(x - half_width, y - tall, x + half_width, y + tall)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A format. `points_per_unit` gives its size on paper or on a slide, in points of 1/72 inch."""

    name: str
    width: int
    height: int
    points_per_unit: float

    @property
    def portrait(self) -> bool:
        return self.height > self.width

    @property
    def box(self) -> Box:
        return Box(0, 0, self.width, self.height)


_A4, _LETTER = 595.276 / 1080, 612 / 1080
SHEETS = {
    sheet.name: sheet
    for sheet in (
        Sheet("16:9", 1920, 1080, 0.5),
        Sheet("4:3", 1440, 1080, 0.5),
        Sheet("square", 1080, 1080, 0.5),
        Sheet("a4-landscape", 1527, 1080, _A4),
        Sheet("a4-portrait", 1080, 1527, _A4),
        Sheet("letter-landscape", 1398, 1080, _LETTER),
        Sheet("letter-portrait", 1080, 1398, _LETTER),
    )
}


@dataclass(frozen=True, slots=True)
class Shape:
    """Lines or filled rings; outer rings and holes turn in opposite directions. `""` paints nothing."""

    rings: tuple[Points, ...]
    fill: str = ""
    stroke: str = ""
    width: float = 1.0
    dash: tuple[float, ...] = ()
    opacity: float = 1.0
    closed: bool = True
    butt: bool = False
    """Lines end flat instead of round."""


@dataclass(frozen=True, slots=True)
class Disc:
    x: float
    y: float
    radius: float
    fill: str = ""
    stroke: str = ""
    width: float = 1.0
    dash: tuple[float, ...] = ()
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text; `y` is its baseline. `anchor` is "start", "middle" or "end" of the line at `x`."""

    x: float
    y: float
    text: str
    size: float
    colour: str
    bold: bool = False
    anchor: str = "start"
    halo: str = ""
    halo_width: float = 4.0
    spacing: float = 0.0
    """Between letters; for Latin, Greek and Cyrillic text only."""
    angle: float = 0.0
    """Degrees, anticlockwise about (x, y)."""


Mark = Shape | Disc | Words


@dataclass(frozen=True, slots=True)
class Layer:
    """Marks drawn together, the first at the bottom; `clip` cuts them off."""

    name: str
    marks: tuple[Mark, ...]
    clip: Box | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """The box that a pin, a name or a panel covers. `kind` is "pin", "name", "panel" or "text"."""

    kind: str
    box: Box
    text: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One claim in the list. `mark` is the number on its pin, with a letter where a pin holds several."""

    mark: str
    placed: PlacedClaim
    speaker: str
    """Who speaks, with role and organisation."""
    text: str
    stance_words: str
    """As in the legend: "says it is so", "denies it" …"""
    actor: Actor
    place: str
    side: str
    when: str
    source: str
    """Title, publisher and day of the report."""
    disputed: str = ""
    """Which claims of the list it may conflict with, by their marks."""
    review: str = ""
    """What people did with the reading: "corrected by hand, checked"."""

    @property
    def on_map(self) -> bool:
        return bool(self.mark)

    @property
    def details(self) -> str:
        """What stands below the words: place, side, date, what it may conflict with."""
        return " · ".join(filter(None, (self.place, self.side, self.when, self.review, self.disputed)))


@dataclass(frozen=True, slots=True)
class Row:
    """One claim as lines of text; `heading` stands above the first that is not on the map."""

    entry: Entry
    speaker: tuple[str, ...]
    text: tuple[str, ...]
    details: tuple[str, ...]
    size: float
    heading: str = ""

    @property
    def small(self) -> float:
        return self.size * 0.86

    @property
    def stance_length(self) -> int:
        """So many characters of the details are the stance."""
        return len(self.entry.stance_words)

    @property
    def height(self) -> float:
        lines = (len(self.speaker) + len(self.text)) * self.size + len(self.details) * self.small
        return lines * LINE + self.size * 0.75 + self.heading_height

    @property
    def heading_height(self) -> float:
        return self.size * 2.0 if self.heading else 0.0


@dataclass(frozen=True, slots=True)
class Column:
    """Rows one below the other from the top of `box`."""

    box: Box
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Page:
    number: int
    layers: tuple[Layer, ...]
    drawn: tuple[Drawn, ...]
    columns: tuple[Column, ...]
    """The part of the list that stands on this page."""
    map_box: Box | None = None
    """The map with its legend, on the page that has one."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The claims listed on this page, in order."""
        return tuple(row.entry for column in self.columns for row in column.rows)


@dataclass(frozen=True, slots=True)
class Texts:
    """The words around the map and the list."""

    title: str
    subtitle: str
    as_of: str
    marking: str
    notice: str
    count: str
    """n of N claims, and how many of them are not on the map."""
    sources: tuple[str, ...]
    """The reports."""
    credits: tuple[str, ...]
    """Of the base map and the places."""


@dataclass(frozen=True, slots=True)
class Brief:
    """A composed briefing: every file kind is made of this one value."""

    scene: Scene
    sheet: Sheet
    theme: str
    texts: Texts
    entries: tuple[Entry, ...]
    caption: str
    alt_text: str
    pages: tuple[Page, ...]
