"""Worths that a pencil gives: one gate after another at 120 people an hour (causeway's README)."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from safepassage.optimise.value import Value, value_changes
from safepassage.optimise.value_figures import worth
from safepassage.scenario.inputs import Inputs
from safepassage.scenario.make_inputs import make_inputs
from safepassage.scenario.read_scenario import read_scenario

GIVEN = "crossing/causeway/gate/mainland/consent/mainland/state=given"


def causeway(*sets: str) -> Inputs:
    return make_inputs(read_scenario("causeway", set_=(GIVEN, *sets)))


def rows(inputs: Inputs, *kinds: str) -> dict[tuple[str, str], Value]:
    values = value_changes(inputs, kinds=kinds)
    assert values.kind == "optimum"
    return {(row.change.address, row.change.change): row for row in values.rows}


@pytest.mark.parametrize("gate", ["island", "mainland"])
def test_an_hour_shut_holds_back_whoever_has_not_passed(gate: str) -> None:
    """People are at the gates from minute 5 on, two a minute, and one may be late in a run.

    So by minute m of the clock 2 * (m - 5) have passed, and one more whom the bound lets through
    when the gate opens again; the others, and the last one, are an hour later.
    """
    found = rows(causeway(), "hours")
    address = f"crossing/causeway/gate/{gate}/open"
    for hour in range(11, 16):
        row = found[address, f"shut 2031-06-02 {hour}:00-{hour + 1}:00 (60 min less)"]
        passed = 2 * ((hour - 10) * 60 - 5) + 1
        assert row.worth.people_more == 0
        assert row.worth.hours_earlier == -1
        assert row.worth.people_hours_less == -(600 - passed)
    first = found[address, "shut 2031-06-02 10:00-11:00 (60 min less)"].worth
    assert float(first.hours_earlier or 0) == -55 / 60  # nobody is there in the first five minutes
    assert first.people_hours_less == -600 * 55 // 60
    late = found[address, "shut 2031-06-02 16:00-17:00 (60 min less)"].worth
    assert late.nothing  # the last one is through at 15:05


def test_one_of_two_equal_gates_is_worth_nothing_alone() -> None:
    """Both pass 120 an hour: more at one of them alone brings nobody sooner."""
    assert all(row.worth.nothing for row in rows(causeway(), "rate").values())
    wider = causeway("crossing/causeway/gate/island/rate_persons_per_hour=180")
    found = rows(wider, "rate")
    narrow = found["crossing/causeway/gate/mainland", "12 people/h more (120 now)"].worth
    # 599 passings before the last one take 599 / 132 h instead of 599 / 120 h, in whole minutes
    assert narrow.hours_earlier is not None
    assert abs(float(narrow.hours_earlier) - (599 / 120 - 599 / 132)) <= 2 / 60
    wide = found["crossing/causeway/gate/island", "18 people/h more (180 now)"].worth
    assert wide.nothing


def test_a_consent_is_worth_everybody_and_the_clearance_stays_unknown() -> None:
    shut = make_inputs(read_scenario("causeway"))
    found = rows(shut, "consent")
    address = "crossing/causeway/gate/mainland/consent/mainland"
    given = found[address, "given, from the start to the end"].worth
    assert given.people_more == 600
    assert given.hours_earlier is None  # nobody arrives now: no time to compare, and never 0
    back = rows(causeway(), "consent")[address, "taken back"].worth
    assert back.people_more == -600
    assert back.hours_earlier is None
    assert back.people_hours_less == -given.people_hours_less


def test_places_count_one_by_one_up_to_who_is_left() -> None:
    short = causeway("destination/mainland/room=150", "destination/mainland/room_source=exercise")
    (row,) = rows(short, "room").values()
    assert row.change.change == "1,000 places more (150 now)"
    assert row.worth.people_more == 450
    assert row.worth.hours_earlier is None


def test_hours_are_those_of_the_local_clock() -> None:
    """A start at twenty past, a zone half an hour off UTC, a gate that opens in mid-hour."""
    inputs = make_inputs(
        read_scenario(
            "causeway",
            set_=(
                GIVEN,
                "timezone=Asia/Kolkata",
                "start=2031-06-02T10:20:00+00:00",
                "crossing/causeway/gate/island/open="
                "[{from: 2031-06-02T11:45:00+00:00, to: 2031-06-02T20:00:00+00:00, "
                "source: exercise}]",
            ),
        )
    )
    words = [change for address, change in rows(inputs, "hours") if "island" in address]
    assert words[:4] == [
        "open 2031-06-02 15:50-16:00 (10 min more)",
        "open 2031-06-02 16:00-17:00 (60 min more)",
        "open 2031-06-02 17:00-18:00 (15 min more)",
        "shut 2031-06-02 17:00-18:00 (45 min less)",
    ]


def test_a_road_that_a_map_cuts_in_two_is_widened_as_a_whole() -> None:
    """One of two links in a row, both for 60 an hour, is worth nothing alone."""
    inputs = causeway(
        "link/shore-path/walk_capacity=60",
        "crossing/causeway/gate/island/rate_persons_per_hour=1200",
        "crossing/causeway/gate/mainland/rate_persons_per_hour=1200",
    )
    path = next(link for link in inputs.links if link.id == "shore-path")
    first = path._replace(to_node="bend", foot_s=150)
    second = path._replace(id="shore-path-2", from_node="bend", foot_s=150)
    others = [link for link in inputs.links if link.id != "shore-path"]
    cut = replace(
        inputs,
        links=(first, second, *others),
        nodes=(*inputs.nodes, inputs.nodes[0]._replace(id="bend")),
    )
    (whole,) = rows(inputs, "road").values()
    (both,) = rows(cut, "road").values()
    assert whole.change.change == "Shore Path, 6 people/h more (60 now)"
    assert both.change.change == "Shore Path, 6 people/h more on 2 links in a row (60 now)"
    assert both.worth.people_more == whole.worth.people_more > 0
    assert abs(both.worth.people_hours_less / whole.worth.people_hours_less - 1) < 0.01
    alone = replace(cut, links=(first._replace(foot_per_hour=Fraction(66)), second, *others))
    before, after = (value_changes(i, kinds=("consent",)).base for i in (cut, alone))
    assert worth(before, after).people_more <= 1
