"""Route map: a small drawing of one way among the roads around it, readable in black and white."""

from __future__ import annotations

import math
from html import escape

from safepassage.report.map_line import Position, centre_longitude, line_of, near
from safepassage.report.print.card import CardWay
from safepassage.scenario.inputs import Inputs
from safepassage.scenario.link import BACK

WIDTH, HEIGHT, EDGE = 300.0, 170.0, 22.0


def route_map(inputs: Inputs, way: CardWay, start: str, end: str) -> str:
    """An SVG with the way drawn bold, other roads pale, both ends named, north up and a scale.

    `start`, `end`: what is written at the two ends.
    """
    centre = centre_longitude(float(node.x) for node in inputs.nodes)
    nodes = {node.id: near((float(node.x), float(node.y)), centre) for node in inputs.nodes}
    shapes = dict(inputs.words.shapes)
    route = _route(inputs, way, nodes, shapes)
    if not route:
        return ""
    frame = _Frame([place for line in route for place in line])
    pale = "".join(
        f'<path d="{frame.path((nodes[link.from_node], nodes[link.to_node]))}"/>'
        for link in inputs.links
        if not link.id.endswith(BACK) and frame.sees(nodes[link.from_node], nodes[link.to_node])
    )
    bold = "".join(f'<path d="{frame.path(line)}"/>' for line in route)
    first, last = frame.at(route[0][0]), frame.at(route[-1][-1])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" '
        'font-family="Noto Sans, Noto Sans Arabic, Heebo" font-size="9">'
        f'<rect width="{WIDTH:g}" height="{HEIGHT:g}" fill="#fff" stroke="#888"/>'
        f'<g fill="none" stroke="#bbb" stroke-width="1">{pale}</g>'
        f'<g fill="none" stroke="#000" stroke-width="3.2" stroke-linejoin="round">{bold}</g>'
        f'<circle cx="{first[0]:.1f}" cy="{first[1]:.1f}" r="5" fill="#fff" stroke="#000" '
        'stroke-width="2"/>'
        f'<rect x="{last[0] - 5:.1f}" y="{last[1] - 5:.1f}" width="10" height="10" fill="#000"/>'
        f"{_label(start, first)}{_label(end, last)}{frame.scale()}"
        f'<path d="M{WIDTH - 14:g} 24v-14m-4 5l4 -5l4 5" fill="none" stroke="#000"/>'
        f'<text x="{WIDTH - 17:g}" y="34">N</text></svg>'
    )


def _route(
    inputs: Inputs,
    way: CardWay,
    nodes: dict[str, Position],
    shapes: dict[str, str],
) -> list[tuple[Position, ...]]:
    """The lines of a way in the direction of travel."""
    ends: dict[str, tuple[str, str]] = {}
    for kind, rows in (
        ("link", inputs.links),
        ("crossing", inputs.crossings),
        ("leg", inputs.legs),
    ):
        for row in rows:
            ends[f"{kind}/{row.id}"] = (row.from_node, row.to_node)
    found = []
    for address in way.links:
        first, last = (nodes[node] for node in ends[address])
        shape = shapes.get(address.removeprefix("link/").removesuffix(BACK))
        found.append(line_of(shape, first, last).positions)
    return found


class _Frame:
    """Degrees to the drawing, with the way in its middle."""

    def __init__(self, places: list[Position]) -> None:
        lons, lats = [p[0] for p in places], [p[1] for p in places]
        self.lon, self.lat = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
        self.squeeze = math.cos(math.radians(self.lat))
        wide = max((max(lons) - min(lons)) * self.squeeze, 1e-5)
        high = max(max(lats) - min(lats), 1e-5)
        self.per_degree = min((WIDTH - 2 * EDGE - 20) / wide, (HEIGHT - 2 * EDGE) / high)

    def at(self, place: Position) -> tuple[float, float]:
        return (
            WIDTH / 2 + (place[0] - self.lon) * self.squeeze * self.per_degree,
            HEIGHT / 2 - (place[1] - self.lat) * self.per_degree,
        )

    def sees(self, *places: Position) -> bool:
        """Whether all of a straight road lies inside: it is drawn whole or not at all."""
        return all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in map(self.at, places))

    def path(self, line: tuple[Position, ...]) -> str:
        points = [self.at(place) for place in line]
        return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)

    def scale(self) -> str:
        """A bar of a round number of metres, about a fifth of the width."""
        per_metre = self.per_degree / 111_195.0
        aim = WIDTH / 5 / per_metre
        power = 10 ** math.floor(math.log10(aim))
        metres = max(step * power for step in (1, 2, 5) if step * power <= aim)
        text = f"{metres / 1000:g} km" if metres >= 1000 else f"{metres:g} m"
        y = HEIGHT - 8
        return (
            f'<path d="M8 {y - 4:g}V{y:g}H{8 + metres * per_metre:.1f}V{y - 4:g}" fill="none" '
            f'stroke="#000"/><text x="11" y="{y - 3:g}">{text}</text>'
        )


def _label(text: str, at: tuple[float, float]) -> str:
    """A name beside a place, kept inside the drawing, with a pale edge."""
    shown = text if len(text) <= 34 else text[:33] + "…"
    half = 2.6 * len(shown)
    x = min(max(at[0], half + 4), WIDTH - half - 4)
    y = at[1] - 9 if at[1] > 24 else at[1] + 16
    words = f'x="{x:.1f}" y="{y:.1f}" text-anchor="middle"'
    edge = 'stroke="#fff" stroke-width="3" stroke-linejoin="round"'
    return f"<text {words} {edge}>{escape(shown)}</text><text {words}>{escape(shown)}</text>"
