"""Pricing: the cheapest way in time for every start, under prices; and the bound that follows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from ..demand.demand import Origin
from ..network.network import Network
from .aid import AidTaken
from .price_arcs import NEVER, PriceArcs

if TYPE_CHECKING:
    from ..kernels.price import Charges

I32 = npt.NDArray[np.int32]
I64 = npt.NDArray[np.int64]


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
        from ..kernels import price

        self.kernel = price
        self.network = network
        self.origins = origins
        step_s, self.periods = network.inputs.step_s, network.inputs.periods
        self.table = PriceArcs.of(network)
        self.arcs = price.Arcs(**self.table.columns)  # type: ignore[arg-type]
        self.nearest = np.argsort(self.arcs.order)
        self.sinks = np.array([sink.state for sink in network.sinks], dtype=np.int32)
        self.is_sink = np.zeros(len(network.states), dtype=bool)
        self.is_sink[self.sinks] = True
        # origins that start in one state and may leave equally late are one for the LP
        self.members: dict[tuple[int, int], list[int]] = {}
        for row, origin in enumerate(origins):
            state = network.state_of(origin.group, origin.start.node)
            last = origin.last_period_of_bound(step_s, self.periods)
            if state is not None:
                self.members.setdefault((state, last), []).append(row)
        self.starts = np.array([state for state, _ in self.members], dtype=np.int32)
        self.leaves = [last for _, last in self.members]
        self.released: list[list[tuple[int, int]]] = []
        for (_, last), rows in self.members.items():
            ready: dict[int, int] = {}
            for row in rows:
                for period, people in origins[row].released(step_s):
                    if period <= last:
                        ready[period] = ready.get(period, 0) + people
            self.released.append(sorted(ready.items()))

    def at(self, prices: Prices, until: int, *, quick: bool = False) -> PricedWays:
        """Least prices of all ways to any destination by the end of period `until`.

        `quick`: every arc costs a little more, by its time, so that of equal ways the quickest is
        the cheapest (for `ways`; not for a bound).
        """
        charges = self.kernel.Charges(*self.table.charges(prices.of, self.network, until + 1))
        rooms = np.zeros(self.sinks.size, dtype=np.int64)
        for row, price in prices.rooms.items():
            rooms[row] = price
        cost = self.kernel.cost_to_go(self.arcs, charges, self.sinks, rooms, until + 1, quick)
        if quick:  # cheap states first: under like prices few are then looked at twice
            order = np.lexsort((self.nearest, cost[:, 0])).astype(np.int32)
            self.arcs = self.arcs._replace(order=order)
        return PricedWays(self, charges, cost, quick)

    def bound(self, prices: Prices, until: int, taken: Mapping[int, AidTaken]) -> int:
        """The most people whom any plan can bring by the end of `until`, by these prices."""
        total = sum((self._limit(r, y, taken.get(r)) for r, y in prices.of.items()), Fraction(0))
        for row, price in prices.rooms.items():
            total += (self.network.sinks[row].room or 0) * price
        leaving = self.at(prices, until).leaving()
        gain = np.maximum(0, prices.worth - leaving)
        for row, released in enumerate(self.released):
            for period, people in released:
                if period <= until:
                    total += people * int(gain[row, period])
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


class PricedWays:
    """What is cheapest under one set of prices; all arrays end with period `until`."""

    def __init__(self, pricer: Pricer, charges: Charges, cost: I64, quick: bool) -> None:
        self.pricer, self.charges, self.cost, self.quick = pricer, charges, cost, quick

    def exactly(self, states: I32, *, home: bool = False) -> I64:
        """Least price of entering the next element just in each period, without waiting first.

        Shape (n, until + 1). `home`: of people who leave home; a leg then counts as entered when a
        plan boards it.
        """
        kernel, arcs = self.pricer.kernel, self.pricer.arcs
        found: I64 = kernel.exactly(arcs, self.charges, self.cost, states, self.quick, home)
        return found

    def leaving(self) -> I64:
        """For each start the least price of leaving in a period or later, (n_start, until + 1)."""
        vectors = self.exactly(self.pricer.starts, home=True)
        for vector, last in zip(vectors, self.pricer.leaves, strict=True):
            vector[last + 1 :] = NEVER
        found: I64 = np.minimum.accumulate(vectors[:, ::-1], axis=1)[:, ::-1]
        return found

    def ways(self, states: I32, periods: I32) -> tuple[I64, I32, I32]:
        """Cheapest ways that go on from a state just in a period: firsts, arcs, entry periods.

        Way k is arcs[first[k] : first[k + 1]], empty where there is none; of `quick` prices only.
        """
        assert self.quick, "a way in a circle may cost nothing"
        pricer = self.pricer
        found: tuple[I64, I32, I32] = pricer.kernel.ways(
            pricer.arcs, self.charges, self.cost, pricer.is_sink, states, periods
        )
        return found

    def paid(self, arcs: I32, entries: I32) -> int:
        """Prices along a way, without what makes quick ways cheaper."""
        first = self.pricer.arcs.first_use
        total = 0
        for arc, period in zip(arcs.tolist(), entries.tolist(), strict=True):
            for row in self.charges.row[first[arc] : first[arc + 1]]:
                total += int(self.charges.of[row, period]) if row >= 0 else 0
        return total
