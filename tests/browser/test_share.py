"""Sharing in a real browser: the panel, and the map in the page of somebody else."""

import functools
import html
import re
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import expect

from geo import links, sharing
from geo.links import Centre, Part, Theme, View
from geo.ui import words
from tests.browser.acting import press
from tests.browser.conftest import ROOT, Visit, painted_map
from tests.browser.test_journey import REPORT, STREAMLIT_PROBES, paste, rows, show_all

ARTICLE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>An article</title>
<link rel="icon" href="data:,">
</head><body><h1>An article</h1>{snippet}
<script>
window.heights = [];
addEventListener("message", (event) => {{
  const frame = document.querySelector("iframe");
  if (event.source !== frame.contentWindow || event.data?.type !== "thalweg:height") return;
  window.heights.push(event.data.height);
  frame.style.height = event.data.height + "px";
}});
</script></body></html>"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def article(tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """Puts a snippet into a page served on another port of this machine; its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def write(snippet: str) -> str:
        (tmp_path / "article.html").write_text(ARTICLE.format(snippet=snippet), encoding="utf-8")
        return f"http://127.0.0.1:{server.server_port}/article.html"

    yield write
    server.shutdown()
    server.server_close()


def open_article(visit: Callable[..., Visit], address: str, app: str) -> Visit:
    visited = Visit(visit("about:blank").page)
    own = (address.rsplit("/", 1)[0], app, app.replace("http", "ws", 1), "data:", "blob:", "about:")
    page = visited.page
    page.on("request", lambda r: None if r.url.startswith(own) else visited.outside.append(r.url))
    page.goto(address)
    return visited


def test_an_article_shows_the_map_with_credits_and_the_way_back(
    visit: Callable[..., Visit], app: str, article: Callable[[str], str]
) -> None:
    at = Centre(34.5, 40.9, 9)
    visited = open_article(visit, article(sharing.embed_snippet(View(at=at), app, "Claims")), app)
    page = visited.page
    frame = painted_map(page)
    assert Centre.of(*frame.evaluate("[map.getCenter().lat, map.getCenter().lng, map.getZoom()]")) == at
    assert "GeoNames" in frame.locator(".tw-credits").inner_text()
    assert frame.locator(".tw-notice").inner_text() == words.NOTICE
    inside = page.frame_locator("iframe").first
    expect(inside.locator(".foot")).to_contain_text(words.NOTICE)
    expect(inside.get_by_test_id("stHeader")).to_be_hidden()
    expect(inside.get_by_test_id("stSidebar")).to_have_count(0)
    expect(inside.get_by_text(words.PAGE_ABOUT, exact=True)).to_have_count(0)
    expect(inside.locator("button.row")).to_have_count(0)
    page.wait_for_function("() => window.heights.length > 0")
    told = page.evaluate("() => window.heights.at(-1)")
    assert 300 < told < 700
    with page.context.expect_page() as opened:
        press(inside.get_by_role("link", name=words.OPEN_FULL))
    full = opened.value
    assert links.from_address(full.url.removeprefix(app))[0] == View(at=at)
    show_all(full)
    assert visited.outside == []


def test_a_frame_answers_for_its_height_and_does_not_grow(
    visit: Callable[..., Visit], app: str, article: Callable[[str], str]
) -> None:
    view = View(show=frozenset({Part.LIST}), height=700)
    page = open_article(visit, article(sharing.embed_snippet(view, app, "Claims")), app).page
    painted_map(page)
    expect(page.frame_locator("iframe").first.locator("button.row").first).to_be_visible()
    page.wait_for_timeout(1500)
    told = page.evaluate("() => window.heights.length")
    page.wait_for_timeout(1500)
    assert page.evaluate("() => window.heights.length") == told
    page.evaluate(
        "() => document.querySelector('iframe').contentWindow.postMessage({ type: 'thalweg:height?' }, '*')"
    )
    page.wait_for_function(f"() => window.heights.length === {told + 1}")
    last, tall = page.evaluate("() => [window.heights.at(-1), document.querySelector('iframe').offsetHeight]")
    assert abs(last - tall) <= 2
    assert last > 900


@pytest.mark.parametrize("theme", [Theme.DARK, Theme.LIGHT])
def test_a_frame_has_the_theme_and_parts_of_its_snippet(
    visit: Callable[..., Visit], app: str, article: Callable[[str], str], theme: Theme
) -> None:
    view = View(theme=theme, show=frozenset({Part.FILTERS, Part.TIMELINE}))
    page = open_article(visit, article(sharing.embed_snippet(view, app, "Claims")), app).page
    frame = painted_map(page)
    frame.wait_for_function(f"() => Thalweg.state.theme === '{theme}'")
    inside = page.frame_locator("iframe").first
    press(inside.get_by_role("button", name=words.FILTERS))
    press(inside.get_by_role("button", name=re.compile("^East bank")))
    expect(inside.locator(".head")).to_contain_text("east bank")
    frame.wait_for_function(f"() => Thalweg.state.theme === '{theme}'")
    expect(inside.locator(".timeline")).to_be_visible()


def test_the_panel_copies_the_link_and_previews_the_snippet(visit: Callable[..., Visit], app: str) -> None:
    visited = visit(f"{app}/?side=right&at=34.5,40.9,9")
    page = visited.page
    visited.map_frame()
    show_all(page)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    press(page.get_by_role("button", name=words.SHARE, exact=True))
    panel = page.get_by_role("dialog")
    field = panel.locator("textarea")
    link = f"{app}/?side=right&confidence=high,medium&at=34.5,40.9,9"
    expect(field).to_have_value(link)
    press(panel.get_by_role("button", name=words.COPY, exact=True))
    expect(panel.get_by_role("button", name=words.COPIED)).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == link
    expect(panel.locator("img.qr")).to_be_visible()
    assert panel.locator("img.qr").evaluate("image => image.naturalWidth") > 50
    press(panel.get_by_text(words.AS_EMBED))
    press(panel.get_by_role("button", name=words.PARTS["list"]))
    expect(field).to_have_value(re.compile(r"show=list"))
    address = re.match(r'<iframe src="([^"]+)"', field.input_value())
    assert address is not None
    preview = panel.frame_locator(f"iframe[title={words.PREVIEW}]")
    expect(preview.locator("button.row").first).to_be_visible(timeout=40_000)
    assert panel.locator(".share iframe").get_attribute("src") == html.unescape(address.group(1))
    assert visited.outside == []
    assert visited.errors == []


def test_a_kept_text_outlives_visit_and_server(
    visit: Callable[..., Visit], serve: Callable[..., str], tmp_path: Path
) -> None:
    first = serve(ROOT / "app.py", THALWEG_DATA_DIR=str(tmp_path))
    visited = visit(first)
    page = visited.page
    paste(page, first, REPORT, title="Ferries at Raqqa")
    expect(page.locator(".head h1")).to_have_text("Ferries at Raqqa", timeout=40_000)
    press(rows(page).filter(has_text="no boat had been hit"))
    expect(page.locator(".card blockquote")).to_be_visible()
    press(page.get_by_role("button", name=words.SHARE, exact=True))
    panel = page.get_by_role("dialog")
    expect(panel.get_by_text("in your visit only")).to_be_visible()
    expect(panel.locator("textarea")).to_have_value(re.compile("case=own"))
    press(panel.get_by_role("button", name=words.KEEP))
    expect(panel.get_by_text("in your visit only")).to_have_count(0)
    expect(panel.locator("textarea")).to_have_value(re.compile(r"case=k[a-z2-7]{26}"))
    link = panel.locator("textarea").input_value()
    assert list(tmp_path.glob("cases.sqlite"))
    second = serve(ROOT / "app.py", THALWEG_DATA_DIR=str(tmp_path))
    other = visit(link.replace(first, second)).page
    expect(other.locator(".head h1")).to_have_text("Ferries at Raqqa", timeout=40_000)
    expect(other.locator(".card .said")).to_contain_text("no boat had been hit")
    assert [each for each in visited.errors if STREAMLIT_PROBES not in each] == []
