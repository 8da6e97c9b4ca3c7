"""The machine contract of `plan`, `check`, `examples` and `schema`, run as commands."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

KEYS = {
    "scenario", "as_of", "start", "step_s", "status", "people", "people_arrived",
    "people_arrived_bound", "people_gap", "people_staying", "t50_min", "t90_min", "t100_min",
    "lower_bound_min", "flow_lower_bound_min",
    "flow_people_arrived_bound", "lower_bound_full_use_min", "gap", "mean_min",
    "mean_lower_bound_min",
    "mean_gap", "last_safe_start", "aid", "short_of", "instructions", "bundle", "seconds",
}  # fmt: skip


def safepassage(*args: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "safepassage", *args],
        capture_output=True, text=True, cwd=cwd, check=False,
    )  # fmt: skip


def plan_json(*args: str, cwd: Path) -> dict[str, Any]:
    done = safepassage("plan", *args, "--json", cwd=cwd)
    assert done.returncode == 0, done.stderr
    document: dict[str, Any] = json.loads(done.stdout)
    return document


def test_harbour_is_what_its_readme_computes_by_hand(tmp_path: Path) -> None:
    answer = plan_json("harbour", "--out", "h", cwd=tmp_path)
    assert answer.keys() >= KEYS
    assert answer["status"] == "complete"
    assert (answer["people"], answer["people_arrived"], answer["people_staying"]) == (
        1400,
        1400,
        150,
    )
    assert (answer["t50_min"], answer["t90_min"], answer["t100_min"]) == (245, 385, 420)
    assert (answer["t50_lower_bound_min"], answer["t90_lower_bound_min"]) == (244, 384)
    assert answer["lower_bound_min"] == answer["lower_bound_full_use_min"] == 419
    assert answer["gap"] == pytest.approx(1 / 419)
    assert answer["short_of"] == []
    assert answer["check"] == "passed"
    assert {"zone": "old-town", "instant": "2031-05-05T13:41:00+00:00"} in answer["last_safe_start"]
    assert answer["not_planned"] == []
    assert {row["people"] for row in answer["instructions"]} == {300, 500, 600}
    assert answer["seconds"].keys() >= {"read", "network", "bound", "plan", "check", "write"}
    assert (tmp_path / "h" / "manifest.json").is_file()


def test_causeway_is_short_of_one_consent(tmp_path: Path) -> None:
    answer = plan_json("causeway", "--out", "c", cwd=tmp_path)
    assert answer["status"] == "short"
    assert answer["t100_min"] is answer["gap"] is answer["lower_bound_min"] is None
    (row,) = answer["short_of"]
    assert (row["rule"], row["people"], row["proved"]) == ("gate_consent", 600, True)
    mend = row["mend"]
    again = plan_json(
        "causeway", "--out", "d", "--set", f"{mend['change']}={mend['amount']}", cwd=tmp_path
    )
    assert again["people_arrived"] - answer["people_arrived"] == mend["people_more"] == 600
    assert again["status"] == "complete"


def test_short_rows_add_up_and_the_water_mend_comes_true(tmp_path: Path) -> None:
    less = "destination/camp/need/water/have=12000"
    answer = plan_json("harbour", "--set", less, "--out", "h", cwd=tmp_path)
    assert answer["people_arrived"] == answer["people_arrived_bound"] == 1100
    assert sum(row["people"] for row in answer["short_of"]) == 300
    mend = answer["short_of"][0]["mend"]
    assert mend["change"] == "destination/camp/need/water/have"
    again = plan_json(
        "harbour", "--set", f"{mend['change']}={mend['amount']}", "--out", "g", cwd=tmp_path
    )
    assert again["people_arrived"] == 1100 + mend["people_more"] == 1400


def test_plan_refuses_a_folder_that_holds_something_else(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("keep me")
    done = safepassage("plan", "causeway", "--out", "mine", cwd=tmp_path)
    assert done.returncode == 2
    assert "not a bundle" in done.stderr
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["letter.txt", "mine"]
    # with --force what stood there is kept under another name
    plan_json("causeway", "--out", "mine", "--force", cwd=tmp_path)
    assert (tmp_path / "mine" / "manifest.json").is_file()
    assert (tmp_path / "mine.before-1" / "letter.txt").read_text() == "keep me"
    plan_json("causeway", "--out", "new", cwd=tmp_path)
    assert safepassage("plan", "causeway", "--out", "new", cwd=tmp_path).returncode == 2
    plan_json("causeway", "--out", "new", "--force", cwd=tmp_path)
    assert {p.name for p in tmp_path.iterdir()} == {"mine", "mine.before-1", "new"}


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("plan", "harbor"), 'Did you mean "harbour"'),
        (("plan", "harbour", "--headcount", "most"), "low, likely, high"),
        (("plan", "harbour", "--as-of", "yesterday"), "offset"),
        (("plan", "harbour", "--set", "crossing/harbor/transit_min=3"), "harbour"),
        (("plan", "harbour", "--start", "2031-05-06T08:00:00+00:00"), "end"),
        (("check", "nowhere"), "nowhere"),
        (("schema", "--table", "nothing"), "group"),
    ],
)
def test_what_the_user_can_mend_is_exit_2_with_words(
    args: tuple[str, ...], words: str, tmp_path: Path
) -> None:
    done = safepassage(*args, cwd=tmp_path)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    assert list(tmp_path.iterdir()) == []


def test_as_of_before_the_readout_knows_no_far_consent(tmp_path: Path) -> None:
    answer = plan_json(
        "harbour", "--as-of", "2031-05-04T12:00:00+00:00", "--out", "h", cwd=tmp_path
    )
    assert answer["status"] == "short"
    assert any(
        "readout" in row["because"] or "later" in row["because"] for row in answer["not_used"]
    )


def test_headcount_high_is_short_of_room(tmp_path: Path) -> None:
    answer = plan_json("harbour", "--headcount", "high", "--out", "h", cwd=tmp_path)
    assert answer["people"] == 720 + 600 + 320
    assert {row["rule"] for row in answer["short_of"]} == {"destination_room"}


def test_check_says_whose_inputs_they_are(tmp_path: Path) -> None:
    plan_json("harbour", "--out", "h", cwd=tmp_path)
    done = safepassage("check", "h", "--scenario", "harbour", "--json", cwd=tmp_path)
    report = json.loads(done.stdout)
    assert done.returncode == 0
    assert report["scenario"]["same"] is True
    assert {row["status"] for row in report["claims"]} == {"PROVED", "CHECKED"}
    done = safepassage("check", "h", "--scenario", "causeway", "--json", cwd=tmp_path)
    assert done.returncode in (1, 2)


def test_same_seed_same_plan(tmp_path: Path) -> None:
    first = plan_json("harbour", "--out", "a", cwd=tmp_path)
    second = plan_json("harbour", "--out", "b", cwd=tmp_path)
    for answer in (first, second):
        del answer["seconds"], answer["bundle"]
    assert first == second
    for name in ("plan/movements.csv", "claims.json", "certificate/bounds.json"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_examples_and_schema_are_one_json_document() -> None:
    rows = json.loads(safepassage("examples", "--json").stdout)
    assert {row["name"] for row in rows} >= {"harbour", "causeway"}
    for row in rows:
        assert row.keys() == {"name", "path", "summary"}
        assert Path(row["path"], "scenario.yaml").is_file()
    assert "$schema" in json.loads(safepassage("schema", "--json").stdout)


@pytest.mark.parametrize("command", ["plan", "exits", "check", "schema"])
def test_help_shows_each_example_on_a_line_of_its_own(command: str) -> None:
    shown = safepassage(command, "--help").stdout
    lines = [line.strip() for line in shown.splitlines()]
    assert "Examples:" in lines
    first = lines[lines.index("Examples:") + 1]
    assert first.startswith(f"safepassage {command}")
    assert first.count("safepassage") == 1
