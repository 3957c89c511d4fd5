"""Credits follow the data that is shown, without anybody's doing."""

from dataclasses import replace

import pytest

from geo.river import load_river
from geo.scene import compose_scene, map_credits
from tests.factories import claim, place, placed, resolution

EUPHRATES = load_river("Euphrates")
OSM = "OpenStreetMap (nominatim), © OpenStreetMap contributors, ODbL 1.0, asked 2026-03-01"


@pytest.mark.parametrize(
    ("source", "licence", "credit"),
    [
        (EUPHRATES.source, EUPHRATES.licence, None),
        ("the user's own line", "", "Boundary: the user's own line"),
        (
            "OpenStreetMap, asked 2026-03-01",
            "ODbL-1.0",
            "Boundary: OpenStreetMap, asked 2026-03-01 (ODbL-1.0)",
        ),
    ],
)
def test_the_boundary_s_line_is_credited_unless_it_is_the_catalogue_s(source, licence, credit):
    credits = map_credits((), replace(EUPHRATES, source=source, licence=licence))
    assert credits[3:] == ((credit,) if credit else ())


@pytest.mark.parametrize(
    ("source", "credit"),
    [(OSM, f"Place set by hand: {OSM}"), ("own gazetteer", None), ("hand-kept; mouth, rounded", None)],
)
def test_a_place_from_another_service_is_credited_once(source, credit):
    at = resolution(place(geonames_id=None, source=source))
    shown = [placed(claim(f"Claim {n}.", places=(at,))) for n in range(2)]
    assert map_credits(shown, None)[3:] == ((credit,) if credit else ())
    scene = compose_scene(shown, sources=("A report",), places=())
    assert scene.credits[-1] == "A report"
    assert scene.sources == ("A report",)
