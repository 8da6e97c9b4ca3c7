"""Priced: bounds by the path LP, for plans that the cuts leave a gap to."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..canonical import decimal_text
from ..demand.demand import Origin
from ..network.network import Network
from ..plan.plan import PricedCertificate
from .aid import AidTaken
from .certificate import ramps
from .new_ways import add_new_ways
from .path_lp import WORTH, Effort, PathLp, Solution
from .pricing import Pricer, Prices
from .time_limit import NO_LIMIT, TimeLimit

LARGE_ARC_PERIODS = 100_000
SMALL = Effort(slots=400, each=48, waits=48, iterations=10**6, rounds=60, at_once=True)
MEDIUM = Effort(slots=400, each=48, waits=48, iterations=10**6, rounds=30, at_once=True)
ENOUGH = 1e-3  # stop when bound and LP are so close
# size: arcs times periods; above it the LP is not tried in a plan
MOST_ARC_PERIODS = 2_000_000
MOST_RELEASES = 100_000  # origins times periods: 340,000 took HiGHS more than ten minutes
TIME_STEPS = 6  # halvings in the search for the latest period that still holds somebody back


@dataclass(frozen=True, slots=True)
class Priced:
    """The best prices found for arrivals by the end of a period, and the ways that carry people.

    `ways`: (start of the pricer, arcs, people), most people first.
    """

    until: int
    value: int
    prices: Prices
    ways: tuple[tuple[int, tuple[int, ...], float], ...]


class PricedBounds:
    """Bounds by prices on one network, by period."""

    def __init__(
        self,
        network: Network,
        origins: Sequence[Origin],
        taken: Mapping[int, AidTaken],
        limit: TimeLimit = NO_LIMIT,
    ) -> None:
        self.network, self.origins, self.taken, self.limit = network, origins, taken, limit
        self.pricer = Pricer(network, origins)
        self.trace: Callable[..., None] | None = None
        size = len(network.arcs) * network.inputs.periods
        self.effort = SMALL if size <= LARGE_ARC_PERIODS else MEDIUM

    def of(self, until: int, *, below: int = 0) -> Priced:
        """Column generation for arrivals by the end of `until`; stops early under `below`."""
        lp = PathLp(self.pricer, until, self.effort)
        prices = Prices(WORTH, {}, {})
        solution = Solution(0.0, prices, {}, np.zeros(0), False)
        best, value = prices, self.pricer.bound(prices, until, self.taken)
        for round_ in range(self.effort.rounds):
            # smoothed prices jump less from round to round; where they find nothing, the duals may
            new = add_new_ways(lp, solution, prices) or add_new_ways(lp, solution, solution.prices)
            if (not new and (solution.proved or not round_)) or self.limit.reached:
                break
            try:
                solution = lp.solve()
            except ArithmeticError as error:  # the prices so far are a bound all the same
                text = f"the bound by prices may be looser than it could be: {error}"
                warnings.warn(text, RuntimeWarning, stacklevel=2)
                break
            prices = _halfway(best, solution.prices)
            for trial in (prices, solution.prices):
                bound = self.pricer.bound(trial, until, self.taken)
                if bound < value:
                    best, value = trial, bound
            if self.trace:
                self.trace(round_, len(lp.ways), lp.master.n_row, solution, value)
            if value < below or (solution.proved and value <= solution.value * (1 + ENOUGH)):
                break
        used: dict[tuple[int, tuple[int, ...]], float] = {}
        for start, arcs, people in zip(lp.ways.start, lp.ways.arcs, solution.x, strict=False):
            if people > 1e-6:
                key = (start, tuple(arcs.tolist()))
                used[key] = used.get(key, 0.0) + float(people)
        ways = sorted(((*key, people) for key, people in used.items()), key=lambda way: -way[2])
        return Priced(until, value, best, tuple(ways))

    def latest_below(self, people: int, first: int, last: int) -> Priced | None:
        """The latest period from `first` to `last` found by whose end fewer than `people` arrive.

        By halving; not every period is tried, so a later one may exist.
        """
        best: Priced | None = None
        for _ in range(TIME_STEPS):
            if first > last or self.limit.reached:
                break
            middle = (first + last + 1) // 2
            found = self.of(middle, below=people)
            if found.value < people:
                best, first = found, middle + 1
            else:
                last = middle - 1
        return best

    def routes(self, priced: Priced) -> list[tuple[int, tuple[int, ...]]]:
        """(origin, arcs) of the ways that carry people, for the packing."""
        members = list(self.pricer.members.values())
        return [(row, arcs) for start, arcs, _ in priced.ways for row in members[start]]

    def certificate(self, claim: str, priced: Priced) -> PricedCertificate:
        """The prices by name."""
        network = self.network
        runs = [
            (network.resources[r].address, *run)
            for r, price in sorted(priced.prices.of.items())
            for run in ramps(price)
        ]
        rooms = [
            (network.inputs.destinations[network.sinks[s].destination].id, price)
            for s, price in sorted(priced.prices.rooms.items())
        ]
        return PricedCertificate(
            claim,
            priced.until,
            decimal_text(network.inputs.capacity_use),
            priced.prices.worth,
            tuple(runs),
            tuple(rooms),
        )


def worth_trying(network: Network, origins: Sequence[Origin]) -> bool:
    """Whether the path LP is tried at all.

    Not on problems too large for it, and not where the cut is the optimum of the same question:
    one class, and everything open all the time, so that nobody gains by waiting on the way.
    """
    periods = network.inputs.periods
    if len(network.arcs) * periods > MOST_ARC_PERIODS or len(origins) * periods > MOST_RELEASES:
        return False
    timed = any(arc.times is not None for arc in network.arcs)
    shut = bool((network.seconds == 0).any())
    return len(network.classes) > 1 or timed or shut


def _halfway(one: Prices, other: Prices) -> Prices:
    """Prices half way between two (smoothing, Wentges 1997)."""
    none = np.zeros(1, dtype=np.int64)
    of = {r: (one.of.get(r, none) + other.of.get(r, none)) // 2 for r in {*one.of, *other.of}}
    rooms = {
        s: (one.rooms.get(s, 0) + other.rooms.get(s, 0)) // 2 for s in {*one.rooms, *other.rooms}
    }
    return Prices(one.worth, dict(sorted(of.items())), rooms)
