"""Packing: from candidate routes to who leaves when, every budget kept, whole people."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from ..demand.demand import Origin
from ..network.network import Network
from ..plan.limits import LEAST_PEOPLE
from .candidates import Route
from .kept_windows import longest_window
from .objective import Objective
from .part import Part
from .time_limit import NO_LIMIT, TimeLimit
from .urgency import urgency

if TYPE_CHECKING:
    from ..kernels.pack import Load

I32 = npt.NDArray[np.int32]
I64 = npt.NDArray[np.int64]
ROUNDS = 6  # of taking groups out and putting them back
LATEST, OTHERS = 4, 12  # groups that are put back together with others, and with how many
WORK = 4_000_000_000  # passings of candidate routes times periods, for all orders and rounds
AT_ONCE = 32  # groups between two looks at the clock, where there is a limit


class Draft(NamedTuple):
    """A packing as the kernel holds it; changed in place while it is improved."""

    load: Load
    chosen: I32  # (n_origin,) candidate route, -1 = none
    leaving: I32  # (n_origin, n_stage, n_period)


def pack_routes(
    network: Network,
    origins: Sequence[Origin],
    routes: Sequence[Sequence[Route]],
    *,
    window_periods: int,
    most_routes: int,
    seed: int,
    random_orders: int = 1,
    objective: Objective,
    limit: TimeLimit = NO_LIMIT,
) -> list[Part]:
    """The best of several orders of packing, improved by taking groups out and putting them back.

    One route per origin; where one route cannot bring everyone the rest gets further routes (up to
    `most_routes`, each for at least 50 people). When `limit` is reached: the best so far, which
    keeps every budget and may leave out groups that were not placed yet.
    """
    passes = _passes(network, routes)
    packer = Packer(network, origins, routes, window_periods, limit)
    best: tuple[tuple[int, ...], Draft] | None = None
    for order in packer.orders(seed, random_orders)[: max(1, passes - ROUNDS)]:
        if best is None or not limit.reached:
            draft = packer.draft(order)
            found = objective.of(packer.parts(draft), origins)
            if best is None or found < best[0]:  # the others are let go of: each is large
                best = found, draft
    assert best is not None
    packer.compact(best[1], min(ROUNDS, passes - 1))
    return packer.finished(best[1], most_routes)


def _passes(network: Network, routes: Sequence[Sequence[Route]]) -> int:
    """How often everybody may be placed, from the size alone: orders and rounds together."""
    uses = sum(len(route.arcs) for options in routes for route in options)
    return max(1, WORK // max(1, uses * network.inputs.periods))


def pack_once(
    network: Network,
    origins: Sequence[Origin],
    routes: Sequence[Sequence[Route]],
    window_periods: int,
    limit: TimeLimit,
) -> list[Part]:
    """One order, the nearest first, and nothing improved: a first answer for `limit` to end."""
    packer = Packer(network, origins, routes, window_periods, limit)
    return packer.parts(packer.draft(packer.orders(0, 0)[0]))


class Packer:
    """The arrays of one packing problem; each `run` starts from an empty load."""

    def __init__(
        self,
        network: Network,
        origins: Sequence[Origin],
        routes: Sequence[Sequence[Route]],
        window_periods: int,
        limit: TimeLimit = NO_LIMIT,
    ) -> None:
        from ..kernels import pack

        self.kernel, self.limit = pack, limit
        self.routes = routes
        self.hurry = urgency(network, origins)
        step_s, periods = network.inputs.step_s, network.inputs.periods
        rows: dict[int, int] = {}
        first_route, first_stage, first_use = [0], [0], [0]
        resource: list[int] = []
        shift: list[int] = []
        cost: list[int] = []
        opens: list[int] = []
        length: list[int] = []
        twice: list[bool] = []
        flat = [route for options in routes for route in options]
        self.flat = flat
        self.n_stage = max((len(route.stages) for route in flat), default=1)
        for options in routes:
            first_route.append(first_route[-1] + len(options))
        for route in flat:
            ends = (*route.stages[1:], len(route.arcs))
            for first, end, takes in zip(route.stages, ends, route.length, strict=True):
                for place in range(first, end):
                    arc = network.arcs[route.arcs[place]]
                    for use in arc.uses:
                        resource.append(rows.setdefault(use.resource, len(rows)))
                        shift.append(route.shift[place])
                        cost.append(use.cost)
                        opens.append(arc.profile)
                passed = resource[first_use[-1] :]
                twice.append(len(set(passed)) < len(passed))
                length.append(takes)
                first_use.append(len(resource))
            first_stage.append(len(length))
        used = [network.resources[r] for r in rows]
        self.budgets = pack.Budgets(
            network.seconds,
            np.array([r.profile for r in used], dtype=np.int32),
            np.array([r.factor for r in used], dtype=np.int64),
            np.array([r.longest for r in used], dtype=np.int64),
        )
        self.timed = pack.Routes(
            np.array(first_route, dtype=np.int32),
            np.array(first_stage, dtype=np.int32),
            np.array(first_use, dtype=np.int32),
            np.array(resource, dtype=np.int32),
            np.array(shift, dtype=np.int32),
            np.array(cost, dtype=np.int64),
            np.array(opens, dtype=np.int32),
            np.array(length, dtype=np.int32),
            np.array(twice, dtype=np.bool_),
            np.array([r.sink for r in flat], dtype=np.int32),
        )
        people = np.array([origin.can_ride for origin in origins], dtype=np.int64)
        self.groups = pack.Groups(
            people,
            np.array([o.may_have_left(step_s, periods) for o in origins], dtype=np.int32),
            np.array([longest_window(o, window_periods, step_s) for o in origins], dtype=np.int64),
        )
        self.seated = np.array([o.group.mode == "seat" for o in origins], dtype=bool)
        self.by_leg = np.array([_rides(network, route) for route in flat], dtype=bool)
        everyone = int(people.sum())
        room = np.array(
            [everyone if s.room is None else s.room for s in network.sinks], dtype=np.int64
        )
        # who can only go in a seat has no other way, so they are placed once, before all others
        self.first = pack.empty_load(self.budgets, room)
        self.seat_parts: list[Part] = []
        for row in np.flatnonzero(self.seated):
            nobody = np.zeros(periods, dtype=np.int64)
            self.seat_parts += self._rest(self.first, int(row), nobody, set(), 0)
        self.groups = self.groups._replace(people=np.where(self.seated, 0, people))

    def orders(self, seed: int, random_orders: int) -> list[I64]:
        """Orders in which groups are placed: near, far, many, most urgent, some at random."""
        people = self.groups.people
        length = np.array([min((sum(r.length) for r in o), default=0) for o in self.routes])
        generator = np.random.default_rng(seed)
        found = [
            np.lexsort((-people, length)),
            np.lexsort((-people, -length)),
            np.lexsort((length, -people)),
        ]
        for last in self.hurry or ():  # who must leave first is placed first
            found += [
                np.lexsort((-people, length, last)),
                np.lexsort((-people, -length, last)),
                np.lexsort((length, -people, last)),
            ]
        return found + [generator.permutation(people.size) for _ in range(random_orders)]

    def draft(self, order: I64) -> Draft:
        """Everyone placed once, in this order."""
        slices = self._slices(order.astype(np.int64))
        budgets, timed, groups = self.budgets, self.timed, self.groups
        draft = Draft(*self.kernel.pack(budgets, self.first, timed, groups, next(slices)))
        for some in slices:
            self.kernel.pack_more(budgets, draft.load, timed, groups, some, *draft[1:])
        return draft

    def _slices(self, order: I64) -> Iterator[I64]:
        """An order in one piece, or piece by piece until the limit is reached."""
        if self.limit.seconds is None:
            yield order
            return
        for first in range(0, max(1, order.size), AT_ONCE):
            if first and self.limit.reached:
                return
            yield order[first : first + AT_ONCE]

    def draft_on(self, order: I64, on: I32, ready: I32, most: I64) -> Draft:
        """Everyone placed once on the candidates `on` (n_origin,), as `ready` lets them leave.

        Of an origin not more than `most` (n_origin,) leave in one period; of those that are not
        held back by that windows are as long as `ready` makes them.
        """
        window = np.where(most < self.kernel.EVERYONE, self.groups.window, 0)
        groups = self.groups._replace(ready=ready, window=window)
        order = order.astype(np.int64)
        return Draft(
            *self.kernel.pack_on(self.budgets, self.first, self.timed, groups, order, on, most)
        )

    def parts(self, draft: Draft) -> list[Part]:
        """The routes that carry people."""
        return self.seat_parts + [
            Part(g, self.flat[k], draft.leaving[g][: len(self.flat[k].stages)].copy())
            for g, k in enumerate(draft.chosen)
            if k >= 0 and draft.leaving[g, 0].any()
        ]

    def finished(self, draft: Draft, most_routes: int) -> list[Part]:
        """The parts of a draft, within windows if that goes, and routes for those left over."""
        load, chosen, leaving = draft
        latest = int(self._arrivals(draft).max(initial=-1))
        self.kernel.narrow(self.budgets, load, self.timed, self.groups, chosen, leaving, latest)
        parts = self.parts(draft)
        if most_routes > 1 or self.by_leg.any():
            parts += self._further(load, chosen, leaving, most_routes)
        return parts

    def compact(self, draft: Draft, rounds: int = ROUNDS) -> None:
        """Take groups out and put them back, latest first, as long as some move."""
        load, chosen, leaving = draft
        for _ in range(rounds):
            latest_first = np.argsort(-self._arrivals(draft), kind="stable").astype(np.int64)
            moved = 0
            for some in self._slices(latest_first):
                moved += self.kernel.compact(
                    self.budgets, load, self.timed, self.groups, chosen, leaving, some
                )
            if not moved or self.limit.reached:
                break

    def exchange(self, draft: Draft, rounds: int, seed: int) -> None:
        """Put the latest groups back together with others, drawn at random, `rounds` times.

        Each of `LATEST` groups with `OTHERS` in a round.
        """
        load, chosen, leaving = draft
        generator = np.random.default_rng(seed)
        count = chosen.size
        for _ in range(rounds):
            last = self._arrivals(draft)
            latest = np.argsort(-last, kind="stable")[:LATEST]
            others = generator.integers(0, count, size=(OTHERS, latest.size))
            pairs = np.stack([np.tile(latest, OTHERS), others.ravel()], axis=1).astype(np.int32)
            self.kernel.exchange(
                self.budgets, load, self.timed, self.groups, chosen, leaving, pairs
            )
            if self.limit.reached:
                break

    def _arrivals(self, draft: Draft) -> I64:
        """The last period in which somebody of each origin arrives, -1 = nobody does."""
        rows = zip(draft.chosen, draft.leaving, strict=True)
        return np.array(
            [-1 if k < 0 else Part(0, self.flat[k], row).arrivals()[-1][0] for k, row in rows],
            dtype=np.int64,
        )

    def _further(self, load: Load, chosen: I32, leaving: I32, most_routes: int) -> list[Part]:
        """Second and later routes for people whom the first could not bring.

        At most `most_routes` on roads alone; every leg is a route of its own.
        """
        parts: list[Part] = []
        for row in np.flatnonzero(~self.seated):
            if self.limit.reached:
                break
            first = chosen[row]
            on_roads = int(first >= 0 and not self.by_leg[first])
            gone = leaving[row, 0].astype(np.int64)
            parts += self._rest(load, int(row), gone, {int(first)}, most_routes - on_roads)
        return parts

    def _rest(
        self, load: Load, row: int, gone: I64, taken: set[int], roads_left: int
    ) -> list[Part]:
        """Routes for the people of an origin who have none yet, the one that brings most first."""
        parts: list[Part] = []
        rest = int(self.groups.people[row] - gone.sum())
        while rest > 0:
            best = self._best_further(load, row, rest, gone, taken, roads_left > 0)
            if best is None:
                break
            placed, k, trial = best
            self.kernel.send(self.budgets, load, self.timed, k, trial, 1)
            parts.append(Part(row, self.flat[k], trial[: len(self.flat[k].stages)]))
            taken.add(k)
            roads_left -= int(not self.by_leg[k])
            gone += trial[0]
            rest -= placed
        return parts

    def _best_further(
        self, load: Load, g: int, rest: int, gone: I64, taken: Collection[int], roads: bool
    ) -> tuple[int, int, I32] | None:
        """The further route that brings most: (people, route, who leaves which stage when)."""
        best: tuple[int, int, I32] | None = None
        # who has left on another route is no longer there to be ready
        free = self.groups.ready[g] - np.cumsum(gone)
        ready = np.minimum.accumulate(free[::-1])[::-1].astype(np.int32)
        for k in range(self.timed.first_route[g], self.timed.first_route[g + 1]):
            if k in taken or (not self.by_leg[k] and not roads):
                continue
            trial = np.zeros((self.n_stage, ready.size), dtype=np.int32)
            placed = int(
                self.kernel.place_in_window(
                    self.budgets,
                    load,
                    self.timed,
                    k,
                    rest,
                    ready,
                    self.groups.window[g],
                    trial,
                )
            )
            if placed:
                self.kernel.send(self.budgets, load, self.timed, k, trial, -1)
            enough = placed >= LEAST_PEOPLE or self.by_leg[k]
            if placed and enough and (best is None or placed > best[0]):
                best = (placed, k, trial)
        return best


def _rides(network: Network, route: Route) -> bool:
    """Whether a route has a leg."""
    return any(network.arcs[index].times is not None for index in route.arcs)
