"""The map panel: ground, banks, river, extents, pins with their numbers, names, scale, locator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from geo.briefing.furniture import (
    LOCATOR,
    SCALE,
    corners,
    emptiest,
    locator_layers,
    outline,
    scale_layer,
    wants_locator,
)
from geo.briefing.ground import (
    bank_layer,
    bank_shapes,
    extent_layer,
    extent_shape,
    ground_layer,
    river_layer,
    river_line,
    unsure_lines,
)
from geo.briefing.names import Room, Writing, write_names, write_places
from geo.briefing.pins import REACH, group_marks, pin_marks
from geo.briefing.seats import Marker, Seating, Wanted
from geo.briefing.theme import Theme
from geo.briefing.values import Box, Disc, Drawn, Layer, Mark, Point, Shape
from geo.briefing.view import View, view_of
from geo.model import ExtentKind, LonLat, Pin, Scene, Stance


@dataclass(frozen=True, slots=True)
class Panel:
    layers: tuple[Layer, ...]
    drawn: tuple[Drawn, ...]
    markers: tuple[Marker, ...]
    """In the order of their numbers, from 1."""


def map_panel(scene: Scene, frame: Box, theme: Theme) -> Panel:
    """The whole map within `frame`."""
    view = view_of(scene.bounds, frame)
    line, banks = river_line(scene.boundary, view), bank_shapes(scene.areas, view)
    points = [view.at(*_spot(scene, pin)) for pin in scene.pins]
    beside = _beside(scene, view, line)
    scale_box = emptiest(corners(frame, SCALE)[1:3], points, beside=beside)
    boxes = [scale_box]
    locator: tuple[Layer, ...] = ()
    if wants_locator(view) and frame.width > 2.6 * LOCATOR[0]:
        locator_box = emptiest(corners(frame, LOCATOR), points, beside=beside, but=scale_box)
        locator = locator_layers(locator_box, view, scene, theme)
        boxes.append(locator_box)
    seating = Seating(view, banks, boxes, line)
    by_claim = sorted(scene.pins, key=lambda pin: pin.claims[0])
    crowded = seating.seat_first(
        [Wanted(pin, _spot(scene, pin), _extent(scene, pin, view)) for pin in by_claim]
    )
    room = Room(frame.grown(-6), [box.grown(4) for box in boxes])
    writing = Writing(view, theme, room, shapely.buffer(line, 5.0))
    shapely.prepare(writing.line)
    writing.cover(_marker_box(marker) for marker in seating.markers)
    write_places(writing, scene.labels, claimed=True)
    seating.seat_rest(crowded, taken=[drawn.box for drawn in writing.drawn])
    markers = tuple(sorted(seating.markers, key=lambda marker: marker.claims[0]))
    writing.cover(_marker_box(marker) for marker in markers)
    write_names(writing, scene, banks, line)
    pins = [Drawn("pin", _marker_box(m), str(n)) for n, m in enumerate(markers, 1)]
    shown = (scene.claims[index].extent for pin in scene.pins for index in pin.claims)
    layers = (
        ground_layer(view, theme),
        bank_layer(banks, line, theme, frame),
        river_layer(line, unsure_lines(scene.boundary, view), theme, frame),
        extent_layer((extent for extent in shown if extent), view, theme),
        Layer("leaders", tuple(_leaders(markers, theme)), clip=frame),
        Layer("names", tuple(writing.marks), clip=frame),
        Layer("pins", tuple(_pins(markers, theme)), clip=frame),
        scale_layer(scale_box, view, theme),
        *locator,
        Layer("frame", (outline(frame, theme),)),
    )
    furniture = (Drawn("panel", box) for box in boxes)
    return Panel(layers, (*pins, *writing.drawn, *furniture), markers)


def _beside(scene: Scene, view: View, line: shapely.Geometry) -> list[Point]:
    """Points of the boundary and of the extents' outlines: furniture had better not cover them either."""
    longest = _longest(line)
    steps = np.arange(0.0, longest.length, 20.0)
    found = shapely.get_coordinates(shapely.line_interpolate_point(longest, steps)).tolist()
    extents = (scene.claims[index].extent for pin in scene.pins for index in pin.claims)
    circles = {id(e): e.rings for e in extents if e is not None and e.kind is ExtentKind.CIRCLE}
    rings = (ring for rings in circles.values() for ring in rings)
    return [*map(tuple, found), *(tuple(point) for ring in rings for point in view.project(ring).tolist())]


def _longest(line: shapely.Geometry) -> shapely.Geometry:
    parts = [part for part in shapely.get_parts(line).tolist() if part.geom_type == "LineString"]
    return max(parts, key=lambda part: part.length, default=shapely.LineString())


def _spot(scene: Scene, pin: Pin) -> LonLat:
    """Where the pin's claims stand; the scene may have set the pin itself aside."""
    return scene.claims[pin.claims[0]].position or (pin.lon, pin.lat)


def _extent(scene: Scene, pin: Pin, view: View) -> shapely.Geometry | None:
    extent = scene.claims[pin.claims[0]].extent
    return extent_shape(extent, view) if extent is not None and extent.rings else None


def _marker_box(marker: Marker) -> Box:
    return Box.around(marker.x, marker.y, REACH)


def _leaders(markers: Sequence[Marker], theme: Theme) -> list[Mark]:
    """From a pin that was set aside to the spot it stands for."""
    marks: list[Mark] = []
    moved = [marker for marker in markers if marker.moved]
    for colour, width, dot in ((theme["casing"], 4.6, 5.0), (theme["ink"], 1.7, 3.2)):
        lines = tuple(((m.x, m.y), (m.spot_x, m.spot_y)) for m in moved)
        if lines:
            marks.append(Shape(lines, stroke=colour, width=width, closed=False))
        marks += [Disc(m.spot_x, m.spot_y, dot, fill=colour) for m in moved]
    return marks


def _solid(pin: Pin) -> bool:
    """The words say that it is so."""
    return pin.stance is Stance.ASSERTED and not pin.negated


def _pins(markers: Sequence[Marker], theme: Theme) -> list[Mark]:
    marks: list[Mark] = []
    for number, marker in enumerate(markers, 1):
        if len(marker.pins) == 1:
            pin = marker.pins[0]
            marks += pin_marks(
                marker.x, marker.y,
                colour=theme.of(pin.actor), stance=pin.stance, negated=pin.negated,
                text=str(number), theme=theme, pips=theme.pips(pin.actor),
            )  # fmt: skip
        else:
            marks += group_marks(
                marker.x, marker.y, parts=_parts(marker, theme), text=str(number), theme=theme
            )
    return marks


def _parts(marker: Marker, theme: Theme) -> list[tuple[str, int, bool]]:
    """A group's parts by actor, what is said to be so before what is not."""
    counts: dict[tuple[str, bool], int] = {}
    for pin in marker.pins:
        part = (theme.of(pin.actor), _solid(pin))
        counts[part] = counts.get(part, 0) + len(pin.claims)
    ordered = sorted(counts.items(), key=lambda item: (item[0][0], not item[0][1]))
    return [(colour, count, solid) for (colour, solid), count in ordered]
