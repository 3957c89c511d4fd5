"""A wrong place mended with a click, and the click taken back, in a real browser."""

from collections.abc import Callable

from playwright.sync_api import expect

from geo.ui import words
from tests.browser.acting import press
from tests.browser.conftest import Visit
from tests.browser.test_journey import paste, rows

REPORT = "Ferry captain Mara Venn said that shells had fallen on Tripoli on Monday.\n"


def test_a_click_on_another_candidate_moves_the_claim_and_undo_brings_it_back(
    visit: Callable[..., Visit], app: str
) -> None:
    visited = visit(app)
    page = visited.page
    paste(page, app, REPORT, title="Shells at Tripoli")
    expect(page.locator(".head h1")).to_have_text("Shells at Tripoli", timeout=40_000)
    press(rows(page).first)
    choices = page.locator(".card .choices")
    press(choices.locator("summary"))
    expect(choices.locator(".choice.chosen")).to_contain_text("Libya")
    press(choices.locator("button.choice", has_text="Lebanon").first)
    card = page.locator(".card")
    expect(card).to_contain_text(words.LINK["corrected"])
    press(choices.locator("summary"))
    expect(choices.locator(".choice.chosen")).to_contain_text("Lebanon")
    press(choices.get_by_role("button", name=words.UNDO_PLACE))
    expect(card).not_to_contain_text(words.LINK["corrected"])
    press(choices.locator("summary"))
    press(choices.get_by_role("button", name=words.NOT_A_PLACE))
    expect(card).to_contain_text(words.said_no_place("Tripoli"))
    press(card.get_by_role("button", name=words.UNDO_PLACE))
    expect(choices.locator("summary")).to_be_visible()
    assert visited.outside == []
