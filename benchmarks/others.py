"""Other methods on the same networks: everybody out, one class, clearance and mean arrival.

Every method gets the same network in periods and the same patience, in a process of its own:
highspy and OR-Tools cannot be in one. `python -m benchmarks.others case.npz` is our own.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from benchmarks.dense import anaheim, anaheim_folder, random_dense
from benchmarks.minimum_cost_flow import write_case
from benchmarks.recipes import Case, andorra, grid, heidelberg, on_grid, shared_folder


class Trial(NamedTuple):
    """A network, its step, and how long each method may take (s); others are not tried on it."""

    case: Callable[[], Case]
    step_s: int
    patience_s: dict[str, int]
    there: Callable[[], object] = lambda: True


PATIENCE_S = 60
ALL = dict.fromkeys(
    ("bound", "ccrp", "minimum_cost_flow", "highs_flow", "networkx_flow"), PATIENCE_S
)
TRIALS = {
    "grid 8 x 8": Trial(
        lambda: grid(side=8, n_exit=4, people=6_000)._replace(horizon_s=3600), 60, ALL
    ),
    "random, 100 places": Trial(lambda: random_dense(100, 100, horizon_s=3600), 60, ALL),
    "Anaheim": Trial(
        anaheim, 300, {**ALL, "highs_flow": 120, "networkx_flow": 10}, anaheim_folder
    ),
    "Andorra-OSM S1": Trial(
        andorra, 300, {"bound": 60, "ccrp": 60, "minimum_cost_flow": 300, "highs_flow": 300},
        shared_folder,
    ),
    "Heidelberg-OSM": Trial(
        heidelberg, 300, {"bound": 60, "ccrp": 120, "minimum_cost_flow": 120}, shared_folder
    ),
}  # fmt: skip


def run() -> dict[str, Any]:
    """One row for each network, one cell for each method; where data is absent the row is left."""
    rows: dict[str, Any] = {}
    for name, trial in TRIALS.items():
        if not trial.there():
            print(f"{name}: no shared data (../shared or SAFEPASSAGE_SHARED), not measured")
            continue
        case = on_grid(trial.case(), trial.step_s)
        rows[name] = {
            "nodes": case[0].n_node,
            "links": len(case[0].travel),
            "periods": case[3] + 1,
            "step_s": trial.step_s,
            "vehicles": int(case[1].amount.sum()),
            "methods": {},
        }
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "case.npz"
            write_case(path, case)
            for method, patience_s in trial.patience_s.items():
                cell = _cell(method, path, patience_s)
                if "arrived" in cell:
                    _compare(cell, rows[name]["methods"].get("bound", cell), trial.step_s)
                rows[name]["methods"][method] = cell
                print(f"{name}, {method}: {json.dumps(cell)}", flush=True)
    return rows


def _cell(method: str, path: Path, patience_s: int) -> dict[str, Any]:
    root = Path(__file__).resolve().parents[1]
    module = "benchmarks.others" if method == "bound" else f"benchmarks.{method}"
    command = [sys.executable, "-m", module, str(path)]
    try:
        done = subprocess.run(
            command, cwd=root, capture_output=True, text=True, check=True, timeout=patience_s
        )
    except subprocess.TimeoutExpired:
        return {"not_finished_after_s": patience_s}
    cell: dict[str, Any] = json.loads(done.stdout)
    return cell


def _compare(cell: dict[str, Any], own: dict[str, Any], step_s: int) -> None:
    """Clearance and mean in hours, and the ratios to our kernel's; periods count to their end."""
    for one in (cell, own):
        people = max(1, one["arrived"])
        one["clearance_h"] = round((one["last_arrival_period"] + 1) * step_s / 3600, 4)
        one["mean_h"] = round((one["sum_of_arrival_periods"] / people + 1) * step_s / 3600, 7)
    same = ("arrived", "sum_of_arrival_periods", "last_arrival_period")
    cell["equal"] = all(cell[key] == own[key] for key in same)
    cell["same_people"] = cell["arrived"] == own["arrived"]
    cell["clearance_ratio"] = round(cell["clearance_h"] / own["clearance_h"], 5)
    cell["mean_ratio"] = round(cell["mean_h"] / own["mean_h"], 7)
    cell["times_as_long"] = round(cell["solve_s"] / max(own["solve_s"], 1e-4), 1)


def solve(path: Path) -> dict[str, Any]:
    """Our kernel on the case, compiled before it is timed, best of three."""
    from safepassage.kernels.lexflow import UNLIMITED, Network, Sinks, Supply, lexicographic_flow

    case = np.load(path)
    arrays = {name: case[f"network_{name}"] for name in Network._fields}
    network = Network(**arrays | {"n_node": int(arrays["n_node"])})
    supply = Supply(*(case[f"supply_{name}"] for name in Supply._fields))
    sinks = Sinks(case["sink_node"], np.full(len(case["sink_node"]), UNLIMITED, dtype=np.int64))
    last = int(case["last_period"])
    lexicographic_flow(network, supply._replace(amount=0 * supply.amount), sinks, 0)
    seconds = []
    for _ in range(3):
        begun = time.perf_counter()
        flow = lexicographic_flow(network, supply, sinks, last)
        seconds.append(time.perf_counter() - begun)
    coming = np.diff(flow.arrived, prepend=0)
    return {
        "arrived": int(flow.arrived[-1]),
        "sum_of_arrival_periods": int((coming * np.arange(last + 1)).sum()),
        "last_arrival_period": int(coming.nonzero()[0].max(initial=-1)),
        "solve_s": round(min(seconds), 4),
        "total_s": round(min(seconds), 4),
    }


if __name__ == "__main__":
    print(json.dumps(solve(Path(sys.argv[1]))))
