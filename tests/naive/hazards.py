"""Naive hazards: every point of a hazard against every piece of every road."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from safepassage.formats.areas.timed_hazard import TimedHazard

METRES_A_DEGREE = 6_371_000 * math.pi / 180


def naive_first_arrivals(
    hazard: TimedHazard,
    links: Sequence[tuple[str, npt.NDArray[np.float64]]],
    reach_m: float,
    *,
    never: int,
) -> npt.NDArray[np.int64]:
    """The first second at which a point of the hazard is within reach of each line."""
    found = []
    for _, line in links:
        first = never
        for shape, arrives_s in zip(hazard.shapes, hazard.arrives_s, strict=True):
            if arrives_s < first and _metres(shape.x, shape.y, line) <= reach_m:
                first = arrives_s
        found.append(first)
    return np.array(found, dtype=np.int64)


def _metres(lon: float, lat: float, line: npt.NDArray[np.float64]) -> float:
    """Metres from a point to a line, on a plane that touches the earth at the point."""
    across = METRES_A_DEGREE * math.cos(math.radians(lat))
    xy = [
        (((x - lon + 180) % 360 - 180) * across, (y - lat) * METRES_A_DEGREE)
        for x, y in line.tolist()
    ]
    best = math.inf
    for (ax, ay), (bx, by) in pairwise(xy):
        long = (bx - ax) ** 2 + (by - ay) ** 2
        along = 0.0 if long == 0 else min(1.0, max(0.0, -(ax * (bx - ax) + ay * (by - ay)) / long))
        best = min(best, math.hypot(ax + along * (bx - ax), ay + along * (by - ay)))
    return best
