"""Paints the marks of a page with matplotlib's renderers, whose text engine joins Arabic letters.

Marks are in sheet units with y down; renderers count pixels (Agg) or points (PDF) with y up for paths.
"""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.briefing import Brief, Page
from geo.briefing.lettering import font_file, width_of
from geo.briefing.values import Box, Disc, Layer, Mark, Shape, Words

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.backend_bases import GraphicsContextBase, RendererBase
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties
    from matplotlib.path import Path
    from matplotlib.transforms import Bbox, Transform

_PIXELS_PER_INCH = 100.0
_PLAIN_TEXT: Any = {"text.hinting": "none", "pdf.fonttype": 42, "text.usetex": False, "path.simplify": False}


def draw_png(brief: Brief, *, page: int = 1, scale: float = 1.0, crop: Box | None = None) -> bytes:
    """One page as a PNG of sheet units times `scale` pixels: 1 gives 1920×1080 at 16:9, 2 gives 4K.

    `crop` cuts a part out of the page. The alternative text is in the file's Description.
    """
    part = crop or brief.sheet.box
    figure = _figure([brief.pages[page - 1]], part, scale / _PIXELS_PER_INCH, _PIXELS_PER_INCH)
    out = io.BytesIO()
    about = {"Title": brief.title, "Description": brief.alt_text, "Software": "Thalweg"}
    from matplotlib import rc_context
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    with rc_context(_PLAIN_TEXT):
        canvas: Any = FigureCanvasAgg(figure)
        canvas.draw()
        pixels = Image.frombuffer("RGBA", canvas.get_width_height(), canvas.buffer_rgba())
    info = PngInfo()
    for key, value in about.items():
        info.add_itxt(key, value)
    pixels.convert("RGB").save(out, format="png", pnginfo=info, compress_level=4)
    return out.getvalue()


def draw_pdf(brief: Brief) -> bytes:
    """All pages as one PDF in the sheet's size, text selectable, fonts embedded."""
    from matplotlib import rc_context
    from matplotlib.backends.backend_pdf import PdfPages

    out = io.BytesIO()
    about = {"Title": brief.title, "Subject": brief.caption, "Creator": "Thalweg", "CreationDate": None}
    with rc_context(_PLAIN_TEXT), PdfPages(out, metadata=about) as file:
        for page in brief.pages:
            figure = _figure([page], brief.sheet.box, brief.sheet.points_per_unit / 72, 72.0)
            file.savefig(figure)
    return out.getvalue()


def _figure(pages: Sequence[Page], part: Box, inches_per_unit: float, dpi: float) -> Figure:
    from matplotlib.figure import Figure

    size = (part.width * inches_per_unit, part.height * inches_per_unit)
    figure = Figure(figsize=size, dpi=dpi, facecolor="none")
    for page in pages:
        figure.add_artist(_artist(page.layers, part, inches_per_unit))
    return figure


def _artist(layers: Sequence[Layer], part: Box, inches_per_unit: float) -> Artist:
    from matplotlib.artist import Artist

    class Marks(Artist):
        """All layers of one page."""

        def draw(self, renderer: RendererBase) -> None:
            brush = _Brush(renderer, part, inches_per_unit)
            for layer in layers:
                brush.paint(layer)

    return Marks()


class _Brush:
    """Draws marks with one renderer. `unit` is a sheet unit in its pixels, `points` in points."""

    def __init__(self, renderer: RendererBase, part: Box, inches_per_unit: float) -> None:
        from matplotlib.transforms import Affine2D

        self.renderer = renderer
        self.points = inches_per_unit * 72
        self.unit: float = np.asarray(renderer.points_to_pixels(self.points)).item()
        self.part = part
        self.height = part.height * self.unit
        self.transform = (
            Affine2D().translate(-part.x0, -part.y0).scale(self.unit, -self.unit).translate(0, self.height)
        )

    def paint(self, layer: Layer) -> None:
        clip = self._clip(layer.clip)
        for mark in layer.marks:
            gc = self.renderer.new_gc()
            if clip is not None:
                gc.set_clip_rectangle(clip)
            self._mark(gc, mark)
            gc.restore()

    def _clip(self, box: Box | None) -> Bbox | None:
        from matplotlib.transforms import Bbox

        if box is None:
            return None
        corners = self.transform.transform([(box.x0, box.y1), (box.x1, box.y0)])
        return Bbox(corners)

    def _mark(self, gc: GraphicsContextBase, mark: Mark) -> None:
        if isinstance(mark, Words):
            self._words(gc, mark)
        elif isinstance(mark, Disc):
            self._disc(gc, mark)
        else:
            self._path(gc, mark, _path(mark), self.transform)

    def _disc(self, gc: GraphicsContextBase, disc: Disc) -> None:
        from matplotlib.path import Path
        from matplotlib.transforms import Affine2D

        move = Affine2D().scale(disc.radius).translate(disc.x, disc.y) + self.transform
        self._path(gc, disc, Path.unit_circle(), move)

    def _path(self, gc: GraphicsContextBase, mark: Shape | Disc, path: Path, transform: Transform) -> None:
        from matplotlib.colors import to_rgb

        gc.set_alpha(mark.opacity)
        gc.set_antialiased(True)
        if mark.stroke:
            gc.set_foreground(mark.stroke)
            gc.set_linewidth(mark.width * self.points)
            flat = bool(mark.dash) or (isinstance(mark, Shape) and mark.butt)
            gc.set_capstyle("butt" if flat else "round")
            gc.set_joinstyle("round")
            if mark.dash:
                gc.set_dashes(0, [length * self.points for length in mark.dash])
        else:
            gc.set_linewidth(0)
        fill = to_rgb(mark.fill) if mark.fill else None
        self.renderer.draw_path(gc, path, transform, fill)

    # ---------------------------------------------------------------- text

    def _words(self, gc: GraphicsContextBase, words: Words) -> None:
        if not words.text:
            return
        gc.set_alpha(1.0)
        for text, x in _pieces(words):
            if words.halo:
                self._halo(gc, words, text, x)
            gc.set_foreground(words.colour)
            gc.set_linewidth(0)
            self._text(gc, words, text, x)

    def _text(self, gc: GraphicsContextBase, words: Words, text: str, x: float) -> None:
        px, py = self.transform.transform(_turned(words, x))
        if self.renderer.flipy():
            py = self.height - py
        font = _font(words.bold, round(words.size * self.points, 2))
        self.renderer.draw_text(gc, px, py, text, font, words.angle)

    def _halo(self, gc: GraphicsContextBase, words: Words, text: str, x: float) -> None:
        from matplotlib.transforms import Affine2D

        path, size = _outline(text, words.bold)
        px, py = self.transform.transform(_turned(words, x))
        factor = words.size * self.unit / size
        move = Affine2D().scale(factor).rotate_deg(words.angle).translate(px, py)
        gc.set_foreground(words.halo)
        gc.set_linewidth(words.halo_width * self.points)
        gc.set_joinstyle("round")
        self.renderer.draw_path(gc, path, move, None)


def _pieces(words: Words) -> list[tuple[str, float]]:
    """The text and its left end; letter by letter where they are set apart."""
    wide = width_of(words.text, words.size, bold=words.bold, spacing=words.spacing)
    x = words.x - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[words.anchor]
    if not words.spacing or not _separable(words.text):
        return [(words.text, x)]
    pieces = []
    for letter in words.text:
        pieces.append((letter, x))
        x += width_of(letter, words.size, bold=words.bold) + words.spacing
    return pieces


def _separable(text: str) -> bool:
    """Letters of these scripts stand alone; others join."""
    return all(ord(character) < 0x0590 for character in text)


def _turned(words: Words, x: float) -> tuple[float, float]:
    """Where the left end of a piece comes to lie when the line is turned about its anchor."""
    along, turn = x - words.x, math.radians(words.angle)
    return words.x + along * math.cos(turn), words.y - along * math.sin(turn)


def _path(shape: Shape) -> Path:
    from matplotlib.path import Path

    counts = [len(ring) for ring in shape.rings]
    extra = 1 if shape.closed else 0
    vertices = np.empty((sum(counts) + extra * len(counts), 2))
    codes = np.full(len(vertices), Path.LINETO, dtype=Path.code_type)
    at = 0
    for ring, count in zip(shape.rings, counts, strict=True):
        vertices[at : at + count] = ring
        codes[at] = Path.MOVETO
        at += count
        if extra:
            vertices[at], codes[at] = ring[0], Path.CLOSEPOLY
            at += 1
    return Path(vertices, codes)


@cache
def _font(bold: bool, size: float) -> FontProperties:
    from matplotlib.font_manager import FontProperties

    return FontProperties(fname=str(font_file(bold)), size=size)


@lru_cache(maxsize=1024)
def _outline(text: str, bold: bool) -> tuple[Path, float]:
    """The outline of a line of text and the size it was made in."""
    from matplotlib.path import Path
    from matplotlib.textpath import text_to_path

    vertices, codes = text_to_path.get_text_path(_font(bold, 10.0), text)
    return Path(vertices, codes), float(text_to_path.FONT_SCALE)
