"""Flow map: where people go on the ground, of one plan, or of two beside each other."""

from __future__ import annotations

from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from safepassage.compare.comparison import Comparison
from safepassage.figures.ground import Ground, Place
from safepassage.figures.shown_figure import (
    FIRST,
    INK,
    OTHER,
    QUIET,
    ShownFigure,
    new_figure,
)
from safepassage.plan.if_open import aside
from safepassage.plan.plan import Plan
from safepassage.report.map_frame import box_around
from safepassage.report.map_line import METRES_PER_DEGREE
from safepassage.report.picture_fonts import PictureFonts

OSM = "© OpenStreetMap contributors, ODbL"
THIN, THICK = 1.5, 8.0
SIGNS = {"zone": ("o", "#1b6e3c"), "place": ("s", "#8a1c1c"), "crossing": ("D", "#5b1fa0")}
SAID = {"zone": "where people start", "place": "destination", "crossing": "crossing"}
MOST_NAMES = 60
BOTH = "#3c4650"


def map_figure(plan: Plan) -> ShownFigure:
    """Lines "people on the way", as wide as they are many; signs of starts, crossings, places."""
    ground = Ground((plan,))
    count = ground.people(plan)
    lines = {"people on the way": (list(count.items()), FIRST, "-")}
    return _map(ground, lines, f"{plan.inputs.title}\nwho goes where{aside(plan.inputs)}")


def two_map_figure(found: Comparison) -> ShownFigure:
    """Lines "in both", "only in A", "only in B"; of different scenarios nothing is drawn."""
    from safepassage.errors import UsageError

    if not found.of_one_scenario:
        raise UsageError("These are plans of different scenarios: there is no map of both.")
    one, other = found.one.plan, found.other.plan
    ground = Ground((one, other))
    a, b = ground.people(one), ground.people(other)
    both = {name: max(a[name], b[name]) for name in a if name in b}
    lines = {
        "in both": (list(both.items()), BOTH, "-"),
        "only in A": ([(n, p) for n, p in a.items() if n not in b], OTHER, (0, (2.2, 1.1))),
        "only in B": ([(n, p) for n, p in b.items() if n not in a], "#0b5394", (0, (0.4, 0.9))),
    }
    return _map(ground, lines, "where people go, two plans")


def _map(ground: Ground, lines: dict[str, tuple[list[Any], str, Any]], title: str) -> ShownFigure:
    marks = ground.marks()
    used = [name for rows, _, _ in lines.values() for name, _ in rows]
    box = box_around([at for name in used for at in ground.line(name)] + [m.at for m in marks])
    height = max(3.6, min(9.0, 8.6 / box.aspect)) + 0.9
    fonts = PictureFonts([mark.name for mark in marks] + [title])
    with rc_context({"font.family": fonts.families}):
        figure = new_figure(9.2, height)
        axes = figure.subplots()
        _lines(axes, ground, lines, set(used))
        _marks(axes, marks, fonts)
        axes.set_xlim(box.west, box.east)
        axes.set_ylim(box.south, box.north)
        axes.set_aspect(1 / box.squeeze)
        axes.set_xticks([])
        axes.set_yticks([])
        axes.set_title(title, loc="left", fontsize=10, color=INK, wrap=True, parse_math=False)
        width_km = (box.east - box.west) * box.squeeze * METRES_PER_DEGREE / 1000
        credit = f". {OSM}" if ground.from_osm else ""
        axes.set_xlabel(f"{width_km:.3g} km across{credit}", fontsize=8, color=QUIET)
        axes.legend(fontsize=8, frameon=False, loc="upper left", bbox_to_anchor=(1.01, 1))
    return figure


def _lines(
    axes: Axes, ground: Ground, lines: dict[str, tuple[list[Any], str, Any]], used: set[str]
) -> None:
    unused = [ground.line(name) for name in ground.roads() if name not in used]
    axes.add_collection(LineCollection(unused, colors="#c3ccd4", linewidths=0.7, zorder=1))
    most = max((people for rows, _, _ in lines.values() for _, people in rows), default=1)
    for label, (rows, color, style) in lines.items():
        if not rows:
            continue
        widths = [THIN + (THICK - THIN) * (people / most) ** 0.5 for _, people in rows]
        axes.add_collection(
            LineCollection(
                [ground.line(name) for name, _ in rows], colors=color, linewidths=widths,
                linestyles=[style], label=label, zorder=2, capstyle="butt",
            )
        )  # fmt: skip


def _marks(axes: Axes, marks: list[Place], fonts: PictureFonts) -> None:
    for kind, (sign, color) in SIGNS.items():
        at = [mark.at for mark in marks if mark.kind == kind]
        if at:
            axes.plot(
                [x for x, _ in at], [y for _, y in at], sign, color=color, ms=7, mec="white",
                label=SAID[kind], zorder=4, ls="",
            )  # fmt: skip
    for mark in marks[:MOST_NAMES]:
        if fonts.can_draw(mark.name):
            axes.annotate(
                mark.name[:40], mark.at, xytext=(0, 7), textcoords="offset points", fontsize=7.5,
                color=SIGNS[mark.kind][1], ha="center", zorder=5, annotation_clip=True,
                parse_math=False, bbox={"fc": "white", "ec": "none", "alpha": 0.7, "pad": 0.6},
            )  # fmt: skip
