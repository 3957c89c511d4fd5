"""The map's own script and style, and where its frame finds them."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

STATIC = Path(__file__).resolve().parents[2] / "static"
SCRIPTS = (
    "data",
    "sheet",
    "base",
    "pins",
    "crowd",
    "labels",
    "pairs",
    "claims",
    "panels",
    "address",
    "draw",
    "map",
)
SERVED = "../../app/static"
"""Where the map's frame finds Streamlit's static files, under any base path."""


@lru_cache(maxsize=1)
def page_files() -> dict[str, bytes]:
    """The map's own script and style, each joined to one file: name → content."""
    own = STATIC / "thalweg"
    scripts = [(own / f"{name}.js").read_bytes() for name in SCRIPTS]
    return {"thalweg.js": b"\n".join(scripts), "thalweg.css": (own / "map.css").read_bytes()}


@lru_cache(maxsize=4)
def served(name: str) -> str:
    """Address of a file of ours, with its hash, so that a browser never keeps an older one."""
    return f"{SERVED}/leaflet/{name}?v={hashlib.sha256(page_files()[name]).hexdigest()[:10]}"
