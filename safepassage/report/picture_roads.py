"""Roads of a picture: by class, with defaults, structures, closures and what cannot leave."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

from safepassage.report.map_data import MapData, MapLink
from safepassage.report.map_frame import Frame, Pixel
from safepassage.report.map_legend import CLOSED, WARN
from safepassage.report.road_class import CLASSES

if TYPE_CHECKING:
    from matplotlib.axes import Axes

INK, GROUND = "#1a2129", "#fbfbf8"
POINTS = 0.72  # of a pixel, at 100 dots an inch
MOST_ARROWS = 700
LEAST_FOR_ARROW = 28.0  # pixels of a link
Pixels = list[Pixel]


def draw_roads(axes: Axes, data: MapData, frame: Frame, *, bare: bool = False) -> None:
    """Draw all links; `bare`: only their classes and what cannot leave."""
    lines = [frame.pixels(link.line) for link in data.links]
    factor = width_factor(lines)

    def draw(
        which: Callable[[MapLink], object], width: float, color: str, order: float, dash: Any = "-"
    ) -> None:
        rows = [line for link, line in zip(data.links, lines, strict=True) if which(link)]
        _stroke(axes, rows, width * POINTS, color, order, dash)

    for row, kind in enumerate(CLASSES):
        width, order = max(0.6, kind.width * factor), 3 - row / 100
        if not bare and factor > 0.6:
            for word, dash in (("ford", (0, (1, 2))), ("tunnel", (0, (4, 3))), ("bridge", "-")):
                is_it = _of_structure(row, word)
                draw(is_it, width + 5, INK, order - 0.5, dash)
                draw(is_it, width + 2.4, GROUND, order - 0.5)
        draw(_of_class(row, default=False), width, kind.color, order)
        # at the far end of the scale dashes are but noise
        dashes: Any = (0, (2.5, 1.5)) if factor > 0.6 else "-"
        draw(_of_class(row, default=True), width, kind.color, order, dashes)
    draw(lambda link: link.stuck, max(2.6, 3.2 * factor) + 1.6, WARN, 4)
    draw(lambda link: link.stuck, max(2.6, 3.2 * factor) * 0.4, "white", 4)
    if not bare:
        draw(lambda link: link.closed, 5 * factor, CLOSED, 4.1, (0, (0.6, 1)))
        _draw_crosses(axes, data, lines)
        _draw_arrows(axes, data, lines, frame)


def width_factor(lines: list[Pixels]) -> float:
    """How wide roads are drawn: thin where links are short."""
    if not lines:
        return 1.0
    typical = median(math.dist(line[0], line[-1]) for line in lines)
    return max(0.45, min(1.5, 0.4 + typical / 50))


def _of_class(row: int, *, default: bool) -> Callable[[MapLink], bool]:
    return lambda link: link.road_class == row and link.all_default == default


def _of_structure(row: int, word: str) -> Callable[[MapLink], bool]:
    return lambda link: link.road_class == row and word in link.structure


def _stroke(
    axes: Axes, lines: list[Pixels], width: float, color: str, order: float, dash: Any
) -> None:
    from matplotlib.collections import LineCollection

    if lines:
        axes.add_collection(
            LineCollection(
                lines,
                linewidths=width,
                colors=color,
                linestyles=[dash],
                zorder=order,
                capstyle="butt",
            ),
            autolim=False,
        )


def middle_of(line: Pixels) -> tuple[float, float, float]:
    """The point halfway along a line, and the direction there."""
    steps = [math.dist(a, b) for a, b in pairwise(line)]
    left = sum(steps) / 2
    for (a, b), step in zip(pairwise(line), steps, strict=True):
        if step >= left and step > 0:
            share = left / step
            x, y = a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share
            return x, y, math.atan2(b[1] - a[1], b[0] - a[0])
        left -= step
    return (*line[0], 0.0)


def _draw_crosses(axes: Axes, data: MapData, lines: list[Pixels]) -> None:
    middles = [middle_of(lines[row]) for row, link in enumerate(data.links) if link.closed]
    if middles:
        x, y, _ = zip(*middles, strict=True)
        axes.plot(x, y, "x", color=CLOSED, ms=8, mew=2, zorder=4.2)


def _draw_arrows(axes: Axes, data: MapData, lines: list[Pixels], frame: Frame) -> None:
    from matplotlib.collections import PolyCollection

    long = [
        middle_of(lines[row])
        for row, link in enumerate(data.links)
        if link.one_way and link.length_m / frame.metres_per_pixel > LEAST_FOR_ARROW
    ]
    if len(long) > MOST_ARROWS:
        return
    axes.add_collection(
        PolyCollection(
            [_arrow(*place) for place in long],
            facecolors=INK,
            edgecolors="white",
            linewidths=0.8,
            zorder=4.3,
        ),
        autolim=False,
    )


def _arrow(x: float, y: float, angle: float) -> Pixels:
    cos, sin = math.cos(angle), math.sin(angle)
    corners: Iterable[tuple[float, float]] = ((6, 0), (-4, -4.5), (-2, 0), (-4, 4.5))
    return [(x + a * cos - b * sin, y + a * sin + b * cos) for a, b in corners]
