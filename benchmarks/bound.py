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

from benchmarks.minimum_cost_flow import solve_in_own_process, write_case
from benchmarks.recipes import Case, andorra, grid, heidelberg, on_grid, shared_folder

CASES: dict[str, Callable[[], Case]] = {
    "andorra_s1": lambda: andorra("S1"),
    "andorra_s2": lambda: andorra("S2"),
    "andorra_s3": lambda: andorra("S3"),
    "heidelberg": heidelberg,
    "grid": grid,
}
REPEATS = 3
PATIENCE_S = 300  # a row that takes longer is stopped, and its row says so


def run() -> dict[str, Any]:
    """All rows; those that need map extracts only where these are."""
    if shared_folder() is None:
        print("no shared data (../shared or SAFEPASSAGE_SHARED): only the grid is measured")
        return {"grid_60_s": _in_own_process("grid", 60)}
    rows: dict[str, Any] = {}
    for name in ("andorra_s1", "andorra_s2", "andorra_s3", "heidelberg"):
        rows[f"{name}_300_s"] = _in_own_process(name, 300)
        rows[f"{name}_60_s"] = _in_own_process(name, 60)
    for name in ("andorra_s1", "heidelberg"):
        print(f"{name}, OR-Tools minimum-cost flow, 300 s periods ...", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            write_case(Path(folder) / "case.npz", on_grid(CASES[name](), 300))
            other = solve_in_own_process(Path(folder) / "case.npz")
        own = rows[f"{name}_300_s"]
        rows[f"{name}_against_minimum_cost_flow"] = {
            "minimum_cost_flow_300_s": other,
            "equal": (own["arrived"], own["sum_of_arrival_periods"])
            == (other["arrived"], other["sum_of_arrival_periods"]),
            "times_faster_at_300_s": round(other["solve_s"] / own["seconds"], 1),
            "times_faster_60_s_against_300_s": round(
                other["solve_s"] / rows[f"{name}_60_s"]["seconds"], 1
            ),
        }
        print(json.dumps(rows[f"{name}_against_minimum_cost_flow"]), flush=True)
    rows["grid_60_s"] = _in_own_process("grid", 60)
    return rows


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

    network, supply, sinks, last = on_grid(CASES[name](), step_s)
    people = int(supply.amount.sum())
    targets = (-(-people // 2), -(-people * 9 // 10), people)
    # nobody to move: compiles, or loads what was compiled
    nobody = supply._replace(amount=np.zeros_like(supply.amount))
    lexicographic_flow(network, nobody, sinks, 0, targets)
    seconds = []
    for _ in range(1 if name == "grid" else REPEATS):
        begun = time.perf_counter()
        flow = lexicographic_flow(network, supply, sinks, last, targets)
        seconds.append(time.perf_counter() - begun)
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    stages = sorted(set(flow.cut_stage.tolist()))
    proved = all(cut_value(network, supply, sinks, flow, q) == flow.arrived[q] for q in stages)
    total = int((np.diff(flow.arrived, prepend=0) * np.arange(last + 1)).sum())
    return {
        "nodes": network.n_node,
        "links": len(network.travel),
        "periods": last + 1,
        "vehicles": people,
        "seconds": round(min(seconds), 4),
        "seconds_of_each_run": [round(x, 4) for x in seconds],
        "peak_memory_mb": peak_mb,
        "arrived": int(flow.arrived[-1]),
        "sum_of_arrival_periods": total,
        "objective_vehicle_hours": round(total * step_s / 3600, 4),
        "last_arrival_h": round((int(np.argmax(flow.arrived)) + 1) * step_s / 3600, 4),
        "cuts_checked": len(stages),
        "cuts_prove_it": proved,
    }


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], int(sys.argv[2]))))
