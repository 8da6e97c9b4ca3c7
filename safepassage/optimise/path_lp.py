"""Path LP: ways in time as columns, solved by HiGHS on slots of periods, priced exactly.

max sum x  over ways of each start by slot of departure, subject to the budget of every resource
in every slot, rooms, seats, and who is ready when. Its dual values are prices of resources over
time; `Pricer.bound` turns them into a bound on any plan whatever they are (design rule 5), so the
LP may be coarse and stop at any moment. Columns are generated: the cheapest ways of every start
under the prices found so far (Dantzig and Wolfe 1960; Ford and Fulkerson 1958 for multicommodity
flow). Rows of links are added where a solution uses more than there is.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..network.network import Network
from .price_master import PriceMaster
from .price_slots import merged_releases, slots
from .pricing import Pricer, Prices
from .time_limit import NO_LIMIT, TimeLimit
from .way_table import WayTable, firsts

F64 = npt.NDArray[np.float64]
I32 = npt.NDArray[np.int32]
I64 = npt.NDArray[np.int64]
WORTH = 10**5  # prices are whole; a person is worth so much
OVER = 1e-6  # a slot used beyond its budget by more than this share gets a row
LOOKS = 6  # solutions that are looked at for such slots in a round
MOST_NEW_ROWS = 1_000  # those used most beyond their budget first


@dataclass(frozen=True, slots=True)
class Effort:
    """How much work the LP may be: counted, so that it is the same on every machine.

    `slots` at most for each resource, from coarse to fine; `rounds` of pricing with each; `each`:
    new ways of one start in a round, `waits`: how many of them are also looked at with other waits;
    `kept`: share of the best prices in those tried next; `at_once`: links have rows as soon as a
    way uses them, and not only where one is overfull; `work`: iterations of the simplex method
    times rows, in all, and `iterations` in one round.
    """

    slots: tuple[int, ...]
    rounds: int
    each: int
    waits: int
    kept: float
    at_once: bool
    iterations: int
    work: int


@dataclass(frozen=True, slots=True)
class Solution:
    """Value of the LP, prices, dual values of leaving by start and place of release, and x.

    `proved`: the value is the optimum over the ways so far with every budget kept, so that the LP
    over all ways, and any bound, is at least as large.
    """

    value: float
    prices: Prices
    home: dict[int, F64]
    x: F64
    proved: bool


class PathLp:
    """The ways so far for arrivals by the end of period `until`."""

    def __init__(
        self,
        pricer: Pricer,
        until: int,
        effort: Effort,
        most_slots: int,
        limit: TimeLimit = NO_LIMIT,
    ) -> None:
        self.pricer, self.until, self.effort = pricer, until, effort
        self.network: Network = pricer.network
        self.slot = slots(pricer.periods, self.network.inputs.step_s, until, most_slots)
        self.width = int(np.bincount(self.slot[: until + 1]).max())  # periods of a slot
        self.ordered = bool((np.diff(self.slot) >= 0).all())
        self.ways = WayTable(self.network, self.slot)
        self.budgets: dict[int, F64] = {}
        self.master = PriceMaster(limit)
        self.releases = [
            merged_releases(rows, until, self.slot, self.ordered) for rows in pricer.released
        ]
        self.first_home = np.cumsum([0, *(len(rows) for rows in self.releases)])
        self.room_row: dict[int, int] = {}
        self.row_of: dict[int, int] = {}  # key of a use -> row of the master
        self.n_stay = 0
        self.added = 0  # ways that the master has
        self.waiting_at_once = np.array(
            [
                effort.at_once or not row.address.startswith("link/")
                for row in self.network.resources
            ]
        )
        self._homes_and_rooms()

    def _homes_and_rooms(self) -> None:
        """Rows of who is ready and of rooms; columns of people who stay for a later release."""
        people = [float(people) for rows in self.releases for _, people in rows]
        rooms = [(row, s.room) for row, s in enumerate(self.network.sinks) if s.room is not None]
        self.room_row = {row: len(people) + i for i, (row, _) in enumerate(rooms)}
        limits = np.array([*people, *(float(room) for _, room in rooms)])
        none = np.zeros(0, dtype=np.int32)
        self.master.add_rows(limits, np.zeros(limits.size, dtype=np.int32), none, np.zeros(0))
        last = set((self.first_home[1:] - 1).tolist())
        stay = np.array([row for row in range(len(people)) if row not in last], dtype=np.int32)
        self.n_stay = stay.size
        if stay.size:
            rows = np.stack([stay, stay + 1], axis=1).ravel().astype(np.int32)
            values = np.tile([1.0, -1.0], stay.size)
            first = np.arange(0, rows.size, 2, dtype=np.int32)
            self.master.add_columns(np.zeros(stay.size), first, rows, values)

    def budget(self, resource: int) -> F64:
        """Passings that the periods of each slot hold, in shortest ones."""
        if resource not in self.budgets:
            passings = self.network.budget(resource) / self.network.resources[resource].shortest
            counted = passings[: self.until + 1]
            slot = self.slot[: self.until + 1]
            held = np.bincount(slot, counted, minlength=self.ways.n_slot)
            self.budgets[resource] = held.astype(float)
        return self.budgets[resource]

    def budget_of_keys(self, keys: I64) -> F64:
        """The budget of every key of a use."""
        n = self.ways.n_slot
        return np.array([self.budget(key // n)[key % n] for key in keys.tolist()])

    def place(self, start: int, period: int) -> int:
        """Which release of a start somebody counts for who leaves in a period."""
        if not self.ordered:
            return 0
        # a release stands at the end of its slot: who leaves before the first one counts with it
        return max(0, bisect_right(self.releases[start], (period, 2**60)) - 1)

    def solve(self, work: int) -> tuple[Solution, int]:
        """Solve over the ways so far with at most so much work; also the work it took.

        Raises ArithmeticError where HiGHS has no answer.
        """
        self._add_columns()
        most = max(1, min(self.effort.iterations, work // max(1, self.master.n_row)))
        rows_added, proved, spent = False, False, 0
        for _ in range(LOOKS):
            values, duals, used, optimal = self.master.solve(most, rows_added=rows_added)
            x = values[self.n_stay :]
            over = self._over(x)
            proved = optimal and not over.size
            most -= used
            spent += used * self.master.n_row
            if not over.size or most <= 0:
                break
            self._add_rows(over)
            rows_added = True
        duals = np.r_[duals, np.zeros(self.master.n_row - duals.size)]
        home = {
            start: duals[self.first_home[start] : self.first_home[start + 1]]
            for start in range(len(self.releases))
        }
        return Solution(float(x.sum()), self._prices(duals), home, x, proved), spent

    def _add_columns(self) -> None:
        """Columns of the ways that are new, and at once the rows of all but links."""
        keys, shares, ways = self.ways.extend_uses()
        first = self.added
        self.added = len(self.ways)
        if first == self.added:
            return
        at_once = np.unique(keys[self.waiting_at_once[keys // self.ways.n_slot]])
        fresh = [key for key in at_once.tolist() if key not in self.row_of]
        none = np.zeros(0, dtype=np.int32)
        begin = np.zeros(len(fresh), dtype=np.int32)
        self._rows_of(np.array(fresh, dtype=np.int64), begin, none, np.zeros(0))
        rows = np.array([self.row_of.get(key, -1) for key in keys.tolist()], dtype=np.int64)
        new = range(first, self.added)
        homes = [
            self.first_home[self.ways.start[k]]
            + self.place(self.ways.start[k], self.ways.leaves[k])
            for k in new
        ]
        in_room = [k for k in new if self.ways.sink[k] in self.room_row]
        rooms = [self.room_row[self.ways.sink[k]] for k in in_room]
        column = np.r_[ways[rows >= 0], np.arange(first, self.added), in_room].astype(np.int64)
        index = np.r_[rows[rows >= 0], homes, rooms].astype(np.int32)
        value = np.r_[shares[rows >= 0], np.ones(len(new) + len(rooms))]
        order = np.argsort(column, kind="stable")
        begins = firsts(column[order] - first, len(new))
        self.master.add_columns(np.ones(len(new)), begins, index[order], value[order])

    def _add_rows(self, keys: I64) -> None:
        """Rows of keys that some columns use already."""
        all_keys, shares, ways = self.ways.all_uses()
        places = np.searchsorted(keys, all_keys)
        places[places == keys.size] = 0
        hits = np.flatnonzero(keys[places] == all_keys)
        order = hits[np.argsort(places[hits], kind="stable")]
        begin = firsts(places[order], keys.size)
        columns = (ways[order] + self.n_stay).astype(np.int32)
        self._rows_of(keys, begin, columns, shares[order])

    def _rows_of(self, keys: I64, first: I32, columns: I32, values: F64) -> None:
        """Rows of some keys, with entries by row."""
        before = self.master.n_row
        self.master.add_rows(self.budget_of_keys(keys), first, columns, values)
        self.row_of.update(zip(keys.tolist(), range(before, before + keys.size), strict=True))

    def _over(self, x: F64) -> I64:
        """Keys without a row that are used beyond their budget, in ascending order."""
        keys, shares, ways = self.ways.all_uses()
        some = x[ways] > 0
        used, place = np.unique(keys[some], return_inverse=True)
        total = np.bincount(place, shares[some] * x[ways[some]], minlength=used.size)
        loose = np.array([key not in self.row_of for key in used.tolist()], dtype=bool)
        used, total = used[loose], total[loose]
        budget = self.budget_of_keys(used)
        beyond = total - budget * (1 + OVER) - OVER
        worst = np.argsort(-beyond, kind="stable")[:MOST_NEW_ROWS]
        return np.sort(used[worst[beyond[worst] > 0]])

    def _prices(self, duals: F64) -> Prices:
        """Dual values as whole prices of every period."""
        n = self.ways.n_slot
        of: dict[int, F64] = {}
        for key, row in self.row_of.items():
            if duals[row] > 1e-9:
                of.setdefault(key // n, np.zeros(n))[key % n] = duals[row]
        rooms = {
            sink: round(float(duals[row]) * WORTH)
            for sink, row in self.room_row.items()
            if duals[row] > 1e-9
        }
        spread = {}
        for resource, price in sorted(of.items()):
            # where nothing can pass a price costs nothing, but a rise does
            open_ = self.network.budget(resource) > 0
            open_[0] = True
            kept = np.maximum.accumulate(np.where(open_, np.arange(open_.size), 0))
            whole = np.rint(price[self.slot] * WORTH).astype(np.int64)[kept]
            whole[self.until + 1 :] = 0
            spread[resource] = whole
        return Prices(WORTH, spread, rooms)
