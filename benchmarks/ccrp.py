"""CCRP, the usual planning heuristic, in our plain version: a process of its own.

    python -m benchmarks.ccrp case.npz

Capacity constrained route planner (Lu, George, Shekhar, SSTD 2005): find the way that arrives
earliest from any place with people left, among what earlier groups left of every link in every
period; send as many on it as fit; reserve; again. Each search is a Dijkstra over arrival periods
from all places at once. Waiting is free, rooms are unlimited, as for the other solvers. Compiled.
"""

from __future__ import annotations

import heapq
import json
import sys
import time
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

I64 = npt.NDArray[np.int64]


class Groups(NamedTuple):
    """Who goes together: people of one release, on the links and periods of one way."""

    release: I64  # (n_group,)
    people: I64  # (n_group,)
    arrives: I64  # (n_group,) period
    first: I64  # (n_group + 1,) into the two below
    link: I64
    enters: I64  # period


@njit(cache=True)  # type: ignore[misc]
def _search(
    first_go: I64,
    go: I64,
    head: I64,
    travel: I64,
    left: I64,  # (n_link, n_period) what is free
    starts: I64,  # (n_node,) period of the first release with people left, n_period = none
    is_sink: npt.NDArray[np.bool_],
    at: I64,
    by: I64,
    enters: I64,
) -> int:
    """The sink that is reached first (-1 = none); `by` and `enters` lead back from it."""
    n_node, n_period = len(starts), left.shape[1]
    at[:] = n_period
    by[:] = -1
    todo = [(np.int64(0), np.int64(0)) for _ in range(0)]  # of this type, and empty
    for v in range(n_node):
        if starts[v] < n_period:
            at[v] = starts[v]
            todo.append((starts[v], np.int64(v)))
    heapq.heapify(todo)
    while len(todo):
        now, v = heapq.heappop(todo)
        if now > at[v]:
            continue
        if is_sink[v]:
            return int(v)
        for k in range(first_go[v], first_go[v + 1]):
            link = go[k]
            period = int(now)
            while period < n_period and left[link, period] == 0:
                period += 1
            there, w = period + travel[link], head[link]
            if there < at[w]:
                at[w], by[w], enters[w] = there, link, period
                heapq.heappush(todo, (there, np.int64(w)))
    return -1


@njit(cache=True)  # type: ignore[misc]
def _fit(sink: int, tail: I64, left: I64, by: I64, enters: I64) -> tuple[int, int]:
    """Where the way to the sink begins, and how many people fit on it."""
    v, most = sink, 2**62
    while by[v] >= 0:
        most = min(most, left[by[v], enters[v]])
        v = tail[by[v]]
    return v, most


def plan(path: Path) -> Groups:
    """All groups, in the order in which they are placed; who cannot arrive is left out."""
    case = np.load(path)
    n_node, n_period = int(case["network_n_node"]), int(case["last_period"]) + 1
    tail, head = (
        case["network_from_node"].astype(np.int64),
        case["network_to_node"].astype(np.int64),
    )
    travel = case["network_travel"].astype(np.int64)
    left = case["network_capacity"][case["network_profile"]][:, :n_period].astype(np.int64)
    go = np.argsort(tail, kind="stable")
    first_go = np.searchsorted(tail[go], np.arange(n_node + 1))
    is_sink = np.zeros(n_node, dtype=bool)
    is_sink[case["sink_node"]] = True
    node, period = case["supply_node"].astype(np.int64), case["supply_period"].astype(np.int64)
    amount = case["supply_amount"].astype(np.int64)
    turn = np.searchsorted(node, np.arange(n_node + 1))  # first release with people left
    end = turn[1:].copy()
    at, by, enters = (np.zeros(n_node, dtype=np.int64) for _ in range(3))
    groups: list[tuple[int, int, int]] = []
    links: list[int] = []
    periods: list[int] = []
    firsts = [0]
    starts = np.full(n_node, n_period, dtype=np.int64)
    for v in range(n_node):
        while turn[v] < end[v] and amount[turn[v]] == 0:
            turn[v] += 1
        if turn[v] < end[v]:
            starts[v] = period[turn[v]]
    while (sink := _search(first_go, go, head, travel, left, starts, is_sink, at, by, enters)) >= 0:
        origin, people = _fit(sink, tail, left, by, enters)
        release = int(turn[origin])
        people = min(people, int(amount[release]))
        groups.append((release, people, int(at[sink])))
        v = sink
        while by[v] >= 0:
            links.append(int(by[v]))
            periods.append(int(enters[v]))
            left[by[v], enters[v]] -= people
            v = tail[by[v]]
        firsts.append(len(links))
        amount[release] -= people
        while turn[origin] < end[origin] and amount[turn[origin]] == 0:
            turn[origin] += 1
        starts[origin] = period[turn[origin]] if turn[origin] < end[origin] else n_period
    rows = np.array(groups, dtype=np.int64).reshape(-1, 3)
    return Groups(
        rows[:, 0],
        rows[:, 1],
        rows[:, 2],
        np.array(firsts, dtype=np.int64),
        np.array(links, dtype=np.int64),
        np.array(periods, dtype=np.int64),
    )


def solve(path: Path) -> dict[str, Any]:
    """People arrived, the sum of their arrival periods and the last of these; compiled before."""
    nobody = dict(np.load(path))
    nobody["supply_amount"] = np.zeros_like(nobody["supply_amount"])
    np.savez(path.with_name("nobody.npz"), **nobody)
    plan(path.with_name("nobody.npz"))
    begun = time.perf_counter()
    groups = plan(path)
    solved = time.perf_counter()
    return {
        "arrived": int(groups.people.sum()),
        "sum_of_arrival_periods": int((groups.people * groups.arrives).sum()),
        "last_arrival_period": int(groups.arrives.max(initial=-1)),
        "groups": len(groups.people),
        "solve_s": round(solved - begun, 3),
        "total_s": round(solved - begun, 3),
    }


if __name__ == "__main__":
    print(json.dumps(solve(Path(sys.argv[1]))))
