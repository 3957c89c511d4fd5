"""The web map's parts: nothing from outside, no text through folium, packets that read back as written."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from streamlit_folium import _get_header, _get_html, _get_map_string

from geo.errors import InputError
from geo.leaflet import Spot, base_packet, build_map, region_of, scene_packet, view_packet
from geo.leaflet.files import SCRIPTS, STATIC
from geo.leaflet.packet import WORLD_FILE, world_columns
from geo.scene import compose_scene, own_script
from tests import scenes
from tests.factories import claim, place, placed, resolution

HOSTILE = "{{7*191}} {# x <img src=x onerror=alert(1)> `</script> ${a} 'q' \\ \u2028"
KINDS = {kind: f"<{kind}" for kind in ("f4", "u4", "u2", "u1", "i4", "i2", "i1")}


def elements(element: Any) -> Iterator[Any]:
    yield element
    for child in element._children.values():
        yield from elements(child)


def unpack(packet: bytes) -> tuple[dict[str, Any], dict[str, Any]]:
    assert packet[:4] == b"THW1"
    begin = 8 + int.from_bytes(packet[4:8], "little")
    head = json.loads(packet[8:begin])
    columns = {
        name: np.frombuffer(packet, KINDS[kind], count, begin + offset)
        for name, (kind, offset, count) in head.pop("columns").items()
    }
    return head, columns


def test_every_element_loads_local_files_only() -> None:
    figure = build_map("main")
    links = [
        link
        for e in elements(figure)
        for _, link in (*getattr(e, "default_js", ()), *getattr(e, "default_css", ()))
    ]
    assert len(links) == 4
    assert all(link.startswith("../../app/static/") for link in links)


def test_the_files_of_the_page_ask_for_nothing_outside_but_the_tiles_a_reader_chooses() -> None:
    found = {
        (path.name, word.split("/")[2])
        for path in (STATIC / "thalweg").iterdir()
        for word in path.read_text(encoding="utf-8").replace('"', " ").split()
        if word.startswith(("http://", "https://"))
    }
    assert found == {("map.js", "tile.openstreetmap.org"), ("map.js", "server.arcgisonline.com")}


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_pages_script_never_reads_text_as_markup(name: str) -> None:
    source = (STATIC / "thalweg" / f"{name}.js").read_text(encoding="utf-8")
    for word in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "bindPopup",
        "bindTooltip",
    ):
        assert word not in source


def test_what_folium_renders_holds_no_text_of_a_scene() -> None:
    figure = build_map("main")
    rendered = figure.get_root().render()
    rendered += _get_html(figure) + _get_header(figure) + _get_map_string(figure)
    for piece in ("191", "onerror", "hostile", "Ostrel", "Mara", "Courier", "Velm"):
        assert piece not in rendered


def test_the_map_is_constant() -> None:
    assert _get_map_string(build_map("main")) == _get_map_string(build_map("main"))


@pytest.mark.parametrize(
    "bad",
    [
        {"panel": "{{1}}"},
        {"scene_id": "{{1}}"},
        {"scene_id": "x\n"},
        {"theme": "{{theme}}"},
        {"tiles": "https://evil.example/{z}"},
    ],
)
def test_a_view_takes_nothing_but_closed_words(bad: dict[str, str]) -> None:
    with pytest.raises(InputError):
        view_packet(**({"panel": "main", "scene_id": "ab", "visible": [True]} | bad))


@pytest.mark.parametrize("panel", ["", "Main", "a b", "{{x}}", "main\n", "x" * 40])
def test_a_panel_is_a_short_word(panel: str) -> None:
    with pytest.raises(InputError):
        build_map(panel)


@pytest.mark.parametrize(
    ("visible", "bits"),
    [([], []), ([True], [1]), ([False] * 8 + [True], [0, 1]), ([True] * 16, [255, 255])],
)
def test_a_view_packet_reads_back(visible: list[bool], bits: list[int]) -> None:
    packet = view_packet(panel="main", scene_id="ab", visible=visible, selected=3, spot=Spot(40.0, 34.5, 2))
    head, columns = unpack(packet)
    assert columns["visible"].tolist() == bits
    assert (head["panel"], head["scene"], head["selected"], head["spot"]) == (
        "main",
        "ab",
        3,
        [40.0, 34.5, 2],
    )
    assert "draft" not in head


def test_a_scene_packet_reads_back() -> None:
    scene = scenes.scene_of(scenes.few())
    head, columns = unpack(scene_packet(scene))
    assert head["id"] == scene.id
    assert head["notice"] == scene.notice
    assert [area["label"] for area in head["areas"]] == ["West bank · right", "East bank · left"]
    assert head["boundary"] == "Velm"
    first = [0, *np.cumsum(columns["pin_size"]).tolist()]
    for number, pin in enumerate(scene.pins):
        assert tuple(columns["pin_claims"][first[number] : first[number + 1]]) == pin.claims
        assert head["actors"][columns["pin_actor"][number]]["colour"] == pin.actor.colour
        assert head["stances"][columns["pin_stance"][number]] == pin.stance.value
        assert bool(columns["pin_negated"][number]) is pin.negated
        assert head["banks"][columns["pin_bank"][number]] == pin.bank.value
        at = scene.claims[pin.claims[0]].position
        assert tuple(columns["pin_xy"][2 * number : 2 * number + 2]) == pytest.approx(at)
    for index, item in enumerate(scene.claims):
        assert head["places"][columns["claim_place"][index]] == item.place.place.name
        assert head["speakers"][columns["claim_speaker"][index]].startswith("Mara Venn")
    rings = columns["extent_ring"]
    assert len(columns["extent_shape"]) == len({item.extent for item in scene.claims})
    assert columns["extent_xy"].size == 2 * rings.sum()


def test_hostile_text_travels_whole_in_the_packet() -> None:
    actor = scenes.Actor("hostile", HOSTILE, "armed group", (), "#d55e00")
    head, _ = unpack(scene_packet(scenes.scene_of([scenes.one(0, actor, town=HOSTILE)])))
    assert head["actors"][0]["name"] == HOSTILE
    assert head["places"] == [HOSTILE]


@pytest.mark.parametrize("region", [None, (36.0, 31.0, 46.0, 38.0)], ids=["world", "region"])
def test_the_base_map_is_small(region: tuple[float, ...] | None) -> None:
    packet = base_packet(region)
    head, columns = unpack(packet)
    assert head["kind"] == ("region" if region else "world")
    assert columns["borders_xy"].size > 100
    assert len(packet) < 300_000


def test_the_stored_world_is_the_one_the_layers_give() -> None:
    with np.load(WORLD_FILE, allow_pickle=False) as stored:
        fresh = world_columns()
        assert set(stored.files) == set(fresh)
        for name, column in fresh.items():
            assert np.array_equal(stored[name], column), f"{name} differs; `make data` rebuilds it"


@pytest.mark.parametrize(
    "bounds", [(40.0, 34.0, 41.0, 35.0), (-170.0, -55.0, 170.0, 72.0), (179.0, -10.0, 180.0, -9.0)]
)
def test_a_region_holds_its_view_and_stays_on_the_globe(bounds: tuple[float, ...]) -> None:
    west, south, east, north = region_of(bounds)
    assert west <= bounds[0]
    assert south <= bounds[1]
    assert east >= bounds[2]
    assert north >= bounds[3]
    assert -180 <= west < east <= 180
    assert -85 <= south < north <= 85


def test_near_views_share_a_region() -> None:
    assert region_of((40.01, 34.01, 40.9, 34.9)) == region_of((40.02, 34.02, 40.91, 34.91))


def test_labels_and_places_carry_the_name_in_its_own_script():
    town = replace(place("Abu Kamal"), local_name="البو كمال")
    danube = replace(place("Danube"), local_name="Donau")
    assert (own_script(town), own_script(danube), own_script(None)) == ("البو كمال", "", "")
    head, _ = unpack(scene_packet(compose_scene([placed(claim(places=(resolution(town),)))])))
    assert [label["local"] for label in head["labels"] if label["kind"] == "claimed"] == ["البو كمال"]
    assert head["places"] == ["Abu Kamal \u2068البو كمال\u2069"]
