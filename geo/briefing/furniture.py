"""What a map needs beside its content: scale bar, north arrow, locator inset, legend."""

from __future__ import annotations

import math
from collections.abc import Sequence

import shapely

from geo.briefing.ground import ground_layer, hatching, river_line
from geo.briefing.lettering import shortened, width_of
from geo.briefing.pins import NEUTRAL, pin_marks
from geo.briefing.theme import Theme
from geo.briefing.values import Box, Disc, Layer, Mark, Point, Shape, Words
from geo.briefing.view import View, view_of
from geo.model import Actor, Bank, LegendEntry, PlaceKind, Scene, Stance
from geo.scene.orientation import orienting_places

CORNER_GAP = 16.0
LOCATOR = (212.0, 150.0)
SCALE = (352.0, 52.0)
LOCATOR_SIZE, MOST_COUNTRIES = 12.0, 7
_LONGEST_BAR = 190.0
_LOCATOR_TIMES = 9.0
_LOCATOR_LEAST_DEG = 14.0
_WIDEST_LOCATED_DEG = 60.0


def corners(frame: Box, size: tuple[float, float]) -> tuple[Box, Box, Box, Box]:
    """Boxes of that size in the frame's corners: top right, bottom left, bottom right, top left."""
    (wide, tall), gap = size, CORNER_GAP
    left, right = frame.x0 + gap, frame.x1 - gap - wide
    top, bottom = frame.y0 + gap, frame.y1 - gap - tall
    spots = ((right, top), (left, bottom), (right, bottom), (left, top))
    a, b, c, d = (Box(x, y, x + wide, y + tall) for x, y in spots)
    return a, b, c, d


def emptiest(
    boxes: Sequence[Box], points: Sequence[Point], *, beside: Sequence[Point] = (), but: Box | None = None
) -> Box:
    """The box with the fewest points in or hard by it, then with the fewest `beside`; the first of equals."""
    free = [box for box in boxes if but is None or not box.meets(but.grown(4))]

    def covered(box: Box) -> tuple[int, int]:
        return _count(box.grown(24), points), _count(box, beside)

    return min(free, key=covered)


def _count(box: Box, points: Sequence[Point]) -> int:
    return sum(_inside(box, point) for point in points)


def _inside(box: Box, point: Point) -> bool:
    return box.x0 < point[0] < box.x1 and box.y0 < point[1] < box.y1


def panel(box: Box, theme: Theme, opacity: float = 0.9) -> Mark:
    corners = ((box.x0, box.y0), (box.x1, box.y0), (box.x1, box.y1), (box.x0, box.y1))
    return Shape((corners,), fill=theme["panel"], opacity=opacity)


def outline(box: Box, theme: Theme, width: float = 1.4, opacity: float = 0.35) -> Mark:
    corners = ((box.x0, box.y0), (box.x1, box.y0), (box.x1, box.y1), (box.x0, box.y1))
    return Shape((corners,), stroke=theme["ink"], width=width, opacity=opacity)


# ---------------------------------------------------------------- scale and north


def round_length(most: float) -> float:
    """The longest of 1, 2, 5 times a power of ten that is no longer than `most`.

    >>> [round_length(x) for x in (7.3, 1999, 0.4)]
    [5.0, 1000.0, 0.2]
    """
    power = float(10.0 ** math.floor(math.log10(most)))
    return max((times * power for times in (1.0, 2.0, 5.0) if times * power <= most * 1.0001), default=power)


def scale_layer(box: Box, view: View, theme: Theme) -> Layer:
    """A bar in km, true at the middle of the map, and an arrow to the north (up, on a Mercator map)."""
    km = round_length(_LONGEST_BAR * view.km_per_unit)
    wide = km / view.km_per_unit
    x0, y = box.x0 + 18, (box.y0 + box.y1) / 2 + 5
    half, ink = x0 + wide / 2, theme["ink"]
    marks: list[Mark] = [panel(box, theme), outline(box, theme, 1.0, 0.25)]
    for begin, end, fill in ((x0, half, ink), (half, x0 + wide, theme["panel"])):
        bar = ((begin, y - 8), (end, y - 8), (end, y), (begin, y))
        marks.append(Shape((bar,), fill=fill, stroke=ink, width=1.4))
    marks.append(Words(x0 + wide + 10, y, f"{km:g} km", 15.5, ink))
    marks += _north(box.x1 - 34, box.y0 + 3, theme)
    return Layer("scale", tuple(marks))


def _north(x: float, y: float, theme: Theme) -> list[Mark]:
    ink = theme["ink"]
    left = ((x, y + 2), (x - 10, y + 29), (x, y + 23))
    right = ((x, y + 2), (x, y + 23), (x + 10, y + 29))
    return [
        Shape((left,), fill=theme["panel"], stroke=ink, width=1.3),
        Shape((right,), fill=ink, stroke=ink, width=1.3),
        Words(x, y + 45, "N", 15.0, ink, bold=True, anchor="middle"),
    ]


# ---------------------------------------------------------------- locator


def wants_locator(view: View) -> bool:
    """Whether the view is small enough that a reader asks where on earth it is."""
    west, _, east, _ = view.bounds
    return east - west < _WIDEST_LOCATED_DEG


def locator_layers(box: Box, view: View, scene: Scene, theme: Theme) -> tuple[Layer, ...]:
    """A small map of the country around, with a frame where the view lies."""
    west, south, east, north = view.bounds
    lon, lat = (west + east) / 2, (south + north) / 2
    wide = min(120.0, max(_LOCATOR_LEAST_DEG, (east - west) * _LOCATOR_TIMES))
    tall = wide * box.height / box.width * math.cos(math.radians(lat))
    bounds = (lon - wide / 2, max(-80, lat - tall / 2), lon + wide / 2, min(84, lat + tall / 2))
    inset = view_of(bounds, box)
    ground = ground_layer(inset, theme, minor_rivers=False, name="locator")
    river = shapely.get_parts(river_line(scene.boundary, inset)).tolist()
    lines = tuple(tuple(part.coords) for part in river if part.geom_type == "LineString" and part.length)
    marks: list[Mark] = [Shape(lines, stroke=theme["river"], width=2.2, closed=False)] if lines else []
    marks += [*_country_names(inset, view, theme), *_you_are_here(inset, view.bounds)]
    return ground, Layer("locator-frame", (*marks, outline(box, theme, 2.0, 0.75)), clip=box.grown(1))


def _you_are_here(inset: View, bounds: tuple[float, float, float, float]) -> list[Mark]:
    (x0, y0), (x1, y1) = inset.at(bounds[0], bounds[3]), inset.at(bounds[2], bounds[1])
    if x1 - x0 < 10:
        x, y = (x0 + x1) / 2, (y0 + y1) / 2
        return [Disc(x, y, 6, fill="#111111", stroke="#ffffff", width=2.5)]
    box = ((x0, y0), (x1, y0), (x1, y1), (x0, y1))
    return [Shape((box,), stroke="#ffffff", width=5.0), Shape((box,), stroke="#111111", width=2.4)]


def _country_names(inset: View, view: View, theme: Theme) -> list[Mark]:
    """The largest countries around, clear of the frame that says where the view lies."""
    found: list[Mark] = []
    west, south, east, north = view.bounds
    (x0, y0), (x1, y1) = inset.at(west, north), inset.at(east, south)
    taken = [Box(x0, y0, x1, y1).grown(6)]
    for place in orienting_places(inset.bounds):
        if place.kind is not PlaceKind.COUNTRY:
            continue
        x, y = inset.at(place.lon, place.lat)
        box = Box.around(x, y, width_of(place.name, LOCATOR_SIZE) / 2 + 3, LOCATOR_SIZE * 0.7)
        if inset.frame.grown(-3).holds(box) and not any(box.meets(other) for other in taken):
            taken.append(box)
            halo, ink = theme["halo"], theme["muted"]
            found.append(
                Words(x, y + 4, place.name, LOCATOR_SIZE, ink, anchor="middle", halo=halo, halo_width=3.0)
            )
    return found[:MOST_COUNTRIES]


# ---------------------------------------------------------------- legend

Symbol = LegendEntry | Bank | str | None
""""boundary", a bank, an entry of the scene's legend, or nothing."""
_SYMBOL_ROOM = 34.0
_MOST_ACTORS = 14
LEGEND_SIZE = 15.5
LEGEND_ROW = 27.0


def legend_items(scene: Scene, theme: Theme) -> list[tuple[str, Symbol]]:
    """Text of each entry and what its symbol shows: banks, boundary, then the scene's own legend."""
    items: list[tuple[str, Symbol]] = []
    if scene.boundary is not None:
        way = "downstream" if scene.boundary.is_water else "from its first point to its last"
        items.append((f"{scene.boundary.name}, arrows point {way}", "boundary"))
        banks = {a.bank: a.label for a in scene.areas if a.label and a.bank in (Bank.LEFT, Bank.RIGHT)}
        items += [(label, bank) for bank, label in banks.items()]
    actors = [entry for entry in scene.legend if entry.kind == "actor"]
    known = {pin.actor.name: pin.actor for pin in scene.pins}
    shown = [_actor_entry(entry.label, known.get(entry.label), theme) for entry in actors[:_MOST_ACTORS]]
    items += [(entry.label, entry) for entry in shown]
    if len(actors) > len(shown):
        items.append((f"and {len(actors) - len(shown)} more, named in the list", None))
    items += [(entry.label, entry) for entry in scene.legend if entry.kind != "actor"]
    return items


def _actor_entry(label: str, actor: Actor | None, theme: Theme) -> LegendEntry:
    """An actor's name with the colour of its pins; `symbol` counts their dots."""
    if actor is None:
        return LegendEntry(NEUTRAL, label)
    return LegendEntry(theme.of(actor), label, symbol="." * theme.pips(actor))


def legend_rows(items: Sequence[tuple[str, Symbol]], width: float) -> list[list[tuple[float, str, Symbol]]]:
    """Entries in rows as wide as `width`: offset, text, symbol."""
    rows: list[list[tuple[float, str, Symbol]]] = [[]]
    x = 0.0
    for label, symbol in items:
        text = shortened(label, LEGEND_SIZE, width - _SYMBOL_ROOM)
        wide = _SYMBOL_ROOM + width_of(text, LEGEND_SIZE)
        if x and x + wide > width:
            rows.append([])
            x = 0.0
        rows[-1].append((x, text, symbol))
        x += wide + 22
    return [row for row in rows if row]


def legend_layer(box: Box, rows: Sequence[Sequence[tuple[float, str, Symbol]]], theme: Theme) -> Layer:
    marks: list[Mark] = []
    for number, row in enumerate(rows):
        y = box.y0 + LEGEND_ROW * (number + 0.5)
        for x, text, symbol in row:
            at = box.x0 + x
            marks += _symbol(at + 13, y, symbol, theme)
            begin = at + (_SYMBOL_ROOM if symbol is not None else 0)
            marks.append(Words(begin, y + 5.5, text, LEGEND_SIZE, theme["ink"]))
    return Layer("legend", tuple(marks))


def _symbol(x: float, y: float, symbol: Symbol, theme: Theme) -> Sequence[Mark]:
    if symbol == "boundary":
        line = (((x - 13, y + 3), (x - 4, y - 3), (x + 4, y + 3), (x + 13, y - 3)),)
        return [Shape(line, stroke=theme["river"], width=5.0, closed=False)]
    if isinstance(symbol, Bank):
        return _bank_symbol(x, y, symbol, theme)
    if not isinstance(symbol, LegendEntry):
        return []
    if symbol.kind == "actor":
        return pin_marks(
            x, y, colour=symbol.colour, stance=Stance.ASSERTED, negated=False, text="", theme=theme,
            scale=0.56, pips=len(symbol.symbol),
        )  # fmt: skip
    if symbol.kind == "stance":
        grey = theme["river"] if theme.hatched else NEUTRAL
        negated = symbol.symbol == "negated"
        stance = Stance.ASSERTED if negated else Stance(symbol.symbol)
        return pin_marks(x, y, colour=grey, stance=stance, negated=negated, text="", theme=theme, scale=0.58)
    return _extent_symbol(x, y, symbol.symbol, theme)


def _bank_symbol(x: float, y: float, bank: Bank, theme: Theme) -> list[Mark]:
    return [*_tint(x, y, 12, bank, theme), outline(Box.around(x, y, 12, 9), theme, 1.0, 0.5)]


def _tint(x: float, y: float, half: float, bank: Bank, theme: Theme) -> list[Mark]:
    """A patch of a bank's tint or hatching."""
    box = Box.around(x, y, half, 9)
    corners = ((box.x0, box.y0), (box.x1, box.y0), (box.x1, box.y1), (box.x0, box.y1))
    marks: list[Mark] = [Shape((corners,), fill=theme["land"])]
    if theme.hatched:
        return marks + hatching(shapely.box(box.x0, box.y0, box.x1, box.y1), bank, theme, step=6.0)
    return [*marks, Shape((corners,), fill=theme[bank.value], opacity=min(1.0, float(theme["tint"]) * 2))]


def _extent_symbol(x: float, y: float, kind: str, theme: Theme) -> list[Mark]:
    ink = theme["ink"]
    if kind == "reach":
        line = (((x - 10, y + 4), (x, y - 4), (x + 10, y - 2)),)
        return [Shape(line, stroke=ink, width=10.0, opacity=0.28, closed=False)]
    if kind == "unsure":
        dashed = (((x - 13, y), (x + 13, y)),)
        return [Shape(dashed, stroke=theme["river"], width=5.0, dash=(6.0, 4.0), closed=False, butt=True)]
    if kind == "area":
        box = Box.around(x, y, 11, 8)
        corners = ((box.x0, box.y0), (box.x1, box.y0), (box.x1, box.y1), (box.x0, box.y1))
        return [Shape((corners,), stroke=ink, width=1.5, opacity=0.7, dash=(4.0, 3.0))]
    if kind == "arrow":
        lines = (((x - 11, y), (x + 11, y)), ((x + 5, y - 5), (x + 11, y), (x + 5, y + 5)))
        return [Shape(lines, stroke=ink, width=3.0, closed=False)]
    if kind == "bank":
        return [
            mark
            for bank, dx in ((Bank.LEFT, -7), (Bank.RIGHT, 7))
            for mark in _tint(x + dx, y, 7, bank, theme)
        ]
    angles = [math.pi * (0.75 + step / 16) for step in range(17)]
    arc = tuple((x + 11 * math.cos(angle), y + 11 * math.sin(angle)) for angle in angles)
    return [Shape((arc,), fill=ink, opacity=0.14), Shape((arc,), stroke=ink, width=1.5, opacity=0.7)]
