"""Which edition of the data an installation holds, as SOURCES.md states it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from geo.errors import DataError

_SOURCES = Path(__file__).with_name("SOURCES.md")


@cache
def edition_of(name: str) -> str:
    """Year and hash of a built file: "2025, sha256 58dc227581ae". DataError where SOURCES.md lacks it."""
    for line in _SOURCES.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip().strip("`") for cell in line.strip("|").split("|")]
        if len(cells) == 6 and cells[0] == name:
            return f"{cells[4]}, sha256 {cells[5][:12]}"
    raise DataError(f"geo/data/SOURCES.md says nothing of {name}; run: make data")
