"""Priced: bounds by the path LP, for plans that the cuts leave a gap to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ..canonical import decimal_text
from ..demand.demand import Origin
from ..network.network import Network
from ..plan.plan import PricedCertificate
from .aid import AidTaken
from .certificate import ramps
from .first_prices import moved
from .part import Part
from .path_lp import Effort
from .price_search import PriceSearch, Progress, Way
from .price_slots import slots
from .pricing import Pricer, Prices
from .time_limit import NO_LIMIT, TimeLimit

LARGE_ARC_PERIODS, HUGE_ARC_PERIODS = 100_000, 2_000_000
MANY_DEPARTURES = 20_000  # origins times slots of the finest LP
MOST_STATE_PERIODS = 100_000_000  # 8 bytes each, twice
SMALL = Effort(
    slots=(400,),
    rounds=60,
    each=48,
    waits=48,
    kept=0.5,
    at_once=True,
    iterations=10**6,
    work=10**9,
)
LARGE = Effort(
    slots=(400,),
    rounds=30,
    each=48,
    waits=48,
    kept=0.5,
    at_once=True,
    iterations=10**6,
    work=10**9,
)
HUGE = Effort(
    slots=(1, 4, 12, 24),
    rounds=30,
    each=3,
    waits=1,
    kept=0.75,
    at_once=False,
    iterations=20_000,
    work=200_000_000,
)
TIME_STEPS = 6  # halvings in the search for the latest period that still holds somebody back
TIME_STEP = 64  # on huge problems, a probe is at most this part later than the last that held


@dataclass(frozen=True, slots=True)
class Priced:
    """The best prices found for arrivals by the end of a period, and the ways that carry people.

    `ways`: (start of the pricer, arcs, people), most people first.
    """

    until: int
    value: int
    prices: Prices
    ways: tuple[Way, ...]


class PricedBounds:
    """Bounds by prices on one network, by period."""

    def __init__(
        self,
        network: Network,
        origins: Sequence[Origin],
        taken: Mapping[int, AidTaken],
        limit: TimeLimit = NO_LIMIT,
        *,
        parts: Sequence[Part] = (),
        progress: Progress = lambda step: None,
    ) -> None:
        self.network, self.origins, self.taken, self.limit = network, origins, taken, limit
        self.parts, self.progress = parts, progress
        self.pricer = Pricer(network, origins)
        self.effort = effort_of(network, origins)
        self.work = self.effort.work  # what is left of it, for all searches together

    def of(self, until: int, *, below: int = 0) -> Priced:
        """The search for arrivals by the end of `until`; stops early under `below`."""
        search = PriceSearch(
            self.pricer,
            until,
            self.taken,
            replace(self.effort, work=self.work),
            limit=self.limit,
            progress=self.progress,
        )
        value = search.run(self.parts, below)
        self.work = search.work
        return Priced(until, value, search.best, search.ways())

    def latest_below(self, people: int, first: int, last: int) -> Priced | None:
        """The latest period from `first` to `last` found by whose end fewer than `people` arrive.

        By halving; not every period is tried, so a later one may exist. Prices that hold for one
        period are first tried on later ones, which takes a moment. The ways are those of the
        earliest period by whose end everybody may arrive, if there is one.
        """
        best: Priced | None = None
        ways: tuple[Way, ...] = ()
        for _ in range(TIME_STEPS):
            if first > last or self.limit.reached:
                break
            middle = (first + last + 1) // 2
            if best is not None and len(self.effort.slots) > 1:
                middle = min(middle, first + best.until // TIME_STEP)
            found = self.of(middle, below=people)
            if found.value < people:
                best = self._later(found, people, last)
                first = best.until + 1
            else:
                ways, last = found.ways, middle - 1
        return best if best is None or not ways else replace(best, ways=ways)

    def _later(self, found: Priced, people: int, last: int) -> Priced:
        """The latest period by whose end the same prices, moved in time, prove fewer arrivals."""
        first = found.until + 1
        while first <= last and not self.limit.reached:
            middle = (first + last + 1) // 2
            tried = list(moved(found.prices, found.until, middle))
            values = [self.pricer.bound(prices, middle, self.taken) for prices in tried]
            value = min(values)
            if value < people:
                found = Priced(middle, value, tried[values.index(value)], found.ways)
                first = middle + 1
            else:
                last = middle - 1
        return found

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


def effort_of(network: Network, origins: Sequence[Origin]) -> Effort:
    """How much work a problem of this size is worth; always counted, never by the clock."""
    periods, step_s = network.inputs.periods, network.inputs.step_s
    n_slot = int(slots(periods, step_s, periods - 1, LARGE.slots[0]).max()) + 1
    size = len(network.arcs) * periods
    if size > HUGE_ARC_PERIODS or len(origins) * n_slot > MANY_DEPARTURES:
        return HUGE
    return SMALL if size <= LARGE_ARC_PERIODS else LARGE


def worth_trying(network: Network, origins: Sequence[Origin]) -> bool:
    """Whether the path LP is tried at all.

    Not where the cut is the optimum of the same question: one class, and everything open all the
    time, so that nobody gains by waiting on the way; nor, with one class, on huge problems, where
    it gains little; nor where it would need more memory than most machines have.
    """
    if len(network.states) * network.inputs.periods > MOST_STATE_PERIODS:
        return False
    if len(network.classes) > 1 or any(arc.times is not None for arc in network.arcs):
        return True
    shut = bool((network.seconds == 0).any())
    return shut and effort_of(network, origins) is not HUGE
