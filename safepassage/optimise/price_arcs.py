"""Price arcs: the arcs of a network as arrays for the price kernel, and what their uses cost."""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..network.network import Network
from ..scenario.inputs import Mode

I32 = npt.NDArray[np.int32]
I64 = npt.NDArray[np.int64]
BOOL = npt.NDArray[np.bool_]
NEVER = 2**60  # that of the kernel
TOLL_S = 60  # seconds of a way that cost as much as the least price


@dataclass(frozen=True, slots=True)
class PriceArcs:
    """Columns as in `kernels.price.Arcs`; `pair_of_use` (n_use,): row of `pairs` of every use.

    `pairs`: (resource, budget units of one passing) that occur.
    """

    columns: Mapping[str, I32 | I64 | BOOL]
    pair_of_use: I32
    pairs: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, network: Network) -> PriceArcs:
        """The arrays of a network."""
        arcs, periods, step_s = network.arcs, network.inputs.periods, network.inputs.step_s
        low = _ints([arc.periods(step_s, round_up=False) for arc in arcs])
        high = _ints(
            [
                takes if arc.times is not None else arc.periods(step_s, round_up=True)
                for arc, takes in zip(arcs, low.tolist(), strict=True)
            ]
        )
        opens = _ints([arc.profile_bound for arc in arcs])
        shut = network.seconds <= 0
        closed = np.flatnonzero(shut.any(axis=1))
        row_of = np.full(len(shut), -1, dtype=np.int32)
        row_of[closed] = np.arange(closed.size, dtype=np.int32)
        pairs: dict[tuple[int, int], int] = {}
        of_use = [
            pairs.setdefault((use.resource, use.cost), len(pairs))
            for arc in arcs
            for use in arc.uses
        ]
        columns: dict[str, I32 | I64 | BOOL] = {
            "from_state": _ints([arc.from_state for arc in arcs]),
            "to_state": _ints([arc.to_state for arc in arcs]),
            "low": low,
            "high": high,
            "toll": np.array([1 + arc.own_seconds // TOLL_S for arc in arcs], dtype=np.int64),
            "shut": row_of[opens] if len(arcs) else opens,
            "closed": np.where(shut[closed], NEVER, 0).reshape(closed.size, periods),
            "boards": _ints([-1 if arc.times is None else arc.times.board for arc in arcs]),
            "boards_bound": _ints(
                [-1 if arc.times is None else arc.times.board_bound for arc in arcs]
            ),
            "first_use": _firsts([len(arc.uses) for arc in arcs]),
            "first_in": _firsts([len(rows) for rows in network.into]),
            "arc_in": _ints([index for rows in network.into for index in rows]),
            "first_out": _firsts([len(rows) for rows in network.out]),
            "arc_out": _ints([index for rows in network.out for index in rows]),
            "waits": _waits(network),
            "order": _order(network),
        }
        return cls(columns, _ints(of_use), tuple(pairs))

    def charges(
        self, prices: Mapping[int, I64], network: Network, n_period: int
    ) -> tuple[I32, I64]:
        """Row of the table for every use (-1 = nothing to pay), and the table (n_row, n_period).

        Whoever takes longer than the shortest passing pays more, rounded down, which only weakens.
        """
        row_of_pair = np.full(len(self.pairs), -1, dtype=np.int32)
        rows: list[I64] = []
        for number, (resource, cost) in enumerate(self.pairs):
            price = prices.get(resource)
            if price is not None:
                row_of_pair[number] = len(rows)
                shortest = network.resources[resource].shortest
                own = price if cost == shortest else price * cost // shortest
                rows.append(own[:n_period])
        of = np.array(rows, dtype=np.int64).reshape(len(rows), n_period)
        return row_of_pair[self.pair_of_use], of


def _waits(network: Network) -> BOOL:
    """States in which people may wait: before crossings, at stations, where legs arrive."""
    places = [place[:3] for place in network.places]
    waits: set[tuple[str, Mode, int]] = set()
    for arc in network.arcs:
        if arc.times is not None:
            waits |= {places[arc.from_state], places[arc.to_state]}
        elif arc.element.startswith("crossing/"):
            waits.add(places[arc.from_state])
    return np.array([place in waits for place in places], dtype=bool)


def _order(network: Network) -> I32:
    """States by seconds to the nearest destination, with everything open; the rest last."""
    away = [NEVER] * len(network.states)
    heap = [(0, sink.state) for sink in network.sinks]
    while heap:
        seconds, state = heapq.heappop(heap)
        if seconds < away[state]:
            away[state] = seconds
            for index in network.into[state]:
                arc = network.arcs[index]
                if seconds + arc.travel_s < away[arc.from_state]:
                    heapq.heappush(heap, (seconds + arc.travel_s, arc.from_state))
    return np.argsort(np.array(away), kind="stable").astype(np.int32)


def _ints(values: Sequence[int]) -> I32:
    return np.array(values, dtype=np.int32)


def _firsts(counts: Sequence[int]) -> I32:
    return np.cumsum([0, *counts]).astype(np.int32)
