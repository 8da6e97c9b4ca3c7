"""Flow payload: the map's data in the compact form that page/flow_*.js reads."""

from __future__ import annotations

import math
from typing import Any

from safepassage.plan.plan import Plan
from safepassage.report.flow.flow_data import FlowData, Sparse
from safepassage.report.grade import SMALL, Grade
from safepassage.report.map_line import Position, centre_longitude, line_of, near
from safepassage.scenario.inputs import Inputs
from safepassage.scenario.link import BACK

ACROSS = 100_000  # the longer side of the map in whole units


class Projection:
    """Degrees to whole units, north up, true to scale in the middle of the map."""

    def __init__(self, places: list[Position]) -> None:
        lons, lats = [p[0] for p in places] or [0.0], [p[1] for p in places] or [0.0]
        self.west, self.north = min(lons), max(lats)
        self.squeeze = math.cos(math.radians((min(lats) + max(lats)) / 2))
        wide, high = (max(lons) - self.west) * self.squeeze, self.north - min(lats)
        self.scale = ACROSS / max(wide, high, 1e-6)
        self.size = (round(wide * self.scale), round(high * self.scale))
        self.metres = 111_195.0 / self.scale  # of one unit

    def at(self, place: Position) -> tuple[int, int]:
        """A place in units from the upper left corner."""
        return (
            round((place[0] - self.west) * self.squeeze * self.scale),
            round((self.north - place[1]) * self.scale),
        )


def flow_payload(plan: Plan, data: FlowData, grade: Grade) -> dict[str, Any]:
    """Lists and numbers only. Roads are drawn once for both directions."""
    inputs = plan.inputs
    centre = centre_longitude(float(node.x) for node in inputs.nodes)
    nodes = {node.id: near((float(node.x), float(node.y)), centre) for node in inputs.nodes}
    shapes = dict(inputs.words.shapes)
    lines = {
        link.id: line_of(shapes.get(link.id), nodes[link.from_node], nodes[link.to_node]).positions
        for link in inputs.links
        if not (link.id.endswith(BACK) and _forward(link.id) in shapes)
    }
    for link in inputs.links:
        if link.id not in lines:
            lines[link.id] = lines[_forward(link.id)][::-1]
    projection = Projection(
        [place for line in lines.values() for place in line] or list(nodes.values())
    )
    rows = {link.id: number for number, link in enumerate(inputs.links)}
    return {
        "size": projection.size,
        "first": _first_view(lines, projection),
        "metres": projection.metres,
        "width": data.width,
        "stepMinutes": data.width * inputs.step_s / 60,
        "steps": data.steps,
        "instants": list(data.instants),
        "people": data.people,
        "left": _rounded(data.left, grade),
        "arrived": _rounded(data.arrived, grade),
        "roads": _roads(inputs, lines, projection),
        "names": [link.name for link in inputs.links],
        "flows": [[rows[id_], *_pairs(row, grade)] for id_, row in data.links.items()],
        "closed": _closed(inputs, rows, data),
        "zones": _zones(inputs, nodes, projection, data, grade),
        "places": [
            [
                row.name,
                *projection.at(nodes[row.node]),
                _pairs(data.destinations.get(row.id, {}), grade),
            ]
            for row in inputs.destinations
        ],
        "legs": [
            [
                row.name,
                *projection.at(nodes[row.from_node]),
                *projection.at(nodes[row.to_node]),
                _pairs(data.legs[row.id], grade),
            ]
            for row in inputs.legs
            if row.id in data.legs
        ],
        "gates": [
            {
                "address": gate.address,
                "name": f"{gate.crossing_name}: {gate.side}",
                "holder": gate.holder,
                "at": _gate_place(inputs, nodes, projection, gate.address),
                "people": _pairs(gate.people, grade),
                "trucks": _pairs(gate.trucks, grade),
                "states": [list(state) for state in gate.states],
            }
            for gate in data.gates
        ],
    }


def _first_view(lines: dict[str, tuple[Position, ...]], projection: Projection) -> list[int] | None:
    """Where nine tenths of all places lie close together, that part; None = show everything."""
    places = [projection.at(place) for line in lines.values() for place in line]
    if len(places) < 20:
        return None
    found = []
    for axis in (0, 1):
        values = sorted(place[axis] for place in places)
        found.append((values[len(values) // 20], values[-1 - len(values) // 20]))
    (west, east), (north, south) = found
    wide, high = max(east - west, 1), max(south - north, 1)
    if wide * high * 4 > max(projection.size[0], 1) * max(projection.size[1], 1):
        return None
    return [west - wide // 8, north - high // 8, east + wide // 8, south + high // 8]


def _forward(link: str) -> str:
    return link.removesuffix(BACK)


def _pairs(row: Sparse, grade: Grade) -> list[int]:
    """step, number, step, number, ... ascending, steps as differences.

    Outside planners' pages running sums are rounded down to tens, so that no step of fewer than
    ten people can be read from two of them.
    """
    found: list[int] = []
    before, told, total = 0, 0, 0
    for step in sorted(row):
        total += row[step]
        shown = total if grade.is_planners else total // SMALL * SMALL
        if shown > told:
            found += (step - before, shown - told)
            before, told = step, shown
    return found


def _rounded(values: tuple[int, ...], grade: Grade) -> list[int]:
    if grade.is_planners:
        return list(values)
    return [value // SMALL * SMALL for value in values]


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


def _closed(inputs: Inputs, rows: dict[str, int], data: FlowData) -> list[list[int]]:
    """[link, first step, step after the last] of closures and hazards that let nobody pass."""
    step_s = data.width * inputs.step_s
    found = []
    for closure in inputs.closures:
        if closure.remaining_share == 0:
            first = max(0, -(-closure.from_s // step_s))
            after = min(data.steps + 1, -(-closure.to_s // step_s))
            found += [[rows[link], first, after] for link in closure.links if link in rows]
    return found


def _zones(
    inputs: Inputs,
    nodes: dict[str, Position],
    projection: Projection,
    data: FlowData,
    grade: Grade,
) -> list[list[Any]]:
    """[name, x, y, people expected to go, pairs of those who leave] for each zone."""
    starts: dict[str, list[Position]] = {}
    people: dict[str, int] = {}
    names: dict[str, str] = {}
    for group in inputs.groups:
        starts.setdefault(group.zone, []).extend(nodes[start.node] for start in group.starts)
        people[group.zone] = people.get(group.zone, 0) + group.people
        names[group.zone] = group.zone_name
    found = []
    for zone, places in starts.items():
        if places:
            middle = tuple(sum(axis) / len(places) for axis in zip(*places, strict=True))
            shown = people[zone] if grade.is_planners else people[zone] // SMALL * SMALL
            left = _pairs(data.zones.get(zone, {}), grade)
            found.append([names[zone], *projection.at((middle[0], middle[1])), shown, left])
    return found


def _gate_place(
    inputs: Inputs, nodes: dict[str, Position], projection: Projection, address: str
) -> tuple[int, int]:
    """Gates stand in a row between the two nodes of their crossing, in the order of passing."""
    _, crossing_id, _, gate_id = address.split("/")
    crossing = next(row for row in inputs.crossings if row.id == crossing_id)
    number = [gate.id for gate in crossing.gates].index(gate_id)
    share = (number + 1) / (len(crossing.gates) + 1)
    a, b = projection.at(nodes[crossing.from_node]), projection.at(nodes[crossing.to_node])
    return (round(a[0] + share * (b[0] - a[0])), round(a[1] + share * (b[1] - a[1])))
