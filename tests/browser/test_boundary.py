"""A boundary of one's own in a real browser: uploaded, refused, far away, drawn with clicks on the map."""

import json
import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from geo.ui import words
from tests.browser.acting import press
from tests.browser.conftest import Visit

HOSTILE = "{{7*9}} <b>"
WRITTEN = "() => Thalweg.state.written.filter(each => each.kind === 'bank').map(each => each.text).join('|')"


def geojson(kind: str, coordinates: object) -> bytes:
    about = {"name": "Ceasefire line", "left": HOSTILE, "right": "SDF side"}
    return json.dumps(
        {"type": "Feature", "properties": about, "geometry": {"type": kind, "coordinates": coordinates}}
    ).encode()


def upload(page: Page, name: str, content: bytes) -> None:
    chooser = page.locator("[data-testid=stFileUploader]", has_text=words.OWN_LINE_FILE)
    chooser.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/geo+json", "buffer": content}
    )
    expect(page.get_by_text(name)).to_be_visible(timeout=20_000)
    press(page.get_by_role("button", name=words.OWN_LINE_USE))


def take_away(page: Page) -> None:
    uploader = page.locator("[data-testid=stFileUploader]")
    press(uploader.get_by_role("button", name=re.compile("Remove|Delete")))


def test_a_line_is_uploaded_refused_and_warned_of(visit: Callable[..., Visit], app: str) -> None:
    visited = visit(app)
    page, frame = visited.page, visited.map_frame()
    press(page.get_by_text(words.OWN_LINE, exact=True))
    upload(page, "ring.geojson", geojson("LineString", [[0, 0], [1, 0], [1, 1], [0, 0]]))
    expect(page.get_by_role("alert")).to_contain_text("closed", timeout=20_000)
    assert "river=" not in page.url
    take_away(page)
    upload(page, "front.geojson", geojson("LineString", [[40.2, 35.6], [40.5, 35.1], [41.2, 34.2]]))
    page.wait_for_url(re.compile("river=line"), timeout=20_000)
    frame.wait_for_function(f"() => ({WRITTEN})().includes('SDF side · right')", timeout=20_000)
    assert f"{HOSTILE} · left" in frame.evaluate(WRITTEN)
    expect(page.get_by_text(f"{HOSTILE} (")).to_be_visible()
    take_away(page)
    upload(page, "far.geojson", geojson("LineString", [[-70, -10], [-71, -12]]))
    expect(page.get_by_text("km from the nearest place")).to_be_visible(timeout=20_000)
    assert visited.outside == []


def test_a_line_is_drawn_with_clicks(visit: Callable[..., Visit], app: str) -> None:
    visited = visit(app)
    page, frame = visited.page, visited.map_frame()
    press(page.get_by_text(words.OWN_LINE, exact=True))
    press(page.get_by_text(words.OWN_LINE_DRAW, exact=True))
    frame.wait_for_function("() => Thalweg.isDrawing(Thalweg.state)", timeout=20_000)
    for number, position in enumerate(((300, 90), (360, 200), (330, 330)), 1):
        frame.locator("#map_div").click(position={"x": position[0], "y": position[1]})
        frame.wait_for_function(f"() => Thalweg.state.view.draft.length === {2 * number}", timeout=20_000)
    press(page.get_by_role("button", name=words.OWN_LINE_USE))
    page.wait_for_url(re.compile("river=line"), timeout=20_000)
    frame.wait_for_function(f"() => ({WRITTEN})().includes('side · right')", timeout=20_000)
    frame.wait_for_function("() => !Thalweg.isDrawing(Thalweg.state)", timeout=20_000)
    assert visited.outside == []
