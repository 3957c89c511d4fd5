"""Paints the marks of a page with matplotlib's Agg, whose text engine joins Arabic letters.

Marks are in sheet units with y down; the renderer counts pixels, with y up for paths.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.briefing import Brief, Page
from geo.briefing.values import Box, Disc, Layer, Mark, Shape, Words
from geo.still.outline import font as font_of
from geo.still.outline import outline, pieces, turned

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.backend_bases import GraphicsContextBase, RendererBase
    from matplotlib.figure import Figure
    from matplotlib.path import Path
    from matplotlib.transforms import Bbox, Transform

_PIXELS_PER_INCH = 100.0
_PLAIN_TEXT: Any = {"text.hinting": "none", "text.usetex": False, "path.simplify": False}


def draw_png(brief: Brief, *, page: int = 1, scale: float = 1.0, crop: Box | None = None) -> bytes:
    """One page as a PNG of sheet units times `scale` pixels: 1 gives 1920×1080 at 16:9, 2 gives 4K.

    `crop` cuts a part out of the page. The alternative text is in the file's Description.
    """
    part = crop or brief.sheet.box
    figure = _figure([brief.pages[page - 1]], part, scale / _PIXELS_PER_INCH, _PIXELS_PER_INCH)
    out = io.BytesIO()
    about = {"Title": brief.texts.title, "Description": brief.alt_text, "Software": "Thalweg"}
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
        for text, x in pieces(words):
            if words.halo:
                self._halo(gc, words, text, x)
            gc.set_foreground(words.colour)
            gc.set_linewidth(0)
            self._text(gc, words, text, x)

    def _text(self, gc: GraphicsContextBase, words: Words, text: str, x: float) -> None:
        px, py = self.transform.transform(turned(words, x))
        if self.renderer.flipy():
            py = self.height - py
        font = font_of(words.bold, round(words.size * self.points, 2))
        self.renderer.draw_text(gc, px, py, text, font, words.angle)

    def _halo(self, gc: GraphicsContextBase, words: Words, text: str, x: float) -> None:
        from matplotlib.transforms import Affine2D

        px, py = self.transform.transform(turned(words, x))
        factor = words.size * self.unit
        move = Affine2D().scale(factor).rotate_deg(words.angle).translate(px, py)
        gc.set_foreground(words.halo)
        gc.set_linewidth(words.halo_width * self.points)
        gc.set_joinstyle("round")
        self.renderer.draw_path(gc, outline(text, words.bold), move, None)


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
