"""A page as SVG: one document that needs nothing else, its text as text, the letters it uses embedded."""

from __future__ import annotations

import base64
from collections.abc import Iterable

from geo.briefing import Brief
from geo.briefing.lettering import font_file, runs_right_to_left
from geo.briefing.values import Disc, Layer, Mark, Shape, Words
from geo.escape import for_html
from geo.still.fonts import subset_font

_FAMILY = "Thalweg Sans"
_TEXT_STYLE = f"text{{font-family:'{_FAMILY}','DejaVu Sans',sans-serif;white-space:pre}}"


def draw_svg(brief: Brief, *, page: int = 1) -> bytes:
    """One page as SVG. Title and description are the picture's alternative text."""
    sheet, layers = brief.sheet, brief.pages[page - 1].layers
    width, height = (round(side * sheet.points_per_unit, 2) for side in (sheet.width, sheet.height))
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="{height}pt" '
        f'viewBox="0 0 {sheet.width} {sheet.height}" role="img" aria-labelledby="title desc">',
        f'<title id="title">{for_html(brief.texts.title)}</title>',
        f'<desc id="desc">{for_html(brief.alt_text)}</desc>',
        f"<style>{_faces(layers)}{_TEXT_STYLE}</style>",
        *(_layer(layer, number) for number, layer in enumerate(layers)),
        "</svg>\n",
    ]
    return "\n".join(parts).encode("utf-8")


def _layer(layer: Layer, number: int) -> str:
    marks = "\n".join(_mark(mark) for mark in layer.marks)
    name = f"{layer.name}-{number}"
    if layer.clip is None:
        return f'<g id="{name}">{marks}</g>'
    box = layer.clip
    rect = f'<rect x="{box.x0:g}" y="{box.y0:g}" width="{box.width:g}" height="{box.height:g}"/>'
    clip = f'<clipPath id="clip-{name}">{rect}</clipPath>'
    return f'{clip}\n<g id="{name}" clip-path="url(#clip-{name})">{marks}</g>'


def _mark(mark: Mark) -> str:
    if isinstance(mark, Words):
        return _words(mark)
    if isinstance(mark, Disc):
        return f'<circle cx="{mark.x:.2f}" cy="{mark.y:.2f}" r="{mark.radius:.2f}"{_paint(mark)}/>'
    end = "Z" if mark.closed else ""
    path = "".join("M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in ring) + end for ring in mark.rings)
    return f'<path d="{path}"{_paint(mark)}/>'


def _paint(mark: Shape | Disc) -> str:
    parts = [f' fill="{mark.fill or "none"}"']
    if mark.stroke:
        flat = bool(mark.dash) or (isinstance(mark, Shape) and mark.butt)
        parts.append(f' stroke="{mark.stroke}" stroke-width="{mark.width:g}" stroke-linejoin="round"')
        parts.append("" if flat else ' stroke-linecap="round"')
    if mark.dash:
        parts.append(f' stroke-dasharray="{" ".join(f"{length:g}" for length in mark.dash)}"')
    if mark.opacity < 1:
        parts.append(f' opacity="{mark.opacity:.3g}"')
    return "".join(parts)


def _words(words: Words) -> str:
    style = [
        f'x="{words.x:.2f}" y="{words.y:.2f}" font-size="{words.size:.4g}" fill="{words.colour}"',
        'font-weight="bold"' if words.bold else "",
        f'text-anchor="{words.anchor}"' if words.anchor != "start" else "",
        f'letter-spacing="{words.spacing:g}"' if words.spacing else "",
        f'transform="rotate({-words.angle:.1f} {words.x:.2f} {words.y:.2f})"' if words.angle else "",
        f'stroke="{words.halo}" stroke-width="{words.halo_width:g}" stroke-linejoin="round" '
        'paint-order="stroke"'
        if words.halo
        else "",
    ]
    # direction="rtl" would turn the anchor round, and not every renderer knows it: an embedding does the same
    text = f"\u202b{words.text}\u202c" if runs_right_to_left(words.text) else words.text
    return f"<text {' '.join(filter(None, style))}>{for_html(text)}</text>"


# ---------------------------------------------------------------- fonts


def _faces(layers: Iterable[Layer]) -> str:
    """Font faces with the letters that the picture uses, so that it looks the same everywhere."""
    used: dict[bool, set[str]] = {}
    for layer in layers:
        for mark in layer.marks:
            if isinstance(mark, Words):
                used.setdefault(mark.bold, set()).update(mark.text)
    return "".join(_face(bold, letters) for bold, letters in sorted(used.items()))


def _face(bold: bool, letters: Iterable[str]) -> str:
    data = base64.b64encode(subset_font(font_file(bold), frozenset(letters))).decode("ascii")
    weight = "bold" if bold else "normal"
    return f"@font-face{{font-family:'{_FAMILY}';font-weight:{weight};src:url(data:font/ttf;base64,{data})}}"
