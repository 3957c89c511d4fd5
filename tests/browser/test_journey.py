"""A visit in a real browser: the sample, filters, pins and rows, Back, a text of one's own."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from geo.ui import words
from tests.browser.acting import choose_from, press, rested
from tests.browser.conftest import ROOT, Visit
from tests.browser.test_map import SHOWN, click_pin

REPORT = (
    "The ferry landing at Raqqa was shelled, ferry captain Mara Venn said on Monday.\n\n"
    "She said that no boat had been hit on the Euphrates near Raqqa. "
    "Mara Venn denied that her crews had fled to the northern bank of the Euphrates at Raqqa."
)
WIDE, PHONE = 1280, 380
STREAMLIT_PROBES = "Failed to load resource"
"""On a page below the root Streamlit first asks there for its health and settings, and notes the 404s."""


def rows(page: Page):
    return page.locator("button.row")


def show_all(page: Page) -> int:
    expect(rows(page).first).to_be_visible(timeout=40_000)
    return rows(page).count()


def pins_shown(visited: Visit) -> int:
    return visited.map_frame().evaluate(SHOWN)


def pill(page: Page, start: str):
    return page.get_by_test_id("stSidebar").get_by_role("button", name=re.compile(rf"^{start} \(\d+\)$"))


def caption(page: Page):
    return page.locator(".head .caption")


def choose(page: Page, label: str, option: str) -> None:
    box = page.get_by_test_id("stSidebar").get_by_label(label, exact=False).first
    choose_from(box, page.get_by_role("option", name=re.compile(rf"^{re.escape(option)}")))


def paste(page: Page, url: str, text: str, *, title: str = "", day: str = "2018-01-15") -> None:
    """Hand in a text on the page that reads texts, and wait for the map."""
    page.goto(f"{url}/read")
    page.get_by_label(words.TEXT, exact=True).wait_for(timeout=40_000)
    rested(page)
    page.get_by_label(words.TEXT, exact=True).fill(text)
    page.get_by_label(words.TITLE, exact=True).fill(title)
    if day:
        type_date(page, day)
    press(page.get_by_role("button", name=words.READ, exact=True))


def type_date(page: Page, day: str) -> None:
    field = page.get_by_test_id("stDateInput")
    year, month, date = day.split("-")
    press(field.get_by_role("spinbutton").nth(0))
    page.keyboard.type(f"{year}{month}{date}")


def test_the_sample_opens_and_asks_nobody_else(visit: Callable[..., Visit], app: str) -> None:
    visited = visit(app)
    frame = visited.map_frame()
    count = show_all(visited.page)
    assert count > 10
    expect(caption(visited.page)).to_contain_text(f"{count} claims")
    frame.wait_for_function(f"() => ({SHOWN})() > 3")
    assert visited.outside == []
    assert visited.errors == []


def test_side_and_actor_change_the_pins_and_keep_the_map(visit: Callable[..., Visit], app: str) -> None:
    visited = visit(app)
    page, frame = visited.page, visited.map_frame()
    show_all(page)
    frame.evaluate("() => { window.map.marked = 'kept'; }")
    everything = pins_shown(visited)
    press(pill(page, "East bank"))
    expect(rows(page)).to_have_count(1)
    expect(caption(page)).to_contain_text("east bank")
    frame.wait_for_function(f"() => ({SHOWN})() === 1")
    press(pill(page, "East bank"))
    frame.wait_for_function(f"() => ({SHOWN})() === {everything}")
    choose(page, words.ACTOR, "Syrian Democratic Forces")
    expect(caption(page)).to_contain_text("Syrian Democratic Forces")
    frame.wait_for_function(f"() => ({SHOWN})() < {everything}")
    assert frame.evaluate("() => window.map.marked") == "kept"
    assert visited.errors == []


def test_the_denied_strikes_stand_under_west_as_denied(visit: Callable[..., Visit], app: str) -> None:
    page = visit(app).page
    show_all(page)
    press(pill(page, "West bank"))
    expect(caption(page)).to_contain_text("west bank")
    negated = rows(page).filter(has_text="aircraft had not attacked")
    expect(negated).to_have_count(1)
    expect(negated.locator(".badge.negated")).to_have_text(words.NEGATED_BADGE)


def test_a_row_opens_the_card_and_the_arrows_go_on(visit: Callable[..., Visit], app: str) -> None:
    visited = visit(app)
    page = visited.page
    show_all(page)
    said = rows(page).nth(2).locator(".words").inner_text().removeprefix("… ")
    press(rows(page).nth(2))
    card = page.locator(".card")
    expect(card.locator(".said")).to_have_text(said)
    expect(card).to_contain_text(words.NOTICE)
    expect(card).to_be_in_viewport()
    expect(rows(page).nth(2)).to_have_attribute("aria-current", "true")
    press(card.get_by_role("button", name=words.NEXT))
    expect(rows(page).nth(3)).to_have_attribute("aria-current", "true")
    rested(page)
    card.get_by_role("button", name=words.PREVIOUS).focus()
    page.keyboard.press("Enter")
    expect(rows(page).nth(2)).to_have_attribute("aria-current", "true")
    press(card.get_by_role("button", name=words.CLOSE))
    expect(page.locator(".card.empty")).to_be_visible()


def test_a_pin_opens_the_card(visit: Callable[..., Visit], app: str) -> None:
    visited = visit(app)
    frame = visited.map_frame()
    show_all(visited.page)
    click_pin(visited, frame, 0)
    expect(visited.page.locator(".card blockquote")).to_be_visible()
    assert re.search(r"claim=\w+", visited.page.url)


def test_arrow_keys_move_through_the_rows(visit: Callable[..., Visit], app: str) -> None:
    page = visit(app).page
    show_all(page)
    rows(page).nth(0).focus()
    page.keyboard.press("ArrowDown")
    expect(rows(page).nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    expect(rows(page).nth(1)).to_have_attribute("aria-current", "true")
    expect(rows(page).nth(1)).to_be_focused()


def test_the_link_restores_the_view_and_back_undoes(visit: Callable[..., Visit], app: str) -> None:
    visited = visit(app)
    page = visited.page
    everything = show_all(page)
    press(pill(page, "East bank"))
    expect(rows(page)).to_have_count(1)
    expect(page).to_have_url(re.compile(r"\?side=left$"))
    press(pill(page, "West bank"))
    expect(page).to_have_url(re.compile(r"side=left%2Cright|side=left,right"))
    expect(rows(page)).not_to_have_count(1)
    page.go_back()
    expect(rows(page)).to_have_count(1)
    expect(caption(page)).to_contain_text("east bank")
    page.go_back()
    expect(rows(page)).to_have_count(everything)
    page.go_forward()
    expect(rows(page)).to_have_count(1)
    again = visit(page.url).page
    expect(rows(again)).to_have_count(1, timeout=40_000)


def test_another_page_and_back_keeps_the_view(visit: Callable[..., Visit], app: str) -> None:
    page = visit(app).page
    show_all(page)
    press(pill(page, "East bank"))
    expect(rows(page)).to_have_count(1)
    press(page.get_by_role("link", name=words.PAGE_ABOUT))
    expect(page.get_by_text(words.ABOUT_TITLE)).to_be_visible()
    press(page.get_by_role("link", name=words.PAGE_MAP))
    expect(rows(page)).to_have_count(1)
    expect(page).to_have_url(re.compile(r"\?side=left$"))


def test_a_pasted_text_comes_to_the_map_and_stays_with_its_visitor(
    visit: Callable[..., Visit], app: str
) -> None:
    visited = visit(app)
    paste(visited.page, app, REPORT, title="Ferries at Raqqa")
    expect(visited.page.locator(".head h1")).to_have_text("Ferries at Raqqa", timeout=40_000)
    expect(rows(visited.page).filter(has_text="no boat had been hit")).to_have_count(1)
    assert pins_shown(visited) > 0
    assert visited.outside == []
    assert [each for each in visited.errors if STREAMLIT_PROBES not in each] == []
    other = visit(f"{app}/?case=own").page
    expect(other.locator(".head h1")).not_to_have_text("Ferries at Raqqa", timeout=40_000)
    expect(other.get_by_text("somebody pasted")).to_be_visible()
    expect(other.get_by_text("Ferries at Raqqa")).to_have_count(0)


def test_without_a_date_it_asks(visit: Callable[..., Visit], app: str) -> None:
    page = visit(app).page
    paste(page, app, REPORT, title="Undated", day="")
    expect(page.get_by_text("Without a date of publication")).to_be_visible()
    press(page.get_by_role("button", name=words.READ_WITHOUT_DATE))
    expect(page.locator(".head h1")).to_have_text("Undated", timeout=40_000)
    expect(page.locator(".head .byline").first).to_contain_text("no date of publication")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_on_a_phone_nothing_is_wider_than_the_screen(
    visit: Callable[..., Visit], app: str, dark: bool
) -> None:
    visited = visit(app, width=PHONE, height=780, dark=dark)
    visited.map_frame()
    show_all(visited.page)
    expect(caption(visited.page)).to_be_visible()
    width = visited.page.evaluate(
        "() => document.querySelector('[data-testid=stMainBlockContainer]').scrollWidth"
    )
    assert width <= PHONE
    press(rows(visited.page).first)
    expect(visited.page.locator(".card blockquote")).to_be_in_viewport()


def test_a_fresh_server_opens_the_page_asked_for(
    visit: Callable[..., Visit], serve: Callable[..., str]
) -> None:
    page = visit(f"{serve(ROOT / 'app.py')}/read").page
    expect(page.get_by_label(words.TEXT, exact=True)).to_be_visible(timeout=40_000)
    expect(page.get_by_text("Page not found")).to_have_count(0)
