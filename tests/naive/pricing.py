"""Pricing: the cheapest way in time for every start, under prices; and the bound that follows."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from safepassage.demand.demand import Origin
from safepassage.network.network import Network, Use
from safepassage.optimise.aid import AidTaken
from safepassage.scenario.inputs import Mode

I64 = npt.NDArray[np.int64]
NEVER = 2**60


@dataclass(frozen=True, slots=True)
class Prices:
    """Whole prices; `worth` is what a person is worth who arrives in time.

    `of`: row of network.resources -> (n_period,); `rooms`: row of network.sinks -> price.
    """

    worth: int
    of: Mapping[int, I64]
    rooms: Mapping[int, int]


class Pricer:
    """Ways in time on one network: from an arc to the next in `floor` or `ceil` periods.

    People wait at their start, before crossings, at stations and where legs arrive, nowhere else.
    """

    def __init__(self, network: Network, origins: Sequence[Origin]) -> None:
        self.network = network
        self.origins = origins
        step_s, self.periods = network.inputs.step_s, network.inputs.periods
        self.into, self.out = network.into, network.out
        self.takes: list[tuple[int, ...]] = []
        waits: set[tuple[str, Mode, int]] = set()
        places = [place[:3] for place in network.places]
        for arc in network.arcs:
            low = arc.periods(step_s, round_up=False)
            high = low if arc.times is not None else arc.periods(step_s, round_up=True)
            self.takes.append((low,) if high == low else (low, high))
            if arc.times is not None:
                waits |= {places[arc.from_state], places[arc.to_state]}
            elif arc.element.startswith("crossing/"):
                waits.add(places[arc.from_state])
        self.waits = {state for state, place in enumerate(places) if place in waits}
        self.tolls = [1 + arc.own_seconds // 60 for arc in network.arcs]
        self.toll = self.tolls
        self.shut = [
            None if row.all() else ~(row > 0)
            for row in (network.seconds[arc.profile_bound] for arc in network.arcs)
        ]
        # origins that start in one state and may leave equally late are one for the LP
        self.members: dict[tuple[int, int], list[int]] = {}
        for row, origin in enumerate(origins):
            state = network.state_of(origin.group, origin.start.node)
            last = origin.last_period_of_bound(step_s, self.periods)
            if state is not None:
                self.members.setdefault((state, last), []).append(row)
        self.starts = [state for state, _ in self.members]
        self.leaves = [last for _, last in self.members]
        self.released: list[list[tuple[int, int]]] = []
        for (_, last), rows in self.members.items():
            ready: dict[int, int] = {}
            for row in rows:
                for period, people in origins[row].released(step_s):
                    if period <= last:
                        ready[period] = ready.get(period, 0) + people
            self.released.append(sorted(ready.items()))

    def cost_to_go(self, prices: Prices, until: int, *, quick: bool = False) -> list[I64 | None]:
        """Least price from every state in every period to any destination by period `until`.

        Entry p: of people who go on in period p (at a waiting place: in p or later). `quick`: every
        arc costs a little more, by its time, so that of equal ways the quickest is the cheapest
        (for `path`; not for a bound).
        """
        self.toll = self.tolls if quick else [0] * len(self.tolls)
        network, n = self.network, self.periods
        cost: list[I64 | None] = [None] * len(network.states)
        todo: deque[int] = deque()
        waiting: set[int] = set()
        for row, sink in enumerate(network.sinks):
            vector = np.full(n, NEVER, dtype=np.int64)
            vector[: until + 1] = prices.rooms.get(row, 0)
            cost[sink.state] = vector
            todo.append(sink.state)
            waiting.add(sink.state)
        while todo:
            state = todo.popleft()
            waiting.discard(state)
            head = cost[state]
            assert head is not None
            for index in self.into[state]:
                arc = network.arcs[index]
                vector = self._through(index, head, prices)
                if arc.from_state in self.waits:
                    vector = np.minimum.accumulate(vector[::-1])[::-1]
                old = cost[arc.from_state]
                if old is not None:
                    better = np.minimum(old, vector)
                    if np.array_equal(better, old):
                        continue
                    vector = better
                cost[arc.from_state] = vector
                if arc.from_state not in waiting:
                    waiting.add(arc.from_state)
                    todo.append(arc.from_state)
        return cost

    def _through(self, index: int, head: I64, prices: Prices) -> I64:
        """Price of entering an arc in each period, and of all that follows."""
        n = self.periods
        vector = np.full(n, NEVER, dtype=np.int64)
        for takes in self.takes[index]:
            if takes < n:
                np.minimum(vector[: n - takes], head[takes:], out=vector[: n - takes])
        if self.toll[index]:
            vector = np.minimum(vector + self.toll[index], NEVER)
        for use in self.network.arcs[index].uses:
            price = self.charge(prices, use)
            if price is not None:
                vector = np.minimum(vector + price, NEVER)
        shut = self.shut[index]
        if shut is not None:
            vector[shut] = NEVER
        return vector

    def charge(self, prices: Prices, use: Use) -> I64 | None:
        """What one person pays, by how long the passing takes; rounded down, which only weakens."""
        price = prices.of.get(use.resource)
        shortest = self.network.resources[use.resource].shortest
        if price is None or use.cost == shortest:
            return price
        charged: I64 = price * use.cost // shortest
        return charged

    def exactly(
        self, prices: Prices, cost: Sequence[I64 | None], state: int, *, home: bool = False
    ) -> I64:
        """Least price of entering the next element just in each period, without waiting first.

        `home`: of somebody who leaves home; a leg then counts as entered when a plan boards it.
        """
        best = np.full(self.periods, NEVER, dtype=np.int64)
        for index in self.out[state]:
            arc = self.network.arcs[index]
            head = cost[arc.to_state]
            if head is None:
                continue
            vector = self._through(index, head, prices)
            if home and arc.times is not None and arc.times.board >= 0:
                vector[arc.times.board] = vector[arc.times.board_bound]
            np.minimum(best, vector, out=best)
        return best

    def leaving(self, prices: Prices, cost: Sequence[I64 | None]) -> list[I64]:
        """For each start the least price of leaving in a period or later."""
        found = []
        for state, last in zip(self.starts, self.leaves, strict=True):
            vector = self.exactly(prices, cost, state, home=True)
            vector[last + 1 :] = NEVER
            found.append(np.minimum.accumulate(vector[::-1])[::-1])
        return found

    def path(
        self, prices: Prices, cost: Sequence[I64 | None], state: int, period: int
    ) -> list[tuple[int, int]]:
        """(arc, period of entry) along a cheapest way that goes on from a state just in a period.

        `cost`: of `cost_to_go(..., quick=True)`, as otherwise ways in a circle may cost nothing.
        """
        found: list[tuple[int, int]] = []
        sinks = {sink.state for sink in self.network.sinks}
        wanted = int(self.exactly(prices, cost, state)[period])
        until = period + 1  # no waiting at first
        while state not in sinks:
            state, period = self._step(prices, cost, (state, period), wanted, until, found)
            here = cost[state]
            assert here is not None
            wanted = int(here[period])
            until = self.periods if state in self.waits else period + 1
        return found

    def _step(
        self,
        prices: Prices,
        cost: Sequence[I64 | None],
        at_first: tuple[int, int],
        wanted: int,
        until: int,
        found: list[tuple[int, int]],
    ) -> tuple[int, int]:
        """The next arc of a way with that price, entered before `until`."""
        state, first = at_first
        for at in range(first, until):
            for index in self.out[state]:
                arc = self.network.arcs[index]
                shut, after = self.shut[index], cost[arc.to_state]
                if after is None or (shut is not None and shut[at]):
                    continue
                charges = (self.charge(prices, use) for use in arc.uses)
                paid = sum(int(charge[at]) for charge in charges if charge is not None)
                paid += self.toll[index]
                for takes in self.takes[index]:
                    if at + takes < self.periods and after[at + takes] + paid == wanted:
                        found.append((index, at))
                        return arc.to_state, at + takes
        raise AssertionError("no way has the price that was computed")

    def bound(self, prices: Prices, until: int, taken: Mapping[int, AidTaken]) -> int:
        """The most people whom any plan can bring by the end of `until`, by these prices."""
        total = sum((self._limit(r, y, taken.get(r)) for r, y in prices.of.items()), Fraction(0))
        for row, price in prices.rooms.items():
            total += (self.network.sinks[row].room or 0) * price
        leaving = self.leaving(prices, self.cost_to_go(prices, until))
        for vector, released in zip(leaving, self.released, strict=True):
            for period, people in released:
                if period < self.periods:
                    total += people * max(0, prices.worth - int(vector[period]))
        return int(total / prices.worth)

    def _limit(self, resource: int, price: I64, taken: AidTaken | None) -> Fraction:
        """What a resource can earn: budget times price, and one late passing for each rise."""
        unit = self.network.resources[resource]
        budget = self.network.budget(resource)
        earned = int((budget * price).sum())
        rises = int(np.maximum(np.diff(price, prepend=0), 0).sum())
        limit = Fraction(earned + rises * unit.longest, unit.shortest)
        if taken is not None:
            late = max(Fraction(unit.longest), taken.passing)
            aid = sum(
                (units * int(price[list(open_)].min()) for open_, units in taken.days),
                Fraction(0),
            )
            limit = min(limit, max(Fraction(0), (earned + rises * late - aid) / unit.shortest))
        return limit
