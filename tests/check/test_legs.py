"""Legs and waiting: closed forms, and hand-made breaks beyond one for every rule."""

from pathlib import Path
from typing import Any

import pytest

from safepassage.check import check_bundle

from .build import (
    Parts,
    consent,
    crossing,
    destination,
    entry,
    gate,
    group,
    hours,
    instruction,
    leg,
    link,
    parts,
    start,
    write,
)
from .ferry import ferry
from .naive import settled

SEATS = "leg/boat/seats"


def broken(made: Parts, tmp_path: Path) -> list[str]:
    report = check_bundle(write(tmp_path, settled(made)))
    return [row.rule for row in report.rules if row.kept is False]


def claimed(made: Parts, tmp_path: Path, claim: str) -> Any:
    """The value of a claim that holds."""
    report = check_bundle(write(tmp_path, settled(made)))
    assert [row.rule for row in report.rules if row.kept is False] == []
    return next(row.value for row in report.claims if row.claim == claim and row.status != "FAILED")


def at_most(made: Parts, tmp_path: Path, runs: Any = (), priced: Any = None) -> str:
    """What is proved of the people who arrive, by one certificate."""
    made["bounds"]["arrivals"] = [entry("people_arrived_bound", 59, runs)] if not priced else []
    made["bounds"]["priced"] = [entry("people_arrived_bound", 59, runs) | priced] if priced else []
    report = check_bundle(write(tmp_path, settled(made)))
    row = next(row for row in report.claims if row.claim == "people_arrived_bound")
    return row.note.removeprefix("proved: at most ")


def boat(times: tuple[int, int, int] = (600, 700, 1200), seats: int = 12, **change: Any) -> Parts:
    """30 people on foot, 500 s from a boat; 10 of them are ready at once, the rest at 200 s."""
    return parts(
        links=[link("1", "a", "pier", None, (500, "36000"))],
        groups=[change.pop("people", group("g", [start("a", 30, [[0, 10], [200, 30]])]))],
        destinations=[destination("c", "c")],
        legs=[leg("boat", "pier", "c", times, seats, **change)],
    )


def test_who_misses_the_cut_off_stays(tmp_path: Path) -> None:
    """The bound boards in the period of second 599, 9; 8 whole periods before that is period 1."""
    assert at_most(boat(seats=100), tmp_path) == "10"
    assert at_most(boat((781, 790, 1200), 100), tmp_path) == "30"  # 13 - 8 = 5
    assert at_most(boat((660, 790, 1200), 100), tmp_path) == "10"  # 10 - 8 = 2; 200 s is 3
    assert at_most(boat((661, 790, 1200), 100), tmp_path) == "30"


def test_no_more_than_the_seats(tmp_path: Path) -> None:
    late = (1200, 1200, 1800)
    for seats, most in ((12, "12"), (0, "0"), (40, "30")):
        assert at_most(boat(late, seats), tmp_path, [[SEATS, 0, 59]]) == most
        priced = {"worth": 3}
        assert at_most(boat(late, seats), tmp_path, [[SEATS, 19, 19, 3, 0]], priced) == most
    assert at_most(boat(late, 12), tmp_path, [[SEATS, 0, 18]]) == "30"  # boards in period 19


@pytest.mark.parametrize(
    ("change", "most"),
    [
        ({"eligibility": ["list"]}, "0"),
        ({"eligibility": []}, "0"),
        ({"serves": ["staff"]}, "0"),
        ({"serves": ["staff", "residents"]}, "30"),
        ({"consents": [consent("c", from_s=1201)]}, "0"),
        ({"consents": [consent("c", from_s=1200, to_s=1201)]}, "30"),
        ({"consents": [consent("c", to_s=1200)]}, "0"),
        ({"consents": [consent("c", state="refused", of="aid")]}, "30"),
        ({"consents": [consent("c", state="refused", direction="in")]}, "30"),
        ({"consents": [consent("c", only_for=["list"])]}, "0"),
    ],
    ids=str,
)
def test_whom_a_leg_is_for(change: Any, most: str, tmp_path: Path) -> None:
    assert at_most(boat((1200, 1200, 1800), 100, **change), tmp_path) == most


def test_a_leg_that_has_left_brings_nobody(tmp_path: Path) -> None:
    made = boat((0, 10, 600), 100, people=group("g", [start("pier", 30)]))
    assert at_most(made, tmp_path) == "0"
    made = boat((1, 10, 600), 100, people=group("g", [start("pier", 30)]))
    assert at_most(made, tmp_path) == "30"  # in a bound the first second is enough


def test_a_bound_leaves_a_leg_in_the_period_before_the_arrival_ends(tmp_path: Path) -> None:
    made = boat((600, 700, 1200), 30, people=group("g", [start("pier", 30)]))
    made["bounds"]["arrivals"] = [entry("t100_bound_s", 18)]
    assert claimed(made, tmp_path, "t100_bound_s") == 1140
    made["bounds"]["arrivals"] = [entry("t100_bound_s", 19)]
    assert claimed(made, tmp_path, "t100_bound_s") == 0


def board(made: Parts, route: list[str], stages: Any, rows: Any, figures: tuple[int, int]) -> Parts:
    """One instruction for all people of the only group, from its only start."""
    people = made["model"]["groups"][0]
    node = people["starts"][0]["node"]
    moved = sum(n for stage, _, n in rows if stage == 0)
    window = (0, 3600)
    row = instruction("1", people, node, moved, window, route, "c", *figures, stages)
    made["instructions"], made["movements"] = [row], [["1", *rest] for rest in rows]
    return made


def boarded(rows: Any, **change: Any) -> Parts:
    made = boat((1200, 1260, 1830), 30, **change)
    return board(made, ["link/1", "leg/boat"], [0, 1], rows, (100, 1070))


def test_a_plan_boards_in_the_last_whole_period_and_leaves_at_the_arrival(tmp_path: Path) -> None:
    """Period 19 ends at 1200; second 1830 lies in period 30, which ends at 1860."""
    rows = [(0, 0, 10), (0, 4, 20), (1, 19, 30)]
    assert claimed(boarded(rows), tmp_path, "t100_s") == 1860
    # 500 s are 9 periods: they came in 9 and 13, and all go on in 19
    assert claimed(boarded(rows), tmp_path, "longest_wait_s") == 10 * 60
    assert claimed(boarded(rows), tmp_path, "largest_queue") == 30
    assert claimed(boarded(rows), tmp_path, "last_safe_start/zone/z-g") == 10 * 60  # 19 - 9


@pytest.mark.parametrize("period", [18, 20])
def test_a_leg_is_boarded_in_one_period_only(period: int, tmp_path: Path) -> None:
    rows = [(0, 0, 10), (0, 4, 20), (1, period, 30)]
    assert broken(boarded(rows), tmp_path) == ["leg_departure"]


@pytest.mark.parametrize(
    ("rows", "rules"),
    [
        ([(0, 0, 10), (0, 4, 20), (1, 19, 29)], ["queue"]),
        ([(0, 0, 10), (0, 10, 20), (1, 19, 30)], []),
        ([(0, 0, 10), (0, 11, 20), (1, 19, 30)], ["queue"]),
        ([(0, 0, 10), (0, 4, 20)], ["queue"]),
        ([(0, 0, 10), (0, 4, 19), (1, 19, 30)], ["queue"]),
    ],
    ids=str,
)
def test_nobody_goes_on_before_having_come_and_all_do(
    rows: Any, rules: list[str], tmp_path: Path
) -> None:
    assert broken(boarded(rows), tmp_path) == rules


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"eligibility": ["list"]}, "eligibility"),
        ({"serves": ["staff"]}, "eligibility"),
        ({"consents": [consent("c", only_for=["list"])]}, "leg_consent"),
        ({"consents": [consent("c", state="unknown", source=None)]}, "leg_consent"),
        ({"consents": [consent("c", to_s=1260)]}, "leg_consent"),
    ],
    ids=str,
)
def test_whom_a_plan_puts_on_a_leg(change: Any, rule: str, tmp_path: Path) -> None:
    rows = [(0, 0, 10), (0, 4, 20), (1, 19, 30)]
    assert broken(boarded(rows, **change), tmp_path) == [rule]


def test_seats_are_counted_over_all_instructions(tmp_path: Path) -> None:
    made = boarded([(0, 0, 10), (0, 4, 20), (1, 19, 30)])
    first = made["instructions"][0]
    made["model"]["groups"].append(group("h", [start("pier", 1)]))
    other = instruction(
        "2", made["model"]["groups"][1], "pier", 1, (900, 1200), ["leg/boat"], "c", 0, 570
    )
    made["instructions"] = [first, other]
    made["movements"].append(["2", 0, 19, 1])
    assert broken(made, tmp_path) == ["leg_seats"]
    made["model"]["legs"][0]["seats"] = 31
    assert broken(made, tmp_path) == []


@pytest.mark.parametrize(
    ("route", "stages"),
    [
        (["link/1", "leg/boat", "link/2"], [0, 1]),  # a leg is a stage of its own
        (["link/1", "leg/boat", "link/2"], [0, 2]),
        (["link/1", "leg/boat", "link/2"], [0]),
        (["link/0", "link/1", "leg/boat", "link/2"], [0, 1, 2, 3]),  # nobody waits before a link
    ],
    ids=str,
)
def test_stages_begin_only_where_people_may_wait(
    route: list[str], stages: list[int], tmp_path: Path
) -> None:
    made = boat()
    made["links"] = [
        link("0", "a", "a", None, (0, "36000")),
        link("1", "a", "pier", None, (0, "36000")),
        link("2", "far", "c", None, (0, "36000")),
    ]
    made["nodes"].append(["far", "far", "0", "0"])
    made["model"]["legs"][0]["to_node"] = "far"
    links = sum(name.startswith("link") for name in route)
    rows = [(stage, 9, 10) for stage in range(len(stages))]
    made = board(made, route, stages, rows, (100 * links, 500))
    assert broken(made, tmp_path) == ["route_connected"]
    made = board(made, route[-3:], [0, 1, 2], [(0, 0, 10), (1, 9, 10), (2, 20, 10)], (200, 500))
    assert broken(made, tmp_path) == []


def test_who_cannot_walk_takes_legs_alone(tmp_path: Path) -> None:
    made = boarded([(0, 0, 10), (0, 4, 20), (1, 19, 30)])
    made["model"]["groups"][0]["mode"] = "seat"
    assert broken(made, tmp_path) == ["route_connected"]
    assert at_most(made, tmp_path) == "0"
    made["model"]["legs"].append(leg("bus", "a", "pier", (300, 300, 900), 30))
    assert at_most(made, tmp_path) == "30"


def test_drivers_get_off_a_leg_on_foot(tmp_path: Path) -> None:
    """After the boat only a link for cars leads on: nobody can use it; on foot all 30 can."""
    people = group("g", [start("pier", 30, None, 30)], "2")
    for car, foot, most in (((0, "36000"), None, "0"), (None, (0, "36000"), "30")):
        made = boat((600, 700, 1200), 30, people=people)
        made["links"] = [link("1", "c", "d", car, foot)]
        made["nodes"].append(["d", "d", "0", "0"])
        made["model"]["destinations"] = [destination("c", "d")]
        assert at_most(made, tmp_path) == most


def test_a_deadline_before_the_cut_off_looks_at_when_a_plan_boards(tmp_path: Path) -> None:
    """Boarding in period 0 ends at 60, the deadline; the bound's own period 1 begins there."""
    people = group("g", [start("pier", 30)], latest_departure_s=60)
    made = boat((90, 100, 600), 30, people=people)
    made = board(made, ["leg/boat"], [0], [(0, 0, 30)], (0, 500))
    assert broken(made, tmp_path) == []
    priced = {"worth": 1}
    assert at_most(made, tmp_path, [], priced) == "30"
    assert at_most(made, tmp_path) == "30"
    made["bounds"]["total_arrival"] = {"deadline_period": 50, "runs": [], "rooms": []}
    # all 30 leave the boat in period 9 of the bound: 30 * 50 - 30 * (50 - 9) periods
    assert claimed(made, tmp_path, "total_arrival_bound_s") == 30 * 9 * 60


def at_a_gate(rows: Any) -> Parts:
    """50 people, 5 periods from a gate that opens in period 20 and passes one in a second."""
    made = parts(
        links=[link("1", "a", "b", None, (300, "36000"))],
        groups=[group("g", [start("a", 50)])],
        destinations=[destination("c", "c")],
        crossings=[crossing("x", "b", "c", [gate("g", "3600", open=hours((1200, 3600)))])],
    )
    return board(made, ["link/1", "crossing/x"], [0, 1], rows, (100, 300))


def test_waiting_at_a_gate_before_it_opens(tmp_path: Path) -> None:
    made = at_a_gate([(0, 0, 30), (0, 1, 20), (1, 20, 40), (1, 21, 10)])
    # first come, first on: 30 came in 5 and go in 20; of the 20 of period 6 the last 10 go in 21
    assert claimed(made, tmp_path, "longest_wait_s") == 15 * 60
    assert claimed(made, tmp_path, "largest_queue") == 50
    made = at_a_gate([(0, 0, 30), (0, 1, 20), (1, 20, 20), (1, 21, 10), (1, 30, 20)])
    assert claimed(made, tmp_path, "longest_wait_s") == 24 * 60
    made = at_a_gate([(0, 0, 30), (0, 1, 20), (1, 19, 30), (1, 20, 20)])
    assert broken(made, tmp_path) == ["gate_hours"]


def test_the_queue_at_a_node_is_that_of_all_instructions(tmp_path: Path) -> None:
    made = ferry()
    report = check_bundle(write(tmp_path, settled(made)))
    said = {row.claim: row.value for row in report.claims}
    # 28 came in period 4, 28 in 5 when the first went on
    assert (said["longest_wait_s"], said["largest_queue"], said["trucks"]) == (60, 28, 6)
