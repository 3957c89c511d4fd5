"""The page on a projector, on a laptop and on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from geo.ui import words
from tests.browser.acting import press, rested
from tests.browser.conftest import Visit
from tests.browser.test_journey import rows

FRAME = ".st-key-mainmap iframe"
SCROLL = """async (main, down) => {
  main.scrollTo(0, down);
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return main.scrollTop;
}"""

NAMES = """() => {
  const { sheets, map } = Thalweg.state;
  const ctx = sheets.claims._ctx;
  const write = ctx.fillText;
  const inFrame = (x, y) => map.layerPointToContainerPoint([x * Thalweg.size, y * Thalweg.size]);
  const names = [];
  ctx.fillText = (text, x, y) => {
    const { a, b } = ctx.getTransform();
    const tall = a * parseFloat(/([\\d.]+)px/.exec(ctx.font)[1]);
    const half = (a * ctx.measureText(text).width) / 2;
    const at = inFrame(x, y);
    const count = /^[\\d.k]+$/.test(text);
    names.push({ text, count, tall, turned: b !== 0, x: at.x, y: at.y, half });
    write.call(ctx, text, x, y);
  };
  sheets.claims.paintNow();
  delete ctx.fillText;
  const pins = Thalweg.state.groups.map((group) => {
    const at = inFrame(group.x, group.y);
    return { x: at.x, y: at.y, r: Thalweg.groupReach(group) * Thalweg.size };
  });
  return { names, pins };
}"""


@pytest.mark.parametrize(("width", "height"), [(1280, 900), (3840, 2160)])
def test_the_map_grows_with_the_window(
    visit: Callable[..., Visit], app: str, width: int, height: int
) -> None:
    frame = visit(app, width=width, height=height).map_frame()
    page = frame.page
    tall = page.locator(FRAME).bounding_box()["height"]
    assert tall == pytest.approx(0.66 * height, abs=3)
    frame.wait_for_function(f"() => Math.abs(Thalweg.state.map.getSize().y - {tall}) < 2")
    letters = float(page.evaluate("() => parseFloat(getComputedStyle(document.documentElement).fontSize)"))
    assert letters == pytest.approx(max(15, 0.0072 * width), abs=0.5)


@pytest.mark.parametrize(("width", "height"), [(1280, 900), (3840, 2160)])
def test_what_the_map_draws_grows_with_the_pages_letters(
    visit: Callable[..., Visit], app: str, width: int, height: int
) -> None:
    frame = visit(app, width=width, height=height).map_frame()
    page = frame.page
    rested(page)
    size = max(1, 0.0072 * width / 15)
    assert frame.evaluate("() => Thalweg.size") == pytest.approx(size, abs=0.01)
    drawn = frame.evaluate(NAMES)
    tall = {name["text"]: name["tall"] for name in drawn["names"]}
    assert tall["Abu Kamal"] == pytest.approx(13 * size, abs=0.2)
    assert {"West bank · right", "East bank · left", "Euphrates"} <= set(tall)
    assert {round(name["tall"] / size, 1) for name in drawn["names"] if name["count"]} == {11.5}
    for name in drawn["names"]:
        if name["turned"] or name["count"]:
            continue
        for pin in drawn["pins"]:
            beside = abs(pin["x"] - name["x"]) >= name["half"] + pin["r"]
            above = abs(pin["y"] - name["y"]) >= name["tall"] / 2 + pin["r"]
            assert beside or above, f"{name['text']} is written over a pin"
    assert frame.get_by_role("button", name="Zoom in").bounding_box()["height"] == pytest.approx(
        32 * size, abs=1
    )
    alone = min(drawn["pins"], key=lambda pin: pin["y"])
    assert alone["r"] == pytest.approx(12.5 * size, abs=0.2)
    box = page.locator(FRAME).bounding_box()
    page.mouse.move(box["x"] + alone["x"] + alone["r"] + 3 * size, box["y"] + alone["y"])
    expect(frame.locator(".tw-note")).to_be_visible()


def test_the_drawer_grows_with_its_letters(visit: Callable[..., Visit], app: str) -> None:
    page = visit(app, width=3840, height=2160).map_frame().page
    wide = page.get_by_test_id("stSidebar").bounding_box()["width"]
    assert wide == pytest.approx(19 * 0.0072 * 3840, abs=3)


def test_the_map_stays_in_sight_beside_a_long_card(visit: Callable[..., Visit], app: str) -> None:
    page = visit(app, width=1280, height=720).map_frame().page
    press(rows(page).nth(5))
    expect(page.get_by_text(words.CORRECT, exact=True)).to_be_visible(timeout=20_000)
    rested(page)
    assert _top_after(page, 300) >= 50


def test_on_a_phone_the_map_scrolls_away_and_the_drawer_has_a_word(
    visit: Callable[..., Visit], app: str
) -> None:
    page = visit(app, width=380, height=800).map_frame().page
    rested(page)
    assert _top_after(page, 600) < 0
    drawer = page.get_by_test_id("stExpandSidebarButton")
    assert words.DRAWER in drawer.evaluate("(button) => getComputedStyle(button, '::after').content")


@pytest.mark.parametrize("width", [380, 1280])
def test_the_folded_drawers_button_is_called_what_it_shows(
    visit: Callable[..., Visit], app: str, width: int
) -> None:
    page = visit(app, width=width, height=800).map_frame().page
    opens = page.get_by_role("button", name=words.DRAWER, exact=True)
    folds = page.get_by_test_id("stSidebarCollapseButton").get_by_role("button")
    for turn in range(2):  # the button is made anew each time the drawer folds
        if width > 700 or turn:
            rested(page)
            page.get_by_test_id("stSidebar").hover()
            folds.click()
        expect(opens).to_be_visible()
        expect(opens).to_have_attribute("aria-expanded", "false")
        press(opens)
        expect(opens).to_have_count(0)


@pytest.mark.parametrize(
    ("query", "width", "height", "tall"),
    [
        ("", 1600, 800, 528),
        ("/?embed=true&height=560", 800, 560, 395),
        ("/?embed=true&height=760", 1000, 760, 595),
    ],
)
def test_a_low_map_is_as_tall_as_wanted_and_its_panels_stand_apart(
    visit: Callable[..., Visit], app: str, query: str, width: int, height: int, tall: int
) -> None:
    frame = visit(app + query, width=width, height=height).map_frame()
    assert frame.page.locator(FRAME).bounding_box()["height"] == pytest.approx(tall, abs=3)
    frame.wait_for_function(f"() => Math.abs(Thalweg.state.map.getSize().y - {tall}) < 4")
    frame.page.wait_for_timeout(600)
    boxes = frame.evaluate("() => Thalweg.state.panels.covered()")
    for number, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[number + 1 :]:
            beside = right <= other[0] + 1 or other[2] <= left + 1
            assert beside or bottom <= other[1] + 1 or other[3] <= top + 1, "two panels overlap"


def _top_after(page: Page, scrolled: int) -> float:
    """Pixels from the window's top to the map's, after scrolling the page down by so many."""
    assert page.get_by_test_id("stMain").evaluate(SCROLL, scrolled) == scrolled
    return float(page.locator(FRAME).evaluate("(frame) => frame.getBoundingClientRect().top"))
