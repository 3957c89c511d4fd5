"""Files brought in with a real browser: a report for each, then a case that opens on the map."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from geo.ui import words
from tests import files
from tests.browser.acting import press, rested
from tests.browser.conftest import Visit

WAIT_MS = 60_000


def test_files_are_looked_over_and_become_a_case(
    visit: Callable[..., Visit], app: str, tmp_path: Path
) -> None:
    (tmp_path / "a.docx").write_bytes(files.docx(files.HEAD, *files.LINES))
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.5 no more than that")
    visited = visit(f"{app}/read")
    page = visited.page
    press(page.get_by_text(words.READ_WAYS["files"], exact=True))
    chooser = page.get_by_test_id("stFileUploader").filter(has_text=words.BRING_FILES)
    expect(chooser).to_be_visible(timeout=WAIT_MS)
    rested(page)
    chooser.locator("input[type=file]").set_input_files([tmp_path / "a.docx", tmp_path / "b.pdf"])
    look = page.get_by_role("button", name=words.LOOK_INTO)
    expect(look).to_be_enabled(timeout=WAIT_MS)
    press(look)
    expect(page.get_by_text("1 read · 1 refused")).to_be_visible(timeout=WAIT_MS)
    press(page.get_by_role("button", name=words.bring_in(1)))
    opened = page.get_by_role("button", name=words.OPEN_CASE)
    expect(opened).to_be_visible(timeout=WAIT_MS)
    press(opened)
    expect(page.locator("button.row").first).to_be_visible(timeout=WAIT_MS)
    assert not visited.outside
