"""Legs, waiting and aid of random plans, counted again person by person and truck by truck."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from fractions import Fraction
from functools import cache
from math import ceil

import pytest

from safepassage.errors import UsageError
from safepassage.optimise.make_plan import make_plan
from safepassage.optimise.options import PlanOptions
from safepassage.plan.plan import Instruction, Plan
from safepassage.scenario.inputs import Inputs
from tests.cases.legs_and_aid import with_legs_and_aid
from tests.cases.several_classes import several_classes
from tests.naive.path_lp import World

BARE = PlanOptions(mend=False)


@cache
def plan_of(seed: int, options: PlanOptions = BARE) -> Plan | None:
    """The plan of random inputs with legs and aid; None if they are refused."""
    try:
        return make_plan(with_legs_and_aid(several_classes(seed), seed), options)
    except UsageError:
        return None


def plans(first: int, last: int, options: PlanOptions = BARE) -> Iterator[tuple[int, Plan]]:
    """Seeds and plans, without those that are refused."""
    for seed in range(first, last):
        if (plan := plan_of(seed, options)) is not None:
            yield seed, plan


def stage_periods(inputs: Inputs, row: Instruction, stage: int, by_car: bool) -> int:
    """Periods from leaving the beginning of a stage to its end, from the rules."""
    links = {f"link/{link.id}": link for link in inputs.links}
    crossings = {f"crossing/{c.id}": c for c in inputs.crossings}
    legs = {f"leg/{leg.id}": leg for leg in inputs.legs}
    bounds = [*row.stages, len(row.route)]
    seconds = 0
    for place, name in enumerate(row.route):
        inside = bounds[stage] <= place < bounds[stage + 1]
        if name in legs:
            by_car = False
            if inside:
                leg = legs[name]
                return leg.arrives_s // inputs.step_s - (leg.cut_off_s // inputs.step_s - 1)
        elif name in crossings:
            if any(gate.rate_vehicles_per_hour is None for gate in crossings[name].gates):
                by_car = False
            seconds += crossings[name].transit_s if inside else 0
        else:
            link = links[name]
            seconds += ((link.car_s if by_car else link.foot_s) or 0) if inside else 0
    return ceil(Fraction(seconds, inputs.step_s))


def waits_again(plan: Plan) -> tuple[int, int]:
    """Longest wait in seconds and largest queue, person by person, first come first on."""
    inputs = plan.inputs
    nodes = {f"link/{x.id}": x.from_node for x in inputs.links}
    nodes |= {f"crossing/{x.id}": x.from_node for x in inputs.crossings}
    nodes |= {f"leg/{x.id}": x.from_node for x in inputs.legs}
    modes = {group.id: group.mode for group in inputs.groups}
    longest = 0
    waiting: Counter[tuple[str, int]] = Counter()
    for row in plan.instructions:
        people = [[d for d, n in leaving for _ in range(n)] for leaving in row.leaving]
        for stage in range(1, len(row.stages)):
            takes = stage_periods(inputs, row, stage - 1, modes[row.group] == "car")
            for left, on in zip(people[stage - 1], people[stage], strict=True):
                assert left + takes <= on, "goes on before having come"
                longest = max(longest, on - left - takes)
                for period in range(left + takes, on):
                    waiting[nodes[row.route[row.stages[stage]]], period] += 1
    return longest * inputs.step_s, max(waiting.values(), default=0)


def test_waits_are_those_counted_person_by_person() -> None:
    """80 cases: the figures of waiting against every person's own wait."""
    waited = 0
    for seed, plan in plans(0, 80):
        figures = plan.figures
        assert (figures.longest_wait_s, figures.largest_queue) == waits_again(plan), seed
        waited += figures.largest_queue > 0
    assert waited >= 5, "the cases do not try what they are for"


def test_seats_and_boarding_are_kept() -> None:
    """60 cases: nobody is over the seats, and all board in the last period before the cut-off."""
    boarded = 0
    for seed, plan in plans(0, 60):
        legs = {f"leg/{leg.id}": leg for leg in plan.inputs.legs}
        taken: Counter[str] = Counter()
        for row in plan.instructions:
            for stage, place in enumerate(row.stages):
                name = row.route[place] if place < len(row.route) else ""
                if name in legs:
                    ((period, people),) = row.leaving[stage]
                    assert period == legs[name].cut_off_s // plan.inputs.step_s - 1, seed
                    taken[name] += people
        assert all(people <= legs[name].seats for name, people in taken.items()), seed
        boarded += sum(taken.values())
    assert boarded >= 100


@pytest.mark.parametrize("options", [BARE, PlanOptions(mend=False, aid_first=True)])
def test_aid_rows_are_those_counted_truck_by_truck(options: PlanOptions) -> None:
    """60 cases in either order: required, quota and most second by second, trucks one by one."""
    trucks = short = 0
    for seed, plan in plans(0, 60, options):
        step_s = plan.inputs.step_s
        world = World(plan.inputs)
        rows = []
        for stream in world.streams.values():
            for number, day in enumerate(world.model["days"]):
                figures = world.aid_row(stream, day)
                holds = figures.pop("holds")
                count = Counter[str]()
                for row in plan.aid:
                    if (row.aid_stream, True) == (
                        stream["id"], day["from_s"] <= row.period * step_s < day["to_s"],
                    ):  # fmt: skip
                        count[row.direction] += row.trucks
                assert count["in"] == count["out"], seed
                assert count["in"] <= figures["most"]
                names = {"aid_stream": stream["id"], "date": day["date"], "trucks": count["in"]}
                rows.append(names | figures)
                others = world.streams_at(stream["crossing"])
                if len(others) == 1:
                    least = min(figures["required"], holds)
                    assert count["in"] >= least == world.must(stream["crossing"], number), seed
                trucks += count["in"]
                short += count["in"] < figures["required"]
        assert [asdict(row) for row in plan.aid_days] == rows, seed
        assert plan.figures.trucks == sum(row["trucks"] for row in rows)
    assert min(trucks, short) >= 20, "the cases do not try what they are for"
