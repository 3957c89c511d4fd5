"""Crowded pins in a real browser: on their bank and in their extent at every zoom."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import shapely

from geo.leaflet import scene_packet
from geo.model import Bank
from geo.river import distance_km, locate_banks
from geo.scene import compose_scene
from tests.browser.conftest import Visit
from tests.crowds import RIVER, crowded, is_on

APP = Path(__file__).parent / "apps" / "crowd_app.py"
SCENE = compose_scene(crowded(90), title="Crowd", river=RIVER)
DRAWN = """([lat, lon, zoom]) => {
    const { map } = Thalweg.state;
    map.setView([lat, lon], zoom, { animate: false });
    Thalweg.state.sheets.claims.repaint();
    const at = (x, y) => { const p = map.layerPointToLatLng([x, y]); return [p.lng, p.lat]; };
    return Thalweg.state.groups.map((g) => ({
        pins: g.pins, at: at(g.x, g.y), spot: at(g.sx, g.sy), moved: Math.hypot(g.x - g.sx, g.y - g.sy),
    }));
}"""
RINGS = """([lat, lon, zoom]) => {
    const { map, sheets } = Thalweg.state;
    const draw = Thalweg.drawGroup;
    const drawn = [];
    Thalweg.drawGroup = (ctx, x, y, group) => {
        const write = ctx.fillText;
        let text = "";
        ctx.fillText = (...words) => { text = words[0]; write.apply(ctx, words); };
        draw(ctx, x, y, group);
        delete ctx.fillText;
        const colours = new Set();
        const r = Thalweg.groupRadius(group.count) - 1;
        for (let step = 0; step < 180; step++) {
            const angle = (2 * Math.PI * step) / 180;
            const [dx, dy] = [r * Math.cos(angle), r * Math.sin(angle)];
            const at = ctx.getTransform().transformPoint({ x: x + dx, y: y + dy });
            const [red, green, blue] = ctx.getImageData(Math.floor(at.x), Math.floor(at.y), 1, 1).data;
            colours.add("#" + [red, green, blue].map(n => n.toString(16).padStart(2, "0")).join(""));
        }
        drawn.push({ x, y, text, colours: [...colours] });
    };
    map.setView([lat, lon], zoom, { animate: false });
    sheets.claims.paintNow();
    Thalweg.drawGroup = draw;
    const { groups, scene } = Thalweg.state;
    return groups.filter(g => g.pins.length > 1).map(g => ({
        pins: g.pins, bank: scene.banks[g.bank], ...drawn.find(d => d.x === g.x && d.y === g.y),
    }));
}"""
PIXEL_KM = 156.543 * 0.82
"""Km of a pixel at zoom 0 and this latitude."""


def extent_width_px(number: int, zoom: float) -> float:
    extent = SCENE.claims[number].extent
    points = [point for shape in (*extent.rings, *extent.lines) for point in shape] if extent else []
    if not points:
        return 0.0
    west, south, east, north = shapely.MultiPoint(points).bounds
    return max((east - west) * 111.195 * 0.82, (north - south) * 111.195) / (PIXEL_KM / 2**zoom)


def check(group: dict[str, Any], zoom: float) -> bool:
    """One marker: on the bank of its claims; inside their extent where that has room. Whether it was held."""
    lon, lat = group["at"]
    pin = SCENE.pins[group["pins"][0]]
    (side,) = locate_banks([lon], [lat], RIVER).side
    pixel_km = PIXEL_KM / 2**zoom
    assert is_on(pin.bank, int(side)) or distance_km((lon, lat), RIVER) < 2 * pixel_km, (zoom, group)
    if pin.bank is Bank.ON_RIVER:
        assert distance_km((lon, lat), RIVER) < 6 * pixel_km + 0.2, (zoom, group)
    first = pin.claims[0]
    extent = SCENE.claims[first].extent
    if not group["moved"] or extent is None or not extent.rings or extent_width_px(first, zoom) < 75:
        return False
    area = shapely.union_all([shapely.Polygon(ring).buffer(0) for ring in extent.rings])
    assert area.buffer(2 * pixel_km / 90).contains(shapely.Point(lon, lat)), (zoom, group)
    return True


@pytest.fixture(scope="module")
def url(serve: Callable[..., str]) -> str:
    return serve(APP)


def test_pins_stay_on_their_bank_and_in_their_extent_at_every_zoom(
    visit: Callable[..., Visit], url: str
) -> None:
    assert scene_packet(SCENE)
    frame = visit(url).map_frame()
    seen = held = 0
    for lat, lon in ((34.452, 40.918), (34.9, 40.6), (35.953, 39.008)):
        for zoom in (5, 7, 8.5, 9.25, 10, 11, 12, 13, 15):
            groups = frame.evaluate(DRAWN, [lat, lon, zoom])
            seen += len(groups)
            held += sum(check(group, zoom) for group in groups)
    assert seen > 150
    assert held > 20


def test_a_crowd_tells_its_number_and_its_actors_and_is_of_one_bank(
    visit: Callable[..., Visit], url: str
) -> None:
    frame = visit(url).map_frame()
    groups = [group for zoom in (5, 7) for group in frame.evaluate(RINGS, [34.9, 40.2, zoom])]
    mixed = 0
    for group in groups:
        pins = [SCENE.pins[number] for number in group["pins"]]
        assert group["text"] == str(sum(len(pin.claims) for pin in pins))
        assert {pin.bank for pin in pins} == {Bank(group["bank"])}
        actors = {colour_of(pin) for pin in pins}
        seen = actors & set(group["colours"])
        mixed += len(seen) > 1
        assert len(seen) >= min(len(actors), 2), (actors, group)
    assert mixed >= 3


def colour_of(pin: Any) -> str:
    return SCENE.claims[pin.claims[0]].claim.actors[0].actor.colour
