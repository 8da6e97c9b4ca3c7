"""Mends of the shipped examples: what is said as --set is what was planned, and comes true."""

from __future__ import annotations

import shlex
from datetime import datetime
from functools import cache
from typing import Any

import pytest

from safepassage.cli.run_plan import plan_document
from safepassage.network.windows import intervals
from safepassage.optimise.levers import all_levers
from safepassage.optimise.make_plan import make_plan
from safepassage.optimise.options import PlanOptions
from safepassage.plan.plan import Mend, Plan
from safepassage.plan.short_text import shortfall_lines
from safepassage.scenario import make_inputs, read_scenario
from safepassage.scenario.address import BY_HAND
from safepassage.scenario.inputs import Consent, Inputs

FAR = "crossing/harbour/gate/far"
TWO_HOURS = (
    f"{FAR}/open=[{{from: 2031-05-05T08:00:00+00:00, to: 2031-05-05T10:00:00+00:00, "
    "source: readout}]"
)
FERRY_GONE = (
    f"{FAR}/consent/authority/state=refused",
    "leg/noon-ferry/cut_off=2031-05-05T06:10:00+00:00",
    "leg/noon-ferry/last_day=2031-05-05",
)
MANY = 300
# scenario, start (None = as written), changes that make it short, tries (None = as many as usual)
CASES: dict[str, tuple[str, str | None, tuple[str, ...], int | None]] = {
    "causeway": ("causeway", None, (), None),
    "less water": ("harbour", None, ("destination/camp/need/water/have=12000",), MANY),
    "water unknown": ("harbour", None, ("destination/camp/need/water/have=unknown",), MANY),
    "two hours": ("harbour", None, (TWO_HOURS,), MANY),
    "slow": ("harbour", None, (f"{FAR}/rate_persons_per_hour=170",), MANY),
    "rate unknown": ("harbour", None, (f"{FAR}/rate_persons_per_hour=unknown",), MANY),
    "hours unknown": ("harbour", None, (f"{FAR}/open=unknown",), MANY),
    "refused": ("harbour", None, (f"{FAR}/consent/authority/state=refused",), MANY),
    "ferry gone": ("harbour", None, FERRY_GONE, MANY),
    "deadline": (
        "harbour",
        None,
        ("group/hillside-residents/latest_departure=2031-05-05T06:02:00+00:00",),
        MANY,
    ),
    "30 October": ("rafah-2023", None, (), None),
    "1 November": ("rafah-2023", "2023-11-01T06:00:00+02:00", (), None),
    "daily charter": (
        "rafah-2023",
        "2023-11-01T06:00:00+02:00",
        ("leg/last-us-charter/last_day=2023-10-31",),
        None,
    ),
    "hindsight": ("rafah-2023", "2023-11-01T06:00:00+02:00", (), None),
    "rafah-2024": ("rafah-2024", None, (), None),
}
AS_OF = {"hindsight": datetime.fromisoformat("2023-11-09T18:00:00+02:00")}


def inputs_of(case: str, *more: str) -> Inputs:
    name, start, changes, _ = CASES[case]
    begin = None if start is None else datetime.fromisoformat(start)
    return make_inputs(
        read_scenario(name, set_=(*changes, *more)), start=begin, as_of=AS_OF.get(case)
    )


@cache
def planned(case: str) -> Plan:
    return make_plan(inputs_of(case), PlanOptions(mend_tries=CASES[case][3]))


def mends_of(plan: Plan) -> list[Mend]:
    """Each mend once, the best first."""
    found = {mend.set: mend for row in plan.short_of for mend in row.mends}
    return sorted(found.values(), key=lambda mend: -mend.people_more)


@pytest.mark.parametrize("case", CASES)
def test_a_plan_with_the_set_of_a_mend_brings_people_more(case: str) -> None:
    plan = planned(case)
    for mend in mends_of(plan):
        again = make_plan(inputs_of(case, *mend.set), PlanOptions(mend=False))
        more = again.figures.people_arrived - plan.figures.people_arrived
        assert more == mend.people_more > 0, mend
        for row in plan.short_of:
            if any(m.set == mend.set and m.removes for m in row.mends):
                assert more >= row.people
                assert missing(again, row.group, row.start) <= (
                    missing(plan, row.group, row.start) - row.people
                )


def missing(plan: Plan, group: str, start: str) -> int:
    return sum(r.people for r in plan.short_of if (r.group, r.start) == (group, start))


def consent(row: Consent) -> tuple[Any, ...]:
    span = (row.from_s, row.to_s) if row.counts else None
    return row.id, row.party, row.of, row.direction, row.counts, row.only_for, span


def effect(inputs: Inputs) -> dict[str, Any]:
    """What a plan rests on, without the words of sources, and hours as seconds."""

    def gate(row: Any) -> tuple[Any, ...]:
        rates = (row.rate_persons_per_hour, row.rate_vehicles_per_hour, row.rate_trucks_per_hour)
        hours = None if row.open is None else intervals(row.open)
        return row.id, hours, rates, row.eligibility, [consent(c) for c in row.consents]

    return {
        "groups": [
            (row.id, row.people, row.latest_departure_s, row.starts) for row in inputs.groups
        ],
        "closures": [(row.links, row.from_s, row.to_s) for row in inputs.closures],
        "corridors": [
            (
                row.id,
                None if row.hours is None else intervals(row.hours),
                row.notified_from_s,
                [consent(c) for c in row.consents],
            )
            for row in inputs.corridors
        ],
        "crossings": [(row.id, [gate(g) for g in row.gates]) for row in inputs.crossings],
        "destinations": [
            (row.id, row.room, row.short_need, [(n.need, n.have, n.room) for n in row.needs])
            for row in inputs.destinations
        ],
        "legs": [
            (
                (row.id, row.name, row.cut_off_s, row.departs_s, row.arrives_s, row.seats),
                [consent(c) for c in row.consents],
            )
            for row in inputs.legs
        ],
    }


def everything(inputs: Inputs) -> set[str]:
    """Every element and group."""
    return {
        *(f"link/{row.id}" for row in inputs.links),
        *(f"crossing/{row.id}" for row in inputs.crossings),
        *(f"leg/{row.id}" for row in inputs.legs),
        *(f"destination/{row.id}" for row in inputs.destinations),
        *(f"group/{row.id}" for row in inputs.groups),
    }


@pytest.mark.parametrize("case", CASES)
def test_every_change_is_the_same_as_inputs_and_as_set(case: str) -> None:
    """Also of changes that mend nothing: hours, rates, consents, rooms, departures, deadlines."""
    inputs = inputs_of(case)
    levers = all_levers(inputs, everything(inputs))
    if case == "rafah-2024":  # it is slow to read: one of each kind
        levers = list({lever.kind: lever for lever in levers}.values())
    assert levers
    for lever in levers:
        some = max(1, lever.most // 3)
        for amount in {1, some, lever.most}:
            said = lever.say(amount)
            assert effect(lever.inputs_with(inputs, amount)) == effect(
                inputs_of(case, *said.set)
            ), said


def test_every_kind_is_among_the_changes() -> None:
    kinds = {
        lever.kind
        for case in ("deadline", "refused")
        for lever in all_levers(inputs_of(case), everything(inputs_of(case)))
    }
    assert kinds == {"consent", "hours", "rate", "departure", "room", "deadline"}


@pytest.mark.parametrize(
    ("case", "change", "amount", "more"),
    [
        ("causeway", "crossing/causeway/gate/mainland/consent/mainland/state", "given", 600),
        # 1,100 at 15 l a day
        ("less water", "destination/camp/need/water/have", "16500", 300),
        ("hours unknown", f"{FAR}/open", "open from the start to the end", 1040),
        ("refused", f"{FAR}/consent/authority/state", "given", 1040),
        # 300 people on Low Road, 19 a minute: the last leave 16 minutes after the start
        ("deadline", "group/hillside-residents/latest_departure", "15", 261),
    ],
)
def test_the_best_mend_is_what_one_works_out_by_hand(
    case: str, change: str, amount: str, more: int
) -> None:
    best = mends_of(planned(case))[0]
    assert (best.change, best.amount, best.people_more) == (change, amount, more)
    assert best.removes


def test_the_last_charter_would_have_to_leave_a_day_later() -> None:
    """Its cut-off was on 31 October at 09:00; on 1 November people set out at 06:00."""
    (mend,) = mends_of(planned("1 November"))
    assert (mend.kind, mend.change, mend.people_more) == (
        "departure",
        "leg/last-us-charter/departs",
        45,
    )
    assert 1265 <= int(mend.amount) <= 1340


def test_no_single_change_is_an_answer() -> None:
    """Behind one crossing on 30 October at least two parties have to move."""
    plan = planned("30 October")
    assert not mends_of(plan)
    assert all(row.mend_sought for row in plan.short_of)
    assert "    Mend: no single change mends it." in shortfall_lines(plan)


def test_text_and_json_say_what_set_needs() -> None:
    """Whoever copies the lines from the terminal, or reads `set`, makes the same change."""
    plan = planned("two hours")
    best = mends_of(plan)[0]
    lines = [line.strip() for line in shortfall_lines(plan)]
    words = [shlex.split(line) for line in lines if line.startswith("--set ")]
    assert tuple(word for _, word in words)[: len(best.set)] == best.set
    (row, *_) = plan_document(plan)["short_of"]
    assert row["mend"] in row["mends"]
    assert row["mend"]["set"] == list(best.set)
    assert row["mend"].keys() == {
        "kind", "change", "amount", "unit", "people_more", "removes", "set", "shown_in", "least",
    }  # fmt: skip
    assert row["mends"] == sorted(row["mends"], key=lambda mend: -mend["people_more"])


def test_a_list_may_name_the_source_by_hand() -> None:
    scenario = read_scenario("harbour", set_=[TWO_HOURS.replace("readout", BY_HAND)])
    assert scenario.sources[-1].id == BY_HAND
    assert "gate/far/open=" in scenario.sources[-1].title
    gate = make_inputs(scenario).crossings[1].gates[1]
    assert gate.open is not None
    assert [row.source for row in gate.open] == [BY_HAND]
