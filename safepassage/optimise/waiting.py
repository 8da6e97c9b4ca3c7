"""Waiting: how long people wait before gates and at stations, and how many at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from ..network.network import Network
from .part import Part


def waits(network: Network, parts: Sequence[Part]) -> tuple[int, int]:
    """(longest wait in periods, first come first on; most people waiting at one place at once)."""
    longest = 0
    queues: dict[str, npt.NDArray[np.int64]] = {}
    for part in parts:
        route = part.route
        for stage in range(1, len(route.stages)):
            takes = route.length[stage - 1]
            come = np.zeros(part.leaving.shape[1], dtype=np.int64)
            come[takes:] = part.leaving[stage - 1][: come.size - takes]
            there, gone = come.cumsum(), part.leaving[stage].astype(np.int64).cumsum()
            for period in part.leaving[stage].nonzero()[0]:
                # the first of those who go on now is the one after all who have gone before
                first = int(gone[period] - part.leaving[stage][period]) + 1
                longest = max(longest, int(period) - int(np.searchsorted(there, first)))
            node = network.places[network.arcs[route.arcs[route.stages[stage]]].from_state].node
            queues[node] = there - gone + queues.get(node, 0)
    return longest, max((int(queue.max()) for queue in queues.values()), default=0)
