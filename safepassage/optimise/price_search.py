"""Price search: column generation on slots from coarse to fine, for the best prices it finds."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .aid import AidTaken
from .carry_ways import add_from_coarser, add_plan
from .first_prices import first_prices
from .new_ways import add_new_ways
from .part import Part
from .path_lp import WORTH, Effort, PathLp, Solution
from .pricing import Pricer, Prices
from .time_limit import NO_LIMIT, TimeLimit

ENOUGH = 1e-3  # bound and LP are close enough to go on to finer slots, or to stop
Way = tuple[int, tuple[int, ...], float]
Progress = Callable[["Step"], None]


@dataclass(frozen=True, slots=True)
class Step:
    """Where a search stands: slots of the LP, its value (`proved`: no less), and the bound."""

    slots: int
    ways: int
    rows: int
    lp: float
    proved: bool
    bound: int


class PriceSearch:
    """The search for arrivals by the end of one period.

    Limited by work that is counted (`effort`), so that the same problem always gets the same
    answer; by the clock only where the user gave a limit.
    """

    def __init__(
        self,
        pricer: Pricer,
        until: int,
        taken: Mapping[int, AidTaken],
        effort: Effort,
        *,
        limit: TimeLimit = NO_LIMIT,
        progress: Progress = lambda step: None,
    ) -> None:
        self.pricer, self.until, self.taken, self.effort = pricer, until, taken, effort
        self.limit, self.progress = limit, progress
        self.best = Prices(WORTH, {}, {})
        self.value: int | None = None
        for prices in first_prices(pricer, until, WORTH):
            if not limit.reached or self.value is None:
                self.offer(prices)
        self.lp: PathLp | None = None
        self.solution = Solution(0.0, self.best, {}, np.zeros(0), False)
        self.work = effort.work

    def offer(self, prices: Prices) -> None:
        """Keep prices if they prove more than the best so far."""
        bound = self.pricer.bound(prices, self.until, self.taken)
        if self.value is None or bound < self.value:
            self.best, self.value = prices, bound

    def run(self, parts: Sequence[Part], below: int) -> int:
        """The best bound found; stops early under `below`, or where a plan's people are met."""
        assert self.value is not None
        arrived = sum(n for part in parts for p, n in part.arrivals() if p <= self.until)
        enough = max(below - 1, arrived)
        try:
            for slots in self.effort.slots:
                if self.value <= enough or self.work <= 0 or self.limit.reached:
                    break
                self._level(slots, parts, enough)
        except ArithmeticError as error:  # the prices so far are a bound all the same
            text = f"the bound by prices may be looser than it could be: {error}"
            warnings.warn(text, RuntimeWarning, stacklevel=2)
        return self.value

    def _level(self, slots: int, parts: Sequence[Part], enough: int) -> None:
        """Rounds of pricing with so many slots."""
        lp = PathLp(self.pricer, self.until, self.effort, slots, self.limit)
        if self.lp is None:
            add_plan(lp, parts)
            prices = Prices(WORTH, {}, {})
        else:
            add_from_coarser(lp, self.lp, self.solution.x)
            prices = self.best
        self.lp, self.solution = lp, Solution(0.0, prices, {}, np.zeros(0), False)
        if len(lp.ways):
            self._solve()
        for _ in range(self.effort.rounds):
            # smoothed prices jump less from round to round; where they find nothing, the duals may
            new = add_new_ways(lp, self.solution, prices)
            new = new or add_new_ways(lp, self.solution, self.solution.prices)
            if (not new and self.solution.proved) or not len(lp.ways):
                break
            self._solve()
            prices = mixed(self.best, self.solution.prices, self.effort.kept)
            for trial in (prices, self.solution.prices):
                self.offer(trial)
            assert self.value is not None
            solved, value = self.solution, self.value
            self.progress(
                Step(slots, len(lp.ways), lp.master.n_row, solved.value, solved.proved, value)
            )
            close = solved.proved and value <= solved.value * (1 + ENOUGH)
            if close or value <= enough or self.work <= 0 or self.limit.reached:
                break

    def _solve(self) -> None:
        assert self.lp is not None
        self.solution, used = self.lp.solve(self.work)
        self.work -= used

    def ways(self) -> tuple[Way, ...]:
        """(start of the pricer, arcs, people) of the last solution, most people first."""
        used: dict[tuple[int, tuple[int, ...]], float] = {}
        if self.lp is not None:
            ways = self.lp.ways
            for start, arcs, people in zip(ways.start, ways.arcs, self.solution.x, strict=False):
                if people > 1e-6:
                    key = (start, tuple(arcs.tolist()))
                    used[key] = used.get(key, 0.0) + float(people)
        return tuple(sorted(((*key, n) for key, n in used.items()), key=lambda way: -way[2]))


def mixed(one: Prices, other: Prices, share: float) -> Prices:
    """Prices between two, with this share of the first (smoothing, Wentges 1997)."""
    none = np.zeros(1, dtype=np.int64)
    of = {}
    for row in sorted({*one.of, *other.of}):
        mean = share * one.of.get(row, none) + (1 - share) * other.of.get(row, none)
        of[row] = np.floor(mean).astype(np.int64)
    rooms = {
        row: int(share * one.rooms.get(row, 0) + (1 - share) * other.rooms.get(row, 0))
        for row in {*one.rooms, *other.rooms}
    }
    return Prices(one.worth, of, rooms)
