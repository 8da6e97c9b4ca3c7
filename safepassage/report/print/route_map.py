"""Route map: the ways of a card among the roads around them, readable in black and white."""

from __future__ import annotations

from safepassage.report.map_line import Position
from safepassage.report.print.card import Card
from safepassage.report.print.map_paper import MapPaper, lines_of, places_of
from safepassage.scenario.inputs import Inputs
from safepassage.scenario.link import BACK

WIDTH, EDGE, LETTERS = 400.0, 26.0, 10.5
WIDE, HIGH = 140.0, 200.0  # the lowest and the highest drawing


class RouteMaps:
    """Maps of the cards of one plan; what they share is worked out once."""

    def __init__(self, inputs: Inputs) -> None:
        self.places = places_of(inputs)
        self.lines = lines_of(inputs, self.places)
        self.roads = [
            self.lines[f"link/{link.id}"] for link in inputs.links if not link.id.endswith(BACK)
        ]
        self.crossings = {f"crossing/{row.id}" for row in inputs.crossings}

    def draw(self, card: Card, start: str, ends: list[str], crossings: dict[str, str]) -> str:
        """An SVG: ways bold, departures with seats in dashes, roads pale, both ends named.

        `start`, `ends` (one for each way), `crossings` (by address): what is written beside them.
        "" where the people are at their place already.
        """
        ways = [[(address, self.lines[address]) for address in way.links] for way in card.ways]
        shown = [place for way in ways for _, line in way for place in line]
        if not shown:
            return ""
        paper = _paper(shown)
        pale = "".join(paper.path(line) for line in self.roads)
        inside = f'<path d="{pale}" fill="none" stroke="#b5b5b5" stroke-width="1.2"/>'
        for address, line in dict(pair for way in ways for pair in way).items():
            paper.keep_off(line)
            dashes = ' stroke-dasharray="7 5"' if address.startswith("leg/") else ""
            inside += (
                f'<path d="{paper.path(line)}" fill="none" stroke="#000" stroke-width="3.6" '
                f'stroke-linejoin="round" stroke-linecap="round"{dashes}/>'
            )
        inside += self._crossings(paper, ways, crossings)
        begin = paper.at(ways[0][0][1][0] if ways[0] else shown[0])
        inside += (
            f'<circle cx="{begin[0]:.1f}" cy="{begin[1]:.1f}" r="5.5" fill="#fff" stroke="#000" '
            'stroke-width="2.2"/>'
        )
        inside += paper.name(start, begin, strong=True)
        named: dict[tuple[float, float], str] = {}
        for way, end in zip(ways, ends, strict=True):
            if way:
                named[paper.at(way[-1][1][-1])] = end
        for (x, y), end in named.items():
            inside += f'<rect x="{x - 5.5:.1f}" y="{y - 5.5:.1f}" width="11" height="11"/>'
            inside += paper.name(end, (x, y), strong=True)
        return paper.frame(inside)

    def _crossings(
        self,
        paper: MapPaper,
        ways: list[list[tuple[str, tuple[Position, ...]]]],
        names: dict[str, str],
    ) -> str:
        """A bar across the way at each crossing, and its name."""
        found = {
            address: line for way in ways for address, line in way if address in self.crossings
        }
        text = ""
        for address, line in found.items():
            (x, y), (to_x, to_y) = paper.at(line[0]), paper.at(line[-1])
            x, y = (x + to_x) / 2, (y + to_y) / 2
            text += (
                f'<rect x="{x - 4.5:.1f}" y="{y - 4.5:.1f}" width="9" height="9" fill="#fff" '
                f'stroke="#000" stroke-width="1.6" transform="rotate(45 {x:.1f} {y:.1f})"/>'
            )
            text += paper.name(names.get(address, ""), (x, y))
        return text


def _paper(shown: list[Position]) -> MapPaper:
    """As high as the ways are, within what a card has room for."""
    flat = MapPaper(shown, 10_000.0, 10_000.0, 0.0, LETTERS)
    xs, ys = zip(*(flat.at(place) for place in shown), strict=True)
    aspect = (max(ys) - min(ys)) / max(max(xs) - min(xs), 1.0)
    height = min(max((WIDTH - 2 * EDGE) * aspect + 2 * EDGE, WIDE), HIGH)
    return MapPaper(shown, WIDTH, height, EDGE, LETTERS)
