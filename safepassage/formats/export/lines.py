"""Lines: where every link, crossing and leg runs, with its bends as far as they are known."""

from __future__ import annotations

from dataclasses import dataclass

from safepassage.errors import UsageError
from safepassage.formats.export.layer import Line
from safepassage.formats.roads.road_map import Position, metres_between
from safepassage.formats.roads.wkt_line import read_line
from safepassage.problems import Refusal
from safepassage.scenario.inputs import Inputs
from safepassage.scenario.link import BACK, Link
from safepassage.scenario.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Lines:
    """The place of every node and the line of every element, and how many are straight."""

    node: dict[str, Position]
    element: dict[str, Line]  # by address
    straight_links: int  # without bends, because nothing says where they are
    broken_links: int  # with a geometry that is no line


def lines_of(inputs: Inputs, scenario: Scenario | None) -> Lines:
    """Lines from node to node; bends come from the geometry of link.csv of the scenario."""
    node = {row.id: (float(row.x), float(row.y)) for row in inputs.nodes}
    roads = {} if scenario is None else {link.link_id: link for link in scenario.links}
    element: dict[str, Line] = {}
    straight = broken = 0
    for link in inputs.links:
        ends = node[link.from_node], node[link.to_node]
        road = roads.get(link.id) or roads.get(link.id.removesuffix(BACK))
        bends: Line | None = None
        if road is not None and road.geometry:
            try:
                bends = _from_end_to_end(read_line(road.geometry), *ends)
            except Refusal:
                broken += 1
        elif road is None or not road.geometry:
            straight += 1
        element[f"link/{link.id}"] = bends or ends
    for crossing in inputs.crossings:
        ends = node[crossing.from_node], node[crossing.to_node]
        element[f"crossing/{crossing.id}"] = ends
    for leg in inputs.legs:
        element[f"leg/{leg.id}"] = node[leg.from_node], node[leg.to_node]
    return Lines(node, element, straight, broken)


def _from_end_to_end(line: Line, a: Position, b: Position) -> Line:
    """The line in the direction of the link, its ends at the nodes."""
    ahead = metres_between(line[0], a) + metres_between(line[-1], b)
    back = metres_between(line[0], b) + metres_between(line[-1], a)
    if back < ahead:
        line = line[::-1]
    line = line if line[0] == a else (a, *line)
    return line if line[-1] == b else (*line, b)


def same_network(inputs: Inputs, scenario: Scenario) -> None:
    """Refuse a scenario whose links are not those of the inputs.

    Raises
    ------
    UsageError
        A link is missing in the scenario, or leads between other nodes.
    """
    roads = {link.link_id: link for link in scenario.links}
    for link in inputs.links:
        road = roads.get(link.id) or roads.get(link.id.removesuffix(BACK))
        if road is None or not _same_ends(link.id, (link.from_node, link.to_node), road):
            raise UsageError(
                f"--scenario: link {link.id} of the bundle leads from {link.from_node} to "
                f"{link.to_node}, and in the scenario {scenario.name} "
                + ("there is no such link" if road is None else "between other nodes")
                + ". Give the scenario that the bundle was made from."
            )


def _same_ends(id_: str, ends: tuple[str, str], road: Link) -> bool:
    there = road.from_node_id, road.to_node_id
    return ends == (there[::-1] if id_ != road.link_id else there)
