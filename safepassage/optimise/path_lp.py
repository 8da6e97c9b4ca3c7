"""Path LP: ways in time as columns, solved by HiGHS on blocks of periods, priced exactly.

max sum x  over ways of each start by block of departure, subject to the budget of every resource
in every block, rooms, seats, and who is ready when. Its dual values are prices of resources over
time; `Pricer.bound` turns them into a bound on any plan whatever they are (design rule 5), so the
LP may be coarse and stop at any moment. Columns are generated: the cheapest way of every start
under the prices found so far (Dantzig and Wolfe 1960; Ford and Fulkerson 1958 for multicommodity
flow), with prices smoothed between rounds.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from ..network.network import Network
from .pricing import NEVER, Pricer, Prices

F64 = npt.NDArray[np.float64]
I64 = npt.NDArray[np.int64]
WORTH = 10**5  # prices are whole; a person is worth so much
MOST_SLOTS = 400
DAY_S = 86400
LONG_DAYS = 3  # from so many days on a slot is a time of day
GAIN = 1e-4  # a way that earns less than this share of a person is not added
NEW_EACH_ROUND = 48  # ways of one start that are added in a round


@dataclass(frozen=True, slots=True)
class Column:
    """A way in time of a start: (row of resource, slot) -> passings, in shortest ones."""

    start: int
    leaves: int  # period
    sink: int
    arcs: tuple[int, ...]
    used: Mapping[tuple[int, int], float]


@dataclass(frozen=True, slots=True)
class Solution:
    """Value of the LP, prices, dual values of leaving by (start, place of release), and x."""

    value: float
    prices: Prices
    home: Mapping[int, Sequence[float]]
    x: F64


def slots(n_period: int, step_s: int) -> I64:
    """Which periods share a row of the LP: blocks of periods, or times of day on long horizons.

    Where days repeat, one price for a time of day is nearly as good as one for every period, and
    the LP stays small. Any grouping is valid: it only weakens the bound.
    """
    periods = np.arange(n_period)
    if DAY_S % step_s == 0 and n_period * step_s >= LONG_DAYS * DAY_S:
        return np.asarray(periods % (DAY_S // step_s), dtype=np.int64)
    return np.asarray(periods // -(-n_period // MOST_SLOTS), dtype=np.int64)


class PathLp:
    """The columns so far for arrivals by the end of period `until`."""

    def __init__(self, pricer: Pricer, until: int) -> None:
        self.pricer, self.until = pricer, until
        self.network: Network = pricer.network
        self.slot = slots(pricer.periods, self.network.inputs.step_s)
        self.monotone = bool((np.diff(self.slot) >= 0).all())
        self.columns: dict[tuple[object, ...], Column] = {}
        self.sinks = {sink.state: i for i, sink in enumerate(self.network.sinks)}
        self.budgets: dict[int, F64] = {}

    def add(self, start: int, way: Sequence[tuple[int, int]]) -> bool:
        """Add a way, given as (arc, period of entry); False if it was there."""
        key = (start, *((arc, int(self.slot[period])) for arc, period in way))
        if key in self.columns:
            return False
        used: dict[tuple[int, int], float] = {}
        for arc, period in way:
            for use in self.network.arcs[arc].uses:
                row = (use.resource, int(self.slot[period]))
                one = use.cost / self.network.resources[use.resource].shortest
                used[row] = used.get(row, 0.0) + one
        sink = self.sinks[self.network.arcs[way[-1][0]].to_state]
        arcs = tuple(arc for arc, _ in way)
        self.columns[key] = Column(start, way[0][1], sink, arcs, used)
        return True

    def budget(self, resource: int) -> F64:
        """Passings that the periods of each slot hold, in shortest ones."""
        if resource not in self.budgets:
            passings = self.network.budget(resource) / self.network.resources[resource].shortest
            counted = np.arange(passings.size) <= self.until
            self.budgets[resource] = np.bincount(self.slot, weights=passings * counted).astype(
                float
            )
        return self.budgets[resource]

    def releases(self, start: int) -> list[tuple[int, int]]:
        """(period, people) of a start; all in one where slots do not follow in time."""
        rows = [row for row in self.pricer.released[start] if row[0] <= self.until]
        if self.monotone or len(rows) < 2:
            return rows
        return [(rows[0][0], sum(people for _, people in rows))]

    def solve(self) -> Solution:
        """Solve over the columns so far.

        Raises
        ------
        ArithmeticError
            HiGHS found no optimum.
        """
        columns = list(self.columns.values())
        table = _Table()
        for column in columns:
            entries = [
                (table.row(("r", *key), self.budget(key[0])[key[1]]), share)
                for key, share in column.used.items()
            ]
            room = self.network.sinks[column.sink].room
            if room is not None:
                entries.append((table.row(("room", column.sink), room), 1.0))
            table.columns.append(entries)
        n_way = len(columns)
        starts: dict[int, list[int]] = {}
        for start in sorted({column.start for column in columns}):
            rows = self.releases(start)
            starts[start] = [period for period, _ in rows]
            for place, (_, people) in enumerate(rows):
                here = table.row(("home", start, place), people)
                if place:
                    table.columns[-1].append((here, -1.0))
                if place < len(rows) - 1:
                    table.columns.append([(here, 1.0)])  # people who stay for a later release
        for number, column in enumerate(columns):
            place = bisect_right(starts[column.start], column.leaves) - 1
            if self.monotone and place < 0:
                table.columns[number].append((table.row(("never",), 0), 1.0))
            else:
                home = ("home", column.start, max(place, 0) if self.monotone else 0)
                table.columns[number].append((table.rows[home], 1.0))
        x, duals = table.solve(n_way)
        return Solution(float(x.sum()), self._prices(table, duals), _home(table, duals), x)

    def _prices(self, table: _Table, duals: F64) -> Prices:
        of: dict[int, F64] = {}
        rooms: dict[int, int] = {}
        for key, index in table.rows.items():
            if duals[index] > 1e-9 and key[0] == "r":
                of.setdefault(int(key[1]), np.zeros(int(self.slot.max()) + 1))[int(key[2])] = duals[
                    index
                ]
            elif duals[index] > 1e-9 and key[0] == "room":
                rooms[int(key[1])] = round(float(duals[index]) * WORTH)
        spread = {r: np.rint(price[self.slot] * WORTH).astype(np.int64) for r, price in of.items()}
        for resource, price in spread.items():
            shut = np.flatnonzero(self.network.budget(resource)[1:] == 0) + 1
            for p in shut:  # where nothing can pass a price costs nothing, but a rise does
                price[p] = price[p - 1]
        return Prices(WORTH, spread, rooms)

    def improve(self, solution: Solution, prices: Prices) -> int:
        """Add the cheapest ways under some prices; returns how many are new."""
        cost = self.pricer.cost_to_go(prices, self.until, quick=True)
        new = 0
        onward: dict[int, I64] = {}
        for start, state in enumerate(self.pricer.starts):
            releases = self.releases(start)
            if not releases or not self.pricer.out[state]:
                continue
            vector = self.pricer.exactly(prices, cost, state)
            home = solution.home.get(start, [0.0] * len(releases))
            first, last = releases[0][0], min(self.until, self.pricer.leaves[start])
            gains = self._gains(vector, home, releases, range(first, last + 1))
            for _, period in gains[:: max(1, len(gains) // NEW_EACH_ROUND)]:
                way = self.pricer.path(prices, cost, state, period)
                new += self.add(start, way)
                place = bisect_right(releases, (period, NEVER)) - 1 if self.monotone else 0
                new += self._waiting_longer(start, way, 1 - home[place], prices, cost, onward)
        return new

    def _gains(
        self,
        vector: I64,
        home: Sequence[float],
        releases: Sequence[tuple[int, int]],
        periods: Iterable[int],
    ) -> list[tuple[float, int]]:
        """(-gain, period) of leaving, the best period of every slot, most gain first."""
        best: dict[int, tuple[int, int]] = {}
        for period in periods:
            price, slot = int(vector[period]), int(self.slot[period])
            if price < best.get(slot, (NEVER, 0))[0]:
                best[slot] = (price, period)
        gains = []
        for price, period in best.values():
            place = bisect_right(releases, (period, NEVER)) - 1 if self.monotone else 0
            gain = 1 - home[place] - price / WORTH
            if gain > GAIN:
                gains.append((-gain, period))
        return sorted(gains)

    def _waiting_longer(
        self,
        start: int,
        way: Sequence[tuple[int, int]],
        worth: float,
        prices: Prices,
        cost: Sequence[I64 | None],
        onward: dict[int, I64],
    ) -> int:
        """The same way with other waits at its first waiting place, where that gains as well."""
        arcs = self.network.arcs
        for place, (index, at) in enumerate(way):
            state = arcs[index].from_state
            if not place or state not in self.pricer.waits:
                continue
            before, entered = way[place - 1]
            there = entered + min(self.pricer.takes[before])
            if state not in onward:
                onward[state] = self.pricer.exactly(prices, cost, state)
            vector = onward[state]
            spent = self._paid(way[:place], prices) / WORTH
            home = [1 - worth + spent]
            periods = (p for p in range(there, self.until + 1) if p != at)
            new = 0
            for _, period in self._gains(vector, home, [(0, 0)], periods)[:NEW_EACH_ROUND]:
                on = self.pricer.path(prices, cost, state, period)
                new += self.add(start, [*way[:place], *on])
            return new
        return 0

    def _paid(self, way: Sequence[tuple[int, int]], prices: Prices) -> int:
        """Prices along a way."""
        total = 0
        for index, period in way:
            for use in self.network.arcs[index].uses:
                charge = self.pricer.charge(prices, use)
                total += 0 if charge is None else int(charge[period])
        return total


class _Table:
    """Rows by name and columns of an LP: max sum of the first columns, rows <= their limit."""

    def __init__(self) -> None:
        self.rows: dict[tuple[Any, ...], int] = {}
        self.limits: list[float] = []
        self.columns: list[list[tuple[int, float]]] = []

    def row(self, key: tuple[Any, ...], limit: float) -> int:
        """The row of this name, made when first asked for."""
        if key not in self.rows:
            self.rows[key] = len(self.limits)
            self.limits.append(float(limit))
        return self.rows[key]

    def solve(self, n_way: int) -> tuple[F64, F64]:
        """x of the first `n_way` columns, and the dual value (0 or more) of every row.

        Raises ArithmeticError where HiGHS found no optimum.
        """
        import highspy

        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self.columns), len(self.limits)
        lp.col_cost_ = np.array([-1.0] * n_way + [0.0] * (len(self.columns) - n_way))
        lp.col_lower_ = np.zeros(len(self.columns))
        lp.col_upper_ = np.full(len(self.columns), np.inf)
        lp.row_lower_ = np.full(len(self.limits), -np.inf)
        lp.row_upper_ = np.array(self.limits)
        starts, index, value = [0], [], []
        for column in self.columns:
            for at, share in column:
                index.append(at)
                value.append(share)
            starts.append(len(index))
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        lp.a_matrix_.start_ = np.array(starts, dtype=np.int32)
        lp.a_matrix_.index_ = np.array(index, dtype=np.int32)
        lp.a_matrix_.value_ = np.array(value)
        solver = highspy.Highs()  # type: ignore[no-untyped-call]
        solver.setOptionValue("output_flag", False)
        solver.setOptionValue("threads", 1)
        solver.passModel(lp)
        solver.run()
        status = solver.getModelStatus()
        if status != highspy.HighsModelStatus.kOptimal:  # staying home is always possible
            raise ArithmeticError(f"HiGHS ended with {solver.modelStatusToString(status)!r}")
        solution = solver.getSolution()
        x = np.array(solution.col_value[:n_way])
        return x, np.maximum(0.0, -np.array(solution.row_dual))


def _home(table: _Table, duals: F64) -> dict[int, list[float]]:
    """Dual value of leaving by start and place of release."""
    found: dict[int, list[float]] = {}
    for key, index in table.rows.items():
        if key[0] == "home":
            found.setdefault(int(key[1]), []).append(float(duals[index]))
    return found
