"""Leaflet comes from the installed package, is checked, and a wrong file is refused."""

from pathlib import Path

import pytest

from geo.errors import DataError
from geo.ui import assets


def test_leaflet_is_put_where_the_server_finds_it(tmp_path: Path) -> None:
    assert assets.install_leaflet(tmp_path / "leaflet") is True
    assert "Leaflet 1.9.4" in (tmp_path / "leaflet/leaflet.js").read_text(encoding="utf-8")[:200]
    assert assets.install_leaflet(tmp_path / "leaflet") is False


def test_a_file_that_is_not_the_published_one_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assets, "_SHA256", {"leaflet.js": "another"})
    with pytest.raises(DataError, match=r"leaflet\.js has the hash"):
        assets.install_leaflet(tmp_path / "leaflet")
    assert not (tmp_path / "leaflet/leaflet.js").exists()
