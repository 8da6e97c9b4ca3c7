"""Map data: everything that a map of a scenario shows, as frozen values; pages only draw it.

Rows of `links` are the rows of link.csv, so figures by link (flows, loads) join by row number.
Longitudes are shifted so that a place on both sides of 180 degrees is one piece.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from safepassage.report.gate_words import SideWords
from safepassage.report.map_line import Position


class Figure(NamedTuple):
    """One figure of a link as text with its unit, and whether it is a default."""

    name: str
    value: str
    default: bool


class MapLink(NamedTuple):
    """A row of link.csv on the map."""

    id: str
    name: str
    kind: str  # facility_type as written
    road_class: int  # row of road_class.CLASSES
    line: tuple[Position, ...]  # from its first node to its last
    length_m: float
    uses: tuple[str, ...]
    one_way: bool  # cars do not come back, on this row or another; without cars, nobody
    figures: tuple[Figure, ...]
    all_default: bool
    basis: str
    structure: str  # words of bridge, tunnel, ford, or ""
    stuck: tuple[str, ...]  # modes that get nowhere from its end
    closed: tuple[str, ...]  # closures and hazards in words
    is_way_back: bool  # an earlier row is the same road, so its kilometres are counted


class MapStart(NamedTuple):
    """Where people of a zone enter the network."""

    zone: str
    name: str
    at: Position
    share: str
    stuck: tuple[str, ...]  # modes of the zone's groups that get nowhere from here


class MapZone(NamedTuple):
    """A zone with the people of its groups, as far as they are known."""

    id: str
    name: str
    at: Position | None  # None = neither zone.csv nor a start point says where
    at_said: bool  # whether zone.csv says where it is
    people: int
    not_counted: int  # groups whose people are not known
    by_car: int
    on_foot: int
    starts: tuple[MapStart, ...]
    leave_before: str  # the earliest deadline of a hazard, or ""
    area: tuple[tuple[Position, ...], ...]  # rings of its polygon, if zones.geojson has one


class MapExit(NamedTuple):
    """A destination."""

    id: str
    name: str
    kind: str
    at: Position
    room: str


class MapCrossing(NamedTuple):
    """A crossing between two nodes, with the sides in the order of passing."""

    id: str
    name: str
    line: tuple[Position, Position]
    sides: tuple[SideWords, ...]

    @property
    def is_unknown(self) -> bool:
        """Whether a side is unknown."""
        return any(side.state == "unknown" for side in self.sides)


class MapLeg(NamedTuple):
    """A departure with seats."""

    id: str
    name: str
    line: tuple[Position, Position]
    said: str


class Finding(NamedTuple):
    """Something to look at before planning, and which links and places it is about."""

    text: str
    links: tuple[int, ...] = ()  # rows of MapData.links
    places: tuple[Position, ...] = ()


class MapNote(NamedTuple):
    """A word of whoever made the scenario: what was left out, why, and where."""

    text: str
    where: Position | None = None


class ClassSum(NamedTuple):
    """Links and kilometres of one road class."""

    road_class: int
    links: int
    km: float


@dataclass(frozen=True, slots=True)
class MapSummary:
    """The counts of the summary."""

    nodes: int
    links: int
    km: float
    classes: tuple[ClassSum, ...]
    one_way: int
    structures: tuple[tuple[str, int], ...]
    default_share: tuple[tuple[str, float], ...]  # figure, share of the links that need it
    all_default: int  # links of which every figure is a default
    people: int
    groups_not_counted: int
    zones: int
    starts: int
    exits: int
    crossings: int
    crossings_unknown: int
    legs: int


@dataclass(frozen=True, slots=True)
class MapData:
    """A scenario as a map shows it."""

    name: str
    title: str
    notice: str
    span: str  # from when to when, in words
    links: tuple[MapLink, ...]
    zones: tuple[MapZone, ...]
    exits: tuple[MapExit, ...]
    crossings: tuple[MapCrossing, ...]
    legs: tuple[MapLeg, ...]
    summary: MapSummary
    findings: tuple[Finding, ...]
    notes: tuple[MapNote, ...]
    attribution: str
