"""The briefing page without a browser: its preview is the file, its choices reach it, nothing runs."""

import base64
import io
import json
from datetime import date

import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from geo import links
from geo.brief import Look, brief_bytes, brief_of
from geo.briefing import SHEETS
from geo.cases import sample_document
from geo.filters import from_query
from geo.model import Document
from geo.ui import words
from geo.ui.brief_picture import file_name
from geo.ui.readings import read_case
from tests.test_pages import APP, HOSTILE, REPORT, settled


def open_brief(**query: str) -> AppTest:
    app = AppTest.from_file(APP, default_timeout=90)
    settled(app.run())
    app.switch_page("pages/brief.py")
    for key, value in query.items():
        app.query_params[key] = value
    return settled(app.run())


def preview(app: AppTest) -> tuple[str, bytes]:
    """Alternative text and bytes of the picture on the page."""
    (found,) = [piece.proto.json for piece in app.get("bidi_component") if piece.key == "picture"]
    ((tag, options),) = json.loads(found)["nodes"]
    kind, data = options["picture"].split(",", 1)
    assert (tag, kind) == ("img", "data:image/png;base64")
    return options["alt"], base64.b64decode(data)


@pytest.mark.parametrize("query", ["", "side=left", "stance=denied", "words=zeppelin"])
def test_the_preview_is_byte_for_byte_the_file_of_the_view(query: str) -> None:
    wanted = links.from_query(query)[0].wanted
    app = open_brief(**dict(part.split("=") for part in query.split("&") if part))
    case = read_case((sample_document(),), "", own=False)
    look = Look(as_of=case.document.published)
    brief = brief_of(case.scene, wanted, look, documents=[case.document])
    alt, content = preview(app)
    assert content == brief_bytes(brief, "png")
    assert alt == brief.alt_text
    assert [block.value for block in app.code] == [brief.caption, brief.alt_text]


def test_sheet_theme_and_texts_reach_the_picture() -> None:
    app = open_brief()
    app.selectbox(key="b_layout").select("a4-portrait")
    next(e for e in app.get("segmented_control") if e.key == "b_theme").set_value("print")
    app.text_input(key="b_title").set_value("A title of mine")
    app.text_input(key="b_marking").set_value("FOR TRAINING")
    app.date_input(key="b_as_of").set_value(date(2018, 2, 1))
    settled(app.run())
    brief = app.session_state["brief_held"][2]
    assert (brief.sheet.name, brief.theme) == ("a4-portrait", "print")
    assert (brief.texts.title, brief.texts.marking) == ("A title of mine", "FOR TRAINING")
    assert brief.texts.as_of == "As of 1 February 2018"
    image = Image.open(io.BytesIO(preview(app)[1]))
    assert image.size == (SHEETS["a4-portrait"].width, SHEETS["a4-portrait"].height)
    assert image.convert("HSV").getextrema()[1] == (0, 0)


def test_the_day_is_the_report_s_or_none_never_today() -> None:
    app = open_brief()
    assert app.date_input(key="b_as_of").value == sample_document().published
    app.date_input(key="b_as_of").set_value(None)
    settled(app.run())
    assert app.session_state["brief_held"][2].texts.as_of == ""


def test_pages_of_the_list_can_be_turned() -> None:
    app = open_brief()
    pages = len(app.session_state["brief_held"][2].pages)
    assert pages > 1
    first = preview(app)[1]
    app.session_state["b_page"] = 2
    settled(app.run())
    alt, second = preview(app)
    assert second != first
    assert second == brief_bytes(app.session_state["brief_held"][2], "png", page=2)
    assert alt.startswith(f"Page 2 of {pages}")


def test_an_own_text_with_hostile_words_is_shown_as_written() -> None:
    app = AppTest.from_file(APP, default_timeout=90)
    text = f"{REPORT}\n\nMara Venn said that {HOSTILE} was near Raqqa."
    app.session_state["own_documents"] = (Document.of(text, title=HOSTILE),)
    app.query_params["case"] = "own"
    settled(app.run())
    app.switch_page("pages/brief.py")
    app.query_params["case"] = "own"
    settled(app.run())
    app.text_input(key="b_marking").set_value(HOSTILE)
    app.text_input(key="b_subtitle").set_value(HOSTILE)
    settled(app.run())
    brief = app.session_state["brief_held"][2]
    assert brief.texts.title == brief.texts.marking == brief.texts.subtitle == HOSTILE
    assert HOSTILE in preview(app)[0]
    assert "1337" not in preview(app)[0]


def test_a_series_is_made_with_its_progress_and_offered() -> None:
    app = open_brief(side="left")
    assert "1 picture: east bank" in "".join(m.value for m in app.markdown).replace("\\", "")
    settled(app.button(key="b_series_make").click().run())
    made = app.session_state["brief_series"]
    assert made.content.startswith(b"PK")
    assert any(e.key == "b_series_file" for e in app.get("download_button"))
    app.text_input(key="b_title").set_value("Another title")
    settled(app.run())
    assert not any(e.key == "b_series_file" for e in app.get("download_button"))


def test_an_empty_view_says_so_and_offers_no_series() -> None:
    app = open_brief(words="zeppelin")
    assert words.SERIES_EMPTY["side"] in [info.value for info in app.info]
    assert "No claims are shown" in preview(app)[0]


@pytest.mark.parametrize(
    ("kind", "page", "large", "name"),
    [
        ("png", 2, False, "two-banks-two-accounts-of-abu-kamal-16-9-light-page-2.png"),
        ("png", 1, True, "two-banks-two-accounts-of-abu-kamal-16-9-light-4k-page-1.png"),
        ("pdf", 0, False, "two-banks-two-accounts-of-abu-kamal-16-9-light.pdf"),
    ],
)
def test_files_are_named_after_what_they_hold(kind: str, page: int, large: bool, name: str) -> None:
    case = read_case((sample_document(),), "", own=False)
    brief = brief_of(case.scene, from_query("")[0], Look(), documents=[case.document])
    assert file_name(brief, kind, page, large=large) == name
