"""What a visitor does to a page of Streamlit's: with patience, since a rerun can take away what is clicked.

A rerun that is on its way replaces a button under the pointer and closes an open list. Each of these waits
for the script to rest before it acts, and acts again where nothing was there to act on.
"""

import time

from playwright.sync_api import Locator, Page
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

PATIENCE_S = 60.0
TRY_MS = 6_000
LIST_MS = 2_000
CALM_S = 0.3
STATE = """() => {
  const app = document.querySelector('[data-testid=stApp]');
  return app ? app.dataset.testScriptState + ' ' + app.dataset.testConnectionState : 'notRunning CONNECTED';
}"""


def rested(page: Page) -> None:
    """Wait until the page's script has rested for a moment; a page without Streamlit always rests."""
    until = time.monotonic() + PATIENCE_S
    calm_since = None
    while calm_since is None or time.monotonic() - calm_since < CALM_S:
        state = page.evaluate(STATE)
        calm_since = (calm_since or time.monotonic()) if state == "notRunning CONNECTED" else None
        assert time.monotonic() < until, f"the page did not come to rest within {PATIENCE_S:.0f} s: {state}"
        page.wait_for_timeout(50)


def press(target: Locator) -> None:
    """Click what is there once the page rests."""
    until = time.monotonic() + PATIENCE_S
    while True:
        rested(target.page)
        try:
            return target.click(timeout=TRY_MS)
        except PlaywrightTimeoutError:
            if time.monotonic() > until:
                raise


def choose_from(box: Locator, option: Locator) -> None:
    """Open a list and take one of it, again where a rerun or a page that scrolled has closed it."""
    until = time.monotonic() + PATIENCE_S
    while True:
        if not option.first.is_visible():
            press(box)
        try:
            return option.first.click(timeout=LIST_MS)
        except PlaywrightTimeoutError:
            if time.monotonic() > until:
                raise
