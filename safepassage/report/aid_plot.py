"""Aid plot: trucks a day against who arrives and when, as a picture."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import UsageError
from ..optimise.aid_tradeoff import AidTradeoff
from ..plan.if_open import aside

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SUFFIXES = (".svg", ".png")
PLAN, PART = "#1f4e79", "#b35900"
# a bound lies under the plan that meets it, so it is drawn wide
WIDE: dict[str, Any] = {"color": "#c8c8c8", "linewidth": 7, "solid_capstyle": "round"}


def check_plot(path: Path) -> None:
    """Refuse what cannot be drawn before any plan is made: another kind of file, no matplotlib."""
    if path.suffix.lower() not in SUFFIXES:
        raise UsageError(f'--plot: "{path}" is no picture that is drawn here; give .svg or .png.')
    if not path.resolve().parent.is_dir():
        raise UsageError(f"--plot: there is no folder {path.parent}; make it first.")
    try:
        import matplotlib  # noqa: F401
    except ImportError as error:
        raise UsageError(
            "--plot needs matplotlib, which is not installed. Install it with: pip install "
            '"safepassage[plot]"; or leave out --plot: the table says the same.'
        ) from error


def plot_aid(tradeoff: AidTradeoff, path: Path) -> None:
    """Draw people arrived (where not everyone arrives) and hours over trucks a day.

    Raises
    ------
    UsageError
        The file is neither .svg nor .png, or matplotlib is not installed.
    """
    check_plot(path)
    import matplotlib as mpl
    from matplotlib.figure import Figure

    inputs, points = tradeoff.inputs, tradeoff.points
    everyone = all(point.figures.people == inputs.people for point in points)
    timed = [point for point in points if point.most_s is not None]
    often = 2 * len(timed) > len(points)  # hours of few points alone would say nothing
    panels = [draw for draw, shown in ((_people, not everyone), (_hours, often)) if shown]
    with mpl.rc_context({"svg.hashsalt": "safepassage", "font.size": 10}):
        figure = Figure(figsize=(7.2, 1.6 + 2.9 * len(panels)), layout="constrained")
        axes = figure.subplots(len(panels), 1, sharex=True, squeeze=False)[:, 0]
        for draw, ax in zip(panels, axes, strict=True):
            draw(ax, tradeoff)
            ax.grid(color="#dddddd", linewidth=0.6)
            ax.spines[["top", "right"]].set_visible(False)
            ax.legend(frameon=False, fontsize=9)
        axes[-1].xaxis.get_major_locator().set_params(integer=True)
        axes[-1].set_xlabel(f"aid trucks a day, all streams together{aside(inputs)}")
        figure.suptitle(f"{inputs.title}\naid against the time of people", fontsize=11, wrap=True)
        metadata: dict[str, Any] = {"Date": None} if path.suffix.lower() == ".svg" else {}
        figure.savefig(path, dpi=150, metadata=metadata)


def _people(ax: Axes, tradeoff: AidTradeoff) -> None:
    """People who arrive by the end, and the most in any plan."""
    trucks = [point.trucks for point in tradeoff.points]
    bound = [point.bound.people for point in tradeoff.points]
    ax.plot(trucks, bound, **WIDE, label="at most, in any plan (proved)")
    people = [point.figures.people for point in tradeoff.points]
    ax.plot(trucks, people, "o-", color=PLAN, label="with the plan that is made")
    ax.set_ylabel("people who arrive by the end")
    ax.set_ylim(0, max(*bound, *people, 1) * 1.12)
    ax.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")


def _hours(ax: Axes, tradeoff: AidTradeoff) -> None:
    """Hours until the last one, and 90 %, have arrived; a gap where they do not."""
    nan = float("nan")
    points = tradeoff.points
    trucks = [point.trucks for point in points]
    rows: tuple[tuple[str, dict[str, Any], list[int | None]], ...] = (
        ("everyone not before, in any plan (proved)", WIDE, [p.bound.clear_s for p in points]),
        (
            "everyone has arrived",
            {"marker": "o", "color": PLAN},
            [p.figures.clear_s for p in points],
        ),
        ("90 % have arrived", {"marker": "s", "color": PART}, [p.most_s for p in points]),
    )
    top = 0.0
    for label, style, seconds in rows:
        hours = [nan if second is None else second / 3600 for second in seconds]
        known = [hour for hour in hours if hour == hour]
        if known:
            ax.plot(trucks, hours, label=label, **style)
            top = max(top, *known)
    ax.set_ylabel("hours after people are told")
    ax.set_ylim(0, top * 1.12)
