"""A bundle appears whole or not at all, also when the process is killed while it writes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from safepassage.errors import UsageError
from safepassage.optimise.make_plan import make_plan
from safepassage.optimise.options import PlanOptions
from safepassage.plan.bundle import write_bundle
from tests.cases.town import town
from tests.conftest import run_checker

WRITER = """
import sys
from tests.cases.town import town
from safepassage.optimise.make_plan import make_plan
from safepassage.optimise.options import PlanOptions
from safepassage.plan.bundle import write_bundle
plan = make_plan(town(), PlanOptions(mend=False))
print("ready", flush=True)
while True:
    write_bundle(plan, sys.argv[1], force=True)
"""


@pytest.mark.parametrize("wait_ms", [3, 11, 29])
def test_killed_while_writing(tmp_path: Path, wait_ms: int) -> None:
    folder = tmp_path / "bundle"
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "ready"
    time.sleep(wait_ms / 1000)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    if folder.exists():  # between two names it may be gone, but never half there
        assert run_checker(folder)["verdict"] == "passed"
    for left in tmp_path.iterdir():
        assert left == folder or ".partial-" in left.name


def test_a_failure_while_writing_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = make_plan(town(), PlanOptions(mend=False))

    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UsageError, match="No space left"):
        write_bundle(plan, tmp_path / "bundle")
    assert list(tmp_path.iterdir()) == []


def test_a_plan_for_nobody_is_refused() -> None:
    nobody = replace(town().groups[0], people=0)
    with pytest.raises(UsageError, match="nobody is expected to go"):
        make_plan(town(groups=(nobody,)))


def test_no_road_at_all_is_an_input_error() -> None:
    with pytest.raises(UsageError, match="no road leads from any start"):
        make_plan(town(links=(), crossings=()))
