"""How wide text is and where its lines break, in the font that every file kind is drawn with.

The font is DejaVu Sans, which comes with matplotlib and covers Latin, Greek, Cyrillic, Arabic, Hebrew,
Armenian and Georgian. Arabic is measured in its joined shapes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import DataError

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

_MEASURED_AT = 100
ASCENT, DESCENT = 0.80, 0.22
"""Part of the size that ordinary letters reach above and below the baseline."""
_REORDERING = {ord(c) for c in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\ufeff"}


@cache
def font_file(bold: bool = False) -> Path:
    """Path of the font. DataError where matplotlib is not installed."""
    package = find_spec("matplotlib")
    if package is None or not package.submodule_search_locations:
        raise DataError("matplotlib is missing; `pip install -r requirements.txt` brings it")
    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return Path(package.submodule_search_locations[0]) / "mpl-data" / "fonts" / "ttf" / name


@cache
def _font(bold: bool) -> FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(str(font_file(bold)), _MEASURED_AT)


@lru_cache(maxsize=65536)
def _length(text: str, bold: bool) -> float:
    return float(_font(bold).getlength(text)) / _MEASURED_AT


def width_of(text: str, size: float, *, bold: bool = False, spacing: float = 0.0) -> float:
    """Width of one line in the unit of `size`."""
    return _length(text, bold) * size + spacing * max(0, len(text) - 1)


def plain(text: str) -> str:
    """Text as one line of characters that can be drawn: no controls, no reordering, single spaces."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return " ".join("".join(_drawable(c) for c in text if ord(c) not in _REORDERING).split())


def _drawable(character: str) -> str:
    if ord(character) & 0xFFFE == 0xFFFE or unicodedata.category(character) == "Cs":
        return "\ufffd"  # no file format takes these
    return " " if unicodedata.category(character) == "Cc" else character


def left_to_right(line: str) -> str:
    """A line of ours that stays in our order even where it begins with Arabic or Hebrew."""
    return f"\u200e{line}" if any(unicodedata.bidirectional(c) in ("R", "AL") for c in line) else line


def runs_right_to_left(line: str) -> bool:
    """Whether a line is Arabic, Hebrew or the like: its first letter says so, as everywhere in Unicode."""
    kinds = (unicodedata.bidirectional(character) for character in line)
    return next((kind in ("R", "AL") for kind in kinds if kind in ("L", "R", "AL")), False)


def wrapped(text: str, size: float, width: float, *, bold: bool = False) -> tuple[str, ...]:
    """`text` in lines no wider than `width`; a word that is wider is cut. No text, no lines."""
    return _filled(plain(text).split(), size, width, width, bold)


def wrapped_parts(parts: Sequence[str], size: float, first: float, width: float) -> tuple[str, ...]:
    """Parts with " · " between them in lines of `width`, the first of `first`; none broken in vain."""
    words: list[str] = []
    for number, part in enumerate(parts):
        line = plain(part) + (" ·" if number < len(parts) - 1 else "")
        words += [line] if width_of(line, size) <= width else line.split()
    return _filled(words, size, first, width, False)


def _filled(words: Sequence[str], size: float, first: float, width: float, bold: bool) -> tuple[str, ...]:
    space = width_of(" ", size, bold=bold)
    lines: list[list[str]] = []
    used = 0.0
    for word in words:
        for part in _parts(word, size, width, bold):
            long = width_of(part, size, bold=bold)
            if lines and used + space + long <= (first if len(lines) == 1 else width):
                lines[-1].append(part)
                used += space + long
            else:
                lines.append([part])
                used = long
    return tuple(" ".join(line) for line in lines)


def _parts(word: str, size: float, width: float, bold: bool) -> list[str]:
    if width_of(word, size, bold=bold) <= width:
        return [word]
    parts, begin = [], 0
    while begin < len(word):
        end = begin + 1
        room = width - width_of(word[begin], size, bold=bold)
        while end < len(word) and (room := room - width_of(word[end], size, bold=bold)) > 0:
            end += 1
        parts.append(word[begin:end])
        begin = end
    return parts


def shortened(text: str, size: float, width: float, *, bold: bool = False) -> str:
    """`text` on one line of `width`, ended by "…" where it is longer."""
    line = plain(text)
    if width_of(line, size, bold=bold) <= width:
        return line
    room = width - width_of("…", size, bold=bold)
    kept = 0
    while kept < len(line) and (room := room - width_of(line[kept], size, bold=bold)) > 0:
        kept += 1
    return line[:kept].rstrip() + "…"


def limited(
    lines: tuple[str, ...], most: int, size: float, width: float, *, bold: bool = False
) -> tuple[str, ...]:
    """The first `most` lines, the last ended by "…" where there were more."""
    if len(lines) <= most:
        return lines
    last = shortened(" ".join(lines[most - 1 : most + 1]), size, width, bold=bold)
    return (*lines[: most - 1], last)
