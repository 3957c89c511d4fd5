"""Asking another service in a real browser: the answer comes by itself, and the page is free meanwhile."""

import re
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from geo.ui import words
from tests.browser.acting import press
from tests.browser.conftest import ROOT, Visit
from tests.browser.test_journey import pill, rows, show_all
from tests.fake_server import FakeServer, answer_json
from tests.test_geocoder_service import HAJIN

SLOW_S = 4.0


def test_the_answer_arrives_by_itself_while_the_page_goes_on(
    visit: Callable[..., Visit], serve: Callable[..., str], tmp_path: Path
) -> None:
    service = FakeServer()

    def late(connection) -> None:
        time.sleep(SLOW_S)
        answer_json([HAJIN])(connection)

    service.behaviour = late
    url = serve(
        ROOT / "app.py",
        THALWEG_GEOCODER="nominatim",
        THALWEG_GEOCODER_URL=service.url,
        THALWEG_USER_AGENT="test (mail@desk.example)",
        THALWEG_ONLINE_FOLDER=str(tmp_path),
    )
    visited = visit(url)
    page = visited.page
    everything = show_all(page)
    press(rows(page).filter(has_text="Abu Kamal").first)
    press(page.get_by_role("button", name=re.compile("Ask OpenStreetMap")).first)
    expect(page.get_by_text(words.asking("OpenStreetMap", ["Abu Kamal"]))).to_be_visible()
    press(pill(page, "On the river"))
    expect(rows(page)).not_to_have_count(everything)
    assert page.locator(".card.lookup").count() == 0, "the filter answered before the service did"
    suggested = page.locator(".card.lookup")
    expect(suggested).to_contain_text("Hajin", timeout=15_000)
    expect(suggested).to_contain_text("ODbL 1.0; asked on")
    press(suggested.locator("button.choice").first)
    expect(page.locator(".card").first).to_contain_text("corrected by hand")
    expect(page.locator(".card").first).to_contain_text("OpenStreetMap (nominatim)")
    assert visited.outside == [], "the browser itself asks nobody else"
    service.close()
