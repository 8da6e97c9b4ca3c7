"""Projection: degrees to whole units of the report's map, and the part of it seen at first."""

from __future__ import annotations

import math

from safepassage.report.map_line import METRES_PER_DEGREE, Position

ACROSS = 100_000  # the longer side of the map in whole units
FEWEST = 20  # points, below which everything is shown


class Projection:
    """Degrees to whole units, north up, true to scale in the middle of the map."""

    def __init__(self, places: list[Position]) -> None:
        lons, lats = [p[0] for p in places] or [0.0], [p[1] for p in places] or [0.0]
        self.west, self.north = min(lons), max(lats)
        self.squeeze = math.cos(math.radians((min(lats) + max(lats)) / 2))
        wide, high = (max(lons) - self.west) * self.squeeze, self.north - min(lats)
        self.scale = ACROSS / max(wide, high, 1e-6)
        self.size = (round(wide * self.scale), round(high * self.scale))
        self.metres = METRES_PER_DEGREE / self.scale  # of one unit

    def at(self, place: Position) -> tuple[int, int]:
        """A place in units from the upper left corner."""
        return (
            round((place[0] - self.west) * self.squeeze * self.scale),
            round((self.north - place[1]) * self.scale),
        )


def first_view(points: list[tuple[int, int]], projection: Projection) -> list[int] | None:
    """Where nine tenths of all points lie close together, that part; None = show everything."""
    if len(points) < FEWEST:
        return None
    found = []
    for axis in (0, 1):
        values = sorted(point[axis] for point in points)
        found.append((values[len(values) // 20], values[-1 - len(values) // 20]))
    (west, east), (north, south) = found
    wide, high = max(east - west, 1), max(south - north, 1)
    if wide * high * 4 > max(projection.size[0], 1) * max(projection.size[1], 1):
        return None
    return [west - wide // 8, north - high // 8, east + wide // 8, south + high // 8]
