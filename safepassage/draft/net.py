"""Net: the streets of a draft with its exits, crossings and shelters, and what hangs together."""

from __future__ import annotations

from typing import NamedTuple

from safepassage.draft.crossing_file import read_crossings
from safepassage.draft.crossings import Cut, by_point, cut_at_crossings
from safepassage.draft.exits import Exit, find_exits
from safepassage.draft.folder import ShelterRow
from safepassage.draft.parts import Part, car_steps, keep_parts, reached
from safepassage.draft.place_shelters import place_shelters
from safepassage.draft.request import DraftRequest
from safepassage.draft.streets import Streets, join_streets
from safepassage.errors import UsageError
from safepassage.formats.roads.road_map import RoadMap


class Net(NamedTuple):
    """The streets of a draft with everything that was found on them."""

    road_map: RoadMap
    streets: Streets
    exits: list[Exit]
    cut: Cut
    parts: list[Part]
    shelters: list[ShelterRow]


def find_net(request: DraftRequest, road_map: RoadMap) -> Net:
    """Join the streets, find the ways out, cut at crossings, and say what does not hang together.

    Raises
    ------
    UsageError
        No way out was found.
    """
    listed = [] if request.crossings is None else read_crossings(request.crossings)
    listed_at = by_point(road_map, listed)
    streets = join_streets(road_map, listed_at)
    at_crossing = {post.point for post in road_map.posts} | set(listed_at)
    exits = []
    if request.exits:
        exits = find_exits(streets, road_map, without=at_crossing)
    cut = cut_at_crossings(streets, road_map, listed_at, [row.point for row in exits])
    streets = cut.streets
    shelters = place_shelters(request.to, streets)
    needed = [row.point for row in exits] + [row.point for row in shelters]
    needed += [crossing.to_point for crossing in cut.crossings]
    needed += [end for boat in road_map.ferries for end in (boat.from_point, boat.to_point)]
    streets, parts = keep_parts(streets, needed)
    if not exits and not shelters and not any(c.ends for c in cut.crossings):
        raise UsageError(
            f"{request.roads.name}: no way out was found: no road is cut by the edge of the map "
            "or of the area, and no shelter is given. Give --area, --within or --box (people leave "
            "it), or --to FILE with shelters."
        )
    return Net(road_map, streets, exits, cut, parts, shelters)


def can_leave(net: Net) -> set[int]:
    """Points from which a car gets to an exit or shelter, as if every gate were open."""
    steps = car_steps(net.streets.streets) + gate_steps(net) + ferry_steps(net)
    return reached([(b, a) for a, b in steps], ends_of(net))


def gate_steps(net: Net) -> list[tuple[int, int]]:
    """From the inner to the outer side of every crossing."""
    return [(c.from_point, c.to_point) for c in net.cut.crossings]


def ferry_steps(net: Net) -> list[tuple[int, int]]:
    """Over the water and back, where the map gives a timetable."""
    boats = [boat for boat in net.road_map.ferries if boat.has_timetable]
    back = [(boat.to_point, boat.from_point) for boat in boats if not boat.one_way]
    return [(boat.from_point, boat.to_point) for boat in boats] + back


def ends_of(net: Net) -> list[int]:
    """Points where people have arrived: exits, shelters, and what lies beyond a last crossing."""
    ends = [row.point for row in net.exits] + [row.point for row in net.shelters]
    return ends + [c.to_point for c in net.cut.crossings if c.ends]
