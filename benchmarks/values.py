"""Values: 30 changes on Andorra-OSM at steps of 60 s, and the same by the plain way."""

from __future__ import annotations

import time
from typing import Any

from benchmarks.recipe_inputs import inputs_of
from benchmarks.recipes import andorra
from safepassage.network.build import build_network
from safepassage.optimise.value import Values, value_changes
from safepassage.optimise.value_answers import Optima
from safepassage.optimise.value_figures import worth

ROWS, ZONES, RUNS = 30, 300, 3


def run() -> dict[str, Any]:
    """Seconds for 30 rows (best of three, kernels loaded), by kind of case."""
    return {kind: _case(kind) for kind in ("S1", "S2", "S3")}


def _case(kind: str) -> dict[str, Any]:
    inputs = inputs_of(andorra(kind), ZONES, gates=True)
    value_changes(inputs, most=1)  # loads the kernels
    seconds: list[float] = []
    processor_s: list[float] = []
    for _ in range(RUNS):
        begun, used = time.perf_counter(), time.process_time()
        values = value_changes(inputs, most=ROWS)
        seconds.append(time.perf_counter() - begun)
        processor_s.append(time.process_time() - used)
    begun = time.perf_counter()
    equal = _plainly(values)
    plain_s = time.perf_counter() - begun
    valued = [row for row in values.rows if not row.worth.nothing]
    return {
        "links": len(inputs.links),
        "zones": len(inputs.groups),
        "step_s": inputs.step_s,
        "periods": inputs.periods,
        "kind": values.kind,
        "optimised_again": min(ROWS, len(values.rows)),
        "rows": len(values.rows),
        "rows_with_a_difference": len(valued),
        "seconds": round(min(seconds), 3),
        "seconds_of_all_runs": [round(one, 3) for one in seconds],
        "processor_seconds": round(min(processor_s), 3),  # as if nothing else ran on the machine
        "plain_seconds": round(plain_s, 3),
        "equal_to_plain": equal,
    }


def _plainly(values: Values) -> bool:
    """Every row again with a network built anew from its inputs; whether all are the same."""
    base = Optima(build_network(values.inputs))
    again = [
        worth(base.base, base.of(build_network(row.change.inputs))) == row.worth
        for row in values.rows
    ]
    return all(again)
