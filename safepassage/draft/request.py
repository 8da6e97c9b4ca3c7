"""Request: what somebody asks of a draft, and the area that they mean."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import shapely
from shapely import affinity
from shapely.geometry.base import BaseGeometry

from safepassage.errors import UsageError
from safepassage.formats.roads.road_map import METRES_A_DEGREE

MOST_KM = 500
CORNERS = 72  # of the polygon that stands for a circle


@dataclass(frozen=True, slots=True)
class DraftRequest:
    """Everything that `safepassage new` can be told; see its --help."""

    roads: Path
    out: Path
    osm: bool = True  # the roads are an OpenStreetMap extract
    people: int | None = None
    name: str | None = None
    title: str | None = None
    crs: str | None = None  # of the roads
    crs_of_zones: str | None = None
    # where
    area: Path | None = None
    within: str | None = None
    box: str | None = None
    to: Path | None = None
    crossings: Path | None = None
    exits: bool = True
    # who
    zones: Path | None = None
    zone_layer: str | None = None
    zone_id: str | None = None
    zone_name: str | None = None
    zone_people: str | None = None
    people_per: Decimal = Decimal(1)
    population: Path | None = None
    population_source: str | None = None
    buildings: bool = False
    zone_size: int = 2000
    occupancy: Decimal = Decimal("2.3")
    without_car: Decimal = Decimal(0)
    # how
    walk: bool = False
    service: bool = False
    start: datetime | None = None
    hours: int | None = None
    timezone: str = "Etc/UTC"
    hazard: Path | None = None
    hazard_reach_m: int = 100
    hazard_time: str | None = None
    hazard_only: str | None = None
    hazard_kind: str = "fire"
    hazard_from: datetime | None = None
    preview: bool = True
    force: bool = False


def area_of(request: DraftRequest) -> BaseGeometry | None:
    """The area that is left: a file, a circle or a box; None = the whole map.

    Raises
    ------
    UsageError
        More than one is given, or one cannot be read.
    """
    given = [
        name
        for name, value in (
            ("--area", request.area),
            ("--within", request.within),
            ("--box", request.box),
        )
        if value is not None
    ]
    if len(given) > 1:
        raise UsageError(f"{' and '.join(given)}: give one of them")
    if request.area is not None:
        from safepassage.formats.areas.outline import read_outline

        return read_outline(request.area, crs=request.crs_of_zones)
    if request.within is not None:
        return circle(request.within)
    if request.box is not None:
        return box(request.box)
    return None


def circle(text: str) -> BaseGeometry:
    """ "KM of LAT,LON" as a polygon of 72 corners on the circle."""
    number = r"([+-]?\d+(?:\.\d+)?)"
    found = re.fullmatch(rf"\s*{number}\s*(?:km)?\s*of\s*{number}\s*,\s*{number}\s*", text)
    if not found:
        raise UsageError(f'--within "{text}": give KM of LAT,LON, such as "5 of 42.507,1.521"')
    km, lat, lon = (float(part) for part in found.groups())
    if not 0 < km <= MOST_KM:
        raise UsageError(f"--within: {km:g} km; give more than 0 and at most {MOST_KM}")
    if not (abs(lat) <= 89 and abs(lon) <= 180):
        raise UsageError(
            f"--within: latitude {lat:g}, longitude {lon:g} is no place; the latitude comes first"
        )
    radius = km * 1000 / METRES_A_DEGREE
    east = radius / math.cos(math.radians(lat))
    angles = [2 * math.pi * i / CORNERS for i in range(CORNERS)]
    ring = [(lon + east * math.cos(a), lat + radius * math.sin(a)) for a in angles]
    return _around_the_world(shapely.Polygon(ring))


def box(text: str) -> BaseGeometry:
    """ "WEST,SOUTH,EAST,NORTH" in degrees; west may be greater than east, across longitude 180."""
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        raise UsageError(
            f'--box "{text}": give WEST,SOUTH,EAST,NORTH, such as 8.60,49.33,8.86,49.52'
        ) from None
    if not (abs(west) <= 180 and abs(east) <= 180 and -90 <= south < north <= 90):
        raise UsageError(f"--box {text}: give degrees, south less than north, west first")
    if west > east:
        east += 360
    return _around_the_world(shapely.box(west, south, east, north))


def _around_the_world(shape: BaseGeometry) -> BaseGeometry:
    """Cut at longitude 180, what is beyond it put on the other side."""
    parts = []
    for turn in (-360.0, 0.0, 360.0):
        part = shapely.intersection(shape, shapely.box(-180 + turn, -90, 180 + turn, 90))
        if not part.is_empty:
            parts.append(affinity.translate(part, xoff=-turn))
    return shapely.union_all(parts)
