"""Plain twin of the flow kernel: a maximum flow per period, with every arc written out."""

from __future__ import annotations

import networkx as nx
import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow

from safepassage.kernels.lexflow import UNLIMITED, Network, Sinks, Supply

MANY = 10**6  # more than the people of any case here


def arcs(network: Network, supply: Supply, sinks: Sinks, last_period: int) -> list[tuple]:
    """Arcs (from, to, capacity) of the expanded network for arrivals up to `last_period`."""
    rows: list[tuple] = []
    for k in range(len(network.travel)):
        v, w = int(network.from_node[k]), int(network.to_node[k])
        for p in range(last_period + 1):
            e = p + int(network.travel[k])
            if e <= last_period:
                capacity = int(network.capacity[network.profile[k], p])
                rows.append((("at", v, p), ("at", w, e), min(capacity, MANY)))
    for v in range(network.n_node):
        for p in range(last_period):
            rows.append((("at", v, p), ("at", v, p + 1), MANY))
    for z, s, amount in zip(*supply, strict=True):
        if s <= last_period:
            rows.append(("origin", ("at", int(z), int(s)), int(amount)))
    for d, room in zip(*sinks, strict=True):
        rows.append((("at", int(d), last_period), "end", min(int(room), MANY)))
    return rows


def arrived_by(network: Network, supply: Supply, sinks: Sinks, last_period: int) -> int:
    """Most people who can have arrived by the end of `last_period`: SciPy's maximum flow."""
    number: dict = {"origin": 0, "end": 1}
    total: dict = {}
    for a, b, capacity in arcs(network, supply, sinks, last_period):
        pair = number.setdefault(a, len(number)), number.setdefault(b, len(number))
        if pair[0] != pair[1]:
            total[pair] = total.get(pair, 0) + capacity
    tail, head = zip(*total, strict=True)
    matrix = csr_array(
        (np.array(list(total.values()), dtype=np.int32), (tail, head)),
        shape=(len(number), len(number)),
    )
    return int(maximum_flow(matrix, 0, 1).flow_value)


def arrived_by_networkx(network: Network, supply: Supply, sinks: Sinks, last_period: int) -> int:
    """The same with networkx, a second opinion for a few cases."""
    graph = nx.DiGraph()
    graph.add_nodes_from(["origin", "end"])
    for a, b, capacity in arcs(network, supply, sinks, last_period):
        if graph.has_edge(a, b):
            graph[a][b]["capacity"] += capacity
        else:
            graph.add_edge(a, b, capacity=capacity)
    return int(nx.maximum_flow_value(graph, "origin", "end"))


def least_sum_of_arrivals(
    network: Network, supply: Supply, sinks: Sinks, last_period: int, people: int
) -> float:
    """Least sum of arrival periods when `people` arrive: linear programme, HiGHS."""
    assert all(room >= UNLIMITED for room in sinks.room)
    rows = [row for row in arcs(network, supply, sinks, last_period) if row[1] != "end"]
    cost = [0.0] * len(rows)
    for d in sinks.node:
        for p in range(last_period + 1):
            rows.append((("at", int(d), p), "end", MANY))
            cost.append(float(p))
    number: dict = {}
    for a, b, _ in rows:
        number.setdefault(a, len(number))
        number.setdefault(b, len(number))
    tail = [number[a] for a, _, _ in rows]
    head = [number[b] for _, b, _ in rows]
    column = np.arange(len(rows))
    ones = np.ones(len(rows))
    balance = csr_array(
        (np.r_[ones, -ones], (np.r_[head, tail], np.r_[column, column])),
        shape=(len(number), len(rows)),
    )
    wanted = np.zeros(len(number))
    if "origin" in number:
        wanted[number["origin"]] = -people
    if "end" in number:
        wanted[number["end"]] = people
    bounds = [(0, capacity) for _, _, capacity in rows]
    answer = linprog(cost, A_eq=balance, b_eq=wanted, bounds=bounds, method="highs")
    assert answer.status == 0, answer.message
    return float(answer.fun)
