"""Legs and waiting whose answer is a formula: seats, the cut-off, a queue at a late gate."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from safepassage.check import check_bundle
from safepassage.optimise.make_plan import make_plan
from safepassage.optimise.options import PlanOptions
from safepassage.plan.bundle import write_bundle
from safepassage.plan.plan import Plan
from safepassage.scenario.inputs import Closure, Day, Inputs, Interval, Leg
from tests.cases.town import (
    HORIZON_S,
    closure,
    crossing,
    destination,
    gate,
    group,
    link,
    town,
)

BARE = PlanOptions(mend=False, window_min=0)
CAMP = destination("camp", "camp", "unlimited")
STEEP = link("steep", "home", "hut", 900, 240)


def boat(seats: int, arrives_s: int = 7200, **changes: object) -> Leg:
    """From home to the camp; whoever is there by the end of the first hour may board."""
    values: dict[str, object] = {
        "id": "boat", "name": "Boat", "from_node": "home", "to_node": "camp", "cut_off_s": 3600,
        "departs_s": 3660, "arrives_s": arrives_s, "seats": seats, "last_departure": True,
        "eligibility": None, "serves": None, "consents": (), "source": "s",
    }  # fmt: skip
    return Leg(**{**values, **changes})  # type: ignore[arg-type]


def pier(*legs: Leg, **changes: object) -> Inputs:
    """Home with a boat to the camp and no road, unless changed."""
    values: dict[str, object] = {
        "legs": legs, "links": (), "crossings": (), "destinations": (CAMP,),
        "groups": (group("people", "home", 100),),
    }  # fmt: skip
    return town(**{**values, **changes})


def plan_of(inputs: Inputs) -> Plan:
    """The plan, accepted by the independent check."""
    plan = make_plan(inputs, BARE)
    with TemporaryDirectory() as folder:
        report = check_bundle(write_bundle(plan, Path(folder) / "bundle"))
    assert report.verdict == "passed", report.as_text()
    return plan


def arrived(plan: Plan) -> Counter[str]:
    """People who have arrived, by group and what took them ("leg" or "road")."""
    found: Counter[str] = Counter()
    for row in plan.instructions:
        found[f"{row.group} by {'leg' if row.leg else 'road'}"] += row.people
    return found


@pytest.mark.parametrize("mode", ["foot", "seat"])
def test_seats_fill_and_the_rest_is_short_of_seats(mode: str) -> None:
    """30 of 100 go: the smallest case in which a leg is the only way and its seats are the cut."""
    plan = plan_of(pier(boat(30), groups=(group("people", "home", 100, mode=mode),)))
    assert (plan.figures.people_arrived, plan.figures.people_arrived_bound) == (30, 30)
    (row,) = plan.instructions
    assert row.leaving == (((59, 30),),)  # the last period that ends by the cut-off
    assert plan.figures.total_arrival_s == 30 * 7260
    (short,) = plan.short_of
    assert (short.rule, short.people, short.proved) == ("leg_seats", 70, True)
    assert "leg/boat" in short.because


def test_whoever_has_no_seat_goes_on_foot() -> None:
    """Seats and a room that fill each other: 70 walk to the hut, 30 sail, nobody is left."""
    plan = plan_of(
        pier(boat(30), links=(STEEP,), destinations=(CAMP, destination("hut", "hut", 70)))
    )
    assert arrived(plan) == {"people by leg": 30, "people by road": 70}
    assert plan.figures.t100_s == 7260  # the boat is last: 70 walk in 15 + 19 minutes
    assert plan.short_of == ()


@pytest.mark.parametrize(
    ("ready_s", "boards", "bound"), [(3540, 40, 40), (3541, 0, 40), (3599, 0, 40), (3600, 0, 0)]
)
def test_the_cut_off_is_the_cut_off(ready_s: int, boards: int, bound: int) -> None:
    """Who is ready in the last minute is too late for a plan, but not for the bound on any plan."""
    late = group("people", "home", 40, ready=((ready_s, 40),))
    figures = plan_of(pier(boat(50), groups=(late,))).figures
    assert (figures.people_arrived, figures.people_arrived_bound) == (boards, bound)


def test_a_daily_leg_takes_its_seats_every_day() -> None:
    """20 seats a day and 50 people: 20, 20 and 10, at the end of the period of arrival."""
    legs = tuple(
        boat(20, day + 30000, id=f"boat-{day}", cut_off_s=day + 25200, departs_s=day + 26000)
        for day in (0, 86400, 172800)
    )
    days = tuple(Day(f"2031-05-0{5 + n}", n * 86400, (n + 1) * 86400) for n in range(3))
    many = group("people", "home", 50)
    plan = plan_of(pier(*legs, groups=(many,), step_s=900, periods=288, days=days))
    assert plan.arrivals_by_period == ((33, 20), (129, 20), (225, 10))
    assert plan.figures.t50_s == 130 * 900
    assert plan.figures.t100_s == 226 * 900
    assert plan.figures.t100_bound_s == 225 * 900


def test_who_cannot_walk_goes_first() -> None:
    """Seats go to people who have no other way: 40 seats, 40 who need one, 60 who could walk."""
    groups = (group("walkers", "home", 60), group("seated", "home", 40, mode="seat"))
    both = (CAMP, destination("hut", "hut", 60))
    plan = plan_of(pier(boat(40), links=(STEEP,), destinations=both, groups=groups))
    assert arrived(plan) == {"seated by leg": 40, "walkers by road": 60}
    # without the path they have the first claim all the same
    plan = plan_of(pier(boat(40), groups=groups))
    assert arrived(plan) == {"seated by leg": 40}
    assert [(row.group, row.rule, row.people) for row in plan.short_of] == [
        ("walkers", "leg_seats", 60)
    ]
    # and a road alone is no way for them
    plan = plan_of(pier(links=(STEEP,), destinations=both, groups=groups))
    assert arrived(plan) == {"walkers by road": 60}
    assert plan.figures.people_arrived_bound == 60


def ferry_and_gate(**changes: object) -> Inputs:
    """A ferry to the hut, five minutes on foot to the square, a gate for 5 a minute, the camp."""
    return pier(
        boat(30, 3600, to_node="hut", cut_off_s=1800, departs_s=1800),
        links=(link("lane", "hut", "square", 300, 3600), link("road", "far", "camp", 600, 3600)),
        crossings=(crossing(gate("near", 360), gate("far", 300)),),
        groups=(group("people", "home", 30),),
        **changes,
    )


def test_a_leg_is_followed_by_a_walk_and_a_gate() -> None:
    """6, 5, 5, 5, 5 and 4 people a minute pass, and the others wait where the ferry lands."""
    plan = plan_of(ferry_and_gate())
    (row,) = plan.instructions
    assert row.route == ("leg/boat", "link/lane", "crossing/pass", "link/road")
    assert row.leaving[0] == ((29, 30),)
    # at the hut in period 60; the gate is 5 minutes away, the camp 1 + 10 minutes behind it
    assert plan.arrivals_by_period == ((76, 6), (77, 5), (78, 5), (79, 5), (80, 5), (81, 4))
    assert plan.figures.t100_s == (60 + 5 + 5 + 11 + 1) * 60
    assert plan.figures.longest_wait_s == 5 * 60
    assert plan.figures.largest_queue == 24
    # 5 x 5 + 1 people are not yet 30; on the grid a bound lands a period earlier
    assert plan.figures.t100_bound_s == (59 + 5 + 5 + 11) * 60


def late_gate(*closures: Closure, **people: object) -> Inputs:
    """100 people, a street of 5 minutes, a gate for 5 a minute that opens after 2 hours."""
    late = (Interval(7200, HORIZON_S, "s"),)
    return town(
        links=(link("street", "home", "square", 300, 900), link("road", "far", "camp", 600, 3600)),
        crossings=(crossing(gate("near", 360, open=late), gate("far", 300)),),
        groups=(group("people", "home", 100, **people),),
        destinations=(CAMP,),
        closures=closures,
    )


def test_nobody_waits_at_a_late_gate_without_need() -> None:
    """People wait at home: 100 <= 20 x 5 + 1 pass in 20 minutes from the opening on."""
    figures = plan_of(late_gate()).figures
    assert (figures.longest_wait_s, figures.largest_queue) == (0, 0)
    assert figures.t100_s == (120 + 20 + 11) * 60
    assert figures.t100_bound_s == (120 + 19 + 11) * 60


@pytest.mark.parametrize("floods_s", [3600, 5400])
def test_a_flood_makes_people_wait_at_the_gate(floods_s: int) -> None:
    """The street closes before the gate opens: all wait there, the last one longest."""
    plan = plan_of(late_gate(closure("street", floods_s, HORIZON_S)))
    assert plan.figures.people_arrived == 100
    assert plan.figures.t100_s == (120 + 20 + 11) * 60
    (row,) = plan.instructions
    assert row.stages == (0, 1)
    # off the street before it closes: the last minute to enter it is 6 minutes before
    last = floods_s // 60 - 6
    assert row.leaving[0][-1][0] == last
    # first come, first on: the last comes 5 minutes later and goes on in minute 139
    assert plan.figures.longest_wait_s == (139 - (last + 5)) * 60
    assert plan.figures.largest_queue == 100


@pytest.mark.parametrize("leaves_by_s", [1800, 1830])
def test_a_deadline_makes_people_wait_as_a_flood_does(leaves_by_s: int) -> None:
    """Who must leave within half an hour leaves in its last minutes and waits at the gate."""
    figures = plan_of(late_gate(latest_departure_s=leaves_by_s)).figures
    assert figures.people_arrived == figures.people_arrived_bound == 100
    assert figures.longest_wait_s == (139 - (29 + 5)) * 60
    assert figures.largest_queue == 100


@pytest.mark.parametrize("arrives_s", [7199, 7200, 7201, 7259, 7260])
def test_arrival_on_and_off_the_grid(arrives_s: int) -> None:
    """A plan is there in the period that holds the arrival; a bound in that of the last second."""
    figures = plan_of(pier(boat(100, arrives_s))).figures
    assert figures.t100_s == (arrives_s // 60 + 1) * 60
    assert figures.t100_bound_s == (arrives_s - 1) // 60 * 60
    assert figures.total_arrival_s == 100 * figures.t100_s
    assert figures.total_arrival_bound_s <= 100 * (figures.t100_bound_s + 60)
