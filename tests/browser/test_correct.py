"""Words selected in the text become a claim: only a browser counts characters as a reader selects them."""

import time
from collections.abc import Callable

from playwright.sync_api import Page, expect

from geo.ui import words
from tests.browser.acting import PATIENCE_S, press, rested
from tests.browser.conftest import Visit

FIRST_WORDS = """(piece) => {
  const root = piece.getRootNode(), text = piece.firstChild;
  const selection = root.getSelection ? root.getSelection() : document.getSelection();
  const told = () => piece.dispatchEvent(new PointerEvent("pointerup", { bubbles: true, composed: true }));
  selection.removeAllRanges();
  told();
  selection.setBaseAndExtent(text, 0, text, text.data.length);
  told();
  return text.data;
}"""


def test_words_selected_in_the_text_become_a_claim(app: str, visit: Callable[[str], Visit]) -> None:
    seen = visit(f"{app}/text")
    page = seen.page
    chosen = select_words(page)
    press(page.get_by_role("button", name=words.MISSED_ADD))
    said = page.locator(".card blockquote .said")
    expect(said).to_have_text(chosen, timeout=60_000)
    expect(page.locator(".report .chip", has_text=words.BY_HAND_MARK["added"])).to_have_count(
        1, timeout=60_000
    )
    assert not seen.outside


def select_words(page: Page) -> str:
    """Select a whole piece of the report, again until the page has taken it; its words."""
    piece = page.locator(".report p span[data-at].claim").nth(2)
    expect(piece).to_be_visible(timeout=60_000)
    until = time.monotonic() + PATIENCE_S
    while True:
        rested(page)
        text: str = piece.evaluate(FIRST_WORDS)
        try:
            expect(page.get_by_role("button", name=words.MISSED_ADD)).to_be_visible(timeout=10_000)
            return text.strip()
        except AssertionError:
            if time.monotonic() > until:
                raise
