"""Every data file is named in SOURCES.md with the hash it has."""

import re
from pathlib import Path

import pytest

from geo.data.build.__main__ import checksum

DATA = Path(__file__).resolve().parent.parent / "geo" / "data"
ROWS = re.findall(r"^\| `([^`]+)` \|.*\| `([0-9a-f]*)` \|$", (DATA / "SOURCES.md").read_text("utf-8"), re.M)
BUILT = {"gazetteer", "rivers", "basemap"}
TEXTS = {"NOTICE", "COPYING", "COPYING.LESSER"}


@pytest.mark.parametrize(("name", "sha256"), ROWS)
def test_a_listed_file_has_its_hash(name: str, sha256: str) -> None:
    assert checksum(DATA / name) == sha256


def test_every_built_file_is_listed() -> None:
    there = {f"{folder}/{path.name}" for folder in BUILT for path in (DATA / folder).iterdir()}
    assert {name for name in there if name.split("/")[1] not in TEXTS} == {name for name, _ in ROWS}
