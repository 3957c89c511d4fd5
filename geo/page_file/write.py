"""Puts the page together: policy, styles, data, scripts."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from geo.briefing import Brief
from geo.briefing.lettering import plain
from geo.briefing.theme import theme_of
from geo.briefing.values import Entry
from geo.errors import DataError
from geo.escape import for_html
from geo.leaflet import base_packet, region_of, scene_packet
from geo.leaflet.files import SCRIPTS
from geo.model import Bank
from geo.scene import side_words

_OWN = Path(__file__).resolve().parent
_MAP = _OWN.parents[1] / "static" / "thalweg"
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none';"
_IN_JSON = {ord(c): f"\\u{ord(c):04x}" for c in "<>&'`{}\u2028\u2029"}
"""Only inside strings can these stand in JSON, braces apart, which are left where they are structure."""


def write_page(brief: Brief) -> bytes:
    """The HTML file. The same Brief gives the same bytes."""
    scripts = [*_scripts(), (_OWN / "page.js").read_text(encoding="utf-8")]
    hashes = " ".join(f"'sha256-{_digest(script)}'" for script in scripts)
    policy = f"{_POLICY} script-src {hashes}"
    shade = "dark" if brief.theme == "dark" else "light"
    scene = brief.scene
    packets = {
        "world": base_packet(),
        "region": base_packet(region_of(scene.bounds)),
        "scene": scene_packet(scene),
    }
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="en" data-theme="{shade}"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta name="description" content="{for_html(plain(brief.alt_text))}">',
        '<meta name="generator" content="Thalweg">',
        '<link rel="icon" href="data:,">',
        f"<title>{for_html(brief.texts.title)}</title>",
        f"<style>{_styles()}</style></head><body>",
        (_OWN / "page.html").read_text(encoding="utf-8"),
        f'<script type="application/json" id="brief">{_json(_data(brief))}</script>',
        *(_packet(name, content) for name, content in packets.items()),
        *(f"<script>{script}</script>" for script in scripts),
        "</body></html>\n",
    ]
    return "\n".join(parts).encode("utf-8")


def _data(brief: Brief) -> dict[str, Any]:
    """What the page writes as text, in the order of the scene's claims."""
    theme = theme_of(brief.theme, brief.scene)
    sides = side_words(brief.scene)
    rows = {entry.placed.claim.id: entry for entry in brief.entries}
    return {
        "title": brief.texts.title,
        "subtitle": brief.texts.subtitle,
        "as_of": brief.texts.as_of,
        "marking": brief.texts.marking,
        "notice": brief.texts.notice,
        "count": brief.texts.count,
        "sources": brief.texts.sources,
        "credits": brief.texts.credits,
        "alt": brief.alt_text,
        "scene": brief.scene.id,
        "pins": [pin.claims for pin in brief.scene.pins],
        "sides": {bank.value: sides[bank] for bank in Bank},
        "claims": [_row(rows[placed.claim.id], theme.of) for placed in brief.scene.claims],
    }


def _row(entry: Entry, colour_of: Any) -> dict[str, Any]:  # noqa: ANN401
    claim = entry.placed.claim
    return {
        "id": claim.id,
        "text": entry.text,
        "speaker": entry.speaker,
        "stance": entry.stance_words,
        "shape": claim.stance.value,
        "negated": claim.negated,
        "colour": colour_of(entry.actor),
        "actors": list(dict.fromkeys(role.actor.name for role in claim.actors)) or [entry.actor.name],
        "details": entry.details,
        "source": entry.source,
        "bank": entry.placed.call.bank.value,
        "on_map": entry.on_map,
    }


def _json(value: object) -> str:
    """JSON that is inert inside a script element: no markup, no template braces inside its strings."""
    plain_json = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return re.sub(r'"(?:[^"\\]|\\.)*"', lambda found: found.group().translate(_IN_JSON), plain_json)


def _packet(name: str, content: bytes) -> str:
    digits = base64.b64encode(content).decode("ascii")
    return f'<script type="application/octet-stream" class="packet" data-name="{name}">{digits}</script>'


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")


@lru_cache(maxsize=1)
def _scripts() -> tuple[str, ...]:
    """Leaflet from the installed package, then the map's script in the order the web map loads it."""
    leaflet = re.sub(r"//# sourceMappingURL=\S*", "", (_leaflet() / "leaflet.js").read_text(encoding="utf-8"))
    scripts = (leaflet, *((_MAP / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS))
    for script in scripts:
        if "</script" in script.lower():
            raise DataError("a script of the installation can't be put into a page; reinstall Thalweg")
    return scripts


@lru_cache(maxsize=1)
def _styles() -> str:
    """Leaflet's style without its pictures, the map's, the page's."""
    leaflet = re.sub(r"url\([^)]*\)", "none", (_leaflet() / "leaflet.css").read_text(encoding="utf-8"))
    own = ((_MAP / "map.css").read_text(encoding="utf-8"), (_OWN / "page.css").read_text(encoding="utf-8"))
    return "\n".join((leaflet, *own))


def _leaflet() -> Path:
    spec = find_spec("js_lib_leaflet")
    if spec is None or spec.origin is None:
        raise DataError("Leaflet is not installed; run: pip install -r requirements.txt")
    return Path(spec.origin).parent / "static" / "js_lib_leaflet"
