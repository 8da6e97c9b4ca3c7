"""Run `routes` for the command line: plans that differ in how many routes a start has."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..scenario.inputs import Inputs
from .options import check_headcount, instant_option
from .output import minutes

if TYPE_CHECKING:
    from ..optimise.route_cost import RouteCost


@dataclass(frozen=True, slots=True)
class RoutesRequest:
    """What the command line asked for."""

    scenario: str
    changes: tuple[str, ...]
    as_of: str | None
    headcount: str
    start: str | None
    step_s: int | None
    seed: int
    window_min: int
    if_open: bool


def run_routes(
    request: RoutesRequest, progress: Callable[[str], None]
) -> tuple[dict[str, Any], str]:
    """The rows as a document and as a table. Raises SafePassageError for what can be mended."""
    from ..kernels import choose_compiled
    from ..scenario.make_inputs import make_inputs
    from ..scenario.read_scenario import read_scenario

    progress("reading")
    inputs = make_inputs(
        read_scenario(request.scenario, set_=request.changes),
        as_of=instant_option("--as-of", request.as_of),
        headcount=check_headcount(request.headcount),
        start=instant_option("--start", request.start),
        step_s=request.step_s,
        if_open=request.if_open,
    )
    choose_compiled(len(inputs.links) * inputs.periods)
    from ..optimise.make_plan import refuse_nobody
    from ..optimise.memory import available_bytes, refuse_too_large
    from ..optimise.options import PlanOptions
    from ..optimise.route_cost import route_costs

    refuse_nobody(inputs)
    refuse_too_large(inputs, available_bytes())
    options = PlanOptions(seed=request.seed, window_min=request.window_min, mend=False)
    rows = route_costs(inputs, options, progress)
    return _document(inputs, rows), _text(inputs, rows)


def _document(inputs: Inputs, rows: Sequence[RouteCost]) -> dict[str, Any]:
    return {
        "scenario": inputs.scenario,
        "as_of": inputs.as_of.isoformat(),
        "start": inputs.start.isoformat(),
        "people": inputs.people,
        "step_s": inputs.step_s,
        "rows": [
            {
                "routes": row.routes,
                "convergent": row.routes is None,
                "people_arrived": None if row.because else row.people_arrived,
                "t50_min": minutes(row.t50_s),
                "t90_min": minutes(row.t90_s),
                "t100_min": minutes(row.t100_s),
                "mean_min": _mean(row),
                "lower_bound_min": minutes(row.t100_bound_s),
                "gap": row.gap,
                "instructions": None if row.because else row.instructions,
                "because": row.because,
            }
            for row in rows
        ],
    }


def _mean(row: RouteCost) -> float | None:
    if not row.people_arrived:
        return None
    return minutes(row.total_arrival_s / row.people_arrived)


def _text(inputs: Inputs, rows: Sequence[RouteCost]) -> str:
    """A table, and what its words mean."""
    lines = [
        f"{inputs.title}: what simpler instructions cost. {inputs.people:,} people are expected to "
        "go; movement is voluntary.",
        "",
        f"{'routes a start':<16}{'arrive':>10}{'half by':>10}{'90 % by':>10}{'all by':>10}"
        f"{'mean':>10}{'over bound':>12}{'instructions':>14}",
    ]
    for row in rows:
        name = "no forks" if row.routes is None else f"at most {row.routes}"
        if row.because:
            lines.append(f"{name:<16}  not planned: {row.because}")
            continue
        gap = "" if row.gap is None else f"{row.gap:.1%}"
        times = "".join(f"{_minutes(t):>10}" for t in (row.t50_s, row.t90_s, row.t100_s))
        mean = _mean(row)
        lines.append(
            f"{name:<16}{row.people_arrived:>10,}{times}"
            f"{'' if mean is None else f'{mean:.0f} min':>10}{gap:>12}{row.instructions:>14}"
        )
    bound = next((row.t100_bound_s for row in rows if row.t100_bound_s is not None), None)
    lines += ["", "Times count from the start. No forks: at every junction all people in a mode go"]
    lines.append("the same way on. Each row is the best plan found, not the best there is.")
    if bound is not None:
        lines.append(f"No plan at all has everyone there before {_minutes(bound)}.")
    return "\n".join(lines) + "\n"


def _minutes(seconds: int | None) -> str:
    return "never" if seconds is None else f"{seconds / 60:.0f} min"
