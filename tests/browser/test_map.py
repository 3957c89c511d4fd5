"""The map in a real browser: what it draws, what it keeps, what it asks for, what it refuses to run."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Frame, Page, expect

from tests.browser.acting import choose_from, press
from tests.browser.conftest import Visit

APP = Path(__file__).parent / "apps" / "map_app.py"
HOSTILE = (
    '{{7*191}} {# x <img src=x onerror="top.ran=1"> `</script><script>top.ran=2</script>${top.ran=3}\'\\'
)
VIEW = "() => [window.map.getZoom(), window.map.getCenter().lat, window.map.getCenter().lng]"
SHOWN = "() => Thalweg.state.groups.reduce((sum, group) => sum + group.count, 0)"


@pytest.fixture(scope="module")
def url(serve: Callable[..., str]) -> str:
    return serve(APP)


def choose_side(page: Page, side: str) -> None:
    press(page.get_by_role("radiogroup", name="Side").get_by_text(side, exact=True))


def wait_for_count(frame: Frame, count: int) -> None:
    frame.wait_for_function(f"() => ({SHOWN})() === {count}", timeout=20_000)


def wait_for_claims(frame: Frame, count: int) -> None:
    """Wait until so many claims are shown, in sight or not."""
    shown = "() => (Thalweg.state.counts || []).reduce((sum, each) => sum + each, 0)"
    frame.wait_for_function(f"() => ({shown})() === {count}", timeout=20_000)


def runs(page: Page) -> int:
    return int(page.get_by_text(re.compile(r"^runs \d+$")).inner_text().split()[1])


def click_pin(visited: Visit, frame: Frame, claim: int) -> None:
    """Click where the pin of a claim is drawn, as a hand would."""
    at = frame.evaluate(
        """claim => {
            const state = Thalweg.state;
            const group = state.groups.find(g => g.pins.includes(state.scene.pinOf[claim]));
            const point = state.map.layerPointToContainerPoint([group.x, group.y]);
            return [point.x, point.y];
        }""",
        claim,
    )
    frame.locator("#map_div").click(position={"x": at[0], "y": at[1]})


def test_paints_the_scene_without_asking_anyone_else(visit: Callable[..., Visit], url: str) -> None:
    visited = visit(url)
    frame = visited.map_frame()
    wait_for_count(frame, 9)
    state = frame.evaluate(
        """() => ({
            written: Thalweg.state.written.map(each => each.text),
            legend: [...document.querySelectorAll(".tw-entry")].map(each => each.textContent),
            notice: document.querySelector(".tw-notice").textContent,
            credits: document.querySelector(".tw-credits").textContent,
            scale: document.querySelector(".leaflet-control-scale-line").textContent,
            markup: document.querySelectorAll("img, script[src^='http']").length,
        })"""
    )
    assert {"Ostrel", "Harn", "West bank · right", "East bank · left", "Velm"} <= set(state["written"])
    assert {"River Guard", "says it is so", "says it is not so", "denies it"} <= set(state["legend"])
    assert state["notice"] == "Claims as reported by named speakers; not verified"
    assert "GeoNames" in state["credits"]
    assert "The Invented Courier" in state["credits"]
    assert "km" in state["scale"]
    assert visited.outside == []
    assert visited.errors == []


def test_the_canvas_has_paint_of_river_banks_and_pins(visit: Callable[..., Visit], url: str) -> None:
    frame = visit(url).map_frame()
    colours = frame.evaluate(
        """() => {
            const found = {};
            for (const [name, sheet] of Object.entries(Thalweg.state.sheets)) {
                const canvas = sheet._container;
                const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
                const seen = new Set();
                for (let i = 0; i < data.length; i += 4) {
                    if (data[i + 3] === 255) seen.add(`${data[i]},${data[i + 1]},${data[i + 2]}`);
                }
                found[name] = [...seen];
            }
            return found;
        }"""
    )
    assert "245,242,234" in colours["land"]
    assert "74,144,194" in colours["boundary"]
    assert {"213,94,0", "0,114,178", "123,94,167"} <= set(colours["claims"])


def test_a_filter_keeps_map_and_view(visit: Callable[..., Visit], url: str) -> None:
    visited = visit(url)
    frame = visited.map_frame()
    frame.evaluate(
        "() => { window.kept = Thalweg.state.map; map.setView([35.1, 40.9], 9.5, { animate: false }); }"
    )
    before = frame.evaluate(VIEW)
    for side, count in (("left", 3), ("right", 6), ("all", 9)):
        choose_side(visited.page, side)
        wait_for_count(frame, count)
    assert frame.evaluate("() => parent.thalweg.parts.ahead.bytes.length > 0"), (
        "the view came the long way only"
    )
    assert visited.map_frame() == frame
    assert frame.evaluate("() => window.kept === Thalweg.state.map && window.kept === window.map")
    assert frame.evaluate(VIEW) == before
    assert visited.errors == []


def test_a_filter_moves_no_pin(visit: Callable[..., Visit], url: str) -> None:
    visited = visit(url)
    frame = visited.map_frame()
    where = "() => Object.fromEntries(Thalweg.state.groups.map(g => [g.pins[0], [g.x, g.y]]))"
    before = frame.evaluate(where)
    choose_side(visited.page, "right")
    wait_for_count(frame, 6)
    after = frame.evaluate(where)
    assert after
    assert {pin: before[pin] for pin in after} == after


def test_pins_stand_on_their_bank(visit: Callable[..., Visit], url: str) -> None:
    frame = visit(url).map_frame()
    sides = frame.evaluate(
        """() => Thalweg.state.groups.map(group => {
            const at = Thalweg.state.map.layerPointToLatLng([group.x, group.y]);
            return [Thalweg.state.scene.banks[group.bank], at.lng, at.lat];
        })"""
    )
    for bank, lon, lat in sides:
        assert (lon + lat > 76.0) == (bank == "left"), f"{bank} at {lon}, {lat}"


def test_panning_and_zooming_cause_no_rerun(visit: Callable[..., Visit], url: str) -> None:
    visited = visit(url)
    frame = visited.map_frame()
    before = runs(visited.page)
    press(frame.get_by_role("button", name="Zoom in"))
    frame.evaluate("() => Thalweg.state.map.panBy([120, 60], { animate: false })")
    visited.page.wait_for_timeout(1500)
    assert runs(visited.page) == before


def test_a_click_returns_the_pins_claims_each_time(visit: Callable[..., Visit], url: str) -> None:
    visited = visit(url)
    frame = visited.map_frame()
    for times in (1, 2):
        click_pin(visited, frame, 7)
        expected = f"events {[['claim7', 'claim8']] * times}"
        visited.page.get_by_text(expected).wait_for(timeout=20_000)


def test_the_keyboard_reaches_pins_and_says_who_how_and_where(visit: Callable[..., Visit], url: str) -> None:
    visited = visit(url)
    frame = visited.map_frame()
    pin = frame.get_by_role("button", name="Ministry: denied")
    assert pin.get_attribute("aria-label") == (
        "Ministry: denied. 1 claim · Ostrel · West bank · right. Said by Mara Venn, Ministry"
    )
    pin.focus()
    visited.page.keyboard.press("Enter")
    visited.page.get_by_text("events [['claim3']]").wait_for(timeout=20_000)


def test_selection_repaints_the_same_map(visit: Callable[..., Visit], url: str) -> None:
    visited = visit(url)
    frame = visited.map_frame()
    frame.evaluate("() => { window.kept = Thalweg.state.map; }")
    choose_from(
        visited.page.get_by_role("combobox", name="Selected"),
        visited.page.get_by_role("option", name="claim3"),
    )
    frame.wait_for_function("() => Thalweg.state.selected === 3", timeout=20_000)
    assert frame.evaluate("() => window.kept === Thalweg.state.map")


@pytest.mark.parametrize(("dark", "colour"), [(False, "#f5f2ea"), (True, "#171c22")])
def test_follows_the_pages_theme(visit: Callable[..., Visit], url: str, dark: bool, colour: str) -> None:
    frame = visit(url, dark=dark).map_frame()
    assert frame.evaluate("() => Thalweg.state.colours.land") == colour


@pytest.mark.parametrize(("width", "height"), [(380, 800), (1280, 900), (3840, 2160)])
def test_nothing_is_cut_off_or_written_over(
    visit: Callable[..., Visit], url: str, width: int, height: int
) -> None:
    frame = visit(url, width=width, height=height).map_frame()
    frame.page.wait_for_timeout(600)
    boxes = frame.evaluate("() => Thalweg.state.panels.covered()")
    size = frame.evaluate("() => [Thalweg.state.map.getSize().x, Thalweg.state.map.getSize().y]")
    for left, top, right, bottom in boxes:
        assert left >= 0
        assert top >= 0
        assert right <= size[0] + 1
        assert bottom <= size[1] + 1
    for number, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[number + 1 :]:
            apart = (
                right <= other[0] + 1 or other[2] <= left + 1 or bottom <= other[1] + 1 or other[3] <= top + 1
            )
            assert apart, "two panels overlap"
    assert frame.evaluate(SHOWN) == 9


def test_a_dead_tile_server_leaves_the_vector_map(visit: Callable[..., Visit], url: str) -> None:
    visited = visit(url)
    visited.page.route("**/*openstreetmap.org/**", lambda route: route.abort())
    frame = visited.map_frame()
    choose_from(
        visited.page.get_by_role("combobox", name="Tiles"), visited.page.get_by_role("option", name="street")
    )
    frame.wait_for_function("() => Thalweg.state.shownTiles === 'street'", timeout=20_000)
    visited.page.wait_for_timeout(500)
    assert any("openstreetmap.org" in address for address in visited.outside)
    expect(frame.locator(".tw-credits")).to_contain_text("background can't be reached", timeout=20_000)
    land = "() => Thalweg.state.sheets.land._ctx.getImageData(5, 5, 1, 1).data[3]"
    assert frame.evaluate(land) == 255
    order = (
        "() => ['land', 'banks', 'boundary', 'claims'].map(n => +Thalweg.state.map.getPane(n).style.zIndex)"
    )
    below, banks, boundary, claims = frame.evaluate(order)
    assert below < 200 < banks < boundary < claims


def test_a_map_that_does_not_load_says_so(visit: Callable[..., Visit], url: str) -> None:
    visited = visit("about:blank")
    page = visited.page
    page.clock.install()
    page.route("**/leaflet.js", lambda route: route.abort())
    page.goto(url)
    page.wait_for_selector("iframe[title*='st_folium']", timeout=40_000, state="attached")
    page.wait_for_timeout(1000)
    page.clock.fast_forward(3_000)
    page.get_by_text("The map is being drawn").wait_for(timeout=15_000)
    page.clock.fast_forward(30_000)
    page.get_by_text("The map could not be drawn here. The list holds every claim.").wait_for(timeout=15_000)


def test_hostile_names_are_shown_as_written_and_nothing_runs(
    visit: Callable[..., Visit], serve: Callable[..., str]
) -> None:
    visited = visit(serve(APP, TEST_HOSTILE=HOSTILE))
    frame = visited.map_frame()
    state = frame.evaluate(
        """() => ({
            legend: document.querySelector(".tw-entry").textContent,
            credits: document.querySelector(".tw-credits").textContent,
            notice: document.querySelector(".tw-notice").textContent,
            labels: Thalweg.state.scene.labels.map(label => label.name),
            spoken: document.querySelector(".tw-keys button").getAttribute("aria-label"),
            images: document.images.length,
        })"""
    )
    assert state["legend"] == HOSTILE
    assert state["notice"] == HOSTILE
    assert HOSTILE in state["credits"]
    assert state["labels"] == [HOSTILE]
    assert state["spoken"].count(HOSTILE) == 3
    assert state["images"] == 0
    click_pin(visited, frame, 0)
    visited.page.get_by_text("events [['claim0', 'claim1']]").wait_for(timeout=20_000)
    assert visited.page.evaluate("() => window.ran") is None
    assert "1337" not in visited.page.content()
    assert visited.outside == []
    assert visited.errors == []
