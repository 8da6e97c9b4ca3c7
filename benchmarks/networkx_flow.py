"""The same optimum by networkx' network simplex, in plain Python: a process of its own.

python -m benchmarks.networkx_flow case.npz
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np

from benchmarks.minimum_cost_flow import answer_of, expand


def solve(path: Path) -> dict[str, Any]:
    """Least sum of arrival periods; parallel arcs are kept apart by their number."""
    begun = time.perf_counter()
    arcs = expand(path)
    graph = nx.MultiDiGraph()
    for place, people in enumerate(arcs.supply.tolist()):
        graph.add_node(place, demand=-people)
    columns = (arcs.from_place, arcs.to_place, arcs.capacity, arcs.cost)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    for number, (tail, head, capacity, cost) in enumerate(rows):
        graph.add_edge(tail, head, key=number, capacity=capacity, weight=cost)
    built = time.perf_counter()
    _, found = nx.network_simplex(graph)
    solved = time.perf_counter()
    flows = np.zeros(len(arcs.cost), dtype=np.int64)
    for heads in found.values():
        for keys in heads.values():
            for number, people in keys.items():
                flows[number] = people
    return answer_of(arcs, flows) | {
        "solve_s": round(solved - built, 3),
        "total_s": round(solved - begun, 3),
    }


if __name__ == "__main__":
    print(json.dumps(solve(Path(sys.argv[1]))))
