"""The same optimum by OR-Tools' minimum-cost flow on the network written out: a process of its own.

    python -m benchmarks.minimum_cost_flow case.npz

`case.npz` holds the arrays of a network, supply and sinks (see `write_case`). Prints one line of
JSON: people arrived, sum of their arrival periods, seconds to solve, seconds in all.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from safepassage.kernels.lexflow import Network, Sinks, Supply


def write_case(path: Path, case: tuple[Network, Supply, Sinks, int]) -> None:
    """Write the arrays for the other process."""
    network, supply, sinks, last_period = case
    np.savez(
        path,
        **{f"network_{name}": value for name, value in network._asdict().items()},
        **{f"supply_{name}": value for name, value in supply._asdict().items()},
        sink_node=sinks.node,
        last_period=last_period,
    )


def solve_in_own_process(path: Path) -> dict[str, Any]:
    """Run this module on the case and give what it prints."""
    root = Path(__file__).resolve().parents[1]
    command = [sys.executable, "-m", "benchmarks.minimum_cost_flow", str(path)]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def solve(path: Path) -> dict[str, Any]:
    """Everybody leaves, rooms are unlimited: least sum of arrival periods.

    Arcs: links in every period, waiting, and from each sink to one end at the cost of the period.
    Whoever cannot arrive takes an arc of their own that costs more than any arrival.
    """
    from ortools.graph.python import min_cost_flow

    begun = time.perf_counter()
    case = np.load(path)
    n_period = int(case["last_period"]) + 1
    n_node = int(case["network_n_node"])
    travel = case["network_travel"].astype(np.int64)
    tail, head = case["network_from_node"], case["network_to_node"]
    rate = case["network_capacity"][case["network_profile"]].astype(np.int64)
    amount = case["supply_amount"].astype(np.int64)
    people = int(amount.sum())
    end = n_node * n_period

    period = np.arange(n_period)[None, :]
    arrive = period + travel[:, None]
    usable = (arrive < n_period) & (rate[:, :n_period] > 0)
    place = np.arange(n_node)[:, None] * n_period + period
    sink_place = case["sink_node"].astype(np.int64)[:, None] * n_period + period
    from_place = np.concatenate(
        [
            (tail[:, None].astype(np.int64) * n_period + period)[usable],
            place[:, :-1].ravel(),
            sink_place.ravel(),
            case["supply_node"].astype(np.int64) * n_period + case["supply_period"],
        ]
    )
    to_place = np.concatenate(
        [
            (head[:, None].astype(np.int64) * n_period + arrive)[usable],
            place[:, 1:].ravel(),
            np.full(sink_place.size, end),
            np.full(len(amount), end),
        ]
    )
    n_free = place[:, :-1].size + sink_place.size
    capacity = np.concatenate(
        [np.minimum(rate[:, :n_period][usable], people), np.full(n_free, people), amount]
    )
    cost = np.zeros(len(capacity), dtype=np.int64)
    first_sink = int(usable.sum()) + place[:, :-1].size
    cost[first_sink : first_sink + sink_place.size] = np.broadcast_to(
        period, sink_place.shape
    ).ravel()
    cost[first_sink + sink_place.size :] = 2 * n_period

    model = min_cost_flow.SimpleMinCostFlow()
    model.add_arcs_with_capacity_and_unit_cost(from_place, to_place, capacity, cost)
    supply = np.zeros(end + 1, dtype=np.int64)
    np.add.at(
        supply, case["supply_node"].astype(np.int64) * n_period + case["supply_period"], amount
    )
    supply[end] = -people
    model.set_nodes_supplies(np.arange(end + 1), supply)
    built = time.perf_counter()
    status = model.solve()
    solved = time.perf_counter()
    if status != model.OPTIMAL:
        raise RuntimeError(f"minimum-cost flow ended with status {status}")
    flows = model.flows(np.arange(len(cost)))
    stranded = int(flows[first_sink + sink_place.size :].sum())
    return {
        "arrived": people - stranded,
        "sum_of_arrival_periods": int(model.optimal_cost()) - 2 * n_period * stranded,
        "arcs": len(cost),
        "solve_s": round(solved - built, 3),
        "total_s": round(solved - begun, 3),
    }


if __name__ == "__main__":
    print(json.dumps(solve(Path(sys.argv[1]))))
