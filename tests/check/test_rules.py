"""Every rule: a hand-made bundle that breaks exactly this one is refused by exactly this one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from safepassage.check import RULES, check_bundle

from .build import (
    Parts,
    destination,
    gate,
    group,
    hours,
    instruction,
    link,
    parts,
    start,
    write,
)
from .ferry import ferry
from .naive import Naive, settled

BREAKS: dict[str, Callable[[Parts], object]] = {}


def breaks(rule: str) -> Callable[[Callable[[Parts], object]], Callable[[Parts], object]]:
    def keep(change: Callable[[Parts], object]) -> Callable[[Parts], object]:
        BREAKS[rule] = change
        return change

    return keep


@breaks("whole_people")
def _(made: Parts) -> None:
    made["movements"][2][3] = "4.5"
    del made["movements"][5]
    made["instructions"][0]["people"] = 56


@breaks("people_conserved")
def _(made: Parts) -> None:
    made["movements"][2][3] = made["movements"][5][3] = 5
    made["instructions"][0]["people"] = 61
    made["model"]["destinations"][0]["room"] = 111


@breaks("departure_ready")
def _(made: Parts) -> None:
    made["model"]["groups"][0]["starts"][0]["ready"] = [[0, 27], [121, 60]]


@breaks("departure_deadline")
def _(made: Parts) -> None:
    made["model"]["groups"][0]["latest_departure_s"] = 299


@breaks("no_vehicle")
def _(made: Parts) -> None:
    made["model"]["groups"][0]["starts"][0]["seats"] = 59


@breaks("route_connected")
def _(made: Parts) -> None:
    made["instructions"][0]["route"] = ["link/1", "link/2"]


@breaks("eligibility")
def _(made: Parts) -> None:
    made["model"]["groups"][1]["criteria"] = ["other"]


@breaks("forbidden_turn")
def _(made: Parts) -> None:
    made["model"]["forbidden_turns"][0]["links"] = ["2", "3"]


@breaks("link_capacity")
def _(made: Parts) -> None:
    made["links"][0][6] = "300"


@breaks("closure")
def _(made: Parts) -> None:
    made["model"]["closures"][1] |= {"from_s": 240, "to_s": 300}


@breaks("corridor_hours")
def _(made: Parts) -> None:
    made["model"]["corridors"][0]["hours"] = None


@breaks("corridor_consent")
def _(made: Parts) -> None:
    made["model"]["corridors"][0]["consents"][0]["state"] = "refused"


@breaks("gate_rate")
def _(made: Parts) -> None:
    made["model"]["crossings"][0]["gates"][0]["rate_persons_per_hour"] = "900"


@breaks("gate_hours")
def _(made: Parts) -> None:
    made["model"]["crossings"][0]["gates"][0]["open"] = hours((-660, 660))


@breaks("gate_consent")
def _(made: Parts) -> None:
    consents = made["model"]["crossings"][0]["gates"][0]["consents"]
    consents[0] |= {"state": "conditional", "condition": "a list", "condition_met": None}


@breaks("intake_rate")
def _(made: Parts) -> None:
    made["model"]["destinations"][0]["intake_per_hour"] = "900"


@breaks("destination_room")
def _(made: Parts) -> None:
    made["model"]["destinations"][0]["room"] = 109


@breaks("leg_seats")
def _(made: Parts) -> None:
    made["model"]["legs"][0]["seats"] = 19


@breaks("leg_departure")
def _(made: Parts) -> None:
    made["movements"][8][2] = 8


@breaks("leg_consent")
def _(made: Parts) -> None:
    made["model"]["legs"][0]["consents"][0]["to_s"] = 660


@breaks("queue")
def _(made: Parts) -> None:
    made["movements"][3][2] = 2


@breaks("aid_minimum")
def _(made: Parts) -> None:
    del made["aid"][2]
    made["aid"][-1][3] = 3


@breaks("aid_return")
def _(made: Parts) -> None:
    made["aid"][-1][2] = 38


@breaks("walking_limit")
def _(made: Parts) -> None:
    made["model"]["walking_limit_m"] = 399


@breaks("horizon")
def _(made: Parts) -> None:
    for row in made["movements"][6:8]:
        row[2] += 44
    made["instructions"][1] |= {"from_s": 3000, "to_s": 3600}


@breaks("instruction_window")
def _(made: Parts) -> None:
    made["instructions"][0] |= {"from_s": 300, "to_s": 600}


@breaks("instruction_size")
def _(made: Parts) -> None:
    second = made["instructions"][1]
    second["people"] = 25
    made["instructions"].append(second | {"id": "4"})
    made["movements"][7][0] = "4"


@pytest.mark.parametrize("rule", BREAKS)
def test_a_bundle_that_breaks_one_rule_is_refused_by_this_rule_alone(
    rule: str, tmp_path: Path
) -> None:
    made = ferry()
    BREAKS[rule](made)
    report = check_bundle(write(tmp_path, settled(made)))
    assert [row.rule for row in report.rules if row.kept is False] == [rule]
    failed = {row.claim for row in report.claims if row.status == "FAILED"}
    # more people arrived than there are: no rows of who is short add up to that
    assert failed == ({"short_of", "short_of_proved"} if rule == "people_conserved" else set())
    assert report.verdict == "failed"
    assert Naive(made).replay()[2], "the twin sees a broken rule too"


def test_the_unbroken_bundle_passes_and_every_rule_is_tested(tmp_path: Path) -> None:
    report = check_bundle(write(tmp_path, settled(ferry())))
    assert report.verdict == "passed"
    assert [row.rule for row in report.rules] == list(RULES)
    assert all(row.kept for row in report.rules)


def test_manifest(tmp_path: Path) -> None:
    folder = write(tmp_path, settled(ferry()))
    (folder / "plan.txt").write_text("changed")
    (folder / "extra").write_text("not listed")
    report = check_bundle(folder)
    assert [(r.rule, r.margin) for r in report.rules if r.kept is False] == [("manifest", -2)]


def test_a_file_that_is_listed_but_missing_breaks_the_manifest(tmp_path: Path) -> None:
    folder = write(tmp_path, settled(ferry()))
    (folder / "plan.txt").unlink()
    broken = [row for row in check_bundle(folder).rules if row.kept is False]
    assert [row.where for row in broken] == ["plan.txt: is missing"]


def test_inputs_valid_stops_the_check_and_shows_no_claim(tmp_path: Path) -> None:
    made = settled(ferry())
    made["model"]["groups"][0]["people"] = 61
    report = check_bundle(write(tmp_path, made))
    assert [row.rule for row in report.rules if row.kept is False] == ["inputs_valid"]
    assert {row.status for row in report.claims} == {"FAILED"}


def test_a_spoilt_certificate_breaks_its_rule_and_fails_its_claim(tmp_path: Path) -> None:
    made = settled(ferry())
    made["bounds"]["arrivals"][2]["runs"][0][0] = "crossing/pass/gate/north"
    report = check_bundle(write(tmp_path, made))
    assert [row.rule for row in report.rules if row.kept is False] == ["bounds_certificate"]
    failed = [row for row in report.claims if row.status == "FAILED"]
    assert [row.claim for row in failed] == ["t100_bound_s"]
    assert "no such resource" in failed[0].note


def test_rules_with_nothing_to_test_are_not_applicable_never_kept(tmp_path: Path) -> None:
    """A plan with no gate, corridor, closure, car or limit must not boast of keeping them."""
    walkers = group("g", [start("a", 50)])
    made = parts(
        links=[link("1", "a", "b", None, (60, "36000"))],
        groups=[walkers],
        destinations=[destination("b", "b")],
    )
    made["instructions"] = [instruction("1", walkers, "a", 50, (0, 300), ["link/1"], "b", 100, 60)]
    made["movements"] = [["1", 0, 0, 50]]
    report = check_bundle(write(tmp_path, settled(made)))
    assert report.verdict == "passed"
    assert {row.rule for row in report.rules if row.kept is None} == {
        "departure_deadline",
        "no_vehicle",
        "forbidden_turn",
        "eligibility",
        "closure",
        "corridor_hours",
        "corridor_consent",
        "gate_rate",
        "gate_hours",
        "gate_consent",
        "intake_rate",
        "destination_room",
        "leg_seats",
        "leg_departure",
        "leg_consent",
        "queue",
        "aid_minimum",
        "aid_return",
        "bounds_certificate",
    }
    assert "not applicable  gate_hours" in report.as_text()


def late_by(counts: list[int], tmp_path: Path) -> tuple[bool | None, int | str | None]:
    """One gate at 5 an hour (720 s a passing) on a 60 s grid."""
    walkers = group("g", [start("a", sum(counts))])
    made = parts(
        links=[link("1", "b", "c", None, (0, "36000"))],
        groups=[walkers],
        periods=60,
        destinations=[destination("c", "c")],
        crossings=[
            {
                "id": "x",
                "name": "x",
                "from_node": "a",
                "to_node": "b",
                "transit_s": 0,
                "gates": [gate("g", "5")],
            }
        ],
    )
    made["instructions"] = [
        instruction(
            "1", walkers, "a", sum(counts), (0, 3600), ["crossing/x", "link/1"], "c", 100, 0
        )
    ]
    made["movements"] = [["1", 0, period, n] for period, n in enumerate(counts) if n]
    report = check_bundle(write(tmp_path, settled(made)))
    broken = [row.rule for row in report.rules if row.kept is False]
    assert broken in ([], ["gate_rate"])
    row = next(row for row in report.rules if row.rule == "gate_rate")
    return row.kept, row.margin


def test_a_rate_of_5_an_hour_on_a_60_s_grid_is_neither_0_nor_60(tmp_path: Path) -> None:
    # 720 s used, 60 open: 660 late of 720 allowed
    assert late_by([1], tmp_path) == (True, "0.083333")
    assert late_by([1] + [0] * 11 + [1], tmp_path) == (True, "0.083333")
    assert late_by([1] + [0] * 10 + [1], tmp_path) == (True, 0)
    assert late_by([1] + [0] * 9 + [1], tmp_path) == (False, "-0.083334")
    assert late_by([2], tmp_path) == (False, "-0.916667")


def test_a_car_group_walks_on_after_a_crossing_without_vehicle_rate(tmp_path: Path) -> None:
    """Link 2 has no time for cars, and the ferry plan uses it; a link before the gate may not."""
    made = ferry()
    made["links"][0][5:7] = ["", ""]
    report = check_bundle(write(tmp_path, settled(made)))
    assert [row.rule for row in report.rules if row.kept is False] == ["route_connected"]
