"""The flow kernel against maximum flows on networks written out in full: seeded random cases."""

from __future__ import annotations

import numpy as np
import pytest

from safepassage.kernels.flow_routes import decompose
from safepassage.kernels.lexflow import (
    UNBOUNDED,
    UNLIMITED,
    Flow,
    Network,
    Sinks,
    Supply,
    cut_value,
    lexicographic_flow,
)
from tests.naive.lexflow import arrived_by, arrived_by_networkx, least_sum_of_arrivals

Case = tuple[Network, Supply, Sinks, int]


def random_case(seed: int) -> Case:
    """Dense grids (three of four) or random links, some without travel time, some with rooms."""
    chance = np.random.default_rng(seed)
    n_period = int(chance.integers(3, 14))
    if seed % 4 == 0:
        n_node = int(chance.integers(2, 8))
        ends = chance.integers(0, n_node, (int(chance.integers(1, 4 * n_node)), 2))
    else:
        n_row, n_column = chance.integers(2, 5, 2)
        n_node = int(n_row * n_column)
        place = np.arange(n_node).reshape(n_row, n_column)
        across = np.stack([place[:, :-1].ravel(), place[:, 1:].ravel()], axis=1)
        down = np.stack([place[:-1].ravel(), place[1:].ravel()], axis=1)
        ends = np.concatenate([across, across[:, ::-1], down, down[:, ::-1]])
    n_link = len(ends)
    n_profile = int(chance.integers(1, 6))
    capacity = chance.integers(0, int(chance.integers(2, 6)), (n_profile, n_period))
    if chance.random() < 0.4:
        capacity = np.repeat(capacity[:, :1], n_period, axis=1)
    if chance.random() < 0.2:
        capacity[0] = UNBOUNDED
    network = Network(
        ends[:, 0],
        ends[:, 1],
        chance.integers(0, int(chance.integers(1, 5)), n_link),
        chance.integers(0, n_profile, n_link),
        capacity,
        n_node,
    )
    n_release = int(chance.integers(1, 3 * n_node))
    node = chance.integers(0, n_node, n_release)
    latest = chance.integers(0, n_period)
    period = np.minimum(chance.integers(0, n_period, n_release), latest)
    if chance.random() < 0.4:
        period[:] = 0
    amount = chance.integers(0, 9, n_release)
    order = np.lexsort((period, node))
    n_sink = int(chance.integers(1, min(n_node, 4) + 1))
    room = np.full(n_sink, UNLIMITED)
    if chance.random() < 0.6:
        room = np.where(chance.random(n_sink) < 0.7, chance.integers(0, 12, n_sink), UNLIMITED)
    sinks = Sinks(chance.choice(n_node, n_sink, replace=False), room)
    return network, Supply(node[order], period[order], amount[order]), sinks, n_period - 1


def assert_balanced(case: Case, flow: Flow) -> None:
    """Within capacity, and whoever comes to a node in a period leaves it, waits or has arrived."""
    network, supply, sinks, last = case
    assert flow.flow.min() >= 0
    assert flow.wait.min() >= 0
    assert (flow.flow <= network.capacity[network.profile]).all()
    balance = -flow.wait.astype(np.int64)
    balance[:, 1:] += flow.wait[:, :-1]
    gone = supply.amount - flow.left
    assert (gone >= 0).all()
    assert (flow.left >= 0).all()
    np.add.at(balance, (supply.node[gone > 0], supply.period[gone > 0]), gone[gone > 0])
    for link, p in np.argwhere(flow.flow):
        people = flow.flow[link, p]
        balance[network.from_node[link], p] -= people
        balance[network.to_node[link], p + network.travel[link]] += people
    balance[sinks.node, last] -= flow.stored
    assert not balance.any()
    assert (flow.stored <= sinks.room).all()


def assert_routes(case: Case, flow: Flow) -> None:
    """Routes start at a release node, join head to tail, end at their sink and carry everybody."""
    network, supply, sinks, _ = case
    routes = decompose(network, supply, sinks, flow)
    assert (routes.amount > 0).all()
    gone = np.bincount(supply.node, supply.amount - flow.left, network.n_node)
    assert (np.bincount(routes.node, routes.amount, network.n_node) == gone).all()
    assert (np.bincount(routes.sink, routes.amount, len(sinks.node)) == flow.stored).all()
    seen = set()
    for k in range(len(routes.node)):
        links = routes.link[routes.first_link[k] : routes.first_link[k + 1]]
        nodes = [int(routes.node[k]), *network.to_node[links].tolist()]
        assert network.from_node[links].tolist() == nodes[:-1]
        assert nodes[-1] == sinks.node[routes.sink[k]]
        assert len(set(nodes)) == len(nodes)
        seen.add((nodes[0], *links.tolist()))
    assert len(seen) == len(routes.node)


@pytest.mark.parametrize("first_seed", range(0, 600, 50))
def test_arrivals_cuts_and_routes_of_random_cases(first_seed: int) -> None:
    """Every period of 600 cases: arrivals equal SciPy's maximum flow and the value of the cut."""
    for seed in range(first_seed, first_seed + 50):
        case = random_case(seed)
        network, supply, sinks, last = case
        flow = lexicographic_flow(*case)
        for q in range(last + 1):
            wanted = arrived_by(network, supply, sinks, q)
            assert (seed, q, flow.arrived[q]) == (seed, q, wanted)
            assert (seed, q, cut_value(network, supply, sinks, flow, q)) == (seed, q, wanted)
        assert_balanced(case, flow)
        assert_routes(case, flow)


def test_a_second_opinion_by_networkx() -> None:
    """Twenty of the cases again with a maximum flow of another make."""
    for seed in range(1000, 1020):
        case = random_case(seed)
        arrived = lexicographic_flow(*case).arrived
        assert [arrived_by_networkx(*case[:3], q) for q in range(case[3] + 1)] == arrived.tolist()


def test_the_sum_of_arrival_times_is_least_where_room_is_unlimited() -> None:
    """Earliest arrival minimises the sum of arrival times: HiGHS on 80 cases."""
    n_case = 0
    for seed in range(2000, 2300):
        network, supply, sinks, last = random_case(seed)
        if n_case == 80 or (sinks.room < UNLIMITED).any():
            continue
        flow = lexicographic_flow(network, supply, sinks, last)
        people = int(flow.arrived[-1])
        if people == 0:
            continue
        n_case += 1
        total = int((np.diff(flow.arrived, prepend=0) * np.arange(last + 1)).sum())
        wanted = least_sum_of_arrivals(network, supply, sinks, last, people)
        assert (seed, total) == (seed, round(wanted))
    assert n_case == 80


def test_same_case_same_flow() -> None:
    """No chance, no clock: two runs agree in every number."""
    case = random_case(77)
    for a, b in zip(lexicographic_flow(*case), lexicographic_flow(*case), strict=True):
        assert np.array_equal(a, b)
