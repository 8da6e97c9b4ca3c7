"""500 random cases with several classes, gates and windows against a generic solver's optimum.

The other side is `tests/naive/time_expanded_lp.py`: every node, period and class written out from
the rules and given to HiGHS. A bound may not be below its optimum, a plan may not be above it.
Sixty cases of each kind run by default, all 500 under `-m prove`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from math import floor
from pathlib import Path

import pytest

from safepassage.check import check_bundle
from safepassage.demand.demand import estimate_demand
from safepassage.errors import UsageError
from safepassage.network.build import build_network
from safepassage.optimise.bound import exact_bound
from safepassage.optimise.make_plan import make_plan
from safepassage.optimise.options import PlanOptions
from safepassage.optimise.priced import PricedBounds
from safepassage.plan.bundle import write_bundle
from safepassage.plan.plan import Plan
from safepassage.scenario.inputs import Inputs
from tests.cases.legs_and_aid import with_legs_and_aid
from tests.cases.random_inputs import random_inputs
from tests.cases.walled import walled
from tests.naive.time_expanded_lp import ANYWHERE, BY_RULE, ON_TIME, PLAN, TimeExpandedLp

BARE = PlanOptions(mend=False)
SMALL = 1e-5  # HiGHS keeps rows to 1e-7 each
BLOCK, BLOCKS, BY_DEFAULT = 20, 25, 3
blocks = pytest.mark.parametrize(
    "block",
    [pytest.param(n, marks=[pytest.mark.prove] if n >= BY_DEFAULT else []) for n in range(BLOCKS)],
)


def seeds(block: int) -> range:
    return range(BLOCK * block, BLOCK * block + BLOCK)


@blocks
def test_with_one_class_the_flow_is_the_optimum(block: int) -> None:
    """Walkers or cars: arrivals by the kernel equal the LP, budgets rounded up to flow units."""
    held_back = 0
    for seed in seeds(block):
        inputs = random_inputs(50_000 + seed, by_car=seed % 2 == 1)
        cuts, _ = exact_bound(build_network(inputs), estimate_demand(list(inputs.groups)))
        lp = TimeExpandedLp(inputs, ON_TIME, parts=cuts.case.parts)
        for until in (inputs.periods // 2, inputs.periods - 1):
            arrived = int(cuts.arrived[until]) / cuts.case.parts
            assert lp.arrived_by(until) == pytest.approx(arrived, abs=SMALL), (seed, until)
            held_back += 0 < arrived < inputs.people
    assert held_back >= BLOCK // 2


@blocks
def test_with_several_classes_plan_optimum_and_bounds_stand_in_this_order(
    block: int, tmp_path: Path
) -> None:
    """Every other case has legs, seats and aid as well; every plan passes the check.

    Plan <= LP of what a plan must keep; LP by the rules of waiting <= bound by prices; LP with
    waiting anywhere <= cut.
    """
    seen: Counter[str] = Counter()
    for seed in seeds(block):
        inputs = walled(seed)
        if seed % 2:  # the first group goes on walking, others may need a seat
            more = with_legs_and_aid(inputs, seed)
            inputs = replace(more, groups=(inputs.groups[0], *more.groups[1:]))
        plan = planned(inputs, tmp_path / "bundle")
        bounds_hold(seed, inputs)
        seen["classes"] += len({(g.mode, g.occupancy, g.criteria) for g in inputs.groups}) > 1
        if plan is None:
            continue
        most = TimeExpandedLp(inputs, PLAN)
        for until in (inputs.periods // 2, inputs.periods - 1):
            arrived = sum(people for p, people in plan.arrivals_by_period if p <= until)
            assert arrived <= most.arrived_by(until) + SMALL, (seed, until)
            seen["arrived"] += arrived > 0
            seen["held back"] += arrived < inputs.people
    assert seen["classes"] == BLOCK
    assert seen["arrived"] >= BLOCK
    assert seen["held back"] >= BLOCK


def planned(inputs: Inputs, bundle: Path) -> Plan | None:
    """The plan, checked by the independent check; None where no way leads anywhere."""
    try:
        plan = make_plan(inputs, BARE)
    except UsageError as refusal:
        if "no road leads" not in str(refusal):
            raise
        return None
    report = check_bundle(write_bundle(plan, bundle, force=True))
    assert report.verdict == "passed", (inputs.scenario, report.as_text())
    figures = plan.figures
    assert figures.people_arrived <= figures.people_arrived_bound
    for done, bound in (
        (figures.t50_s, figures.t50_bound_s),
        (figures.t90_s, figures.t90_bound_s),
        (figures.t100_s, figures.t100_bound_s),
    ):
        assert done is None or (bound is not None and bound <= done)
    assert figures.total_arrival_bound_s <= figures.total_arrival_s
    return plan


def bounds_hold(seed: int, inputs: Inputs) -> None:
    """The kernel, its cut and the bound by prices are each at least what the LP brings.

    Without aid: what trucks must take of a gate is a matter of the path LP's own test. A cut counts
    whole people run by run, so where the LP's parts of people add up to more, whole people decide.
    """
    inputs = replace(inputs, aid_streams=())
    network, origins = build_network(inputs), estimate_demand(list(inputs.groups))
    cuts, _ = exact_bound(network, origins)
    prices = PricedBounds(network, origins, {})
    anywhere, by_rule = TimeExpandedLp(inputs, ANYWHERE), TimeExpandedLp(inputs, BY_RULE)
    on_time = TimeExpandedLp(inputs, ON_TIME)
    for until in (inputs.periods // 2, inputs.periods - 1):
        where = (seed, until)
        assert on_time.arrived_by(until) <= int(cuts.arrived[until]) / cuts.case.parts + SMALL, (
            where
        )
        most, value = anywhere.arrived_by(until), cuts.stage(until).value
        if floor(most + SMALL) > value:
            whole = TimeExpandedLp(inputs, ANYWHERE).arrived_by(until, whole=True)
            assert round(whole) <= value, where
        by_waiting = by_rule.arrived_by(until)
        assert by_waiting <= most + SMALL, where
        assert floor(by_waiting + SMALL) <= prices.of(until).value, where
