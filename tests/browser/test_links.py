"""Links in a real browser: views, addresses and Back, the place of the map, the theme, strange values."""

import random
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Page, expect

from geo import filters, links
from geo.cases import load_samples
from geo.links import Base, Centre, Theme, View
from geo.model import Bank, ClaimType, Confidence, Filter, Role, Stance
from geo.pipeline import place_claims, read_document, suggest_river
from geo.river import load_river
from geo.ui import words
from tests.browser.acting import choose_from, press
from tests.browser.conftest import Visit, painted_map
from tests.browser.test_journey import caption, pill, rows, show_all
from tests.test_links import HOSTILE

VIEWS = 30
STANDS = "() => [map.getCenter().lat, map.getCenter().lng, map.getZoom()]"
RUNS = """() => {
    window.runs = 0;
    const send = WebSocket.prototype.send;
    WebSocket.prototype.send = function (...args) { window.runs += 1; return send.apply(this, args); };
}"""


@pytest.fixture(scope="module")
def placed():
    claims = read_document(load_samples()[0].document)
    return place_claims(claims, load_river(suggest_river(claims)))


def random_view(dice: random.Random, placed) -> View:
    """A view of the sample with something to show."""
    while True:
        some = dice.choice(placed).claim
        wanted = Filter(
            banks=frozenset(dice.sample(list(Bank), dice.choice([0, 0, 2, 3]))),
            actor=dice.choice(["", some.actors[0].actor.id if some.actors else ""]),
            role=None,
            speaker=dice.choice(["", "", filters.speaker_key(some)]),
            types=frozenset(dice.sample(list(ClaimType), dice.choice([0, 0, 5]))),
            stances=frozenset(dice.sample(list(Stance), dice.choice([0, 0, 3]))),
            since=dice.choice([None, None, date(2017, 10, 1)]),
            words=dice.choice(["", "", some.text.split()[0].strip(",.'“”")]),
            confidences=dice.choice([frozenset(), filters.START.confidences, frozenset({Confidence.HIGH})]),
        )
        if wanted.actor:
            wanted = replace(wanted, role=dice.choice([None, Role.ACTS]))
        shown = filters.apply(wanted, placed)
        if shown:
            break
    at = Centre.of(dice.uniform(33, 36), dice.uniform(39, 42), dice.choice([7, 8.25, 9.5, 11]))
    return View(
        wanted=dice.choice([wanted, wanted, filters.START]),
        claim=dice.choice(["", dice.choice(shown).claim.id]),
        at=dice.choice([None, at]),
        river=dice.choice(["", "", "none"]),
    )


def view_in(page: Page) -> View:
    """The view that the page's address names."""
    parts = urlsplit(page.url)
    view, notes = links.from_address(f"{parts.path}?{parts.query}")
    assert notes == ()
    return view


def expect_view(page: Page, view: View, placed) -> None:
    """What the page shows is what the view says: caption, card and the place of the map."""
    river = None if view.river == "none" else load_river(suggest_river([one.claim for one in placed]))
    claims = place_claims([one.claim for one in placed], river)
    count = filters.describe(view.wanted, claims, river).split(" · ")[0]
    expect(caption(page)).to_have_text(re.compile(rf"^{count}"), timeout=20_000)
    expect(page.locator(".card blockquote")).to_have_count(1 if view.claim else 0)
    if view.at:
        frame = painted_map(page)
        frame.wait_for_function(
            f"""() => {{
                const at = map.getCenter();
                return Math.abs(at.lat - {view.at.lat}) < .02 && Math.abs(at.lng - {view.at.lon}) < .02
                    && map.getZoom() === {view.at.zoom};
            }}""",
            timeout=10_000,
        )


def go_to(page: Page, view: View) -> None:
    """Another address in the same visit, as a link inside the page would bring it."""
    address = links.to_address(view)
    page.evaluate(
        "address => { history.pushState({}, '', address); dispatchEvent(new PopStateEvent('popstate')); }",
        address,
    )


def test_thirty_views_through_chromium_and_back(visit: Callable[..., Visit], app: str, placed) -> None:
    dice = random.Random(20180115)
    views = [random_view(dice, placed) for _ in range(VIEWS)]
    visited = visit(links.to_address(views[0], app))
    page = visited.page
    show_all(page)
    for view in views:
        go_to(page, view)
        expect_view(page, view, placed)
        assert view_in(page) == view
    for view in reversed(views[:-1]):
        page.go_back()
        expect_view(page, view, placed)
        assert view_in(page) == view
    page.go_forward()
    expect_view(page, views[1], placed)
    assert visited.errors == []
    assert visited.outside == []


def drag(visited: Visit, by: int = 160) -> None:
    box = visited.page.locator("iframe[title*='st_folium']").bounding_box()
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2 - 80
    visited.page.mouse.move(*middle)
    visited.page.mouse.down()
    visited.page.mouse.move(middle[0] + by, middle[1] + 40, steps=6)
    visited.page.mouse.up()


def test_panning_writes_the_address_without_a_rerun(visit: Callable[..., Visit], app: str) -> None:
    visited = visit(app)
    page, frame = visited.page, visited.map_frame()
    show_all(page)
    page.wait_for_timeout(1000)
    page.evaluate(RUNS)
    length = page.evaluate("history.length")
    drag(visited)
    expect(page).to_have_url(re.compile(r"\?at=[-\d.]+,[-\d.]+,[\d.]+$"))
    press(frame.get_by_role("button", name="Zoom in"))
    page.wait_for_timeout(1200)
    lat, lon, zoom = frame.evaluate(STANDS)
    assert view_in(page).at == Centre.of(lat, lon, zoom)
    assert page.evaluate("window.runs") == 0
    assert page.evaluate("history.length") == length
    press(pill(page, "East bank"))
    expect(rows(page)).to_have_count(1)
    expect(page).to_have_url(re.compile(r"side=left.*&at="))
    assert view_in(page).at == Centre.of(lat, lon, zoom)
    assert frame.evaluate(STANDS) == [lat, lon, zoom]
    drag(visited, -120)
    page.wait_for_timeout(600)
    page.go_back()
    expect(rows(page)).not_to_have_count(1)
    page.wait_for_timeout(600)
    assert view_in(page).at == Centre.of(lat, lon, zoom)
    assert Centre.of(*frame.evaluate(STANDS)) == Centre.of(lat, lon, zoom)
    again = visit(page.url)
    other = again.map_frame()
    show_all(again.page)
    assert Centre.of(*other.evaluate(STANDS)) == Centre.of(lat, lon, zoom)
    assert visited.errors == []


def test_another_page_and_back_keeps_filter_and_centre(visit: Callable[..., Visit], app: str) -> None:
    visited = visit(f"{app}/?side=left&at=34.6,40.9,8.5")
    page = visited.page
    visited.map_frame()
    show_all(page)
    press(page.get_by_role("link", name=words.PAGE_TEXT, exact=True))
    expect(page).to_have_url(re.compile(r"/text\?side=left"))
    page.go_back()
    expect(page).to_have_url(re.compile(r"/\?side=left"))
    expect(rows(page)).to_have_count(1)
    page.go_forward()
    expect(page).to_have_url(re.compile(r"/text\?side=left"))
    press(page.get_by_role("link", name=words.PAGE_MAP, exact=True))
    expect(rows(page)).to_have_count(1)
    frame = visited.map_frame()
    frame.wait_for_function("() => map.getZoom() === 8.5")
    expect(page).to_have_url(
        re.compile(r"/\?side=left&at=34\.6,40\.9,8\.5|/\?side=left&at=34\.6%2C40\.9%2C8\.5")
    )


def test_another_report_has_its_own_place_and_back_restores_the_first(
    visit: Callable[..., Visit], app: str
) -> None:
    visited = visit(f"{app}/?at=34.6,40.9,8.5")
    page, frame = visited.page, visited.map_frame()
    show_all(page)
    other = load_samples()[1]
    choose_from(
        page.get_by_test_id("stSidebar").get_by_role("combobox", name=words.CASE),
        page.get_by_role("option", name=other.document.title),
    )
    expect(page.locator(".head h1")).to_have_text(other.document.title, timeout=40_000)
    inside = """() => {
        const [w, s, e, n] = Thalweg.state.scene.bounds;
        const at = map.getCenter();
        return at.lng > w && at.lng < e && at.lat > s && at.lat < n && map.getZoom() !== 8.5;
    }"""
    frame.wait_for_function(inside)
    page.wait_for_timeout(700)
    assert view_in(page) == View(case=other.name)
    page.go_back()
    expect(page.locator(".head h1")).to_have_text(load_samples()[0].document.title)
    frame.wait_for_function("() => map.getZoom() === 8.5 && Math.abs(map.getCenter().lat - 34.6) < 0.01")
    assert view_in(page) == View(at=Centre(34.6, 40.9, 8.5))
    assert visited.errors == []


@pytest.mark.parametrize("dark", [False, True], ids=["to light", "to dark"])
def test_a_link_s_theme_is_this_visit_s_alone(visit: Callable[..., Visit], app: str, dark: bool) -> None:
    theme = Theme.DARK if dark else Theme.LIGHT
    visited = visit(links.to_address(View(theme=theme), app), dark=not dark)
    page = visited.page
    colour = "rgb(18, 22, 27)" if dark else "rgb(255, 253, 248)"
    expect(page.get_by_test_id("stApp")).to_have_css("background-color", colour, timeout=40_000)
    frame = visited.map_frame()
    frame.wait_for_function(f"() => Thalweg.state.theme === '{theme}'")
    press(pill(page, "East bank"))
    expect(page).to_have_url(re.compile(rf"theme={theme}"))
    expect(page.get_by_test_id("stApp")).to_have_css("background-color", colour)
    kept = page.evaluate("Object.entries(localStorage).filter(([key]) => key.startsWith('stActiveTheme'))")
    assert {value for _, value in kept} <= {'"System"'}


@pytest.mark.parametrize("trap", [trap for trap in HOSTILE if trap.isascii() and len(trap) < 100])
def test_a_stranger_s_value_in_every_key_opens_the_sample(
    visit: Callable[..., Visit], app: str, trap: str
) -> None:
    query = urlencode([(key, trap) for key in [*links.KEYS, "odd"] for _ in range(2)])
    visited = visit(f"{app}/?{query}")
    page = visited.page
    expect(page.locator(".head h1")).to_be_visible(timeout=40_000)
    visited.map_frame()
    assert "1337" not in page.content()
    assert page.evaluate("() => window.ran") is None
    assert visited.outside == []
    assert visited.errors == []
    assert parse_qs(urlsplit(page.url).query)


def test_a_link_with_a_base_map_draws_it(visit: Callable[..., Visit], app: str) -> None:
    visited = visit("about:blank")
    page = visited.page
    page.route("**/*openstreetmap.org/**", lambda route: route.abort())
    page.goto(links.to_address(View(base=Base.STREET), app))
    visited.map_frame().wait_for_function("() => Thalweg.state.shownTiles === 'street'")
