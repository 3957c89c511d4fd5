"""PNG, SVG and PDF opened by other programs, and compared with the claims that the scene holds."""

import io
import re
from xml.etree import ElementTree

import pypdf
import pypdfium2
import pytest
from PIL import Image

from geo.brief import KINDS, brief_bytes, make_brief
from geo.briefing import SHEETS, compose_brief
from geo.briefing.lettering import plain
from geo.cases import sample_document
from geo.errors import InputError
from geo.filters import apply, describe, from_query
from geo.pipeline import place_claims, read_document, suggest_river
from geo.river import load_river
from geo.scene import compose_scene
from tests.briefs import HOSTILE, REPORT, SCENES

SVG = "{http://www.w3.org/2000/svg}"


def squeezed(text: str) -> str:
    """Text without the spaces and signs that line breaks and directions bring in."""
    return re.sub(r"[\s\u200e\u200f\u202b\u202c]+", "", text)


@pytest.mark.parametrize(
    ("layout", "scale", "size"),
    [
        ("16:9", 1, (1920, 1080)),
        ("16:9", 2, (3840, 2160)),
        ("square", 1, (1080, 1080)),
        ("a4-portrait", 0.5, (540, 763)),
    ],
)
def test_png_has_the_size_and_the_alternative_text(layout: str, scale: float, size: tuple[int, int]) -> None:
    brief = compose_brief(SCENES["town"](), layout=layout)
    image = Image.open(io.BytesIO(brief_bytes(brief, "png", scale=scale)))
    assert abs(image.size[0] - size[0]) <= 1
    assert abs(image.size[1] - size[1]) <= 1
    assert image.mode == "RGB"
    assert image.text["Description"] == brief.alt_text
    assert image.text["Title"] == brief.texts.title


def test_print_is_grey() -> None:
    image = Image.open(io.BytesIO(make_brief(SCENES["town"](), ".png", theme="print")))
    red, green, blue = image.split()
    assert red.tobytes() == green.tobytes() == blue.tobytes()


@pytest.mark.parametrize(("theme", "bright"), [("light", True), ("dark", False), ("print", True)])
def test_themes_have_their_paper(theme: str, bright: bool) -> None:
    image = Image.open(io.BytesIO(make_brief(SCENES["town"](), "png", theme=theme, scale=0.25)))
    assert (sum(image.getpixel((2, 2))) > 600) is bright


def test_pins_are_painted_where_they_are_said_to_be() -> None:
    brief = compose_brief(SCENES["town"]())
    image = Image.open(io.BytesIO(brief_bytes(brief, "png")))
    solid = {e.mark: e.actor.colour for e in brief.entries if e.stance_words == "says it is so" and e.on_map}
    checked = 0
    for drawn in brief.pages[0].drawn:
        if drawn.kind == "pin" and drawn.text in solid:
            x, y = drawn.box.middle
            pixel = image.getpixel((round(x - 11), round(y - 8)))
            assert "#{:02x}{:02x}{:02x}".format(*pixel) == solid[drawn.text]
            checked += 1
    assert checked >= 3


@pytest.mark.parametrize("layout", SHEETS)
def test_pdf_pages_have_the_size_of_the_sheet(layout: str) -> None:
    brief = compose_brief(SCENES["town"](), layout=layout)
    file = pypdf.PdfReader(io.BytesIO(brief_bytes(brief, "pdf")))
    assert len(file.pages) == len(brief.pages)
    sheet = brief.sheet
    for page in file.pages:
        assert float(page.mediabox.width) == pytest.approx(sheet.width * sheet.points_per_unit, abs=0.1)
        assert float(page.mediabox.height) == pytest.approx(sheet.height * sheet.points_per_unit, abs=0.1)


@pytest.mark.parametrize("name", SCENES)
def test_pdf_text_can_be_selected_claim_for_claim(name: str) -> None:
    brief = compose_brief(SCENES[name](), documents=[REPORT])
    content = brief_bytes(brief, "pdf")
    file = pypdf.PdfReader(io.BytesIO(content))
    assert file.metadata.title == brief.texts.title
    for page, read in zip(brief.pages, file.pages, strict=True):
        text = squeezed(read.extract_text())
        assert squeezed(brief.texts.notice) in text
        for entry in page.entries:
            latin = entry.text.isascii() and entry.speaker.isascii()
            for words in (entry.speaker, entry.text) if latin else ():
                assert squeezed(plain(words)) in text
    other = pypdfium2.PdfDocument(content)
    assert len(other) == len(brief.pages)


@pytest.mark.parametrize("words", ["ما قيل عن النهر", "دير الزور", "Дейр-эз-Зор", "Աբու Քամալ"])
def test_pdf_text_of_other_scripts_is_found(words: str) -> None:
    content = make_brief(SCENES["scripts"](), "pdf")
    text = pypdfium2.PdfDocument(content)[0].get_textpage().get_text_range()
    assert words in text


def test_pdf_and_png_look_alike() -> None:
    brief = compose_brief(SCENES["scripts"](), documents=[REPORT])
    drawn = Image.open(io.BytesIO(brief_bytes(brief, "png", scale=0.5)))
    page = pypdfium2.PdfDocument(brief_bytes(brief, "pdf"))[0]
    shown = page.render(scale=1.0).to_pil().convert("RGB").resize(drawn.size)
    small = [image.resize((96, 54), Image.Resampling.BOX).tobytes() for image in (drawn, shown)]
    differences = sorted(abs(a - b) for a, b in zip(*small, strict=True))
    assert differences[int(len(differences) * 0.99)] < 24


def test_pdf_holds_nothing_that_acts() -> None:
    content = make_brief(SCENES["hostile"](), "pdf")
    for word in (b"/JavaScript", b"/JS", b"/URI", b"/Launch", b"/OpenAction", b"/AA"):
        assert word not in content


@pytest.mark.parametrize("name", SCENES)
def test_svg_is_one_document_with_the_words_as_text(name: str) -> None:
    brief = compose_brief(SCENES[name](), documents=[REPORT])
    root = ElementTree.fromstring(brief_bytes(brief, "svg"))
    assert root.find(f"{SVG}title").text == brief.texts.title
    assert root.find(f"{SVG}desc").text == brief.alt_text
    lines = [element.text or "" for element in root.iter(f"{SVG}text")]
    text = squeezed("".join(lines))
    assert brief.texts.notice in lines
    for entry in brief.pages[0].entries:
        for words in (entry.speaker, entry.text):
            assert squeezed(plain(words)) in text
    allowed = {"svg", "title", "desc", "style", "g", "path", "circle", "text", "clipPath", "rect"}
    for element in root.iter():
        assert element.tag.removeprefix(SVG) in allowed
        assert not any("href" in key or key.startswith("on") for key in element.attrib)
    style = root.find(f"{SVG}style").text
    assert not re.search(r"url\((?!data:)|@import", style)


def test_hostile_words_are_shown_as_written() -> None:
    brief = compose_brief(SCENES["hostile"]())
    root = ElementTree.fromstring(brief_bytes(brief, "svg"))
    assert HOSTILE in [element.text for element in root.iter(f"{SVG}text")]
    text = pypdf.PdfReader(io.BytesIO(brief_bytes(brief, "pdf"))).pages[0].extract_text()
    assert squeezed(HOSTILE) in squeezed(text)


def test_a_long_list_goes_on_over_the_pages() -> None:
    brief = compose_brief(SCENES["many"]())
    assert len(pypdf.PdfReader(io.BytesIO(brief_bytes(brief, "pdf"))).pages) == len(brief.pages) > 5
    second = ElementTree.fromstring(brief_bytes(brief, "svg", page=2))
    assert f"Page 2 of {len(brief.pages)}" in [element.text for element in second.iter(f"{SVG}text")]


@pytest.mark.parametrize(
    ("kind", "more", "sentence"),
    [
        ("gif", {}, "choose one of png, svg, pdf, pptx, html"),
        ("png", {"page": 9}, "there is no page 9"),
        ("png", {"scale": 40}, "too large"),
        ("png", {"scale": 0.01}, "too small"),
    ],
)
def test_what_cannot_be_made_is_refused_with_a_sentence(kind: str, more: dict, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        make_brief(SCENES["nothing"](), kind, **more)


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_briefing_gives_the_same_file(kind: str) -> None:
    brief = compose_brief(SCENES["town"](), documents=[REPORT])
    one, other = brief_bytes(brief, kind), brief_bytes(brief, kind)
    assert one == other or kind == "pptx"  # a PPTX is a zip with the time in it
    assert len(one) < 1_500_000


@pytest.fixture(scope="module")
def sample():
    """The sample case read and placed as any text is."""
    document = sample_document()
    claims = read_document(document)
    river = load_river(suggest_river(claims))
    return document, river, place_claims(claims, river)


@pytest.mark.parametrize("query", ["", "side=left", "side=right", "side=river", "side=none", "words=nowhere"])
def test_files_hold_what_the_filter_keeps_and_nothing_else(sample, query: str) -> None:
    document, river, placed = sample
    wanted, notes = from_query(query)
    assert notes == ()
    kept = apply(wanted, placed)
    caption = describe(wanted, placed, river)
    scene = compose_scene(kept, title=document.title, river=river, caption=caption)
    brief = compose_brief(scene, documents=[document], total=len(placed))
    assert sorted(e.placed.claim.id for e in brief.entries) == sorted(p.claim.id for p in kept)
    file = pypdf.PdfReader(io.BytesIO(brief_bytes(brief, "pdf")))
    text = squeezed("".join(page.extract_text() for page in file.pages))
    shown = [p.claim.id for p in placed if squeezed(plain(p.claim.text)) in text]
    assert shown == [p.claim.id for p in kept]
    assert squeezed(plain(caption)) in text
    assert f"{len(kept)}of{len(placed)}claims" in text or len(kept) == len(placed)
