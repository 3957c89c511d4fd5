"""The briefing page in a real browser: the preview is the file, the files open, the view comes along."""

import base64
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import Page, expect
from pptx import Presentation

from geo.ui import words
from tests.briefs import HOSTILE
from tests.browser.acting import press
from tests.browser.conftest import Visit
from tests.browser.test_journey import STREAMLIT_PROBES, caption

PICTURE = "img.brief"


def picture(page: Page) -> bytes:
    expect(page.locator(PICTURE)).to_be_visible(timeout=40_000)
    return base64.b64decode(page.locator(PICTURE).get_attribute("src").split(",", 1)[1])


def download(page: Page, label: str) -> tuple[str, bytes]:
    with page.expect_download(timeout=60_000) as caught:
        press(page.get_by_role("button", name=label, exact=True))
    return caught.value.suggested_filename, Path(caught.value.path()).read_bytes()


def test_the_preview_is_the_file_and_every_file_opens(visit: Callable[..., Visit], app: str) -> None:
    visited = visit(f"{app}/brief?side=right")
    page = visited.page
    shown = picture(page)
    name, png = download(page, words.png_size(1920, 1080))
    assert png == shown
    assert name.endswith(".png")
    assert Image.open(io.BytesIO(download(page, words.png_size(3840, 2160))[1])).size == (3840, 2160)
    assert download(page, "SVG")[1].startswith(b"<?xml")
    alt = page.locator(PICTURE).get_attribute("alt")
    text = pypdfium2.PdfDocument(download(page, "PDF")[1])[0].get_textpage().get_text_range()
    assert "west bank" in text
    assert "West bank · right" in text
    slides = Presentation(io.BytesIO(download(page, "PowerPoint")[1])).slides
    assert len(slides) >= 1
    assert "west bank" in alt
    name, html = download(page, words.HTML_FILE)
    assert name.endswith(".html")
    assert html.startswith(b"<!DOCTYPE html>")
    assert visited.outside == []
    assert [error for error in visited.errors if STREAMLIT_PROBES not in error] == []


def test_the_view_comes_along_and_goes_back(visit: Callable[..., Visit], app: str) -> None:
    visited = visit(f"{app}/?stance=denied")
    page = visited.page
    visited.map_frame()
    expect(caption(page)).to_contain_text("denied")
    press(page.get_by_role("link", name=words.PAGE_BRIEF, exact=True))
    expect(page.locator(PICTURE)).to_be_visible(timeout=40_000)
    assert "denies it" in page.locator(PICTURE).get_attribute("alt")
    assert "stance=denied" in page.url
    press(page.get_by_role("link", name=words.PAGE_MAP, exact=True))
    expect(caption(page)).to_contain_text("denied", timeout=20_000)
    press(page.get_by_role("link", name=words.TO_BRIEF))
    expect(page.locator(PICTURE)).to_be_visible(timeout=40_000)
    assert "denies it" in page.locator(PICTURE).get_attribute("alt")


def test_choices_and_hostile_words_reach_the_picture(visit: Callable[..., Visit], app: str) -> None:
    visited = visit(f"{app}/brief")
    page = visited.page
    before = picture(page)
    page.get_by_label(words.BRIEF_HEADING, exact=True).fill(HOSTILE)
    page.get_by_role("textbox", name=words.MARKING).fill(HOSTILE)
    page.keyboard.press("Tab")
    press(page.get_by_test_id("stButtonGroup").get_by_text(words.LOOKS["dark"], exact=True))
    expect(page.locator(PICTURE)).to_have_attribute("alt", re.compile(re.escape(HOSTILE)), timeout=30_000)
    assert picture(page) != before
    image = Image.open(io.BytesIO(picture(page)))
    assert image.text["Title"] == HOSTILE
    assert "1337" not in page.content()
    assert page.evaluate("() => window.ran") is None
    assert visited.outside == []


def test_a_series_is_made_and_downloaded(visit: Callable[..., Visit], app: str) -> None:
    page = visit(f"{app}/brief?side=left,right").page
    picture(page)
    press(page.get_by_role("button", name=words.series_make(2), exact=True))
    button = page.get_by_role("button", name="Download the zip")
    expect(button).to_be_visible(timeout=60_000)
    with page.expect_download(timeout=60_000) as caught:
        press(button)
    with zipfile.ZipFile(caught.value.path()) as file:
        assert [name for name in file.namelist() if name.endswith(".png")] == [
            "01-east-bank.png",
            "02-west-bank.png",
        ]
        assert "Alternative text: " in file.read("captions.txt").decode()


def test_on_a_phone_the_page_is_no_wider_than_the_screen(visit: Callable[..., Visit], app: str) -> None:
    page = visit(f"{app}/brief", width=380, height=800).page
    picture(page)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 380
