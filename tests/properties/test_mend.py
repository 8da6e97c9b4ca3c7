"""Mends on random inputs: each comes true, less of it does not do, and none is against a bound."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from safepassage.optimise.ceiling import Ceiling
from safepassage.optimise.changes import Lever
from safepassage.optimise.levers import all_levers
from safepassage.optimise.make_plan import make_plan
from safepassage.optimise.options import PlanOptions
from safepassage.plan.plan import Mend, Plan, Shortfall
from safepassage.scenario.inputs import Inputs
from tests.cases.legs_and_aid import with_legs_and_aid
from tests.cases.random_inputs import random_inputs
from tests.cases.several_classes import several_classes

ALL = PlanOptions(mend_tries=100_000)
BARE = PlanOptions(mend=False)


def case(kind: str, seed: int) -> Inputs:
    if kind == "walkers":
        return random_inputs(seed)
    if kind == "cars":
        return random_inputs(seed, by_car=True, gets_off=seed % 2 == 0)
    if kind == "classes":
        return several_classes(seed)
    return with_legs_and_aid(random_inputs(seed), seed)


CASES = [
    pytest.param(kind, seed, marks=() if seed < 6 else pytest.mark.prove)
    for kind in ("walkers", "cars", "classes", "legs and aid")
    for seed in range(12)
]


def levers_of(inputs: Inputs) -> list[Lever]:
    near = {
        *(f"link/{row.id}" for row in inputs.links),
        *(f"crossing/{row.id}" for row in inputs.crossings),
        *(f"leg/{row.id}" for row in inputs.legs),
        *(f"destination/{row.id}" for row in inputs.destinations),
        *(f"group/{row.id}" for row in inputs.groups),
    }
    return all_levers(inputs, near)


def missing(plan: Plan) -> dict[tuple[str, str], int]:
    """People of each start who do not arrive."""
    found: dict[tuple[str, str], int] = {}
    for row in plan.short_of:
        found[row.group, row.start] = found.get((row.group, row.start), 0) + row.people
    return found


def gained(before: Plan, after: Plan, row: Shortfall) -> int:
    key = (row.group, row.start)
    return missing(before).get(key, 0) - missing(after).get(key, 0)


def lever_and_amount(inputs: Inputs, mend: Mend) -> tuple[Lever, int]:
    for lever in levers_of(inputs):
        if lever.kind == mend.kind:
            for amount in range(1, lever.most + 1):
                if lever.say(amount).set == mend.set:
                    return lever, amount
    raise AssertionError(f"no lever makes {mend}")


@pytest.mark.parametrize(("kind", "seed"), CASES)
def test_each_mend_comes_true_and_a_step_less_does_not_do(kind: str, seed: int) -> None:
    inputs = case(kind, seed)
    plan = make_plan(inputs, ALL)
    arrived = plan.figures.people_arrived
    assert all(row.mend_sought for row in plan.short_of)
    rows: dict[tuple[str, ...], list[Shortfall]] = {}
    mends: dict[tuple[str, ...], Mend] = {}
    for row in plan.short_of:
        assert len({mend.kind for mend in row.mends}) == len(row.mends)
        for mend in row.mends:
            rows.setdefault(mend.set, []).append(row)
            mends[mend.set] = mend
    for key, mend in mends.items():
        lever, amount = lever_and_amount(inputs, mend)
        after = make_plan(lever.inputs_with(inputs, amount), BARE)
        assert after.figures.people_arrived == arrived + mend.people_more > arrived, mend
        for row in rows[key]:
            removes = next(m.removes for m in row.mends if m.set == key)
            more = gained(plan, after, row)
            assert more > 0
            assert removes == (min(more, mend.people_more) >= row.people)
        if amount > 1:
            less = make_plan(lever.inputs_with(inputs, amount - 1), BARE)
            families = {(row.rule, row.because) for row in rows[key]}
            assert any(not as_good(plan, after, less, rows[key], one) for one in families), mend


def as_good(
    plan: Plan, after: Plan, less: Plan, rows: list[Shortfall], family: tuple[str, str]
) -> bool:
    """Whether a step less does for the rows of a family what the mend does."""
    own = [row for row in rows if (row.rule, row.because) == family]
    lost = sum(row.people for row in own)

    def gone(one: Plan) -> bool:
        more = one.figures.people_arrived - plan.figures.people_arrived
        return more >= lost and all(gained(plan, one, row) >= row.people for row in own)

    if gone(after):
        return gone(less)
    helps = sum(gained(plan, less, row) for row in own) > 0
    return helps and less.figures.people_arrived >= after.figures.people_arrived


@pytest.mark.parametrize(("kind", "seed"), CASES)
def test_no_change_that_helps_a_row_is_missed(kind: str, seed: int) -> None:
    """A row that some lever helps at its largest has a mend of that kind, for one row alone."""
    inputs = case(kind, seed)
    plan = make_plan(inputs, ALL)
    for lever in levers_of(inputs):
        after = make_plan(lever.inputs_with(inputs, lever.most), BARE)
        if after.figures.people_arrived <= plan.figures.people_arrived:
            continue
        families = {(row.rule, row.because) for row in plan.short_of}
        for family in families:
            own = [row for row in plan.short_of if (row.rule, row.because) == family]
            if len(own) == 1 and is_near(lever, own[0]) and gained(plan, after, own[0]) > 0:
                kinds = {mend.kind for mend in own[0].mends}
                seats = own[0].rule == "no_vehicle" and inputs_seats(inputs, own[0])
                assert lever.kind in kinds or own[0].rule == "departure_ready" or seats, (
                    lever.say(lever.most),
                    own,
                )


def is_near(lever: Lever, row: Shortfall) -> bool:
    """A later deadline is a change for its own group alone; anything else may be on the way."""
    return lever.kind != "deadline" or f"group/{row.group}" in lever.on


def inputs_seats(inputs: Inputs, row: Shortfall) -> bool:
    """Whether a start counts its cars."""
    group = next(group for group in inputs.groups if group.id == row.group)
    return any(start.seats is not None for start in group.starts if start.node == row.start)


@pytest.mark.parametrize(("kind", "seed"), CASES)
def test_no_plan_exceeds_the_ceiling(kind: str, seed: int) -> None:
    """What a bound rules out is never offered: the bound holds for changed inputs too."""
    inputs = case(kind, seed)
    rng = random.Random(seed)
    plan = make_plan(inputs, BARE)
    proofs = [
        row for row in (*plan.certificates, *plan.priced) if row.claim == "people_arrived_bound"
    ]
    ceiling = Ceiling(inputs)
    assert ceiling.people(inputs, proofs) >= plan.figures.people_arrived
    for lever in levers_of(inputs):
        for amount in {1, lever.most, rng.randint(1, lever.most)}:
            changed = lever.inputs_with(inputs, amount)
            after = make_plan(changed, BARE)
            most = ceiling.people(changed, proofs, lever.prices)
            assert after.figures.people_arrived <= most, lever.say(amount)


def test_fewer_tries_find_no_better_and_say_so() -> None:
    inputs = several_classes(3)
    for tries in (0, 1, 3):
        plan = make_plan(inputs, replace(ALL, mend_tries=tries))
        for row in plan.short_of:
            for mend in row.mends:
                lever, amount = lever_and_amount(inputs, mend)
                after = make_plan(lever.inputs_with(inputs, amount), BARE)
                more = after.figures.people_arrived - plan.figures.people_arrived
                assert more == mend.people_more > 0
        if tries == 0:
            assert not any(row.mends for row in plan.short_of)
