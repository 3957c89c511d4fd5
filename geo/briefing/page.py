"""Pages: header, footer, the map with its legend and the beginning of the list; then the rest of the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geo.briefing.furniture import LEGEND_ROW, legend_items, legend_layer, legend_rows
from geo.briefing.lettering import left_to_right, limited, plain, width_of, wrapped
from geo.briefing.listing import SIZES, column_marks, empty_mark, filled, least_height, rows_of, rule
from geo.briefing.theme import Theme
from geo.briefing.values import Box, Column, Drawn, Entry, Layer, Mark, Page, Row, Shape, Sheet, Texts, Words
from geo.model import Scene

MARGIN = 40.0
_GAP = 28.0
_TITLE, _SUBTITLE, _FOOT = 34.0, 19.0, 14.5
_TITLE_SIZES = (_TITLE, 30.0, 27.0)
_LONG_TITLE, _MOST_TITLE_LINES, _MOST_SUBTITLE_LINES = 25.0, 3, 3
_MARKING = 18.0


@dataclass(frozen=True, slots=True)
class Rooms:
    """Where things go on the first page."""

    map: Box
    legend: Box
    columns: tuple[Box, ...]


# ---------------------------------------------------------------- dividing the sheet


def body_of(sheet: Sheet, texts: Texts) -> Box:
    """What header and footer leave."""
    size, titles = _title(sheet, texts)
    top = MARGIN + _TITLE * 1.25 + size * 1.25 * (len(titles) - 1)
    top += _SUBTITLE * 1.45 * len(_subtitle_lines(sheet, texts))
    marked = 26.0 if texts.marking else 0.0
    lines = len(foot_lines(sheet, texts))
    bottom = sheet.height - 26 - marked - _FOOT * 1.4 * (lines + 1) - 10
    return Box(MARGIN, top + marked + 8, sheet.width - MARGIN, bottom)


def rooms_of(sheet: Sheet, texts: Texts, scene: Scene, theme: Theme) -> Rooms:
    """Map left and list right on a wide sheet, map above the list on a tall or square one."""
    body = body_of(sheet, texts)
    wide = sheet.width / sheet.height > 1.2
    if wide:
        map_width = (body.width - _GAP) * (0.655 if sheet.width > 1600 else 0.6)
        left = Box(body.x0, body.y0, body.x0 + map_width, body.y1)
        legend_tall = _legend_height(scene, theme, map_width)
        map_box = Box(left.x0, left.y0, left.x1, left.y1 - legend_tall)
        legend = Box(left.x0, map_box.y1 + 10, left.x1, left.y1)
        return Rooms(map_box, legend, (Box(left.x1 + _GAP, body.y0, body.x1, body.y1),))
    legend_tall = _legend_height(scene, theme, body.width)
    share = 0.58
    map_box = Box(body.x0, body.y0, body.x1, body.y0 + body.height * share - legend_tall * 0.5)
    legend = Box(body.x0, map_box.y1 + 10, body.x1, map_box.y1 + legend_tall)
    rest = Box(body.x0, legend.y1 + 16, body.x1, body.y1)
    return Rooms(map_box, legend, columns_of(rest, 2))


def _legend_height(scene: Scene, theme: Theme, width: float) -> float:
    return LEGEND_ROW * len(legend_rows(legend_items(scene, theme), width)) + 12


def columns_of(box: Box, count: int) -> tuple[Box, ...]:
    wide = (box.width - _GAP * (count - 1)) / count
    return tuple(
        Box(box.x0 + number * (wide + _GAP), box.y0, box.x0 + number * (wide + _GAP) + wide, box.y1)
        for number in range(count)
    )


# ---------------------------------------------------------------- the list over the pages


Listing = tuple[Column, ...]
"""The columns of one page."""


def paged(entries: Sequence[Entry], first: tuple[Box, ...], body: Box, sheet: Sheet) -> list[Listing]:
    """The list page by page, in the largest type with which it fits beside the map, else over more pages."""
    if not entries:
        return [tuple(Column(box, ()) for box in first)]
    room = sum(box.height for box in first)
    for size in (size for size in SIZES if len(entries) * least_height(size) <= room):
        rows = rows_of(entries, size, first[0].width)
        taken, left = filled(rows, first)
        if not left:
            return [_listing(first, taken)]
    size = SIZES[-2]
    most = int(room / least_height(size)) + 1
    taken, _ = filled(rows_of(entries, size, first[0].width, most=most), _above_note(first))
    pages = [_listing(first, taken)]
    columns = columns_of(body, 3 if sheet.width > 1700 else 1 if body.width < 800 else 2)
    left = rows_of(entries[sum(map(len, taken)) :], size, columns[0].width)
    while left:
        taken, left = filled(left, columns, at_least_one=True)
        pages.append(_listing(columns, taken))
    return pages


def _above_note(columns: tuple[Box, ...]) -> tuple[Box, ...]:
    """The last column ends with a note that the list goes on."""
    *others, last = columns
    return (*others, Box(last.x0, last.y0, last.x1, last.y1 - 30))


def _listing(boxes: Sequence[Box], taken: Sequence[Sequence[Row]]) -> Listing:
    return tuple(Column(box, tuple(rows)) for box, rows in zip(boxes, taken, strict=True))


def listing_layer(listing: Listing, theme: Theme) -> tuple[Layer, tuple[Drawn, ...]]:
    marks: list[Mark] = []
    drawn: list[Drawn] = []
    for number, (column, rows) in enumerate((part.box, part.rows) for part in listing):
        made, boxes = column_marks(rows, column, theme)
        marks += made
        drawn += boxes
        if number:
            marks.append(rule(column.x0 - _GAP / 2, column.y0, column.y1, theme))
    if not any(column.rows for column in listing):
        marks.append(empty_mark(listing[0].box, theme))
    return Layer("list", tuple(marks)), tuple(drawn)


def note_layer(note: str, listing: Listing, theme: Theme) -> Layer:
    """Below the last column: that the list goes on."""
    last = listing[-1].box
    mark = Words(last.x1, last.y1 - 4, note, 15.5, theme["muted"], bold=True, anchor="end")
    return Layer("note", (mark,) if note else ())


# ---------------------------------------------------------------- header and footer


def frame_layer(sheet: Sheet, texts: Texts, theme: Theme, *, number: int, of: int) -> Layer:
    """Paper, header, footer and the marking line."""
    corners = ((0.0, 0.0), (sheet.width, 0.0), (sheet.width, sheet.height), (0.0, sheet.height))
    marks: list[Mark] = [Shape((corners,), fill=theme["paper"])]
    marks += _header(sheet, texts, theme)
    marks += _footer(sheet, texts, theme, page=f"Page {number} of {of}")
    if texts.marking:
        marks += _marking(sheet, texts.marking, theme)
    return Layer("sheet", tuple(marks))


def _header(sheet: Sheet, texts: Texts, theme: Theme) -> list[Mark]:
    y = MARGIN + _TITLE * 0.72 + (26.0 if texts.marking else 0.0)
    marks: list[Mark] = []
    if texts.as_of:
        right = sheet.width - MARGIN
        marks.append(Words(right, y, texts.as_of, _SUBTITLE, theme["muted"], anchor="end"))
    size, titles = _title(sheet, texts)
    lines = [
        Words(MARGIN, y + size * 1.25 * n, line, size, theme["ink"], bold=True)
        for n, line in enumerate(titles)
    ]
    y = lines[-1].y
    for number, line in enumerate(_subtitle_lines(sheet, texts)):
        below = y + _SUBTITLE * (1.7 + 1.4 * number)
        lines.append(Words(MARGIN, below, line, _SUBTITLE, theme["muted"]))
    return [*lines, *marks]


def _title(sheet: Sheet, texts: Texts) -> tuple[float, tuple[str, ...]]:
    """Size and lines of the title: one large line beside the day, else several smaller ones."""
    aside = width_of(texts.as_of, _SUBTITLE) + 30 if texts.as_of else 0
    room = sheet.width - 2 * MARGIN - aside
    for size in _TITLE_SIZES:
        if width_of(texts.title, size, bold=True) <= room:
            return size, (texts.title,)
    lines = wrapped(texts.title, _LONG_TITLE, room, bold=True)
    return _LONG_TITLE, limited(lines, _MOST_TITLE_LINES, _LONG_TITLE, room, bold=True)


def _subtitle_lines(sheet: Sheet, texts: Texts) -> tuple[str, ...]:
    room = sheet.width - 2 * MARGIN
    return limited(wrapped(texts.subtitle, _SUBTITLE, room), _MOST_SUBTITLE_LINES, _SUBTITLE, room)


def foot_lines(sheet: Sheet, texts: Texts) -> tuple[str, ...]:
    """Counts, sources and credits, wrapped; the notice has a line of its own above them."""
    room = sheet.width - 2 * MARGIN
    sources = f"{'Source' if len(texts.sources) == 1 else 'Sources'}: {'; '.join(texts.sources)}"
    said = " · ".join(filter(None, (texts.count, sources if texts.sources else "")))
    lines = limited(wrapped(said, _FOOT, room), 2, _FOOT, room)
    credit = wrapped(" · ".join((*texts.credits, "Thalweg")), _FOOT, room)
    return tuple(left_to_right(line) for line in (*lines, *limited(credit, 3, _FOOT, room)))


def _footer(sheet: Sheet, texts: Texts, theme: Theme, *, page: str) -> list[Mark]:
    lines = foot_lines(sheet, texts)
    bottom = sheet.height - 26 - (26.0 if texts.marking else 0.0)
    y = bottom - _FOOT * 1.4 * len(lines)
    ink, right = theme["ink"], sheet.width - MARGIN
    across = (((MARGIN, y - 22), (right, y - 22)),)
    marks: list[Mark] = [
        Shape(across, stroke=ink, width=1.0, opacity=0.25, closed=False),
        Words(MARGIN, y - 2, plain(texts.notice), _FOOT * 1.14, ink, bold=True),
        Words(right, y - 2, page, _FOOT * 1.14, theme["muted"], anchor="end"),
    ]
    for number, line in enumerate(lines, 1):
        marks.append(Words(MARGIN, y + _FOOT * 1.4 * number - 2, line, _FOOT, theme["muted"]))
    return marks


def _marking(sheet: Sheet, marking: str, theme: Theme) -> list[Mark]:
    """The marking line at the top and at the bottom of the page, whole: a long one is set smaller."""
    room = sheet.width - 2 * MARGIN
    size = min(_MARKING, _MARKING * room / width_of(marking, _MARKING, bold=True))
    middle = sheet.width / 2
    return [
        Words(middle, y, marking, size, theme["ink"], bold=True, anchor="middle")
        for y in (34.0, sheet.height - 16.0)
    ]


def first_page(
    *,
    frame: Layer,
    panel: tuple[tuple[Layer, ...], tuple[Drawn, ...]],
    rooms: Rooms,
    listing: Listing,
    scene: Scene,
    theme: Theme,
    note: str,
) -> Page:
    """The page with the map."""
    legend = legend_layer(rooms.legend, legend_rows(legend_items(scene, theme), rooms.legend.width), theme)
    rows, boxes = listing_layer(listing, theme)
    layers = (frame, *panel[0], legend, rows, note_layer(note, listing, theme))
    drawn = (*panel[1], Drawn("panel", rooms.legend), *boxes, *frame_drawn(frame))
    whole = Box(rooms.map.x0, rooms.map.y0, rooms.map.x1, rooms.legend.y1)
    return Page(1, layers, drawn, listing, whole)


def further_page(frame: Layer, listing: Listing, theme: Theme, number: int) -> Page:
    """A page of the list alone."""
    rows, boxes = listing_layer(listing, theme)
    return Page(number, (frame, rows), (*boxes, *frame_drawn(frame)), listing)


def frame_drawn(frame: Layer) -> tuple[Drawn, ...]:
    """The boxes of the lines around the body."""
    lines = (mark for mark in frame.marks if isinstance(mark, Words))
    return tuple(Drawn("line", line_box(words), words.text) for words in lines)


def line_box(words: Words) -> Box:
    """The box that a level line of text covers."""
    wide = width_of(words.text, words.size, bold=words.bold, spacing=words.spacing)
    left = words.x - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[words.anchor]
    return Box(left, words.y - words.size * 0.75, left + wide, words.y + words.size * 0.2)
