"""What is not an error: aid beyond what a gate can pass is an answer, with its proof."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from safepassage.cli.main import app

STREAM = "aid_stream/relief"
GATE = "crossing/rafah-goods/gate/egypt"


def plan(folder: Path, *changes: str) -> dict[str, Any]:
    """The plan of rafah-2023 with changes, and a look at its check."""
    args = ["plan", "rafah-2023", "--out", str(folder / "b"), "--json"]
    for change in changes:
        args += ["--set", change]
    done = CliRunner().invoke(app, args)
    assert done.exit_code == 0, done.output
    document: dict[str, Any] = json.loads(done.stdout)
    return document


@pytest.mark.parametrize(
    ("changes", "at_most"),
    [
        # 20 passings an hour for 8 hours are 80 trucks in and out again
        ((f"{STREAM}/trucks_quota_per_day=500", f"{STREAM}/trucks_minimum_per_day=300"), 80),
        ((f"{GATE}/rate_trucks_per_hour=unknown",), 0),
        ((f"{GATE}/rate_trucks_per_hour=0",), 0),
    ],
)
def test_a_minimum_that_no_plan_can_keep_is_an_answer(
    changes: tuple[str, ...], at_most: int, tmp_path: Path
) -> None:
    """Exit code 0: how many are missing, that no plan brings more, and a check that passes."""
    answer = plan(tmp_path, *changes)
    (row,) = [row for row in answer["aid"] if row["day"] == "2023-11-01"]
    assert row["met"] is False
    assert row["trucks"] <= row["at_most"] == at_most < row["minimum"]
    assert answer["check"] == "passed"
