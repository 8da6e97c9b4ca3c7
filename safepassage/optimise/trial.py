"""Trial: parts on the routes of one mix, sent at steady rates, then made early.

Large starts are split into parts of at least 50 people, each with a route and instruction of its
own. Every part is first sent at the rate that has all of it out just in time, so that parts that
share a road do not keep each other waiting; then each is taken out and put back as early as it
goes, the latest first. All budgets are kept by the packing kernel, whatever the mix says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from ..demand.demand import Origin
from ..plan.limits import LEAST_PEOPLE
from .candidates import Route, waits_of
from .packing import Packer
from .part import Part
from .route_lp import Mix, Way, WayBook
from .time_limit import TimeLimit

I32 = npt.NDArray[np.int32]
I64 = npt.NDArray[np.int64]
F64 = npt.NDArray[np.float64]
LONG = 1.5  # times the longest window: up to here windows are kept only when parts are made earlier
IN_WINDOW = 0.75  # of the longest window is what a part takes at its steady rate
EXCHANGES = 6  # in a round


@dataclass(frozen=True, slots=True)
class Unit:
    """Part of the people of an origin (row), on a way."""

    row: int
    origin: Origin
    way: Way | None


class Trial:
    """Parts of origins, packed: at steady rates, the farthest first, then made earlier once.

    `more`: how many further ways of its origin each part may be put back on.
    """

    def __init__(
        self,
        book: WayBook,
        origins: Sequence[Origin],
        mix: Mix,
        window_periods: int,
        more: int,
        limit: TimeLimit,
    ) -> None:
        self.units = units_of(mix, origins)
        routes = [_routes(book, unit, origins, more) for unit in self.units]
        self.origins = [unit.origin for unit in self.units]
        self.packer = Packer(book.network, self.origins, routes, window_periods, limit)
        has_way = [unit.way is not None for unit in self.units]
        on = np.where(has_way, self.packer.timed.first_route[:-1], -1).astype(np.int32)
        length = np.array([unit.way.length if unit.way else 0 for unit in self.units])
        ready, most_each = _paces(self.packer, book, self.units, mix.until, window_periods)
        order = np.argsort(-length, kind="stable")
        self.draft = self.packer.draft_on(order, on, ready, most_each)
        self.packer.compact(self.draft, 1)

    def parts(self) -> list[Part]:
        """What it brings so far; `origin` is a row of `origins`."""
        return self.packer.parts(self.draft)

    def improve(self, rounds: int, seed: int) -> None:
        """Exchange the latest parts with others and make all earlier, so many times."""
        for more in range(rounds):
            self.packer.exchange(self.draft, EXCHANGES, seed + more)
            self.packer.compact(self.draft, 1)

    def finished(self) -> list[Part]:
        """The parts by row of the first origins, with further routes for who is left over."""
        return _joined(self.units, self.packer.finished(self.draft, 1))


def units_of(mix: Mix, origins: Sequence[Origin]) -> list[Unit]:
    """The parts of every origin, whole people; who is on no way stays one part."""
    units: list[Unit] = []
    by_origin = mix.by_origin()
    for row, origin in enumerate(origins):
        rows = by_origin.get(row, [])
        if len(rows) < 2:
            units.append(Unit(row, origin, rows[0][1] if rows else None))
            continue
        shares = np.array([share for share, _ in rows])
        for (_, way), part in zip(rows, split(origin, shares), strict=True):
            units.append(Unit(row, part, way))
    return units


def split(origin: Origin, shares: F64) -> list[Origin]:
    """An origin in parts with about these shares of its people, who get ready alike."""
    people = origin.can_ride
    ends = np.rint(np.cumsum(shares) / shares.sum() * people).astype(np.int64)
    found: list[Origin] = []
    for low, high in zip((0, *ends[:-1]), ends, strict=True):
        ready = tuple(
            (second, min(n, people) * int(high) // people - min(n, people) * int(low) // people)
            for second, n in origin.start.ready
        )
        count = int(high - low)
        start = replace(origin.start, people=count, seats=None, ready=ready)
        found.append(Origin(origin.group, start, count))
    return found


def _routes(book: WayBook, unit: Unit, origins: Sequence[Origin], more: int) -> list[Route]:
    """The route of a part first, then others of its origin in the order they were found."""
    others = [way for (row, _), way in book.ways.items() if row == unit.row and way is not unit.way]
    ways = [*([unit.way] if unit.way else []), *others[:more]]
    origin = origins[unit.row]
    return [
        Route.of(book.network, way.arcs, waits)
        for way in ways
        for waits in ((), *waits_of(book.network, origin, way.arcs))
    ]


def _paces(
    packer: Packer, book: WayBook, units: Sequence[Unit], until: int, window_periods: int
) -> tuple[I32, I64]:
    """(people who may have left by the end of each period, most in one period) at steady rates.

    A part that cannot be gone at the pace of the whole time within its window is only slowed down.
    """
    ready = packer.groups.ready.copy()
    most = np.full(len(units), packer.kernel.EVERYONE, dtype=np.int64)
    for row, unit in enumerate(units):
        if unit.way is None:
            continue
        begins = book.begins(unit.way, until)
        lasts, people = int(begins.sum()), unit.origin.can_ride
        if lasts == 0:
            continue
        if window_periods and lasts > LONG * window_periods:
            most[row] = -(-people // max(1, int(IN_WINDOW * window_periods)))
            continue
        pace = np.full(ready.shape[1], people, dtype=np.int64)
        pace[: begins.size] = -(-people * np.cumsum(begins) // lasts)
        ready[row] = np.minimum(ready[row], pace)
    return ready, most


def _joined(units: Sequence[Unit], parts: Sequence[Part]) -> list[Part]:
    """Parts by row of the origins; those of one origin on one route as one.

    Where a start has several, one of fewer than 50 people is no instruction: they stay.
    """
    found: dict[tuple[int, Route], Part] = {}
    for part in parts:
        row = units[part.origin].row
        key = (row, part.route)
        leaving = part.leaving if key not in found else found[key].leaving + part.leaving
        found[key] = Part(row, part.route, leaving)
    count = Counter(part.origin for part in found.values())
    return [
        part for part in found.values() if part.people >= LEAST_PEOPLE or count[part.origin] == 1
    ]
