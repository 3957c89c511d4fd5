"""The glyphs of the font: their numbers and widths, and a file with only those that a picture uses."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Glyphs:
    """`widths` by glyph number, in `units` to the size; `box` is the font's bounding box in them."""

    numbers: dict[int, int]
    widths: tuple[int, ...]
    units: int
    box: tuple[int, int, int, int]

    def number(self, character: str) -> int:
        """Number of a character's glyph; 0, the empty box, where the font has none."""
        return self.numbers.get(ord(character), 0)


@cache
def glyphs_of(path: Path) -> Glyphs:
    """The glyph table of a font file."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    font = TTFont(path, lazy=True)
    order = font.getGlyphOrder()
    number_of = {name: number for number, name in enumerate(order)}
    numbers = {code: number_of[name] for code, name in font.getBestCmap().items()}
    metrics = font["hmtx"].metrics
    head = font["head"]
    box = (head.xMin, head.yMin, head.xMax, head.yMax)
    return Glyphs(numbers, tuple(metrics[name][0] for name in order), head.unitsPerEm, box)


@lru_cache(maxsize=16)
def subset_font(path: Path, wanted: frozenset[int] | frozenset[str], *, keep_numbers: bool = False) -> bytes:
    """The font with the glyphs of these numbers or characters alone.

    `keep_numbers` leaves every glyph its number and drops what joins letters; otherwise letters still join.
    """
    from fontTools import subset  # type: ignore[import-untyped]

    options = subset.Options(
        hinting=False,
        notdef_outline=True,
        retain_gids=keep_numbers,
        layout_features=[] if keep_numbers else ["*"],
    )
    options.drop_tables += [
        "FFTM",
        *(["GSUB", "GPOS", "GDEF", "kern", "name", "post"] if keep_numbers else []),
    ]
    font = subset.load_font(str(path), options, lazy=True)
    subsetter = subset.Subsetter(options)
    numbers = [item for item in wanted if isinstance(item, int)]
    text = "".join(sorted(item for item in wanted if isinstance(item, str)))
    subsetter.populate(gids=numbers, text=text)
    subsetter.subset(font)
    out = io.BytesIO()
    font.save(out, reorderTables=False)
    return out.getvalue()
