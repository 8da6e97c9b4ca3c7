"""Plans without forks, and the order of figures by which plans are compared.

A plan with a fork that it does not name would have people stand at a junction without a sign.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from benchmarks.recipe_inputs import inputs_of
from benchmarks.recipes import grid
from safepassage.check import check_bundle
from safepassage.cli.main import app
from safepassage.errors import UsageError
from safepassage.optimise.make_plan import make_plan
from safepassage.optimise.objective import RANKS, Objective
from safepassage.optimise.options import PlanOptions
from safepassage.plan.bundle import write_bundle
from safepassage.plan.plan import Plan
from safepassage.scenario.inputs import Inputs


def small_town(seed: int) -> Inputs:
    town = grid(side=7, n_exit=3, people=4000 + 500 * seed)
    return inputs_of(town, 12, horizon_s=8 * 3600)


def onward(plan: Plan) -> dict[str, set[str]]:
    """For each node the elements that people who come there or start there take next."""
    tail = {f"link/{link.id}": link.from_node for link in plan.inputs.links}
    found: dict[str, set[str]] = {}
    for row in plan.instructions:
        for element in row.route:
            found.setdefault(tail[element], set()).add(element)
    return found


@pytest.mark.parametrize("seed", range(4))
def test_without_forks_one_way_leads_on_from_every_junction(seed: int, tmp_path: Path) -> None:
    inputs = small_town(seed)
    free = make_plan(inputs, PlanOptions(mend=False))
    tree = make_plan(inputs, PlanOptions(mend=False, convergent=True))
    assert all(len(ways) == 1 for ways in onward(tree).values())
    assert any(len(ways) > 1 for ways in onward(free).values())
    assert tree.figures.people_arrived == free.figures.people_arrived == inputs.people
    assert tree.figures.t100_s is not None
    assert free.figures.t100_s is not None
    assert tree.figures.t100_s >= (free.figures.t100_bound_s or 0)
    report = check_bundle(write_bundle(tree, tmp_path / "tree"))
    assert report.verdict == "passed", report.as_text()


def test_legs_are_refused_by_name() -> None:
    result = CliRunner().invoke(app, ["plan", "harbour", "--convergent", "--out", "never"])
    assert isinstance(result.exception, UsageError)
    assert "leg/" in str(result.exception)
    assert not Path("never").exists()


def test_rows_of_routes_are_plans_of_their_own() -> None:
    """What `routes` says of 2 routes a start is what a plan with 2 routes does."""
    from safepassage.optimise.route_cost import route_costs

    inputs = small_town(1)
    rows = route_costs(inputs, PlanOptions(mend=False))
    assert [row.routes for row in rows] == [1, 2, 3, 8, None]
    plan = make_plan(inputs, PlanOptions(mend=False, most_routes=2))
    two = rows[1]
    assert (two.t50_s, two.t100_s) == (plan.figures.t50_s, plan.figures.t100_s)
    assert two.total_arrival_s == plan.figures.total_arrival_s
    assert two.instructions == len(plan.instructions)
    bounds = {row.t100_bound_s for row in rows}
    assert len(bounds) == 1
    best = bounds.pop()
    assert best is not None
    assert all((row.t100_s or 0) >= best for row in rows)


def test_the_table_of_routes_and_its_document() -> None:
    result = CliRunner().invoke(app, ["routes", "harbour", "--json"])
    assert result.exit_code == 0
    rows = json.loads(result.stdout)["rows"]
    assert [row["routes"] for row in rows] == [1, 2, 3, 8, None]
    assert rows[-1]["because"]
    assert rows[-1]["people_arrived"] is None
    text = CliRunner().invoke(app, ["routes", "harbour"]).stdout
    assert "no forks" in text
    assert "1,400" in text


def test_ranks_named_come_first_and_the_others_follow() -> None:
    assert Objective.read("").ranks == RANKS
    named = Objective.read("mean, clearance").ranks
    assert named == ("mean", "clearance", "arrived", "deadline", "exposure")


@pytest.mark.parametrize(("text", "said"), [("speed", "not known"), ("mean,mean", "twice")])
def test_other_ranks_are_refused(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        Objective.read(text)


@pytest.mark.parametrize("rank", RANKS)
def test_figures_of_a_plan_by_rank(rank: str) -> None:
    """The first figure of an objective is that of the plan's own figures, counted again."""
    from safepassage.optimise.solve import solve

    inputs = small_town(2)
    options = PlanOptions(mend=False, objective=Objective.read(rank))
    solved = solve(inputs, options)
    found = options.objective.of(solved.packing.parts, solved.origins)[0]
    plan = make_plan(inputs, options)
    arrived = [period for period, n in plan.arrivals_by_period for _ in range(n)]
    left = [p for row in plan.instructions for p, n in row.leaving[0] for _ in range(n)]
    expected = {
        "arrived": -len(arrived),
        "deadline": 0,
        "clearance": max(arrived),
        "mean": sum(arrived),
        "exposure": sum(arrived) - sum(left),
    }
    assert found == expected[rank]


def test_a_tree_that_leaves_nobody_without_a_way_comes_first() -> None:
    """A quicker tree on which some have no way is no better: everybody who can go has one."""
    from safepassage.optimise.convergent import _Steady

    whole = _Steady(0, 90, 5.0, np.zeros(1), ())
    quick = _Steady(40, 60, 1.0, np.zeros(1), ())
    assert whole[:3] < quick[:3]
    inputs = small_town(0)
    plan = make_plan(inputs, PlanOptions(mend=False, convergent=True))
    assert {row.zone for row in plan.instructions} == {group.zone for group in inputs.groups}
