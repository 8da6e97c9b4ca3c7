"""Arc table: the arcs of a network as arrays, for methods that look at all of them at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..kernels.tree import Graph
from ..network.network import Network

I32 = npt.NDArray[np.int32]
I64 = npt.NDArray[np.int64]
F64 = npt.NDArray[np.float64]
BOOL = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class ArcTable:
    """Arcs by row of `network.arcs`; the uses of arc i stand at first_use[i] .. first_use[i + 1].

    `share` (n_use,): what one person takes of the resource's budget in a period that is open all
    the time; `opens` (n_arc, ) row of network.seconds, when an arc may be entered.
    """

    graph: Graph
    to_state: I32
    travel_s: I64
    walked_m: I64
    first_use: I64  # (n_arc + 1,)
    resource: I64  # (n_use,)
    share: F64  # (n_use,)
    opens: I32
    is_leg: BOOL
    targets: I32  # states of the sinks
    sink_of: I32  # (n_arc,) row of network.sinks that an arc leads into, -1 = none

    @classmethod
    def of(cls, network: Network) -> ArcTable:
        """The arrays of a network."""
        arcs = network.arcs
        fullest = network.seconds.max(axis=1)
        full = [int(fullest[row.profile]) * row.factor for row in network.resources]
        uses = [use for arc in arcs for use in arc.uses]
        sinks = {sink.state: row for row, sink in enumerate(network.sinks)}
        return cls(
            graph=network.for_trees[0],
            to_state=np.array([arc.to_state for arc in arcs], dtype=np.int32),
            travel_s=np.array([arc.travel_s for arc in arcs], dtype=np.int64),
            walked_m=np.array([arc.length_m * arc.on_foot for arc in arcs], dtype=np.int64),
            first_use=np.cumsum([0, *(len(arc.uses) for arc in arcs)]),
            resource=np.array([use.resource for use in uses], dtype=np.int64),
            share=np.array([use.cost / max(1, full[use.resource]) for use in uses]),
            opens=np.array([arc.profile for arc in arcs], dtype=np.int32),
            is_leg=np.array([arc.times is not None for arc in arcs], dtype=bool),
            targets=np.array([sink.state for sink in network.sinks], dtype=np.int32),
            sink_of=np.array([sinks.get(arc.to_state, -1) for arc in arcs], dtype=np.int32),
        )

    def uses_of(self, arcs: I64) -> tuple[I64, F64]:
        """Resources that a chain of arcs passes, each once, and what a person takes of each."""
        first = self.first_use[arcs]
        count = self.first_use[arcs + 1] - first
        at = np.repeat(first - np.cumsum(count) + count, count) + np.arange(count.sum())
        found, place = np.unique(self.resource[at], return_inverse=True)
        share: F64 = np.bincount(place, self.share[at], minlength=found.size).astype(np.float64)
        return found, share

    def way(self, next_arc: I32, state: int) -> tuple[int, ...]:
        """The chain of arcs of a tree from a state to a target."""
        found: list[int] = []
        while next_arc[state] >= 0:
            found.append(int(next_arc[state]))
            state = int(self.to_state[found[-1]])
        return tuple(found)
