"""The list of claims: rows measured once, then set into columns, page by page."""

from __future__ import annotations

from collections.abc import Sequence

from geo.briefing.lettering import left_to_right, limited, width_of, wrapped, wrapped_parts
from geo.briefing.pins import RADIUS, pin_marks
from geo.briefing.theme import Theme
from geo.briefing.values import LINE, Box, Drawn, Entry, Mark, Row, Shape, Words

SIZES = (23.0, 20.5, 18.5, 17.0, 15.5)
"""Sizes of type to try, the largest first; the last one where the list needs more pages anyway."""
MOST_LINES = 9
MOST_DETAILS, MOST_SPEAKER = 4, 3
OFF_MAP_HEADING = "Not on the map"
NOTHING = "No claim is kept by these filters."


def gutter(size: float) -> float:
    """Room for the pin before the words."""
    return size * 2.5


def least_height(size: float) -> float:
    """No row is lower: one line each of speaker, words and details."""
    return size * ((2 + 0.86) * LINE + 0.75)


def rows_of(entries: Sequence[Entry], size: float, width: float, *, most: int | None = None) -> list[Row]:
    """Rows for columns of `width`, of `most` entries at most. Off-map claims keep the gutter."""
    rows: list[Row] = []
    first_off = next((number for number, entry in enumerate(entries) if not entry.on_map), -1)
    several = len({entry.source for entry in entries}) > 1
    room = width - gutter(size)
    off = sum(not entry.on_map for entry in entries)
    for number, entry in enumerate(entries[:most]):
        stance = entry.stance_words[:1].upper() + entry.stance_words[1:]
        beside = (
            entry.place,
            entry.side,
            entry.when,
            entry.review,
            entry.disputed,
            entry.source if several else "",
        )
        rows.append(
            Row(
                entry,
                limited(wrapped(entry.speaker, size, room, bold=True), MOST_SPEAKER, size, room, bold=True),
                limited(wrapped(entry.text, size, room), MOST_LINES, size, room),
                _details(stance, tuple(filter(None, beside)), size * 0.86, room),
                size,
                f"{OFF_MAP_HEADING} ({off})" if number == first_off else "",
            )
        )
    return rows


def _details(stance: str, beside: Sequence[str], size: float, width: float) -> tuple[str, ...]:
    """Lines of the details; the first has less room, since the stance is set bold."""
    wider = width_of(stance, size, bold=True) - width_of(stance, size)
    return limited(wrapped_parts((stance, *beside), size, width - wider, width), MOST_DETAILS, size, width)


def filled(
    rows: Sequence[Row], columns: Sequence[Box], *, at_least_one: bool = False
) -> tuple[list[list[Row]], list[Row]]:
    """Rows that fit into each of the columns in turn, and the rows left over.

    `at_least_one` puts a row taller than a column there all the same: no list waits for ever.
    """
    taken: list[list[Row]] = []
    at = 0
    for column in columns:
        here: list[Row] = []
        used = 0.0
        while at < len(rows) and (used + rows[at].height <= column.height or (at_least_one and not here)):
            used += rows[at].height
            here.append(rows[at])
            at += 1
        taken.append(here)
    return taken, list(rows[at:])


def column_marks(rows: Sequence[Row], column: Box, theme: Theme) -> tuple[list[Mark], list[Drawn]]:
    """The marks of one column, and the box of each row."""
    marks: list[Mark] = []
    drawn: list[Drawn] = []
    y = column.y0
    for row in rows:
        if row.heading:
            marks.append(
                Words(column.x0, y + row.size * 1.05, row.heading, row.size, theme["muted"], bold=True)
            )
            y += row.heading_height
        marks += _row_marks(row, column, y, theme)
        bottom = y + row.height - row.heading_height
        drawn.append(Drawn("text", Box(column.x0, y, column.x1, bottom - row.size * 0.5), row.entry.mark))
        y = bottom
    return marks, drawn


def _row_marks(row: Row, column: Box, top: float, theme: Theme) -> list[Mark]:
    x, size = column.x0 + gutter(row.size), row.size
    marks: list[Mark] = _row_pin(row, column.x0 + gutter(size) / 2 - 4, top + size * 0.95, theme)
    y = top + size
    for line in row.speaker:
        marks.append(Words(x, y, line, size, theme["ink"], bold=True))
        y += size * LINE
    for line in row.text:
        marks.append(Words(x, y, line, size, theme["ink"]))
        y += size * LINE
    y -= size - row.small
    return marks + _detail_marks(row, x, y, theme)


def _detail_marks(row: Row, x: float, y: float, theme: Theme) -> list[Mark]:
    """The stance in bold, the rest muted, on the same lines."""
    marks: list[Mark] = []
    for number, line in enumerate(row.details):
        begin, muted = x, line
        if number == 0:
            stance, muted = line[: row.stance_length], line[row.stance_length :]
            marks.append(Words(x, y, stance, row.small, theme["ink"], bold=True))
            begin += width_of(stance, row.small, bold=True)
            begin += width_of(" ", row.small) if muted.startswith(" ") else 0
        if muted.strip():
            marks.append(Words(begin, y, left_to_right(muted.strip()), row.small, theme["muted"]))
        y += row.small * LINE
    return marks


def _row_pin(row: Row, x: float, y: float, theme: Theme) -> list[Mark]:
    claim = row.entry.placed.claim
    scale = row.size / RADIUS * 0.78
    return list(
        pin_marks(
            x, y - row.size * 0.3,
            colour=theme.of(row.entry.actor), stance=claim.stance, negated=claim.negated,
            text=row.entry.mark, theme=theme, scale=scale, pips=theme.pips(row.entry.actor),
        )
    )  # fmt: skip


def empty_mark(column: Box, theme: Theme) -> Words:
    """What an empty list says."""
    return Words(column.x0, column.y0 + SIZES[1], NOTHING, SIZES[1], theme["muted"])


def rule(x: float, y0: float, y1: float, theme: Theme) -> Shape:
    """A thin upright line between two columns."""
    return Shape((((x, y0), (x, y1)),), stroke=theme["ink"], width=1.0, opacity=0.18, closed=False)
