"""Growth of the exact bound and of a whole plan in seconds and memory, one size at a time.

    python -m benchmarks.growth bound links 2      (one point, in this process)

The square town of `recipes.grid`, one size changed at a time, four points each, every point a
process of its own. The slope is the power of growth: seconds ~ size ** slope, least squares on
logarithms. Sizes are what is counted in the case, not what was asked for.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from benchmarks.recipes import Case, grid, on_grid

PATIENCE_S = 150
REPEATS = 3
LEAST_S = 0.01  # a stage that takes less somewhere has no slope


class Size(NamedTuple):
    """A town: nodes on a side, people, places or zones where they start, seconds of a step."""

    side: int
    people: int
    zones: int
    step_s: int


# what is measured -> the middle of all series; horizon in seconds
BASE = {"bound": Size(100, 200_000, 1_000, 60), "plan": Size(16, 16_000, 25, 60)}
HORIZON_S = {"bound": 6 * 3600, "plan": 3 * 3600}
SERIES = {
    "bound": {
        "people": (50_000, 100_000, 200_000, 400_000),
        "zones": (156, 625, 2_500, 10_000),
        "links": (35, 70, 140, 280),
        "periods": (240, 120, 60, 30),
    },
    "plan": {
        "people": (4_000, 8_000, 16_000, 32_000),
        "zones": (12, 25, 50, 100),
        "links": (8, 16, 32, 64),
        "periods": (240, 120, 60, 30),
    },
}
FIELD = {"people": "people", "zones": "zones", "links": "side", "periods": "step_s"}


def run() -> dict[str, Any]:
    """All points, and the slopes."""
    found: dict[str, Any] = {}
    for what, series in SERIES.items():
        found[what] = {}
        for name, values in series.items():
            points = [_in_own_process(what, name, number) for number in range(len(values))]
            done = [row for row in points if "seconds" in row]
            row: dict[str, Any] = {"points": points}
            if len(done) > 2:
                row["slope_seconds"] = slope(done, name, "seconds")
                row["slope_memory"] = slope(done, name, "peak_memory_mb")
                for stage in done[0].get("stages", ()):
                    flat = [point | {"stage": point["stages"].get(stage, 0)} for point in done]
                    if all(point["stage"] >= LEAST_S for point in flat):
                        row[f"slope_of_{stage.replace(' ', '_')}"] = slope(flat, name, "stage")
            found[what][name] = row
            print(f"{what}, {name}: {json.dumps(row)}", flush=True)
    return found


def slope(points: list[dict[str, Any]], size: str, value: str) -> float:
    """The power of growth by least squares on logarithms."""
    sizes, values = ([float(row[key]) for row in points] for key in (size, value))
    return round(float(np.polyfit(np.log(sizes), np.log(values), 1)[0]), 2)


def _in_own_process(what: str, name: str, number: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.growth", what, name, str(number)]
    root = Path(__file__).resolve().parents[1]
    try:
        done = subprocess.run(
            command, cwd=root, capture_output=True, text=True, check=True, timeout=PATIENCE_S
        )
    except subprocess.TimeoutExpired:
        return {"not_finished_after_s": PATIENCE_S}
    row: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return row


def measure(what: str, name: str, number: int) -> dict[str, Any]:
    """One point: seconds of the kernel (best of three) or of one plan, and peak memory."""
    size = BASE[what]._replace(**{FIELD[name]: SERIES[what][name][number]})
    case = grid(size.side, people=size.people)._replace(horizon_s=HORIZON_S[what])
    row = _bound(case, size) if what == "bound" else _plan(case, size)
    row["links"] = len(case.roads.from_node)
    row["people"] = size.people
    row["periods"] = HORIZON_S[what] // size.step_s
    row["peak_memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return row


def _bound(case: Case, size: Size) -> dict[str, Any]:
    from safepassage.kernels.lexflow import lexicographic_flow

    network, supply, sinks, last = on_grid(_with_people_at(case, size.zones), size.step_s)
    nobody = supply._replace(amount=np.zeros_like(supply.amount))
    lexicographic_flow(network, nobody, sinks, 0)
    seconds = []
    for _ in range(REPEATS):
        flow = None  # or two would be held at once
        begun = time.perf_counter()
        flow = lexicographic_flow(network, supply, sinks, last)
        seconds.append(time.perf_counter() - begun)
    assert flow is not None
    everyone = int(flow.arrived[-1]) == int(supply.amount.sum())
    row = {"seconds": round(min(seconds), 4), "zones": len(supply.node)}
    return row | {"everyone_arrives": everyone, "last_arrival_period": int(flow.arrived.argmax())}


def _plan(case: Case, size: Size) -> dict[str, Any]:
    from benchmarks.recipe_inputs import inputs_of
    from safepassage.optimise.make_plan import make_plan
    from safepassage.optimise.options import PlanOptions

    inputs = inputs_of(case, size.zones, step_s=size.step_s)
    # a little town first, so that all kernels are compiled or loaded
    make_plan(inputs_of(grid(6, 4, 600), 3), PlanOptions(mend=False))
    begun = time.perf_counter()
    plan = make_plan(inputs, PlanOptions(mend=False))
    seconds = time.perf_counter() - begun
    figures = plan.figures
    return {
        "seconds": round(seconds, 3),
        "zones": len(inputs.groups),
        "stages": {name: round(value, 3) for name, value in plan.seconds.items()},
        "gap": None if figures.gap is None else round(figures.gap, 4),
        "everyone_arrives": figures.people_arrived == figures.people,
        "instructions": len(plan.instructions),
    }


def _with_people_at(case: Case, places: int) -> Case:
    """The same people at so many of the nodes, chosen evenly."""
    kept = np.unique(np.linspace(0, len(case.vehicles) - 1, places).astype(int))
    share, rest = divmod(int(case.vehicles.sum()), len(kept))
    vehicles = np.zeros_like(case.vehicles)
    vehicles[kept] = share + (np.arange(len(kept)) < rest)
    return case._replace(vehicles=vehicles)


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], sys.argv[2], int(sys.argv[3]))))
