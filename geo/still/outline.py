"""Where the pieces of a line stand, and lines of text as outlines: halos, and letters that join."""

from __future__ import annotations

import math
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from geo.briefing.lettering import font_file, width_of
from geo.briefing.values import Words

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties
    from matplotlib.path import Path


def pieces(words: Words) -> list[tuple[str, float]]:
    """The text and its left end; letter by letter where they are set apart."""
    wide = width_of(words.text, words.size, bold=words.bold, spacing=words.spacing)
    x = words.x - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[words.anchor]
    if not words.spacing or not _separable(words.text):
        return [(words.text, x)]
    found = []
    for letter in words.text:
        found.append((letter, x))
        x += width_of(letter, words.size, bold=words.bold) + words.spacing
    return found


def _separable(text: str) -> bool:
    """Letters of these scripts stand alone; others join."""
    return all(ord(character) < 0x0590 for character in text)


def turned(words: Words, x: float) -> tuple[float, float]:
    """Where the left end of a piece comes to lie when the line is turned about its anchor."""
    along, turn = x - words.x, math.radians(words.angle)
    return words.x + along * math.cos(turn), words.y - along * math.sin(turn)


@cache
def font(bold: bool, size: float) -> FontProperties:
    from matplotlib.font_manager import FontProperties

    return FontProperties(fname=str(font_file(bold)), size=size)


@lru_cache(maxsize=1024)
def outline(text: str, bold: bool) -> Path:
    """The outline of a line of text in size 1, its letters joined and in order, y up from the baseline."""
    from matplotlib.path import Path
    from matplotlib.textpath import text_to_path

    vertices, codes = text_to_path.get_text_path(font(bold, 10.0), text)
    return Path(np.asarray(vertices, dtype=float).reshape(-1, 2) / text_to_path.FONT_SCALE, codes)


def outlined(text: str, *, bold: bool, place: tuple[float, float, float, float]) -> str:
    """The outline as operators of PDF; `place` is scale times cosine and sine, then where it begins."""
    from matplotlib.path import Path

    a, b, px, py = place
    parts: list[str] = []
    at = (0.0, 0.0)
    for flat, code in outline(text, bold).iter_segments(simplify=False, curves=True):
        numbers = [float(value) for value in flat]
        points = [
            (a * x - b * y + px, b * x + a * y + py) for x, y in zip(numbers[::2], numbers[1::2], strict=True)
        ]
        if code == Path.CLOSEPOLY:
            parts.append("h")
            continue
        if code == Path.CURVE3:  # PDF has cubic curves only
            (cx, cy), end = points
            points = [_third(at, (cx, cy)), _third(end, (cx, cy)), end]
        operator = "m" if code == Path.MOVETO else "l" if code == Path.LINETO else "c"
        parts.append(" ".join(f"{x:.2f} {y:.2f}" for x, y in points) + f" {operator}")
        at = points[-1]
    return " ".join(parts)


def _third(end: tuple[float, float], control: tuple[float, float]) -> tuple[float, float]:
    return end[0] + 2 / 3 * (control[0] - end[0]), end[1] + 2 / 3 * (control[1] - end[1])
