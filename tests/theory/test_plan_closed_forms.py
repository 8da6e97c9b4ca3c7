"""Plans and bounds whose answer is a formula: one link, one gate, two in series, a merge."""

from __future__ import annotations

from fractions import Fraction
from math import ceil

import pytest

from safepassage.optimise.make_plan import make_plan
from safepassage.optimise.options import PlanOptions
from safepassage.plan.plan import Plan
from safepassage.scenario.inputs import Crossing, Inputs, Interval
from tests.cases.town import HORIZON_S, crossing, destination, gate, group, link, town

BARE = PlanOptions(mend=False, window_min=0)
CAMP = (destination("camp", "camp", "unlimited"),)


def plan_of(inputs: Inputs) -> Plan:
    return make_plan(inputs, BARE)


@pytest.mark.parametrize(
    ("people", "rate"), [(100, 600), (101, 600), (1, 600), (55, 37), (400, 333)]
)
def test_one_link(people: int, rate: int) -> None:
    """t100 = T + the periods that N people need; the bound is a step and a late passing less."""
    path = link("path", "home", "camp", 600, rate)
    inputs = town(
        links=(path,), crossings=(), destinations=CAMP, capacity_use=Fraction(1),
        groups=(group("people", "home", people),),
    )  # fmt: skip
    figures = plan_of(inputs).figures
    per_period = Fraction(rate, 60)
    # in n periods n*c + 1 people can pass, whole people
    periods = next(n for n in range(1, 999) if n * per_period + 1 >= people)
    assert figures.t100_s == 600 + periods * 60
    # by the end of period q those can be there who entered by period q - 10
    proved = max(n for n in range(999) if n * per_period + 1 < people) if people > 1 else 0
    if people > 1:
        assert figures.t100_bound_s == 600 + proved * 60
        assert figures.t100_s - figures.t100_bound_s == 60
    assert figures.people_gap == 0


def test_a_gate_for_five_an_hour_on_a_grid_of_minutes() -> None:
    """A passing every 12 minutes is neither 0 nor 60 an hour: 10 people take 9 x 12 minutes."""
    inputs = town(
        links=(link("street", "home", "square", 60, 3600), link("road", "far", "camp", 60, 3600)),
        crossings=(crossing(gate("slow", 5)),),
        destinations=CAMP,
        groups=(group("people", "home", 10),),
    )
    plan = plan_of(inputs)
    (row,) = plan.instructions
    passings = [period for period, people in row.leaving[0] for _ in range(people)]
    assert len(passings) == 10
    # any run of n minutes passes at most n/12 + 1 people
    for i, first in enumerate(passings):
        for j in range(i, len(passings)):
            assert j - i + 1 <= (passings[j] - first + 1) / 12 + 1
    # 1 + 9 more at 12 minutes each, after 1 minute of street; 1 of transit, 1 of road
    assert plan.figures.t100_s == (1 + 108 + 1 + 1) * 60
    assert plan.figures.t100_bound_s is not None
    assert plan.figures.t100_s - plan.figures.t100_bound_s <= 12 * 60


@pytest.mark.parametrize(("near", "far"), [(360, 300), (300, 360), (120, 119), (600, 60)])
def test_two_gates_in_series_pass_what_the_slower_passes(near: int, far: int) -> None:
    inputs = town(
        links=(link("street", "home", "square", 300, 3600), link("road", "far", "camp", 600, 3600)),
        crossings=(crossing(gate("near", near), gate("far", far)),),
        destinations=CAMP,
        groups=(group("people", "home", 120),),
    )
    figures = plan_of(inputs).figures
    slower = Fraction(min(near, far), 60)
    periods = ceil((120 - 1) / slower)
    assert figures.t100_s == (5 + 1 + 10) * 60 + periods * 60
    assert figures.t100_bound_s == figures.t100_s - 60


def test_gates_open_at_different_hours_pass_only_in_the_common_hour() -> None:
    near = gate("near", 600, open=(Interval(0, 7200, "s"),))
    far = gate("far", 600, open=(Interval(3600, HORIZON_S, "s"),))
    inputs = town(
        links=(link("street", "home", "square", 60, 3600), link("road", "far", "camp", 60, 3600)),
        crossings=(crossing(near, far),),
        destinations=CAMP,
        groups=(group("people", "home", 1000),),
    )
    plan = plan_of(inputs)
    assert plan.figures.people_arrived_bound == 601  # one hour at 600, and one late passing
    assert plan.figures.people_arrived in (600, 601)
    apart = gate("far", 600, open=(Interval(7200, HORIZON_S, "s"),))
    nobody = plan_of(town(crossings=(crossing(near, apart),), destinations=CAMP))
    assert nobody.figures.people_arrived_bound == 0
    assert {row.rule for row in nobody.short_of} == {"gate_hours"}


def test_a_merge_shares_the_narrow_road() -> None:
    """Two groups into one road of 600 an hour: together 10 a minute, whoever goes first."""
    inputs = town(
        links=(
            link("a", "home", "square", 300, 1200),
            link("b", "hut", "square", 600, 1200),
            link("narrow", "square", "camp", 120, 600),
        ),
        crossings=(), destinations=CAMP, capacity_use=Fraction(1),
        groups=(group("near", "home", 200), group("far", "hut", 200)),
    )  # fmt: skip
    figures = plan_of(inputs).figures
    # the first can be at the road after 5 minutes; 400 people at 10 a minute
    assert figures.t100_bound_s == (5 + 39 + 2) * 60
    assert figures.t100_s is not None
    assert figures.t100_s <= (5 + 40 + 2) * 60


def test_capacity_use_applies_to_roads_and_never_to_gates() -> None:
    road = town(
        links=(link("path", "home", "camp", 600, 600),), crossings=(), destinations=CAMP,
        groups=(group("people", "home", 571),),
    )  # fmt: skip
    figures = plan_of(road).figures
    assert figures.t100_s == 600 + 60 * 60  # 571 <= 60 x 9.5 + 1
    assert figures.t100_bound_full_use_s == 600 + 56 * 60  # 56 x 10 + 1 < 571
    open_way = (link("street", "home", "square", 60, 36000), link("road", "far", "camp", 60, 36000))
    at_gate = town(
        links=open_way, destinations=CAMP, groups=(group("people", "home", 571),),
        crossings=(Crossing("pass", "Pass", "square", "far", 0, (gate("only", 600),)),),
    )  # fmt: skip
    figures = plan_of(at_gate).figures
    assert figures.t100_bound_s == figures.t100_bound_full_use_s == (2 + 56) * 60
