"""Exits: people of each zone who can leave now, and who cannot."""

from __future__ import annotations

from safepassage.figures.shown_figure import FIRST, OTHER, ShownFigure, new_figure, quiet, thousands
from safepassage.network.exits import Exits
from safepassage.plan.if_open import aside

MOST_ZONES = 40  # bars; of more zones those with the most people


def exits_figure(exits: Exits) -> ShownFigure:
    """Series "can leave now" and "cannot leave now": people by zone, those with most on top."""
    names: dict[str, str] = {}
    can: dict[str, int] = {}
    cannot: dict[str, int] = {}
    for row in exits.groups:
        zone = row.group.zone
        names[zone] = row.group.zone_name
        side = cannot if row.way is None else can
        side[zone] = side.get(zone, 0) + row.people
    zones = sorted(names, key=lambda zone: -(can.get(zone, 0) + cannot.get(zone, 0)))
    left_out = max(0, len(zones) - MOST_ZONES)
    zones = zones[:MOST_ZONES][::-1]
    figure = new_figure(7.2, 1.4 + 0.32 * len(zones))
    axes = figure.subplots()
    first = [can.get(zone, 0) for zone in zones]
    rows = range(len(zones))
    axes.barh(rows, first, color=FIRST, label="can leave now")
    axes.barh(
        rows, [cannot.get(zone, 0) for zone in zones], left=first, color="#f2d3b5",
        edgecolor=OTHER, hatch="///", lw=0, label="cannot leave now",
    )  # fmt: skip
    axes.set_yticks(list(rows), [names[zone] for zone in zones], parse_math=False)
    quiet(axes, f"{exits.inputs.title}\nwho can leave now, each group alone{aside(exits.inputs)}")
    more = f" ({left_out} zones with fewer people are not drawn)" if left_out else ""
    axes.set_xlabel(f"people{more}", fontsize=8)
    thousands(axes.xaxis)
    axes.legend(fontsize=8, frameon=False)
    return figure
