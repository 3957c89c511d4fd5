"""A Brief as pictures: PNG through matplotlib's Agg, PDF and SVG written directly, text as text.

In: a Brief. Out: the bytes of a file. No browser, no display, no network.
"""

from geo.still.paint import draw_png
from geo.still.portable import draw_pdf
from geo.still.vector import draw_svg

__all__ = ["draw_pdf", "draw_png", "draw_svg"]
