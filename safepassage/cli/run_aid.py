"""`value --aid`: trucks a day against people and hours, as a table, as JSON and as a picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from fractions import Fraction
from pathlib import Path
from textwrap import wrap
from typing import Any

from ..errors import UsageError
from ..optimise.aid_tradeoff import AidPoint, AidTradeoff, aid_tradeoff
from ..plan.if_open import aside, taken_as_open
from ..plan.lines import WIDTH, at, para, table
from .output import minutes
from .run_value import MANY, ScenarioRequest, number


def refuse_others(aid: bool, plot: Path | None, others: Mapping[str, object]) -> None:
    """`--aid` is a question of its own, and `--plot` belongs to it."""
    if plot is not None and not aid:
        raise UsageError("--plot draws the answer to --aid: give --aid too.")
    given = [name for name, value in others.items() if value]
    if aid and given:
        raise UsageError(
            f"--aid weighs trucks against people and takes no {', '.join(given)}: leave it out, or "
            "ask twice."
        )


def run_aid(
    request: ScenarioRequest, plot: Path | None, progress: Callable[[str], None]
) -> AidTradeoff:
    """Read, plan with each number of trucks, draw. Raises SafePassageError as `plan` does."""
    from ..kernels import choose_compiled
    from ..optimise.memory import available_bytes, refuse_too_large
    from ..report.aid_plot import check_plot, plot_aid

    if plot is not None:
        check_plot(plot)
    progress("reading")
    inputs = request.inputs()
    refuse_too_large(inputs, available_bytes())
    choose_compiled(MANY * len(inputs.links) * inputs.periods)
    tradeoff = aid_tradeoff(inputs, progress=progress)
    if plot is not None:
        progress("drawing")
        plot_aid(tradeoff, plot)
    return tradeoff


def aid_document(tradeoff: AidTradeoff, plot: Path | None) -> dict[str, Any]:
    """The answer in the form of the machine contract (docs/reference/json.md)."""
    inputs = tradeoff.inputs
    return {
        "scenario": inputs.scenario,
        "notice": inputs.notice,
        "as_of": inputs.as_of.isoformat(),
        "start": inputs.start.isoformat(),
        "end": (inputs.start + timedelta(seconds=inputs.periods * inputs.step_s)).isoformat(),
        "step_s": inputs.step_s,
        "headcount": inputs.headcount,
        "if_open": list(inputs.if_open),
        "people": inputs.people,
        "shared": [f"crossing/{name}" for name in tradeoff.shared],
        "apart": [f"crossing/{name}" for name in tradeoff.apart],
        "shut": [f"crossing/{name}" for name in tradeoff.shut],
        "rows": [_row(point) for point in tradeoff.points],
        "plot": None if plot is None else str(plot),
    }


def _row(point: AidPoint) -> dict[str, Any]:
    return {
        "trucks_per_day": point.trucks,
        "streams": [{"stream": name, "trucks_per_day": n} for name, n in point.a_day],
        "trucks": point.brought,
        "people_arrived": point.figures.people,
        "people_arrived_bound": point.bound.people,
        "t90_min": minutes(point.most_s),
        "clearance_min": minutes(point.figures.clear_s),
        "clearance_lower_bound_min": minutes(point.bound.clear_s),
        "people_hours": number(Fraction(point.figures.away_s, 3600)),
        "kind": "plan",
        "set": list(point.set),
    }


def aid_text(tradeoff: AidTradeoff, plot: Path | None) -> str:
    """The table, what a row means, and whether trucks are in the way of people at all."""
    inputs, sure = tradeoff.inputs, aside(tradeoff.inputs)
    heading = [
        inputs.title,
        "Aid trucks a day against the time of people",
        f"As of {at(inputs, inputs.as_of)}, from {at(inputs, inputs.start)} "
        f"({inputs.timezone}), {inputs.headcount} headcount, steps of {inputs.step_s} s",
    ]
    means = (
        "Each row is a plan of its own, with that number of trucks on every day, no fewer and no "
        "more, and people in the seconds that are left; it begins with the minimum of the scenario "
        "and ends with what the gates take when open as they are. A plan is the best that was "
        "found; what is proved holds for any plan."
    )
    cells = [
        (
            "trucks a day",
            "in all",
            "people arrive",
            "at most, proved",
            "90 % after",
            "all after",
            "not before, proved",
        )
    ]
    cells += [
        (
            f"{point.trucks:,}",
            f"{point.brought:,}",
            f"{point.figures.people:,}",
            f"{point.bound.people:,}",
            _hours(point.most_s),
            _hours(point.figures.clear_s),
            _hours(point.bound.clear_s),
        )
        for point in tradeoff.points
    ]
    blocks = [
        wrap(inputs.notice or "", WIDTH),
        heading,
        wrap(taken_as_open(inputs), WIDTH),
        para(means, 0, 0),
        para(_where(tradeoff), 0, 0),
        [f"Of {inputs.people:,} people expected to go{sure}", *table(cells)],
        [] if plot is None else [f"Picture: {plot}"],
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _where(tradeoff: AidTradeoff) -> str:
    """Where trucks and people pass the same gates."""
    names = {row.id: row.name for row in tradeoff.inputs.crossings}
    shared, apart, shut = (
        ", ".join(names[name] for name in kind)
        for kind in (tradeoff.shared, tradeoff.apart, tradeoff.shut)
    )
    text = f"Here trucks cost people no time: no people pass the gates of {apart}."
    if shared:
        text = f"Trucks and people share the open seconds of the gates of {shared}."
    if shut:
        text += f" No truck passes {shut} as things are: its streams are left as they are."
    if len(tradeoff.points) == 1:
        text += " The gates take no more than the minimum, so there is one row."
    return text


def _hours(second: int | None) -> str:
    return "never" if second is None else f"{second / 3600:.2f} h"
