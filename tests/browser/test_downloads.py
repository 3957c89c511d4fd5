"""A download in a real browser: the menu, the file that arrives, what it holds."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from geo.ui import words
from tests.browser.acting import choose_from, press
from tests.browser.conftest import Visit
from tests.browser.test_journey import show_all


def open_menu(page: Page) -> None:
    press(page.get_by_role("button", name=words.DOWNLOAD, exact=True))


def download(page: Page, folder: Path) -> Path:
    with page.expect_download(timeout=40_000) as waiting:
        press(page.get_by_test_id("stDownloadButton").get_by_role("button"))
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
    press(page.get_by_text("All of them" if everything else "Those shown"))
    choose_from(
        page.get_by_label(words.DOWNLOAD_KIND), page.get_by_role("option", name=words.file_kind("csv"))
    )
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
