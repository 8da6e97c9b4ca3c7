"""Line: where a link runs on the map, and longitudes that stay in one piece at 180 degrees."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Literal, NamedTuple

Position = tuple[float, float]  # longitude, latitude in degrees
Doubt = Literal["", "unreadable", "elsewhere"]

METRES_PER_DEGREE = 111_195.0
MOST_M_FROM_NODE = 100.0  # beyond it a line does not begin or end at the node


class Line(NamedTuple):
    """The points of a link from its first node to its last, and what is wrong with its WKT."""

    positions: tuple[Position, ...]
    doubt: Doubt = ""


def centre_longitude(longitudes: Iterable[float]) -> float:
    """The middle of the shortest arc that holds all longitudes; 0 if there are none."""
    found = sorted({(value + 180) % 360 - 180 for value in longitudes})
    if not found:
        return 0.0
    following = [*found[1:], found[0] + 360]
    gap, west = max((b - a, b) for a, b in zip(found, following, strict=True))
    return (west + (360 - gap) / 2 + 180) % 360 - 180


def near(position: Position, centre: float) -> Position:
    """The position with its longitude within 180 degrees of the centre."""
    lon, lat = position
    return (lon + 360 * round((centre - lon) / 360), lat)


def metres_between(a: Position, b: Position) -> float:
    """The distance over ground, good to half a percent over the length of a road."""
    east = (b[0] - a[0] + 540) % 360 - 180
    squeeze = math.cos(math.radians((a[1] + b[1]) / 2))
    return math.hypot(east * squeeze, b[1] - a[1]) * METRES_PER_DEGREE


def line_of(geometry: str | None, start: Position, end: Position) -> Line:
    """The line of a WKT text turned to run from start to end; without one a straight line."""
    straight = (start, end)
    if not geometry:
        return Line(straight)
    points = read_linestring(geometry)
    if points is None:
        return Line(straight, "unreadable")
    there = max(metres_between(points[0], start), metres_between(points[-1], end))
    back = max(metres_between(points[-1], start), metres_between(points[0], end))
    if back < there:
        points, there = points[::-1], back
    return Line(points, "elsewhere" if there > MOST_M_FROM_NODE else "")


def read_linestring(text: str) -> tuple[Position, ...] | None:
    """The points of a WKT LINESTRING in degrees, or None if it is nothing of the kind."""
    head, bracket, body = text.strip().partition("(")
    if head.split(";")[-1].split()[:1] not in (["LINESTRING"], ["linestring"], ["LineString"]):
        return None
    if not bracket or not body.endswith(")"):
        return None
    try:
        rows = [row.split() for row in body[:-1].split(",")]
        points = tuple((float(row[0]), float(row[1])) for row in rows)
    except (ValueError, IndexError):
        return None
    # the first test also refuses nan
    inside = all(abs(lon) <= 540 and abs(lat) <= 90 for lon, lat in points)
    return points if inside and len(points) >= 2 else None
