"""Pack with aid: the minimum of trucks first, then most people, then what is left of the quota."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ..demand.demand import Origin
from ..network.aid import CrossingDay
from ..network.network import Network, with_reserved
from ..plan.plan import AidDayFigures
from ..scenario.inputs import AidStream
from .aid import AidSchedule, Trucks, minimum_trucks, quota_trucks, schedule_aid
from .candidates import Route, candidate_routes, quickest_routes
from .options import PlanOptions
from .packing import pack_once, pack_routes
from .part import Part
from .time_limit import NO_LIMIT, TimeLimit

QUOTA_STEPS = 4  # halvings in the search for the share of the quota that delays nobody's arrival


@dataclass(frozen=True, slots=True)
class Packing:
    """Who leaves when by which way, and which trucks pass when."""

    parts: list[Part]
    aid: AidSchedule

    def aid_days(
        self, streams: Sequence[AidStream], days: Sequence[CrossingDay]
    ) -> tuple[AidDayFigures, ...]:
        """One row per stream and day, stream by stream."""
        rows = [
            AidDayFigures(
                row.stream.id,
                row.day.date,
                self.aid.trucks.get((row.stream.id, row.day.date), 0),
                row.required,
                row.quota,
                row.most,
            )
            for day in days
            for row in day.streams
        ]
        order = {stream.id: i for i, stream in enumerate(streams)}
        return tuple(sorted(rows, key=lambda row: (order[row.aid_stream], row.date)))


def pack_quickly(
    network: Network,
    origins: Sequence[Origin],
    days: Sequence[CrossingDay],
    options: PlanOptions,
    limit: TimeLimit,
) -> Packing:
    """A first answer, so that there is one: minimum of aid, then each start its quickest way.

    Nothing is improved, and starts that were not placed when `limit` is reached are left out.
    """
    trucks = quota_trucks(days, Fraction(1)) if options.aid_first else minimum_trucks(days)
    aid = schedule_aid(network, days, trucks)
    if not network.sinks:
        return Packing([], aid)
    left = with_reserved(network, aid.reserved) if aid.reserved else network
    window_periods = options.window_min * 60 // network.inputs.step_s
    routes = quickest_routes(network, origins)
    return Packing(pack_once(left, origins, routes, window_periods, limit), aid)


def pack_with_aid(
    network: Network,
    origins: Sequence[Origin],
    flow_routes: Sequence[tuple[int, tuple[int, ...]]],
    days: Sequence[CrossingDay],
    options: PlanOptions,
    *,
    most_candidates: int = 8,
    random_orders: int = 1,
    limit: TimeLimit = NO_LIMIT,
) -> Packing:
    """Minimum of aid on every day, then most people arrived, then the quota, then clearance.

    With `aid_first` the quota comes before most people arrived. The quota is raised as far as it
    costs nobody's arrival: all of it, else the largest share found by halving, or by when `limit`
    is reached.
    """
    routes: list[list[Route]] = []
    if network.sinks:
        routes = candidate_routes(network, origins, flow_routes, most=most_candidates)

    def packed(trucks: Trucks) -> Packing:
        aid = schedule_aid(network, days, trucks)
        left = with_reserved(network, aid.reserved) if aid.reserved else network
        if not network.sinks:
            return Packing([], aid)
        window_periods = options.window_min * 60 // network.inputs.step_s
        parts = pack_routes(
            left,
            origins,
            routes,
            window_periods=window_periods,
            most_routes=options.most_routes,
            seed=options.seed,
            random_orders=random_orders,
            objective=options.objective,
            limit=limit,
        )
        return Packing(parts, aid)

    full = quota_trucks(days, Fraction(1))
    if options.aid_first:
        return packed(full)
    least = minimum_trucks(days)
    best = packed(least)
    if full == least:
        return best
    apart = {  # streams whose gates no people use cost nobody anything
        row.stream.id
        for day in days
        for row in day.streams
        if not any(day.crossing.id == address.split("/")[1] for address in best.aid.reserved)
    }
    if all(key[0] in apart for key, trucks in full.items() if trucks != least[key]):
        return Packing(best.parts, schedule_aid(network, days, full))
    people = sum(part.people for part in best.parts)
    low, high = Fraction(0), Fraction(1)
    share = high
    for _ in range(QUOTA_STEPS):
        if limit.reached:
            break
        wish = quota_trucks(days, share)
        trial = packed({key: n if key[0] not in apart else full[key] for key, n in wish.items()})
        if sum(part.people for part in trial.parts) >= people:
            best, low = trial, share
        else:
            high = share
        if low == 1:
            break
        share = (low + high) / 2
    return best
