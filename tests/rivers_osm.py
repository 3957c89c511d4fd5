"""OpenStreetMap's ways of a river, made from a line: cut, shuffled, turned, braided, with gaps."""

import json
import math
import random
from collections.abc import Sequence

import numpy as np
import shapely

from geo.model import LonLat, River
from geo.overpass import Way

Box = tuple[float, float, float, float]
VIEW: Box = (40.5, 34.25, 41.25, 35.0)


def line_in(river: River, box: Box = VIEW) -> list[LonLat]:
    """The longest part of a river within a box, downstream, with a point about every 300 m."""
    parts = shapely.get_parts(shapely.clip_by_rect(shapely.LineString(river.line), *box))
    longest = shapely.segmentize(max(parts, key=lambda part: part.length), 0.003)
    return [(float(x), float(y)) for x, y in longest.coords]


def shaken(line: Sequence[LonLat], *, metres: float = 150.0, seed: int = 1) -> list[LonLat]:
    """The line as another hand drew it: off by a smooth error."""
    chance = np.random.default_rng(seed)
    noise = np.apply_along_axis(
        lambda column: np.convolve(column, np.ones(9) / 9, mode="same"), 0, chance.normal(size=(len(line), 2))
    )
    scale = metres / 111_195 * 2
    return [(x + a * scale, y + b * scale) for (x, y), (a, b) in zip(line, noise.tolist(), strict=True)]


def cut(line: Sequence[LonLat], *, points: int = 12) -> list[Way]:
    """Ways of so many points, each starting where the last one ended."""
    starts = range(0, len(line) - 1, points)
    return [Way(tuple(line[start : start + points + 1])) for start in starts]


def shuffled(ways: Sequence[Way], seed: int = 3) -> list[Way]:
    mixed = list(ways)
    random.Random(seed).shuffle(mixed)
    return mixed


def turned(ways: Sequence[Way], *, every: int) -> list[Way]:
    """Each `every`th way drawn upstream."""
    return [Way(way.line[::-1]) if number % every == 0 else way for number, way in enumerate(ways)]


def braid(way: Way, *, degrees: float = 0.01) -> Way:
    """A second channel from the way's start to its end, round an island, a little longer."""
    (x0, y0), (x1, y1) = way.line[0], way.line[-1]
    length = math.hypot(x1 - x0, y1 - y0) or 1.0
    across = (-(y1 - y0) / length * degrees, (x1 - x0) / length * degrees)
    steps = np.linspace(0, 1, 9)
    inner = [
        (
            x0 + t * (x1 - x0) + across[0] * math.sin(math.pi * t),
            y0 + t * (y1 - y0) + across[1] * math.sin(math.pi * t),
        )
        for t in steps[1:-1].tolist()
    ]
    return Way((way.line[0], *inner, way.line[-1]))


def answer_of(ways: Sequence[Way], *, side: Sequence[Way] = (), remark: str = "") -> dict[str, object]:
    """Overpass's JSON for a relation of these ways, `side` being side streams."""
    members = [{"type": "way", "ref": n, "role": "main_stream"} for n in range(1, len(ways) + 1)]
    members += [{"type": "way", "ref": 1000 + n, "role": "side_stream"} for n in range(len(side))]
    numbered = [*enumerate(ways, 1), *((1000 + n, way) for n, way in enumerate(side))]
    elements = [{"type": "relation", "id": 1, "members": members, "tags": {"waterway": "river"}}]
    elements += [
        {"type": "way", "id": n, "geometry": [{"lat": y, "lon": x} for x, y in way.line]}
        for n, way in numbered
    ]
    return json.loads(
        json.dumps({"version": 0.6, "elements": elements} | ({"remark": remark} if remark else {}))
    )
