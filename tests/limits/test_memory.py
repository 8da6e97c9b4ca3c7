"""Why: a plan that is too large must be refused before it starts, with a step that truly fits."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from benchmarks.recipe_inputs import inputs_of
from benchmarks.recipes import grid
from safepassage.cli.main import app
from safepassage.errors import UsageError
from safepassage.optimise.memory import (
    available_bytes,
    estimate,
    refuse_too_large,
    size_of,
)

BELOW, ABOVE = 1.0, 3.0  # measured peak <= estimate <= so many times the measured peak
MEASURE = """
import json, sys
from benchmarks.recipe_inputs import inputs_of
from benchmarks.recipes import grid
from safepassage.optimise.make_plan import make_plan
from safepassage.optimise.memory import estimate, size_of
from safepassage.optimise.options import PlanOptions
from safepassage.optimise.time_limit import TimeLimit

side, zones, periods = map(int, sys.argv[1:])
inputs = inputs_of(grid(side, people=side * side * 10), zones, horizon_s=periods * 60)
peaks, begun = {}, []

def peak():
    rows = dict(row.split(":", 1) for row in open("/proc/self/status"))
    return int(rows["VmHWM"].split()[0]) * 1024

def progress(stage):
    if begun:
        peaks[begun[-1]] = max(peaks.get(begun[-1], 0), peak())
    begun.append(stage.split(":")[0])
    with open("/proc/self/clear_refs", "w") as file:
        file.write("5")

make_plan(inputs, PlanOptions(mend=False), progress=progress)
progress("end")
print(json.dumps({"peaks": peaks, "estimate": estimate(size_of(inputs))}))
"""


@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="Linux alone says the peak")
@pytest.mark.parametrize(
    ("side", "zones", "periods"),
    [(40, 64, 360), pytest.param(100, 200, 600, marks=pytest.mark.prove)],
)
def test_the_estimate_is_near_the_measured_peaks(side: int, zones: int, periods: int) -> None:
    command = [sys.executable, "-c", MEASURE, str(side), str(zones), str(periods)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    for stage, said in found["estimate"].items():
        peak = found["peaks"][stage]
        assert BELOW * peak <= said <= ABOVE * peak, stage
    assert max(found["peaks"].values()) <= max(found["estimate"].values())


def test_a_plan_too_large_is_refused_with_a_step_that_fits() -> None:
    inputs = inputs_of(grid(40), 64, horizon_s=10 * 3600)
    needed = max(estimate(size_of(inputs)).values())
    refuse_too_large(inputs, needed)
    coarse = replace(size_of(inputs), periods=inputs.periods // 10)
    for there in (needed - 1, max(estimate(coarse).values())):
        with pytest.raises(UsageError, match=r"needs about .* GB of memory") as refusal:
            refuse_too_large(inputs, there)
        step_s = int(re.findall(r"It fits with --step (\d+)\.", str(refusal.value))[0])
        assert step_s > 60
        periods = inputs.periods * 60 // step_s
        refuse_too_large(replace(inputs, step_s=step_s, periods=periods), there)
        finer = [s for s in (120, 180, 300, 600, 900, 1800) if s < step_s]
        for step in finer:
            with pytest.raises(UsageError):
                refuse_too_large(
                    replace(inputs, step_s=step, periods=inputs.periods * 60 // step), there
                )


def test_where_no_step_divides_the_horizon_fewer_hours_are_named() -> None:
    inputs = inputs_of(grid(40), 64, horizon_s=10 * 3600 + 60)  # a prime number of minutes
    there = (max(estimate(size_of(inputs)).values()) + estimate(size_of(inputs))["network"]) // 2
    with pytest.raises(UsageError) as refusal:
        refuse_too_large(inputs, there)
    hours = int(re.findall(r"an end (\d+) h after the start", str(refusal.value))[0])
    refuse_too_large(replace(inputs, periods=hours * 60), there)
    with pytest.raises(UsageError):
        refuse_too_large(replace(inputs, periods=(hours + 1) * 60), there)


def test_a_network_that_does_not_fit_by_itself_is_said() -> None:
    inputs = inputs_of(grid(40), 64)
    with pytest.raises(UsageError, match="the network alone takes"):
        refuse_too_large(inputs, 1)


def test_where_the_system_does_not_say_nothing_is_refused(tmp_path: Path) -> None:
    assert available_bytes(tmp_path / "meminfo", tmp_path / "cgroup") is None
    refuse_too_large(inputs_of(grid(40), 64), None)


def test_the_least_of_machine_and_group_counts(tmp_path: Path) -> None:
    meminfo = tmp_path / "meminfo"
    meminfo.write_text("MemTotal: 9000 kB\nMemAvailable:    5000 kB\n")
    (tmp_path / "memory.max").write_text("max\n")
    (tmp_path / "memory.current").write_text("1000\n")
    assert available_bytes(meminfo, tmp_path) == 5000 * 1024
    (tmp_path / "memory.max").write_text("3000000\n")
    assert available_bytes(meminfo, tmp_path) == 2_999_000
    (tmp_path / "memory.current").write_text("4000000\n")
    assert available_bytes(meminfo, tmp_path) == 0


def test_the_command_refuses_before_it_starts(tmp_path: Path) -> None:
    out = tmp_path / "plan"
    done = CliRunner().invoke(app, ["plan", "harbour", "--out", str(out), "--memory-limit", "0.01"])
    assert isinstance(done.exception, UsageError)
    assert "Nothing was begun" in str(done.exception)
    assert not out.exists()
