"""Colours of the base map and of the panels on it, by theme; the colours of actors belong to the actors."""

from __future__ import annotations

PALETTES = {
    "light": {
        "land": "#f5f2ea", "sea": "#cfe0ea", "left": "#7fb069", "right": "#d9a566", "tint": "0.20",
        "river": "#4a90c2", "casing": "#ffffff", "tributary": "#8fb9d6", "border": "#7d7468",
        "label": "#2b2b2b", "halo": "#ffffff", "country": "#a59a88", "panel": "#ffffff", "ink": "#2b2b2b",
        "muted": "#5f5a52", "left_ink": "#40662c", "right_ink": "#7f5416", "river_ink": "#2a6a9c",
    },
    "dark": {
        "land": "#171c22", "sea": "#0e1319", "left": "#5f9e6e", "right": "#b9803f", "tint": "0.16",
        "river": "#5aa9e6", "casing": "#0d1014", "tributary": "#31536b", "border": "#8c8f96",
        "label": "#e6e6e6", "halo": "#0d1014", "country": "#5d6470", "panel": "#12171c", "ink": "#e6e6e6",
        "muted": "#a9afb8", "left_ink": "#8fcf9f", "right_ink": "#e0ab6c", "river_ink": "#8cc8f5",
    },
}  # fmt: skip
"""Theme → name → colour; "tint" is the opacity of a bank's colour. `_ink` names are for text."""
