"""Map paper: from degrees to a drawing, lines cut at its edge, and names that keep off the way."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from html import escape
from itertools import pairwise

from safepassage.report.map_line import METRES_PER_DEGREE, Position, centre_longitude, line_of, near
from safepassage.scenario.inputs import Inputs
from safepassage.scenario.link import BACK

Point = tuple[float, float]
FONTS = "Noto Sans, Noto Sans Arabic, Heebo"
MOST_LETTERS = 30
STEP = 4.0  # units between the points of a line that names keep off


class MapPaper:
    """A drawing of `width` by `height` units that shows all `places`, north up."""

    def __init__(
        self, places: Sequence[Position], width: float, height: float, edge: float, letters: float
    ) -> None:
        lons, lats = [p[0] for p in places], [p[1] for p in places]
        self.width, self.height, self.letters = width, height, letters
        self.lon, self.lat = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
        self.squeeze = math.cos(math.radians(self.lat))
        wide = max((max(lons) - min(lons)) * self.squeeze, 1e-5)
        high = max(max(lats) - min(lats), 1e-5)
        self.per_degree = min((width - 2 * edge - 20) / wide, (height - 2 * edge) / high)
        self.names: list[tuple[float, float, float]] = []
        self.taken: list[Point] = [(width - 14, 18), (width - 14, 30), (20, height - 12)]

    def at(self, place: Position) -> Point:
        """Where a place is on the drawing; y grows downwards."""
        return (
            self.width / 2 + (place[0] - self.lon) * self.squeeze * self.per_degree,
            self.height / 2 - (place[1] - self.lat) * self.per_degree,
        )

    def path(self, line: Sequence[Position]) -> str:
        """The part of a line that lies on the paper, as the data of an SVG path; "" if none."""
        points = [self.at(place) for place in line]
        text, pen = "", None
        for first, last in pairwise(points):
            part = _within(first, last, self.width, self.height)
            if part is None:
                continue
            if pen != part[0]:
                text += f"M{part[0][0]:.1f} {part[0][1]:.1f}"
            text += f"L{part[1][0]:.1f} {part[1][1]:.1f}"
            pen = part[1]
        return text

    def keep_off(self, line: Sequence[Position]) -> None:
        """Names are to keep off this line."""
        points = [self.at(place) for place in line]
        for (x, y), (to_x, to_y) in pairwise(points):
            parts = min(400, max(1, int(math.hypot(to_x - x, to_y - y) / STEP)))
            for i in range(parts + 1):
                self.taken.append((x + (to_x - x) * i / parts, y + (to_y - y) * i / parts))

    def name(self, text: str, at: Point, *, strong: bool = False, spare: bool = False) -> str:
        """A name beside a point, where least is hidden, within the drawing, with a pale edge.

        `spare`: "" rather than a name that lies on another one.
        """
        shown = text if len(text) <= MOST_LETTERS else text[: MOST_LETTERS - 1] + "…"
        size = self.letters
        half, away = (0.34 if strong else 0.31) * size * len(shown), size
        spots = (
            (at[0], at[1] - away - 1),
            (at[0], at[1] + away + size * 0.7),
            (at[0] + half + away, at[1] + size * 0.35),
            (at[0] - half - away, at[1] + size * 0.35),
        )
        kept = [
            (
                min(max(x, half + 4), max(self.width - half - 4, half + 4)),
                min(max(y, size + 3), self.height - 4),
            )
            for x, y in spots
        ]
        x, y = min(kept, key=lambda spot: (self._on_names(spot, half), self._hidden(spot, half)))
        if spare and self._on_names((x, y), half):
            return ""
        self.names.append((x, y, half))
        self.taken += [(x + half * i / 4, y - size * 0.4) for i in range(-4, 5)]
        words = f'x="{x:.1f}" y="{y:.1f}" text-anchor="middle"'
        words += f' font-size="{size:g}"' + (' font-weight="bold"' if strong else "")
        edge = f'stroke="#fff" stroke-width="{size / 3:.1f}" stroke-linejoin="round"'
        said = escape(shown)
        return f"<text {words} {edge}>{said}</text><text {words}>{said}</text>"

    def _on_names(self, spot: Point, half: float) -> int:
        """How many names one at this spot would lie on."""
        return sum(
            abs(x - spot[0]) < half + other and abs(y - spot[1]) < self.letters * 1.1
            for x, y, other in self.names
        )

    def _hidden(self, spot: Point, half: float) -> int:
        """How many points that are to be seen a name at a spot would lie on."""
        size = self.letters
        return sum(
            abs(x - spot[0]) <= half + 2 and spot[1] - size - 1 <= y <= spot[1] + size * 0.35
            for x, y in self.taken
        )

    def frame(self, inside: str) -> str:
        """The whole drawing: ground, what is inside, north and a bar of a round length."""
        width, height = self.width, self.height
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
            f'font-family="{FONTS}" font-size="{self.letters:g}">'
            f'<rect x="0.5" y="0.5" width="{width - 1:g}" height="{height - 1:g}" fill="#fff" '
            f'stroke="#888"/>{inside}{self._bar()}'
            f'<path d="M{width - 14:g} 24v-14m-4 5l4 -5l4 5" fill="none" stroke="#000"/>'
            f'<text x="{width - 14:g}" y="34" text-anchor="middle" font-size="9">N</text></svg>'
        )

    def _bar(self) -> str:
        per_metre = self.per_degree / METRES_PER_DEGREE
        aim = self.width / 5 / per_metre
        power = 10 ** math.floor(math.log10(aim))
        metres = max(step * power for step in (1, 2, 5) if step * power <= aim)
        text = f"{metres / 1000:g} km" if metres >= 1000 else f"{metres:g} m"
        y, end = self.height - 8, 8 + metres * per_metre
        return (
            f'<path d="M8 {y - 4:g}V{y:g}H{end:.1f}V{y - 4:g}" fill="none" stroke="#000"/>'
            f'<text x="11" y="{y - 3:g}" font-size="9" stroke="#fff" stroke-width="3">{text}</text>'
            f'<text x="11" y="{y - 3:g}" font-size="9">{text}</text>'
        )


def places_of(inputs: Inputs) -> dict[str, Position]:
    """Where each node is, with longitudes that stay in one piece."""
    centre = centre_longitude(float(node.x) for node in inputs.nodes)
    return {node.id: near((float(node.x), float(node.y)), centre) for node in inputs.nodes}


def lines_of(inputs: Inputs, places: dict[str, Position]) -> dict[str, tuple[Position, ...]]:
    """The line of each link, crossing and leg by its address, in the direction of travel."""
    shapes = dict(inputs.words.shapes)
    rows: Iterable[tuple[str, str, str, str]] = (
        *((f"link/{r.id}", r.id, r.from_node, r.to_node) for r in inputs.links),
        *((f"crossing/{r.id}", "", r.from_node, r.to_node) for r in inputs.crossings),
        *((f"leg/{r.id}", "", r.from_node, r.to_node) for r in inputs.legs),
    )
    return {
        address: line_of(shapes.get(id_.removesuffix(BACK)), places[first], places[last]).positions
        for address, id_, first, last in rows
    }


def _within(a: Point, b: Point, width: float, height: float) -> tuple[Point, Point] | None:
    """The part of a straight line that lies in the drawing (Liang and Barsky 1984)."""
    low, high = 0.0, 1.0
    across, down = b[0] - a[0], b[1] - a[1]
    for slope, room in (
        (-across, a[0]),
        (across, width - a[0]),
        (-down, a[1]),
        (down, height - a[1]),
    ):
        if slope == 0:
            if room < 0:
                return None
        elif slope < 0:
            low = max(low, room / slope)
        else:
            high = min(high, room / slope)
    if low > high:
        return None

    def on(share: float) -> Point:
        return (a[0] + share * across, a[1] + share * down)

    return (a if low == 0 else on(low), b if high == 1 else on(high))
