"""A Brief as slides: native text boxes and a native table, the map as a picture, the sources in the notes.

In: a Brief. Out: the bytes of a PPTX file. Each page of the briefing is a slide; all text can be edited.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from geo.briefing import Brief, Page
from geo.briefing.lettering import ASCENT, plain, runs_right_to_left, width_of
from geo.briefing.listing import MOST_LINES, gutter
from geo.briefing.page import MARGIN
from geo.briefing.theme import Theme, channels, ink_on, theme_of
from geo.briefing.values import LINE, Box, Column, Row, Words
from geo.escape import for_html
from geo.model import Stance
from geo.still import draw_png

if TYPE_CHECKING:
    from pptx.dml.color import RGBColor
    from pptx.slide import Slide

_EMU_PER_POINT = 12_700
_FONT = "Arial"
"""Narrower than the font that the rows were measured in: what fits there fits here."""
_NAMESPACE = "http://schemas.openxmlformats.org/drawingml/2006/main"
_RUN = (
    '<a:r xmlns:a="{namespace}"><a:rPr lang="en-GB" sz="{points}" b="{bold}">'
    '<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
    '<a:latin typeface="{font}"/><a:cs typeface="{font}"/></a:rPr><a:t>{text}</a:t></a:r>'
)
_EDGE = (
    '<a:lnL xmlns:a="{namespace}" w="38100" cap="flat"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
    '<a:prstDash val="{dash}"/></a:lnL>'
)
_PICTURE_SCALE = 1.5
_TITLE_ONLY = 5
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's own "No Style, No Grid"."""


def write_slides(brief: Brief) -> bytes:
    """The PPTX file: one slide a page, in the sheet's size."""
    from pptx import Presentation

    file = Presentation()
    unit = brief.sheet.points_per_unit * _EMU_PER_POINT
    file.slide_width = _emu(brief.sheet.width * unit)
    file.slide_height = _emu(brief.sheet.height * unit)
    about = file.core_properties
    about.title, about.subject, about.author = brief.texts.title[:255], brief.caption[:255], "Thalweg"
    theme = theme_of(brief.theme, brief.scene)
    layout = file.slide_layouts[_TITLE_ONLY]
    for page in brief.pages:
        _Making(brief, file.slides.add_slide(layout), unit, theme).fill(page)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _emu(value: float) -> Any:  # noqa: ANN401
    from pptx.util import Emu

    return Emu(round(value))


def _rgb(colour: str) -> RGBColor:
    from pptx.dml.color import RGBColor

    made: type[Any] = RGBColor
    return made(*channels(colour))  # type: ignore[no-any-return]


class _Making:
    """One slide in the making; lengths in sheet units."""

    def __init__(self, brief: Brief, slide: Slide, unit: float, theme: Theme) -> None:
        self.brief, self.slide, self.unit, self.theme = brief, slide, unit, theme

    def fill(self, page: Page) -> None:
        """Background, words, map, tables, notes."""
        fill = self.slide.background.fill
        fill.solid()
        fill.fore_color.rgb = _rgb(self.theme["paper"])
        self._lines(page)
        if page.map_box is not None:
            self._picture(page, page.map_box)
        for number, column in enumerate(page.columns, 1):
            if column.rows:
                self._table(column, f"Claims, page {page.number}, column {number}")
        self._notes(page)

    def _box(self, box: Box) -> tuple[Any, Any, Any, Any]:
        sides = (box.x0, box.y0, box.width, box.height)
        left, top, width, height = (_emu(side * self.unit) for side in sides)
        return left, top, width, height

    # ---------------------------------------------------------------- lines and the map

    def _lines(self, page: Page) -> None:
        """Header and footer as text boxes; the title in the slide's own title."""
        lines = [
            m
            for layer in page.layers
            if layer.name in ("sheet", "note")
            for m in layer.marks
            if isinstance(m, Words)
        ]
        title = [words for words in lines if words.bold and words.size == lines[0].size and words.x == MARGIN]
        self._title(title)
        for words in lines:
            if words not in title:
                box = self._line_box(words)
                shapes: Any = self.slide.shapes
                self._line(shapes.add_textbox(*self._box(box)).text_frame, words)

    def _title(self, lines: Sequence[Words]) -> None:
        """The slide's own title over the lines that the title takes on the sheet."""
        first, last = self._line_box(lines[0]), self._line_box(lines[-1])
        wide = max(width_of(words.text, words.size, bold=True) for words in lines) + 8
        box = Box(first.x0, first.y0, first.x1 if len(lines) == 1 else first.x0 + wide, last.y1)
        shape: Any = self.slide.shapes.title
        shape.left, shape.top, shape.width, shape.height = self._box(box)
        self._line(shape.text_frame, replace(lines[0], text=" ".join(words.text for words in lines)))

    def _line_box(self, words: Words) -> Box:
        margin, width = MARGIN, float(self.brief.sheet.width)
        top = words.y - words.size * ASCENT - words.size * 0.22
        if words.anchor == "start":
            return Box(words.x, top, width - margin, top + words.size * LINE)
        if words.anchor == "end":
            return Box(width / 2, top, words.x, top + words.size * LINE)
        return Box(margin, top, width - margin, top + words.size * LINE)

    def _line(self, frame: Any, words: Words) -> None:  # noqa: ANN401
        from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.vertical_anchor, frame.word_wrap = MSO_ANCHOR.TOP, True
        paragraph = frame.paragraphs[0]
        aligned = {"start": PP_ALIGN.LEFT, "middle": PP_ALIGN.CENTER, "end": PP_ALIGN.RIGHT}
        paragraph.alignment = aligned[words.anchor]
        self._run(paragraph, words.text, words.size, words.colour, bold=words.bold)

    def _run(self, paragraph: Any, text: str, size: float, colour: str, *, bold: bool = False) -> None:  # noqa: ANN401
        """Text of one style, as one element: the library's own setters would take ten times as long."""
        from pptx.oxml import parse_xml

        points = round(size * self.brief.sheet.points_per_unit * 2) * 50
        element = _RUN.format(
            namespace=_NAMESPACE,
            points=points,
            bold=int(bold),
            colour=colour[1:],
            font=_FONT,
            text=for_html(text),
        )
        paragraph._p.append(parse_xml(element))
        if runs_right_to_left(paragraph.text):
            paragraph._p.get_or_add_pPr().set("rtl", "1")

    def _picture(self, page: Page, box: Box) -> None:
        """The map with its legend, described for who can't see it."""
        image = draw_png(self.brief, page=page.number, scale=_PICTURE_SCALE, crop=box)
        picture: Any = self.slide.shapes.add_picture(io.BytesIO(image), *self._box(box))
        picture.name = "Map"
        picture._element.nvPicPr.cNvPr.set("descr", plain(self.brief.alt_text))

    # ---------------------------------------------------------------- the list

    def _table(self, column: Column, name: str) -> None:
        shown: list[tuple[str, Row]] = []
        for row in column.rows:
            if row.heading:
                shown.append((row.heading, row))
            shown.append(("", row))
        used = Box(
            column.box.x0, column.box.y0, column.box.x1, column.box.y0 + sum(r.height for r in column.rows)
        )
        holder = self.slide.shapes.add_table(len(shown), 2, *self._box(used))
        holder.name = name
        table = holder.table
        properties: Any = table._tbl.tblPr
        properties.attrib.clear()
        properties.find("{*}tableStyleId").text = _NO_STYLE
        first = gutter(column.rows[0].size)
        table.columns[0].width = _emu(first * self.unit)
        table.columns[1].width = _emu((used.width - first) * self.unit)
        for line, (heading, row) in zip(table.rows, shown, strict=True):
            if heading:
                line.height = _emu(row.heading_height * self.unit)
                self._heading(line.cells, heading, row)
            else:
                line.height = _emu((row.height - row.heading_height) * self.unit)
                self._claim(line.cells, row)

    def _heading(self, cells: Any, heading: str, row: Row) -> None:  # noqa: ANN401
        cells[0].merge(cells[1])
        self._run(_first(cells[0]), heading, row.size, self.theme["muted"], bold=True)

    def _claim(self, cells: Any, row: Row) -> None:  # noqa: ANN401
        entry, theme = row.entry, self.theme
        claim = entry.placed.claim
        self._number(cells[0], row, solid=claim.stance is Stance.ASSERTED and not claim.negated)
        frame = cells[1].text_frame
        self._run(_first(cells[1]), plain(entry.speaker), row.size, theme["ink"], bold=True)
        cut = len(row.text) == MOST_LINES
        words = " ".join(row.text) if cut else plain(entry.text)
        self._run(frame.add_paragraph(), words, row.size, theme["ink"])
        below = frame.add_paragraph()
        details = " ".join(row.details)
        self._run(below, details[: row.stance_length], row.small, theme["ink"], bold=True)
        self._run(below, details[row.stance_length :], row.small, theme["muted"])

    def _number(self, cell: Any, row: Row, *, solid: bool) -> None:  # noqa: ANN401
        """The pin's number, on the actor's colour only where the words say that it is so, else beside it."""
        colour = self.theme.of(row.entry.actor)
        paragraph = _first(cell)
        ink = self.theme["ink"]
        if solid:
            cell.fill.solid()
            cell.fill.fore_color.rgb = _rgb(colour)
            ink = ink_on(colour)
        else:
            dash = "sysDash" if row.entry.placed.claim.stance is Stance.DOUBTED else "solid"
            cell.margin_left = _emu(5 * _EMU_PER_POINT)
            _edge(cell, colour, dash)
        self._run(paragraph, row.entry.mark or "–", row.small, ink, bold=True)

    # ---------------------------------------------------------------- notes

    def _notes(self, page: Page) -> None:
        """Caption, sources and every claim of the slide in full."""
        brief = self.brief
        lines = [
            brief.caption,
            f"{brief.texts.count}.",
            *(f"Source: {source}" for source in brief.texts.sources),
        ]
        for entry in page.entries:
            mark = entry.mark or "not on the map"
            source = f" [{entry.source}]" if entry.source else ""
            words = plain(entry.text)
            lines.append(f"({mark}) {entry.speaker}, {entry.stance_words}: {words} — {entry.details}{source}")
        frame: Any = self.slide.notes_slide.notes_text_frame
        frame.text = "\n".join(plain(line) for line in lines)


def _edge(cell: Any, colour: str, dash: str) -> None:  # noqa: ANN401
    """A line of the colour along the cell's left side."""
    from pptx.oxml import parse_xml

    line = _EDGE.format(namespace=_NAMESPACE, colour=colour[1:], dash=dash)
    cell._tc.get_or_add_tcPr().append(parse_xml(line))


def _first(cell: Any) -> Any:  # noqa: ANN401
    """The cell's paragraph, with the margins of a dense table."""
    cell.margin_left = cell.margin_right = _emu(2 * _EMU_PER_POINT)
    cell.margin_top = cell.margin_bottom = 0
    return cell.text_frame.paragraphs[0]
