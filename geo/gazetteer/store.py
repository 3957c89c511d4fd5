"""Reading and writing the index: columns of numbers, one blob of names, one trie of keys, all memory-mapped.

Nothing is parsed at the start, so the first answer comes at once and pages that nobody asks for stay on disk.
"""

from __future__ import annotations

import json
import mmap
from array import array
from collections.abc import Mapping, Sequence
from pathlib import Path

import marisa_trie

from geo.errors import DataError

FOLDER = Path(__file__).resolve().parent.parent / "data" / "gazetteer"
KEY_FORMAT = "<I"
QUALITY_BITS = 3
"""A key's value is row << 3 | quality: how the name stands in the source (see QUALITIES)."""
QUALITIES = ("name", "alternate", "native", "code", "short")
ARTICLE_FREE = "\x01"
SKELETON = "\x02"
ABBREVIATION = "\x03"
"""Followed by the abbreviation exactly as written: "Ky.", "NSW"."""
HAND_KEPT = "hand-kept"
"""Source of the places in geo/data/sources/places.csv."""
DEMONYM = "\x04"


class Columns:
    """Named columns of fixed-width numbers and strings in one file, read in place."""

    def __init__(self, path: Path) -> None:
        if not path.exists():
            raise DataError(f"{path.name} is missing from geo/data/gazetteer; `make data` rebuilds it")
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        head_length = int.from_bytes(self._map[:8], "little")
        head = json.loads(self._map[8 : 8 + head_length])
        view = memoryview(self._map)
        self.tables: dict[str, list[str]] = head["tables"]
        self._parts: dict[str, memoryview] = {}
        for name, (kind, start, size) in head["columns"].items():
            raw = view[start : start + size]
            self._parts[name] = raw if kind == "s" else raw.cast(kind)

    def numbers(self, name: str) -> memoryview:
        """Column of int or float, indexed by row."""
        return self._parts[name]

    def string(self, name: str, row: int) -> str:
        """String of a row."""
        offsets = self._parts[name + "_at"]
        return bytes(self._parts[name][offsets[row] : offsets[row + 1]]).decode("utf-8")


def write_columns(
    path: Path,
    numbers: Mapping[str, tuple[str, Sequence[float]]],
    strings: Mapping[str, Sequence[str]],
    tables: Mapping[str, Sequence[str]],
) -> None:
    """Write columns for `Columns`. `numbers` maps a name to (array type code, values)."""
    parts: list[tuple[str, str, bytes]] = []
    for name, (kind, values) in numbers.items():
        parts.append((name, kind, array(kind, values).tobytes()))
    for name, texts in strings.items():
        blob, offsets = bytearray(), array("I", [0])
        for text in texts:
            blob += text.encode("utf-8")
            offsets.append(len(blob))
        parts += [(name, "s", bytes(blob)), (name + "_at", "I", offsets.tobytes())]
    _write_parts(path, parts, tables)


def _write_parts(
    path: Path, parts: list[tuple[str, str, bytes]], tables: Mapping[str, Sequence[str]]
) -> None:
    room = 4096  # space for the head, so that every column starts aligned
    head: dict[str, object] = {}
    while True:
        columns, at = {}, room
        for name, kind, raw in parts:
            columns[name] = (kind, at, len(raw))
            at += -(-len(raw) // 8) * 8
        head = {"columns": columns, "tables": {name: list(values) for name, values in tables.items()}}
        encoded = json.dumps(head, ensure_ascii=False, sort_keys=True).encode("utf-8")
        if len(encoded) + 8 <= room:
            break
        room *= 2
    with path.open("wb") as file:
        file.write(len(encoded).to_bytes(8, "little") + encoded + b" " * (room - 8 - len(encoded)))
        for _, _, raw in parts:
            file.write(raw + b"\0" * (-len(raw) % 8))


def open_trie(path: Path) -> marisa_trie.RecordTrie:
    """The key trie, memory-mapped."""
    if not path.exists():
        raise DataError(f"{path.name} is missing from geo/data/gazetteer; `make data` rebuilds it")
    trie = marisa_trie.RecordTrie(KEY_FORMAT)
    trie.mmap(str(path))
    return trie
