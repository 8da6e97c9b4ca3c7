"""Frame: the part of the ground that a picture shows, and where a place lies in its pixels."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from safepassage.report.map_data import MapData
from safepassage.report.map_line import METRES_PER_DEGREE, Position

MOSTLY = 0.03  # of the links at each side may lie outside the dense part
MUCH_SMALLER = 0.4  # share of the whole below which the dense part is drawn by itself
FEW = 30  # links: fewer are always drawn whole
LEAST_M = 200.0  # across a picture
Pixel = tuple[float, float]


class Box(NamedTuple):
    """West, south, east and north in degrees; east may be beyond 180."""

    west: float
    south: float
    east: float
    north: float

    @property
    def squeeze(self) -> float:
        """How much shorter a degree of longitude is than one of latitude in its middle."""
        return max(0.02, math.cos(math.radians((self.south + self.north) / 2)))

    @property
    def aspect(self) -> float:
        """Its width over its height on the ground."""
        return self.squeeze * (self.east - self.west) / (self.north - self.south)


class Frame(NamedTuple):
    """A picture of so many pixels with a box in its middle; y counts down."""

    box: Box
    width: float
    height: float

    @property
    def per_degree(self) -> float:
        """Pixels for a degree of latitude."""
        box = self.box
        across = self.width / (box.squeeze * (box.east - box.west))
        return min(across, self.height / (box.north - box.south))

    @property
    def metres_per_pixel(self) -> float:
        """Metres on the ground for a pixel."""
        return METRES_PER_DEGREE / self.per_degree

    def pixel(self, place: Position) -> Pixel:
        """Where a place lies."""
        return self.pixels((place,))[0]

    def pixels(self, places: Sequence[Position]) -> list[Pixel]:
        """Where places lie."""
        box, down = self.box, self.per_degree
        across = box.squeeze * down
        left = self.width / 2 - (box.west + box.east) / 2 * across
        top = self.height / 2 + (box.south + box.north) / 2 * down
        return [(left + lon * across, top - lat * down) for lon, lat in places]


def whole_box(data: MapData) -> Box:
    """Everything that is drawn, with a margin."""
    places = [place for link in data.links for place in link.line]
    places += [place for zone in data.zones for ring in zone.area for place in ring]
    places += [zone.at for zone in data.zones if zone.at is not None]
    places += [start.at for zone in data.zones for start in zone.starts]
    places += [row.at for row in data.exits]
    places += [place for crossing in data.crossings for place in crossing.line]
    places += [place for leg in data.legs for place in leg.line]
    return box_around(places)


def dense_box(data: MapData, whole: Box) -> Box:
    """Where nearly all links are, if that is much less than the whole; else the whole."""
    if len(data.links) < FEW:
        return whole
    lons = sorted(link.line[0][0] for link in data.links)
    lats = sorted(link.line[0][1] for link in data.links)
    out = int(MOSTLY * len(lons))
    dense = box_around([(lons[out], lats[out]), (lons[-1 - out], lats[-1 - out])], 1 / 6)
    share = (dense.east - dense.west) * (dense.north - dense.south)
    share /= (whole.east - whole.west) * (whole.north - whole.south)
    return dense if share < MUCH_SMALLER else whole


def box_around(places: Sequence[Position], margin: float = 1 / 14) -> Box:
    """The box of some places with a margin; never less than LEAST_M across."""
    if not places:
        places = [(0.0, 0.0)]
    lons, lats = zip(*places, strict=True)
    squeeze = max(0.02, math.cos(math.radians((min(lats) + max(lats)) / 2)))
    least = LEAST_M / METRES_PER_DEGREE
    across = max(max(lons) - min(lons), least / squeeze) * (0.5 + margin)
    down = max(max(lats) - min(lats), least) * (0.5 + margin)
    lon, lat = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
    return Box(lon - across, lat - down, lon + across, lat + down)


def round_length(most: float) -> float:
    """The largest of 1, 2, 5, 10, ... that is not above `most`."""
    power = 10.0 ** math.floor(math.log10(most))
    return next(step * power for step in (5, 2, 1) if step * power <= most * (1 + 1e-9))
