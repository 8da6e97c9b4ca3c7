"""Route cost: what fewer or more routes for each start cost, and what it costs to have no forks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from ..errors import UsageError
from ..scenario.inputs import Inputs
from .options import PlanOptions
from .proofs import SHARES, share_people
from .solve import Solved, arrivals_of, solve
from .stages import Stages

COUNTS = (1, 2, 3, 8)


@dataclass(frozen=True, slots=True)
class RouteCost:
    """One plan: the most routes of a start (None = without forks), and what comes of it.

    Times in seconds, None = not reached; `gap` of clearance to the bound on any plan; `because`:
    why there is no such plan.
    """

    routes: int | None
    people_arrived: int = 0
    t50_s: int | None = None
    t90_s: int | None = None
    t100_s: int | None = None
    total_arrival_s: int = 0
    t100_bound_s: int | None = None
    instructions: int = 0
    because: str | None = None

    @property
    def gap(self) -> float | None:
        """How much later than the bound the last arrives, as a share of it."""
        if self.t100_s is None or not self.t100_bound_s:
            return None
        return (self.t100_s - self.t100_bound_s) / self.t100_bound_s


def route_costs(
    inputs: Inputs, options: PlanOptions, progress: Callable[[str], None] = lambda stage: None
) -> list[RouteCost]:
    """A plan for each of 1, 2, 3 and 8 routes a start, and one without forks.

    The bound is the best that any of them proved: it holds for every plan.
    """
    found: list[RouteCost] = []
    for count in (*COUNTS, None):
        name = "no forks" if count is None else f"{count} route{'s' * (count > 1)} a start"
        if count is None:
            chosen = replace(options, convergent=True)
        else:
            chosen = replace(options, most_routes=count)
        try:
            solved = solve(inputs, chosen, Stages(progress=partial(_say, progress, name)))
        except UsageError as error:
            if count is not None:
                raise
            found.append(RouteCost(None, because=str(error)))
            continue
        found.append(_row(inputs, count, solved))
    bounds = [row.t100_bound_s for row in found if row.t100_bound_s is not None]
    best = max(bounds, default=None)
    return [replace(row, t100_bound_s=best) for row in found]


def _say(progress: Callable[[str], None], name: str, stage: str) -> None:
    progress(f"{name}: {stage}")


def _row(inputs: Inputs, count: int | None, solved: Solved) -> RouteCost:
    arrivals = arrivals_of(solved.packing.parts)
    step_s = inputs.step_s
    times: dict[str, int | None] = {}
    for name, percent in SHARES:
        need, so_far, times[name] = share_people(inputs.people, percent), 0, None
        for period, people in arrivals:
            so_far += people
            if so_far >= need:
                times[name] = (period + 1) * step_s
                break
    return RouteCost(
        routes=count,
        people_arrived=sum(people for _, people in arrivals),
        t50_s=times["t50"],
        t90_s=times["t90"],
        t100_s=times["t100"],
        total_arrival_s=sum((period + 1) * step_s * people for period, people in arrivals),
        t100_bound_s=solved.bounds.times_s["t100"],
        instructions=len(solved.packing.parts),
    )
