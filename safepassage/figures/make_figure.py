"""Make figure: a part of an answer as a matplotlib figure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Literal, overload

from safepassage.errors import UsageError
from safepassage.problems import did_you_mean

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from safepassage.compare.comparison import Comparison
    from safepassage.network.exits import Exits
    from safepassage.plan.plan import Plan

PlanFigure = Literal["arrivals", "map", "aid"]
ExitsFigure = Literal["zones"]
ComparisonFigure = Literal["arrivals", "map"]
Drawn = Mapping[str, Callable[[Any], Any]]


@overload
def make_figure(answer: Plan, name: PlanFigure) -> Figure: ...
@overload
def make_figure(answer: Exits, name: ExitsFigure) -> Figure: ...
@overload
def make_figure(answer: Comparison, name: ComparisonFigure) -> Figure: ...
def make_figure(answer: object, name: str) -> Figure:
    """A part of a plan, of exits or of a comparison as a figure; a notebook shows it as it is.

    Shape: one panel (of `aid` one for each stream) with labelled series. Units stand at the axes:
    people, trucks a day, instants in the scenario's time zone, kilometres across. The figure is in
    no list of pyplot; `figure.savefig("arrivals.png")` writes it, and nothing has to be closed.

    Parameters
    ----------
    answer
        What `make_plan`, `read_bundle`, `find_exits` or `compare_plans` gave.
    name
        A plan has "arrivals" (against the most in any plan), "map" (who goes where) and "aid"
        (trucks by day); exits have "zones"; a comparison has "arrivals" and "map".

    Raises
    ------
    UsageError
        There is no such figure, there is nothing to draw (no aid stream, two scenarios), or
        matplotlib is not installed (`pip install 'safepassage[plot]'`).

    Source
    ------
    The answer itself; nothing is computed that it does not hold.
    """
    try:
        import matplotlib  # noqa: F401
    except ImportError as error:
        raise UsageError(
            "Figures need the package matplotlib, which is not installed. "
            "Install it with: pip install 'safepassage[plot]'"
        ) from error
    figures = _figures_of(answer)
    if name not in figures:
        hint = did_you_mean(name, list(figures))
        raise UsageError(
            f'figure "{name}" is not known for a {type(answer).__name__}. '
            f"There are: {', '.join(figures)}. {hint}".strip()
        )
    figure: Figure = figures[name](answer)
    return figure


def _figures_of(answer: object) -> Drawn:
    """The figures of an answer by the name of its type, so that only what is needed is loaded."""
    kind = type(answer).__name__
    if kind == "Plan":
        from safepassage.figures.aid import aid_figure
        from safepassage.figures.arrivals import arrivals_figure
        from safepassage.figures.flow_map import map_figure

        return {"arrivals": arrivals_figure, "map": map_figure, "aid": aid_figure}
    if kind == "Exits":
        from safepassage.figures.exits import exits_figure

        return {"zones": exits_figure}
    if kind == "Comparison":
        from safepassage.figures.arrivals import two_arrivals_figure
        from safepassage.figures.flow_map import two_map_figure

        return {"arrivals": two_arrivals_figure, "map": two_map_figure}
    raise UsageError(
        f"a {kind} has no figures. Give a Plan, Exits or Comparison: what make_plan, read_bundle, "
        "find_exits or compare_plans gave."
    )
