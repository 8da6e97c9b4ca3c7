"""Flow payload: the map's data in the compact form that page/flow_*.js reads."""

from __future__ import annotations

from typing import Any

from safepassage.plan.plan import Plan
from safepassage.report.flow.counts import pairs, told
from safepassage.report.flow.flow_data import FlowData
from safepassage.report.flow.gate_flow import SIGNS
from safepassage.report.flow.place_names import PlaceNames
from safepassage.report.flow.projection import Projection, first_view
from safepassage.report.flow.road_lines import road_lines
from safepassage.report.grade import SMALL, Grade
from safepassage.report.map_line import Position, centre_longitude, near
from safepassage.scenario.inputs import Inputs


def flow_payload(plan: Plan, data: FlowData, names: PlaceNames, grade: Grade) -> dict[str, Any]:
    """Lists and numbers only; links by their row, counts by step as differences."""
    inputs = plan.inputs
    centre = centre_longitude(float(node.x) for node in inputs.nodes)
    nodes = {node.id: near((float(node.x), float(node.y)), centre) for node in inputs.nodes}
    lines = road_lines(inputs, nodes)
    on_map = [place for line in lines.values() for place in line]
    projection = Projection(on_map or list(nodes.values()))
    rows = {link.id: number for number, link in enumerate(inputs.links)}
    step_s = data.width * inputs.step_s
    return {
        "size": projection.size,
        "first": first_view([projection.at(place) for place in on_map], projection),
        "metres": projection.metres,
        "stepMinutes": step_s / 60,
        # rounded sums say how many an hour only over an hour
        "window": 1 if grade.is_planners else max(1, -(-3600 // step_s)),
        "fewest": 0 if grade.is_planners else SMALL,
        "steps": data.steps,
        "instants": list(data.instants),
        "left": [told(value, grade) for value in data.left],
        "arrived": [told(value, grade) for value in data.arrived],
        "roads": _roads(inputs, lines, projection),
        "flows": [[rows[id_], *pairs(row, grade)] for id_, row in data.links.items()],
        "closed": [
            [rows[link], first, after, int(whole)]
            for link, first, after, whole, _ in data.closed
            if link in rows
        ],
        "zones": _zones(inputs, nodes, projection, data, names, grade),
        "places": [
            [
                names.of(f"destination/{row.id}", row.name),
                *projection.at(nodes[row.node]),
                row.room,
                pairs(data.destinations.get(row.id, {}), grade),
            ]
            for row in inputs.destinations
        ],
        "legs": [
            [
                names.of(f"leg/{row.id.partition('@')[0]}", row.name),
                *projection.at(nodes[row.from_node]),
                *projection.at(nodes[row.to_node]),
                max(1, -(-(row.arrives_s - row.cut_off_s) // step_s)),
                pairs(data.legs[row.id], grade),
            ]
            for row in inputs.legs
            if row.id in data.legs
        ],
        "signs": SIGNS,
        "crossings": _crossings(inputs, nodes, projection, data, names, grade),
    }


def _roads(
    inputs: Inputs, lines: dict[str, tuple[Position, ...]], projection: Projection
) -> dict[str, list[int]]:
    """For each link its points as differences; cars an hour give the width of the line."""
    count: list[int] = []
    xy: list[int] = []
    rate: list[int] = []
    for link in inputs.links:
        before = (0, 0)
        points = [projection.at(place) for place in lines[link.id]]
        count.append(len(points))
        for point in points:
            xy += (point[0] - before[0], point[1] - before[1])
            before = point
        rate.append(round(link.car_per_hour or 0))
    return {"count": count, "xy": xy, "rate": rate}


def _zones(
    inputs: Inputs,
    nodes: dict[str, Position],
    projection: Projection,
    data: FlowData,
    names: PlaceNames,
    grade: Grade,
) -> list[list[Any]]:
    """[name, x, y, people expected to go, pairs of those who leave], at its largest start."""
    starts: dict[str, tuple[int, str]] = {}
    for group in inputs.groups:
        for start in group.starts:
            at = (start.people, start.node)
            starts[group.zone] = max(starts.get(group.zone, at), at)
    found = []
    for zone in data.zones:
        if zone.id not in starts:
            continue
        x, y = projection.at(nodes[starts[zone.id][1]])
        name = names.of(f"zone/{zone.id}", zone.name)
        found.append([name, x, y, told(zone.people, grade), pairs(zone.leaving, grade)])
    return found


def _crossings(
    inputs: Inputs,
    nodes: dict[str, Position],
    projection: Projection,
    data: FlowData,
    names: PlaceNames,
    grade: Grade,
) -> list[dict[str, Any]]:
    """Each crossing from its first node to its last, with its sides in the order of passing."""
    ends = {row.id: (row.from_node, row.to_node) for row in inputs.crossings}
    return [
        {
            "name": names.of(f"crossing/{row.id}", row.name),
            "line": [number for node in ends[row.id] for number in projection.at(nodes[node])],
            "people": pairs(row.people, grade),
            "trucks": pairs(row.trucks, PLAIN),
            "sides": [
                {"address": side.address, "states": [list(state) for state in side.states]}
                for side in row.sides
            ],
        }
        for row in data.crossings
    ]


PLAIN = Grade("planners", hides_parts=False)  # trucks are no people
