"""Clocks: the case of the exact bound with time counted back from the destinations at every node.

A period of a node begins so many seconds early as its quickest way out takes. Then a quickest way
takes no periods at all, a detour only what it is longer, and rounding down to whole periods costs
next to nothing, where otherwise every short link loses up to a whole step (reduced costs, Johnson
1977, here of travel times). What is released at a node appears later by as much.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from .flow import FlowCase

I32 = npt.NDArray[np.int32]
I64 = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Clocked:
    """The case on its clocks; `early_s` (n_node,): period p of a node begins so much before p."""

    case: FlowCase
    early_s: I64


def clocked(case: FlowCase, narrow: Collection[int] = ()) -> Clocked:
    """Every node on the clock of its quickest way out.

    Where something opens and shuts the clock is ahead by whole periods, so that its hours are cut
    alike; such rows move with it. So it is before `narrow` resources (rows of network.resources): a
    certificate pays for every period that it touches, and there it would touch one more.
    """
    step_s = case.network.inputs.step_s
    periods = case.capacity.shape[1]
    varies = (case.capacity != case.capacity[:, :1]).any(axis=1)[case.profile]
    before = varies | np.isin(case.charges, list(narrow))
    early_s = _quickest(case, before, step_s)
    tail, head = early_s[case.from_node], early_s[case.to_node]
    travel = (case.travel_s - tail + head) // step_s
    table = list(case.capacity)
    moved: dict[tuple[int, int], int] = {}
    profile = case.profile.copy()
    for link in np.flatnonzero(varies & (tail > 0)):
        key = (int(profile[link]), int(tail[link]) // step_s)
        if key not in moved:
            moved[key] = len(table)
            row = np.zeros(periods, dtype=np.int32)
            row[key[1] :] = case.capacity[key[0]][: max(0, periods - key[1])]
            table.append(row)
        profile[link] = moved[key]
    released = (case.release_period * np.int64(step_s) + early_s[case.release_node]) // step_s
    kept = released < periods
    return Clocked(
        replace(
            case,
            travel=np.minimum(travel, periods).astype(np.int32),
            profile=profile,
            capacity=np.array(table, dtype=np.int32),
            release_node=case.release_node[kept],
            release_period=released[kept].astype(np.int32),
            release_units=case.release_units[kept],
        ),
        early_s,
    )


def _quickest(case: FlowCase, before: npt.NDArray[np.bool_], step_s: int) -> I64:
    """Seconds to a sink, in whole periods at the tails of some links; (n_node,).

    Never more than what a link takes and what is left at its head; no way out = as the farthest.
    """
    into: list[list[int]] = [[] for _ in range(case.n_node)]
    for link, node in enumerate(case.to_node):
        into[node].append(link)
    whole = np.zeros(case.n_node, dtype=bool)
    whole[case.from_node[before]] = True
    found: dict[int, int] = {}
    heap = [(0, int(node)) for node in sorted(set(case.sink_node.tolist()))]
    for _, node in heap:
        found[node] = 0
    while heap:
        seconds, node = heapq.heappop(heap)
        if seconds > found[node]:
            continue
        for link in into[node]:
            behind = int(case.from_node[link])
            left = seconds + int(case.travel_s[link])
            if whole[behind]:
                left -= left % step_s
            if left < found.get(behind, left + 1):
                found[behind] = left
                heapq.heappush(heap, (left, behind))
    farthest = max(found.values(), default=0)
    farthest += -farthest % step_s
    return np.array([found.get(n, farthest) for n in range(case.n_node)], dtype=np.int64)
