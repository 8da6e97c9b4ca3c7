"""New ways: those that would gain under some prices, for a path LP to choose from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .path_lp import WORTH, PathLp, Solution
from .price_arcs import NEVER
from .pricing import PricedWays, Prices

F64 = npt.NDArray[np.float64]
I32 = npt.NDArray[np.int32]
I64 = npt.NDArray[np.int64]
GAIN = 1e-4  # a way that earns less than this share of a person is not added


@dataclass(frozen=True, slots=True)
class _Wish:
    """Somebody of a start who leaves (or goes on from a waiting place) in a period, and gains."""

    start: int
    state: int
    period: int
    worth: float  # of arriving, less what it costs to have come here
    arcs: I32  # the way here
    entries: I32


def add_new_ways(lp: PathLp, solution: Solution, prices: Prices) -> int:
    """Add the cheapest ways of all starts under some prices; returns how many are new."""
    at = lp.pricer.at(prices, lp.until, quick=True)
    vectors = at.exactly(lp.pricer.starts)
    wishes: list[_Wish] = []
    first_ones: list[bool] = []
    none = np.zeros(0, dtype=np.int32)
    for start, state in enumerate(lp.pricer.starts.tolist()):
        releases = lp.releases[start]
        last = min(lp.until, lp.pricer.leaves[start])
        if not releases or releases[0][0] > last:
            continue
        home = solution.home.get(start, np.zeros(len(releases)))
        periods = np.arange(releases[0][0], last + 1)
        worth = 1 - _home_of(lp, start, home, periods)
        chosen = _best(lp, vectors[start], periods, worth, lp.effort.each)
        wishes += [_Wish(start, state, p, float(worth[p - periods[0]]), none, none) for p in chosen]
        first_ones += [k < lp.effort.waits for k in range(len(chosen))]
    new, found = _add(lp, at, wishes)
    later: list[_Wish] = []
    onward: dict[int, I64] = {}
    for wish, way, first in zip(wishes, found, first_ones, strict=True):
        if first and way is not None:
            later += _waiting_longer(lp, at, wish, way, onward)
    return new + _add(lp, at, later)[0]


def _home_of(lp: PathLp, start: int, home: F64, periods: I64) -> F64:
    """Dual value of leaving in each period."""
    if not lp.ordered:
        return np.full(periods.size, home[0])
    begins = np.array([period for period, _ in lp.releases[start]])
    return home[np.searchsorted(begins, periods, side="right") - 1]


def _best(lp: PathLp, vector: I64, periods: I64, worth: F64, most: int) -> list[int]:
    """The best period of every slot that gains, about `most` of them, most gain first."""
    price = vector[periods]
    some = np.flatnonzero(price < NEVER)
    order = some[np.lexsort((periods[some], price[some], lp.slot[periods[some]]))]
    slot = lp.slot[periods[order]]
    best = order[np.r_[True, slot[1:] != slot[:-1]]] if order.size else order
    gain = worth[best] - price[best] / WORTH
    best, gain = best[gain > GAIN], gain[gain > GAIN]
    by_gain = periods[best[np.lexsort((periods[best], -gain))]]
    chosen: list[int] = by_gain[:: max(1, by_gain.size // max(1, most))].tolist()
    return chosen


def _add(
    lp: PathLp, at: PricedWays, wishes: list[_Wish]
) -> tuple[int, list[tuple[I32, I32] | None]]:
    """Add the cheapest way of every wish; how many are new, and all of them (None = no way)."""
    states = np.array([wish.state for wish in wishes], dtype=np.int32)
    periods = np.array([wish.period for wish in wishes], dtype=np.int32)
    first, arcs, entries = at.ways(states, periods)
    new = 0
    found: list[tuple[I32, I32] | None] = []
    for k, wish in enumerate(wishes):
        a, b = first[k], first[k + 1]
        if a == b:
            found.append(None)
            continue
        way = arcs[a:b].copy(), entries[a:b].copy()
        if wish.arcs.size:
            way = np.concatenate((wish.arcs, way[0])), np.concatenate((wish.entries, way[1]))
        found.append(way)
        new += lp.ways.add(wish.start, *way)
    return new, found


def _waiting_longer(
    lp: PathLp, at: PricedWays, wish: _Wish, way: tuple[I32, I32], onward: dict[int, I64]
) -> list[_Wish]:
    """The same way with other waits at its first waiting place, where that gains as well."""
    arcs, entries = way
    tails = lp.pricer.arcs.from_state[arcs]
    places = np.flatnonzero(lp.pricer.arcs.waits[tails])
    places = places[places > 0]
    if not places.size:
        return []
    place = int(places[0])
    state = int(tails[place])
    if state not in onward:
        onward[state] = at.exactly(np.array([state], dtype=np.int32))[0]
    there = int(entries[place - 1]) + int(lp.pricer.arcs.low[arcs[place - 1]])
    periods = np.arange(there, lp.until + 1)
    periods = periods[periods != entries[place]]
    worth = wish.worth - at.paid(arcs[:place], entries[:place]) / WORTH
    chosen = _best(lp, onward[state], periods, np.full(periods.size, worth), len(periods))
    return [
        _Wish(wish.start, state, p, worth, arcs[:place], entries[:place])
        for p in chosen[: lp.effort.each]
    ]
