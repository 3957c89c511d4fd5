"""Traces the catalogue's rivers from GSHHG's unnamed lines, through lakes, in downstream order.

A river is the cheapest way through hand-kept waypoints over a graph of the lines' vertices. Ends are
joined within 4 km, lakes are crossed along their skeleton. Where GSHHG lacks a part, Natural Earth's coarser
lines may fill it at a higher price, or else a jump of up to 60 km, marked as a gap. How far each stretch may
be trusted, rivers_stretches tells. Result: geo/data/rivers/rivers.geojson, one river a line.
"""

from __future__ import annotations

import csv
import itertools
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import Voronoi, cKDTree
from tqdm import tqdm

from geo.data.build import natural_earth, rivers_borders
from geo.data.build.rivers_gshhg import LAKE, Shape, read_shapes
from geo.data.build.rivers_stretches import stretches

DATA = Path(__file__).resolve().parents[1]
WAYPOINTS = DATA / "sources" / "rivers_waypoints.json"
NAMES = DATA / "sources" / "places_rivers.csv"
OUT = DATA / "rivers" / "rivers.geojson"
SOURCE = "GSHHG 2.3.6 (Wessel & Smith), traced by Thalweg"
HAND_SOURCE = "drawn by hand between waypoints, approximate"
SECOND_SOURCE = "; coarse stretches from Natural Earth"
LICENCE = "LGPL-3.0-or-later"

CORRIDOR_DEG = 1.3
SNAP_KM, JUMP_KM = 4.0, 60.0
SNAP_PRICE, JUMP_PRICE, LAKE_PRICE, COARSE_PRICE = 3.0, 6.0, 1.05, 3.0
GAP_KM = 2.5
"""A step longer than this is no traced line; GSHHG's vertices are some 600 m apart."""
TOLERANCE_DEG = 0.001
SMALLEST_LAKE_KM2, LARGEST_LAKE_KM2 = 0.5, 60_000.0
"""By size, whatever the sign: a negative area marks a river drawn with two shores."""
SHORE_STEP_DEG = 0.006
CANDIDATES = 8
WAYPOINT_PRICE = 3.0
COARSE_WAYPOINT_KM = 5.0
"""A waypoint means a coarse line only where no other is so near."""
KIND = ("", "lake", "wide", "coarse", "approximate")
"""What a vertex lies on: a traced line, a lake, a river of two shores, Natural Earth, a hand's line."""

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass
class Network:
    """Vertices in lon, lat and edges with their price.

    `ends` of lines and `tips` of skeletons may be joined to other shapes; `shape` numbers them, `kind` tells
    by an index into KIND what each vertex lies on.
    """

    vertices: list[Floats] = field(default_factory=list)
    edges: list[Ints] = field(default_factory=list)
    prices: list[float] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    tips: list[int] = field(default_factory=list)
    shape: list[int] = field(default_factory=list)
    kind: list[int] = field(default_factory=list)

    def add(self, vertices: Floats, edges: Ints, *, price: float, kind: str) -> None:
        """Take over a line's or a skeleton's vertices and edges."""
        first = len(self.kind)
        self.vertices.append(vertices)
        self.edges.append(edges + first)
        self.prices.extend([price] * len(edges))
        self.kind.extend([KIND.index(kind)] * len(vertices))
        self.shape.extend([len(self.vertices)] * len(vertices))
        if kind in ("lake", "wide"):
            degree = np.bincount(edges.ravel(), minlength=len(vertices))
            self.tips += (np.nonzero(degree == 1)[0] + first).tolist()
        else:
            self.ends += [first, first + len(vertices) - 1]


@dataclass(frozen=True)
class Trace:
    """A line in lon, lat, in downstream order; what each vertex lies on, as an index into KIND."""

    vertices: Floats
    kind: NDArray[np.int8]


def build() -> None:
    """Trace every river of the waypoints file and write the catalogue."""
    waypoints = json.loads(WAYPOINTS.read_text(encoding="utf-8"))
    names = _names()
    lines = list(read_shapes("rivers", "f"))
    lakes = [s for s in read_shapes("gshhs", "f") if s.kind == LAKE]
    lakes = [s for s in lakes if SMALLEST_LAKE_KM2 < abs(s.area_km2) < LARGEST_LAKE_KM2]
    rows = []
    for name, entry in tqdm(waypoints.items(), unit=" rivers"):
        points = np.asarray(entry["points"], dtype=np.float64)
        traced = _drawn(points) if entry.get("approximate") else trace(points, lines, lakes)
        traced = _extended(traced, entry.get("head", []), entry.get("tail", []))
        rows.append(_feature(name, traced, names, second_line(points)))
    body = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    OUT.write_text('{"type": "FeatureCollection", "features": [\n' + body + "\n]}\n", encoding="utf-8")
    rivers_borders.build()


def slug(name: str) -> str:
    """Id of a river: "Khabur (Syria)" → khabur-syria."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _names() -> dict[str, list[str]]:
    with NAMES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        row["river_id"]: list(dict.fromkeys([row["name"], *filter(None, row["aliases"].split("|"))]))
        for row in rows
        if row["river_id"]
    }


def trace(waypoints: Floats, lines: list[Shape], lakes: list[Shape]) -> Trace:
    """The way through `waypoints` (lon, lat, downstream) over the lines and lakes near them."""
    network = _network(waypoints, lines, lakes)
    for vertices in _near(_corridor(waypoints), natural_earth.river_lines()):
        network.add(vertices, _chain(len(vertices)), price=COARSE_PRICE, kind="coarse")
    return _way(network, waypoints)


def second_line(waypoints: Floats) -> Floats | None:
    """Natural Earth's line through the same waypoints; None where it has nothing near them."""
    network = _network(waypoints, natural_earth.river_lines(), [])
    return _way(network, waypoints).vertices if network.vertices else None


def _way(network: Network, waypoints: Floats) -> Trace:
    lonlat, kind = np.vstack(network.vertices), np.asarray(network.kind, dtype=np.int8)
    flat = _flat(lonlat, waypoints)
    graph = _graph(network, flat)
    stops = _candidates(flat, kind == KIND.index("coarse"), _flat(waypoints, waypoints))
    path = _without_spurs(_cheapest_way(graph, stops))
    return Trace(lonlat[path], kind[path])


def _drawn(waypoints: Floats) -> Trace:
    """A river that GSHHG does not hold: the waypoints themselves, marked as approximate."""
    return Trace(waypoints, np.full(len(waypoints), KIND.index("approximate"), dtype=np.int8))


def _extended(traced: Trace, head: list[list[float]], tail: list[list[float]]) -> Trace:
    """The trace with hand-drawn points before and behind it: estuaries are sea to GSHHG, not river."""
    before, behind = (np.asarray(points, dtype=np.float64).reshape(-1, 2) for points in (head, tail))
    return Trace(
        np.vstack([before, traced.vertices, behind]),
        np.pad(traced.kind, (len(before), len(behind)), constant_values=KIND.index("approximate")),
    )


def _flat(points: Floats, waypoints: Floats) -> Floats:
    """Points in km on a plane about the river's middle latitude."""
    shrink = np.cos(np.radians(waypoints[:, 1].mean()))
    return np.column_stack([points[:, 0] * shrink * 111.32, points[:, 1] * 110.57])


def _corridor(waypoints: Floats) -> shapely.Geometry:
    corridor = shapely.buffer(shapely.LineString(waypoints), CORRIDOR_DEG)
    shapely.prepare(corridor)
    return corridor


def _near(corridor: shapely.Geometry, lines: Iterable[Shape]) -> Iterator[Floats]:
    """The lines with a vertex in the corridor, a few of each asked."""
    for v in (line.vertices for line in lines if len(line.vertices) > 1):
        asked = v[:: max(1, len(v) // 8)]
        if shapely.contains_xy(corridor, asked[:, 0], asked[:, 1]).any():
            yield v


def _chain(count: int) -> Ints:
    index = np.arange(count)
    return np.column_stack([index[:-1], index[1:]])


def _network(waypoints: Floats, lines: Iterable[Shape], lakes: list[Shape]) -> Network:
    corridor = _corridor(waypoints)
    network = Network()
    for vertices in _near(corridor, lines):
        network.add(vertices, _chain(len(vertices)), price=1.0, kind="")
    for shape in lakes:
        polygon = shapely.make_valid(shapely.Polygon(shape.vertices))
        if shapely.intersects(corridor, polygon):
            vertices, edges = _skeleton(polygon)
            if len(edges):
                kind = "lake" if shape.area_km2 > 0 else "wide"
                network.add(vertices, edges, price=LAKE_PRICE, kind=kind)
    return network


def _skeleton(polygon: shapely.Geometry) -> tuple[Floats, Ints]:
    """Vertices and edges of the Voronoi diagram of a shore that lie inside: a lake's middle lines."""
    shore = np.unique(shapely.get_coordinates(shapely.segmentize(polygon, SHORE_STEP_DEG)).round(6), axis=0)
    if len(shore) < 4:
        return np.zeros((0, 2)), np.zeros((0, 2), dtype=np.int64)
    diagram = Voronoi(shore)
    ridges = np.asarray([r for r in diagram.ridge_vertices if -1 not in r], dtype=np.int64).reshape(-1, 2)
    shapely.prepare(polygon)
    inside = shapely.contains_xy(polygon, diagram.vertices[:, 0], diagram.vertices[:, 1])
    ridges = ridges[inside[ridges[:, 0]] & inside[ridges[:, 1]]]
    used, renumbered = np.unique(ridges, return_inverse=True)
    return diagram.vertices[used], renumbered.reshape(-1, 2)


def _graph(network: Network, flat: Floats) -> csr_matrix:
    edges = np.vstack(network.edges)
    lengths = _lengths(flat, edges) * np.asarray(network.prices)
    ends = np.unique(network.ends)
    loose = np.unique(network.ends + network.tips)
    shape = np.asarray(network.shape)
    snaps = _links(flat, loose, np.arange(len(flat)), SNAP_KM, 60)
    snaps = snaps[shape[snaps[:, 0]] != shape[snaps[:, 1]]]
    jumps = _links(flat, ends, ends, JUMP_KM, 9)
    every = np.vstack([edges, snaps, jumps])
    price = np.concatenate(
        [lengths, _lengths(flat, snaps) * SNAP_PRICE + 0.05, _lengths(flat, jumps) * JUMP_PRICE + 0.5]
    )
    return _undirected(every, price + 1e-6, len(flat))


def _lengths(flat: Floats, edges: Ints) -> Floats:
    step = flat[edges[:, 0]] - flat[edges[:, 1]]
    return np.hypot(step[:, 0], step[:, 1])


def _links(flat: Floats, starts: Ints, targets: Ints, within_km: float, most: int) -> Ints:
    """Pairs from each start to its nearest targets within a distance."""
    count = min(most, len(targets))
    distance, index = cKDTree(flat[targets]).query(flat[starts], k=count, distance_upper_bound=within_km)
    found = np.isfinite(distance) & (distance > 0)
    origin = np.repeat(starts, count).reshape(-1, count)
    return np.column_stack([origin[found], targets[index[found]]])


def _undirected(edges: Ints, price: Floats, size: int) -> csr_matrix:
    """Cheapest price of each pair, both ways (a sparse matrix would add up doubles)."""
    low, high = edges.min(axis=1), edges.max(axis=1)
    order = np.lexsort((price, high, low))
    low, high, price = low[order], high[order], price[order]
    first = np.concatenate([[True], (low[1:] != low[:-1]) | (high[1:] != high[:-1])])
    low, high, price = low[first], high[first], price[first]
    return csr_matrix((np.r_[price, price], (np.r_[low, high], np.r_[high, low])), shape=(size, size))


def _candidates(flat: Floats, coarse: NDArray[np.bool_], stops: Floats) -> list[list[tuple[int, float]]]:
    """For each waypoint the vertices it may mean, apart from each other, with the price of the detour."""
    fine = np.flatnonzero(~coarse)
    tree, fine_tree = cKDTree(flat), cKDTree(flat[fine]) if len(fine) else None
    found = []
    for stop in stops:
        distance, index = tree.query(stop, k=min(400, len(flat)))
        if fine_tree is not None and fine_tree.query(stop)[0] < COARSE_WAYPOINT_KM:
            distance, index = fine_tree.query(stop, k=min(400, len(fine)))
            index = fine[index]
        kept: list[tuple[int, float]] = []
        for away, vertex in zip(distance.tolist(), index.tolist(), strict=True):
            if away > distance[0] + 12 or len(kept) == CANDIDATES:
                break
            if all(np.hypot(*(flat[vertex] - flat[other])) > 1.0 for other, _ in kept):
                kept.append((vertex, away * WAYPOINT_PRICE))
        found.append(kept)
    return found


def _cheapest_way(graph: csr_matrix, stops: list[list[tuple[int, float]]]) -> list[int]:
    """Vertices of the cheapest way that takes one candidate of each stop in turn."""
    cost = [price for _, price in stops[0]]
    legs = []
    for here, there in itertools.pairwise(stops):
        distance, before = dijkstra(graph, indices=[vertex for vertex, _ in here], return_predecessors=True)
        totals = np.asarray(cost)[:, None] + distance[:, [vertex for vertex, _ in there]]
        chosen = totals.argmin(axis=0)
        cost = [float(totals[c, j]) + there[j][1] for j, c in enumerate(chosen.tolist())]
        legs.append((chosen, before))
    path: list[int] = []
    at = int(np.argmin(cost))
    for (chosen, before), there in zip(reversed(legs), reversed(stops[1:]), strict=True):
        origin, node = int(chosen[at]), there[at][0]
        leg = [node]
        while (node := int(before[origin, node])) >= 0:
            leg.append(node)
        path += leg if not path else leg[1:]
        at = origin
    return path[::-1]


def _without_spurs(path: list[int]) -> list[int]:
    """The path without the detours that come back to a vertex it had left."""
    kept: list[int] = []
    where: dict[int, int] = {}
    for vertex in path:
        if vertex in where:
            for dropped in kept[where[vertex] + 1 :]:
                del where[dropped]
            del kept[where[vertex] + 1 :]
        else:
            where[vertex] = len(kept)
            kept.append(vertex)
    return kept


def _feature(
    name: str, traced: Trace, names: dict[str, list[str]], second: Floats | None
) -> dict[str, object]:
    line = shapely.simplify(shapely.LineString(traced.vertices), TOLERANCE_DEG)
    coordinates = _without_loops(np.round(shapely.get_coordinates(line), 4))
    identity = slug(name)
    by_hand = bool((traced.kind == KIND.index("approximate")).all())
    kinds = _step_kinds(traced)
    trusted = stretches(identity, coordinates, (traced.vertices, kinds), second)
    properties = {
        "id": identity,
        "name": name,
        "names": names.get(identity, [name]),
        "uncertain": trusted.uncertain,
        "checked": trusted.checked,
        "source": HAND_SOURCE if by_hand else SOURCE + SECOND_SOURCE * bool((kinds == "coarse").any()),
        "licence": "CC0-1.0" if by_hand else LICENCE,
    }
    geometry = {"type": "LineString", "coordinates": coordinates.tolist()}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def _step_kinds(traced: Trace) -> NDArray[np.str_]:
    """For each step of the trace a kind of KIND, or "gap" where it is no traced line."""
    v = traced.vertices
    shrink = np.cos(np.radians((v[:-1, 1] + v[1:, 1]) / 2))
    steps = np.hypot(np.diff(v[:, 0]) * shrink, np.diff(v[:, 1])) * 111.195
    before, behind = traced.kind[:-1], traced.kind[1:]
    water = (before > 0) & (behind > 0)
    kind = np.asarray(KIND)[np.where(water, np.minimum(before, behind), 0)]
    either = np.maximum(before, behind)
    kind = np.where(either >= KIND.index("coarse"), np.asarray(KIND)[either], kind)
    return np.where((kind == "") & (steps > GAP_KM), "gap", kind)


def _without_loops(vertices: Floats) -> Floats:
    """The line without the loops where it touches or crosses itself: a boundary has two sides throughout."""
    vertices = vertices[_without_spurs_of(vertices)]
    segments = shapely.linestrings(np.stack([vertices[:-1], vertices[1:]], axis=1))
    pairs = shapely.STRtree(segments).query(segments, predicate="intersects")
    loops = sorted((i, j) for i, j in pairs.T.tolist() if j > i + 1)
    kept = np.ones(len(vertices), dtype=bool)
    past = -1
    for i, j in loops:
        if i > past:
            kept[i + 1 : j + 1] = False
            past = j
    return vertices[kept] if len(loops) == 0 else _without_loops(vertices[kept])


def _without_spurs_of(vertices: Floats) -> list[int]:
    number: dict[tuple[float, float], int] = {}
    index = [number.setdefault((lon, lat), i) for i, (lon, lat) in enumerate(vertices.tolist())]
    return _without_spurs(index)
