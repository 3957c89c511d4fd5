"""The ground of a map as marks: land, water, borders, the tints of the banks, the river that divides."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, TypedDict, Unpack

import numpy as np
import shapely
from numpy.typing import ArrayLike

from geo.briefing.theme import Theme
from geo.briefing.values import Box, Layer, Mark, Point, Points, Shape
from geo.briefing.view import Bounds, View
from geo.model import Arrow, Bank, BankArea, Extent, ExtentKind, Ring, River
from geo.river import basemap, uncertain_lines

_RIVERS_SHOWN_DEG = 22.0
"""In a wider view the minor rivers would only be noise."""
_OVERHANG = 12.0
"""Lines are cut so far outside the frame, so that no end shows in it."""
_FINEST = 0.6
"""Vertices that stray less than this from a line are left out."""


class Paint(TypedDict, total=False):
    """How a Shape is painted: its fields of the same names."""

    fill: str
    stroke: str
    width: float
    dash: tuple[float, ...]
    opacity: float
    butt: bool


@lru_cache(maxsize=16)
def _base(bounds: Bounds) -> dict[str, tuple[Any, ...]]:
    return basemap(bounds)


def ground_layer(view: View, theme: Theme, *, minor_rivers: bool = True, name: str = "ground") -> Layer:
    """Sea, land, lakes, minor rivers and borders within the frame."""
    base = _base(tuple(round(value, 3) for value in view.bounds))
    frame, land = view.frame, theme["land"]
    marks: list[Mark] = [Shape((_corners(frame),), fill=theme["sea"])]
    # land comes in pieces: the stroke closes the hairlines between them
    marks += _filled(base["land"], view, fill=land, stroke=land, width=0.8)
    marks += _filled(base["lakes"], view, fill=theme["sea"])
    if minor_rivers and _span(view) < _RIVERS_SHOWN_DEG:
        marks += _stroked(base["rivers"], view, stroke=theme["tributary"], width=1.5)
    marks += _stroked(base["borders"], view, stroke=theme["casing"], width=5.0, opacity=0.6)
    dash = (10.0, 5.5, 2.0, 5.5)
    marks += _stroked(base["borders"], view, stroke=theme["border"], width=1.8, dash=dash, butt=True)
    marks += _stroked(base["disputed"], view, stroke=theme["border"], width=1.8, dash=(3.0, 5.0), butt=True)
    return Layer(name, tuple(marks), clip=frame)


def _span(view: View) -> float:
    west, _, east, _ = view.bounds
    return east - west


def _corners(box: Box) -> Points:
    return ((box.x0, box.y0), (box.x1, box.y0), (box.x1, box.y1), (box.x0, box.y1))


def _filled(polygons: Iterable[Sequence[Ring]], view: View, **paint: Unpack[Paint]) -> list[Mark]:
    found: list[shapely.Geometry] = []
    for polygon in polygons:
        rings = [view.project(ring) for ring in polygon if len(ring) > 3]
        if rings:
            found.append(shapely.Polygon(rings[0], rings[1:]))
    return shape_of(found, **paint)


def _stroked(lines: Iterable[Ring], view: View, **paint: Unpack[Paint]) -> list[Mark]:
    rings = tuple(_points(view.project(line)) for line in lines if len(line) > 1)
    return [Shape(rings, closed=False, **paint)] if rings else []


def _points(array: ArrayLike) -> Points:
    return tuple((x, y) for x, y in np.round(np.asarray(array), 2).tolist())


def shape_of(polygons: Iterable[shapely.Geometry], **paint: Unpack[Paint]) -> list[Mark]:
    """One Shape of shapely polygons, outer rings and holes turning apart; none where all are empty."""
    rings: list[Points] = []
    for area in polygons:
        for part in shapely.get_parts(area).tolist():
            if part.geom_type == "Polygon" and not part.is_empty:
                turned = shapely.orient_polygons(part)
                rings += [_points(ring.coords) for ring in (turned.exterior, *turned.interiors)]
    return [Shape(tuple(rings), **paint)] if rings else []


# ---------------------------------------------------------------- the boundary and its banks


def river_line(river: River | None, view: View) -> shapely.Geometry:
    """The boundary within the frame, as a shapely geometry in sheet units."""
    if river is None or len(river.line) < 2:
        return shapely.LineString()
    around = shapely.box(*_sides(view.frame.grown(_OVERHANG)))
    line = shapely.simplify(shapely.LineString(view.project(river.line)), _FINEST)
    return shapely.intersection(line, around)


def _sides(box: Box) -> tuple[float, float, float, float]:
    return box.x0, box.y0, box.x1, box.y1


def bank_shapes(areas: Sequence[BankArea], view: View) -> dict[Bank, shapely.Geometry]:
    """The part of the frame on each bank, as shapely areas in sheet units."""
    frame = shapely.box(*_sides(view.frame.grown(_OVERHANG)))
    found: dict[Bank, shapely.Geometry] = {}
    for area in areas:
        # rings overlap by the even-odd rule, as the web map fills them
        whole: shapely.Geometry = shapely.Polygon()
        for ring in area.rings:
            if len(ring) > 3:
                piece = shapely.make_valid(shapely.Polygon(view.project(ring)))
                whole = whole.symmetric_difference(shapely.simplify(piece, _FINEST))
        inside = shapely.intersection(shapely.make_valid(whole), frame)
        found[area.bank] = found[area.bank].union(inside) if area.bank in found else inside
    return found


def bank_layer(
    banks: dict[Bank, shapely.Geometry], line: shapely.Geometry, theme: Theme, frame: Box
) -> Layer:
    """A flat tint for each bank and a deeper one along the river; in print, a hatching each.

    Where the banks don't fill the frame, beyond an end of the line, the tint fades with the distance from it.
    """
    marks: list[Mark] = []
    sides = {bank: banks[bank] for bank in (Bank.LEFT, Bank.RIGHT) if bank in banks}
    whole = sum(area.area for area in sides.values()) > 0.97 * frame.width * frame.height
    glow = [_near(line, width) for width in _GLOW]
    fade = [] if whole else [_near(line, frame.height * share) for share in _FADE]
    for bank, area in sides.items():
        near = [shapely.intersection(area, belt) for belt in glow]
        wide = [shapely.intersection(area, belt) for belt in fade] or [area]
        if theme.hatched:
            marks += hatching(wide[0], bank, theme)
            continue
        tint = float(theme["tint"])
        for area_part in wide:
            marks += shape_of([area_part], fill=theme[bank.value], opacity=tint * 0.72 / len(wide))
        for area_part in near:
            marks += shape_of([area_part], fill=theme[bank.value], opacity=tint * 0.32)
    return Layer("banks", tuple(marks), clip=frame)


_GLOW = (48.0, 31.0, 16.0)
_FADE = (0.34, 0.29, 0.24, 0.19, 0.14)
"""Parts of the frame's height over which a tint fades that does not fill the frame."""


def _near(line: shapely.Geometry, distance: float) -> shapely.Geometry:
    return shapely.buffer(shapely.simplify(line, max(2.0, distance / 25)), distance, quad_segs=6)


def hatching(area: shapely.Geometry, bank: Bank, theme: Theme, step: float = 21.0) -> list[Mark]:
    """Thin diagonals: rising on the left bank, falling on the right one."""
    if area.is_empty:
        return []
    x0, y0, x1, y1 = area.bounds
    tall = y1 - y0
    offsets = np.arange(math.floor((x0 - tall) / step) * step, x1 + tall, step)
    rising = bank is Bank.LEFT
    ends = [((o, y1), (o + tall, y0)) if rising else ((o, y0), (o + tall, y1)) for o in offsets.tolist()]
    lines = shapely.intersection(shapely.MultiLineString(ends), area)
    rings = tuple(_points(p.coords) for p in shapely.get_parts(lines).tolist() if p.geom_type == "LineString")
    return [Shape(rings, stroke=theme["river"], width=0.9, opacity=0.3, closed=False)] if rings else []


def unsure_lines(river: River | None, view: View) -> shapely.Geometry:
    """The boundary's stretches of uncertain course within the frame, in sheet units."""
    if river is None:
        return shapely.MultiLineString()
    around = shapely.box(*_sides(view.frame.grown(_OVERHANG)))
    lines = [shapely.LineString(view.project(line)) for line in uncertain_lines(river)]
    return shapely.intersection(shapely.simplify(shapely.MultiLineString(lines), _FINEST), around)


def _rings_of(lines: shapely.Geometry) -> tuple[list[shapely.LineString], tuple[Points, ...]]:
    parts = [p for p in shapely.get_parts(lines).tolist() if p.geom_type == "LineString" and p.length > 1]
    return parts, tuple(_points(part.coords) for part in parts)


def river_layer(line: shapely.Geometry, unsure: shapely.Geometry, theme: Theme, frame: Box) -> Layer:
    """The river that divides, on a casing, with arrowheads that point downstream; broken where unsure."""
    parts, rings = _rings_of(line)
    if not rings:
        return Layer("boundary", (), clip=frame)
    marks: list[Mark] = [
        Shape(rings, stroke=theme["casing"], width=9.0, closed=False),
        Shape(rings, stroke=theme["river"], width=5.0, closed=False),
    ]
    if broken := _rings_of(unsure)[1]:
        dash = (5.0, 8.0)
        marks.append(Shape(broken, stroke=theme["casing"], width=5.0, dash=dash, closed=False, butt=True))
    arrows = tuple(_arrow(part, _straightest(part, at)) for part in parts for at in _spots(part.length))
    if arrows:
        marks.append(Shape(arrows, fill=theme["river"], stroke=theme["casing"], width=2.0))
    return Layer("boundary", tuple(marks), clip=frame)


def _spots(length: float, apart: float = 260.0) -> list[float]:
    """Where the arrows stand: evenly, none near an end."""
    count = int((length + apart / 2) // apart)
    return [(number + 0.5) * length / count for number in range(count)]


def _straightest(part: shapely.Geometry, at: float, reach: float = 22.0) -> float:
    """The straightest place near `at`: on a bend an arrow would point aside."""
    near = [at + step * 18.0 for step in range(-5, 6)]
    inside = [place for place in near if reach < place < part.length - reach] or [at]

    def bend(place: float) -> float:
        return -float(part.interpolate(place - reach).distance(part.interpolate(place + reach)))

    return min(inside, key=lambda place: (round(bend(place)), abs(place - at)))


def _arrow(part: shapely.Geometry, at: float, size: float = 12.5) -> Points:
    """A head that points downstream, wider than the river's stroke."""
    tip, tail = part.interpolate(at + size), part.interpolate(max(0.0, at - size))
    angle = math.atan2(tip.y - tail.y, tip.x - tail.x)
    x, y = part.interpolate(at).coords[0]
    turns = ((0.0, 1.0), (2.5, 1.0), (math.pi, 0.45), (-2.5, 1.0))
    return tuple(
        (x + far * size * math.cos(angle + turn), y + far * size * math.sin(angle + turn))
        for turn, far in turns
    )


# ---------------------------------------------------------------- extents


def extent_layer(extents: Iterable[Extent], view: View, theme: Theme) -> Layer:
    """How far the words reach, drawn lightly: circles cut by the bank, reaches, approximate areas."""
    marks: list[Mark] = []
    extents = tuple(dict.fromkeys(extents))
    frame = shapely.box(*_sides(view.frame.grown(_OVERHANG)))
    for extent in extents:
        if extent.kind is ExtentKind.COUNTRY:
            continue
        marks += _extent_area(extent, view, theme, frame)
        lines = [shapely.LineString(view.project(line)) for line in extent.lines if len(line) > 1]
        near = [shapely.intersection(shapely.simplify(line, _FINEST), frame) for line in lines]
        parts = [
            p for whole in near for p in shapely.get_parts(whole).tolist() if p.geom_type == "LineString"
        ]
        if parts:
            rings = tuple(_points(part.coords) for part in parts)
            marks.append(Shape(rings, stroke=theme["ink"], width=17.0, opacity=0.14, closed=False))
    arrows = dict.fromkeys(extent.arrow for extent in extents if extent.arrow)
    marks += [mark for arrow in arrows for mark in _crossing(arrow, view, theme)]
    return Layer("extents", tuple(marks), clip=view.frame)


_ARROW_LEAST, _ARROW_MOST, _HEAD = 40.0, 100.0, 13.0
"""From the middle of an arrow to its ends: more than a pin hides."""


def _crossing(arrow: Arrow, view: View, theme: Theme) -> list[Mark]:
    """A crossing's arrow over the line; dashed where it is not said to be so."""
    (x0, y0), (x1, y1) = view.project([arrow.start, arrow.end]).tolist()
    half = max(0.01, math.hypot(x1 - x0, y1 - y0) / 2)
    reach = min(_ARROW_MOST, max(_ARROW_LEAST, half))
    mx, my, ux, uy = (x0 + x1) / 2, (y0 + y1) / 2, (x1 - x0) / (2 * half), (y1 - y0) / (2 * half)
    tail, tip = (mx - ux * reach, my - uy * reach), (mx + ux * reach, my + uy * reach)
    heads = [_head(tip, ux, uy), *([_head(tail, -ux, -uy)] if arrow.both_ways else [])]
    shaft = ((tail, tip),)
    dash = () if arrow.said else (8.0, 7.0)
    return [
        Shape((*shaft, *heads), stroke=theme["casing"], width=8.5, closed=False),
        Shape(shaft, stroke=theme["ink"], width=3.6, dash=dash, closed=False),
        Shape(tuple(heads), stroke=theme["ink"], width=3.6, closed=False),
    ]


def _head(tip: Point, ux: float, uy: float) -> Points:
    x, y = tip
    return (
        (x - _HEAD * (ux + 0.65 * uy), y - _HEAD * (uy - 0.65 * ux)),
        tip,
        (x - _HEAD * (ux - 0.65 * uy), y - _HEAD * (uy + 0.65 * ux)),
    )


def extent_shape(extent: Extent, view: View) -> shapely.Geometry:
    """The area of an extent in sheet units; empty for one that is a line."""
    rings = [shapely.make_valid(shapely.Polygon(view.project(r))) for r in extent.rings if len(r) > 3]
    return shapely.union_all([shapely.simplify(ring, _FINEST) for ring in rings])


def _extent_area(extent: Extent, view: View, theme: Theme, frame: shapely.Geometry) -> list[Mark]:
    whole = extent_shape(extent, view)
    if whole.is_empty:
        return []
    outline = [shapely.intersection(whole, frame)]
    area = extent.kind is ExtentKind.AREA
    marks = [] if area else shape_of(outline, fill=theme["ink"], opacity=0.045)
    dash = (9.0, 7.0) if area else ()
    return marks + shape_of(outline, stroke=theme["ink"], width=1.5, opacity=0.4, dash=dash)
