"""Zones of a map: where they are, how many people, and where their people enter the network."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from safepassage.clock import format_instant
from safepassage.report.map_data import MapStart, MapZone
from safepassage.report.map_line import Position, near
from safepassage.report.way_out import MODES
from safepassage.report.zone_areas import Rings
from safepassage.scenario.group import Group
from safepassage.scenario.scenario import Scenario
from safepassage.scenario.start_point import StartPoint
from safepassage.scenario.zone import Zone


def map_zones(
    scenario: Scenario,
    places: Mapping[str, Position],
    centre: float,
    leaving: dict[str, frozenset[str]],
    areas: Mapping[str, Rings],
) -> tuple[MapZone, ...]:
    """All zones in the order of zone.csv."""
    groups: dict[str, list[Group]] = {}
    for group in scenario.groups:
        groups.setdefault(group.zone_id, []).append(group)
    starts: dict[str, list[StartPoint]] = {}
    for start in scenario.start_points:
        starts.setdefault(start.zone_id, []).append(start)
    names = {node.node_id: node.name or node.node_id for node in scenario.nodes}
    deadlines = _deadlines(scenario)
    found = []
    for zone in scenario.zones:
        here = groups.get(zone.zone_id, [])
        modes = [MODES[group.mode] for group in here if group.able_to_walk is not False]
        entered = tuple(
            _start(row, names[row.node_id], places[row.node_id], modes, leaving)
            for row in starts.get(zone.zone_id, ())
        )
        deadline = deadlines.get(zone.zone_id)
        found.append(
            MapZone(
                id=zone.zone_id,
                name=zone.name,
                at=_place(zone, centre, starts.get(zone.zone_id, []), places),
                at_said=zone.x_coord is not None and zone.y_coord is not None,
                people=_people(here),
                not_counted=sum(not isinstance(group.people_likely, int) for group in here),
                by_car=_people([group for group in here if group.mode == "car"]),
                on_foot=_people([group for group in here if group.mode == "foot"]),
                starts=entered,
                leave_before=format_instant(deadline, scenario.zone_info) if deadline else "",
                area=tuple(
                    tuple(near(point, centre) for point in ring)
                    for ring in areas.get(zone.zone_id, ())
                ),
            )
        )
    return tuple(found)


def _people(groups: list[Group]) -> int:
    """The likely people of the groups that somebody has counted."""
    return sum(g.people_likely for g in groups if isinstance(g.people_likely, int))


def _place(
    zone: Zone, centre: float, starts: list[StartPoint], places: Mapping[str, Position]
) -> Position | None:
    """Where zone.csv says, or the middle of the start points; None if neither says."""
    if zone.x_coord is not None and zone.y_coord is not None:
        return near((float(zone.x_coord), float(zone.y_coord)), centre)
    if not starts:
        return None
    at = [places[start.node_id] for start in starts]
    return (sum(lon for lon, _ in at) / len(at), sum(lat for _, lat in at) / len(at))


def _start(
    start: StartPoint,
    node_name: str,
    at: Position,
    modes: list[str],
    leaving: dict[str, frozenset[str]],
) -> MapStart:
    stuck = tuple(
        mode for mode, nodes in leaving.items() if mode in modes and start.node_id not in nodes
    )
    share = f"{float(start.share):.0%}"
    return MapStart(start.zone_id, start.name or node_name, at, share, stuck)


def _deadlines(scenario: Scenario) -> dict[str, datetime]:
    """The earliest instant before which a hazard has a zone left."""
    found: dict[str, datetime] = {}
    for hazard in scenario.hazards:
        for row in hazard.zones:
            found[row.zone] = min(row.leave_before, found.get(row.zone, row.leave_before))
    return found
