"""Packets: what the map's script draws, as one run of bytes that no template ever sees.

Layout: "THW1", the length of the head as a little-endian uint32, the head as JSON (text, tables, and under
"columns" the name, type, offset and count of each column), then the columns, each at a multiple of 8 bytes
from the end of the head, itself padded to a multiple of 8.
Shapes are three columns: `<name>_shape` counts rings per shape, `<name>_ring` vertices per ring,
`<name>_xy` holds lon, lat in turn.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from geo.model import ConflictKind, Extent, LegendEntry, LonLat, Pin, PlacedClaim, Ring, Scene, Stance
from geo.river import basemap, uncertain_lines
from geo.river.packed import load_layer
from geo.scene import PALETTES, UNSURE, own_script, place_name, widened

Bounds = tuple[float, float, float, float]
Columns = dict[str, NDArray[Any]]

WORLD: Bounds = (-180.0, -60.0, 180.0, 84.0)
WORLD_TOLERANCE_DEG = 0.08
WORLD_FILE = Path(__file__).resolve().parents[1] / "data" / "rivers" / "world.npz"
"""Kept with the rivers, for its lakes are GSHHG's (LGPL) too."""
REGION_REACH = 2.2
"""The close base map reaches so many times as far as the view that it serves."""
REGION_TOLERANCE = 1 / 4000
"""How far a simplified line may stray, as a part of the region's width."""
STANCES = tuple(Stance)
BANKS = ("left", "right", "on_river", "both", "none")
T = TypeVar("T")
EXTENT_KINDS = ("circle", "reach", "area", "country")


def pack(head: dict[str, Any], columns: Columns) -> bytes:
    """One packet of a head and its columns."""
    table, chunks, offset = {}, [], 0
    for name, column in columns.items():
        content = np.ascontiguousarray(column).tobytes()
        table[name] = [column.dtype.str.lstrip("<|"), offset, len(column)]
        padding = -len(content) % 8
        chunks.append(content + bytes(padding))
        offset += len(content) + padding
    words = json.dumps({**head, "columns": table}, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    words += b" " * (-(len(words) + 8) % 8)
    return b"THW1" + len(words).to_bytes(4, "little") + words + b"".join(chunks)


def shape_columns(name: str, shapes: Iterable[Iterable[Ring]]) -> Columns:
    """Polygons or groups of lines as three columns."""
    parts = [tuple(shape) for shape in shapes]
    rings = [ring for shape in parts for ring in shape]
    vertices = np.array([vertex for ring in rings for vertex in ring], dtype="<f4").reshape(-1)
    return {
        f"{name}_shape": np.array([len(shape) for shape in parts], dtype="<u4"),
        f"{name}_ring": np.array([len(ring) for ring in rings], dtype="<u4"),
        f"{name}_xy": vertices,
    }


def region_of(bounds: Bounds) -> Bounds:
    """The box of close base map for a view: wider than it, on whole or half degrees, so that views share."""
    west, south, east, north = widened(bounds, REGION_REACH)
    step = 0.5 if east - west < 10 else 5.0
    return (
        max(-180.0, math.floor(west / step) * step), max(-85.0, math.floor(south / step) * step),
        min(180.0, math.ceil(east / step) * step), min(85.0, math.ceil(north / step) * step),
    )  # fmt: skip


@lru_cache(maxsize=16)
def base_packet(region: Bounds | None = None) -> bytes:
    """The base map: of the world, coarse, with the colours of both themes; or close, of one region."""
    if region is None:
        return pack({"kind": "world", "palettes": PALETTES, "box": WORLD}, _stored_world() or world_columns())
    layers = basemap(region, tolerance_deg=(region[2] - region[0]) * REGION_TOLERANCE)
    load_layer.cache_clear()  # some 30 MB of the whole world's vertices, for a few kB that are kept here
    return pack({"kind": "region", "box": region}, _base_columns(layers))


def world_columns() -> Columns:
    """The coarse world, cut from the base map's layers: a second of work, so `make data` keeps the result."""
    layers = basemap(WORLD, detailed=False, tolerance_deg=WORLD_TOLERANCE_DEG)
    return _base_columns({**layers, "rivers": ()})


def _stored_world() -> Columns:
    if not WORLD_FILE.is_file():
        return {}
    with np.load(WORLD_FILE, allow_pickle=False) as stored:
        return {name: stored[name] for name in stored.files}


def _base_columns(layers: Mapping[str, Sequence[Any]]) -> Columns:
    columns: Columns = {}
    for name in ("land", "lakes"):
        columns |= shape_columns(name, layers[name])
    for name in ("rivers", "borders", "disputed"):
        columns |= shape_columns(name, ([line] for line in layers[name]))
    return columns


def scene_packet(scene: Scene) -> bytes:
    """Everything of a Scene that the map draws: text as tables, numbers as columns."""
    extents, extent_of = _numbered([claim.extent for claim in scene.claims])
    places, place_of = _numbered([_place(claim) for claim in scene.claims])
    speakers, speaker_of = _numbered([_speaker(claim) for claim in scene.claims])
    actors, actor_of = _numbered([pin.actor for pin in scene.pins])
    head = {
        "kind": "scene",
        "id": scene.id,
        "claims": len(scene.claims),
        "title": scene.title,
        "notice": scene.notice,
        "credits": scene.credits,
        "bounds": scene.bounds,
        "boundary": scene.boundary.name if scene.boundary else "",
        "actors": [{"name": actor.name, "colour": actor.colour} for actor in actors],
        "places": places,
        "speakers": speakers,
        "legend": [
            {"colour": e.colour, "label": e.label, "kind": e.kind, "symbol": e.symbol} for e in _legend(scene)
        ],
        "areas": [{"bank": a.bank.value, "label": a.label, "at": a.label_at} for a in scene.areas],
        "labels": [{"name": label.name, "kind": label.kind, "local": label.local} for label in scene.labels],
        "stances": [stance.value for stance in STANCES],
        "banks": BANKS,
        "extent_kinds": EXTENT_KINDS,
    }
    columns = {
        **_pin_columns(scene, actor_of),
        **_pair_columns(scene),
        "claim_extent": extent_of,
        "claim_place": place_of,
        "claim_speaker": speaker_of,
        **_extent_columns(extents),
        **shape_columns("area", (area.rings for area in scene.areas)),
        **shape_columns("boundary", [[scene.boundary.line]] if scene.boundary else []),
        **shape_columns("unsure", [uncertain_lines(scene.boundary)] if scene.boundary else []),
        "label_xy": _points([(label.lon, label.lat) for label in scene.labels]),
        "label_population": np.array([label.population for label in scene.labels], dtype="<f4"),
    }
    return pack(head, columns)


def _legend(scene: Scene) -> tuple[LegendEntry, ...]:
    """The scene's legend, and what its boundary shows outside the first view."""
    unsure = scene.boundary is not None and scene.boundary.uncertain and UNSURE not in scene.legend
    return (*scene.legend, UNSURE) if unsure else scene.legend


def _pin_columns(scene: Scene, actor_of: NDArray[Any]) -> Columns:
    pins = scene.pins
    return {
        "pin_xy": _points([_spot(scene, pin) for pin in pins]),
        "pin_actor": actor_of,
        "pin_stance": np.array([STANCES.index(pin.stance) for pin in pins], dtype="<u1"),
        "pin_negated": np.array([pin.negated for pin in pins], dtype="<u1"),
        "pin_bank": np.array([BANKS.index(pin.bank.value) for pin in pins], dtype="<u1"),
        "pin_size": _narrow(np.array([len(pin.claims) for pin in pins], dtype="<u4")),
        "pin_claims": _narrow(np.array([index for pin in pins for index in pin.claims], dtype="<u4")),
    }


def _pair_columns(scene: Scene) -> Columns:
    """Claims that may conflict, by number, two and two; and whether it is over what the speakers want."""
    number = {item.claim.id: index for index, item in enumerate(scene.claims)}
    pairs = [one for one in scene.conflicts if one.a in number and one.b in number]
    ends = [number[claim] for one in pairs for claim in (one.a, one.b)]
    return {
        "pair_claims": np.array(ends, dtype="<u4"),
        "pair_stance": np.array([one.kind is ConflictKind.STANCE for one in pairs], dtype="<u1"),
    }


def _spot(scene: Scene, pin: Pin) -> LonLat:
    """Where a pin's claims are: the map sets crowded pins apart by itself, in pixels, at each zoom."""
    return scene.claims[pin.claims[0]].position or (pin.lon, pin.lat)


def _extent_columns(extents: Sequence[Extent]) -> Columns:
    return {
        "extent_kind": np.array([EXTENT_KINDS.index(e.kind.value) for e in extents], dtype="<u1"),
        **shape_columns("extent", (extent.rings for extent in extents)),
        **shape_columns("reach", (extent.lines for extent in extents)),
        **shape_columns("arrow", ([(e.arrow.start, e.arrow.end)] if e.arrow else [] for e in extents)),
        "arrow_kind": np.array([_arrow_kind(extent) for extent in extents], dtype="<u1"),
    }


def _arrow_kind(extent: Extent) -> int:
    """1 where it leads both ways, 2 where it is said to be so."""
    arrow = extent.arrow
    return arrow.both_ways + 2 * arrow.said if arrow else 0


def _points(points: Sequence[LonLat]) -> NDArray[Any]:
    return np.array(points, dtype="<f4").reshape(-1)


def _numbered(values: Sequence[T | None]) -> tuple[list[T], NDArray[Any]]:
    """Distinct values, and for each value its number among them; -1 for None."""
    numbers: dict[T, int] = {}
    found = [-1 if value is None else numbers.setdefault(value, len(numbers)) for value in values]
    return list(numbers), _narrow(np.array(found, dtype="<i4"))


def _narrow(column: NDArray[Any]) -> NDArray[Any]:
    """The column in the narrowest type that holds it: the packet is hashed at every rerun."""
    kinds = ("<i1", "<i2", "<i4") if column.dtype.kind == "i" else ("<u1", "<u2", "<u4")
    low, high = (int(column.min()), int(column.max())) if len(column) else (0, 0)
    fitting = (kind for kind in kinds if np.iinfo(kind).min <= low and high <= np.iinfo(kind).max)
    return column.astype(next(fitting))


def _place(claim: PlacedClaim) -> str | None:
    """The place as written, and in its own script, which runs in its own direction."""
    name = place_name(claim)
    local = own_script(claim.place.place if claim.place else None)
    return f"{name} \u2068{local}\u2069" if name and local not in ("", name) else name


def _speaker(claim: PlacedClaim) -> str | None:
    attribution = claim.claim.attribution
    organisation = claim.claim.speaker.name if claim.claim.speaker else ""
    words = [attribution.speaker_label, organisation]
    return ", ".join(dict.fromkeys(word for word in words if word)) or "the report itself"
