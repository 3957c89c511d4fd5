"""Where the earth falls on a map's frame: Mercator, as on the web map."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.briefing.values import Box, Point
from geo.model import LonLat

Bounds = tuple[float, float, float, float]
_HIGHEST = 85.0
_EARTH_KM = 40_075.017


@dataclass(frozen=True, slots=True)
class View:
    """`scale` sheet units per world width; (`left`, `top`) the frame's corner in worlds (0 to 1)."""

    frame: Box
    scale: float
    left: float
    top: float

    def project(self, points: Sequence[LonLat] | NDArray[np.float64]) -> NDArray[np.float64]:
        """Sheet positions of (lon, lat) pairs, one row each."""
        degrees = np.asarray(points, dtype=float).reshape(-1, 2)
        x, y = _world(degrees[:, 0], degrees[:, 1])
        return np.column_stack(
            [(x - self.left) * self.scale + self.frame.x0, (y - self.top) * self.scale + self.frame.y0]
        )

    def at(self, lon: float, lat: float) -> Point:
        x, y = self.project([(lon, lat)])[0].tolist()
        return x, y

    @property
    def bounds(self) -> Bounds:
        """West, south, east, north of the frame, in degrees on the globe."""
        right = self.left + self.frame.width / self.scale
        bottom = self.top + self.frame.height / self.scale
        west, east = max(-180.0, self.left * 360 - 180), min(180.0, right * 360 - 180)
        return west, max(-_HIGHEST, _latitude(bottom)), east, min(_HIGHEST, _latitude(self.top))

    @property
    def km_per_unit(self) -> float:
        """At the middle of the frame."""
        latitude = _latitude(self.top + self.frame.height / self.scale / 2)
        return _EARTH_KM * math.cos(math.radians(latitude)) / self.scale


def _world(
    lon: NDArray[np.float64], lat: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    sine = np.sin(np.radians(np.clip(lat, -_HIGHEST, _HIGHEST)))
    return (lon + 180) / 360, 0.5 - np.log((1 + sine) / (1 - sine)) / (4 * math.pi)


def _latitude(world_y: float) -> float:
    return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * world_y))))


def view_of(bounds: Bounds, frame: Box) -> View:
    """The view that shows all of `bounds` in the middle of `frame` and fills the frame."""
    x, y = _world(np.array([bounds[0], bounds[2]]), np.array([bounds[3], bounds[1]]))
    wide, tall = max(float(x[1] - x[0]), 1e-6), max(float(y[1] - y[0]), 1e-6)
    scale = min(frame.width / wide, frame.height / tall)
    left = float(x.mean()) - frame.width / scale / 2
    top = float(y.mean()) - frame.height / scale / 2
    if frame.width / scale < 1:
        left = min(max(left, 0.0), 1 - frame.width / scale)
    return View(frame, scale, left, top)
