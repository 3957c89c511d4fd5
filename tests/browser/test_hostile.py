"""A text full of traps is shown as written in list, card and map; nothing of it runs or asks anyone."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from geo.ui import words
from tests.browser.acting import choose_from, press, rested
from tests.browser.conftest import Visit
from tests.browser.test_journey import STREAMLIT_PROBES, paste, rows

TRAP = (
    '{{7*191}} {# x {% raw <img src=x onerror="top.ran=1"> ` </script><script>top.ran=2</script> '
    "${top.ran=3} ![i](http://evil.test/i.png) :red[x] $e=mc^2$ \\u003c"
)
TITLE = f"Title {TRAP}"
TEXT = (
    f"“We hold the bridge {TRAP} at Raqqa on the western side of the Euphrates,” Mara Venn, "
    f"spokeswoman of the {{{{7*191}}}} <b>Ferry Guild</b>, said.\n\n"
    f"Captain {{# Odo <img src=x onerror=top.ran=4> Venn said that `boats` </script> crossed the Euphrates "
    "near Raqqa.\n\n"
    "Mara Venn said that the {{cycler.__init__}} Front had attacked Raqqa.\n"
)


def test_a_hostile_text_is_shown_as_written_and_nothing_runs(visit: Callable[..., Visit], app: str) -> None:
    visited = visit(app)
    page = visited.page
    paste(page, app, TEXT, title=TITLE)
    heading = page.locator(".head h1")
    expect(heading).to_have_text(TITLE, timeout=40_000)
    frame = visited.map_frame()
    row = rows(page).filter(has_text="We hold the bridge")
    expect(row).to_have_count(1)
    assert TRAP in row.locator(".words").text_content()
    press(row)
    card = page.locator(".card")
    expect(card.locator(".said")).to_contain_text(TRAP)
    expect(card.locator(".source")).to_contain_text(TITLE)
    assert TITLE in frame.locator(".tw-credits").text_content()
    everything = " ".join([page.content(), frame.content(), *page.locator(".leaf").all_text_contents()])
    assert "1337" not in everything
    assert page.evaluate("() => window.ran") is None
    assert frame.evaluate("() => window.ran") is None
    assert page.locator("img[src='x'], img[src*='evil']").count() == 0
    assert visited.outside == []
    assert [error for error in visited.errors if STREAMLIT_PROBES not in error] == []


def test_a_hostile_text_can_be_filtered_and_chosen(visit: Callable[..., Visit], app: str) -> None:
    visited = visit(app)
    page = visited.page
    paste(page, app, TEXT, title=TITLE)
    expect(rows(page).first).to_be_visible(timeout=40_000)
    count = rows(page).count()
    choose_from(
        page.get_by_role("combobox", name=re.compile(words.SPEAKER)),
        page.get_by_role("option").filter(has_text="Mara Venn"),
    )
    expect(page.locator(".head .caption")).to_contain_text("said by")
    rested(page)
    assert 0 < rows(page).count() <= count
    assert page.evaluate("() => window.ran") is None
    assert visited.outside == []


def test_a_hostile_link_opens_the_sample(visit: Callable[..., Visit], app: str) -> None:
    trap = "%7B%7B7*191%7D%7D%3Cimg%20src%3Dx%20onerror%3Dtop.ran%3D1%3E![i](http%3A%2F%2Fevil.test%2Fi.png)"
    visited = visit(f"{app}/?actor={trap}&speaker={trap}&words={trap}&side={trap}&case={trap}&river={trap}")
    page = visited.page
    expect(page.locator(".head h1")).to_be_visible(timeout=40_000)
    visited.map_frame()
    expect(page.get_by_text("The link's case")).to_be_visible()
    assert "1337" not in page.content()
    assert page.evaluate("() => window.ran") is None
    assert visited.outside == []
    assert visited.errors == []
