"""Five classes on Andorra-OSM and Heidelberg-OSM: bound against LP, plan against bound, checked."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

import safepassage.check
from benchmarks.five_classes import five_classes
from benchmarks.recipes import andorra, heidelberg, shared_folder
from safepassage.demand.demand import estimate_demand
from safepassage.network.aid import aid_days
from safepassage.network.build import build_network
from safepassage.optimise.aid import aid_taken
from safepassage.optimise.bound import exact_bound
from safepassage.optimise.make_plan import make_plan
from safepassage.optimise.options import PlanOptions
from safepassage.optimise.pack_with_aid import pack_with_aid
from safepassage.optimise.price_search import Step
from safepassage.optimise.priced import PricedBounds
from safepassage.plan.bundle import write_bundle
from safepassage.scenario.inputs import Inputs

CHECK = Path(safepassage.check.__file__).parent
STEP_S = 60
CASES = {"andorra": 100, "heidelberg": 200}  # zones
# arrivals by the end of this hour: when gates and roads are full
LP_UNTIL_H = {"andorra": 12.0, "heidelberg": 2.0}


def inputs_of(name: str) -> Inputs:
    """Andorra: 18 h, one exit of two for who is bound; Heidelberg: 4 h, the three widest of 34."""
    if name == "andorra":
        return five_classes(andorra(), CASES[name], (0,), step_s=STEP_S, horizon_s=18 * 3600)
    case = heidelberg()
    widest = np.argsort(-case.exit_rate_per_hour, kind="stable")[:3]
    some = tuple(int(row) for row in widest)
    return five_classes(
        case, CASES[name], some, step_s=STEP_S, bound=10, deadline_s=3600, trucks_per_day=60
    )


def run() -> dict[str, Any]:
    """One row for the LP and one for the plan of each case."""
    rows: dict[str, Any] = {}
    if shared_folder() is None:
        print("no shared data (../shared or SAFEPASSAGE_SHARED), nothing measured")
        return rows
    for name in CASES:
        for part in ("bound", "plan"):
            words = [sys.executable, "-m", "benchmarks.classes", part, name]
            out = subprocess.run(words, stdout=subprocess.PIPE, text=True, check=True).stdout
            rows[f"{name}_{part}"] = json.loads(out)
            print(f"{name}_{part}: {out}", end="")
    return rows


def bound(name: str) -> dict[str, Any]:
    """The best bound by prices on arrivals by one hour, after which seconds, and the LP's value."""
    inputs = inputs_of(name)
    network, origins = build_network(inputs), estimate_demand(list(inputs.groups))
    days = aid_days(network)
    taken = aid_taken(network, days)
    cuts, routes = exact_bound(network, origins, taken=taken)
    parts = pack_with_aid(network, origins, routes, days, PlanOptions()).parts
    begun = time.perf_counter()
    steps: list[tuple[float, Step]] = []

    def note(step: Step) -> None:
        steps.append((round(time.perf_counter() - begun, 1), step))

    until = round(LP_UNTIL_H[name] * 3600 / STEP_S) - 1
    prices = PricedBounds(network, origins, taken, parts=parts, progress=note)
    found = prices.of(until)
    seconds = time.perf_counter() - begun
    proved = [(after, step) for after, step in steps if step.proved]
    finest = max(step.slots for _, step in proved)
    last = [step for _, step in proved if step.slots == finest][-1]
    certificate = prices.certificate("people_arrived_bound", found)
    return {
        "people": inputs.people,
        "origins": len(origins),
        "classes": len(network.classes),
        "arc_periods": len(network.arcs) * inputs.periods,
        "until_h": LP_UNTIL_H[name],
        "bound": found.value,
        "cut_bound": min(inputs.people, cuts.stage(until).value),
        "lp": round(last.lp, 1),
        "lp_slots": last.slots,
        "gap_percent": round(100 * (found.value / last.lp - 1), 3),
        "seconds": round(seconds, 1),
        "seconds_by_slots": {step.slots: after for after, step in steps},
        "priced_resources": len(found.prices.of),
        "certificate_runs": len(certificate.runs),
    }


def plan(name: str) -> dict[str, Any]:
    """The plan against its bounds, and what the independent check says of the bundle."""
    inputs = inputs_of(name)
    begun = time.perf_counter()
    made = make_plan(inputs, PlanOptions(mend=False))
    seconds = time.perf_counter() - begun
    with tempfile.TemporaryDirectory() as folder:
        bundle = write_bundle(made, Path(folder) / "bundle")
        begun = time.perf_counter()
        words = [sys.executable, "-I", "-S", str(CHECK), str(bundle)]
        report = subprocess.run(words, stdout=subprocess.PIPE, text=True)
        check_s = time.perf_counter() - begun
        kilobytes = sum(f.stat().st_size for f in bundle.rglob("*") if f.is_file()) / 1000
    figures = made.figures
    return {
        "people": inputs.people,
        "people_arrived": figures.people_arrived,
        "people_arrived_bound": figures.people_arrived_bound,
        "t100_h": None if figures.t100_s is None else round(figures.t100_s / 3600, 3),
        "t100_bound_h": None
        if figures.t100_bound_s is None
        else round(figures.t100_bound_s / 3600, 3),
        "instructions": len(made.instructions),
        "seconds": round(seconds, 1),
        "check": "passed" if report.returncode == 0 else "failed",
        "check_seconds": round(check_s, 1),
        "bundle_kilobytes": round(kilobytes),
    }


if __name__ == "__main__":
    print(json.dumps({"bound": bound, "plan": plan}[sys.argv[1]](sys.argv[2])))
