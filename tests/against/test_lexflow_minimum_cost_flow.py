"""The flow kernel against OR-Tools' minimum-cost flow, which runs in a process of its own."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks.minimum_cost_flow import solve_in_own_process, write_case
from benchmarks.recipes import Case, andorra, grid, heidelberg, on_grid, shared_folder
from safepassage.kernels.lexflow import cut_value, lexicographic_flow

shared_data = pytest.mark.skipif(
    shared_folder() is None,
    reason="needs the shared data: put it at ../shared or name it in SAFEPASSAGE_SHARED",
)


def assert_equal_objective(case: Case, step_s: int, folder: Path) -> None:
    """Same people arrived, same sum of arrival periods, and the cut of the last stage proves it."""
    network, supply, sinks, last = on_grid(case, step_s)
    people = int(supply.amount.sum())
    flow = lexicographic_flow(network, supply, sinks, last, targets=(people // 2, people))
    for q in sorted(set(flow.cut_stage.tolist())):
        assert cut_value(network, supply, sinks, flow, q) == flow.arrived[q]
    write_case(folder / "case.npz", (network, supply, sinks, last))
    wanted = solve_in_own_process(folder / "case.npz")
    total = int((np.diff(flow.arrived, prepend=0) * np.arange(last + 1)).sum())
    assert (wanted["arrived"], wanted["sum_of_arrival_periods"]) == (flow.arrived[-1], total)


def test_a_small_grid(tmp_path: Path) -> None:
    """Dense and with links that take no time: where a missing residual move would show."""
    assert_equal_objective(grid(side=12, n_exit=4, people=9_000), 60, tmp_path)


@pytest.mark.shared
@shared_data
def test_heidelberg_at_300_s(tmp_path: Path) -> None:
    """A dense city: the case that a missing residual move got wrong."""
    assert_equal_objective(heidelberg(), 300, tmp_path)


@pytest.mark.prove
@pytest.mark.shared
@shared_data
@pytest.mark.parametrize("kind", ["S1", "S2", "S3"])
def test_andorra_at_300_s(kind: str, tmp_path: Path) -> None:
    """Two exits, and their closures."""
    assert_equal_objective(andorra(kind), 300, tmp_path)
