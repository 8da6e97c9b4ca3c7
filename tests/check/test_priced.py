"""Certificates with prices between 0 and 1: where they are better, and when they are spoilt."""

from fractions import Fraction
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest

from safepassage.check import check_bundle
from safepassage.check.aid import Aid
from safepassage.check.bounds import Networks
from safepassage.check.inputs import Inputs

from .build import (
    Parts,
    crossing,
    destination,
    entry,
    gate,
    group,
    hours,
    leg,
    link,
    parts,
    start,
    write,
)
from .naive import Naive, settled

WEST = "crossing/x/gate/west"
NARROW = [f"link/{number}/walkway" for number in (1, 2, 3)]
PERIODS = 4


def triangle(people: int = 20) -> Parts:
    """Three groups, each of which needs two of three narrow links: 5 people a period pass each."""
    doors = [("b", "c", "12"), ("d", "z", "12"), ("d", "e", "23"), ("b", "e", "13")]
    doors.append(("f", "z", "23"))
    doors.append(("f", "z", "13"))
    crossings = [
        crossing(
            f"{tail}{head}{kind}",
            tail,
            head,
            [gate("g", "3600000", eligibility=[kind], eligibility_source="s")],
        )
        for tail, head, kind in doors
    ]
    return parts(
        links=[
            link(name, tail, head, None, (0, "300"))
            for name, tail, head in (("1", "a", "b"), ("2", "c", "d"), ("3", "e", "f"))
        ],
        groups=[
            group(kind, [start(node, people)], criteria=[kind])
            for kind, node in (("12", "a"), ("23", "c"), ("13", "a"))
        ],
        destinations=[destination("z", "z")],
        crossings=crossings,
        periods=PERIODS,
        capacity_use="1",
    )


def networks(made: Parts) -> Networks:
    inputs = Inputs(made["model"], made["nodes"], made["links"])
    return Networks(inputs, Aid(inputs))


def test_half_prices_beat_every_certificate_of_0_and_1() -> None:
    """20 and one late pass each link: half of three of them is 31, whole prices need two."""
    of = networks(triangle())
    half = entry("people_arrived_bound", PERIODS - 1, [[name, 0, 3, 1, 0] for name in NARROW])
    assert of.priced_bound(half | {"worth": 2}, Fraction(1)) == 3 * 21 // 2
    spans = [[], *([a, b - 1] for a, b in combinations(range(PERIODS + 1), 2))]
    best = 60
    for chosen in product(spans, repeat=3):
        runs = [[name, *span] for name, span in zip(NARROW, chosen, strict=True) if span]
        best = min(best, of.arrivals_bound(entry("t50_bound_s", 3, runs), Fraction(1)))
    assert best == 41


def fastest(counts: tuple[int, ...]) -> bool:
    """Whether so many of each group can pass in time, one late passing at each link allowed."""
    one, two, three = counts
    return max(one + three, one + two, two + three) <= 21


def test_half_prices_are_no_less_than_the_best_plan() -> None:
    best = max(sum(counts) for counts in product(range(21), repeat=3) if fastest(counts))
    assert best == 31


def rows_of(made: Parts, tmp_path: Path) -> dict[str, tuple[Any, str, str]]:
    report = check_bundle(write(tmp_path, settled(made)))
    return {row.claim: (row.value, row.status, row.note) for row in report.claims}


def test_the_better_of_both_lists_counts(tmp_path: Path) -> None:
    made = triangle()
    half = entry("people_arrived_bound", 3, [[name, 0, 3, 1, 0] for name in NARROW], use="1")
    whole = entry("people_arrived_bound", 3, [[name, 0, 3] for name in NARROW[:2]], use="1")
    made["bounds"]["arrivals"] = [whole]
    assert rows_of(made, tmp_path)["people_arrived_bound"][0] == 42
    made["bounds"]["priced"] = [half | {"worth": 2}]
    assert rows_of(made, tmp_path)["people_arrived_bound"][0] == 31
    made["bounds"]["priced"] = [half | {"worth": 1}]
    assert rows_of(made, tmp_path)["people_arrived_bound"][0] == 42
    # the same for times: 30 of 60 need both; after 3 periods 16 and 16 pass, with half prices 24
    half = entry("t50_bound_s", 2, [[name, 0, 2, 1, 0] for name in NARROW], use="1")
    made["bounds"] = {
        "arrivals": [],
        "arrivals_by_second": [],
        "priced": [half | {"worth": 2}],
        "total_arrival": None,
    }
    made["bounds"]["arrivals"] = [entry("t50_bound_s", 1, [[NARROW[0], 0, 1]], use="1")]
    assert rows_of(made, tmp_path)["t50_bound_s"][0] == 180


def test_null_is_proved_by_either_kind(tmp_path: Path) -> None:
    made = triangle()
    half = entry("people_arrived_bound", 3, [[name, 0, 3, 1, 0] for name in NARROW], use="1")
    made["bounds"]["priced"] = [half | {"worth": 2}]
    made = settled(made)
    never = dict.fromkeys(["t50_bound_s", "t90_bound_s", "t100_bound_s", "t100_bound_full_use_s"])
    made["claims"]["claims"] |= never
    report = check_bundle(write(tmp_path, made))
    status = {row.claim: row.status for row in report.claims if row.claim in never}
    assert status == dict.fromkeys(never, "PROVED") | {"t50_bound_s": "FAILED"}
    # at full use 41 of 40 people could pass each link; so nothing is proved of it
    made["model"]["capacity_use"] = "0.9"
    for row in made["bounds"]["priced"]:
        row["capacity_use"] = "0.9"
    for row in made["links"]:
        row[8] = "590"
    report = check_bundle(write(tmp_path, made))
    status = {row.claim: row.status for row in report.claims if row.claim in never}
    assert (status["t100_bound_s"], status["t100_bound_full_use_s"]) == ("PROVED", "FAILED")


def one_way(*links: Any, **model: Any) -> Parts:
    return parts(
        links=list(links),
        groups=[group("g", [start("a", 50)])],
        destinations=[destination("z", "z")],
        **model,
    )


def test_nobody_waits_between_two_links() -> None:
    """Prices on one link in even periods, on the next in odd ones: nobody comes round them."""
    chain = (
        link("1", "a", "b", None, (60, "3600")),
        link("2", "b", "z", None, (60, "3600")),
    )
    runs: list[Any] = [["link/1/walkway", p, p, 1, 0] for p in range(0, 10, 2)]
    runs += [["link/2/walkway", p, p, 1, 0] for p in range(0, 10, 2)]
    shifted = [
        run if run[0] == "link/1/walkway" else [run[0], run[1], run[2], 0, 0] for run in runs
    ]
    made = one_way(*chain, periods=10, capacity_use="1")
    until = {"worth": 1, "until_period": 9}
    cost = networks(made).priced_bound(entry("t50_bound_s", 9, runs) | until, Fraction(1))
    assert cost == 50  # 60 people a period: the bound is all of them, whatever they pay
    made["links"][0][8] = made["links"][1][8] = "60"
    of = networks(made)
    # one passes a period and one late: 5 periods and 5 rises on each link pay for 20 people
    assert of.priced_bound(entry("t50_bound_s", 9, runs) | until, Fraction(1)) == 20
    assert of.priced_bound(entry("t50_bound_s", 9, shifted) | until, Fraction(1)) == 50


def test_people_wait_before_a_crossing_and_at_both_ends_of_a_leg() -> None:
    """The same prices, but people may wait where the second element begins."""
    for kind in ("crossing", "leg before", "leg after"):
        made = one_way(link("1", "a", "b", None, (60, "60")), periods=10, capacity_use="1")
        second = "link/2/walkway"
        if kind == "crossing":
            made["model"]["crossings"] = [crossing("x", "b", "z", [gate("west", "60")], 60)]
            second = WEST
        elif kind == "leg before":
            made["links"].append(link("2", "b", "z", None, (60, "60")))
            made["model"]["legs"] = [leg("l", "b", "y", (120, 120, 180))]
            made["nodes"].append(["y", "y", "0", "0"])
            made["model"]["destinations"].append(destination("y", "y"))
        else:
            made["links"] = [link("2", "b", "z", None, (60, "60"))]
            made["model"]["legs"] = [leg("l", "a", "b", (60, 60, 121))]
        runs: list[Any] = [["link/1/walkway", p, p, 1, 0] for p in range(0, 10, 2)]
        if kind == "leg after":
            runs = []
        runs += [[second, p, p, 1, 0] for p in range(0, 10, 2)]
        row = entry("t50_bound_s", 9, runs) | {"worth": 1}
        assert networks(made).priced_bound(row, Fraction(1)) == 50, kind
        assert Naive(made).priced_bound(row, Fraction(1)) == 50


def test_a_floor_or_a_ceil_from_one_element_to_the_next() -> None:
    """90 s on a 60 s grid: who enters in period 0 is at the second link in period 1 or 2."""
    made = one_way(
        link("1", "a", "b", None, (90, "60")),
        link("2", "b", "z", None, (0, "60")),
        periods=4,
        capacity_use="1",
    )
    made["model"]["closures"] = []
    made["model"]["groups"][0]["latest_departure_s"] = 60
    of = networks(made)
    for periods, most in (([1], 50), ([2], 50), ([1, 2], 3), ([1, 2, 3], 4)):
        runs = [["link/2/walkway", periods[0], periods[-1], 1, 0]]
        row = entry("t50_bound_s", 3, runs) | {"worth": 1}
        assert of.priced_bound(row, Fraction(1)) == most
        assert Naive(made).priced_bound(row, Fraction(1)) == most


def test_a_circle_of_no_time_does_not_go_on_for_ever() -> None:
    made = one_way(
        link("1", "a", "b", None, (0, "60")),
        link("2", "b", "a", None, (0, "60")),
        link("3", "b", "z", None, (59, "60")),
        periods=10,
        capacity_use="1",
    )
    runs = [["link/1/walkway", 0, 9, 9, -1], ["link/3/walkway", 2, 8, 3, 0]]
    row = entry("t50_bound_s", 9, runs) | {"worth": 7}
    assert networks(made).priced_bound(row, Fraction(1)) == Naive(made).priced_bound(row)


def walkers() -> Parts:
    gates = [gate("west", "5", open=hours((0, 14400)))]
    return parts(
        links=[link("1", "b", "c", None, (0, "36000"))],
        groups=[group("g", [start("a", 50)])],
        destinations=[destination("c", "c"), destination("d", "c", 7)],
        crossings=[crossing("x", "a", "b", gates)],
        periods=240,
    )


def test_a_room_may_have_a_price(tmp_path: Path) -> None:
    made = walkers()
    made["model"]["destinations"][0]["room"] = 5
    row = entry("people_arrived_bound", 239, [], [["c", 2], ["d", 2]])
    made["bounds"]["priced"] = [row | {"worth": 2}]
    assert rows_of(made, tmp_path)["people_arrived_bound"][0] == 12
    made["bounds"]["priced"] = [row | {"worth": 4}]
    assert rows_of(made, tmp_path)["people_arrived_bound"][0] == (24 + 50 * 2) // 4


SPOILT: list[dict[str, Any]] = [
    {"worth": 0},
    {"worth": -1},
    {"worth": True},
    {"worth": "2"},
    {"worth": None},
    {"until_period": 240},
    {"until_period": 238},
    {"capacity_use": "1"},
    {"runs": [[WEST, 0, 9]]},
    {"runs": [[WEST, 0, 9, 3, -1]]},
    {"runs": [[WEST, 0, 9, -1, 1]]},
    {"runs": [[WEST, 0, 9, 1, 0], [WEST, 9, 10, 1, 0]]},
    {"runs": [["leg/boat/seats", 0, 9, 1, 0]]},
    {"runs": [[WEST, 0, 9, "1", 0]]},
    {"rooms": ["d"]},
    {"rooms": [["c", 1]]},
    {"rooms": [["d", -1]]},
    {"rooms": [["d", 1], ["d", 1]]},
    {"rooms": {}},
    {"more": 1},
]


@pytest.mark.parametrize("change", SPOILT, ids=str)
def test_spoilt_priced_certificates_fail_their_claim(change: Any, tmp_path: Path) -> None:
    """Even where the other list holds a sound one."""
    made = settled(walkers())
    row = entry("people_arrived_bound", 239, [[WEST, 0, 239]])
    made["bounds"]["arrivals"] = [row]
    made["bounds"]["priced"] = [row | {"runs": [], "worth": 1} | change]
    for claim in ("t100_bound_s", "t100_bound_full_use_s"):
        made["claims"]["claims"][claim] = None  # looks at the spoilt one too
    report = check_bundle(write(tmp_path, made))
    failed = {row.claim for row in report.claims if row.status == "FAILED"}
    assert failed >= {"people_arrived_bound", "t100_bound_s", "t100_bound_full_use_s"}
    assert [row.rule for row in report.rules if row.kept is False] == ["bounds_certificate"]


def test_two_priced_certificates_for_one_claim_are_spoilt(tmp_path: Path) -> None:
    made = settled(walkers())
    row = entry("t50_bound_s", 20) | {"worth": 1}
    made["bounds"]["priced"] = [row, row]
    report = check_bundle(write(tmp_path, made))
    assert [row.claim for row in report.claims if row.status == "FAILED"] == ["t50_bound_s"]


def test_huge_prices_do_no_harm(tmp_path: Path) -> None:
    made = walkers()
    most = 10**12 - 1
    runs = [[WEST, 0, 239, most, most], ["link/1/walkway", 0, 239, most, most]]
    made["bounds"]["priced"] = [entry("people_arrived_bound", 239, runs) | {"worth": 1}]
    made["bounds"]["total_arrival"] = {"deadline_period": most, "runs": runs, "rooms": []}
    made = settled(made)
    assert check_bundle(write(tmp_path, made)).verdict == "passed"
