"""People layers: zones with their people, destinations with their room, and who arrives there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from safepassage.formats.export.layer import Column, Layer, Value, feature
from safepassage.formats.export.lines import Lines
from safepassage.formats.roads.gmns_zones import mean_position
from safepassage.formats.roads.road_map import Position
from safepassage.plan.plan import Plan
from safepassage.scenario.inputs import Group, Inputs
from safepassage.scenario.scenario import Scenario
from safepassage.scenario.zone import Zone

ZONE_COLUMNS = (
    Column("zone_id", "text", "id of the zone"),
    Column("name", "text", "name as people write it"),
    Column("pcode", "text", "P-code, where one exists"),
    Column("people_present", "int", "people present, by the headcount used; empty = not known"),
    Column("people_low", "int", "people present, low"),
    Column("people_high", "int", "people present, high"),
    Column("people_going", "int", "people expected to go"),
    Column("people_staying", "int", "people expected to stay"),
    Column("groups_left_out", "text", "groups whose headcount is not known or not yet known"),
)
ZONE_PLAN = (Column("people_leaving", "int", "people who leave by this plan"),)
DESTINATION_COLUMNS = (
    Column("destination_id", "text", "id of the destination"),
    Column("name", "text", "name as people write it"),
    Column("kind", "text", "shelter, reception, refuge (of last resort) or outside"),
    Column("node_id", "text", "where it stands"),
    Column("room", "int", "people; empty = unlimited or not known"),
    Column("room_text", "text", "the room in words: a number, unlimited or unknown"),
    Column("short_need", "text", "the need that limits the room"),
    Column("intake_per_hour", "real", "how many can be taken in"),
)
DESTINATION_PLAN = (Column("people", "int", "people who arrive by this plan"),)


@dataclass(slots=True)
class _People:
    """The groups of one zone, and those that were left out."""

    name: str
    groups: list[Group] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def zone_layer(inputs: Inputs, scenario: Scenario | None, lines: Lines, plan: Plan | None) -> Layer:
    """All zones that have groups; with the scenario all zones.

    A zone stands where zone.csv says, else at the mean of its start points. The people of a zone
    with a group that was left out are not known, and so not given.
    """
    columns = ZONE_COLUMNS + (ZONE_PLAN if plan else ())
    leaving: Counter[str] = Counter()
    for instruction in plan.instructions if plan else ():
        leaving[instruction.zone] += instruction.people
    zones = {} if scenario is None else {zone.zone_id: zone for zone in scenario.zones}
    features = []
    for id_, people in _by_zone(inputs, scenario).items():
        values = _zone_values(inputs, id_, people, zones.get(id_))
        if plan:
            values["people_leaving"] = leaving[id_]
        place = _zone_place(people, zones.get(id_), scenario, lines)
        features.append(feature(None if place is None else (place,), columns, values))
    return Layer("zones", "point", columns, tuple(features))


def _by_zone(inputs: Inputs, scenario: Scenario | None) -> dict[str, _People]:
    found: dict[str, _People] = {}
    for zone in scenario.zones if scenario else ():
        found[zone.zone_id] = _People(zone.name)
    for group in inputs.groups:
        found.setdefault(group.zone, _People(group.zone_name)).groups.append(group)
    counted = {group.id for group in inputs.groups}
    for row in scenario.groups if scenario else ():
        if row.group_id not in counted:
            found[row.zone_id].left_out.append(row.group_id)
    return found


def _zone_values(inputs: Inputs, id_: str, people: _People, zone: Zone | None) -> dict[str, Value]:
    known = not people.left_out
    counts = [group.headcount for group in people.groups]
    return {
        "zone_id": id_,
        "name": people.name,
        "pcode": zone.pcode if zone else None,
        "people_present": sum(getattr(c, inputs.headcount) for c in counts) if known else None,
        "people_low": sum(count.low for count in counts) if known else None,
        "people_high": sum(count.high for count in counts) if known else None,
        "people_going": sum(group.people for group in people.groups) if known else None,
        "people_staying": sum(group.staying for group in people.groups) if known else None,
        "groups_left_out": " ".join(people.left_out) or None,
    }


def _zone_place(
    people: _People, zone: Zone | None, scenario: Scenario | None, lines: Lines
) -> Position | None:
    if zone is not None and zone.x_coord is not None and zone.y_coord is not None:
        return float(zone.x_coord), float(zone.y_coord)
    starts = {start.node for group in people.groups for start in group.starts}
    if zone is not None and scenario is not None:
        starts |= {s.node_id for s in scenario.start_points if s.zone_id == zone.zone_id}
    if not starts:
        return None
    lon, lat = mean_position([lines.node[node] for node in sorted(starts)])
    return round(lon, 7), round(lat, 7)


def destination_layer(inputs: Inputs, lines: Lines, plan: Plan | None) -> Layer:
    """All destinations; with a plan, who arrives at each."""
    columns = DESTINATION_COLUMNS + (DESTINATION_PLAN if plan else ())
    arriving: Counter[str] = Counter()
    if plan:
        for instruction in plan.instructions:
            last = instruction.leaving[-1]
            arriving[instruction.destination] += sum(people for _, people in last)
    features = []
    for place in inputs.destinations:
        intake = place.intake_per_hour
        values: dict[str, Value] = {
            "destination_id": place.id,
            "name": place.name,
            "kind": place.kind,
            "node_id": place.node,
            "room": place.room if isinstance(place.room, int) else None,
            "room_text": "unknown" if place.room is None else str(place.room),
            "short_need": place.short_need,
            "intake_per_hour": None if intake is None else float(intake),
        }
        if plan:
            values["people"] = arriving[place.id]
        features.append(feature((lines.node[place.node],), columns, values))
    return Layer("destinations", "point", columns, tuple(features))
