"""Pins as marks. The colour tells the actor, the shape the stance: filled only where the words say so.

asserted: filled disc · denied: ring struck through from corner to corner · doubted: dashed ring ·
demanded: diamond · planned: square · negated: hollow, struck through from side to side.
The same shapes as the web map draws (static/thalweg/pins.js).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from geo.briefing.lettering import width_of
from geo.briefing.theme import Theme, ink_on, mixed
from geo.briefing.values import Disc, Mark, Points, Shape, Words
from geo.model import Stance

RADIUS = 17.0
REACH = 23.0
"""So far from its middle a pin of RADIUS draws, strikes and casing included."""
NEUTRAL = "#7a7a7a"


def pin_marks(
    x: float,
    y: float,
    *,
    colour: str,
    stance: Stance,
    negated: bool,
    text: str,
    theme: Theme,
    scale: float = 1.0,
    pips: int = 0,
) -> tuple[Mark, ...]:
    """One pin; `text` is the number inside it, `pips` so many dots on its lower rim."""
    radius = RADIUS * scale
    filled = stance is Stance.ASSERTED and not negated
    paper = mixed(colour, theme["panel"], 0.16)
    marks: list[Mark] = [_outline(stance, x, y, radius + 2.4 * scale, fill=theme["casing"])]
    if filled:
        marks.append(_outline(stance, x, y, radius, fill=colour))
    else:
        dash = (6.0 * scale, 4.0 * scale) if stance is Stance.DOUBTED else ()
        inner = radius - 1.6 * scale
        marks.append(_outline(stance, x, y, inner, fill=paper, stroke=colour, width=4 * scale, dash=dash))
    reach = radius + 4 * scale
    if stance is Stance.DENIED:
        marks += _strike(x, y, reach * 0.74, -reach * 0.74, colour, paper, scale)
    if negated:
        marks += _strike(x, y, reach, 0, colour, paper, scale)
    if text:
        ink = ink_on(colour) if filled else theme["ink"]
        struck = negated or stance is Stance.DENIED
        halo = theme["panel"] if struck else ""
        marks.append(number_mark(x, y, text, ink=ink, halo=halo, room=radius * 1.55))
    return (*marks, *_pips(x, y, pips, theme, scale))


def _pips(x: float, y: float, count: int, theme: Theme, scale: float) -> tuple[Disc, ...]:
    angles = (math.pi / 2 + (number - (count - 1) / 2) * 0.5 for number in range(count))
    reach, paint, ink = RADIUS * scale * 1.02, theme["panel"], theme["ink"]
    return tuple(
        Disc(x + reach * math.cos(a), y + reach * math.sin(a), 3.3 * scale, paint, ink, 1.7 * scale)
        for a in angles
    )


def number_mark(x: float, y: float, text: str, *, ink: str, halo: str, room: float) -> Words:
    """A pin's number, as large as fits into `room`."""
    size = min(room * 0.64, room / max(0.01, width_of(text, 1, bold=True)))
    return Words(x, y + size * 0.365, text, size, ink, bold=True, anchor="middle", halo=halo, halo_width=4.5)


def _outline(stance: Stance, x: float, y: float, radius: float, **paint: object) -> Mark:
    if stance is Stance.DEMANDED:
        d = radius * 1.22
        return Shape((((x, y - d), (x + d, y), (x, y + d), (x - d, y)),), **paint)  # type: ignore[arg-type]
    if stance is Stance.PLANNED:
        return Shape((_square(x, y, radius * 0.92, radius * 0.24),), **paint)  # type: ignore[arg-type]
    return Disc(x, y, radius, **paint)  # type: ignore[arg-type]


def _square(x: float, y: float, half: float, corner: float) -> Points:
    inner = half - corner
    middles = ((x + inner, y - inner), (x + inner, y + inner), (x - inner, y + inner), (x - inner, y - inner))
    return tuple(
        (mx + corner * math.cos(angle), my + corner * math.sin(angle))
        for number, (mx, my) in enumerate(middles)
        for angle in (math.pi / 2 * (number - 1 + step / 3) for step in range(4))
    )


def _strike(
    x: float, y: float, dx: float, dy: float, colour: str, paper: str, scale: float
) -> tuple[Shape, Shape]:
    line = (((x - dx, y - dy), (x + dx, y + dy)),)
    return (
        Shape(line, stroke=paper, width=7 * scale, closed=False),
        Shape(line, stroke=colour, width=3.4 * scale, closed=False),
    )


def group_marks(
    x: float, y: float, *, parts: Sequence[tuple[str, int, bool]], text: str, theme: Theme
) -> tuple[Mark, ...]:
    """Pins that crowd: their common number in a ring with each actor's part (colour, claims, solid).

    A part is thin where nothing in it is said to be so.
    """
    radius = RADIUS + 2.5
    whole = sum(count for _, count, _ in parts)
    marks: list[Mark] = [
        Disc(x, y, radius + 2.5, fill=theme["casing"]),
        Disc(x, y, radius, fill=theme["panel"]),
    ]
    begin = -math.pi / 2
    for colour, count, solid in parts:
        end = begin + 2 * math.pi * count / whole
        width, inset = (6.0, 3.0) if solid else (2.4, 1.2)
        arc = _arc(x, y, radius - inset, begin, end)
        marks.append(Shape((arc,), stroke=colour, width=width, closed=False, butt=True))
        begin = end
    marks.append(number_mark(x, y, text, ink=theme["ink"], halo="", room=radius * 1.3))
    return tuple(marks)


def _arc(x: float, y: float, radius: float, begin: float, end: float) -> Points:
    steps = max(2, math.ceil((end - begin) / 0.12))
    angles = (begin + (end - begin) * step / steps for step in range(steps + 1))
    return tuple((x + radius * math.cos(angle), y + radius * math.sin(angle)) for angle in angles)
