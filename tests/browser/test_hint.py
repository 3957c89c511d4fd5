"""The hint of a first visit: shown once, and gone for good when it was closed."""

from collections.abc import Callable

from playwright.sync_api import expect

from geo.ui import words
from tests.browser.acting import press
from tests.browser.conftest import Visit


def test_the_hint_is_closed_for_good(visit: Callable[..., Visit], app: str) -> None:
    page = visit(app).page
    hint = page.get_by_role("note").filter(has_text=words.HINT)
    expect(hint).to_be_visible(timeout=40_000)
    press(page.get_by_role("button", name=words.HINT_CLOSE))
    expect(hint).to_be_hidden()
    page.reload()
    expect(page.locator("button.row").first).to_be_visible(timeout=40_000)
    expect(hint).to_be_hidden()
