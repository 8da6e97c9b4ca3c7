"""Price kernel: least prices of ways in time, from every state in every period, and such ways.

Labels are lowered period by period where compiled (eight times quicker than by vectors), and by
vectors over periods where not (a hundred times quicker than period by period). Tests run both.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from numba import config, njit

I32 = npt.NDArray[np.int32]
I64 = npt.NDArray[np.int64]
BOOL = npt.NDArray[np.bool_]
NEVER = 2**60
COMPILED = not getattr(config, "DISABLE_JIT", False)


class Arcs(NamedTuple):
    """Arcs of the network; from an arc to the next it takes `low` or `high` periods.

    Arcs into state s are arc_in[first_in[s]] .. arc_in[first_in[s + 1] - 1], and so for `out`.
    `order`: states, those near a destination first, so that few are looked at twice.
    """

    from_state: I32  # (n_arc,)
    to_state: I32
    low: I32
    high: I32
    toll: I64  # what an arc costs more, so that of equal ways the quickest is the cheapest
    shut: I32  # (n_arc,) row of `closed`, -1 = always open
    closed: I64  # (n_row, n_period) NEVER where shut, else 0
    boards: I32  # (n_arc,) period in which a plan boards a leg, -1 = no leg or before the start
    boards_bound: I32  # the same in a bound
    first_use: I32  # (n_arc + 1,)
    first_in: I32  # (n_state + 1,)
    arc_in: I32
    first_out: I32
    arc_out: I32
    waits: BOOL  # (n_state,) people may wait there
    order: I32  # (n_state,)


class Charges(NamedTuple):
    """What one person pays: row of `of` for every use of an arc, -1 = nothing."""

    row: I32  # (n_use,)
    of: I64  # (n_row, n_period)


@njit(cache=True)
def _through(
    arcs: Arcs, charges: Charges, index: int, quick: bool, head: I64, first: int, last: int
) -> I64:
    """Price of entering an arc in each period from `first` to `last`, and of all that follows."""
    n = head.size
    out = np.full(last + 1 - first, NEVER, dtype=np.int64)
    for takes in (arcs.low[index], arcs.high[index]):
        end = min(last + 1, n - takes)
        if end > first:
            part = out[: end - first]
            part[:] = np.minimum(part, head[first + takes : end + takes])
    if quick:
        out += arcs.toll[index]
    for use in range(arcs.first_use[index], arcs.first_use[index + 1]):
        row = charges.row[use]
        if row >= 0:
            out += charges.of[row, first : last + 1]
    if arcs.shut[index] >= 0:
        out += arcs.closed[arcs.shut[index], first : last + 1]
    return np.minimum(out, NEVER)


@njit(cache=True)
def by_vectors(
    arcs: Arcs,
    charges: Charges,
    index: int,
    quick: bool,
    head: I64,
    tail: I64,
    first: int,
    last: int,
) -> tuple[int, int]:
    """Lower `tail` by what an arc offers from `first` to `last`; which periods that changed.

    Where people may wait the least of each period and all later ones counts.
    """
    vector = _through(arcs, charges, index, quick, head, first, last)
    may_wait = arcs.waits[arcs.from_state[index]]
    if may_wait:
        by = 1
        while by < vector.size:
            vector[:-by] = np.minimum(vector[:-by], vector[by:])
            by *= 2
    here = tail[first : last + 1]
    lower = np.flatnonzero(vector < here)
    if lower.size == 0:
        return 0, -1
    here[:] = np.minimum(here, vector)
    begins = first + lower[0]
    if may_wait and begins == first:
        begins = np.searchsorted(tail[:first], vector[0], side="right")
        tail[begins:first] = vector[0]
    return begins, first + lower[-1]


@njit(cache=True)
def by_periods(
    arcs: Arcs,
    charges: Charges,
    index: int,
    quick: bool,
    head: I64,
    tail: I64,
    first: int,
    last: int,
) -> tuple[int, int]:
    """The same as `by_vectors`, in one loop from the last period to the first."""
    low, high, shut = arcs.low[index], arcs.high[index], arcs.shut[index]
    toll = arcs.toll[index] if quick else 0
    uses = range(arcs.first_use[index], arcs.first_use[index + 1])
    may_wait = arcs.waits[arcs.from_state[index]]
    free = shut < 0
    for use in uses:
        free = free and charges.row[use] < 0
    begins, ends, best = head.size, -1, NEVER
    for p in range(last, first - 1, -1):
        price = NEVER
        if p + low < head.size:
            price = head[p + low]
        if p + high < head.size:
            price = min(price, head[p + high])
        price += toll
        if not free:
            for use in uses:
                if charges.row[use] >= 0:
                    price += charges.of[charges.row[use], p]
            if shut >= 0:
                price += arcs.closed[shut, p]
        if may_wait:
            best = min(best, price)
            price = best
        if price < tail[p]:
            tail[p] = price
            begins, ends = p, max(ends, p)
    p = first - 1
    while may_wait and p >= 0 and best < tail[p]:
        tail[p] = best
        begins, ends = p, max(ends, p)
        p -= 1
    return begins, ends


@njit(cache=True)
def cost_to_go(
    arcs: Arcs, charges: Charges, sinks: I32, rooms: I64, n_period: int, quick: bool
) -> I64:
    """Least price from every state in every period to a sink, shape (n_state, n_period).

    Entry p: of people who go on in period p (where they may wait: in p or later), NEVER = no way.
    `rooms` (n_sink,): price of arriving at a sink. Labels are corrected until nothing is cheaper;
    `first` and `last` are the periods of a state that have changed since it was looked at.
    """
    n_state = arcs.waits.size
    cost = np.full((n_state, n_period), NEVER, dtype=np.int64)
    first = np.full(n_state, n_period, dtype=np.int32)
    last = np.full(n_state, -1, dtype=np.int32)
    for k in range(sinks.size):
        cost[sinks[k], :] = rooms[k]
        first[sinks[k]], last[sinks[k]] = 0, n_period - 1
    moved = True
    while moved:
        moved = False
        for state in arcs.order:
            begins, ends = first[state], last[state]
            if ends < 0:
                continue
            first[state], last[state] = n_period, -1
            for place in range(arcs.first_in[state], arcs.first_in[state + 1]):
                index = arcs.arc_in[place]
                tail = arcs.from_state[index]
                a, b = max(0, begins - arcs.high[index]), ends - arcs.low[index]
                if a > b:
                    continue
                if COMPILED:
                    a, b = by_periods(arcs, charges, index, quick, cost[state], cost[tail], a, b)
                else:
                    a, b = by_vectors(arcs, charges, index, quick, cost[state], cost[tail], a, b)
                if a <= b:
                    first[tail], last[tail] = min(first[tail], a), max(last[tail], b)
                    moved = True
    return cost


@njit(cache=True)
def exactly(arcs: Arcs, charges: Charges, cost: I64, states: I32, quick: bool, home: bool) -> I64:
    """Least price of entering the next element just in each period, without waiting first.

    Shape (n, n_period) for n `states`. `home`: of somebody who leaves home; a leg then counts as
    entered when a plan boards it.
    """
    n_period = cost.shape[1]
    best = np.full((states.size, n_period), NEVER, dtype=np.int64)
    for k in range(states.size):
        for place in range(arcs.first_out[states[k]], arcs.first_out[states[k] + 1]):
            index = arcs.arc_out[place]
            head = cost[arcs.to_state[index]]
            vector = _through(arcs, charges, index, quick, head, 0, n_period - 1)
            boards = arcs.boards[index]
            if home and 0 <= boards < n_period and arcs.boards_bound[index] < n_period:
                vector[boards] = vector[arcs.boards_bound[index]]
            best[k] = np.minimum(best[k], vector)
    return best


@njit(cache=True)
def _enter(arcs: Arcs, charges: Charges, cost: I64, index: int, at: int) -> tuple[int, int]:
    """Price of entering an arc in a period and of all that follows, and when one is at its head."""
    n_period = cost.shape[1]
    if arcs.shut[index] >= 0 and arcs.closed[arcs.shut[index], at] > 0:
        return NEVER, at
    paid = arcs.toll[index]
    for use in range(arcs.first_use[index], arcs.first_use[index + 1]):
        if charges.row[use] >= 0:
            paid += charges.of[charges.row[use], at]
    head = arcs.to_state[index]
    low, high = at + arcs.low[index], at + arcs.high[index]
    best, there = NEVER, at
    if low < n_period:
        best, there = cost[head, low], low
    if high < n_period and cost[head, high] < best:
        best, there = cost[head, high], high
    return min(best + paid, NEVER), there


@njit(cache=True)
def ways(
    arcs: Arcs, charges: Charges, cost: I64, is_sink: BOOL, states: I32, periods: I32
) -> tuple[I64, I32, I32]:
    """Cheapest ways that go on from a state just in a period: first place of each, arcs, entries.

    `cost`: of `cost_to_go` with `quick`, as otherwise ways in a circle may cost nothing. A way
    that does not exist has no arc.
    """
    n_period = cost.shape[1]
    first = np.zeros(states.size + 1, dtype=np.int64)
    arc = np.empty(64 * states.size + 64, dtype=np.int32)
    entry = np.empty(64 * states.size + 64, dtype=np.int32)
    count = 0
    for k in range(states.size):
        state, period = states[k], periods[k]
        until = period + 1  # no waiting at first
        while not is_sink[state]:
            best, chosen, at, there = NEVER, -1, period, period
            for when in range(period, until):
                for place in range(arcs.first_out[state], arcs.first_out[state + 1]):
                    index = arcs.arc_out[place]
                    price, after = _enter(arcs, charges, cost, index, when)
                    if price < best:
                        best, chosen, at, there = price, index, when, after
                if best <= cost[state, period]:  # (where people may wait the least of all later)
                    break
            if chosen < 0:
                count = first[k]
                break
            if count == arc.size:
                arc = np.concatenate((arc, np.empty_like(arc)))
                entry = np.concatenate((entry, np.empty_like(entry)))
            arc[count], entry[count] = chosen, at
            count += 1
            state, period = arcs.to_state[chosen], there
            until = n_period if arcs.waits[state] else period + 1
        first[k + 1] = count
    return first, arc[:count], entry[:count]
