"""Bounds: closed forms, and random certificates against the naive twin."""

from pathlib import Path
from typing import Any

import pytest

from safepassage.check import check_bundle

from .build import (
    Parts,
    crossing,
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
from .naive import settled

WEST = "crossing/x/gate/west"


def note(made: Parts, tmp_path: Path, claim: str) -> str:
    """What the check says it has proved of a claim."""
    report = check_bundle(write(tmp_path, settled(made)))
    assert [row for row in report.claims if row.status == "FAILED"] == []
    return next(row.note for row in report.claims if row.claim == claim)


def one_gate(people: int = 50, **change: Any) -> Parts:
    gates = change.pop("gates", [gate("west", "5")])
    return parts(
        links=[link("1", "b", "c", None, (0, "36000"))],
        groups=[change.pop("walkers", group("g", [start("a", people)]))],
        destinations=[change.pop("end", destination("c", "c"))],
        crossings=[crossing("x", "a", "b", gates)],
        periods=240,
        **change,
    )


def arrivals(made: Parts, tmp_path: Path, *runs: Any, rooms: Any = ()) -> str:
    made["bounds"]["arrivals"] = [entry("people_arrived_bound", 239, runs, rooms)]
    return note(made, tmp_path, "people_arrived_bound").removeprefix("proved: at most ")


def test_one_gate_of_5_an_hour_passes_20_in_4_hours_and_one_more(tmp_path: Path) -> None:
    assert arrivals(one_gate(), tmp_path, [WEST, 0, 239]) == "21"


def test_two_runs_pay_for_two_late_passings(tmp_path: Path) -> None:
    assert arrivals(one_gate(), tmp_path, [WEST, 0, 119], [WEST, 120, 239]) == "22"


def test_two_gates_in_series_the_narrow_one_counts(tmp_path: Path) -> None:
    made = one_gate(gates=[gate("west", "5"), gate("east", "10")])
    assert arrivals(made, tmp_path, [WEST, 0, 239]) == "21"
    made = one_gate(gates=[gate("west", "5"), gate("east", "10")])
    assert arrivals(made, tmp_path, ["crossing/x/gate/east", 0, 239]) == "41"


def test_closed_hours_cost_nothing_and_let_nobody_pass(tmp_path: Path) -> None:
    made = one_gate(gates=[gate("west", "5", open=hours((0, 7200)))])
    assert arrivals(made, tmp_path, [WEST, 0, 239]) == "11"


def test_a_link_is_priced_with_capacity_use_and_a_gate_is_not(tmp_path: Path) -> None:
    made = one_gate(people=1000)
    made["links"][0][8] = "100"
    made["model"]["crossings"][0]["gates"][0]["rate_persons_per_hour"] = "100"
    # 4 h * 100 an hour * 0.95 + 1 and 4 h * 100 an hour + 1
    assert arrivals(made, tmp_path, ["link/1/walkway", 0, 239]) == "381"
    assert arrivals(made, tmp_path, [WEST, 0, 239]) == "401"


def test_room_bounds_who_arrives(tmp_path: Path) -> None:
    made = one_gate(end=destination("c", "c", 17))
    assert arrivals(made, tmp_path, rooms=["c"]) == "17"
    assert arrivals(one_gate(end=destination("c", "c", None)), tmp_path) == "0"


def test_intake_is_priced_like_a_gate(tmp_path: Path) -> None:
    made = one_gate(end=destination("c", "c", "unlimited", "5"))
    assert arrivals(made, tmp_path, ["destination/c/intake", 0, 239]) == "21"


def test_nobody_released_after_the_deadline_is_counted(tmp_path: Path) -> None:
    curve = [[0, 10], [600, 30], [1200, 50]]
    walkers = group("g", [start("a", 50, curve)], latest_departure_s=1200)
    assert arrivals(one_gate(walkers=walkers), tmp_path) == "30"
    walkers = group("g", [start("a", 50, curve)], latest_departure_s=1201)
    assert arrivals(one_gate(walkers=walkers), tmp_path) == "50"


def test_no_more_leave_by_car_than_there_are_seats_and_walkers_need_none(tmp_path: Path) -> None:
    for occupancy, most in (("2", "30"), (None, "50")):
        walkers = group("g", [start("a", 50, [[0, 20], [60, 50]], 30)], occupancy)
        assert arrivals(one_gate(walkers=walkers), tmp_path) == most


def test_release_curve_and_travel_time_bound_the_clearance(tmp_path: Path) -> None:
    """The last person is ready at 3,599 s (period 59) and takes 600 s: no plan before period 69."""
    walkers = group("g", [start("a", 50, [[0, 49], [3599, 50]])])
    made = one_gate(walkers=walkers)
    made["links"][0][7] = "600"
    made["bounds"]["arrivals"] = [entry("t100_bound_s", 68)]
    assert note(made, tmp_path, "t100_bound_s") == "proved: at least 4140"
    made["bounds"]["arrivals"] = [entry("t100_bound_s", 69)]
    assert note(made, tmp_path, "t100_bound_s") == "proved: at least 0"


def test_total_arrival_of_a_queue_at_one_gate(tmp_path: Path) -> None:
    """60 an hour, 10 people, 60 s grid: periods 0 to 9, less one late passing."""
    made = one_gate(people=10, gates=[gate("west", "60")])
    made["instructions"], made["movements"] = [], []
    made["instructions"] = [
        instruction(
            "1",
            made["model"]["groups"][0],
            "a",
            10,
            (0, 600),
            ["crossing/x", "link/1"],
            "c",
            100,
            0,
        )
    ]
    made["movements"] = [["1", 0, period, 1] for period in range(10)]
    made["bounds"]["total_arrival"] = {
        "deadline_period": 9,
        "rooms": [],
        "runs": [[WEST, 0, 8, 9, -1]],
    }
    # sum of 0..9 = 45 periods, less the rise of 9 once: 36 periods
    assert note(made, tmp_path, "total_arrival_bound_s") == "proved: at least 2160"


def claim_status(made: Parts, tmp_path: Path, **claims: Any) -> dict[str, str]:
    made = settled(made)
    made["claims"]["claims"] |= claims
    report = check_bundle(write(tmp_path, made))
    return {row.claim: row.status for row in report.claims if row.claim in claims}


def test_weaker_claims_stay_proved_and_stronger_ones_fail(tmp_path: Path) -> None:
    made = one_gate()
    made["bounds"]["arrivals"] = [
        entry("people_arrived_bound", 239, [[WEST, 0, 239]]),
        entry("t50_bound_s", 238, [[WEST, 0, 238]]),
    ]
    for bound, time, status in (
        (21, 14340, "PROVED"),
        (22, 14339, "PROVED"),
        (20, 14341, "FAILED"),
    ):
        said = {"people_arrived_bound": bound, "t50_bound_s": time, "people_gap": bound}
        assert claim_status(made, tmp_path, **said) == {
            "people_arrived_bound": status,
            "t50_bound_s": status,
            "people_gap": "CHECKED",
        }


def test_never_needs_the_bound_on_people_arrived(tmp_path: Path) -> None:
    made = one_gate(people=42)
    made["bounds"]["arrivals"] = [entry("people_arrived_bound", 239, [[WEST, 0, 239]])]
    never = dict.fromkeys(["t50_bound_s", "t90_bound_s", "t100_bound_s", "t100_bound_full_use_s"])
    assert claim_status(made, tmp_path, **never) == {
        "t50_bound_s": "FAILED",  # 21 of 42 may arrive
        "t90_bound_s": "PROVED",
        "t100_bound_s": "PROVED",
        "t100_bound_full_use_s": "PROVED",
    }
    made["bounds"]["arrivals"] = []
    assert set(claim_status(made, tmp_path, **never).values()) == {"FAILED"}


def test_never_at_full_use_is_judged_at_full_use(tmp_path: Path) -> None:
    """A link that lets 96 of 100 pass at 0.95 and all 101 at 1 proves nothing for full use."""
    made = one_gate(people=100, gates=[gate("west", "36000")])
    made["links"][0][8] = "25"
    run = [["link/1/walkway", 0, 239]]
    made["bounds"]["arrivals"] = [entry("people_arrived_bound", 239, run)]
    said = {"t100_bound_s": None, "t100_bound_full_use_s": None}
    assert claim_status(made, tmp_path, **said) == {
        "t100_bound_s": "PROVED",
        "t100_bound_full_use_s": "FAILED",
    }


SPOILT = [
    {"until_period": 240},
    {"until_period": -1},
    {"until_period": True},
    {"until_period": "9"},
    {"capacity_use": "0.9"},
    {"capacity_use": 1},
    {"capacity_use": "x"},
    {"runs": None},
    {"runs": [[WEST, 0]]},
    {"runs": [[WEST, 5, 4]]},
    {"runs": [[WEST, 0, 240]]},
    {"runs": [[WEST, 0, 9], [WEST, 9, 12]]},
    {"runs": [["x", 0, 1]]},
    {"runs": [[None, 0, 1]]},
    {"runs": [[WEST, False, 1]]},
    {"runs": [7]},
    {"rooms": ["c"]},
    {"rooms": ["d"]},
    {"rooms": [1]},
    {"rooms": {}},
    {"more": 1},
    {"runs": [[["a"], 0, 1]]},
    {"rooms": [["c"]]},
]


@pytest.mark.parametrize("change", SPOILT, ids=str)
def test_spoilt_certificates_fail_their_claim_and_never_raise(
    change: dict[str, Any], tmp_path: Path
) -> None:
    made = settled(one_gate())
    made["bounds"]["arrivals"] = [entry("people_arrived_bound", 239) | change]
    report = check_bundle(write(tmp_path, made))
    assert {row.claim for row in report.claims if row.status == "FAILED"} >= {
        "people_arrived_bound"
    }
    assert [row.rule for row in report.rules if row.kept is False] == ["bounds_certificate"]


SPOILT_TOTALS = [
    {"deadline_period": -1},
    {"deadline_period": "1"},
    {"runs": [[WEST, 0, 9, 3, -1]]},
    {"runs": [[WEST, 0, 9, -1, 0]]},
    {"runs": [[WEST, 0, 9]]},
    {"rooms": [["c", 1]]},
    {"rooms": ["c"]},
    {"rooms": [["c", -1]]},
    {"x": 1},
]


@pytest.mark.parametrize("change", SPOILT_TOTALS, ids=str)
def test_spoilt_total_certificates_fail_their_claim(change: dict[str, Any], tmp_path: Path) -> None:
    made = settled(one_gate())
    whole: dict[str, Any] = {"deadline_period": 9, "runs": [], "rooms": []}
    made["bounds"]["total_arrival"] = whole | change
    report = check_bundle(write(tmp_path, made))
    failed = {row.claim for row in report.claims if row.status == "FAILED"}
    assert failed == {"total_arrival_bound_s"}


@pytest.mark.parametrize(
    "bounds",
    [
        [],
        None,
        {},
        {"arrivals": [], "total_arrival": None},
        {"arrivals": 3, "arrivals_by_second": [], "priced": [], "total_arrival": None},
        {"arrivals": [], "arrivals_by_second": [], "priced": {}, "total_arrival": None},
        {"arrivals": [3], "arrivals_by_second": [], "priced": [], "total_arrival": 5},
        {
            "arrivals": [{"claim": ["x"]}],
            "arrivals_by_second": [],
            "priced": [],
            "total_arrival": [],
        },
    ],
)
def test_a_certificate_file_of_another_form_is_refused(bounds: Any, tmp_path: Path) -> None:
    made = settled(one_gate()) | {"bounds": bounds}
    report = check_bundle(write(tmp_path, made))
    assert [row.rule for row in report.rules if row.kept is False] == ["bounds_certificate"]
