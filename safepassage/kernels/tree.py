"""Tree kernel: the cheapest way from every state to any target, by one Dijkstra from behind."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

I32 = npt.NDArray[np.int32]
F64 = npt.NDArray[np.float64]


class Graph(NamedTuple):
    """Arcs by the state they lead to: arcs first_in[s] <= i < first_in[s + 1] of `arc` enter s."""

    first_in: I32  # (n_state + 1,)
    arc: I32  # (n_arc,)
    from_state: I32  # (n_arc,) of arc i of the network, not of place i


@njit(cache=True)
def _push(keys: F64, places: I32, size: int, key: float, place: int) -> int:
    at = size
    while at > 0:
        up = (at - 1) // 2
        if keys[up] <= key:
            break
        keys[at], places[at] = keys[up], places[up]
        at = up
    keys[at], places[at] = key, place
    return size + 1


@njit(cache=True)
def _pop(keys: F64, places: I32, size: int) -> int:
    """Take the least off (it is read before); returns the new size."""
    size -= 1
    key, place = keys[size], places[size]
    at = 0
    while True:
        down = 2 * at + 1
        if down >= size:
            break
        if down + 1 < size and keys[down + 1] < keys[down]:
            down += 1
        if keys[down] >= key:
            break
        keys[at], places[at] = keys[down], places[down]
        at = down
    keys[at], places[at] = key, place
    return size


@njit(cache=True)
def cheapest_tree(graph: Graph, cost: F64, carried: F64, targets: I32) -> tuple[F64, F64, I32]:
    """Least cost from every state to a target (inf = no way), what it carries, and the next arc.

    All of shape (n_state,); next arc -1 = none. `cost` (n_arc,) is 0 or more, inf shuts an arc;
    `carried` (n_arc,) is added up along the cheapest way. Dijkstra (1959) with a binary heap.
    """
    n_state = graph.first_in.size - 1
    label = np.full(n_state, np.inf)
    along = np.zeros(n_state)
    next_arc = np.full(n_state, -1, dtype=np.int32)
    done = np.zeros(n_state, dtype=np.bool_)
    keys = np.empty(graph.arc.size + targets.size + 1)
    places = np.empty(graph.arc.size + targets.size + 1, dtype=np.int32)
    size = 0
    for target in targets:
        label[target] = 0.0
        size = _push(keys, places, size, 0.0, target)
    while size > 0:
        state = places[0]
        size = _pop(keys, places, size)
        if done[state]:
            continue
        done[state] = True
        for i in range(graph.first_in[state], graph.first_in[state + 1]):
            arc = graph.arc[i]
            behind = graph.from_state[arc]
            reach = label[state] + cost[arc]
            if reach < label[behind]:
                label[behind] = reach
                along[behind] = along[state] + carried[arc]
                next_arc[behind] = arc
                size = _push(keys, places, size, reach, behind)
    return label, along, next_arc
