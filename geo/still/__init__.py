"""A Brief as pictures: PNG through matplotlib's Agg, PDF with selectable text, SVG written directly.

In: a Brief. Out: the bytes of a file. No browser, no display, no network.
"""

from geo.still.paint import draw_pdf, draw_png
from geo.still.vector import draw_svg

__all__ = ["draw_pdf", "draw_png", "draw_svg"]
