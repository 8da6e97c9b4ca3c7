"""The route LP against the same LP written out over all simple ways and solved by another solver.

Its rows and ways are added as they are needed, so that a missing one would go unseen.
"""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import linprog

from benchmarks.recipe_inputs import inputs_of
from benchmarks.recipes import grid
from safepassage.demand.demand import Origin, estimate_demand
from safepassage.network.build import build_network
from safepassage.network.network import Network
from safepassage.optimise.route_lp import WayBook
from safepassage.optimise.route_master import SLACK, restrict, share_out
from safepassage.optimise.trial import split


def case(seed: int) -> tuple[Network, tuple[Origin, ...]]:
    """A town of 3 x 3 corners with three exits of different width."""
    rng = np.random.default_rng(seed)
    town = grid(side=3, n_exit=3, people=int(rng.integers(800, 2500)))
    rates = rng.choice([120, 300, 700, 1500], size=town.exit_rate_per_hour.size)
    roads = town.roads._replace(
        rate_per_hour=rng.choice([200, 600, 900], size=town.roads.rate_per_hour.size),
        travel_s=rng.integers(20, 200, size=town.roads.travel_s.size).astype(float),
    )
    town = town._replace(exit_rate_per_hour=rates, roads=roads)
    inputs = inputs_of(town, 5, horizon_s=10 * 3600)
    return build_network(inputs), estimate_demand(list(inputs.groups))


def all_ways(network: Network, state: int) -> list[tuple[int, ...]]:
    """Every chain of arcs from a state to a sink that passes no state twice."""
    ends = {sink.state for sink in network.sinks}
    found: list[tuple[int, ...]] = []

    def go(at: int, arcs: tuple[int, ...], seen: frozenset[int]) -> None:
        if at in ends:
            found.append(arcs)
            return
        for index in network.out[at]:
            head = network.arcs[index].to_state
            if head not in seen:
                go(head, (*arcs, index), seen | {head})

    go(state, (), frozenset({state}))
    return found


def least_use(network: Network, origins: tuple[Origin, ...], until: int) -> float:
    """min m: one column for every simple way, one row for every resource."""
    columns: list[tuple[int, np.ndarray, float]] = []
    step_s = network.inputs.step_s
    for row, origin in enumerate(origins):
        state = network.state_of(origin.group, origin.start.node)
        assert state is not None
        for arcs in all_ways(network, state):
            length = -(-sum(network.arcs[a].travel_s for a in arcs) // step_s)
            if length >= until:
                continue
            use = np.zeros(len(network.resources))
            for arc in arcs:
                for one in network.arcs[arc].uses:
                    use[one.resource] += one.cost / int(network.budget(one.resource).max())
            columns.append((row, origin.can_ride * use / (until - length), length))
    n = len(columns)
    cost = np.zeros(n + 1)
    cost[n] = 1.0
    above = np.stack([*(use for _, use, _ in columns), -np.ones(len(network.resources))], axis=1)
    equal = np.zeros((len(origins), n + 1))
    for k, (row, *_) in enumerate(columns):
        equal[row, k] = 1
    found = linprog(
        cost, A_ub=above, b_ub=np.zeros(len(above)), A_eq=equal, b_eq=np.ones(len(origins))
    )
    assert found.success
    return float(found.fun)


@pytest.mark.parametrize("seed", range(12))
def test_the_fullest_resource_is_as_full_as_with_all_ways_written_out(seed: int) -> None:
    network, origins = case(seed)
    for until in (60, 150, 500):
        mix = share_out(WayBook(network, origins), until, 60)
        assert mix is not None
        best = least_use(network, origins, until)
        assert mix.use >= min(best, SLACK) - 1e-6
        assert mix.use <= max(best, SLACK) * (1 + 5e-3)
        shares = {row: sum(share for share, _ in rows) for row, rows in mix.by_origin().items()}
        assert shares == pytest.approx(dict.fromkeys(range(len(origins)), 1.0))


def test_few_ways_for_each_start_and_none_for_a_handful() -> None:
    network, origins = case(3)
    book = WayBook(network, origins)
    mix = share_out(book, 60, 60)
    assert mix is not None
    assert max(len(rows) for rows in mix.by_origin().values()) > 1
    one = restrict(mix, book, [1] * len(origins), 50)
    assert all(len(rows) == 1 for rows in one.by_origin().values())
    assert one.use >= mix.use - 1e-9
    some = restrict(mix, book, [3] * len(origins), 50)
    for row, rows in some.by_origin().items():
        assert len(rows) == 1 or min(share for share, _ in rows) * book.people[row] >= 50 - 1e-6


def test_parts_of_a_start_get_ready_together() -> None:
    """What the parts have ready adds up to what the start has, at every second."""
    _, origins = case(1)
    origin = origins[0]
    parts = split(origin, np.array([0.5, 0.3, 0.2]))
    assert sum(part.can_ride for part in parts) == origin.can_ride
    for at, (_, ready) in enumerate(origin.start.ready):
        assert sum(part.start.ready[at][1] for part in parts) == min(ready, origin.can_ride)
