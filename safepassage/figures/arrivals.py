"""Arrivals: people arrived over time against the most in any plan, of one plan or of two."""

from __future__ import annotations

from datetime import timedelta
from itertools import accumulate
from typing import Any
from zoneinfo import ZoneInfo

from matplotlib.axes import Axes

from safepassage.compare.comparison import Comparison
from safepassage.figures.shown_figure import (
    BOUND,
    FIRST,
    INK,
    OTHER,
    WIDE,
    ShownFigure,
    local_time,
    new_figure,
    quiet,
    thousands,
)
from safepassage.plan.if_open import aside
from safepassage.plan.plan import Plan


def arrivals_figure(plan: Plan) -> ShownFigure:
    """Series "most in any plan, but for one passing" and "this plan", people over instants.

    The most is the flow over whole periods; a plan may be ahead of it by one passing of a gate.
    """
    figure = new_figure(7.2, 3.8)
    axes = figure.subplots()
    if plan.most_by_period:
        # the bound of the end may be finer than that of the periods, and holds before it as well
        at_end = plan.figures.people_arrived_bound
        most = [0, *(min(people, at_end) for people in plan.most_by_period)]
        axes.plot(
            _instants(plan),
            most,
            color=BOUND,
            label="most in any plan, but for one passing",
            **WIDE,
        )
    axes.plot(_instants(plan), _so_far(plan), color=FIRST, lw=1.8, label="this plan")
    _everybody(axes, plan)
    _finish(axes, plan, f"{plan.inputs.title}\npeople arrived over time{aside(plan.inputs)}")
    return figure


def two_arrivals_figure(found: Comparison) -> ShownFigure:
    """Series "A: <name>" and "B: <name>", people over instants, by the clock."""
    figure = new_figure(7.2, 3.8)
    axes = figure.subplots()
    one, other = found.one, found.other
    axes.plot(_instants(one.plan), _so_far(one.plan), color=FIRST, lw=2.2, label=f"A: {one.name}")
    axes.plot(
        _instants(other.plan),
        _so_far(other.plan),
        color=OTHER,
        lw=2.2,
        ls=(0, (4, 2)),
        label=f"B: {other.name}",
    )
    _everybody(axes, one.plan if one.plan.figures.people else other.plan)
    _finish(axes, one.plan, "people arrived over time, two plans")
    return figure


def _instants(plan: Plan) -> Any:
    """The start, and the end of every period (which matplotlib takes, but has no type for)."""
    inputs = plan.inputs
    return [
        inputs.start + timedelta(seconds=period * inputs.step_s)
        for period in range(inputs.periods + 1)
    ]


def _so_far(plan: Plan) -> list[int]:
    people = [0] * (plan.inputs.periods + 1)
    for period, count in plan.arrivals_by_period:
        people[period + 1] += count
    return list(accumulate(people))


def _everybody(axes: Axes, plan: Plan) -> None:
    axes.axhline(plan.figures.people, color=INK, lw=0.8, ls=":", label="expected to go")


def _finish(axes: Axes, plan: Plan, title: str) -> None:
    quiet(axes, title)
    axes.set_ylabel("people", fontsize=8, color=INK)
    axes.set_ylim(0, None)
    thousands(axes.yaxis)
    local_time(axes, ZoneInfo(plan.inputs.timezone))
    axes.legend(fontsize=8, frameon=False)
