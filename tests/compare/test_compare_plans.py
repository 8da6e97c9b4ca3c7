"""Two plans laid side by side say exactly the differences that their files hold, and what cannot
be compared is said: each figure here is counted again from the files, with json and csv alone."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from safepassage.compare.comparison import compare_plans
from safepassage.errors import UsageError
from safepassage.optimise.make_plan import make_plan
from safepassage.plan.bundle import write_bundle
from safepassage.scenario import make_inputs, read_scenario
from tests.compare import by_hand
from tests.compare.conftest import FAR, Bundle


@pytest.mark.parametrize("name", ["harbour", "withdrawn", "causeway", "causeway-given"])
def test_a_plan_compared_with_itself_has_no_difference(name: str, bundle: Bundle) -> None:
    found = compare_plans(bundle(name), bundle(name))
    assert found.same
    assert not found.inputs
    assert not found.apart
    assert not found.instructions
    assert not any(row.differs for row in found.people)


PAIRS = [
    ("harbour", "hour-less"),
    ("hour-less", "harbour"),
    ("harbour", "withdrawn"),
    ("harbour", "less-water"),
    ("hour-less", "withdrawn"),
]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_people_by_zone(one: str, other: str, bundle: Bundle) -> None:
    a, b = bundle(one), bundle(other)
    found = compare_plans(a, b)
    assert not found.same
    before, after = by_hand.arrived(a), by_hand.arrived(b)
    for row in found.people:
        assert row.arrived == (before[row.zone], after[row.zone])
        assert row.more == after[row.zone] - before[row.zone]
        first, second = by_hand.by_route(a, row.zone), by_hand.by_route(b, row.zone)
        fewest = min(first.total(), second.total()) - (first & second).total()
        assert row.other_way == fewest
        if before[row.zone] and after[row.zone]:
            later = by_hand.mean_s(b, row.zone) - by_hand.mean_s(a, row.zone)
            assert row.mean_later_min == pytest.approx(later / 60, abs=0.051)
        else:
            assert row.mean_later_min is None
    assert {row.zone for row in found.people} == {"old-town", "fishers-row", "hillside"}


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_figures_and_uses(one: str, other: str, bundle: Bundle) -> None:
    a, b = bundle(one), bundle(other)
    found = compare_plans(a, b)
    for name in ("people", "people_arrived", "people_arrived_bound", "people_gap", "trucks"):
        value = found.figure(name).value
        assert (value.before, value.after) == (by_hand.claim(a, name), by_hand.claim(b, name))
    for name in ("t50", "t50_bound", "t90", "t100", "t100_bound"):
        for folder, value in zip((a, b), _both(found.figure(name).value), strict=True):
            second = by_hand.claim(folder, f"{name}_s")
            assert value == (None if second is None else by_hand.instant(folder, second))
    uses = {row.address: row.people for row in found.uses}
    for address in ("crossing/bridge", "crossing/harbour", "leg/noon-ferry", "link/quay-road"):
        counted = by_hand.through(a, address), by_hand.through(b, address)
        if address in uses:
            assert (uses[address].before, uses[address].after) == counted
        else:
            assert counted == (0, 0)


def _both(pair: object) -> tuple[object, object]:
    return pair.before, pair.after  # type: ignore[attr-defined]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_instructions_added_and_gone(one: str, other: str, bundle: Bundle) -> None:
    a, b = bundle(one), bundle(other)
    found = compare_plans(a, b)
    rows = [by_hand.load(folder, "plan/instructions.json") for folder in (a, b)]
    starts = {(row["group"], row["start"]) for row in rows[0] + rows[1]}
    more = fewer = 0
    for key in starts:
        counts = [sum((r["group"], r["start"]) == key for r in side) for side in rows]
        more += max(0, counts[1] - counts[0])
        fewer += max(0, counts[0] - counts[1])
    kinds = [row.kind for row in found.instructions]
    assert (kinds.count("added"), kinds.count("gone")) == (more, fewer)
    for row in found.instructions:
        if row.before and row.after:
            assert (row.before.route != row.after.route) == ("route" in row.differs)
            assert (row.before.people != row.after.people) == ("people" in row.differs)


def test_one_gate_hour_less_is_the_one_input_that_differs(bundle: Bundle) -> None:
    found = compare_plans(bundle("harbour"), bundle("hour-less"))
    (row,) = found.inputs
    assert (row.address, row.kind) == (FAR, "changed")
    assert row.before == "2031-05-05 08:00 - 2031-05-05 14:00"
    assert row.after == "2031-05-05 09:00 - 2031-05-05 14:00"
    assert (row.source_before, row.source_after) == ("readout", "set-by-hand")


def test_a_consent_withdrawn_takes_the_way_of_those_without_a_ferry(bundle: Bundle) -> None:
    """By hand: only the bridge leads from Old Town; Fishers' Row has the ferry besides."""
    found = compare_plans(bundle("harbour"), bundle("withdrawn"))
    (row,) = found.inputs
    assert row.address == "crossing/bridge/gate/post/consent/guard/state"
    assert (row.before, row.after) == ("given", "refused")
    assert {row.zone for row in found.people if row.loses_way} == {"old-town"}
    assert not any(row.gains_way for row in found.people)
    back = compare_plans(bundle("withdrawn"), bundle("harbour"))
    assert {row.zone for row in back.people if row.gains_way} == {"old-town"}


def test_causeway_consent(bundle: Bundle) -> None:
    found = compare_plans(bundle("causeway"), bundle("causeway-given"))
    (row,) = found.people
    assert row.arrived == (0, 600)
    assert row.gains_way
    assert row.mean_later_min is None  # nobody arrives before
    assert {row.rule: row.people.before for row in found.rules} == {"gate_consent": 600}


def test_aid_that_falls_short(bundle: Bundle) -> None:
    a, b = bundle("harbour"), bundle("more-aid")
    found = compare_plans(a, b)
    missing = [
        sum(
            max(0, row["required"] - row["trucks"]) for row in by_hand.load(f, "claims.json")["aid"]
        )
        for f in (a, b)
    ]
    assert missing[1] > missing[0]
    assert sum(row.missing.before for row in found.aid) == missing[0]
    assert sum(row.missing.after for row in found.aid) == missing[1]


def test_different_scenarios_are_not_compared_part_by_part(bundle: Bundle) -> None:
    found = compare_plans(bundle("harbour"), bundle("causeway"))
    assert not found.of_one_scenario
    assert found.apart[0].what == "scenario"
    assert not found.same
    assert not found.same_answer
    for part in (found.inputs, found.people, found.instructions, found.aid, found.uses):
        assert part == ()
    value = found.figure("people").value
    assert (value.before, value.after) == (1400, 600)


def test_another_start_and_end_are_said_and_instants_compared(
    bundle: Bundle, tmp_path: Path
) -> None:
    """People told half an hour later: hours and consents are the same instants, so no input of a
    gate differs, and what has arrived is counted by the earlier end as well."""
    scenario = read_scenario("harbour", set_=("end=2031-05-05T15:00:00+00:00",))
    later = scenario.start + timedelta(minutes=30)
    b = write_bundle(make_plan(make_inputs(scenario, start=later)), tmp_path / "later")
    found = compare_plans(bundle("harbour"), b)
    assert {row.what for row in found.apart} == {"start", "end"}
    assert {row.address for row in found.inputs} == {
        "start",
        "end",
        "as_of",
        "assumption/end/value",
    }
    assert found.arrived_by is not None
    until, people = found.arrived_by
    assert until == datetime.fromisoformat("2031-05-05T15:00:00+00:00")
    assert people.before == by_hand.claim(bundle("harbour"), "people_arrived")
    assert people.after == by_hand.claim(b, "people_arrived")


def test_another_time_zone_leaves_aid_by_day_out(bundle: Bundle, tmp_path: Path) -> None:
    inputs = make_inputs(read_scenario("harbour"))
    b = write_bundle(make_plan(replace(inputs, timezone="Asia/Gaza")), tmp_path / "zone")
    found = compare_plans(bundle("harbour"), b)
    assert [row.what for row in found.apart] == ["timezone"]
    assert found.aid == ()
    assert [row.address for row in found.inputs] == ["timezone"]


def test_another_step_is_said(bundle: Bundle, tmp_path: Path) -> None:
    b = write_bundle(make_plan(make_inputs(read_scenario("harbour"), step_s=300)), tmp_path / "s")
    found = compare_plans(bundle("harbour"), b)
    assert [(r.what, r.before, r.after) for r in found.apart] == [("step", "60", "300")]


def test_a_bundle_that_fails_its_check_is_compared_and_known(
    bundle: Bundle, tmp_path: Path
) -> None:
    b = tmp_path / "spoilt"
    shutil.copytree(bundle("harbour"), b)
    claims = (b / "claims.json").read_text()
    (b / "claims.json").write_text(claims.replace('"people_arrived":1400', '"people_arrived":1399'))
    found = compare_plans(bundle("harbour"), b)
    assert found.one.passed
    assert not found.other.passed
    assert "manifest" in found.other.broken_rules
    assert "people_arrived" in found.other.failed_claims


def test_a_folder_that_is_no_bundle(bundle: Bundle, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"not a bundle: it has no manifest\.json"):
        compare_plans(bundle("harbour"), tmp_path)
