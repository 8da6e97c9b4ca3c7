"""A plan made with one rule switched off is refused by exactly that rule."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from safepassage.optimise.make_plan import make_plan
from safepassage.optimise.options import PlanOptions
from safepassage.plan.bundle import write_bundle
from safepassage.scenario.inputs import AidStream, ForbiddenTurn, Inputs, Interval, Leg
from tests.cases.lift import without_rule
from tests.cases.town import (
    HORIZON_S,
    closure,
    consent,
    corridor,
    crossing,
    destination,
    gate,
    group,
    link,
    town,
)
from tests.conftest import broken_rules, failed_claims, run_checker

BARE = PlanOptions(mend=False)
LATE = (Interval(7200, HORIZON_S, "s"),)
NO_HUT = (destination("camp", "camp", "unlimited"),)

BOAT = Leg("boat", "Boat", "home", "camp", 1800, 3600, 7200, 100, True, None, None, (), "s")
PIER = {"links": (), "crossings": (), "destinations": NO_HUT, "legs": (BOAT,)}
TRUCKS = crossing(
    gate("near", 360, rate_trucks_per_hour=Fraction(60)),
    gate("far", 300, rate_trucks_per_hour=Fraction(60)),
)
FOOD = AidStream("food", "Food", "pass", "zone/people", Fraction(10), None, None, (), "s")

# For each rule a town in which forgetting it would bring people sooner, or more of them.
CASES: dict[str, Inputs] = {
    "gate_hours": town(
        crossings=(crossing(gate("near", 360, open=LATE), gate("far", 300)),), destinations=NO_HUT
    ),
    "gate_consent": town(
        crossings=(
            crossing(
                gate("near", 360), gate("far", 300, consents=(consent("south", from_s=7200),))
            ),
        ),
        destinations=NO_HUT,
    ),
    "eligibility": town(
        crossings=(crossing(gate("near", 360, eligibility=("listed",)), gate("far", 300)),)
    ),
    "gate_rate": town(),
    "link_capacity": town(
        links=(
            link("street", "home", "square", 300, 120),
            link("road", "far", "camp", 600, 900),
            link("steep", "home", "hut", 900, 60),
        )
    ),
    "forbidden_turn": town(
        links=(*town().links, link("lane", "square", "hut", 60, 900)),
        forbidden_turns=(ForbiddenTurn("no-lane", ("street", "lane"), ("foot",), None),),
    ),
    "closure": town(closures=(closure("street", 0, 5400),), destinations=NO_HUT),
    "corridor_hours": town(corridors=(corridor("street", hours=LATE),), destinations=NO_HUT),
    "corridor_consent": town(
        corridors=(corridor("street", consents=(consent("south", from_s=7200),)),),
        destinations=NO_HUT,
    ),
    "destination_room": town(destinations=(destination("camp", "camp", 200),)),
    "intake_rate": town(
        destinations=(destination("camp", "camp", "unlimited", intake_per_hour=Fraction(120)),)
    ),
    "departure_deadline": town(groups=(group("people", "home", 400, latest_departure_s=1800),)),
    "departure_ready": town(
        groups=(group("people", "home", 400, ready=((3600, 200), (5400, 400))),)
    ),
    "walking_limit": town(walking_limit_m=150, destinations=NO_HUT),
    "leg_seats": town(**PIER),
    "leg_departure": town(
        **PIER, groups=(group("people", "home", 90, ready=((0, 20), (2400, 90))),)
    ),
    "leg_consent": town(
        **{**PIER, "legs": (replace(BOAT, consents=(consent("south", to_s=1800),)),)}
    ),
    "gate_rate of trucks": town(
        crossings=(TRUCKS,),
        destinations=NO_HUT,
        aid_streams=(replace(FOOD, quota_per_day=Fraction(2000)),),
    ),
    "aid_minimum": town(crossings=(TRUCKS,), destinations=NO_HUT, aid_streams=(FOOD,)),
}
CAR = "no_vehicle"


def car_town() -> Inputs:
    """Cars only, and fewer seats than people."""
    inputs = town()
    people = group("people", "home", 400, mode="car", occupancy=Fraction(2))
    start = replace(people.starts[0], seats=300)
    return replace(
        inputs,
        links=tuple(
            row._replace(car_s=60, car_per_hour=Fraction(450), foot_s=None, foot_per_hour=None)
            for row in inputs.links
        ),
        groups=(replace(people, starts=(start,)),),
        crossings=(),
        destinations=(destination("hut", "hut", "unlimited"),),
    )


@pytest.mark.parametrize("rule", [*CASES, CAR])
def test_refused_by_exactly_that_rule(rule: str, tmp_path: Path) -> None:
    inputs = car_town() if rule == CAR else CASES[rule]
    name = rule.partition(" ")[0]
    honest = make_plan(inputs, BARE)
    report = run_checker(write_bundle(honest, tmp_path / "honest"))
    assert report["verdict"] == "passed", (broken_rules(report), failed_claims(report))
    kept = {row["rule"]: row["kept"] for row in report["rules"]}
    forgetful = make_plan(without_rule(inputs, rule), BARE)
    assert forgetful.figures != honest.figures, "the rule makes no difference here"
    # the true inputs and the true proof, with the plan that forgot the rule
    spoilt = replace(
        forgetful,
        inputs=inputs,
        certificates=honest.certificates,
        total_certificate=honest.total_certificate,
        priced=honest.priced,
    )
    report = run_checker(write_bundle(spoilt, tmp_path / "spoilt"))
    assert report["verdict"] == "failed"
    assert broken_rules(report) - {"bounds_certificate"} == {name}
    assert kept[name] is not False
