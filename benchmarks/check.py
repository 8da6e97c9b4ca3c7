"""Seconds of the independent check on bundles of a million arcs and more, made from Andorra-OSM.

The check runs as anybody would run it: its folder, an isolated Python (`-I -S`), the bundle.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.recipes import andorra, grid, shared_folder

ROOT = Path(__file__).resolve().parents[1]
REPEATS = 3
ZONES = 300
# rows: name, whether it needs shared data, step (s)
ROWS = (("Andorra-OSM S1", True, 120), ("Andorra-OSM S1", True, 60), ("grid 40 x 40", False, 120))


def run() -> dict[str, Any]:
    """One row for each bundle."""
    rows = {}
    for name, shared, step_s in ROWS:
        if shared and shared_folder() is None:
            print(f"{name}: no shared data (../shared or SAFEPASSAGE_SHARED), not measured")
            continue
        rows[f"{name}, {step_s} s"] = _row(name, step_s)
        print(json.dumps(rows[f"{name}, {step_s} s"]), flush=True)
    return rows


def _row(name: str, step_s: int) -> dict[str, Any]:
    """Plan, write, and check the folder three times."""
    with tempfile.TemporaryDirectory() as folder:
        bundle = Path(folder) / "bundle"
        command = [sys.executable, "-m", "benchmarks.check", name, str(step_s), str(bundle)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        row: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        checker = ROOT / "safepassage" / "check"
        seconds = []
        for _ in range(REPEATS):
            begun = time.perf_counter()
            checked = subprocess.run(
                [sys.executable, "-I", "-S", str(checker), str(bundle), "--json"],
                capture_output=True,
                text=True,
                check=False,
            )
            seconds.append(round(time.perf_counter() - begun, 3))
        report = json.loads(checked.stdout)
        return row | {
            "verdict": report["verdict"],
            "claims_proved": sum(claim["status"] == "PROVED" for claim in report["claims"]),
            "seconds": min(seconds),
            "seconds_of_each_run": seconds,
        }


def make(name: str, step_s: int, bundle: Path) -> dict[str, Any]:
    """Plan in this process and write the bundle."""
    from benchmarks.recipe_inputs import inputs_of
    from safepassage.optimise.make_plan import make_plan
    from safepassage.optimise.options import PlanOptions
    from safepassage.plan.bundle import write_bundle

    case = andorra() if name.startswith("Andorra") else grid(40, people=100_000)
    inputs = inputs_of(case, ZONES, step_s=step_s)
    plan = make_plan(inputs, PlanOptions(mend=False))
    write_bundle(plan, bundle, force=True)
    return {
        "links": len(inputs.links),
        "periods": inputs.periods,
        "arcs": len(inputs.links) * inputs.periods,
        "instructions": len(plan.instructions),
        "movements": sum(len(stage) for row in plan.instructions for stage in row.leaving),
        "bytes": sum(path.stat().st_size for path in bundle.rglob("*") if path.is_file()),
    }


if __name__ == "__main__":
    print(json.dumps(make(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))))
