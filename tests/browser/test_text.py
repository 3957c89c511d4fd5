"""The text and the disputes in a real browser: a mark, a chip and a pair each lead to the card."""

from collections.abc import Callable

from playwright.sync_api import expect

from geo.ui import words
from tests.browser.acting import press
from tests.browser.conftest import Visit

WAIT_MS = 40_000


def test_a_mark_in_the_text_leads_to_its_claim(visit: Callable[..., Visit], app: str) -> None:
    visited = visit(f"{app}/text")
    page = visited.page
    chips = page.locator(".report button.chip")
    expect(chips.first).to_be_visible(timeout=WAIT_MS)
    chips.nth(1).focus()
    page.keyboard.press("Enter")
    expect(chips.nth(1)).to_have_attribute("aria-current", "true")
    expect(page.locator("article.card blockquote")).to_be_visible()
    now = "".join(page.locator(".report .claim.now").all_inner_texts())
    assert now, "the selected claim stands out in the text"
    assert now.strip() in page.locator("article.card blockquote").inner_text()
    press(page.locator(".report .claim:not(.now)").last)
    expect(chips.nth(1)).not_to_have_attribute("aria-current", "true")
    assert not visited.outside


def test_a_layer_can_be_taken_away(visit: Callable[..., Visit], app: str) -> None:
    page = visit(f"{app}/text").page
    expect(page.locator(".report .mark.place").first).to_be_visible(timeout=WAIT_MS)
    press(page.get_by_role("button", name=words.LAYERS["place"]))
    expect(page.locator(".report .mark.place")).to_have_count(0)
    expect(page.locator(".report .mark.claim").first).to_be_visible()


def test_a_dispute_leads_to_its_claims(visit: Callable[..., Visit], app: str) -> None:
    page = visit(f"{app}/disputes").page
    rows = page.locator(".pair button.row")
    expect(rows.first).to_be_visible(timeout=WAIT_MS)
    said = rows.first.locator("strong").inner_text()
    press(rows.first)
    expect(page.locator("article.card .speaker")).to_have_text(said)
    expect(rows.first).to_have_attribute("aria-current", "true")


def test_a_number_in_the_matrix_is_a_filter(visit: Callable[..., Visit], app: str) -> None:
    page = visit(f"{app}/actors").page
    cells = page.locator(".matrix").first.locator("td button")
    expect(cells.first).to_be_visible(timeout=WAIT_MS)
    count = int(cells.first.locator("span").inner_text())
    press(cells.first)
    expect(cells.first).to_have_attribute("aria-current", "true")
    expect(page.locator("button.row")).to_have_count(count)
    press(cells.first)
    expect(cells.first).not_to_have_attribute("aria-current", "true")
