"""The folium map that is kept: the one that folium makes, made again when it is old or broken."""

import json
from pathlib import Path

import pytest

from geo.errors import InputError
from geo.ui.folium_map import make_map, prepared_map


@pytest.fixture(autouse=True)
def forget() -> None:
    prepared_map.cache_clear()


def test_what_is_kept_is_what_folium_makes(tmp_path: Path) -> None:
    made = make_map("main")
    assert prepared_map("main", tmp_path) == json.loads(json.dumps(made))
    assert "Thalweg.open" in made["script"]
    prepared_map.cache_clear()
    assert prepared_map("main", tmp_path) == json.loads(json.dumps(made))
    assert made.keys().isdisjoint({"key", "height", "on_change"})


@pytest.mark.parametrize(
    "content", ["", "[]", "{", '{"mark": "old", "sent": {"script": "old"}}', '{"sent": 1}']
)
def test_an_old_or_broken_file_is_made_again(tmp_path: Path, content: str) -> None:
    kept = tmp_path / "map-main.json"
    kept.write_text(content, encoding="utf-8")
    assert prepared_map("main", tmp_path)["script"] == make_map("main")["script"]
    assert json.loads(kept.read_text(encoding="utf-8"))["mark"] != "old"


def test_a_folder_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    assert "script" in prepared_map("main", tmp_path / "missing")


def test_a_panel_is_a_short_word(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        prepared_map("../main", tmp_path)
