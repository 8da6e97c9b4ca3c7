"""A path LP never runs away: its work is counted, and what it proves holds wherever it stops."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from benchmarks.five_classes import five_classes
from benchmarks.recipes import grid
from safepassage.optimise import price_search
from safepassage.optimise.price_master import PriceMaster
from safepassage.optimise.price_search import Step
from safepassage.optimise.priced import HUGE, LARGE, PricedBounds, effort_of
from safepassage.optimise.time_limit import TimeLimit
from safepassage.scenario.inputs import Inputs
from tests.properties.test_path_lp import bounds_of, case

SIDE, ZONES = 12, 144


def many_releases() -> Inputs:
    """570 origins, ready in 60 steps, on 240 periods: 137,000 releases, once ten minutes' work."""
    inputs = five_classes(grid(SIDE, 4, 30_000), ZONES, (0,), step_s=60, horizon_s=4 * 3600)
    groups = []
    for group in inputs.groups:
        start = group.starts[0]
        ready = tuple((60 * k, start.people * (k + 1) // 60) for k in range(60))
        groups.append(replace(group, starts=(replace(start, ready=ready),)))
    return replace(inputs, groups=tuple(groups))


def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Iterations times rows of every solve from now on."""
    work: list[int] = []
    solve = PriceMaster.solve

    def noted(master: PriceMaster, iterations: int, *, rows_added: bool) -> Any:
        found = solve(master, iterations, rows_added=rows_added)
        assert found[2] <= iterations
        work.append(found[2] * master.n_row)
        return found

    monkeypatch.setattr(PriceMaster, "solve", noted)
    return work


def test_many_origins_times_periods_end_after_counted_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a tenth of the usual work: no more than that is done, and the same twice."""
    inputs = many_releases()
    work = counted(monkeypatch)
    found = []
    for _ in range(2):
        bounds = bounds_of(inputs)
        assert bounds.effort is HUGE
        assert len(bounds.origins) * inputs.periods > 100_000
        bounds.work = HUGE.work // 10
        work.clear()
        found.append(bounds.of(inputs.periods // 4 - 1))
        most = HUGE.work // 10
        assert sum(work) <= most + 2 * max(work)
    assert found[0].value == found[1].value
    assert found[0].value < inputs.people
    assert bounds.pricer.bound(found[1].prices, found[1].until, bounds.taken) == found[1].value


def test_wherever_it_stops_the_bound_is_above_every_lp_that_kept_its_budgets(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """On 40 random cases, coarse and with little work: never below the LP at full effort."""
    monkeypatch.setattr(price_search, "ENOUGH", 0.0)
    for seed in range(40):
        inputs = case(seed, "legs and aid" if seed % 2 else "several")
        until = inputs.periods - 1
        steps: list[Step] = []
        full = bounds_of(inputs)
        full.progress = steps.append
        full.of(until)
        proved = max((step.lp for step in steps if step.proved), default=0.0)
        for work in (10**3, 10**5, HUGE.work):
            little = PricedBounds(full.network, full.origins, full.taken)
            little.effort, little.work = HUGE, work
            assert little.of(until).value >= proved - 1e-6, (seed, work)


def test_effort_goes_with_size() -> None:
    """Small problems are solved to the end, huge ones from coarse slots to fine."""
    inputs = case(3, "several")
    small = bounds_of(inputs)
    assert effort_of(small.network, small.origins).slots == LARGE.slots
    assert len(HUGE.slots) > 1


def test_a_time_limit_ends_the_search_with_a_bound_that_holds() -> None:
    """The limit is over before the first solve: what is known then is proved all the same."""
    inputs = many_releases()
    whole = bounds_of(inputs)
    until = inputs.periods // 4 - 1
    limited = PricedBounds(whole.network, whole.origins, whole.taken, TimeLimit(0.0))
    found = limited.of(until)
    assert found.value == whole.pricer.bound(found.prices, until, whole.taken)
    master = PriceMaster(TimeLimit(0.0))
    row, one = np.zeros(1, dtype=np.int32), np.ones(1)
    master.add_rows(np.array([5.0]), row, np.zeros(0, dtype=np.int32), np.zeros(0))
    master.add_columns(one, row, row, one)
    x, duals, _, optimal = master.solve(100, rows_added=False)
    assert x.size == duals.size == 1
    assert not optimal or x[0] == 5.0
