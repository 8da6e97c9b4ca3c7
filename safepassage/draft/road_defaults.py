"""Road defaults: lanes, speed and capacity by road class, for what a file does not say."""

from __future__ import annotations

from typing import NamedTuple

from safepassage.formats.roads.road_map import Road, Traffic, Use

SOURCE = (
    "Lanes and lane capacities by road class: defaults of MATSim's OpenStreetMap reader; free "
    "speeds: OSRM's car profile. Not evacuation values: halve them for a careful answer."
)


class Usual(NamedTuple):
    """What a road of a class usually has, one way."""

    lanes: float
    lane_capacity: float  # vehicles/h
    speed_kmh: float


CLASSES = {
    "motorway": Usual(2, 2000, 90),
    "motorway_link": Usual(1, 1500, 45),
    "trunk": Usual(1, 2000, 85),
    "trunk_link": Usual(1, 1500, 40),
    "primary": Usual(1, 1500, 65),
    "primary_link": Usual(1, 1500, 30),
    "secondary": Usual(1, 800, 55),
    "secondary_link": Usual(1, 800, 25),
    "tertiary": Usual(1, 600, 40),
    "tertiary_link": Usual(1, 600, 20),
    "unclassified": Usual(1, 600, 25),
    "residential": Usual(1, 600, 25),
    "living_street": Usual(1, 300, 10),
    "service": Usual(1, 300, 15),
}
OTHER = CLASSES["unclassified"]
WALKERS_PER_METRE = 1800.0  # people/h and metre of width: half a person a second and metre
WALK_WIDTH_M = {"footway": 2.0, "pedestrian": 4.0, "steps": 1.5, "path": 1.0}
OTHER_WALK_WIDTH_M = 1.5  # a pavement or verge
# at every gate until somebody says: 8,000 to 18,000 people a day were seen at crossings that were
# open, 400 to 1,400 where lists decide
GATE_PERSONS_PER_HOUR = 500
GATE_VEHICLES_PER_HOUR = 200
RANK = {"motorway": 6, "trunk": 5, "primary": 4, "secondary": 3, "tertiary": 2}


class Flow(NamedTuple):
    """One way along a street, every figure filled in; None = cars do not go this way."""

    uses: frozenset[Use]
    lanes: float | None
    lane_capacity: float | None  # vehicles/h
    speed_kmh: float | None
    walk_capacity: float | None  # people/h


def rank_of(kind: str) -> int:
    """6 motorway ... 2 tertiary; 1 = any other road that cars use, 0 = a path."""
    return RANK.get(kind.removesuffix("_link"), 1 if kind in CLASSES or not kind else 0)


def filled(road: Road, traffic: Traffic) -> tuple[Flow, frozenset[str]] | None:
    """One direction with its gaps filled, and the names of what was filled; None = nobody."""
    if not traffic.uses:
        return None
    lacking: set[str] = set()
    walk = None
    if "walk" in traffic.uses:
        width = WALK_WIDTH_M.get(road.kind, OTHER_WALK_WIDTH_M)
        if road.width_m is not None and rank_of(road.kind) == 0:
            width = road.width_m
        walk = width * WALKERS_PER_METRE
        lacking.add("walk_capacity")
    if not traffic.uses & {"auto", "truck"}:
        return Flow(traffic.uses, None, None, None, walk), frozenset(lacking)
    usual = CLASSES.get(road.kind, OTHER)
    lanes, capacity, speed = traffic.lanes, traffic.lane_capacity, traffic.speed_kmh
    if lanes is None:
        lanes = usual.lanes
        lacking.add("lanes")
    if capacity is None:
        capacity = usual.lane_capacity
        lacking.add("capacity")
    if speed is None:
        speed = usual.speed_kmh
        lacking.add("free_speed")
    return Flow(traffic.uses, lanes, capacity, speed, walk), frozenset(lacking)
