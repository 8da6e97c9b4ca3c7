"""Andorra's figures are those of its sources, its answer agrees with sums by hand, and what its
page says was measured comes out again."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path

import pytest

from safepassage.optimise.make_plan import make_plan
from safepassage.optimise.options import PlanOptions
from safepassage.plan.bundle import write_bundle
from safepassage.plan.plan import Plan
from safepassage.scenario import make_inputs, read_scenario
from safepassage.scenario.folder import EXAMPLES
from tests.conftest import run_checker

# residents on 31 December 2023 (source 71 of the domain facts)
RESIDENTS = {
    "andorra-la-vella": 24_042,
    "escaldes-engordany": 15_507,
    "encamp": 12_826,
    "la-massana": 11_591,
    "sant-julia": 9_915,
    "canillo": 5_780,
    "ordino": 5_440,
}
BULLETIN = datetime.fromisoformat("2031-02-15T10:00:00+01:00")
CLOSURE = "closure/snow-on-the-pass"
GRAU_ROIG = f"{CLOSURE}/link_ids=cg2-grau-roig"
LATER = "end=2031-02-17T06:00:00+01:00"
PER_MIN = 1_200 * 0.95 / 60 * 2.3  # people whom one exit lets pass, in cars


@cache
def planned(*changes: str, as_of: datetime | None = None, headcount: str = "likely") -> Plan:
    scenario = read_scenario("andorra", set_=changes)
    inputs = make_inputs(scenario, as_of=as_of, headcount=headcount)  # type: ignore[arg-type]
    return make_plan(inputs, PlanOptions(mend=False))


def readme() -> str:
    return (EXAMPLES / "andorra" / "README.md").read_text(encoding="utf-8")


def test_residents_by_parish() -> None:
    scenario = read_scenario("andorra")
    for parish, people in RESIDENTS.items():
        here = [
            group
            for group in scenario.groups
            if group.zone_id == parish and group.population in ("residents", "without-car")
        ]
        assert sum(int(group.people_likely) for group in here) == people
        assert f"{people:,}" in readme()
    assert sum(RESIDENTS.values()) == 85_101


def test_headcounts_low_and_high() -> None:
    """The parish registers' 90,721 (source 72) as high, 5 % fewer as low, rounded by parish."""
    groups = [g for g in read_scenario("andorra").groups if g.population != "patients"]
    living = [g for g in groups if g.population != "visitors"]
    assert sum(int(g.people_high) for g in living) == pytest.approx(90_721, abs=7)
    assert sum(int(g.people_low) for g in living) == pytest.approx(0.95 * 85_101, abs=7)
    visiting = [g for g in groups if g.population == "visitors"]
    # 4,034,362 vehicles a year (source 80) with 2.3 people: all of a day's as high, half as likely
    a_day = 4_034_362 / 365 * 2.3
    assert sum(int(g.people_high) for g in visiting) == pytest.approx(a_day, rel=0.01)
    assert sum(int(g.people_likely) for g in visiting) == pytest.approx(a_day / 2, rel=0.01)


def test_lengths_of_roads() -> None:
    """CG-1 has 10 km (source 74); kilometre posts of CG-2 (source 76); CG-5 has 3 km."""
    km = {link.link_id: link.length for link in read_scenario("andorra").links}
    assert km["cg1-north"] + km["cg1-south"] == 10
    encamp = km["cg2-escaldes"] + km["cg2-encamp"]
    assert 6 <= encamp <= 7
    canillo = encamp + km["cg2-canillo"]
    assert canillo == 11
    assert canillo + km["cg2-soldeu"] == 19
    portal = canillo + km["cg2-soldeu"] + km["cg2-grau-roig"]
    assert portal == 23.5
    assert portal + km["cg2-pass-up"] == 28.5
    assert portal + km["cg2-pass-up"] + km["cg2-pass-down"] == 32
    assert portal + km["cg2-pass-up"] + km["cg2-pass-down"] + km["cg2-border"] == 33
    assert km["cg5"] == 3
    assert km["tunnel"] > 2.879
    assert km["dos-valires"] > 2.922


def test_two_exits_with_two_sides_each() -> None:
    scenario = read_scenario("andorra")
    assert {c.id: len(c.gates) for c in scenario.crossings} == {"runer": 2, "pas-de-la-casa": 2}
    assert {place.kind for place in scenario.destinations} == {"outside"}
    assert scenario.start.strftime("%A") == "Saturday"  # no school is open


def test_the_answer_and_the_sum_by_hand(tmp_path: Path) -> None:
    plan = planned()
    figures = plan.figures
    assert figures.people_arrived == plan.inputs.people == 89_417
    by_car = sum(group.people for group in plan.inputs.groups if group.mode == "car")
    assert by_car == 86_226
    assert figures.t100_s is not None
    assert figures.t100_bound_s is not None
    by_hand_s = by_car / (2 * PER_MIN) * 60
    assert by_hand_s <= figures.t100_bound_s <= figures.t100_s <= 1.05 * by_hand_s
    assert run_checker(write_bundle(plan, tmp_path / "bundle"))["verdict"] == "passed"
    for text in (f"{figures.t100_s // 60:,} min", f"{figures.t100_bound_s // 60:,} min"):
        assert text in readme()


@pytest.mark.parametrize("link", ["cg2-grau-roig", "cg1-south"])
def test_one_exit_is_worth_about_half(link: str) -> None:
    plan = planned(
        f"{CLOSURE}/link_ids={link}", f"{CLOSURE}/from=2031-02-15T06:00:00+01:00", LATER,
        as_of=BULLETIN,
    )  # fmt: skip
    figures = plan.figures
    assert figures.people_arrived == 89_417
    assert figures.t100_s is not None
    assert figures.t100_bound_s is not None
    # whoever starts at El Pas de la Casa still leaves by France
    inside = 86_226 - (9_000 if link == "cg2-grau-roig" else 0)
    assert inside / PER_MIN * 60 <= figures.t100_bound_s <= figures.t100_s
    assert f"{figures.t100_s // 60:,} min" in readme()
    assert all(day.trucks >= day.required for day in plan.aid_days)


def test_the_bulletin_is_known_from_ten_on() -> None:
    early, late = planned(), planned(as_of=BULLETIN)
    assert "closure/snow-on-the-pass" in " ".join(str(row) for row in early.inputs.not_used)
    assert "closure/snow-on-the-pass" not in " ".join(str(row) for row in late.inputs.not_used)
    # the pass ends on the lane on which the tunnel ends: with the tunnel open it brings nothing
    assert early.figures.t100_bound_s == late.figures.t100_bound_s


def test_without_the_east_from_noon_on() -> None:
    plan = planned(GRAU_ROIG, as_of=BULLETIN)
    assert plan.figures.people_arrived == 82_436
    assert plan.figures.people_arrived_bound == 83_285
    for figure in ("82,436", "83,285"):
        assert figure in readme()


def test_half_the_rate() -> None:
    """600 cars an hour and lane, as in an emergency: also the inputs that once broke the LP."""
    plan = planned("capacity_use=0.475", LATER)
    assert plan.figures.people_arrived == 89_417
    assert plan.figures.t100_s == 2_010 * 60
    assert plan.figures.t100_bound_s == 1_985 * 60


def test_seats_are_short_when_many_are_there() -> None:
    plan = planned(LATER, headcount="high")
    assert {row.rule for row in plan.short_of} == {"leg_seats"}
    assert sum(row.people for row in plan.short_of) == 99
    patients = [row for row in plan.short_of if row.group == "patients"]
    assert sum(row.people for row in patients) == 192 - 3 * 42
