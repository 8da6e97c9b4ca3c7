"""Our plain CCRP, which benchmarks compare with: its plans are possible, never above the best."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from benchmarks.ccrp import Groups, plan
from benchmarks.dense import random_dense
from benchmarks.minimum_cost_flow import write_case
from benchmarks.recipes import on_grid
from safepassage.kernels.lexflow import UNLIMITED, Network, Supply, lexicographic_flow
from tests.against.test_lexflow_random import random_case
from tests.naive.lexflow import arrived_by


def assert_possible(network: Network, supply: Supply, sinks: np.ndarray, groups: Groups) -> None:
    """Ways join head to tail, nobody leaves before they are released, every link holds them."""
    used = np.zeros((len(network.travel), network.capacity.shape[1]), dtype=np.int64)
    gone = np.zeros(len(supply.node), dtype=np.int64)
    for k, people in enumerate(groups.people):
        rows = slice(groups.first[k], groups.first[k + 1])
        release, node = groups.release[k], supply.node[groups.release[k]]
        at = supply.period[release]
        gone[release] += people
        for link, period in zip(groups.link[rows][::-1], groups.enters[rows][::-1], strict=True):
            assert network.from_node[link] == node
            assert period >= at
            used[link, period] += people
            node, at = network.to_node[link], period + network.travel[link]
        assert node in sinks
        assert at == groups.arrives[k]
    assert (gone <= supply.amount).all()
    assert (used <= network.capacity[network.profile]).all()


def test_random_cases(tmp_path: Path) -> None:
    """80 cases: every plan is possible, and arrivals by any period are at most the maximum flow."""
    met = compared = 0
    for seed in range(3000, 3080):
        network, supply, sinks, last = random_case(seed)
        sinks = sinks._replace(room=np.full(len(sinks.node), UNLIMITED))
        write_case(tmp_path / "case.npz", (network, supply, sinks, last))
        groups = plan(tmp_path / "case.npz")
        assert_possible(network, supply, sinks.node, groups)
        for q in range(last + 1):
            arrived = int(groups.people[groups.arrives <= q].sum())
            most = arrived_by(network, supply, sinks, q)
            assert arrived <= most, (seed, q)
            compared += 1
            met += arrived == most
    assert 0.7 * compared < met < compared  # a fair heuristic, but one


def test_on_a_dense_network_it_is_close(tmp_path: Path) -> None:
    """All arrive, at most 5 % later in the mean than in the earliest arrival flow."""
    case = on_grid(random_dense(60, 3), 60)
    write_case(tmp_path / "case.npz", case)
    groups = plan(tmp_path / "case.npz")
    assert_possible(case[0], case[1], case[2].node, groups)
    arrived = lexicographic_flow(*case).arrived
    best = int((np.diff(arrived, prepend=0) * np.arange(len(arrived))).sum())
    own = int((groups.people * groups.arrives).sum())
    assert groups.people.sum() == arrived[-1] == case[1].amount.sum()
    assert best <= own <= 1.05 * best
