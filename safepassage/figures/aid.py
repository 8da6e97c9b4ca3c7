"""Aid: trucks by local day against the minimum, the quota and the most that could come."""

from __future__ import annotations

from collections import defaultdict

from safepassage.errors import UsageError
from safepassage.figures.shown_figure import (
    BOUND,
    FIRST,
    INK,
    OTHER,
    ShownFigure,
    new_figure,
    quiet,
)
from safepassage.plan.if_open import aside
from safepassage.plan.plan import AidDayFigures, Plan


def aid_figure(plan: Plan) -> ShownFigure:
    """A panel for each stream: bars "trucks in this plan", marks of minimum, quota, most."""
    streams: dict[str, list[AidDayFigures]] = defaultdict(list)
    for row in plan.aid_days:
        streams[row.aid_stream].append(row)
    if not streams:
        raise UsageError(f"{plan.inputs.scenario} has no aid stream, so there is no aid to draw.")
    names = {row.id: row.name for row in plan.inputs.aid_streams}
    figure = new_figure(7.2, 0.8 + 2.5 * len(streams))
    panels = figure.subplots(len(streams), 1, squeeze=False)[:, 0]
    for axes, (stream, rows) in zip(panels, streams.items(), strict=True):
        days = [row.date for row in rows]
        axes.bar(
            days, [row.trucks for row in rows], width=0.6, color=FIRST, label="trucks in this plan"
        )
        axes.plot(
            days, [row.required for row in rows], ls="", marker="_", ms=22, mew=2.5, color=OTHER,
            label="minimum",
        )  # fmt: skip
        if any(row.quota is not None for row in rows):
            quota = [float("nan") if row.quota is None else row.quota for row in rows]
            axes.plot(days, quota, ls="", marker="x", ms=7, color=INK, label="quota")
        axes.plot(
            days, [row.most for row in rows], ls="", marker="v", ms=7, color="#777777",
            mfc=BOUND, label="most in any plan, this stream alone",
        )  # fmt: skip
        quiet(axes, f"{names[stream]}{aside(plan.inputs)}")
        axes.set_ylabel("trucks a day", fontsize=8, color=INK)
        axes.yaxis.get_major_locator().set_params(integer=True)
        axes.set_ylim(0, None)
        axes.set_xlim(-max(0.6, 3 - len(days)), len(days) - 1 + max(0.6, 3 - len(days)))
        if len(days) > 4:
            axes.tick_params(axis="x", rotation=45)
    named = {
        text: sign
        for axes in panels
        for sign, text in zip(*axes.get_legend_handles_labels(), strict=True)
    }
    figure.legend(
        named.values(), named.keys(), loc="outside lower center", ncols=4, fontsize=8,
        frameon=False,
    )  # fmt: skip
    return figure
