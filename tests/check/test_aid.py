"""Aid: figures of streams and days by hand, trucks that share a gate, and what is impossible."""

from pathlib import Path
from typing import Any

import pytest

from safepassage.check import check_bundle
from safepassage.check.aid import Aid
from safepassage.check.inputs import Inputs

from .build import (
    Parts,
    aid_stream,
    consent,
    crossing,
    days,
    destination,
    entry,
    gate,
    group,
    hours,
    instruction,
    link,
    parts,
    start,
    write,
)
from .naive import Naive, settled

GATE = "crossing/x/gate/g"


def one_gate(
    streams: Any, periods: int = 60, borders: Any = None, people: int = 50, **change: Any
) -> Parts:
    """One gate, a person in 1 s, a truck in 60 s unless said otherwise; walkers right before it."""
    change = {"rate_trucks_per_hour": "60"} | change
    return parts(
        links=[link("1", "b", "c", None, (0, "36000"))],
        groups=[group("g", [start("a", people)])],
        destinations=[destination("c", "c")],
        crossings=[crossing("x", "a", "b", [gate("g", change.pop("persons", "3600"), **change)])],
        aid_streams=streams,
        periods=periods,
        days=days(*(borders or (0, 60 * periods))),
    )


def figures(made: Parts) -> tuple[list[tuple[Any, ...]], list[int]]:
    """Required, quota, holds and most of every stream and day, and must of every day."""
    aid = Aid(Inputs(made["model"], made["nodes"], made["links"]))
    twin = Naive(made)
    rows = [twin.aid_row(s, d) for s in twin.streams.values() for d in made["model"]["days"]]
    assert [row._asdict() for row in aid.figures.values()] == rows
    must = [aid.must["crossing/x", day.date] for day in aid.days]
    assert must == [twin.must("x", number) for number in range(len(aid.days))]
    return [tuple(row) for row in aid.figures.values()], must


def test_a_whole_day_in_the_horizon() -> None:
    """3,600 s open, two passings of 60 s each: 30 fit, and not one more with a late passing."""
    assert figures(one_gate([aid_stream("s", "x", "7.9", "12.5")])) == ([(7, 12, 30, 30)], [7])
    assert figures(one_gate([aid_stream("s", "x", "40")])) == ([(40, None, 30, 30)], [30])
    # 3,660 s: 30 fit, and a late passing lets in one more
    assert figures(one_gate([aid_stream("s", "x", "40")], 61)) == ([(40, None, 30, 31)], [30])


def test_part_of_a_day_is_its_share_of_open_hours() -> None:
    """Open from 2 hours before the start to 1 hour after it: a third of the day's minimum."""
    stream = [aid_stream("s", "x", "10", "12")]
    made = one_gate(stream, borders=(-14400, 7200), open=hours((-7200, 3600)))
    assert figures(made) == ([(3, 4, 30, 30)], [3])


def test_part_of_a_day_that_is_never_open_is_its_share_of_seconds() -> None:
    stream = [aid_stream("s", "x", "10")]
    made = one_gate(stream, borders=(-3600, 10800), open=None)
    assert figures(made) == ([(2, None, 0, 0)], [0])
    # a consent that is refused shuts all of them, one that is not asked of aid none
    for change, row in (
        ({"of": "all", "state": "refused"}, (2, None, 0, 0)),
        ({"of": "people", "state": "refused"}, (2, None, 30, 30)),
        ({"of": "aid", "direction": "out", "state": "refused"}, (2, None, 30, 30)),
        (
            {"of": "aid", "direction": "in", "only_for": ["list"], "from_s": -3600},
            (2, None, 30, 30),
        ),
    ):
        stream = [aid_stream("s", "x", "10", consents=[consent("c", **change)])]
        made = one_gate(stream, borders=(-3600, 10800), open=hours((-3600, 10800)))
        assert figures(made) == ([row], [min(2, row[2])])


def test_must_of_several_streams() -> None:
    """With one window all together; with two the largest that fits alone."""
    streams = [aid_stream("s", "x", "20"), aid_stream("t", "x", "25")]
    assert figures(one_gate(streams))[1] == [30]
    streams[1]["consents"] = [consent("c", of="aid", from_s=0, to_s=1800)]
    assert figures(one_gate(streams)) == ([(20, None, 30, 30), (25, None, 15, 15)], [20])


def test_the_narrowest_gate_counts_and_an_unknown_rate_passes_none() -> None:
    for rate, row in (("30", (9, None, 15, 15)), ("0", (9, None, 0, 0)), (None, (9, None, 0, 0))):
        made = one_gate([aid_stream("s", "x", "9")])
        gates = made["model"]["crossings"][0]["gates"]
        gates.append(gate("far", rate_trucks_per_hour=rate))
        assert figures(made) == ([row], [min(9, row[2])])


def test_a_slow_passing_of_people_may_make_a_truck_late_too() -> None:
    """A person takes 120 s, a truck 60 s: the last truck may be 120 s late."""
    made = one_gate([aid_stream("s", "x", "40")], persons="30")
    assert figures(made) == ([(40, None, 30, 31)], [30])


def drive(made: Parts, *rows: Any) -> Parts:
    return made | {"aid": [["s", way, period, trucks] for way, period, trucks in rows]}


def broken(made: Parts, tmp_path: Path) -> list[str]:
    report = check_bundle(write(tmp_path, settled(made)))
    assert bool(Naive(made).replay()[2]) == any(row.kept is False for row in report.rules)
    return [row.rule for row in report.rules if row.kept is False]


def test_the_minimum_is_kept_or_the_most_that_fits(tmp_path: Path) -> None:
    made = one_gate([aid_stream("s", "x", "2")])
    assert broken(drive(made, ("in", 0, 1), ("out", 5, 1)), tmp_path) == ["aid_minimum"]
    both = (("in", 0, 1), ("in", 8, 1), ("out", 5, 1), ("out", 9, 1))
    assert broken(drive(made, *both), tmp_path) == []
    made = one_gate([aid_stream("s", "x", "2")], open=hours((0, 299)))
    assert broken(drive(made, ("in", 0, 1), ("out", 1, 1)), tmp_path) == ["aid_minimum"]
    made = one_gate([aid_stream("s", "x", "2")], open=hours((0, 239)))  # only one fits
    assert broken(drive(made, ("in", 0, 1), ("out", 1, 1)), tmp_path) == []


def test_every_day_has_a_minimum_of_its_own(tmp_path: Path) -> None:
    made = one_gate([aid_stream("s", "x", "1")], borders=(0, 1800, 3600))
    both = (("in", 0, 1), ("in", 1, 1), ("out", 2, 1), ("out", 3, 1))
    assert broken(drive(made, *both), tmp_path) == ["aid_minimum"]
    assert (
        broken(drive(made, ("in", 0, 1), ("in", 30, 1), ("out", 2, 1), ("out", 33, 1)), tmp_path)
        == []
    )


@pytest.mark.parametrize(
    "rows",
    [
        [("in", 0, 1)],
        [("in", 0, 1), ("out", 2, 2)],
        [("in", 3, 1), ("out", 2, 1)],
        [("in", 0, 1), ("out", 31, 1)],  # home on the next day
    ],
    ids=str,
)
def test_all_trucks_go_out_again_on_their_day(rows: Any, tmp_path: Path) -> None:
    made = one_gate([aid_stream("s", "x", "0")], borders=(0, 1800, 3600))
    assert broken(drive(made, *rows), tmp_path) == ["aid_return"]


def test_a_truck_may_come_and_go_in_one_period(tmp_path: Path) -> None:
    made = one_gate([aid_stream("s", "x", "1")], rate_trucks_per_hour="120")
    assert broken(drive(made, ("in", 4, 1), ("out", 4, 1)), tmp_path) == []


def test_a_late_truck_is_late_by_one_passing_at_most(tmp_path: Path) -> None:
    """720 s a truck on a 60 s grid: out again after 11 periods, not after 10."""
    made = one_gate([aid_stream("s", "x", "1")], rate_trucks_per_hour="5")
    assert broken(drive(made, ("in", 0, 1), ("out", 11, 1)), tmp_path) == []
    assert broken(drive(made, ("in", 0, 1), ("out", 10, 1)), tmp_path) == ["gate_rate"]


@pytest.mark.parametrize(
    ("period", "rules"),
    [(11, ["gate_rate"]), (12, []), (13, ["gate_rate"]), (23, ["gate_rate"]), (24, [])],
)
def test_people_behind_a_late_truck_wait_for_it(
    period: int, rules: list[str], tmp_path: Path
) -> None:
    """720 s in period 0 leave 60 s late after period 10, and none after 11; so again from 12 on.

    50 people take 50 s; with a truck in their period they may be as late as it.
    """
    made = one_gate([aid_stream("s", "x", "1")], rate_trucks_per_hour="5")
    people = made["model"]["groups"][0]
    route = ["crossing/x", "link/1"]
    made["instructions"] = [instruction("1", people, "a", 50, (0, 3600), route, "c", 100, 0)]
    made["movements"] = [["1", 0, period, 50]]
    assert broken(drive(made, ("in", 0, 1), ("out", 12, 1)), tmp_path) == rules


def test_trucks_and_people_in_one_period_share_its_seconds(tmp_path: Path) -> None:
    """60 s for the truck and 50 s for the people: 50 s late, as a truck may be, but not alone."""
    made = one_gate([aid_stream("s", "x", "1")])
    people = made["model"]["groups"][0]
    route = ["crossing/x", "link/1"]
    made["instructions"] = [instruction("1", people, "a", 50, (0, 300), route, "c", 100, 0)]
    made["movements"] = [["1", 0, 0, 50]]
    assert broken(drive(made, ("in", 0, 1), ("out", 30, 1)), tmp_path) == []
    made["movements"] = [["1", 0, 0, 49], ["1", 0, 1, 1]]
    assert broken(drive(made, ("in", 0, 1), ("out", 30, 1)), tmp_path) == []  # 49 + 1 - 60 < 0
    made["movements"] = [["1", 0, 0, 12], ["1", 0, 1, 38]]
    made["model"]["groups"][0]["starts"][0]["people"] = 50
    # 12 s late, then 38 s more: 50 s used of 60
    assert broken(drive(made, ("in", 0, 1), ("out", 30, 1)), tmp_path) == []
    assert broken(drive(made, ("in", 0, 2), ("out", 30, 2)), tmp_path) == ["gate_rate"]


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"rate_trucks_per_hour": None}, "gate_rate"),
        ({"rate_trucks_per_hour": "0"}, "gate_rate"),
        ({"open": None}, "gate_hours"),
        ({"open": hours((0, 1800))}, "gate_hours"),
        ({"consents": [consent("c", of="aid", to_s=1800)]}, "gate_consent"),
        ({"consents": [consent("c", of="all", direction="in", to_s=1800)]}, "gate_consent"),
        ({"consents": [consent("c", of="aid", state="unknown", source=None)]}, "gate_consent"),
        (
            {"consents": [consent("c", of="aid", to_s=900)], "open": hours((0, 1200))},
            "gate_consent",
        ),
    ],
    ids=str,
)
def test_trucks_at_a_gate_that_is_shut_to_them(change: Any, rule: str, tmp_path: Path) -> None:
    made = one_gate([aid_stream("s", "x", "0")], **change)
    assert broken(drive(made, ("in", 30, 1), ("out", 32, 1)), tmp_path) == [rule]


def test_a_stream_has_consents_of_its_own(tmp_path: Path) -> None:
    consents = [consent("c", of="aid", to_s=1800)]
    made = one_gate([aid_stream("s", "x", "0", consents=consents)])
    assert broken(drive(made, ("in", 30, 1), ("out", 32, 1)), tmp_path) == ["gate_consent"]
    assert broken(drive(made, ("in", 20, 1), ("out", 29, 1)), tmp_path) == []


def test_rules_that_no_truck_asks_for_are_not_applicable(tmp_path: Path) -> None:
    made = drive(one_gate([aid_stream("s", "x", "1")]), ("in", 20, 1), ("out", 29, 1))
    report = check_bundle(write(tmp_path, settled(made)))
    kept = {row.rule for row in report.rules if row.kept}
    assert kept >= {"gate_rate", "gate_hours", "aid_minimum", "aid_return", "whole_people"}
    assert not kept & {"gate_consent", "queue", "leg_seats", "leg_departure", "leg_consent"}


def test_trucks_may_pass_where_people_may_not(tmp_path: Path) -> None:
    made = one_gate([aid_stream("s", "x", "1")])
    consents = [consent("c", of="people", state="refused")]
    made["model"]["crossings"][0]["gates"][0]["consents"] = consents
    assert broken(drive(made, ("in", 20, 1), ("out", 29, 1)), tmp_path) == []


def rows_of(made: Parts, tmp_path: Path) -> dict[str, tuple[Any, str, str]]:
    report = check_bundle(write(tmp_path, settled(made)))
    return {row.claim: (row.value, row.status, row.note) for row in report.claims}


def test_a_shortage_is_proved_as_far_as_the_gate_cannot_pass_more(tmp_path: Path) -> None:
    """Open for 180 s: one truck fits, two at most with one late; 5 are required."""
    made = one_gate([aid_stream("s", "x", "5")], open=hours((0, 180)))
    assert figures(made) == ([(5, None, 1, 2)], [1])
    short = "aid_short/x/2031-05-04"
    one = drive(made, ("in", 0, 1), ("out", 1, 1))
    assert rows_of(one, tmp_path)[short] == (4, "CHECKED", "proved: 3 are impossible")
    two = drive(made, ("in", 0, 1), ("in", 1, 1), ("out", 2, 2))
    assert broken(two, tmp_path) == []
    assert rows_of(two, tmp_path)[short] == (3, "PROVED", "proved: 3 are impossible")


def test_no_row_of_a_shortage_where_there_is_none(tmp_path: Path) -> None:
    made = drive(one_gate([aid_stream("s", "x", "1")]), ("in", 0, 1), ("out", 1, 1))
    rows = rows_of(made, tmp_path)
    assert rows["aid"][1] == "CHECKED"
    assert not [name for name in rows if name.startswith("aid_short")]


def test_streams_with_one_window_are_short_together(tmp_path: Path) -> None:
    """Two streams of 2 each, where 2 fit in all: 2 are surely missing, though each alone fits."""
    streams = [aid_stream("s", "x", "2"), aid_stream("t", "x", "2")]
    made = one_gate(streams, open=hours((0, 180)))
    made["aid"] = [["s", "in", 0, 1], ["t", "in", 1, 1], ["s", "out", 2, 1], ["t", "out", 2, 1]]
    short = rows_of(made, tmp_path)["aid_short/x/2031-05-04"]
    assert short == (2, "PROVED", "proved: 2 are impossible")


@pytest.mark.parametrize(
    "change", [{"trucks": 2}, {"required": 0}, {"quota": 9}, {"most": 31}, {"date": "2031-05-05"}]
)
def test_rows_of_aid_are_exact(change: Any, tmp_path: Path) -> None:
    made = settled(drive(one_gate([aid_stream("s", "x", "1")]), ("in", 0, 1), ("out", 1, 1)))
    made["claims"]["aid"][0] |= change
    report = check_bundle(write(tmp_path, made))
    assert [row.claim for row in report.claims if row.status == "FAILED"] == ["aid"]


@pytest.mark.parametrize("rows", [[], None, {}, [1], [{}], "x"], ids=str)
def test_every_row_of_aid_is_there(rows: Any, tmp_path: Path) -> None:
    made = settled(drive(one_gate([aid_stream("s", "x", "1")]), ("in", 0, 1), ("out", 1, 1)))
    made["claims"]["aid"] = rows
    report = check_bundle(write(tmp_path, made))
    assert [row.claim for row in report.claims if row.status == "FAILED"] == ["aid"]


def most_people(made: Parts, tmp_path: Path, *runs: Any, **priced: int) -> str:
    kind = "priced" if priced else "arrivals"
    last = made["model"]["periods"] - 1
    made["bounds"] = {"arrivals": [], "arrivals_by_second": [], "priced": [], "total_arrival": None}
    made["bounds"][kind] = [entry("people_arrived_bound", last, runs) | priced]
    return rows_of(made, tmp_path)["people_arrived_bound"][2].removeprefix("proved: at most ")


def test_aid_takes_its_part_of_a_bound(tmp_path: Path) -> None:
    """4 hours, 60 s a person, 60 s a truck, 10 trucks: 240 + 1 late - 20 passings."""
    made = one_gate([aid_stream("s", "x", "10")], 240, people=300, persons="60")
    assert most_people(made, tmp_path, [GATE, 0, 239]) == "221"
    assert most_people(made, tmp_path, [GATE, 0, 239, 2, 0], worth=2) == "221"
    # one period less is no whole day, and a slower truck is late for longer
    assert most_people(made, tmp_path, [GATE, 0, 238]) == "300"
    made = one_gate(
        [aid_stream("s", "x", "10")], 240, people=300, persons="60", rate_trucks_per_hour="6"
    )
    assert most_people(made, tmp_path, [GATE, 0, 239]) == str(240 + 10 - 200)


def test_aid_takes_nothing_of_a_bound_where_no_truck_can_pass(tmp_path: Path) -> None:
    for rate in (None, "0"):
        made = one_gate([aid_stream("s", "x", "10")], 240, people=300, persons="60")
        made["model"]["crossings"][0]["gates"].append(gate("far", rate_trucks_per_hour=rate))
        assert most_people(made, tmp_path, [GATE, 0, 239]) == "241"


def test_a_day_is_priced_at_its_cheapest_open_period(tmp_path: Path) -> None:
    """Prices 2 in the first half and 1 in the second: the trucks may all come in the second."""
    made = one_gate([aid_stream("s", "x", "10")], 240, people=400, persons="60")
    runs = [GATE, 0, 119, 2, 0], [GATE, 120, 239, 1, 0]
    # 120 * 2 + 120 * 1 + 2 rises - 20 passings, and 400 people whose cheapest way costs 1 of 2
    assert most_people(made, tmp_path, *runs, worth=2) == str((240 + 120 + 2 - 20 + 400) // 2)
    made["model"]["aid_streams"][0]["consents"] = [consent("c", of="aid", to_s=7200)]
    # now they have to come in the first
    assert most_people(made, tmp_path, *runs, worth=2) == str((240 + 120 + 2 - 40 + 400) // 2)


def test_what_rests_on_a_source_is_listed(tmp_path: Path) -> None:
    made = one_gate([aid_stream("s", "x", "1", consents=[consent("c", of="aid")])])
    report = check_bundle(write(tmp_path, settled(made)))
    found = {row.address: (row.value, row.source) for row in report.asserted}
    assert found["aid_stream/s/minimum_per_day"] == ("1", "s")
    assert found["aid_stream/s/consent/c"] == ("given", "s")
    assert found[f"{GATE}/rate_trucks_per_hour"] == ("60", None)
