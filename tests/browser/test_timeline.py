"""The strip of time in a real browser: drag and keyboard choose days, the map follows and keeps its view."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from geo.ui import words
from tests.browser.acting import press
from tests.browser.conftest import Visit

WAIT_MS = 40_000


def test_a_stretch_of_the_strip_is_a_filter(visit: Callable[..., Visit], app: str) -> None:
    visited = visit(app)
    page, frame = visited.page, visited.map_frame()
    frame.evaluate("() => { Thalweg.sameMap = true; }")
    bins = page.locator(".timeline .bin")
    expect(bins.first).to_be_visible(timeout=WAIT_MS)
    bins.first.scroll_into_view_if_needed()
    start, end = bins.nth(1).bounding_box(), bins.nth(3).bounding_box()
    page.mouse.move(start["x"] + 3, start["y"] + 30)
    page.mouse.down()
    page.mouse.move(end["x"] + 3, end["y"] + 30, steps=5)
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"from=\d{4}-\d\d-\d\d&to=\d{4}"))
    expect(bins.nth(2)).to_have_attribute("aria-pressed", "true")
    expect(bins.nth(5)).to_have_attribute("aria-pressed", "false")
    assert frame.evaluate("() => Thalweg.sameMap") is True
    press(page.get_by_role("button", name="All of time"))
    expect(page).not_to_have_url(re.compile("from="))


def test_the_strip_answers_the_keyboard(visit: Callable[..., Visit], app: str) -> None:
    page = visit(app).page
    bins = page.locator(".timeline .bin")
    expect(bins.first).to_be_visible(timeout=WAIT_MS)
    bins.first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(bins.nth(1)).to_have_attribute("aria-pressed", "true")
    expect(bins.nth(0)).to_have_attribute("aria-pressed", "false")


def test_the_strip_steps_on_and_plays_to_its_end(visit: Callable[..., Visit], app: str) -> None:
    page = visit(app).page
    bins = page.locator(".timeline .bin")
    expect(bins.first).to_be_visible(timeout=WAIT_MS)
    expect(page.locator(".timeline .undated")).to_contain_text(re.compile(r"\d+"))
    press(bins.nth(bins.count() - 3))
    expect(page).to_have_url(re.compile("from="))
    press(page.get_by_role("button", name=words.TIMELINE["next"], exact=True))
    expect(bins.nth(bins.count() - 2)).to_have_attribute("aria-pressed", "true")
    play = page.get_by_role("button", name=words.TIMELINE["play"], exact=True)
    press(play)
    expect(bins.last).to_have_attribute("aria-pressed", "true", timeout=WAIT_MS)
    expect(play).to_be_visible(timeout=WAIT_MS)
    press(page.get_by_role("button", name=words.TIMELINE["previous"], exact=True))
    expect(bins.last).to_have_attribute("aria-pressed", "false", timeout=WAIT_MS)
    page.get_by_label(words.TIMELINE["step"]).select_option("year")
    expect(page.get_by_label(words.TIMELINE["step"])).to_have_value("year", timeout=WAIT_MS)
    expect(bins.first).to_have_attribute("aria-label", re.compile(r"^\d{4}"), timeout=WAIT_MS)
