"""Names on the map, each where it covers no pin, no panel and no other name; what finds no room is left out.

The most needed come first: the places of claims, the banks, the river, countries, then towns by size.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import shapely

from geo.briefing.lettering import ASCENT, DESCENT, plain, shortened, width_of
from geo.briefing.theme import Theme
from geo.briefing.values import Box, Disc, Drawn, Mark, Point, Words
from geo.briefing.view import View
from geo.model import Bank, BankArea, MapLabel, River, Scene

MOST_TOWNS = 18
_FEW_PLACES = 24
"""With more places of claims than this, a name stands hard by its place or not at all."""
_TOWNS_APART = 96.0
_LONGEST = 420.0
_AROUND = ((1, 0), (-1, 0), (0, -1), (0, 1), (0.8, -0.9), (0.8, 0.9), (-0.8, -0.9), (-0.8, 0.9))


@dataclass(slots=True)
class Room:
    """What is covered already, within a frame."""

    frame: Box
    covered: list[Box] = field(default_factory=list)

    def free(self, box: Box) -> bool:
        return self.frame.holds(box) and not any(box.meets(other) for other in self.covered)

    def take(self, box: Box) -> bool:
        """Whether the box was free; it is covered now."""
        if not self.free(box):
            return False
        self.covered.append(box)
        return True


@dataclass(slots=True)
class Writing:
    """Names written so far, and the room left for more."""

    view: View
    theme: Theme
    room: Room
    line: shapely.Geometry
    """The boundary: a name lies across it only where no other seat is free."""
    marks: list[Mark] = field(default_factory=list)
    drawn: list[Drawn] = field(default_factory=list)

    def cover(self, boxes: Iterable[Box]) -> None:
        """Keep these boxes clear of names."""
        self.room.covered += boxes

    def write(
        self, text: str, box: Box, size: float, colour: str, *, bold: bool = False, spacing: float = 0.0
    ) -> None:
        """One name in the middle of its box."""
        x, y = box.middle
        baseline = y + size * (ASCENT - DESCENT) / 2
        halo = self.theme["halo"]
        mark = Words(x, baseline, text, size, colour, bold, "middle", halo, spacing=spacing)
        self.marks.append(mark)
        self.drawn.append(Drawn("name", box, text))


def write_names(
    writing: Writing, scene: Scene, banks: dict[Bank, shapely.Geometry], line: shapely.Geometry
) -> None:
    """All names but those of the claims' places: banks, river, countries, towns."""
    _bank_names(writing, scene.areas, banks)
    _river_name(writing, scene.boundary, line)
    _countries(writing, scene.labels)
    write_places(writing, scene.labels, claimed=False)


def text_box(x: float, y: float, text: str, size: float, *, bold: bool = False, spacing: float = 0.0) -> Box:
    """The box of one line about its middle."""
    half = width_of(text, size, bold=bold, spacing=spacing) / 2
    return Box.around(x, y, half + 3, size * (ASCENT + DESCENT) / 2)


# ---------------------------------------------------------------- banks and river


def _bank_names(writing: Writing, areas: Sequence[BankArea], banks: dict[Bank, shapely.Geometry]) -> None:
    size, spacing = 20.0, 0.6
    written: set[Bank] = set()
    for area in areas:
        text = plain(area.label)
        shape = banks.get(area.bank)
        if not text or shape is None or shape.is_empty or area.bank in written:
            continue
        box = _best_box(writing.room, shape, text_box(0, 0, text, size, bold=True, spacing=spacing))
        if box is not None and writing.room.take(box):
            written.add(area.bank)
            ink = writing.theme.colours.get(f"{area.bank.value}_ink", writing.theme["label"])
            writing.write(text, box, size, ink, bold=True, spacing=spacing)


def _best_box(room: Room, shape: shapely.Geometry, at_zero: Box) -> Box | None:
    """The free box inside `shape` that lies nearest a third of the frame's way from its middle."""
    frame = room.frame
    mx, my = frame.middle
    ranked = []
    for row in range(1, 24):
        for column in range(1, 32):
            x, y = frame.x0 + frame.width * column / 32, frame.y0 + frame.height * row / 24
            far = math.hypot((x - mx) / frame.width, (y - my) / frame.height)
            ranked.append((abs(far - 0.28), x, y))
    shapely.prepare(shape)
    for _, x, y in sorted(ranked):
        box = Box(x + at_zero.x0, y + at_zero.y0, x + at_zero.x1, y + at_zero.y1).grown(10)
        if room.free(box) and shape.contains(shapely.box(box.x0, box.y0, box.x1, box.y1)):
            return box.grown(-8)
    return None


def _river_name(writing: Writing, river: River | None, line: shapely.Geometry) -> None:
    """Along a straight stretch of the line, beside it; level text where no stretch is straight enough."""
    if river is None:
        return
    size, spacing = 17.0, 1.4
    text = plain(river.name)
    wide = width_of(text, size, spacing=spacing)
    for x, y, angle in _stretches(line, wide + 20):
        for side in (-1, 1):
            away = side * (size * 0.5 + 10)
            turn = math.radians(angle)
            cx, cy = x - away * math.sin(turn), y + away * math.cos(turn)
            tall = abs(wide * math.sin(turn)) + size
            box = Box.around(cx, cy, abs(wide * math.cos(turn)) / 2 + size / 2, tall / 2)
            if writing.room.take(box):
                drop = size * (ASCENT - DESCENT) / 2
                at = (cx - drop * math.sin(turn), cy + drop * math.cos(turn))
                ink, halo = writing.theme["river_ink"], writing.theme["halo"]
                mark = Words(*at, text, size, ink, False, "middle", halo, 4.0, spacing, -angle)
                writing.marks.append(mark)
                writing.drawn.append(Drawn("name", box, text))
                return


def _stretches(line: shapely.Geometry, length: float) -> Iterator[tuple[float, float, float]]:
    """Middles of stretches of the line with their slope in degrees (down is positive), straightest first."""
    found = []
    for part in shapely.get_parts(line).tolist():
        at = 30.0
        while part.geom_type == "LineString" and at + length < part.length - 30:
            begin, middle, end = (part.interpolate(at + length * share) for share in (0, 0.5, 1))
            chord = math.hypot(end.x - begin.x, end.y - begin.y)
            bend = length / max(chord, 1.0)
            angle = math.degrees(math.atan2(end.y - begin.y, end.x - begin.x))
            angle = angle - 180 if angle > 90 else angle + 180 if angle < -90 else angle
            x, y = (begin.x + end.x + 2 * middle.x) / 4, (begin.y + end.y + 2 * middle.y) / 4
            if bend < 1.25 and abs(angle) < 75:
                found.append((bend, x, y, angle))
            at += length / 4
    for _, x, y, angle in sorted(found):
        yield x, y, angle


# ---------------------------------------------------------------- places and countries


def write_places(writing: Writing, labels: Sequence[MapLabel], *, claimed: bool) -> None:
    """The places of claims, or the towns that orient the reader."""
    dots: list[Point] = []
    gaps: tuple[float, ...] = (9,)
    if claimed:
        crowded = sum(label.kind == "claimed" for label in labels) > _FEW_PLACES
        gaps = (11, 26) if crowded else (11, 24, 38, 54)
    known: set[tuple[str, int, int]] = set()
    for label in labels:
        if (label.kind == "claimed") is not claimed or label.kind == "country":
            continue
        if not claimed and len(dots) >= MOST_TOWNS:
            return
        x, y = writing.view.at(label.lon, label.lat)
        frame = writing.view.frame
        if not (frame.x0 < x < frame.x1 and frame.y0 < y < frame.y1):
            continue
        spot = (label.name, round(x / 20), round(y / 20))
        if spot in known:
            continue
        known.add(spot)
        apart = all(math.hypot(x - ox, y - oy) > _TOWNS_APART for ox, oy in dots)
        if (claimed or apart) and _place_name(writing, label.name, x, y, gaps, claimed=claimed):
            dots.append((x, y))


def _place_name(
    writing: Writing, name: str, x: float, y: float, gaps: Sequence[float], *, claimed: bool
) -> bool:
    size = 18.0 if claimed else 15.5
    text = shortened(name, size, _LONGEST, bold=claimed)
    dot = 4.4 if claimed else 3.0
    at_dot = Box.around(x, y, dot + 1)
    dot_free = writing.room.free(at_dot)
    if not claimed and not dot_free:
        return False
    for box in _seats(text, x, y, size, gaps, writing.line, bold=claimed):
        if box.meets(at_dot) or not writing.room.take(box):
            continue
        if dot_free:
            writing.room.covered.append(at_dot)
            _dot(writing, x, y, dot)
        ink = writing.theme["label" if claimed else "muted"]
        writing.write(text, box, size, ink, bold=claimed)
        return True
    return False


def _seats(
    text: str, x: float, y: float, size: float, gaps: Sequence[float], line: shapely.Geometry, *, bold: bool
) -> Iterator[Box]:
    """Boxes around a spot, the best first: near ones clear of the line, then all, the nearest first."""
    own = text_box(x, y, text, size, bold=bold)
    boxes = []
    for gap in gaps:
        for dx, dy in _AROUND:
            part = 0.8 if dx and dy else 1.0
            cx, cy = x + dx * (own.width / 2 + gap) * part, y + dy * (gap + own.height / 2)
            boxes.append(text_box(cx, cy, text, size, bold=bold))
    near = boxes[: 2 * len(_AROUND)]
    yield from (box for box in near if not line.intersects(shapely.box(box.x0, box.y0, box.x1, box.y1)))
    yield from boxes


def _dot(writing: Writing, x: float, y: float, radius: float) -> None:
    theme = writing.theme
    writing.marks.append(Disc(x, y, radius, fill=theme["label"], stroke=theme["halo"], width=2.0))


def _countries(writing: Writing, labels: Sequence[MapLabel]) -> None:
    countries = [label for label in labels if label.kind == "country"]
    size, spacing = (21.0, 5.0) if len(countries) < 12 else (15.0, 2.5)
    for label in countries:
        text = plain(label.name).upper()
        x, y = writing.view.at(label.lon, label.lat)
        box = text_box(x, y, text, size, spacing=spacing)
        if writing.room.free(box.grown(8)):
            writing.room.take(box)
            writing.write(text, box, size, writing.theme["country"], spacing=spacing)
