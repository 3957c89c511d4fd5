"""A download in a real browser: the menu, the file that arrives, what it holds."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from geo.ui import words
from tests.browser.conftest import Visit
from tests.browser.test_journey import show_all


def open_menu(page: Page) -> None:
    page.get_by_role("button", name=words.DOWNLOAD, exact=True).click()


def download(page: Page, folder: Path) -> Path:
    page.wait_for_timeout(500)  # a rerun that is on its way replaces the button under the pointer
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(timeout=40_000)
    with page.expect_download(timeout=40_000) as waiting:
        page.get_by_test_id("stDownloadButton").get_by_role("button").click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


@pytest.mark.parametrize(("everything", "share"), [(False, "some"), (True, "all")])
def test_the_file_holds_the_claims_of_the_view(
    app: str, visit: Callable[..., Visit], tmp_path: Path, everything: bool, share: str
) -> None:
    page = visit(f"{app}/?stance=denied").page
    shown = show_all(page)
    open_menu(page)
    page.get_by_text("All of them" if everything else "Those shown").click()
    page.get_by_label(words.DOWNLOAD_KIND).click()
    page.get_by_role("option", name=words.file_kind("csv")).click()
    page.get_by_role("button", name=words.download(shown)).or_(
        page.get_by_role("button", name="Download ")
    ).first.wait_for()
    path = download(page, tmp_path)
    assert path.suffix == ".csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    stances = {row["stance"] for row in rows}
    assert (len(rows) > shown, "asserted" in stances) == (everything, everything)
    assert everything or (len(rows), stances) == (shown, {"denied"})
