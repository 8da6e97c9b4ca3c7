"""Why: whenever somebody presses Ctrl-C there must be a bundle that passes the check, or none."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from safepassage.optimise.make_plan import make_plan
from safepassage.optimise.options import PlanOptions
from safepassage.optimise.stages import Stages
from safepassage.optimise.time_limit import TimeLimit
from tests.cases.random_inputs import random_inputs
from tests.cases.town import town
from tests.conftest import run_checker


@pytest.mark.parametrize("wait_ms", [150, 400, 700, 900, 1100, 1400, 1900, 2600])
def test_interrupted_at_any_moment(tmp_path: Path, wait_ms: int) -> None:
    out = tmp_path / "plan"
    command = [sys.executable, "-m", "safepassage.cli.main", "plan", "rafah-2024"]
    process = subprocess.Popen(
        [*command, "--out", str(out), "--time-limit", "3"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    time.sleep(wait_ms / 1000)
    os.kill(process.pid, signal.SIGINT)
    text, errors = process.communicate(timeout=120)
    if out.exists():
        assert run_checker(out)["verdict"] == "passed"
        assert process.returncode in (0, 130)
        if process.returncode == 130:
            assert "interrupted" in text or "not checked" in errors
    else:
        assert process.returncode in (130, -signal.SIGINT), errors
    assert [path for path in tmp_path.iterdir() if path != out] == []


def test_what_is_not_begun_and_what_is_not_done_is_said() -> None:
    stages = Stages()
    assert stages.time_for("plan")
    assert not stages.cut_off("plan")
    assert stages.stopped() is None
    stages.limit.ending.asked = True
    assert stages.cut_off("path LP")
    assert not stages.time_for("mend")
    stopped = stages.stopped()
    assert stopped is not None
    assert stopped.seconds is None
    assert stopped.stage == "path LP"
    assert stopped.left_out == ("path LP (not to its end)", "mend")


def test_ctrl_c_while_mends_are_sought_keeps_the_plan() -> None:
    limit, bare = TimeLimit(), PlanOptions(mend=False)

    def press(stage: str) -> None:
        if stage == "mend":
            limit.ending.asked = limit.ending.answer

    seeds = (seed for seed in range(40) if make_plan(random_inputs(seed), bare).short_of)
    inputs = random_inputs(next(seeds))
    free = make_plan(inputs, bare)
    plan = make_plan(inputs, progress=press, limit=limit)
    assert plan.stopped is not None
    assert plan.stopped.stage == "mend"
    assert plan.instructions == free.instructions
    assert not any(row.mend_sought or row.mends for row in plan.short_of)


def test_the_town_is_planned_whole_without_a_limit() -> None:
    assert make_plan(town()).stopped is None
