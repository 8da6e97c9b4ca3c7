"""Crossings of a picture: a diamond for each side, put aside where another sign stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safepassage.report.map_data import MapCrossing, MapData
from safepassage.report.map_frame import Frame, Pixel
from safepassage.report.map_legend import GATE

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SIGNS = {"open": "o", "closed": "x", "unknown": "?"}
HALF = 10.5  # pixels, half of the width of a side
STEP = 25.0  # pixels from one crossing to the next where they stand in one place
MOST_STEPS = 6


def crossing_spots(data: MapData, frame: Frame) -> list[Pixel]:
    """Where the signs of each crossing stand: in its middle, or above or below other signs."""
    taken = [(*frame.pixel(row.at), 7.0) for row in data.exits]
    found: list[Pixel] = []
    for crossing in data.crossings:
        x, middle = _middle(crossing, frame)
        half = HALF * len(crossing.sides)
        steps = [side * n * STEP for n in range(MOST_STEPS) for side in ((-1, 1) if n else (1,))]
        free = (
            middle + step
            for step in steps
            if not any(
                abs(x - ox) < half + across and abs(middle + step - oy) < STEP - 2
                for ox, oy, across in taken
            )
        )
        y = next(free, middle)
        taken.append((x, y, half))
        found.append((x, y))
    return found


def draw_crossings(axes: Axes, data: MapData, frame: Frame) -> None:
    """Draw the signs, each tied to where it belongs."""
    for crossing, spot in zip(data.crossings, crossing_spots(data, frame), strict=True):
        (x0, y0), (x1, y1) = frame.pixels(crossing.line)
        axes.plot([x0, x1], [y0, y1], color=GATE, lw=2.2, zorder=5)
        middle = _middle(crossing, frame)
        axes.plot([middle[0], spot[0]], [middle[1], spot[1]], color=GATE, lw=1, zorder=5)
        _draw_sides(axes, crossing, spot)


def _middle(crossing: MapCrossing, frame: Frame) -> Pixel:
    (x0, y0), (x1, y1) = frame.pixels(crossing.line)
    return ((x0 + x1) / 2, (y0 + y1) / 2)


def _draw_sides(axes: Axes, crossing: MapCrossing, spot: Pixel) -> None:
    for number, side in enumerate(crossing.sides):
        x = spot[0] + (number - (len(crossing.sides) - 1) / 2) * 2 * HALF
        face, edge = ("white", GATE) if side.state == "open" else (GATE, "white")
        axes.plot(x, spot[1], "D", color=face, mec=edge, mew=1.6, ms=11.5, zorder=7.2)
        axes.text(
            x, spot[1] - 0.5, SIGNS[side.state], fontsize=9.5, weight="bold", color=edge,
            ha="center", va="center_baseline", zorder=7.3,
        )  # fmt: skip
