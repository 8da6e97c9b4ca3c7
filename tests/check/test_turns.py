"""Forbidden turns in the check: routes and fallbacks, by whom, and what is no turn at all."""

from pathlib import Path
from typing import Any

import pytest

from safepassage.check import check_bundle

from .build import (
    Parts,
    crossing,
    destination,
    gate,
    group,
    instruction,
    link,
    parts,
    start,
    turn,
    write,
)
from .naive import settled


def streets(turns: list[Any]) -> Parts:
    """50 people walk from a by 1 and 2 to c; otherwise by 3 and 4 over d."""
    walkers = group("g", [start("a", 50)])
    foot = (60, "36000")
    made = parts(
        links=[
            link("1", "a", "b", (60, "36000"), foot),
            link("2", "b", "c", None, foot),
            link("3", "a", "d", None, foot),
            link("4", "d", "c", None, foot),
            link("5", "b", "d", None, foot),
        ],
        groups=[walkers],
        destinations=[destination("c", "c")],
        forbidden_turns=turns,
    )
    route = ["link/1", "link/2"]
    made["instructions"] = [instruction("1", walkers, "a", 50, (0, 300), route, "c", 200, 120)]
    made["instructions"][0]["fallback"] = {
        "route": ["link/3", "link/4"],
        "route_names": ["3", "4"],
        "destination": "c",
        "why": "if 1 is lost",
    }
    made["movements"] = [["1", 0, 0, 50]]
    return made


def rule(made: Parts, folder: Path) -> tuple[bool | None, int | str | None, str | None]:
    """What the check says of forbidden turns; nothing else may be broken."""
    report = check_bundle(write(folder, settled(made)))
    assert {row.rule for row in report.rules if row.kept is False} <= {"forbidden_turn"}
    assert (report.verdict == "failed") == any(row.kept is False for row in report.rules)
    return next((r.kept, r.margin, r.where) for r in report.rules if r.rule == "forbidden_turn")


@pytest.mark.parametrize(
    ("turns", "kept", "margin"),
    [
        ([turn("t", ["1", "5"])], True, 0),
        ([turn("t", ["1", "2"])], False, -1),
        ([turn("t", ["1", "2"]), turn("u", ["1", "2"], ["foot"])], False, -1),
        ([turn("t", ["1", "2"], ["car", "truck"])], True, 0),
        ([turn("t", ["1", "5", "4"])], True, 0),
        ([turn("t", ["3", "4"], ["foot"])], False, -1),  # the fallback
        ([turn("t", ["1", "2"], ["truck"])], True, 0),
    ],
)
def test_routes_and_fallbacks_make_none(
    turns: list[Any], kept: bool, margin: int, tmp_path: Path
) -> None:
    made = streets(turns)
    said = rule(made, tmp_path)
    assert said[:2] == (kept, margin)
    assert kept or "forbidden_turn/t" in str(said[2])


def test_without_forbidden_turns_the_rule_is_not_applicable(tmp_path: Path) -> None:
    assert rule(streets([]), tmp_path) == (None, None, None)


def test_two_links_with_a_crossing_between_them_are_no_turn(tmp_path: Path) -> None:
    made = streets([turn("t", ["1", "2"])])
    made["links"][0][2] = "x"
    made["nodes"].append(["x", "x", "0", "0"])
    made["links"][4][1] = "x"
    made["model"]["forbidden_turns"] = [turn("t", ["1", "5"])]
    made["model"]["crossings"] = [crossing("k", "x", "b", [gate("g")])]
    row = made["instructions"][0]
    row |= {"route": ["link/1", "crossing/k", "link/2"], "crossing": "k"}
    assert rule(made, tmp_path)[0] is True


@pytest.mark.parametrize(
    "change",
    [
        {"links": ["1"]},
        {"links": ["1", "4"]},
        {"links": ["1", "none"]},
        {"modes": []},
        {"modes": ["seat"]},
        {"basis": 3},
        {"id": ""},
    ],
    ids=str,
)
def test_a_turn_that_is_none_makes_the_inputs_invalid(change: Any, tmp_path: Path) -> None:
    made = settled(streets([turn("t", ["1", "5"])]))
    made["model"]["forbidden_turns"][0] |= change
    report = check_bundle(write(tmp_path, made))
    broken = [row.rule for row in report.rules if row.kept is False]
    assert broken == ([] if change == {"id": ""} else ["inputs_valid"])


def test_the_last_safe_start_goes_round_a_forbidden_turn(tmp_path: Path) -> None:
    """Two minutes by 1 and 2, three by 1, 5 and 4; with neither, never."""
    made = streets([])
    made["links"] = [row for row in made["links"] if row[0] != "3"]
    made["instructions"], made["movements"] = [], []
    starts = []
    for turns in ([], [turn("t", ["1", "2"])], [turn("t", ["1", "2"]), turn("u", ["1", "5"])]):
        made["model"]["forbidden_turns"] = turns
        done = settled(made)
        report = check_bundle(write(tmp_path / str(len(turns)), done))
        assert report.verdict == "passed", report.as_text()
        starts += [row["instant_s"] for row in done["claims"]["last_safe_start"]]
    assert starts == [57 * 60, 56 * 60, None]
