"""A value must be what a stranger gets by planning twice, with and without the row's --set."""

from __future__ import annotations

import random
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest

from safepassage.optimise.make_plan import make_plan
from safepassage.optimise.options import PlanOptions
from safepassage.optimise.value import Value, Values, value_changes
from safepassage.plan.plan import Plan
from safepassage.scenario.inputs import Inputs
from safepassage.scenario.make_inputs import make_inputs
from safepassage.scenario.read_scenario import read_scenario
from tests.cases.random_scenario import write_random_scenario

ROWS = 20
NOVEMBER = datetime.fromisoformat("2023-11-05T12:00:00+02:00")


@cache
def inputs_of(name: str, sets: tuple[str, ...] = (), as_of: datetime | None = None) -> Inputs:
    step_s = 3600 if name.startswith("rafah") else None  # two weeks: an hour is fine enough here
    return make_inputs(read_scenario(name, set_=sets), as_of=as_of, step_s=step_s)


def plan_with(name: str, sets: tuple[str, ...], as_of: datetime | None = None) -> Plan:
    return make_plan(inputs_of(name, sets, as_of), PlanOptions(mend=False))


def some_rows(values: Values, number: int, seed: int) -> list[Value]:
    """Random rows, at least half of them from those that make a difference (if there are any)."""
    rng = random.Random(seed)
    differ = [row for row in values.rows if not row.worth.nothing]
    chosen = rng.sample(differ, min(len(differ), number // 2))
    rest = [row for row in values.rows if row not in chosen]
    return [*chosen, *rng.sample(rest, min(len(rest), number - len(chosen)))]


def away_s(inputs: Inputs, arrived: int, total_s: int) -> int:
    """Person-seconds until people have arrived, to the end for whoever does not."""
    return total_s + (inputs.people - arrived) * inputs.periods * inputs.step_s


def hours(before: int | None, after: int | None) -> float | None:
    return None if before is None or after is None else (before - after) / 3600


def assert_is_difference_of_plans(row: Value, before: Plan, after: Plan) -> None:
    b, a = before.figures, after.figures
    assert row.kind == "plan"
    assert row.worth.people_more == a.people_arrived - b.people_arrived
    complete = b.status == a.status == "complete"
    expected = hours(b.t100_s, a.t100_s) if complete else None
    earlier = row.worth.hours_earlier
    assert (None if earlier is None else float(earlier)) == expected
    less = away_s(before.inputs, b.people_arrived, b.total_arrival_s)
    less -= away_s(after.inputs, a.people_arrived, a.total_arrival_s)
    assert float(row.worth.people_hours_less) == less / 3600


def assert_is_difference_of_bounds(row: Value, before: Plan, after: Plan) -> None:
    b, a = before.figures, after.figures
    (most_before, clear_before), (most_after, clear_after) = before.flow_bound, after.flow_bound
    assert row.worth.people_more == most_after - most_before
    earlier = row.worth.hours_earlier
    expected = hours(clear_before, clear_after)
    assert (None if earlier is None else float(earlier)) == expected
    met = (f.people_arrived == f.people_arrived_bound for f in (a, b))
    if all(met):  # the mean bound of a plan is about as many as it brings
        less = away_s(before.inputs, b.people_arrived, b.total_arrival_bound_s)
        less -= away_s(after.inputs, a.people_arrived, a.total_arrival_bound_s)
        assert float(row.worth.people_hours_less) == less / 3600


@pytest.mark.parametrize(
    ("name", "as_of"),
    [
        ("harbour", None),
        ("rafah-2023", None),
        pytest.param("rafah-2023", NOVEMBER, marks=pytest.mark.prove),
    ],
)
def test_where_trucks_or_several_classes_pass_a_row_is_the_difference_of_two_plans(
    name: str, as_of: datetime | None
) -> None:
    values = value_changes(inputs_of(name, (), as_of), most=40 if name == "harbour" else 12)
    before = plan_with(name, (), as_of)
    rows = some_rows(values, ROWS, seed=1)
    assert len(rows) == ROWS
    for row in rows:
        assert_is_difference_of_plans(row, before, plan_with(name, row.change.set, as_of))


def test_where_one_class_passes_a_row_is_the_difference_of_two_proven_optima(
    tmp_path: Path,
) -> None:
    folders = [str(write_random_scenario(tmp_path / str(seed), seed)) for seed in range(6)]
    compared = differed = 0
    for seed, name in enumerate(["causeway", *folders]):
        values = value_changes(inputs_of(name))
        before = plan_with(name, ())
        for row in some_rows(values, ROWS, seed):
            after = plan_with(name, row.change.set)
            assert row.kind in ("optimum", "bound")
            assert_is_difference_of_bounds(row, before, after)
            compared += 1
            differed += not row.worth.nothing
    assert compared >= 100
    assert differed >= 20


def test_asked_for_plans_one_class_too_is_the_difference_of_two_plans(tmp_path: Path) -> None:
    name = str(write_random_scenario(tmp_path / "town", 4))
    values = value_changes(inputs_of(name), by="plan")
    before = plan_with(name, ())
    for row in some_rows(values, ROWS, seed=4):
        assert_is_difference_of_plans(row, before, plan_with(name, row.change.set))
