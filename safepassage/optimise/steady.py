"""Steady: a packing with the routes and shares of the route LP, at steady rates, then made early.

Large starts are split into parts of at least 50 people, each with a route and instruction of its
own. Every part is first sent at the rate that has all of it out just in time, so that parts that
share a road do not keep each other waiting; then each is taken out and put back as early as it
goes, the latest first. All budgets are kept by the packing kernel, whatever the LP says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ..demand.demand import Origin
from ..network.network import Network, with_reserved
from ..plan.limits import LEAST_PEOPLE
from .candidates import Route, waits_of
from .options import PlanOptions
from .pack_with_aid import Packing
from .packing import Packer, Part, score
from .proofs import Bounds
from .route_lp import Mix, Way, WayBook
from .route_master import restrict, share_out
from .time_limit import NO_LIMIT, TimeLimit

I32 = npt.NDArray[np.int32]
I64 = npt.NDArray[np.int64]
F64 = npt.NDArray[np.float64]
FROM_FLOW = 4  # ways of the flow that each origin begins with
ROUNDS = 40  # of pricing, for one time
TIMES = 5  # times by which all are to be out that are tried
NEAR = 1.001  # use of the fullest resource that counts as full
MORE_WAYS = 8  # further ways of an origin that a part may be put back on, where that is cheap
WORK = 1_000_000_000  # uses of routes times periods that are spent on making drafts earlier
MORE = (1, 2, 3)  # periods more than the earliest time, for which other mixes are tried
LONG = 1.5  # times the longest window: up to here windows are kept only when parts are made earlier
MOST_ROUNDS = 2  # of exchanging in the best draft, and of making it earlier
EXCHANGES = 4  # in a round
IN_WINDOW = 0.75  # of the longest window is what a part takes at its steady rate


@dataclass(frozen=True, slots=True)
class Unit:
    """Part of the people of an origin (row), on a way."""

    row: int
    origin: Origin
    way: Way | None


def steadier(
    network: Network,
    origins: Sequence[Origin],
    flow_routes: Sequence[tuple[int, tuple[int, ...]]],
    packing: Packing,
    bounds: Bounds,
    options: PlanOptions,
    limit: TimeLimit = NO_LIMIT,
) -> Packing:
    """The better of a packing and one at steady rates beside the same trucks."""
    reserved = packing.aid.reserved
    parts = pack_steadily(
        with_reserved(network, reserved) if reserved else network,
        origins,
        flow_routes,
        (bounds.times_s["t100"] or network.inputs.periods * network.inputs.step_s)
        // network.inputs.step_s,
        window_periods=options.window_min * 60 // network.inputs.step_s,
        most_routes=options.most_routes,
        seed=options.seed,
        limit=limit,
    )
    if parts is None or score(packing.parts) <= score(parts):
        return packing
    return Packing(parts, packing.aid)


def pack_steadily(
    network: Network,
    origins: Sequence[Origin],
    flow_routes: Sequence[tuple[int, tuple[int, ...]]],
    first_until: int,
    *,
    window_periods: int,
    most_routes: int,
    seed: int,
    limit: TimeLimit = NO_LIMIT,
) -> list[Part] | None:
    """Everyone at steady rates by the earliest time found, then as early as it goes.

    `first_until`: periods within which nobody can do it, where the search for the time begins.
    None where the route LP has no answer, or where people ride on legs.
    """
    if any(arc.times is not None for arc in network.arcs):
        return None
    book = WayBook(network, origins)
    seeds: dict[int, int] = {}
    for row, arcs in flow_routes:
        seeds[row] = seeds.get(row, 0) + 1
        if seeds[row] <= FROM_FLOW:
            book.add(row, arcs)
    mix = _earliest(book, first_until, limit)
    if mix is None:
        return None
    trials = [_Trial(book, origins, mix, window_periods, most_routes, limit)]
    effort = trials[0].effort
    for more in MORE[: effort.trials - 1]:
        until = mix.until + more
        if limit.reached or until > network.inputs.periods:
            break
        other = share_out(book, until, ROUNDS, limit)
        if other is not None:
            trials.append(_Trial(book, origins, other, window_periods, most_routes, limit))
    best = min(trials, key=lambda trial: score(trial.parts()))
    for more in range(effort.rounds):
        best.packer.exchange(best.draft, EXCHANGES, seed + more)
        best.packer.compact(best.draft, 1)
    return best.improved()


class _Effort(NamedTuple):
    """How much is tried, from the size of the problem alone, so that an answer does not vary."""

    ways: int
    trials: int
    rounds: int

    @classmethod
    def of(cls, book: WayBook, units: Sequence[Unit]) -> _Effort:
        """What fits into `WORK`: further ways, mixes tried, and rounds for the best of them."""
        uses = sum(unit.way.resource.size for unit in units if unit.way is not None)
        one = max(1, uses * book.network.inputs.periods)  # a round over the parts' own ways
        ways = max(1, min(MORE_WAYS, WORK // one // 4))
        rounds = WORK // (one * (1 + ways))
        return cls(ways, max(1, min(1 + len(MORE), rounds // 6)), min(MOST_ROUNDS, rounds // 3))


class _Trial:
    """One mix, packed: at its steady rates, the farthest first, then made earlier once."""

    def __init__(
        self,
        book: WayBook,
        origins: Sequence[Origin],
        mix: Mix,
        window_periods: int,
        most_routes: int,
        limit: TimeLimit,
    ) -> None:
        most = [max(1, min(most_routes, int(n) // LEAST_PEOPLE)) for n in book.people]
        mix = restrict(mix, book, most, LEAST_PEOPLE) or mix
        self.units = _units(mix, origins)
        self.effort = _Effort.of(book, self.units)
        routes = [_routes(book, unit, origins, self.effort.ways) for unit in self.units]
        parts = [unit.origin for unit in self.units]
        self.packer = Packer(book.network, parts, routes, window_periods, limit)
        has_way = [unit.way is not None for unit in self.units]
        on = np.where(has_way, self.packer.timed.first_route[:-1], -1).astype(np.int32)
        length = np.array([unit.way.length if unit.way else 0 for unit in self.units])
        ready, most_each = _paces(self.packer, book, self.units, mix.until, window_periods)
        order = np.argsort(-length, kind="stable")
        self.draft = self.packer.draft_on(order, on, ready, most_each)
        self.packer.compact(self.draft, 1)

    def parts(self) -> list[Part]:
        """What it brings so far."""
        return self.packer.parts(self.draft)

    def improved(self) -> list[Part]:
        """The parts by origin, with further routes for who is left over."""
        return _joined(self.units, self.packer.finished(self.draft, 1))


def _earliest(book: WayBook, until: int, limit: TimeLimit) -> Mix | None:
    """The mix of the earliest time found at which no resource is more than full."""
    periods = book.network.inputs.periods
    mix: Mix | None = None
    until = max(1, min(until, periods))
    for _ in range(TIMES):
        mix = share_out(book, until, ROUNDS, limit)
        if mix is None or mix.use <= NEAR or until == periods or limit.reached:
            break
        until = min(periods, max(until + 1, int(until * mix.use)))
    return mix


def _units(mix: Mix, origins: Sequence[Origin]) -> list[Unit]:
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
    most = np.full(len(units), 2**40, dtype=np.int64)
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
    """Parts by row of the origins; those of one origin on one route as one."""
    found: dict[tuple[int, Route], Part] = {}
    for part in parts:
        row = units[part.origin].row
        key = (row, part.route)
        leaving = part.leaving if key not in found else found[key].leaving + part.leaving
        found[key] = Part(row, part.route, leaving)
    return list(found.values())
