"""The question: the waterway relations of a river by Wikidata id or name, and their member ways in a box."""

from __future__ import annotations

import csv
import math
import re
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

from geo.errors import InputError
from geo.model import River
from geo.online import Desk, Question, Ticket, fetch, read_json
from geo.overpass.ways import plain_ways, read_members
from geo.settings import Settings

LABEL = "OpenStreetMap (Overpass)"
LICENCE = "ODbL-1.0"
WIDEST_DEG = 6.0
STEP_DEG = 0.25
"""Boxes are widened to this grid, so that two views of one place are one question."""
_SERVER_S = 7
_MOST_NAMES, _LONGEST_NAME = 12, 60
_IDS = Path(__file__).resolve().parent.parent / "data" / "sources" / "rivers_wikidata.csv"
_PATTERN = re.compile(r'[\\^$.|?*+()\[\]{}"\x00-\x1f]')
Box = tuple[float, float, float, float]


def view_box(bounds: Box) -> Box:
    """West, south, east, north of what to ask for. InputError where the view is too wide for one question."""
    west, south, east, north = bounds
    box = (
        math.floor(west / STEP_DEG) * STEP_DEG,
        math.floor(south / STEP_DEG) * STEP_DEG,
        math.ceil(east / STEP_DEG) * STEP_DEG,
        math.ceil(north / STEP_DEG) * STEP_DEG,
    )
    if box[2] - box[0] > WIDEST_DEG or box[3] - box[1] > WIDEST_DEG:
        raise InputError(
            f"the claims spread over more than {WIDEST_DEG:g} degrees, too much for one question; "
            "the catalogue's line stays"
        )
    return box


def ask_line(desk: Desk, settings: Settings, river: River, box: Box) -> Ticket:
    """Ask for a river's ways in a box; returns at once. The river's names and the box leave this machine."""
    body = urlencode({"data": query_of(river, box)}).encode()
    headers = {
        "User-Agent": settings.user_agent,
        "Content-Type": "application/x-www-form-urlencoded",
        "Accept": "application/json",
    }

    def ask(until: float) -> object:
        reply = fetch(settings.overpass_url, until=until, headers=headers, body=body)
        return plain_ways(read_members(read_json(reply)))

    return desk.ask(Question(LABEL, _key(settings, river, box), LICENCE, ask))


def look_line(desk: Desk, settings: Settings, river: River, box: Box) -> Ticket | None:
    """How that question stands; None where nobody has asked it."""
    return desk.look(_key(settings, river, box))


def query_of(river: River, box: Box) -> str:
    """The question in Overpass QL. Names go in as patterns, without the signs that mean something there."""
    west, south, east, north = box
    where = f"({south:g},{west:g},{north:g},{east:g})"
    names = "|".join(_patterns(river))
    wanted = [f'rel["type"="waterway"]["{key}"~"^({names})$",i]{where};' for key in ("name", "name:en")]
    identity = _wikidata_ids().get(river.id)
    if identity:
        wanted.insert(0, f'rel["type"="waterway"]["wikidata"="{identity}"]{where};')
    return (
        f"[out:json][timeout:{_SERVER_S}][maxsize:134217728];"
        f"({''.join(wanted)})->.r;.r out body;way(r.r){where};out geom;"
    )


def _patterns(river: River) -> list[str]:
    names = dict.fromkeys((river.name.partition("(")[0].strip(), *river.names))
    return [_PATTERN.sub(".", name)[:_LONGEST_NAME] for name in names if name][:_MOST_NAMES]


def _key(settings: Settings, river: River, box: Box) -> str:
    return "\x1f".join(("overpass", settings.overpass_url, river.id, *(f"{edge:g}" for edge in box)))


@cache
def _wikidata_ids() -> dict[str, str]:
    with _IDS.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(row for row in file if not row.startswith("#"))
        return {row["river"]: row["wikidata"] for row in rows}
