"""Way table: the ways in time of a path LP as growing arrays, and what each uses of every slot."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from ..network.network import Network

F64 = npt.NDArray[np.float64]
I32 = npt.NDArray[np.int32]
I64 = npt.NDArray[np.int64]


class WayTable:
    """Ways by number: way k is arcs[first[k] : first[k + 1]], entered in periods `entries`.

    A key is `resource * n_slot + slot`; the uses of all ways stand in `keys`, `shares` (passings,
    in shortest ones) and `ways`, way after way.
    """

    def __init__(self, network: Network, slot: I64) -> None:
        self.network, self.slot = network, slot
        self.n_slot = int(slot.max()) + 1
        arcs = network.arcs
        self.first_use = np.cumsum([0, *(len(arc.uses) for arc in arcs)])
        uses = [use for arc in arcs for use in arc.uses]
        self.resource = np.array([use.resource for use in uses], dtype=np.int64)
        self.share = np.array(
            [use.cost / network.resources[use.resource].shortest for use in uses], dtype=float
        )
        sinks = {sink.state: row for row, sink in enumerate(network.sinks)}
        self.sink_of_arc = [sinks.get(arc.to_state, -1) for arc in arcs]
        self.known: set[tuple[int, bytes, bytes]] = set()
        self.start: list[int] = []
        self.leaves: list[int] = []  # period
        self.sink: list[int] = []
        self.arcs: list[I32] = []
        self.entries: list[I32] = []
        self._parts: list[tuple[I64, F64, I64]] = []
        self._seen = 0

    def __len__(self) -> int:
        return len(self.start)

    def add(self, start: int, arcs: I32, entries: I32) -> bool:
        """Add a way; False if one of the same arcs and slots was there."""
        key = (start, arcs.tobytes(), self.slot[entries].astype(np.int32).tobytes())
        if key in self.known:
            return False
        self.known.add(key)
        self.start.append(start)
        self.leaves.append(int(entries[0]))
        self.sink.append(self.sink_of_arc[int(arcs[-1])])
        self.arcs.append(arcs)
        self.entries.append(entries)
        return True

    def uses(self, first: int, end: int) -> tuple[I64, F64, I64]:
        """Keys, shares and ways of the uses of ways `first` to `end - 1`, a key once a way."""
        if first == end:
            none = np.zeros(0, dtype=np.int64)
            return none, np.zeros(0), none
        sizes = [arcs.size for arcs in self.arcs[first:end]]
        arcs = np.concatenate(self.arcs[first:end])
        slots = self.slot[np.concatenate(self.entries[first:end])]
        ways = np.repeat(np.arange(first, end), sizes)
        counts = self.first_use[arcs + 1] - self.first_use[arcs]
        place = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        use = np.repeat(self.first_use[arcs], counts) + place
        keys = self.resource[use] * self.n_slot + np.repeat(slots, counts)
        return _merged(keys, self.share[use], np.repeat(ways, counts))

    def extend_uses(self) -> tuple[I64, F64, I64]:
        """The uses of the ways added since it was last asked; kept for `all_uses`."""
        part = self.uses(self._seen, len(self))
        self._parts.append(part)
        self._seen = len(self)
        return part

    def all_uses(self) -> tuple[I64, F64, I64]:
        """The uses of all ways known to `extend_uses`."""
        if len(self._parts) > 1:
            keys, shares, ways = zip(*self._parts, strict=True)
            self._parts = [(np.concatenate(keys), np.concatenate(shares), np.concatenate(ways))]
        return self._parts[0]


def _merged(keys: I64, shares: F64, ways: I64) -> tuple[I64, F64, I64]:
    """Uses of one key by one way as one use, in order of ways."""
    order = np.lexsort((keys, ways))
    keys, shares, ways = keys[order], shares[order], ways[order]
    new = np.r_[True, (np.diff(keys) != 0) | (np.diff(ways) != 0)]
    place = np.cumsum(new) - 1
    return keys[new], np.bincount(place, shares).astype(float), ways[new]


def firsts(sorted_rows: Sequence[int] | I64, n_row: int) -> I32:
    """Where each of `n_row` rows begins in a sorted column of rows."""
    return np.searchsorted(sorted_rows, np.arange(n_row)).astype(np.int32)
