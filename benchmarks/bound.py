"""Seconds and memory of the exact bound, with OR-Tools' minimum-cost flow in the same run."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.dense import anaheim, anaheim_folder, random_dense
from benchmarks.minimum_cost_flow import solve_in_own_process, write_case
from benchmarks.recipes import Case, andorra, grid, heidelberg, on_grid, shared_folder

CASES: dict[str, Callable[[], Case]] = {
    "andorra_s1": lambda: andorra("S1"),
    "andorra_s2": lambda: andorra("S2"),
    "andorra_s3": lambda: andorra("S3"),
    "heidelberg": heidelberg,
    "anaheim": anaheim,
    "dense": lambda: random_dense(257, 257),
    "grid": grid,
}
# the steps (s) at which each is timed, and the one at which OR-Tools gets the same network
STEPS = {
    "andorra_s1": (300, 60, 15),
    "andorra_s2": (300, 60, 15),
    "andorra_s3": (300, 60),
    "heidelberg": (300, 60, 15),
    "anaheim": (60, 15),
    "dense": (60, 15),
    "grid": (60,),
}
OTHER_AT = {"andorra_s1": 300, "heidelberg": 300, "anaheim": 60, "dense": 60}
REPEATS = 3
PATIENCE_S = 300  # a row that takes longer is stopped, and its row says so


def run() -> dict[str, Any]:
    """All rows; those that need shared data only where it is."""
    rows: dict[str, Any] = {}
    for name, steps in STEPS.items():
        if not _there(name):
            print(f"{name}: no shared data (../shared or SAFEPASSAGE_SHARED), not measured")
            continue
        for step_s in steps:
            rows[f"{name}_{step_s}_s"] = _in_own_process(name, step_s)
        if name in OTHER_AT:
            rows[f"{name}_against_minimum_cost_flow"] = _against(name, OTHER_AT[name], rows)
    return rows


def _there(name: str) -> bool:
    if name in ("grid", "dense"):
        return True
    return anaheim_folder() is not None if name == "anaheim" else shared_folder() is not None


def _against(name: str, step_s: int, rows: dict[str, Any]) -> dict[str, Any]:
    """The same network given to OR-Tools' minimum-cost flow, and how the two compare."""
    print(f"{name}, OR-Tools minimum-cost flow, {step_s} s periods ...", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        write_case(Path(folder) / "case.npz", on_grid(CASES[name](), step_s))
        other = solve_in_own_process(Path(folder) / "case.npz")
    own = rows[f"{name}_{step_s}_s"]
    found: dict[str, Any] = {
        "step_s": step_s,
        "minimum_cost_flow": other,
        "equal": (own["arrived"], own["sum_of_arrival_periods"])
        == (other["arrived"], other["sum_of_arrival_periods"]),
        "times_faster": round(other["solve_s"] / own["seconds"], 1),
    }
    if step_s == 300:
        finer = rows[f"{name}_60_s"]["seconds"]
        found["times_faster_60_s_against_300_s"] = round(other["solve_s"] / finer, 1)
    print(json.dumps(found), flush=True)
    return found


def _in_own_process(name: str, step_s: int) -> dict[str, Any]:
    """One row, measured in a fresh process so that its peak memory is its own."""
    command = [sys.executable, "-m", "benchmarks.bound", name, str(step_s)]
    root = Path(__file__).resolve().parents[1]
    try:
        done = subprocess.run(
            command, cwd=root, capture_output=True, text=True, check=True, timeout=PATIENCE_S
        )
    except subprocess.TimeoutExpired:
        row: dict[str, Any] = {"not_finished_after_s": PATIENCE_S}
    else:
        row = json.loads(done.stdout)
    print(f"{name} {step_s} s: {json.dumps(row)}", flush=True)
    return row


def measure(name: str, step_s: int) -> dict[str, Any]:
    """Time the kernel, already compiled; the cuts that prove half and all are checked."""
    from safepassage.kernels.lexflow import cut_value, lexicographic_flow
    from safepassage.optimise.memory import Size, estimate

    network, supply, sinks, last = on_grid(CASES[name](), step_s)
    people = int(supply.amount.sum())
    targets = (-(-people // 2), -(-people * 9 // 10), people)
    # nobody to move: compiles, or loads what was compiled
    nobody = supply._replace(amount=np.zeros_like(supply.amount))
    lexicographic_flow(network, nobody, sinks, 0, targets)
    seconds = []
    for _ in range(REPEATS):
        flow = None  # or two would be held at once
        begun = time.perf_counter()
        flow = lexicographic_flow(network, supply, sinks, last, targets)
        seconds.append(time.perf_counter() - begun)
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    assert flow is not None
    stages = sorted(set(flow.cut_stage.tolist()))
    proved = all(cut_value(network, supply, sinks, flow, q) == flow.arrived[q] for q in stages)
    links, nodes = len(network.travel), network.n_node
    size = Size(links, nodes, len(supply.node), 1, last + 1)
    total = int((np.diff(flow.arrived, prepend=0) * np.arange(last + 1)).sum())
    return {
        "nodes": nodes,
        "links": links,
        "periods": last + 1,
        "vehicles": people,
        "seconds": round(min(seconds), 4),
        "seconds_of_each_run": [round(x, 4) for x in seconds],
        "peak_memory_mb": peak_mb,
        # of that stage in a plan: inputs read, flow taken apart into routes; neither is here
        "estimated_memory_mb": estimate(size)["bound"] // 2**20,
        "arrived": int(flow.arrived[-1]),
        "sum_of_arrival_periods": total,
        "objective_vehicle_hours": round(total * step_s / 3600, 4),
        "last_arrival_h": round((int(np.argmax(flow.arrived)) + 1) * step_s / 3600, 4),
        "cuts_checked": len(stages),
        "cuts_prove_it": proved,
    }


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], int(sys.argv[2]))))
