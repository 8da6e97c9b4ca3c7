"""Road lines: where each link of the inputs runs, both directions of a road on one line."""

from __future__ import annotations

from safepassage.report.map_line import Position, line_of
from safepassage.scenario.inputs import Inputs
from safepassage.scenario.link import BACK


def road_lines(inputs: Inputs, nodes: dict[str, Position]) -> dict[str, tuple[Position, ...]]:
    """The points of each link from its first node to its last; straight where no shape is given."""
    shapes = dict(inputs.words.shapes)
    lines = {
        link.id: line_of(shapes.get(link.id), nodes[link.from_node], nodes[link.to_node]).positions
        for link in inputs.links
        if not (link.id.endswith(BACK) and link.id.removesuffix(BACK) in shapes)
    }
    for link in inputs.links:
        if link.id not in lines:
            lines[link.id] = lines[link.id.removesuffix(BACK)][::-1]
    return lines
