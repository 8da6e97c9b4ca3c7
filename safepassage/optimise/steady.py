"""Steady: a packing with the routes and shares of the route LP, in several trials."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..demand.demand import Origin
from ..network.network import Network, with_reserved
from ..plan.limits import LEAST_PEOPLE
from .objective import Objective
from .options import PlanOptions
from .pack_with_aid import Packing
from .part import Part
from .proofs import Bounds
from .route_lp import Mix, WayBook
from .route_master import restrict, share_out
from .time_limit import NO_LIMIT, TimeLimit
from .trial import Trial, units_of

FROM_FLOW = 4  # ways of the flow that each origin begins with
ROUNDS = 40  # of pricing, for one time
TIMES = 5  # times by which all are to be out that are tried
NEAR = 1.001  # use of the fullest resource that counts as full
MORE_WAYS = 8  # further ways of an origin that a part may be put back on, where that is cheap
WORK = 1_000_000_000  # uses of routes times periods that are spent on making drafts earlier
MORE = (1, 2, 3)  # periods more than the earliest time, for which other mixes are tried
MOST_ROUNDS = 4  # of improving the best trial


def steadier(
    network: Network,
    origins: Sequence[Origin],
    flow_routes: Sequence[tuple[int, tuple[int, ...]]],
    packing: Packing,
    bounds: Bounds,
    options: PlanOptions,
    limit: TimeLimit = NO_LIMIT,
) -> Packing:
    """The better of a packing and one at steady rates beside the same trucks."""
    reserved = packing.aid.reserved
    parts = pack_steadily(
        with_reserved(network, reserved) if reserved else network,
        origins,
        flow_routes,
        (bounds.times_s["t100"] or network.inputs.periods * network.inputs.step_s)
        // network.inputs.step_s,
        window_periods=options.window_min * 60 // network.inputs.step_s,
        most_routes=options.most_routes,
        seed=options.seed,
        objective=options.objective,
        limit=limit,
    )
    better = options.objective
    if parts is None or better.of(packing.parts, origins) <= better.of(parts, origins):
        return packing
    return Packing(parts, packing.aid)


def pack_steadily(
    network: Network,
    origins: Sequence[Origin],
    flow_routes: Sequence[tuple[int, tuple[int, ...]]],
    first_until: int,
    *,
    window_periods: int,
    most_routes: int,
    seed: int,
    objective: Objective,
    limit: TimeLimit = NO_LIMIT,
) -> list[Part] | None:
    """Everyone at steady rates by the earliest time found, then as early as it goes.

    `first_until`: periods within which nobody can do it, where the search for the time begins.
    None where the route LP has no answer, or where people ride on legs.
    """
    if any(arc.times is not None for arc in network.arcs):
        return None
    book = WayBook(network, origins)
    seeds: dict[int, int] = {}
    for row, arcs in flow_routes:
        seeds[row] = seeds.get(row, 0) + 1
        if seeds[row] <= FROM_FLOW:
            book.add(row, arcs)
    mix = _earliest(book, first_until, limit)
    if mix is None:
        return None
    mix = _few_ways(mix, book, most_routes)
    effort = Effort.of(book, mix, origins)
    trials = [Trial(book, origins, mix, window_periods, effort.ways, limit)]
    for more in MORE[: effort.trials - 1]:
        until = mix.until + more
        if limit.reached or until > network.inputs.periods:
            break
        other = share_out(book, until, ROUNDS, limit)
        if other is not None:
            other = _few_ways(other, book, most_routes)
            trials.append(Trial(book, origins, other, window_periods, effort.ways, limit))
    best = min(trials, key=lambda trial: objective.of(trial.parts(), trial.origins))
    best.improve(effort.rounds, seed)
    return best.finished()


def _few_ways(mix: Mix, book: WayBook, most_routes: int) -> Mix:
    """At most so many ways for each origin, none for fewer than 50 people but for all of them."""
    most = [max(1, min(most_routes, int(n) // LEAST_PEOPLE)) for n in book.people]
    return restrict(mix, book, most, LEAST_PEOPLE)


class Effort(NamedTuple):
    """How much is tried, from the size of the problem alone, so that an answer does not vary."""

    ways: int
    trials: int
    rounds: int

    @classmethod
    def of(cls, book: WayBook, mix: Mix, origins: Sequence[Origin]) -> Effort:
        """What fits into `WORK`: further ways, mixes tried, and rounds for the best of them."""
        units = units_of(mix, origins)
        uses = sum(unit.way.resource.size for unit in units if unit.way is not None)
        one = max(1, uses * book.network.inputs.periods)  # a round over the parts' own ways
        ways = max(1, min(MORE_WAYS, WORK // one // 4))
        rounds = WORK // (one * (1 + ways))
        return cls(ways, max(1, min(1 + len(MORE), rounds // 6)), min(MOST_ROUNDS, rounds // 4))


def _earliest(book: WayBook, until: int, limit: TimeLimit) -> Mix | None:
    """The mix of the earliest time found at which no resource is more than full."""
    periods = book.network.inputs.periods
    mix: Mix | None = None
    until = max(1, min(until, periods))
    for _ in range(TIMES):
        mix = share_out(book, until, ROUNDS, limit)
        if mix is None or mix.use <= NEAR or until == periods or limit.reached:
            break
        until = min(periods, max(until + 1, int(until * mix.use)))
    return mix
