"""Convergent: everybody at a junction goes the same way on, so that one sign there is enough.

A plan without forks is a tree that leads to the destinations. Trees are found by tolls on what the
trees so far used most (multiplicative weights; Arora, Hazan and Kale 2012), and the best of them is
changed junction by junction as long as that helps. No optimum is claimed: the bound on any plan
holds for these too, and what the missing forks cost is the difference of two plans.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ..demand.demand import Origin
from ..errors import UsageError
from ..kernels.tree import cheapest_tree
from ..network.network import Network, with_reserved
from .options import PlanOptions
from .pack_with_aid import Packing
from .route_lp import Mix, Way, WayBook
from .time_limit import NO_LIMIT, TimeLimit
from .trial import Trial

F64 = npt.NDArray[np.float64]
I32 = npt.NDArray[np.int32]
TREES = 60  # trees found by tolls
CHANGES = 400  # single junctions of the best tree that are tried in another direction
STEEP, TOLL = 4, 0.05  # each tree makes what it uses dearer: TOLL times its time * use^STEEP
ROUNDS = 2  # of improving the packing


def converging(
    network: Network,
    origins: Sequence[Origin],
    packing: Packing,
    options: PlanOptions,
    limit: TimeLimit = NO_LIMIT,
) -> Packing:
    """A packing on one tree, beside the trucks of another.

    Raises
    ------
    UsageError
        People may ride on legs, of which there is no tree.
    """
    if any(arc.times is not None for arc in network.arcs):
        legs = ", ".join(sorted({a.element for a in network.arcs if a.times is not None})[:3])
        raise UsageError(
            f"{network.inputs.scenario}: --convergent plans roads and crossings only, and there "
            f"are legs ({legs}). Plan without --convergent, or take the legs out."
        )
    reserved = packing.aid.reserved
    free = with_reserved(network, reserved) if reserved else network
    window_periods = options.window_min * 60 // network.inputs.step_s
    book = WayBook(free, origins)
    mix = _Trees(book, options.seed, limit).best()
    trial = Trial(book, origins, mix, window_periods, 0, limit)
    trial.improve(ROUNDS, options.seed)
    return Packing(trial.finished(), packing.aid)


class _Steady(NamedTuple):
    """A tree with everybody at steady rates: periods until all are out, and how full all is."""

    left: int  # people whom the tree leaves without a way: fewest first
    until: int
    crowding: float  # of equal times the one with fewer full resources is better
    use: F64
    ways: tuple[Way, ...]


class _Trees:
    """Trees to the destinations, and the time that each takes at steady rates."""

    def __init__(self, book: WayBook, seed: int, limit: TimeLimit) -> None:
        self.book, self.limit = book, limit
        self.generator = np.random.default_rng(seed)
        self.minutes = book.table.travel_s / book.network.inputs.step_s
        self.known: dict[tuple[int, tuple[int, ...]], Way | None] = {}
        self.goes = np.flatnonzero((book.people > 0) & (book.states >= 0))

    def best(self) -> Mix:
        """The best tree found, as one way for each origin."""
        table = self.book.table
        toll = np.zeros(len(self.book.network.resources))
        best: tuple[_Steady, I32] | None = None
        for _ in range(TREES):
            if best is not None and self.limit.reached:
                break
            of_arcs = np.zeros(table.travel_s.size)
            np.maximum.at(of_arcs, self._arc_of_use(), toll[table.resource])
            cost = of_arcs + self.minutes
            cost[table.is_leg] = np.inf
            _, _, tree = cheapest_tree(table.graph, cost, self.minutes, table.targets)
            found = self._steady(tree)
            if best is None or found[:3] < best[0][:3]:
                best = found, tree
            toll += TOLL * found.until * found.use**STEEP
        assert best is not None
        found = self._changed(*best)
        until = min(found.until, self.book.network.inputs.periods)
        return Mix(until, 1.0, found.ways, np.ones(len(found.ways)))

    def _arc_of_use(self) -> npt.NDArray[np.int64]:
        table = self.book.table
        return np.repeat(np.arange(table.travel_s.size), np.diff(table.first_use))

    def _steady(self, tree: I32) -> _Steady:
        """Everybody on the ways of a tree."""
        ways = []
        for origin in self.goes:
            arcs = self.book.table.way(tree, int(self.book.states[origin]))
            key = (int(origin), arcs)
            if key not in self.known:
                self.known[key] = self.book.add(*key) if arcs else None
            way = self.known[key]
            if way is not None:
                ways.append(way)
        people = [self.book.people[way.origin] for way in ways]
        sizes = [way.resource.size for way in ways]
        resource = np.concatenate([way.resource for way in ways] or [np.zeros(0, dtype=np.int64)])
        rates = [n * way.share for n, way in zip(people, ways, strict=True)]
        taken: F64 = np.concatenate(rates or [np.zeros(0)])
        length = np.repeat([way.length for way in ways], sizes)
        count = len(self.book.network.resources)

        def use(until: int) -> F64:
            rate = np.bincount(resource, taken / (until - length), minlength=count)
            return rate.astype(np.float64)

        low = int(length.max(initial=0)) + 1
        high = low + int(np.bincount(resource, taken, minlength=count).max(initial=0.0)) + 1
        while low < high:
            middle = (low + high) // 2
            if use(middle).max(initial=0.0) <= 1:
                high = middle
            else:
                low = middle + 1
        full = use(low)
        left = int(self.book.people[self.goes].sum()) - sum(int(n) for n in people)
        return _Steady(left, low, float((full**8).sum()), full, tuple(ways))

    def _changed(self, best: _Steady, tree: I32) -> _Steady:
        """A tree changed at single states before its fullest resource, as long as that helps."""
        table = self.book.table
        out = self.book.network.out
        for _ in range(CHANGES):
            if self.limit.reached or not best.ways:
                break
            fullest = int(best.use.argmax())
            before = [way for way in best.ways if fullest in way.resource]
            way = before[self.generator.integers(len(before))]
            at = self.generator.integers(len(way.arcs) - 1) if len(way.arcs) > 1 else 0
            state = int(table.graph.from_state[way.arcs[at]])
            others = [i for i in out[state] if i != tree[state] and not table.is_leg[i]]
            if not others:
                continue
            trial = tree.copy()
            trial[state] = others[self.generator.integers(len(others))]
            if not self._ends(trial, state):
                continue
            found = self._steady(trial)
            if found[:3] < best[:3]:
                best, tree = found, trial
        return best

    def _ends(self, tree: I32, state: int) -> bool:
        """Whether the way from a state ends in a sink and not in a circle or nowhere."""
        targets, at = set(self.book.table.targets.tolist()), state
        for _ in range(tree.size):
            if tree[at] < 0:
                return at in targets
            at = int(self.book.table.to_state[tree[at]])
            if at == state:
                return False
        return False
