"""The self-contained page, opened from disk in a real Chromium that counts every request."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from geo.brief import brief_bytes
from geo.briefing import Brief, compose_brief
from geo.model import Bank
from geo.scene import UNSURE
from tests.briefs import HOSTILE, REPORT, SCENES

PAINTED = "() => window.Thalweg && Thalweg.state && Thalweg.state.paints > 0"
VISIBLE_PINS = "() => [...Thalweg.state.counts].reduce((all, count) => all + count, 0)"


@dataclass
class Opened:
    page: Page
    brief: Brief
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@pytest.fixture
def opened(chromium: Browser, tmp_path: Path) -> Iterator:
    pages = []

    def open_file(name: str, **more) -> Opened:
        brief = compose_brief(SCENES[name](), documents=[REPORT], **more)
        path = tmp_path / "brief.html"
        path.write_bytes(brief_bytes(brief, "html"))
        visit = Opened(chromium.new_page(viewport={"width": 1300, "height": 760}), brief)
        pages.append(visit.page)
        visit.page.on("request", lambda request: visit.requests.append(request.url))
        visit.page.on("pageerror", lambda error: visit.errors.append(str(error)))
        visit.page.on(
            "console", lambda message: message.type == "error" and visit.errors.append(message.text)
        )
        visit.page.goto(path.as_uri())
        visit.page.wait_for_function(PAINTED)
        return visit

    yield open_file
    for page in pages:
        page.close()


def shown(visit: Opened) -> list[str]:
    """Ids of the claims that the list shows."""
    return visit.page.eval_on_selector_all(
        ".tw-list li:not([hidden])", "items => items.map((item) => item.dataset.claim)"
    )


@pytest.mark.parametrize("name", ["town", "hostile", "scripts", "nowhere", "many"])
def test_it_opens_from_disk_with_no_request_and_no_error(opened, name: str) -> None:
    visit = opened(name)
    outside = [url for url in visit.requests if not url.startswith(("file://", "data:", "blob:"))]
    assert outside == []
    assert len([url for url in visit.requests if url.startswith("file://")]) == 1
    assert visit.errors == []
    assert shown(visit) == [placed.claim.id for placed in visit.brief.scene.claims]


def test_the_map_shows_the_pins_of_the_scene(opened) -> None:
    visit = opened("town")
    scene = visit.brief.scene
    columns = "(name) => [...Thalweg.state.scene.columns[name]]"
    assert visit.page.evaluate(columns, "pin_claims") == [n for pin in scene.pins for n in pin.claims]
    assert visit.page.evaluate(columns, "pin_size") == [len(pin.claims) for pin in scene.pins]
    assert visit.page.evaluate(columns, "pin_negated") == [int(pin.negated) for pin in scene.pins]
    stances = "() => [...Thalweg.state.scene.columns.pin_stance].map((n) => Thalweg.state.scene.stances[n])"
    assert visit.page.evaluate(stances) == [pin.stance.value for pin in scene.pins]
    assert visit.page.evaluate(VISIBLE_PINS) == sum(len(pin.claims) for pin in scene.pins)
    legend = visit.page.eval_on_selector_all(".tw-legend span", "items => items.map((i) => i.textContent)")
    elsewhere = [UNSURE] if scene.boundary.uncertain and UNSURE not in scene.legend else []
    assert legend == [entry.label for entry in (*scene.legend, *elsewhere)]
    assert visit.page.text_content(".tw-notice") == visit.brief.texts.notice


@pytest.mark.parametrize("bank", [Bank.LEFT, Bank.NONE])
def test_the_side_filters_list_and_map(opened, bank: Bank) -> None:
    visit = opened("town")
    visit.page.check(f".tw-sides input[value={bank.value}]")
    kept = [placed for placed in visit.brief.scene.claims if placed.call.bank is bank]
    assert shown(visit) == [placed.claim.id for placed in kept]
    on_map = {index for pin in visit.brief.scene.pins for index in pin.claims}
    claims = visit.brief.scene.claims
    expected = sum(claims[index].call.bank is bank for index in on_map)
    assert visit.page.evaluate(VISIBLE_PINS) == expected
    assert visit.page.text_content(".tw-count").startswith(f"{len(kept)} of {len(claims)} claims")


def test_the_actor_filters_and_reset_shows_all(opened) -> None:
    visit = opened("town")
    name = "River Guard"
    visit.page.select_option(".tw-actor", name)
    claims = visit.brief.scene.claims
    kept = [c.claim.id for c in claims if name in {role.actor.name for role in c.claim.actors}]
    assert shown(visit) == kept
    assert 0 < len(kept) < len(claims)
    visit.page.click("button[type=reset]")
    visit.page.wait_for_function(
        f"() => document.querySelectorAll('.tw-list li:not([hidden])').length == {len(claims)}"
    )


def test_a_row_selects_its_pin_and_a_pin_its_row(opened) -> None:
    visit = opened("town")
    visit.page.click(".tw-list li:first-child .tw-row")
    assert visit.page.evaluate("() => Thalweg.state.selected") == 0
    assert visit.page.get_attribute(".tw-list li:first-child .tw-row", "aria-pressed") == "true"
    visit.page.evaluate("() => Thalweg.state.emit({ scene: Thalweg.state.scene.id, pins: [1] })")
    chosen = visit.brief.scene.pins[1].claims[0]
    assert visit.page.evaluate("() => Thalweg.state.selected") == chosen


def test_hostile_words_are_shown_as_written_and_nothing_runs(opened) -> None:
    visit = opened("hostile")
    text = visit.page.inner_text("body")
    assert HOSTILE in text
    assert "1337" not in text
    assert visit.page.query_selector("img[src=x]") is None
    assert visit.page.title() == HOSTILE


def test_it_works_in_the_frame_of_another_page(chromium: Browser, tmp_path: Path) -> None:
    (tmp_path / "brief.html").write_bytes(brief_bytes(compose_brief(SCENES["town"]()), "html"))
    around = tmp_path / "article.html"
    around.write_text("<h1>An article</h1><iframe src=brief.html sandbox=allow-scripts width=900 height=600>")
    page = chromium.new_page()
    page.goto(around.as_uri())
    page.frames[1].wait_for_function(PAINTED)
    assert page.frames[1].evaluate(VISIBLE_PINS) == 12
    page.close()


def test_every_row_names_speaker_stance_and_source(opened) -> None:
    visit = opened("town")
    assert "Lowland Gazette" in visit.page.text_content(".tw-source")
    rows = visit.page.eval_on_selector_all(".tw-row", "items => items.map((item) => item.textContent)")
    entries = {entry.placed.claim.id: entry for entry in visit.brief.entries}
    for placed, row in zip(visit.brief.scene.claims, rows, strict=True):
        entry = entries[placed.claim.id]
        assert entry.speaker in row
        assert entry.stance_words in row
        assert entry.text in row


@pytest.mark.parametrize("name", ["hostile", "town"])
def test_the_file_forbids_requests_and_escapes_its_data(name: str) -> None:
    text = brief_bytes(compose_brief(SCENES[name]()), "html").decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text).group(1)
    assert policy.startswith("default-src 'none';")
    assert "unsafe-inline" not in policy.split("script-src")[1]
    data = re.search(r'<script type="application/json" id="brief">(.*?)</script>', text, re.S).group(1)
    assert not re.search(r"[<>&`]|\{\{|\{#|\{%", data)
    assert json.loads(data)["title"] == compose_brief(SCENES[name]()).texts.title
    assert "http://" not in re.sub(r"http://www\.w3\.org/\S*", "", text.split("<script>")[0])


def test_on_a_phone_the_page_is_no_wider_than_the_screen(opened) -> None:
    visit = opened("hostile")
    visit.page.set_viewport_size({"width": 390, "height": 780})
    assert visit.page.evaluate("() => document.documentElement.scrollWidth") <= 390


def test_in_svg_no_two_texts_of_the_map_meet(chromium: Browser, tmp_path: Path) -> None:
    """The browser's own boxes of the drawn names, not ours."""
    for name in ("town", "province", "one spot", "scripts", "flat river"):
        path = tmp_path / "brief.svg"
        path.write_bytes(brief_bytes(compose_brief(SCENES[name]()), "svg"))
        page = chromium.new_page(viewport={"width": 1280, "height": 720})
        page.goto(path.as_uri())
        boxes = page.evaluate(
            "() => [...document.querySelectorAll('g[id^=names] text:not([transform]), g[id^=pins] text')]"
            ".map((t) => { const b = t.getBBox(); const s = parseFloat(t.getAttribute('font-size'));"
            " const y = parseFloat(t.getAttribute('y'));"
            " return [t.textContent, b.x, y - 0.73 * s, b.x + b.width, y + 0.2 * s]; })"
        )
        page.close()
        assert len(boxes) > 5
        for number, (one, x0, y0, x1, y1) in enumerate(boxes):
            for other, ox0, oy0, ox1, oy1 in boxes[number + 1 :]:
                assert not (x0 < ox1 and ox0 < x1 and y0 < oy1 and oy0 < y1), (name, one, other)
