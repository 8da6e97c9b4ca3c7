"""Route master: the LP of route_lp.py in HiGHS, with rows and ways added as they are needed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from ..kernels.tree import cheapest_tree
from .route_lp import Mix, Way, WayBook
from .time_limit import NO_LIMIT, TimeLimit

F64 = npt.NDArray[np.float64]
I32 = npt.NDArray[np.int32]
I64 = npt.NDArray[np.int64]
LEVELS = 4  # trees priced in a round: what a period of travel is worth differs between origins
QUICK = 1e-3  # weight of travel beside the use of the fullest resource
LEFT = 50.0  # weight of people for whom there is no room
SLACK = 0.98  # below this use of the fullest resource only travel counts
GAIN = 1e-3  # a way that gains less than this share is not added
MANY = 4000  # ways
NONE_I, NONE_F = np.zeros(0, dtype=np.int32), np.zeros(0)


def share_out(book: WayBook, until: int, rounds: int, limit: TimeLimit = NO_LIMIT) -> Mix | None:
    """Shares for arrivals within `until` periods, after at most so many rounds of pricing.

    New ways are kept in the book. None if HiGHS finds no optimum or no way is short enough.
    """
    master = _Master(book, until)
    for _ in range(rounds):
        mix = master.solve()
        if mix is None or limit.reached or not master.price():
            return mix
    return master.solve()


def restrict(mix: Mix, book: WayBook, most: Sequence[int], least: int) -> Mix:
    """The same with at most `most` ways for each origin, each for `least` people or for all.

    Ways that carry too few, or too many of them, are taken out and the LP is solved again, until
    nothing is left to take out. Where there are very many ways only those in use stay.
    """
    used = [way for rows in mix.by_origin().values() for _, way in rows]
    master = _Master(book, mix.until, used if len(book.ways) > MANY else None)
    while True:
        out: list[Way] = []
        for origin, rows in mix.by_origin().items():
            people = int(book.people[origin])
            kept = [way for share, way in rows if share * people >= least] or [rows[0][1]]
            kept = kept[: most[origin]]
            out += [way for _, way in rows if way not in kept]
        if not out:
            return mix
        master.shut(out)
        shut = master.solve()
        if shut is None:
            return mix
        mix = shut


class _Master:
    """Column 0 is the use of the fullest resource; then people left, by origin; then ways."""

    def __init__(self, book: WayBook, until: int, ways: Sequence[Way] | None = None) -> None:
        import highspy

        self.book, self.until = book, until
        self.solver = highspy.Highs()  # type: ignore[no-untyped-call]
        self.solver.setOptionValue("output_flag", False)
        self.solver.setOptionValue("threads", 1)
        self.optimal = highspy.HighsModelStatus.kOptimal
        count = book.people.size
        self.total = max(1, int(book.people.sum()))
        self.solver.addCol(1.0, SLACK, np.inf, 0, NONE_I, NONE_F)
        for people in book.people:
            self.solver.addCol(LEFT * people / self.total, 0.0, 1.0, 0, NONE_I, NONE_F)
        for row in range(count):
            self.solver.addRow(1.0, 1.0, 1, np.array([1 + row], np.int32), np.ones(1))
        self.n_row = count
        self.room_row: dict[int, int] = {}
        for sink, row_ in enumerate(book.network.sinks):
            if row_.room is not None:
                self.solver.addRow(-np.inf, float(row_.room), 0, NONE_I, NONE_F)
                self.room_row[sink] = self.n_row
                self.n_row += 1
        self.row_of = np.full(len(book.network.resources), -1, dtype=np.int64)
        self.ways: list[Way] = []
        self.column: dict[Way, int] = {}
        self.rates: list[F64] = []  # what the whole origin on the way takes, by its resources
        for way in book.ways.values() if ways is None else ways:
            self._add(way)
        self.duals = NONE_F

    def _add(self, way: Way) -> bool:
        lasts = int(self.book.begins(way, self.until).sum())
        if lasts == 0:
            return False
        people = int(self.book.people[way.origin])
        rate = people * way.share / lasts
        rows = self.row_of[way.resource]
        index, value = [way.origin, *rows[rows >= 0]], [1.0, *rate[rows >= 0]]
        sink = int(self.book.table.sink_of[way.arcs[-1]])
        if sink in self.room_row:
            index.append(self.room_row[sink])
            value.append(float(people))
        travel = QUICK * people * way.length / self.total / self.until
        places = np.array(index, dtype=np.int32)
        self.solver.addCol(travel, 0.0, np.inf, len(index), places, np.array(value))
        self.column[way] = 1 + self.book.people.size + len(self.ways)
        self.ways.append(way)
        self.rates.append(rate)
        return True

    def shut(self, ways: Sequence[Way]) -> None:
        """Take ways out."""
        for way in ways:
            self.solver.changeColBounds(self.column[way], 0.0, 0.0)

    def solve(self) -> Mix | None:
        """Solve, and add the rows that the answer violates, until there are none."""
        first = 1 + self.book.people.size
        while True:
            self.solver.run()
            if self.solver.getModelStatus() != self.optimal:
                return None
            solution = self.solver.getSolution()
            values = np.array(solution.col_value)
            share = values[first:]
            use = np.zeros(self.row_of.size)
            for k in np.flatnonzero(share > 1e-9):
                use[self.ways[k].resource] += self.rates[k] * share[k]
            over = (use > values[0] * (1 + 1e-6) + 1e-9) & (self.row_of < 0)
            if not over.any():
                break
            self._add_rows(np.flatnonzero(over))
        self.duals = np.array(solution.row_dual)
        return Mix(self.until, float(use.max(initial=0.0)), tuple(self.ways), share)

    def _add_rows(self, resources: I64) -> None:
        place = np.full(self.row_of.size, -1, dtype=np.int64)
        place[resources] = np.arange(resources.size)
        index: list[list[int]] = [[0] for _ in resources]
        value: list[list[float]] = [[-1.0] for _ in resources]
        first = 1 + self.book.people.size
        for k, (way, rate) in enumerate(zip(self.ways, self.rates, strict=True)):
            at = place[way.resource]
            for row, taken in zip(at[at >= 0], rate[at >= 0], strict=True):
                index[row].append(first + k)
                value[row].append(float(taken))
        for row, resource in enumerate(resources):
            columns = np.array(index[row], dtype=np.int32)
            self.solver.addRow(-np.inf, 0.0, columns.size, columns, np.array(value[row]))
            self.row_of[resource] = self.n_row
            self.n_row += 1

    def price(self) -> int:
        """Add for each origin the way that gains most under the prices; returns how many."""
        book, table, until = self.book, self.book.table, self.until
        step_s = book.network.inputs.step_s
        worth = self.duals[: book.people.size] / np.maximum(1, book.people)
        toll = self._tolls()
        quick = QUICK / self.total / until
        minutes = table.travel_s / step_s
        there = np.flatnonzero((book.states >= 0) & (book.people > 0))
        if not there.size:
            return 0
        gain = -GAIN * np.abs(worth)
        trees: list[I32] = []
        tree_of = np.full(book.people.size, -1)
        for level in np.unique(np.quantile(worth[there], np.linspace(0, 1, LEVELS))):
            a_period = max(0.0, float(level)) + quick * until
            cost = toll + a_period * minutes
            label, along, next_arc = cheapest_tree(table.graph, cost, minutes, table.targets)
            total, length = label[book.states], along[book.states]
            paid = total - a_period * length
            with np.errstate(invalid="ignore"):
                reduced = paid / np.maximum(1, until - np.ceil(length)) + quick * length - worth
            better = (reduced < gain) & np.isfinite(total) & (book.people > 0)
            better &= book.states >= 0
            gain[better] = reduced[better]
            tree_of[better] = len(trees)
            trees.append(next_arc)
        new = 0
        for origin in np.flatnonzero(tree_of >= 0):
            arcs = table.way(trees[tree_of[origin]], int(book.states[origin]))
            way = book.add(int(origin), arcs)
            new += way is not None and self._add(way)
        return new

    def _tolls(self) -> F64:
        """Price of one person's passing of each arc, times the periods in which it is used."""
        table = self.book.table
        price = np.zeros(self.row_of.size)
        priced = self.row_of >= 0
        price[priced] = np.maximum(0.0, -self.duals[self.row_of[priced]])
        paid = np.r_[0.0, np.cumsum(table.share * price[table.resource])]
        toll = paid[table.first_use[1:]] - paid[table.first_use[:-1]]
        for sink, row in self.room_row.items():
            dear = -self.duals[row] * self.until  # a room is taken once, whatever the rate
            toll[table.sink_of == sink] += max(0.0, dear)
        toll[table.is_leg] = np.inf
        floor: F64 = np.maximum(0.0, toll)
        return floor
