"""RoadMap: roads as a file gives them, before anything is filled in or merged."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import cos, hypot, radians
from typing import Literal, NamedTuple

Use = Literal["auto", "walk", "truck"]
Position = tuple[float, float]  # longitude, latitude in degrees (WGS 84)
METRES_A_DEGREE = 111_195.0  # on a sphere of radius 6,371,000 m


class Point(NamedTuple):
    """Where roads begin, end or meet; `ref` is its name in the file."""

    ref: str
    lon: float
    lat: float
    name: str | None = None


class Traffic(NamedTuple):
    """Who may go one way along a road, and how; None = the file does not say."""

    uses: frozenset[Use]  # empty = nobody goes this way
    lanes: float | None = None  # in this direction
    lane_capacity: float | None = None  # vehicles/h and lane
    speed_kmh: float | None = None


NOBODY = Traffic(frozenset())


class Road(NamedTuple):
    """A piece of road between two points, in both directions at once.

    `kind` is the road class in the words of OpenStreetMap (motorway ... footway) where the file
    has one, else "". `forward` is from `from_point` to `to_point`; `line` holds both ends and
    every bend.
    """

    ref: str
    name: str | None
    kind: str
    from_point: int  # rows of RoadMap.points
    to_point: int
    line: tuple[Position, ...]
    length_m: float
    forward: Traffic
    backward: Traffic = NOBODY
    width_m: float | None = None
    structure: str | None = None  # bridge, tunnel, ford


class Movement(NamedTuple):
    """One direction of a road: its row, and whether it is travelled forward."""

    road: int  # row of RoadMap.roads
    forward: bool


class ForbiddenTurn(NamedTuple):
    """Movements that nobody may make one right after the other, two or more of them."""

    movements: tuple[Movement, ...]
    ref: str
    text: str  # what the file says, e.g. no_left_turn


class BorderPost(NamedTuple):
    """A place where a border is checked, on a road."""

    point: int
    name: str | None
    ref: str


class Ferry(NamedTuple):
    """A boat between two points; `timetable` is what the file says, in its own words, or None.

    `interval_min`, `hours` (minutes of every day from the first to the last departure) and `seats`
    (people on one boat) are None where the file does not say, or not in a plain form.
    """

    ref: str
    name: str | None
    from_point: int
    to_point: int
    minutes: float | None
    timetable: str | None
    uses: frozenset[Use]
    interval_min: float | None = None
    hours: tuple[int, int] | None = None
    seats: int | None = None
    one_way: bool = False

    @property
    def has_timetable(self) -> bool:
        """Whether departures, arrivals and seats can be told for people on foot."""
        said = (self.minutes, self.interval_min, self.hours, self.seats)
        return all(said) and "walk" in self.uses


class Place(NamedTuple):
    """A named place; people None = the file does not say."""

    ref: str
    name: str
    kind: str  # town, village, suburb, ...
    people: int | None
    lon: float
    lat: float


class LeftOut(NamedTuple):
    """What was not taken, or is kept with a warning, and why; `where` = (lon, lat) of it.

    `number` 0: it is about the whole file.
    """

    what: str
    number: int
    km: float
    why: str
    where: Position | None = None

    def sentence(self) -> str:
        """For people."""
        km = f", {self.km:,.1f} km" if self.km else ""
        where = f" (at {self.where[1]:.4f}, {self.where[0]:.4f})" if self.where else ""
        number = f"{self.number:,} x " if self.number else ""
        return f"{number}{self.what}{km}: {self.why}{where}"


class FileSource(NamedTuple):
    """The file that facts come from."""

    file: str
    title: str
    publisher: str
    date: str | None  # ISO date or instant of the data; None = the file does not say
    sha256: str
    attribution: str | None = None  # what everything made from it has to carry


@dataclass(frozen=True, slots=True)
class RoadMap:
    """Everything that a file says of roads."""

    points: list[Point]
    roads: list[Road]
    source: FileSource
    forbidden_turns: list[ForbiddenTurn] = field(default_factory=list)
    cut: dict[int, str] = field(default_factory=dict)  # point: how we know
    posts: list[BorderPost] = field(default_factory=list)
    ferries: list[Ferry] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    buildings: list[tuple[float, float]] = field(default_factory=list)  # lon, lat of each
    borders: list[tuple[Position, ...]] = field(default_factory=list)  # of countries
    box: tuple[float, float, float, float] | None = None  # the file's own: west, south, east, north
    left_out: list[LeftOut] = field(default_factory=list)


def metres_between(a: Position, b: Position) -> float:
    """Metres between two positions that lie near one another (equirectangular, sphere)."""
    east = (b[0] - a[0] + 180) % 360 - 180  # right across longitude 180
    return METRES_A_DEGREE * hypot(east * cos(radians((a[1] + b[1]) / 2)), b[1] - a[1])
