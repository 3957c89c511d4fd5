"""Many lines or polygons in one small file, and the ones of a view out of it again.

The file is a .npz: vertices as whole numbers (degrees times `scale`), each part's first vertex absolute and
the others as steps from the one before, which compresses well. Polygons are parts with a common `owner`,
the outer ring first. The same input gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.errors import DataError

Bounds = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class PackedLayer:
    """Geometries of one layer with their boxes; `parts` counts the vertices of each part."""

    vertices: NDArray[np.float64]
    first: NDArray[np.int64]
    """Index of each part's first vertex, and the number of vertices at the end."""
    owner: NDArray[np.int64]
    boxes: NDArray[np.float64]
    """west, south, east, north of each geometry, in the order of `owner`."""
    polygons: bool

    def within(self, bounds: Bounds) -> NDArray[np.object_]:
        """Shapely geometries whose box meets `bounds`, not clipped."""
        west, south, east, north = bounds
        box = self.boxes
        hit = (box[:, 0] <= east) & (box[:, 2] >= west) & (box[:, 1] <= north) & (box[:, 3] >= south)
        return self._geometries(np.flatnonzero(hit))

    def _geometries(self, wanted: NDArray[np.int64]) -> NDArray[np.object_]:
        parts = np.flatnonzero(np.isin(self.owner, wanted))
        if not len(parts):
            return np.empty(0, dtype=object)
        lengths = self.first[parts + 1] - self.first[parts]
        indices = np.repeat(np.arange(len(parts)), lengths)
        steps = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        vertices = self.vertices[np.repeat(self.first[parts], lengths) + steps]
        owners = np.unique(self.owner[parts], return_inverse=True)[1]
        if self.polygons:
            return np.asarray(
                shapely.polygons(shapely.linearrings(vertices, indices=indices), indices=owners)
            )
        return np.asarray(shapely.linestrings(vertices, indices=indices))


def pack_layer(path: Path, geometries: Sequence[Any], *, scale: int) -> None:
    """Write shapely lines or polygons, rounded to 1/`scale` of a degree; what collapses is left out."""
    rings: list[NDArray[np.int64]] = []
    owner: list[int] = []
    polygons = any(geometry.geom_type == "Polygon" for geometry in geometries)
    for number, geometry in enumerate(geometries):
        parts = [geometry.exterior, *geometry.interiors] if polygons else [geometry]
        for place, part in enumerate(parts):
            whole = _whole_steps(np.asarray(part.coords), scale)
            if len(whole) < (4 if polygons else 2):
                if place == 0:
                    break
                continue
            rings.append(whole)
            owner.append(number)
    first = np.array([ring[0] for ring in rings], dtype=np.int32)
    steps = np.concatenate([np.diff(ring, axis=0) for ring in rings])
    np.savez_compressed(
        path,
        first=first,
        steps=steps.astype(np.int16 if np.abs(steps).max() < 32_000 else np.int32),
        lengths=np.array([len(ring) for ring in rings], dtype=np.int32),
        owner=np.array(owner, dtype=np.int32),
        meta=np.array([scale, int(polygons)], dtype=np.int32),
    )


def _whole_steps(vertices: NDArray[np.float64], scale: int) -> NDArray[np.int64]:
    whole = np.rint(vertices[:, :2] * scale).astype(np.int64)
    moved = np.any(np.diff(whole, axis=0) != 0, axis=1)
    kept: NDArray[np.int64] = whole[np.concatenate([[True], moved])]
    return kept


@lru_cache(maxsize=32)
def load_layer(path: Path) -> PackedLayer:
    """The layer of a file that `pack_layer` wrote. DataError where it is missing."""
    if not path.exists():
        raise DataError(f"{path.name} is missing; `make data` builds it")
    with np.load(path, allow_pickle=False) as stored:
        scale, polygons = (int(number) for number in stored["meta"])
        lengths = stored["lengths"].astype(np.int64)
        first = np.concatenate([[0], np.cumsum(lengths)])
        vertices = _unpacked(stored["first"], stored["steps"], first) / scale
        owner = np.unique(stored["owner"], return_inverse=True)[1].astype(np.int64)
    return PackedLayer(vertices, first, owner, _boxes(vertices, first, owner), bool(polygons))


def _unpacked(
    starts: NDArray[np.int32], steps: NDArray[np.int16], first: NDArray[np.int64]
) -> NDArray[np.float64]:
    moves = np.zeros((int(first[-1]), 2), dtype=np.int64)
    at_start = np.zeros(len(moves), dtype=bool)
    at_start[first[:-1]] = True
    moves[~at_start] = steps
    along = np.cumsum(moves, axis=0)
    offset = starts.astype(np.int64) - along[first[:-1]]
    return (along + np.repeat(offset, np.diff(first), axis=0)).astype(np.float64)


def _boxes(
    vertices: NDArray[np.float64], first: NDArray[np.int64], owner: NDArray[np.int64]
) -> NDArray[np.float64]:
    outer = np.flatnonzero(np.concatenate([[True], np.diff(owner) != 0]))
    begin = first[outer]
    low = np.minimum.reduceat(vertices, begin)
    high = np.maximum.reduceat(vertices, begin)
    return np.hstack([low, high])
