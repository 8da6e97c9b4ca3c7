"""The pictures of README and docs, made from real runs: `make pictures`."""

from __future__ import annotations

import subprocess
import sys
from itertools import accumulate
from pathlib import Path
from subprocess import DEVNULL

import matplotlib

matplotlib.use("Agg")

from matplotlib import pyplot
from matplotlib.axes import Axes
from screens import screens

from safepassage import make_inputs, make_plan, read_scenario
from safepassage.plan.lines import when
from safepassage.plan.plan import Plan
from safepassage.report.write_map import write_map_picture

HERE = Path(__file__).parent
INK, PLAN, BOUND, GATE, HOME = "#22303c", "#1b6ca8", "#c4572a", "#8a2be2", "#2e7d32"


def draw_map(axes: Axes, plan: Plan) -> None:
    """Roads, gates, starts and destinations of a small scenario, with the routes in use."""
    inputs = plan.inputs
    at = {node.id: (float(node.x), float(node.y)) for node in inputs.nodes}
    carried: dict[str, int] = {}
    for row in plan.instructions:
        for element in row.route:
            carried[element] = carried.get(element, 0) + row.people
    ways = [(f"link/{w.id}", w.name, w.from_node, w.to_node) for w in inputs.links]
    ways += [(f"crossing/{c.id}", c.name, c.from_node, c.to_node) for c in inputs.crossings]
    for element, name, a, b in ways:
        (x0, y0), (x1, y1) = at[a], at[b]
        people = carried.get(element, 0)
        gate = element.startswith("crossing/")
        color = GATE if gate else PLAN if people else "#b8c4cc"
        width = 1.2 + people / 350
        axes.plot([x0, x1], [y0, y1], color=color, lw=width, solid_capstyle="round", zorder=2)
        label = f"{name}\n{people:,} people" if people else name
        axes.annotate(
            label, ((x0 + x1) / 2, (y0 + y1) / 2), xytext=(0, -14 if gate else 5),
            textcoords="offset points", ha="center", va="top" if gate else "bottom",
            fontsize=6.5, color=color if gate else INK,
            bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 0.5},
        )  # fmt: skip
    homes = {s.node: f"{g.zone_name}\n{s.people} go" for g in inputs.groups for s in g.starts}
    ends = {d.node: f"{d.name}\nroom {d.room} ({d.short_need})" for d in inputs.destinations}
    for node, text in homes.items():
        axes.plot(*at[node], "o", color=HOME, ms=8, zorder=3)
        axes.annotate(text, at[node], xytext=(-8, 0), textcoords="offset points", ha="right",
                      va="center", fontsize=7, color=HOME, weight="bold")  # fmt: skip
    for node, text in ends.items():
        axes.plot(*at[node], "s", color=BOUND, ms=9, zorder=3)
        axes.annotate(text, at[node], xytext=(0, 9), textcoords="offset points", ha="center",
                      va="bottom", fontsize=7, color=BOUND, weight="bold")  # fmt: skip
    axes.margins(0.14, 0.22)
    axes.set_axis_off()
    axes.set_title("Who leaves by which way", loc="left", fontsize=10, color=INK)


def draw_arrivals(axes: Axes, plan: Plan) -> None:
    """People arrived over time, and the most that any plan could have brought."""
    inputs, figures = plan.inputs, plan.figures
    hour = 3600 / inputs.step_s
    people = [0] * inputs.periods
    for period, count in plan.arrivals_by_period:
        people[period] = count
    first = inputs.start.hour + inputs.start.minute / 60
    hours = [first + (period + 1) / hour for period in range(inputs.periods)]
    axes.plot(hours, plan.most_by_period, color=BOUND, lw=3, alpha=0.45, label="most in any plan")
    axes.plot(hours, list(accumulate(people)), color=PLAN, lw=1.4, label="this plan")
    axes.axhline(figures.people, color=INK, lw=0.6, ls=":")
    if figures.t100_s is not None and figures.t100_bound_s is not None:
        end = first + figures.t100_s / 3600
        axes.axvline(end, color=INK, lw=0.6, ls=":")
        text = (
            f"everyone by {when(inputs, figures.t100_s)[-5:]}\n"
            f"no plan before {when(inputs, figures.t100_bound_s)[-5:]}"
        )
        axes.annotate(text, (end, figures.people * 0.45), xytext=(6, 0), fontsize=8,
                      textcoords="offset points", color=INK)  # fmt: skip
    axes.set_xlabel(f"hour of the day ({inputs.timezone})", fontsize=8)
    axes.set_ylabel("people arrived", fontsize=8)
    axes.tick_params(labelsize=8)
    axes.set_ylim(0, figures.people * 1.08)
    axes.legend(loc="upper left", fontsize=8, frameon=False)
    axes.spines[["top", "right"]].set_visible(False)
    axes.set_title("People arrived over time", loc="left", fontsize=10, color=INK)


def harbour_picture(path: Path) -> None:
    """README's picture: the example `harbour`, planned."""
    plan = make_plan(make_inputs(read_scenario("harbour")))
    figure, (left, right) = pyplot.subplots(
        1, 2, figsize=(11, 4.2), width_ratios=(1.35, 1), layout="constrained"
    )
    draw_map(left, plan)
    draw_arrivals(right, plan)
    figure.savefig(path, dpi=130, metadata={"Software": None})


def town_picture(path: Path) -> None:
    """The town of the tutorial before anything is planned."""
    write_map_picture(read_scenario("harbour"), path)


def gallery_pictures(folder: Path) -> None:
    """The gallery's scripts write their own."""
    for script in sorted((HERE / "gallery").glob("*.py")):
        subprocess.run([sys.executable, str(script), str(folder)], check=True, stdout=DEVNULL)


if __name__ == "__main__":
    folder = HERE / "pictures"
    folder.mkdir(exist_ok=True)
    harbour_picture(folder / "harbour.png")
    town_picture(folder / "harbour-town.png")
    gallery_pictures(folder)
    screens(folder)
    for picture in sorted(folder.glob("*.png")):
        print(f"{folder.name}/{picture.name}: {picture.stat().st_size / 1000:.0f} kB")
