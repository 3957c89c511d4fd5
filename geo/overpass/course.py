"""One course out of many ways: shuffled, some drawn upstream, braided, with gaps.

Ways are edges between their ends. Gaps are bridged at a cost. The course is the shortest way between the two
ends that lie farthest apart; its direction is what most of its length says.
"""

from __future__ import annotations

import heapq
import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from geo.errors import InputError
from geo.model import LonLat
from geo.overpass.ways import Way

KM_PER_DEGREE = 111.195
WIDEST_GAP_KM = 3.0
GAP_COST = 4.0
"""A gap counts as so many times its length: a way is taken where there is one."""
AGREED = 0.7
"""Share of the length that must say the same direction."""
Node = LonLat


@dataclass(frozen=True, slots=True)
class Course:
    """A line in downstream order; `gaps` are its bridged parts, as km from its start and to it."""

    line: tuple[LonLat, ...]
    agreed: float
    """Share of its length that was drawn in this direction."""
    gaps: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class _Edge:
    ends: tuple[Node, Node]
    line: tuple[LonLat, ...]
    """From the first of the ends to the second."""
    km: float
    cost: float
    is_gap: bool = False


def find_course(ways: Sequence[Way]) -> Course:
    """The course of a river's ways. InputError where they give none, or don't agree on its direction."""
    edges = [_Edge((w.line[0], w.line[-1]), w.line, km := length_km(w.line), km) for w in ways]
    edges = [edge for edge in edges if edge.km > 0 and edge.ends[0] != edge.ends[1]]
    if not edges:
        raise InputError("OpenStreetMap has no line for this river in this view")
    edges += _bridges(edges)
    path = _longest_path(edges)
    forward = sum(edge.km for edge, turned in path if not edge.is_gap and not turned)
    total = sum(edge.km for edge, _ in path if not edge.is_gap)
    if forward < total / 2:
        path = [(edge, not turned) for edge, turned in reversed(path)]
        forward = total - forward
    if forward < AGREED * total:
        raise InputError(
            f"the parts of OpenStreetMap's line don't agree on its direction ({forward / total:.0%} against "
            f"{1 - forward / total:.0%})"
        )
    return _course(path, forward / total)


def length_km(line: Sequence[LonLat]) -> float:
    """Length of a line in km."""
    return sum(_apart_km(a, b) for a, b in itertools.pairwise(line))


def _apart_km(a: LonLat, b: LonLat) -> float:
    shrink = math.cos(math.radians((a[1] + b[1]) / 2))
    return KM_PER_DEGREE * math.hypot((a[0] - b[0]) * shrink, a[1] - b[1])


def _bridges(edges: Sequence[_Edge]) -> list[_Edge]:
    """Edges over gaps: between ends of parts that do not hang together."""
    part = _parts(edges)
    ends = list(part)
    if len(set(part.values())) < 2:
        return []
    points = shapely.points(np.asarray(ends))
    tree = shapely.STRtree(points)
    reach = WIDEST_GAP_KM / KM_PER_DEGREE / max(0.1, min(math.cos(math.radians(lat)) for _, lat in ends))
    found = []
    for one, other in zip(*tree.query(points, predicate="dwithin", distance=reach), strict=True):
        a, b = ends[one], ends[other]
        if one < other and part[a] != part[b] and (km := _apart_km(a, b)) <= WIDEST_GAP_KM:
            found.append(_Edge((a, b), (a, b), km, GAP_COST * km, is_gap=True))
    return found


def _parts(edges: Iterable[_Edge]) -> dict[Node, int]:
    """For every end the number of the part it hangs together with."""
    joined = _neighbours(edges)
    part: dict[Node, int] = {}
    for start in joined:
        if start in part:
            continue
        number, waiting = len(part), [start]
        while waiting:
            node = waiting.pop()
            if node not in part:
                part[node] = number
                waiting.extend(
                    edge.ends[1] if edge.ends[0] == node else edge.ends[0] for edge in joined[node]
                )
    return part


def _neighbours(edges: Iterable[_Edge]) -> dict[Node, list[_Edge]]:
    joined: dict[Node, list[_Edge]] = defaultdict(list)
    for edge in edges:
        for end in edge.ends:
            joined[end].append(edge)
    return joined


def _longest_path(edges: Sequence[_Edge]) -> list[tuple[_Edge, bool]]:
    """Edges between the farthest pair of ends, each with whether it is walked against its line."""
    joined = _neighbours(edges)
    part = _parts(edges)
    km: dict[int, float] = defaultdict(float)
    for edge in edges:
        km[part[edge.ends[0]]] += 0.0 if edge.is_gap else edge.km
    largest = max(km, key=lambda number: km[number])
    start = next(node for node, number in part.items() if number == largest)
    for _ in range(3):  # to the farthest end, and from there to the one farthest from it
        came, cost = _walk(start, joined)
        last, start = start, max(cost, key=lambda node: cost[node])
    return _back(start, last, came)


def _walk(start: Node, joined: dict[Node, list[_Edge]]) -> tuple[dict[Node, _Edge], dict[Node, float]]:
    came: dict[Node, _Edge] = {}
    cost = {start: 0.0}
    queue: list[tuple[float, Node]] = [(0.0, start)]
    while queue:
        so_far, node = heapq.heappop(queue)
        if so_far > cost[node]:
            continue
        for edge in joined[node]:
            other = edge.ends[1] if edge.ends[0] == node else edge.ends[0]
            if so_far + edge.cost < cost.get(other, math.inf):
                cost[other] = so_far + edge.cost
                came[other] = edge
                heapq.heappush(queue, (cost[other], other))
    return came, cost


def _back(end: Node, start: Node, came: dict[Node, _Edge]) -> list[tuple[_Edge, bool]]:
    """The path from `start` to `end`."""
    path = []
    node = end
    while node != start:
        edge = came[node]
        turned = edge.ends[1] != node
        path.append((edge, turned))
        node = edge.ends[1] if turned else edge.ends[0]
    return path[::-1]


def _course(path: Sequence[tuple[_Edge, bool]], agreed: float) -> Course:
    line: list[LonLat] = []
    gaps = []
    km = 0.0
    for edge, turned in path:
        vertices = edge.line[::-1] if turned else edge.line
        line += vertices[1:] if line else vertices
        if edge.is_gap:
            gaps.append((km, km + edge.km))
        km += edge.km
    return Course(tuple(line), agreed, tuple(gaps))
