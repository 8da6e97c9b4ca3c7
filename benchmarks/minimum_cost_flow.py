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
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from safepassage.kernels.lexflow import Network, Sinks, Supply

I64 = npt.NDArray[np.int64]


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


class Arcs(NamedTuple):
    """The network written out: everybody leaves, whoever cannot arrive takes an arc of their own.

    Arcs in this order: links in every period, waiting, from each sink to the one end in every
    period (at the cost of the period), and from each release straight to the end, at a cost of
    twice the periods, more than any arrival. The last place is the end.
    """

    from_place: I64
    to_place: I64
    capacity: I64
    cost: I64
    supply: I64  # (n_place,) people released, at the end minus all of them
    n_period: int
    first_sink: int
    first_left: int


def expand(path: Path) -> Arcs:
    """Every arc of the case over time; rooms are taken as unlimited."""
    case = np.load(path)
    n_period, n_node = int(case["last_period"]) + 1, int(case["network_n_node"])
    travel = case["network_travel"].astype(np.int64)
    tail, head = case["network_from_node"], case["network_to_node"]
    rate = case["network_capacity"][case["network_profile"]].astype(np.int64)
    amount = case["supply_amount"].astype(np.int64)
    released = case["supply_node"].astype(np.int64) * n_period + case["supply_period"]
    people, end = int(amount.sum()), n_node * n_period

    period = np.arange(n_period)[None, :]
    arrive = period + travel[:, None]
    usable = (arrive < n_period) & (rate[:, :n_period] > 0)
    place = np.arange(n_node)[:, None] * n_period + period
    sinks = case["sink_node"].astype(np.int64)[:, None] * n_period + period
    enter = (tail[:, None].astype(np.int64) * n_period + period)[usable]
    leave = (head[:, None].astype(np.int64) * n_period + arrive)[usable]
    n_wait = place[:, :-1].size
    supply = np.zeros(end + 1, dtype=np.int64)
    np.add.at(supply, released, amount)
    supply[end] = -people
    return Arcs(
        np.concatenate([enter, place[:, :-1].ravel(), sinks.ravel(), released]),
        np.concatenate([leave, place[:, 1:].ravel(), np.full(sinks.size + len(amount), end)]),
        np.concatenate(
            [
                np.minimum(rate[:, :n_period][usable], people),
                np.full(n_wait + sinks.size, people),
                amount,
            ]
        ),
        np.concatenate(
            [
                np.zeros(len(enter) + n_wait, dtype=np.int64),
                np.broadcast_to(period, sinks.shape).ravel(),
                np.full(len(amount), 2 * n_period),
            ]
        ),
        supply,
        n_period,
        len(enter) + n_wait,
        len(enter) + n_wait + sinks.size,
    )


def answer_of(arcs: Arcs, flows: np.ndarray) -> dict[str, Any]:
    """People arrived, the sum of their arrival periods and the last of these."""
    arriving = np.round(flows[arcs.first_sink : arcs.first_left]).astype(np.int64)
    periods = arcs.cost[arcs.first_sink : arcs.first_left]
    return {
        "arrived": int(arriving.sum()),
        "sum_of_arrival_periods": int((arriving * periods).sum()),
        "last_arrival_period": int(periods[arriving > 0].max(initial=-1)),
        "arcs": len(arcs.cost),
    }


def solve(path: Path) -> dict[str, Any]:
    """Least sum of arrival periods, by OR-Tools' cost scaling."""
    from ortools.graph.python import min_cost_flow

    begun = time.perf_counter()
    arcs = expand(path)
    model = min_cost_flow.SimpleMinCostFlow()
    model.add_arcs_with_capacity_and_unit_cost(
        arcs.from_place, arcs.to_place, arcs.capacity, arcs.cost
    )
    model.set_nodes_supplies(np.arange(len(arcs.supply)), arcs.supply)
    built = time.perf_counter()
    status = model.solve()
    solved = time.perf_counter()
    if status != model.OPTIMAL:
        raise RuntimeError(f"minimum-cost flow ended with status {status}")
    return answer_of(arcs, model.flows(np.arange(len(arcs.cost)))) | {
        "solve_s": round(solved - built, 3),
        "total_s": round(solved - begun, 3),
    }


if __name__ == "__main__":
    print(json.dumps(solve(Path(sys.argv[1]))))
