"""Aid whose answer is a formula: minimum first, late in the day, the quota where it is free."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from safepassage.optimise.make_plan import make_plan
from safepassage.optimise.options import PlanOptions
from safepassage.plan.bundle import write_bundle
from safepassage.plan.plan import Plan
from safepassage.scenario.inputs import AidStream, Crossing, Day, Inputs, Interval
from tests.cases.town import HORIZON_S, consent, crossing, destination, gate, group, link, town
from tests.conftest import run_checker

BARE = PlanOptions(mend=False, window_min=0)
AID_FIRST = replace(BARE, aid_first=True)
TRUCK_S = 60  # a truck's passing; a person's at the narrower gate is 12 s
TWO_DAYS = (Day("2031-05-05", 0, 3600), Day("2031-05-06", 3600, HORIZON_S))


def stream(least: Any, quota: Any = None, **changes: object) -> AidStream:
    """Trucks for the town through the pass."""
    most = None if quota is None else Fraction(quota)
    values: dict[str, object] = {
        "id": "food", "name": "Food", "crossing": "pass", "consignee": "zone/people",
        "minimum_per_day": Fraction(least), "quota_per_day": most,
        "tonnes_per_truck": None, "consents": (), "source": "s",
    }  # fmt: skip
    return AidStream(**{**values, **changes})  # type: ignore[arg-type]


def passes(people: int, *streams: AidStream, at: str = "home", **changes: Any) -> Inputs:
    """A street of 5 minutes, a gate for 5 people or 1 truck a minute, 11 minutes to the camp.

    `changes`: of both gates, or `days`, or more `crossings`.
    """
    days = changes.pop("days", (Day("2031-05-05", -21600, 64800),))
    more = changes.pop("crossings", ())
    trucks = {"rate_trucks_per_hour": Fraction(3600, TRUCK_S), **changes}
    return town(
        links=(link("street", "home", "square", 300, 3600), link("road", "far", "camp", 600, 3600)),
        crossings=(crossing(gate("near", 360, **trucks), gate("far", 300, **trucks)), *more),
        groups=(group("people", at, people),), days=days, aid_streams=streams,
        destinations=(destination("camp", "camp", "unlimited"),),
    )  # fmt: skip


def plan_of(inputs: Inputs, folder: Path, options: PlanOptions = BARE) -> Plan:
    """The plan, accepted by the independent check."""
    plan = make_plan(inputs, options)
    report = run_checker(write_bundle(plan, folder / "b", force=True))
    assert report["verdict"] == "passed", report
    return plan


def trucks(plan: Plan) -> list[int]:
    """Trucks in by stream and day."""
    return [row.trucks for row in plan.aid_days]


def test_the_minimum_comes_late_where_it_delays_nobody(tmp_path: Path) -> None:
    """People need 80 minutes of 240 and 10 trucks need 20: both have the gate as if alone."""
    alone, both = passes(400), passes(400, stream(10))
    plan = plan_of(both, tmp_path)
    assert plan.figures.t100_s == plan_of(alone, tmp_path).figures.t100_s == (5 + 80 + 11) * 60
    assert trucks(plan) == [10]
    assert [(row.direction, row.period) for row in plan.aid] == [
        ("in" if period < 230 else "out", period) for period in range(220, 240)
    ]


@pytest.mark.parametrize("least", [0, 1, 5, 10])
@pytest.mark.parametrize(("at", "walk_s"), [("square", 0), ("home", 300)])
def test_people_are_late_by_what_the_trucks_need(
    at: str, walk_s: int, least: int, tmp_path: Path
) -> None:
    """Day 1 ends while people still pass: they lose its trucks' seconds and not one more."""
    figures = plan_of(passes(400, stream(least), at=at, days=TWO_DAYS), tmp_path).figures
    assert figures.t100_s == walk_s + (80 + 11) * 60 + 2 * least * TRUCK_S
    # in the bound on any plan trucks pass while people walk to the gate, and one may be late
    lost_s = max(0, 2 * least * TRUCK_S - walk_s - TRUCK_S)
    assert figures.t100_bound_s == walk_s + (79 + 11) * 60 + lost_s
    assert figures.trucks == 2 * least


@pytest.mark.parametrize("quota", [5, 20, 27, 40, 50, 60])
def test_the_quota_costs_nobody_the_way_out(quota: int, tmp_path: Path) -> None:
    """Two hours, of which 300 people need 3,588 s from minute 5 on: 27 trucks fit beside them.

    The quota is raised by halving, so the best of eight equal shares of it is found.
    """
    hours = (Interval(0, 7200, "s"),)
    plan = plan_of(passes(300, stream(5, quota), open=hours), tmp_path)
    most = (7200 - 300 - 299 * 12) // (2 * TRUCK_S)
    assert most == 27
    shares = [5 + (quota - 5) * k // 8 for k in range(9)]
    assert trucks(plan) == [max(n for n in shares if n <= most)]
    assert plan.figures.people_arrived == 300


@pytest.mark.parametrize("quota", [20, 40, 50, 60])
def test_aid_first_takes_the_quota_before_people(quota: int, tmp_path: Path) -> None:
    """The other order of the two: all of the quota, and people until the first truck comes."""
    hours = (Interval(0, 7200, "s"),)
    inputs = passes(300, stream(5, quota), open=hours)
    plan = plan_of(inputs, tmp_path, AID_FIRST)
    assert trucks(plan) == [quota]
    free_s = 7200 - 12 - (2 * quota - 1) * TRUCK_S - 300  # 12 s: somebody may be late
    assert plan.figures.people_arrived == min(300, max(0, free_s // 12 + 1))
    assert plan.figures.people_arrived_bound == 300  # what people could do beside the minimum
    assert plan_of(inputs, tmp_path).figures.people_arrived == 300


def test_a_minimum_that_the_gate_cannot_hold_is_a_proved_shortage(tmp_path: Path) -> None:
    """6 trucks an hour and 4 hours are 12 there and back of 20: 8 cannot come in any plan."""
    slow = {"rate_trucks_per_hour": Fraction(6)}
    plan = make_plan(passes(300, stream(20), **slow), BARE)
    (row,) = plan.aid_days
    assert (row.trucks, row.required, row.most) == (12, 20, 12)
    report = run_checker(write_bundle(plan, tmp_path / "b"))
    (short,) = [row for row in report["claims"] if row["claim"].startswith("aid_short/")]
    assert (short["claim"], short["value"], short["status"]) == (
        "aid_short/pass/2031-05-05", 8, "PROVED",
    )  # fmt: skip
    # who passes before the first truck, at second 14400 - 12 - 23 x 600 (somebody may be late)
    assert plan.figures.people_arrived == (600 - 12 - 300) // 12 + 1
    # the trucks need all of the 14,400 s; one of them may be late in the bound
    assert plan.figures.people_arrived_bound == 600 // 12


def test_two_streams_share_what_fits_by_what_they_ask(tmp_path: Path) -> None:
    """24 and 12 trucks asked, 30 fit into an hour: 20 and 10, and the 6 missing are proved."""
    hours = (Interval(0, 3600, "s"),)
    streams = stream(24), stream(12, id="water", name="Water")
    plan = make_plan(passes(10, *streams, open=hours), BARE)
    assert trucks(plan) == [20, 10]
    report = run_checker(write_bundle(plan, tmp_path / "b"))
    (short,) = [row for row in report["claims"] if row["claim"].startswith("aid_short/")]
    assert (short["value"], short["status"]) == (6, "PROVED")


def test_first_and_last_day_are_pro_rata(tmp_path: Path) -> None:
    """1 hour of day 1 and 3 of day 2 lie in the horizon: 1/24 and 1/8 of minimum and quota."""
    days = (Day("2031-05-05", -82800, 3600), Day("2031-05-06", 3600, 90000))
    always = (Interval(-86400, 90000, "s"),)
    plan = plan_of(passes(100, stream(48, 96), days=days, open=always), tmp_path)
    assert [(row.required, row.quota) for row in plan.aid_days] == [(2, 4), (6, 12)]
    assert trucks(plan) == [4, 12]
    # where a gate opens only for the last hour of day 1, all of its aid falls into the horizon
    hours = (Interval(0, 3600, "s"), Interval(3600, 90000, "s"))
    plan = plan_of(passes(100, stream(6), days=days, open=hours), tmp_path)
    assert [row.required for row in plan.aid_days] == [6, 6 * 10800 // 86400]


def test_trucks_are_whole(tmp_path: Path) -> None:
    """Two and a half trucks a day are two, a quota of three and a half is three."""
    plan = plan_of(passes(100, stream(Fraction(5, 2), Fraction(7, 2))), tmp_path)
    (row,) = plan.aid_days
    assert (row.required, row.quota, row.trucks) == (2, 3, 3)


@pytest.mark.parametrize("by", ["gate", "stream"])
def test_a_consent_of_aid_stops_trucks_and_nobody_else(by: str, tmp_path: Path) -> None:
    no = consent("north", of="aid", direction="in", state="refused")
    changes: dict[str, Any] = {"consents": (no,)} if by == "gate" else {}
    aid = stream(30, consents=(no,) if by == "stream" else ())
    plan = plan_of(passes(100, aid, **changes), tmp_path)
    assert trucks(plan) == [0]
    assert plan.aid_days[0].required == 30 * HORIZON_S // 86400  # no hour of the day is open
    assert plan.figures.t100_s == (5 + 20 + 11) * 60


def test_a_consent_of_people_stops_people_and_no_truck(tmp_path: Path) -> None:
    no = consent("north", of="people", direction="out", state="refused")
    plan = plan_of(passes(100, stream(5, 7), consents=(no,)), tmp_path)
    assert trucks(plan) == [7]
    assert (plan.figures.people_arrived, plan.figures.people_arrived_bound) == (0, 0)
    assert {row.rule for row in plan.short_of} == {"gate_consent"}


def test_a_consent_of_all_is_asked_of_both(tmp_path: Path) -> None:
    """Given for the second hour only: people first, trucks at its end."""
    hour = consent("north", of="all", direction="both", from_s=3600, to_s=7200)
    plan = plan_of(passes(100, stream(5), consents=(hour,)), tmp_path)
    assert plan.figures.t100_s == (60 + 20 + 11) * 60
    assert [row.period for row in plan.aid] == list(range(110, 120))


def test_a_gate_that_people_do_not_use_takes_all_of_the_quota(tmp_path: Path) -> None:
    """Trucks that share nothing with people come as early as the gate opens, all that is wanted."""
    own = gate("own", 60, rate_trucks_per_hour=Fraction(60), eligibility=("drivers",))
    other = Crossing("other", "Other pass", "hut", "camp", 0, (own,))
    plan = plan_of(passes(400, stream(0, 100, crossing="other"), crossings=(other,)), tmp_path)
    assert trucks(plan) == [100]
    assert min(row.period for row in plan.aid) == 0
    assert plan.figures.t100_s == (5 + 80 + 11) * 60
