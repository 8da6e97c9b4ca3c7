"""Run all benchmarks, or those named: `python -m benchmarks bound`."""

from __future__ import annotations

import importlib
import json
import os
import platform
import sys
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

# Each module has `run() -> dict`, whose answer goes to results/<module>.json.
MODULES = (
    "bound",
    "others",
    "growth",
    "classes",
    "instructions",
    "values",
    "check",
    "examples",
    "extracts",
    "places",
    "places.surf_coast",
    "report_page",
    "intake_scores",
    "intake_speed",
    "intake_copies",
    "situation_views",
)
LIBRARIES = ("numpy", "numba", "scipy", "ortools", "osmium", "networkx", "highspy", "playwright")


def machine() -> dict[str, Any]:
    """What the figures were measured on."""
    model, memory_kb = platform.processor(), 0
    if Path("/proc/cpuinfo").exists():
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        model = next((x.split(":")[1].strip() for x in lines if x.startswith("model name")), model)
        memory_kb = int(Path("/proc/meminfo").read_text().split()[1])
    versions = {}
    for name in LIBRARIES:
        try:
            versions[name] = version(name)
        except PackageNotFoundError:
            versions[name] = "absent"
    return {
        "cpu": model,
        "cores": os.cpu_count(),
        "memory_gb": round(memory_kb / 2**20, 1),
        "python": platform.python_version(),
        "libraries": versions,
        "date": datetime.now(UTC).date().isoformat(),
    }


def main(names: list[str]) -> None:
    """Run the modules and write their results."""
    unknown = sorted(set(names) - set(MODULES))
    if unknown:
        sys.exit(f"no benchmark {', '.join(unknown)}; there are: {', '.join(MODULES)}")
    folder = Path(__file__).parent / "results"
    folder.mkdir(exist_ok=True)
    for name in names or MODULES:
        results = importlib.import_module(f"benchmarks.{name}").run()
        path = folder / f"{name}.json"
        path.write_text(json.dumps({"machine": machine(), "results": results}, indent=1) + "\n")
        print(f"{name}: written to benchmarks/results/{path.name}")


if __name__ == "__main__":
    main(sys.argv[1:])
