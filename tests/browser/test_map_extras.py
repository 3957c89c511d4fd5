"""Lines between claims that may conflict, the north arrow, fit, full screen, and a map that keeps still."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from geo.ui import words
from tests.browser.acting import choose_from, press, rested
from tests.browser.conftest import Visit
from tests.browser.test_map import APP, choose_side, wait_for_claims, wait_for_count

CENTRE = "() => [window.map.getCenter().lat, window.map.getCenter().lng]"
PAIRS = """() => T.shownPairs(T.state).map(pair => [pair.stance, pair.near])""".replace("T.", "Thalweg.")


@pytest.fixture(scope="module")
def url(serve: Callable[..., str]) -> str:
    return serve(APP)


def test_claims_that_may_conflict_are_joined_while_both_are_visible(
    visit: Callable[..., Visit], url: str
) -> None:
    visited = visit(url)
    frame = visited.map_frame()
    wait_for_count(frame, 9)
    assert sorted(frame.evaluate(PAIRS)) == [[False, False], [True, False]]
    assert "claims that may conflict" in (frame.locator(".tw-legend").text_content() or "")
    choose_side(visited.page, "left")
    wait_for_count(frame, 3)
    assert frame.evaluate(PAIRS) == [[False, False]], "claim 2 of the other pair is on the right bank"
    assert visited.errors == []


INSIDE = """([lat, lon]) => {
    const { map, sheets } = Thalweg.state;
    const ctx = sheets.claims._ctx;
    const at = ctx.getTransform().transformPoint(map.latLngToLayerPoint([lat, lon]));
    return [...ctx.getImageData(Math.round(at.x), Math.round(at.y), 1, 1).data];
}"""
IN_HARN = [35.478, 40.678]
HARBOUR = (0x7B, 0x5E, 0xA7)


def test_an_extent_stands_out_under_the_pointer_and_for_the_selected_claim(
    visit: Callable[..., Visit], url: str
) -> None:
    visited = visit(url)
    frame = visited.map_frame()
    wait_for_count(frame, 9)
    frame.evaluate("() => Thalweg.state.map.setView([35.4, 40.62], 11, { animate: false })")
    strong = f"() => ({INSIDE})({IN_HARN})[3] > 40"
    faint = f"() => {{ const alpha = ({INSIDE})({IN_HARN})[3]; return alpha > 0 && alpha < 25; }}"
    frame.wait_for_function(faint, timeout=20_000)
    x, y = frame.evaluate(MIDDLE, 7)
    frame.locator("#map_div").hover(position={"x": x, "y": y})
    frame.wait_for_function(strong, timeout=20_000)
    assert frame.evaluate(INSIDE, IN_HARN)[:3] == pytest.approx(HARBOUR, abs=6)
    visited.page.mouse.move(5, 5)
    frame.wait_for_function(faint, timeout=20_000)
    choose_from(
        visited.page.get_by_role("combobox", name="Selected"),
        visited.page.get_by_role("option", name="claim8"),
    )
    frame.wait_for_function(strong, timeout=20_000)
    assert visited.errors == []


def test_north_is_up_and_says_so(visit: Callable[..., Visit], url: str) -> None:
    expect(visit(url).map_frame().get_by_role("img", name="North is up")).to_be_visible()


def test_the_map_fills_the_screen_and_comes_back(visit: Callable[..., Visit], url: str) -> None:
    visited = visit(url, height=900)
    frame = visited.map_frame()
    tall = "() => document.getElementById('map_div').offsetHeight"
    press(frame.get_by_label("Full screen"))
    frame.wait_for_function(f"() => ({tall})() === 900", timeout=20_000)
    press(frame.get_by_label("Full screen"))
    frame.wait_for_function(f"() => ({tall})() === 480", timeout=20_000)
    assert visited.errors == []


def test_a_background_that_does_not_come_is_told(visit: Callable[..., Visit], app: str) -> None:
    visited = visit("about:blank")
    visited.page.route("**/tile.openstreetmap.org/**", lambda route: route.abort())
    visited.page.goto(f"{app}/?base=street")
    frame = visited.map_frame()
    expect(frame.get_by_text("background can't be reached; the plain land is shown")).to_be_visible(
        timeout=20_000
    )


def test_a_place_searched_for_is_gone_to_once(visit: Callable[..., Visit], app: str) -> None:
    visited = visit(app)
    frame = visited.map_frame()
    field = visited.page.get_by_label("Find a place")
    field.fill("Raqqa")
    field.press("Enter")
    frame.wait_for_function(
        f"() => {{ const [a, b] = ({CENTRE})(); return Math.hypot(a - 35.95, b - 39.01) < 0.05; }}",
        timeout=20_000,
    )
    frame.evaluate("() => window.map.setView([35, 40], 8, { animate: false })")
    press(visited.page.get_by_test_id("stSidebar").get_by_role("button", name="East bank"))
    visited.page.wait_for_timeout(1500)
    assert frame.evaluate(CENTRE) == pytest.approx([35, 40], abs=0.01), "a filter goes nowhere"
    assert visited.errors == []


ALL_INSIDE = """() => {
  const { map, counts, scene } = Thalweg.state;
  const { pin_xy: xy } = scene.columns;
  const shown = [...counts.keys()].filter(pin => counts[pin]);
  return shown.length > 0 && shown.every(pin => map.getBounds().contains([xy[2 * pin + 1], xy[2 * pin]]));
}"""


def test_fit_shows_all_that_a_filter_left(visit: Callable[..., Visit], url: str) -> None:
    visited = visit(url)
    frame = visited.map_frame()
    for side, count in (("all", 9), ("left", 3), ("right", 6)):
        choose_side(visited.page, side)
        wait_for_claims(frame, count)
        frame.evaluate("() => window.map.setView([10, 10], 11, { animate: false })")
        assert not frame.evaluate(ALL_INSIDE)
        press(frame.get_by_label("Show all visible claims"))
        frame.wait_for_function(ALL_INSIDE, timeout=20_000)
        assert frame.evaluate("() => window.map.getZoom()") > 7, "it shows the pins, not the world"
    assert visited.errors == []


MOVES = """() => {
  window.moves = 0;
  const { run } = L.PosAnimation.prototype;
  L.PosAnimation.prototype.run = function (...how) { window.moves += 1; return run.apply(this, how); };
  window.map.on("zoomanim", () => (window.moves += 1));
}"""


@pytest.mark.parametrize("calm", [True, False])
def test_nothing_moves_by_itself_for_those_who_do_not_want_it(
    visit: Callable[..., Visit], url: str, calm: bool
) -> None:
    visited = visit(url, calm=calm)
    frame = visited.map_frame()
    wait_for_count(frame, 9)
    frame.evaluate(MOVES)
    centre = "() => window.map.getCenter().lng"
    before = frame.evaluate(centre)
    frame.locator("#map_div").focus()
    frame.locator("#map_div").press("ArrowRight")
    frame.wait_for_function(f"west => ({centre})() > west", arg=before, timeout=20_000)
    zoom = frame.evaluate("() => window.map.getZoom()")
    frame.locator("#map_div").press("+")
    frame.wait_for_function("zoom => window.map.getZoom() > zoom", arg=zoom, timeout=20_000)
    assert (frame.evaluate("() => window.moves") > 0) is not calm
    assert visited.errors == []


COUNT_SENT = """() => {
  window.sent = 0;
  const { send } = WebSocket.prototype;
  WebSocket.prototype.send = function (...message) { window.sent += 1; return send.apply(this, message); };
}"""
MIDDLE = """claim => {
  const { groups, scene, map } = Thalweg.state;
  const group = groups.find(each => each.pins.includes(scene.pinOf[claim]));
  const point = map.layerPointToContainerPoint([group.x, group.y]);
  return [point.x, point.y];
}"""


def test_a_row_and_its_pin_light_up_together_without_a_rerun(visit: Callable[..., Visit], app: str) -> None:
    visited = visit(app)
    page, frame = visited.page, visited.map_frame()
    row = page.locator("button.row[data-number]").first
    expect(row).to_be_visible()
    rested(page)
    page.evaluate(COUNT_SENT)
    number = int(row.get_attribute("data-number") or "-1")
    row.hover()
    frame.wait_for_function(f"() => Thalweg.state.pointed === {number}")
    page.mouse.move(5, 5)
    frame.wait_for_function("() => Thalweg.state.pointed === -1")
    row.focus()
    frame.wait_for_function(f"() => Thalweg.state.pointed === {number}")
    x, y = frame.evaluate(MIDDLE, number)
    frame.locator("#map_div").hover(position={"x": x, "y": y})
    expect(row).to_have_class(re.compile(r"\bover\b"))
    frame.locator("#map_div").hover(position={"x": 300, "y": 60})
    expect(row).not_to_have_class(re.compile(r"\bover\b"))
    assert page.evaluate("() => window.sent") == 0
    assert not visited.errors


AWAY = "() => Thalweg.state.map.setView([-20, -60], 6, { animate: false })"
FIT = "Show all visible claims"
PINS_IN_VIEW = """count => {
  const { map, counts, scene, panels } = Thalweg.state;
  const { pin_xy: xy } = scene.columns;
  const covers = panels.covered();
  const isFree = ({ x, y }) => !covers.some(([x0, y0, x1, y1]) => x > x0 && x < x1 && y > y0 && y < y1);
  const inView = (pin) => {
    const at = [xy[2 * pin + 1], xy[2 * pin]];
    return map.getBounds().contains(at) && isFree(map.latLngToContainerPoint(at));
  };
  const pins = [...counts.keys()].filter((pin) => counts[pin]);
  return pins.length === count && pins.every(inView);
}"""
SCENE_IN_VIEW = """() => {
  const { map, scene: { bounds: [west, south, east, north] } } = Thalweg.state;
  return map.getBounds().contains([[south, west], [north, east]]);
}"""


def test_fit_counts_while_the_map_zooms_with_one_pin_and_with_none(
    visit: Callable[..., Visit], app: str
) -> None:
    visited = visit(app)
    page, frame = visited.page, visited.map_frame()
    expect(page.locator("button.row").first).to_be_visible()
    everything = frame.evaluate("() => Thalweg.state.counts.filter(Boolean).length")
    fit = frame.get_by_label(FIT)
    frame.evaluate(AWAY)
    assert not frame.evaluate(PINS_IN_VIEW, everything)
    rested(page)
    fit.evaluate("fit => { window.map.once('zoomanim', () => fit.click()); window.map.zoomIn(); }")
    frame.wait_for_function(PINS_IN_VIEW, arg=everything)
    press(page.get_by_test_id("stSidebar").get_by_role("button", name="East bank"))
    frame.wait_for_function("() => Thalweg.state.counts.filter(Boolean).length === 1")
    frame.evaluate(AWAY)
    press(fit)
    frame.wait_for_function(PINS_IN_VIEW, arg=1)
    field = page.get_by_label(words.WORDS, exact=True)
    field.fill("nobody wrote this")
    field.press("Enter")
    frame.wait_for_function("() => !Thalweg.state.counts.some(Boolean)")
    frame.evaluate(AWAY)
    press(fit)
    frame.wait_for_function(SCENE_IN_VIEW)
    assert visited.errors == []


COUNT_MOTION = """() => {
  const { map } = Thalweg.state;
  window.motion = [];
  map.on("zoomanim", () => window.motion.push("zoom"));
  const { run } = L.PosAnimation.prototype;
  L.PosAnimation.prototype.run = function (...way) {
    window.motion.push("pan");
    return run.apply(this, way);
  };
  document.addEventListener("transitionrun", ({ propertyName }) => window.motion.push(propertyName));
  document.addEventListener("animationstart", ({ animationName }) => window.motion.push(animationName));
}"""
PART_A_CROWD = """() => {
  const { groups, scene } = Thalweg.state;
  const crowd = groups.findIndex(({ pins, bank }) => pins.length > 1 && scene.banks[bank] === "left");
  const keys = document.querySelectorAll(".tw-keys button");
  if (crowd < 0 || keys.length !== groups.length) return null;
  const before = window.map.getZoom();
  keys[crowd].click();
  return { by: window.map.getZoom() - before };
}"""


def test_no_search_crowd_or_step_moves_where_motion_is_not_wanted(
    visit: Callable[..., Visit], app: str
) -> None:
    visited = visit(f"{app}/?case=ferry", calm=True)
    page, frame = visited.page, visited.map_frame()
    expect(page.locator("button.row").first).to_be_visible()
    rested(page)
    frame.evaluate(COUNT_MOTION)
    here = frame.evaluate(CENTRE)
    frame.locator("#map_div").focus()
    page.keyboard.press("ArrowRight")
    frame.wait_for_function(f"was => ({CENTRE})()[1] > was[1] + 0.01", arg=here)
    press(frame.get_by_label("Zoom out"))
    press(frame.get_by_label(FIT))
    frame.evaluate("() => window.map.setZoom(5, { animate: false })")
    parted = frame.wait_for_function(PART_A_CROWD).json_value()
    rested(page)
    frame.evaluate("() => window.map.setView([45.2, 19.3], 12, { animate: false })")
    press(page.locator("button.row").first)
    card = page.locator(".card")
    press(card.get_by_role("button", name=words.NEXT))
    press(card.get_by_role("button", name=words.PREVIOUS))
    field = page.get_by_label("Find a place")
    field.fill("Raqqa")
    field.press("Enter")
    frame.wait_for_function(
        f"() => {{ const [a, b] = ({CENTRE})(); return Math.hypot(a - 35.95, b - 39.01) < 0.05; }}"
    )
    assert frame.evaluate("() => window.motion") == []
    assert parted["by"] > 0, "a crowd is parted at once"
    assert visited.errors == []
