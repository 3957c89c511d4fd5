"""Names and paragraphs in their own script, in a real browser."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, expect

from geo.ui import words
from tests.browser.acting import press, rested
from tests.browser.conftest import Visit
from tests.browser.test_journey import REPORT, paste, rows

ARABIC = "قال المتحدث إن القوات عبرت الفرات."
DIRECTION = "element => getComputedStyle(element).direction"


def test_names_and_paragraphs_of_another_script_run_its_way(visit: Callable[..., Visit], app: str) -> None:
    visited = visit(app)
    page = visited.page
    paste(page, app, f"{REPORT}\n\n{ARABIC}", title="Ferries at Raqqa")
    row = rows(page).filter(has_text="no boat had been hit")
    expect(row).to_have_count(1, timeout=40_000)
    runs_right_to_left(row.locator(".local"), "الرقة")
    written = visited.map_frame().evaluate("() => Thalweg.state.written.map(each => each.local)")
    assert "الرقة" in written
    press(row)
    runs_right_to_left(
        page.locator(".card dl [dir=auto]").filter(has_text=re.compile("^الرقة$")).first, "الرقة"
    )
    rested(page)
    press(page.get_by_role("link", name=words.PAGE_TEXT, exact=True))
    runs_right_to_left(page.locator(".report p").filter(has_text="الفرات"), ARABIC)
    english = page.locator(".report p").filter(has_text="ferry landing")
    assert english.evaluate(DIRECTION) == "ltr"


def runs_right_to_left(shown: Locator, words_shown: str) -> None:
    expect(shown).to_contain_text(words_shown, timeout=40_000)
    assert shown.evaluate(DIRECTION) == "rtl"
