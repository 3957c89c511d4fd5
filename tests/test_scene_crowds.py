"""Pins of a crowded scene: whatever shares a place, each stands inside its extent and on its bank."""

import pytest
import shapely

from geo.model import Bank, ExtentKind
from geo.river import locate_banks
from geo.scene import compose_scene
from tests.crowds import RIVER, crowded, is_on


@pytest.mark.parametrize(("count", "seed"), [(40, 1), (150, 2), (600, 3), (1500, 4)])
def test_every_pin_is_in_its_extent_and_on_its_bank(count, seed):
    scene = compose_scene(crowded(count, seed=seed), title="Crowd", river=RIVER, places=())
    sides = locate_banks([p.lon for p in scene.pins], [p.lat for p in scene.pins], RIVER).side.tolist()
    assert sum(len(pin.claims) for pin in scene.pins) == sum(c.position is not None for c in scene.claims)
    for pin, side in zip(scene.pins, sides, strict=True):
        assert is_on(pin.bank, side), pin
        extent = scene.claims[pin.claims[0]].extent
        spot = shapely.Point(pin.lon, pin.lat)
        if extent.kind is ExtentKind.REACH:
            assert min(shapely.LineString(line).distance(spot) for line in extent.lines) < 1e-3
        elif pin.bank is not Bank.BOTH:
            assert any(shapely.Polygon(ring).buffer(1e-5).contains(spot) for ring in extent.rings), pin
