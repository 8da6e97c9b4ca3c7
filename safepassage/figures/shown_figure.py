"""Shown figure: a figure that a notebook shows without pyplot, in colours told apart by form."""

from __future__ import annotations

import io
from typing import Any

from matplotlib import dates
from matplotlib.axes import Axes
from matplotlib.figure import Figure

INK, QUIET = "#1a2129", "#4a5661"
FIRST, OTHER, BOUND = "#1f4e79", "#b35900", "#c8c8c8"
# a bound lies under the plan that meets it, so it is drawn wide
WIDE: dict[str, Any] = {"linewidth": 7, "solid_capstyle": "round"}


class ShownFigure(Figure):
    """A figure of its own, in no list of pyplot: nothing has to be closed."""

    def _repr_png_(self) -> bytes:
        out = io.BytesIO()
        self.savefig(out, format="png", metadata={"Software": None})
        return out.getvalue()


def new_figure(width: float, height: float) -> ShownFigure:
    """An empty figure; width and height in inches."""
    return ShownFigure(figsize=(width, height), dpi=110, layout="constrained")


def quiet(axes: Axes, title: str) -> None:
    """A title, a light grid, and no more frame than is needed. Texts are never read as formulas."""
    axes.set_title(title, loc="left", fontsize=10, color=INK, wrap=True, parse_math=False)
    axes.grid(color="#dddddd", linewidth=0.6)
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(labelsize=8, colors=INK)


def thousands(axis: Any) -> None:
    """Numbers with commas at thousands."""
    axis.set_major_formatter(lambda value, _: f"{value:,.0f}")


def local_time(axes: Axes, timezone: Any) -> None:
    """Instants along the axis in one zone."""
    ticks: Any = dates  # matplotlib's dates have no types
    locator = ticks.AutoDateLocator(tz=timezone)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(ticks.ConciseDateFormatter(locator, tz=timezone))
    axes.set_xlabel(str(timezone), fontsize=8, color=QUIET)
