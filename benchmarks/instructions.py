"""Instructions: how close whole plans come to the bound, in how many seconds, all roads kept."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from benchmarks.recipe_inputs import inputs_of
from benchmarks.recipes import Case as Recipe
from benchmarks.recipes import andorra, grid, heidelberg, shared_folder
from safepassage.scenario.inputs import Inputs

PATIENCE_S = 900


class Case(NamedTuple):
    """A recipe with zones, and how it is planned; `bundle`: written and checked as a bundle."""

    recipe: str
    zones: int
    routes: int
    window_min: int
    bundle: bool
    longer: float = 1.6  # than the horizon of the recipe


CASES = {
    "andorra": Case("andorra", 300, 1, 180, True),
    "heidelberg": Case("heidelberg", 200, 3, 180, True),
    "heidelberg_1_route": Case("heidelberg", 200, 1, 180, True),
    "heidelberg_no_forks": Case("heidelberg", 200, 0, 180, True),
    "grid": Case("grid", 1024, 3, 0, False, 1.0),
    "grid_windows": Case("grid", 1024, 3, 180, False),
}
RECIPES: dict[str, Callable[[], Recipe]] = {
    "andorra": andorra,
    "heidelberg": heidelberg,
    "grid": grid,
}


def run() -> dict[str, Any]:
    """All cases, each in a process of its own."""
    names = [n for n, case in CASES.items() if shared_folder() or case.recipe == "grid"]
    rows = {}
    for name in names:
        command = [sys.executable, "-m", "benchmarks.instructions", name]
        root = Path(__file__).resolve().parents[1]
        try:
            done = subprocess.run(
                command, cwd=root, capture_output=True, text=True, check=True, timeout=PATIENCE_S
            )
            rows[name] = json.loads(done.stdout.splitlines()[-1])
        except subprocess.TimeoutExpired:
            rows[name] = {"not_finished_after_s": PATIENCE_S}
        print(f"{name}: {json.dumps(rows[name])}", flush=True)
    return rows


def measure(name: str) -> dict[str, Any]:
    """One case: figures, seconds of every stage, and that every road is kept."""
    from safepassage.kernels import choose_compiled

    choose_compiled(10**9)
    from safepassage.optimise.options import PlanOptions
    from safepassage.optimise.solve import arrivals_of, solve
    from safepassage.optimise.stages import Stages

    case = CASES[name]
    recipe = RECIPES[case.recipe]()
    hours = int(recipe.horizon_s * case.longer) // 3600
    inputs = inputs_of(recipe, case.zones, horizon_s=hours * 3600)
    options = PlanOptions(
        most_routes=max(1, case.routes),
        window_min=case.window_min,
        convergent=case.routes == 0,
        mend=False,
    )
    _warm_up(options)
    stages = Stages(progress=lambda stage: print(stage, file=sys.stderr, flush=True))
    begun = time.perf_counter()
    solved = solve(inputs, options, stages)
    seconds = time.perf_counter() - begun
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    parts = solved.packing.parts
    arrivals = arrivals_of(parts)
    t100 = arrivals[-1][0] + 1
    bound = (solved.bounds.times_s["t100"] or 0) // inputs.step_s
    arrived = solved.cuts[0].arrived / solved.cuts[0].case.parts
    periods = np.arange(arrived.size) + 1
    people = sum(n for _, n in arrivals)
    mean = sum((p + 1) * n for p, n in arrivals) / people
    mean_bound = float((np.diff(arrived, prepend=0.0) * periods).sum() / arrived[-1])
    windows = [int(np.ptp(part.leaving[0].nonzero()[0])) + 1 for part in parts]
    return {
        "links": len(inputs.links),
        "zones": len(inputs.groups),
        "people": inputs.people,
        "people_arrived": people,
        "t100_min": t100,
        "bound_min": bound,
        "gap": round(t100 / bound - 1, 5),
        "mean_min": round(mean, 3),
        "mean_bound_min": round(mean_bound, 3),
        "mean_gap": round(mean / mean_bound - 1, 5),
        "instructions": len(parts),
        "most_routes_of_a_zone": _most_routes(parts),
        "longest_window_min": max(windows),
        "windows_over_3_h": sum(window > 180 for window in windows),
        "fewest_people_of_an_instruction": min(part.people for part in parts),
        "seconds": round(seconds, 2),
        "seconds_of_stages": {k: round(v, 2) for k, v in stages.seconds.items()},
        "peak_memory_mb": peak_mb,
        "every_road_kept": _every_road_kept(solved.network, parts),
        "check": _checked(inputs, options) if case.bundle else "not written as a bundle",
    }


def _warm_up(options: Any) -> None:
    """Compile, or load what was compiled, on a small town."""
    from safepassage.optimise.solve import solve

    solve(inputs_of(grid(side=8, n_exit=4, people=9000), 12, horizon_s=6 * 3600), options)


def _most_routes(parts: Any) -> int:
    routes: dict[int, set[tuple[int, ...]]] = {}
    for part in parts:
        routes.setdefault(part.origin, set()).add(part.route.arcs)
    return max(len(found) for found in routes.values())


def _every_road_kept(network: Any, parts: Any) -> bool:
    """Loads added up again, apart from the packing: nothing late beyond one passing anywhere."""
    used: dict[int, Any] = {}
    periods = network.inputs.periods
    for part in parts:
        ends = (*part.route.stages[1:], len(part.route.arcs))
        for stage, (first, end) in enumerate(zip(part.route.stages, ends, strict=True)):
            leaves = part.leaving[stage].astype(np.int64)
            begun = leaves.nonzero()[0]
            for place in range(first, end):
                for use in network.arcs[part.route.arcs[place]].uses:
                    row = used.setdefault(use.resource, np.zeros(periods, dtype=np.int64))
                    row[begun + part.route.shift[place]] += leaves[begun] * use.cost
    for number, row in used.items():
        unit = network.resources[number]
        spare = row - network.seconds[unit.profile] * unit.factor
        total = np.cumsum(spare)
        late = total - np.minimum(0, np.minimum.accumulate(total))
        if late.max() > unit.longest:
            return False
    return True


def _checked(inputs: Inputs, options: Any) -> str:
    """The verdict of the independent check on the bundle of the same plan."""
    from safepassage.check import check_bundle
    from safepassage.optimise.make_plan import make_plan
    from safepassage.plan.bundle import write_bundle

    with tempfile.TemporaryDirectory() as folder:
        report = check_bundle(write_bundle(make_plan(inputs, options), Path(folder) / "plan"))
    return str(report.verdict)


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1])))
