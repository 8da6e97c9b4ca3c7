"""Why: a search that is ended must leave a plan that keeps every rule and claims no more than it
proved, and a limit that is not reached must change nothing.
"""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from safepassage.cli.main import app
from safepassage.demand.demand import estimate_demand
from safepassage.kernels import flow_routes, lexflow
from safepassage.network.build import build_network
from safepassage.optimise.flow import flow_case
from safepassage.optimise.make_plan import make_plan
from safepassage.optimise.options import PlanOptions
from safepassage.optimise.time_limit import TimeLimit
from safepassage.plan.bundle import plan_files, write_bundle
from safepassage.plan.plan import Plan
from safepassage.scenario.inputs import Inputs
from tests.cases.legs_and_aid import with_legs_and_aid
from tests.cases.random_inputs import random_inputs
from tests.cases.several_classes import several_classes
from tests.conftest import run_checker

OPTIONS = PlanOptions(mend_tries=3)


class AfterLooks(TimeLimit):
    """A limit that is reached at its n-th look, so that the end does not hang on a clock."""

    def __init__(self, looks: int) -> None:
        super().__init__(1.0)
        object.__setattr__(self, "looks", looks)

    __slots__ = ("looks",)
    looks: int

    def left_s(self) -> float:
        object.__setattr__(self, "looks", self.looks - 1)
        return 1.0 if self.looks > 0 else 0.0

    def share(self, part: float) -> TimeLimit:
        return self


def case(kind: str, seed: int) -> Inputs:
    if kind == "walkers":
        return random_inputs(seed)
    if kind == "classes":
        return several_classes(seed)
    return with_legs_and_aid(random_inputs(seed), seed)


def figures_without(plan: Plan) -> dict[str, bytes]:
    """Every file but the text, which names the limit."""
    return {name: data for name, data in plan_files(plan).items() if name != "plan.txt"}


@pytest.mark.parametrize("kind", ["walkers", "classes", "legs and aid"])
@pytest.mark.parametrize("seed", range(4))
def test_a_limit_that_is_not_reached_changes_nothing(kind: str, seed: int) -> None:
    inputs = case(kind, seed)
    free = make_plan(inputs, OPTIONS)
    limited = make_plan(inputs, OPTIONS, limit=TimeLimit(10_000.0))
    assert free.stopped is None
    assert limited.stopped is None
    assert figures_without(limited) == figures_without(free)


@pytest.mark.parametrize("kind", ["walkers", "classes", "legs and aid"])
@pytest.mark.parametrize("looks", [0, 1, 2, 4, 7, 11, 16, 30])
def test_wherever_the_search_ends_the_plan_passes_the_check(
    tmp_path: Path, kind: str, looks: int
) -> None:
    inputs = case(kind, looks)
    full = make_plan(inputs, OPTIONS)
    plan = make_plan(inputs, OPTIONS, limit=AfterLooks(looks))
    report = run_checker(write_bundle(plan, tmp_path / "bundle"))
    assert report["verdict"] == "passed"
    assert plan.figures.people_arrived <= full.figures.people_arrived_bound
    assert full.figures.people_arrived <= plan.figures.people_arrived_bound
    if plan.stopped is None:
        assert figures_without(plan) == figures_without(full)
    else:
        assert plan.stopped.left_out
        assert plan.stopped.stage in " ".join(plan.stopped.left_out)


def test_without_any_time_nothing_is_claimed_to_be_proved(tmp_path: Path) -> None:
    plan = make_plan(random_inputs(3), OPTIONS, limit=TimeLimit(0.0))
    assert plan.stopped is not None
    assert plan.stopped.stage == "bound"
    assert plan.figures.t100_bound_s == 0 or plan.figures.t100_bound_s is None
    assert plan.figures.people_arrived > 0
    assert run_checker(write_bundle(plan, tmp_path / "bundle"))["verdict"] == "passed"


def test_a_stopped_flow_is_the_beginning_of_the_whole_one() -> None:
    network = lexflow.Network(
        np.array([0, 1]),
        np.array([1, 2]),
        np.array([2, 3]),
        np.array([0, 1]),
        np.array([[4] * 40, [3] * 40]),
        3,
    )
    supply = lexflow.Supply(np.array([0]), np.array([0]), np.array([60]))
    sinks = lexflow.Sinks(np.array([2]), np.array([1000]))
    whole = lexflow.lexicographic_flow(network, supply, sinks, 39)
    for looks in (1, 3, 5):
        answers = iter([False] * looks + [True])
        part = lexflow.lexicographic_flow(network, supply, sinks, 39, stop=partial(next, answers))
        done = (looks + 1) * lexflow.STAGES_AT_ONCE
        assert part.arrived.size == done
        assert np.array_equal(part.arrived, whole.arrived[:done])
        for stage in range(done):
            value = lexflow.cut_value(network, supply, sinks, part, stage)
            assert value == whole.arrived[stage]
        routes = flow_routes.decompose(network, supply, sinks, part)
        assert int(routes.amount.sum()) == part.arrived[-1] == max(0, 3 * (done - 5))


@pytest.mark.parametrize("kind", ["walkers", "classes", "legs and aid"])
@pytest.mark.parametrize("seed", range(6))
def test_a_flow_that_pauses_goes_on_as_if_it_had_not(
    monkeypatch: pytest.MonkeyPatch, kind: str, seed: int
) -> None:
    inputs = case(kind, seed)
    network = build_network(inputs)
    found = flow_case(network, estimate_demand([g for g in inputs.groups if g.people > 0]))
    arrays = lexflow.Network(
        found.from_node, found.to_node, found.travel, found.profile, found.capacity, found.n_node
    )
    supply = lexflow.Supply(found.release_node, found.release_period, found.release_units)
    sinks = lexflow.Sinks(found.sink_node, found.sink_room)
    last = inputs.periods - 1
    whole = lexflow.lexicographic_flow(arrays, supply, sinks, last)
    looks: list[int] = []
    monkeypatch.setattr(lexflow, "STAGES_AT_ONCE", 1)
    monkeypatch.setattr(lexflow, "SEARCHES_AT_ONCE", 1)

    def never() -> bool:
        looks.append(1)
        return False

    paused = lexflow.lexicographic_flow(arrays, supply, sinks, last, stop=never)
    assert len(looks) > last
    for name in whole._fields:
        assert np.array_equal(getattr(whole, name), getattr(paused, name)), name
    middle = len(looks) // 2
    cut_off = lexflow.lexicographic_flow(
        arrays, supply, sinks, last, stop=partial(next, iter([False] * middle + [True]))
    )
    done = cut_off.arrived.size
    assert np.array_equal(cut_off.arrived, whole.arrived[:done])
    routes = flow_routes.decompose(arrays, supply, sinks, cut_off)
    assert int(routes.amount.sum()) == int(cut_off.stored.sum())


def test_the_command_says_what_the_limit_left_out(tmp_path: Path) -> None:
    out = str(tmp_path / "plan")
    done = CliRunner().invoke(app, ["plan", "harbour", "--out", out, "--time-limit", "0", "--json"])
    assert done.exit_code == 0
    answer = json.loads(done.stdout)
    assert answer["check"] == "passed"
    assert answer["time_limit"]["reached"] is True
    assert answer["time_limit"]["stopped_in"] == "bound"
    assert "plan" in answer["time_limit"]["left_out"]
    text = (tmp_path / "plan" / "plan.txt").read_text(encoding="utf-8")
    assert "The time limit of 0 s ended the search" in text
    assert "not proved" in text
