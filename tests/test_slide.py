"""Slides opened by python-pptx: native text, native tables, a described picture, notes with the sources."""

import io
import re
import zipfile

import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from geo.brief import brief_bytes
from geo.briefing import SHEETS, compose_brief
from geo.briefing.lettering import plain
from tests.briefs import HOSTILE, REPORT, SCENES


def opened(name: str, **more):
    brief = compose_brief(SCENES[name](), documents=[REPORT], **more)
    return brief, Presentation(io.BytesIO(brief_bytes(brief, "pptx")))


def rows_of(slide) -> list[tuple[str, str]]:
    """Number and text of each row of the slide's tables, headings left out."""
    found = []
    for shape in slide.shapes:
        if shape.has_table:
            found += [tuple(cell.text for cell in row.cells) for row in shape.table.rows]
    return [row for row in found if row[1]]


@pytest.mark.parametrize("name", SCENES)
def test_tables_hold_the_claims_of_each_page(name: str) -> None:
    brief, file = opened(name)
    assert len(file.slides) == len(brief.pages)
    for page, slide in zip(brief.pages, file.slides, strict=True):
        rows = rows_of(slide)
        assert [number for number, _ in rows] == [entry.mark or "–" for entry in page.entries]
        for entry, (_, words) in zip(page.entries, rows, strict=True):
            speaker, text, details = words.split("\n")
            assert speaker == plain(entry.speaker)
            assert text == plain(entry.text)
            assert details.lower().startswith(entry.stance_words)


@pytest.mark.parametrize("layout", SHEETS)
def test_slides_have_the_size_of_the_sheet_and_nothing_stands_outside(layout: str) -> None:
    brief, file = opened("town", layout=layout)
    assert file.slide_width / 12700 == pytest.approx(brief.sheet.width * brief.sheet.points_per_unit, abs=0.1)
    for slide in file.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= file.slide_width + 20
            assert shape.top + shape.height <= file.slide_height + 20


def test_title_picture_notice_and_page() -> None:
    brief, file = opened("town", marking="FOR TRAINING")
    slide = file.slides[0]
    assert slide.shapes.title.text_frame.text == brief.texts.title
    pictures = [shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]
    assert len(pictures) == 1
    assert pictures[0]._element.nvPicPr.cNvPr.get("descr") == brief.alt_text
    lines = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    assert brief.texts.notice in lines
    assert f"Page 1 of {len(brief.pages)}" in lines
    assert lines.count("FOR TRAINING") == 2


def test_notes_name_the_sources_and_every_claim() -> None:
    brief, file = opened("town")
    for page, slide in zip(brief.pages, file.slides, strict=True):
        notes = slide.notes_slide.notes_text_frame.text
        assert "Source: Quiet on the lower river, Lowland Gazette, 3 December 2017" in notes
        for entry in page.entries:
            assert f"{entry.speaker}, {entry.stance_words}: {entry.text}" in notes


def test_only_what_is_said_to_be_so_has_its_number_on_the_colour() -> None:
    brief, file = opened("town")
    entries = [entry for page in brief.pages for entry in page.entries]
    cells = [
        row.cells[0]
        for slide in file.slides
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
        if row.cells[1].text
    ]
    for entry, cell in zip(entries, cells, strict=True):
        filled = cell.fill.type is not None
        assert filled == (entry.stance_words == "says it is so")


def test_hostile_words_are_shown_as_written_and_nothing_links_out() -> None:
    brief, file = opened("hostile")
    words = "\n".join(text for _, text in rows_of(file.slides[0]))
    assert plain(HOSTILE) in words
    packed = zipfile.ZipFile(io.BytesIO(brief_bytes(brief, "pptx")))
    for name in packed.namelist():
        if name.endswith(".rels"):
            assert not re.search(rb'TargetMode="External"', packed.read(name)), name
