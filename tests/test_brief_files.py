"""Every briefing file opened by programs of others, and its content held against the Filter's result.

PNG by Pillow, SVG by resvg and Chromium, PDF by PDFium, PPTX by python-pptx and by LibreOffice where it is
installed, HTML by Chromium with its requests counted.
"""

import base64
import io
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2
import pytest
import resvg_py
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page, expect
from pptx import Presentation

from geo import filters
from geo.brief import FRAMES, Look, brief_bytes, brief_of
from geo.briefing import SHEETS, THEMES, Brief, compose_brief
from geo.briefing.lettering import font_file, plain, width_of
from geo.cases import load_samples
from geo.conflicts import find_conflicts
from geo.filters import from_query
from geo.leaflet import scene_packet
from geo.model import Actor, Document, Origin, Review, ReviewState, Role, Scene
from geo.pipeline import place_claims, read_document, suggest_river
from geo.river import load_river
from geo.scene import UNSURE, compose_scene, side_words
from tests.briefs import HOSTILE, REPORT, SCENES, located, scene_of
from tests.factories import speaker
from tests.test_briefing import clashes, cut_off
from tests.test_leaflet import unpack
from tests.test_still import squeezed

SVG = "{http://www.w3.org/2000/svg}"
QUERIES = ("", "side=left", "side=right", "side=river,none", "stance=denied,planned", "words=zeppelin")
VIEWS = [(sample.name, query) for sample in load_samples()[:2] for query in QUERIES]
OFFICE = shutil.which("soffice")


@pytest.fixture(scope="module")
def cases() -> dict[str, tuple[Document, Scene]]:
    """The sample cases, each read as any text is."""
    found = {}
    for sample in load_samples()[:2]:
        claims = read_document(sample.document)
        river = load_river(suggest_river(claims))
        placed = place_claims(claims, river)
        scene = compose_scene(
            placed, title=sample.document.title, river=river, conflicts=find_conflicts(placed)
        )
        found[sample.name] = (sample.document, scene)
    return found


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    opened = chromium.new_page(viewport={"width": 1300, "height": 760})
    yield opened
    opened.close()


def view_of(cases: dict, name: str, query: str, **look: str) -> tuple[Brief, list[str], list[str]]:
    """The briefing of a view, the words of the claims its filter keeps, and of those it leaves out."""
    document, scene = cases[name]
    wanted, notes = from_query(query)
    assert notes == ()
    brief = brief_of(scene, wanted, Look(as_of=document.published, **look), documents=[document])
    kept = [placed.claim for placed in filters.apply(wanted, scene.claims)]
    texts = [squeezed(plain(claim.text)) for claim in kept]
    inside = "".join(texts)
    others = [squeezed(plain(p.claim.text)) for p in scene.claims if p.claim not in kept]
    return brief, texts, [text for text in others if text not in inside]


def svg_text(brief: Brief) -> str:
    pages = (
        ElementTree.fromstring(brief_bytes(brief, "svg", page=n)) for n in range(1, len(brief.pages) + 1)
    )
    return "".join("".join(element.itertext()) for root in pages for element in root.iter(f"{SVG}text"))


def pdf_text(content: bytes) -> str:
    file = pypdfium2.PdfDocument(content)
    return "".join(page.get_textpage().get_text_range() for page in file)


def slide_text(brief: Brief) -> str:
    file = Presentation(io.BytesIO(brief_bytes(brief, "pptx")))
    shapes = [shape for slide in file.slides for shape in slide.shapes]
    tables = [s.table for s in shapes if s.has_table]
    cells = (cell.text for table in tables for row in table.rows for cell in row.cells)
    return "".join((*cells, *(s.text_frame.text for s in shapes if s.has_text_frame)))


READERS = {"svg": svg_text, "pdf": lambda brief: pdf_text(brief_bytes(brief, "pdf")), "pptx": slide_text}


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize(("name", "query"), VIEWS)
def test_a_file_holds_the_claims_of_the_filter_and_no_other(cases, name: str, query: str, kind: str) -> None:
    brief, kept, others = view_of(cases, name, query)
    text = squeezed(READERS[kind](brief))
    assert [claim for claim in kept if claim not in text] == []
    assert [claim for claim in others if claim in text] == []
    assert text.count(squeezed(brief.texts.notice)) == len(brief.pages)
    for words in (brief.texts.title, brief.texts.subtitle, brief.texts.count, brief.texts.as_of):
        assert squeezed(words) in text
    for entry in brief.entries:
        assert squeezed(plain(entry.speaker)) in text


REVIEWS = {
    "The first of four.": Review(),
    "The second of four.": Review(Origin.CORRECTED, ReviewState.CHECKED, "B2"),
    "The third of four.": Review(Origin.ADDED),
    "The last of four.": Review(state=ReviewState.DISPUTED),
}
HAND = ("corrected by hand, checked, grade B2", "added by hand", "disputed")


def reviewed(reviews: dict[str, Review]) -> Brief:
    claims = [
        located("Abu Kamal", 40.92, 34.45, "euphrates", 3 * n, text=text, review=review)
        for n, (text, review) in enumerate(reviews.items(), 1)
    ]
    return compose_brief(scene_of(claims, "euphrates"), documents=[REPORT])


@pytest.mark.parametrize("kind", READERS)
def test_what_people_corrected_added_and_checked_is_told_apart(kind: str) -> None:
    text = squeezed(READERS[kind](reviewed(REVIEWS)))
    assert [text.count(squeezed(words)) for words in HAND] == [1, 1, 1]


def test_the_web_page_tells_apart_what_people_did(page: Page, tmp_path: Path) -> None:
    (tmp_path / "brief.html").write_bytes(brief_bytes(reviewed(REVIEWS), "html"))
    page.goto((tmp_path / "brief.html").as_uri())
    rows = page.locator(".tw-list li")
    expect(rows).to_have_count(len(REVIEWS))
    for row, said in zip(rows.all(), ("", *HAND), strict=True):
        expect(row).to_contain_text(said)
        assert [words for words in HAND if words in row.inner_text()] == [said] * bool(said)


def test_the_picture_tells_apart_what_people_did() -> None:
    """As the SVG, which is read above, is drawn by another program."""
    drawn, plain_one = (
        Image.open(io.BytesIO(brief_bytes(reviewed(reviews), "png")))
        for reviews in (REVIEWS, dict.fromkeys(REVIEWS, Review()))
    )
    assert far_apart(rendered(reviewed(REVIEWS)), drawn) < 60
    assert far_apart(plain_one, drawn) > 120, "the measure would not see a difference"


@pytest.mark.parametrize(("name", "query"), VIEWS)
def test_the_picture_describes_the_claims_of_the_filter(cases, name: str, query: str) -> None:
    brief, kept, _ = view_of(cases, name, query)
    image = Image.open(io.BytesIO(brief_bytes(brief, "png", scale=0.5)))
    image.load()
    said = image.text["Description"]
    assert said == brief.alt_text
    assert (f"{len(kept)} claim" in said) is bool(kept)
    assert len(brief.entries) == len(kept)


@pytest.mark.parametrize(("name", "query"), [VIEWS[0], VIEWS[2], VIEWS[6]])
def test_page_picture_and_web_page_show_the_same(cases, page: Page, name: str, query: str) -> None:
    """The case's map under the filter, the briefing's picture and the HTML file, compared as data."""
    brief, _, _ = view_of(cases, name, query)
    whole, wanted = cases[name][1], from_query(query)[0]
    kept = {placed.claim.id for placed in filters.apply(wanted, whole.claims)}

    def pins(scene: Scene) -> set:
        ids = [(pin, frozenset(scene.claims[n].claim.id for n in pin.claims) & kept) for pin in scene.pins]
        return {(pin.actor.id, pin.stance, pin.negated, pin.bank, found) for pin, found in ids if found}

    assert pins(brief.scene) == pins(whole)
    numbered = {entry.placed.claim.id for entry in brief.entries if entry.on_map}
    assert numbered == {claim for pin in pins(whole) for claim in pin[-1]}

    page.set_content(brief_bytes(brief, "html").decode())
    packed = base64.b64decode(page.text_content('script.packet[data-name="scene"]'))
    assert packed == scene_packet(brief.scene)
    head, columns = unpack(packed)
    data = json.loads(page.text_content("#brief"))
    assert data["pins"] == [list(pin.claims) for pin in brief.scene.pins]
    assert columns["pin_claims"].tolist() == [n for pin in brief.scene.pins for n in pin.claims]

    drawn = {mark.text for mark in next(la for la in brief.pages[0].layers if la.name == "legend").marks
             if hasattr(mark, "text")}  # fmt: skip
    labels = {entry["label"] for entry in head["legend"]}
    if UNSURE not in brief.scene.legend:  # where the web page's map can be moved to
        labels -= {UNSURE.label}
    assert labels <= drawn
    assert labels <= {entry.label for entry in whole.legend}
    assert data["subtitle"] == brief.texts.subtitle
    assert brief.scene.caption == filters.describe(wanted, whole.claims, sides=side_words(whole))


@pytest.mark.parametrize("layout", SHEETS)
@pytest.mark.parametrize(("name", "query"), VIEWS)
def test_in_the_samples_nothing_covers_anything(cases, name: str, query: str, layout: str) -> None:
    frame = FRAMES[list(SHEETS).index(layout) % 2]
    brief, _, _ = view_of(cases, name, query, layout=layout, frame=frame)
    assert clashes(brief) == []
    assert cut_off(brief) == []


# ---------------------------------------------------------------- drawn by others


def rendered(brief: Brief) -> Image.Image:
    """The SVG as resvg draws it, with the font it names as second."""
    fonts = [str(font_file(bold)) for bold in (False, True)]
    svg = brief_bytes(brief, "svg").decode()
    drawn = resvg_py.svg_to_bytes(
        svg_string=svg, font_files=fonts, skip_system_fonts=True, width=brief.sheet.width, dpi=96
    )
    return Image.open(io.BytesIO(bytes(drawn))).convert("RGB")


def far_apart(one: Image.Image, other: Image.Image) -> float:
    """The largest difference of the two pictures, looked at from some way off, of 255."""
    assert one.size == other.size
    width, height = one.size
    small = (width // 12, height // 12)
    boxed = [image.convert("RGB").resize(small, Image.Resampling.BOX) for image in (one, other)]
    return max(high for _, high in ImageChops.difference(*boxed).getextrema())


@pytest.mark.parametrize(
    ("name", "layout", "theme"),
    [("town", "16:9", "light"), ("arabic", "square", "dark"), ("hostile", "a4-portrait", "print")],
)
def test_resvg_draws_the_svg_as_the_png_is_drawn(name: str, layout: str, theme: str) -> None:
    brief = compose_brief(SCENES[name](), layout=layout, theme=theme, documents=[REPORT])
    drawn = Image.open(io.BytesIO(brief_bytes(brief, "png")))
    assert far_apart(rendered(brief), drawn) < 60
    other = compose_brief(SCENES["province"](), layout=layout, theme=theme, documents=[REPORT])
    assert far_apart(rendered(other), drawn) > 120, "the measure would not see a difference"


@pytest.mark.parametrize("name", ["arabic", "scripts"])
def test_chromium_draws_the_svg_as_the_png_is_drawn(page: Page, tmp_path: Path, name: str) -> None:
    brief = compose_brief(SCENES[name](), layout="4:3", documents=[REPORT])
    (tmp_path / "brief.svg").write_bytes(brief_bytes(brief, "svg"))
    page.set_viewport_size({"width": 960, "height": 720})
    page.goto((tmp_path / "brief.svg").as_uri())
    shot = Image.open(io.BytesIO(page.screenshot()))
    drawn = Image.open(io.BytesIO(brief_bytes(brief, "png"))).resize(shot.size, Image.Resampling.BOX)
    assert far_apart(shot, drawn) < 60


def test_arabic_is_joined_as_a_browser_joins_it(page: Page, tmp_path: Path) -> None:
    """Widths of the drawn lines: letters that stand alone would be a third wider."""
    brief = compose_brief(SCENES["arabic"]())
    (tmp_path / "brief.svg").write_bytes(brief_bytes(brief, "svg"))
    page.goto((tmp_path / "brief.svg").as_uri())
    page.evaluate("() => document.fonts.ready")
    lines = page.eval_on_selector_all(
        "text",
        "all => all.map((t) => [t.textContent, parseFloat(t.getAttribute('font-size')),"
        " t.getAttribute('font-weight') === 'bold', t.getComputedTextLength()])",
    )
    checked = loose = 0
    for text, size, bold, length in lines:
        if re.search("[\u0620-\u064a]{3}", text):
            ours = width_of(text, size, bold=bold)
            assert ours == pytest.approx(length, rel=0.02)
            loose += sum(width_of(letter, size, bold=bold) for letter in text) > 1.1 * ours
            checked += 1
    assert checked > 10
    assert loose > 5


@pytest.mark.parametrize("theme", THEMES)
def test_pdfium_draws_the_pdf_as_the_png_is_drawn(theme: str) -> None:
    brief = compose_brief(SCENES["arabic"](), theme=theme, documents=[REPORT])
    drawn = Image.open(io.BytesIO(brief_bytes(brief, "png")))
    page = pypdfium2.PdfDocument(brief_bytes(brief, "pdf"))[0]
    shown = page.render(scale=1 / brief.sheet.points_per_unit).to_pil().convert("RGB").resize(drawn.size)
    assert far_apart(shown, drawn) < 60


# ---------------------------------------------------------------- hostile words


@pytest.fixture(scope="module")
def trap() -> Brief:
    """Hostile words wherever words can stand."""
    actor = Actor("bad", HOSTILE, "x", (), "red;}</style>")
    source = speaker(HOSTILE, role=HOSTILE, organisation=HOSTILE)
    claim = located(HOSTILE, 40.95, 34.5, "Euphrates", 0, source=source, text=f"{HOSTILE} {HOSTILE}",
                    actors=((actor, Role.ACTS),))  # fmt: skip
    return compose_brief(
        scene_of([claim], "Euphrates", title=HOSTILE),
        title=HOSTILE, subtitle=HOSTILE, marking=HOSTILE, layout="a4-landscape",
        documents=[Document.of(HOSTILE, title=HOSTILE, publisher=HOSTILE)],
    )  # fmt: skip


@pytest.mark.parametrize("kind", READERS)
def test_hostile_words_come_out_as_written(trap: Brief, kind: str) -> None:
    text = squeezed(READERS[kind](trap))
    wanted = squeezed(HOSTILE)
    assert text.count(wanted) >= 7, "title, subtitle, marking twice, speaker, quotation, source"
    assert wanted * 2 in text
    assert squeezed(rf"{7 * 191}") not in text


def test_hostile_words_in_the_picture_s_own_words(trap: Brief) -> None:
    image = Image.open(io.BytesIO(brief_bytes(trap, "png", scale=0.25)))
    assert image.text["Title"] == HOSTILE
    assert HOSTILE in image.text["Description"]


@pytest.mark.parametrize("kind", ["svg", "html"])
def test_in_a_browser_nothing_of_it_runs_or_asks_anyone(
    trap: Brief, page: Page, tmp_path: Path, kind: str
) -> None:
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    path = tmp_path / f"brief.{kind}"
    path.write_bytes(brief_bytes(trap, kind))
    page.goto(path.as_uri())
    page.wait_for_timeout(300)
    assert [url for url in asked if not url.startswith(("data:", "blob:"))] == [path.as_uri()]
    assert said == []
    text = page.evaluate("() => document.documentElement.textContent")
    assert HOSTILE in text
    assert "1337" not in page.evaluate("() => document.body ? document.body.innerText : ''")


# ---------------------------------------------------------------- LibreOffice


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize(("name", "query"), [VIEWS[0], VIEWS[7]])
def test_libreoffice_opens_the_slides_claim_for_claim(cases, tmp_path: Path, name: str, query: str) -> None:
    brief, kept, others = view_of(cases, name, query, marking="FOR TRAINING")
    text = squeezed(in_office(brief, tmp_path))
    assert [claim for claim in kept if claim not in text] == []
    assert [claim for claim in others if claim in text] == []
    assert text.count("FORTRAINING") == 2 * len(brief.pages)


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_shows_hostile_words_as_written(trap: Brief, tmp_path: Path) -> None:
    text = squeezed(in_office(trap, tmp_path))
    assert text.count(squeezed(HOSTILE)) >= 5


def in_office(brief: Brief, folder: Path) -> str:
    """The text of the slides as LibreOffice prints them; as many pages as slides."""
    (folder / "brief.pptx").write_bytes(brief_bytes(brief, "pptx"))
    command = [
        str(OFFICE), "--headless", f"-env:UserInstallation={(folder / 'office').as_uri()}",
        "--convert-to", "pdf", "--outdir", str(folder), str(folder / "brief.pptx"),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    content = (folder / "brief.pdf").read_bytes()
    assert len(pypdfium2.PdfDocument(content)) == len(brief.pages)
    return pdf_text(content)
