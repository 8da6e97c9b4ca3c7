"""Route LP: which routes, for how many people each, so that all are out by a time at steady rates.

min m over shares y of the people of every origin on its ways, such that no resource is used more
than m times: a way that can be begun in D periods carries its people at a steady rate (Ford and
Fulkerson 1958, temporally repeated flow), so it takes people * cost / D of a resource. There is no
index of time, so the LP is small; rows are added where they are violated, ways where they pay
(Dantzig and Wolfe 1960), all of them priced by a few trees. A basic optimum has no more ways than
origins and tight rows, so few origins are split. It only proposes: the packing keeps every budget.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..demand.demand import Origin
from ..network.network import Network
from ..network.paths import turns_back
from .arc_table import ArcTable

F64 = npt.NDArray[np.float64]
I64 = npt.NDArray[np.int64]
BOOL = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """Arcs from the start of an origin to a sink, with the resources that it passes.

    `length` in periods, rounded up once; `share` (n_resource,): what one person takes of each
    resource's budget in a period that is open all the time.
    """

    origin: int  # row of the origins of the LP
    arcs: tuple[int, ...]
    length: int
    resource: I64
    share: F64


@dataclass(frozen=True, slots=True)
class Mix:
    """How people are shared out: `share` (n_way,) of the people of each way's origin.

    `use`: the use of the fullest resource, 1 = full; above 1 not all are out by period `until`.
    """

    until: int
    use: float
    ways: tuple[Way, ...]
    share: F64

    def by_origin(self) -> dict[int, list[tuple[float, Way]]]:
        """(share, way) of the ways that carry people, the largest first."""
        found: dict[int, list[tuple[float, Way]]] = {}
        for k in np.argsort(-self.share, kind="stable"):
            if self.share[k] > 1e-9:
                found.setdefault(self.ways[k].origin, []).append(
                    (float(self.share[k]), self.ways[k])
                )
        return found


class WayBook:
    """The ways known so far of the origins that the LP is about, whatever the time.

    Left out: ways by leg, ways too far to walk, ways that turn back in mid-road.
    """

    def __init__(self, network: Network, origins: Sequence[Origin]) -> None:
        self.network, self.table = network, ArcTable.of(network)
        step_s, periods = network.inputs.step_s, network.inputs.periods
        self.people = np.array([origin.can_ride for origin in origins], dtype=np.int64)
        self.states = np.array([_state(network, origin) for origin in origins], dtype=np.int64)
        self.ways: dict[tuple[int, tuple[int, ...]], Way] = {}
        self._ready = [np.array(o.may_have_left(step_s, periods)) > 0 for o in origins]
        self._open: BOOL = np.asarray(network.seconds > 0)
        self._shut: BOOL = ~np.all(self._open, axis=1)

    def add(self, origin: int, arcs: tuple[int, ...]) -> Way | None:
        """A way that is new and may be gone, kept; else None."""
        key = (origin, arcs)
        index = np.array(arcs, dtype=np.int64)
        if key in self.ways or self.table.is_leg[index].any():
            return None
        too_far = self.table.walked_m[index].sum() > self.network.inputs.walking_limit_m
        if too_far or turns_back(self.network, arcs):
            return None
        length = -(-int(self.table.travel_s[index].sum()) // self.network.inputs.step_s)
        self.ways[key] = Way(origin, arcs, length, *self.table.uses_of(index))
        return self.ways[key]

    def begins(self, way: Way, until: int) -> BOOL:
        """In which periods a way can be begun to be at its end in `until` periods, all open."""
        last = max(0, until - way.length)
        can = self._ready[way.origin][:last].copy()
        index = np.array(way.arcs, dtype=np.int64)
        opens = self.table.opens[index]
        if self._shut[opens].any():
            left = np.cumsum(self.table.travel_s[index][::-1])[::-1]
            slots = -(-left // self.network.inputs.step_s)
            for row, shift in zip(opens, slots[0] - slots, strict=True):
                if self._shut[row]:
                    can &= self._open[row][shift : shift + last]
        return can


def _state(network: Network, origin: Origin) -> int:
    state = network.state_of(origin.group, origin.start.node)
    return -1 if state is None else state
