"""Solve: the packing of people and trucks, and the bounds that it is measured against."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from ..demand.demand import Origin, estimate_demand
from ..network.aid import CrossingDay, aid_days
from ..network.build import build_network
from ..network.network import Network, with_reserved
from ..plan.plan import PricedCertificate
from ..scenario.inputs import Inputs
from .aid import aid_taken
from .bound import exact_bound, static_bound_s
from .certificate import Cuts
from .options import PlanOptions
from .pack_with_aid import Packing, pack_with_aid
from .packing import Part, score
from .priced import PricedBounds, worth_trying
from .proofs import Bounds, best_bounds

SMALL_GAP = 0.005  # people or clearance closer to the bound than this is close enough
MOST_CANDIDATES, MORE_ORDERS = 8, 24  # a second packing with more routes and orders, if not
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Solved:
    """Who leaves when, which trucks pass when, what is proved; the first of `cuts` without aid."""

    network: Network
    origins: tuple[Origin, ...]
    days: tuple[CrossingDay, ...]
    static_s: float | None
    cuts: tuple[Cuts, ...]
    packing: Packing
    bounds: Bounds
    priced: tuple[PricedCertificate, ...]


def solve(
    inputs: Inputs,
    options: PlanOptions,
    seconds: dict[str, float],
    progress: Progress = lambda stage: None,
) -> Solved:
    """Bound and packing; where they leave a gap, the path LP and a second packing with its ways."""
    with timed(seconds, "network", progress):
        network = build_network(inputs)
        origins = estimate_demand([group for group in inputs.groups if group.people > 0])
        days = aid_days(network)
        taken = aid_taken(network, days)
    with timed(seconds, "bound", progress):
        static_s = static_bound_s(network, origins)
        if static_s is not None:
            progress(f"bound: at least {static_s / 3600:.1f} h by rates alone; now exactly")
        cuts, flow_routes = exact_bound(network, origins, taken=taken)
        proofs = [cuts]
    with timed(seconds, "plan", progress):
        packing = pack_with_aid(network, origins, flow_routes, days, options)
    with timed(seconds, "proof", progress):
        if packing.aid.reserved:  # cuts that leave aid its seconds are another, often better proof
            reserved = with_reserved(network, packing.aid.reserved, least=1)
            proofs.append(exact_bound(reserved, origins, valued_on=network, taken=taken)[0])
        bounds = best_bounds(network, origins, proofs)
    priced: tuple[PricedCertificate, ...] = ()
    if _has_gap(inputs, packing.parts, bounds) and worth_trying(network, origins):
        with timed(seconds, "path LP", progress):
            by_prices = PricedBounds(network, origins, taken)
            bounds, priced, ways = _close(by_prices, bounds, packing.parts)
            again = pack_with_aid(
                network,
                origins,
                [*ways, *flow_routes],
                days,
                options,
                most_candidates=2 * MOST_CANDIDATES,
                random_orders=MORE_ORDERS,
            )
            packing = min(packing, again, key=lambda one: score(one.parts))
    return Solved(network, origins, days, static_s, tuple(proofs), packing, bounds, priced)


def _has_gap(inputs: Inputs, parts: Sequence[Part], bounds: Bounds) -> bool:
    """Whether the plan leaves room for doubt: people or clearance well off what is proved."""
    arrived = sum(part.people for part in parts)
    if arrived < inputs.people:
        return arrived < (1 - SMALL_GAP) * bounds.people_arrived_bound
    t100_s = (max(period for period, _ in arrivals_of(parts)) + 1) * inputs.step_s
    return t100_s > (1 + SMALL_GAP) * (bounds.times_s["t100"] or 0) + 2 * inputs.step_s


def _close(
    by_prices: PricedBounds, bounds: Bounds, parts: Sequence[Part]
) -> tuple[Bounds, tuple[PricedCertificate, ...], list[tuple[int, tuple[int, ...]]]]:
    """Better bounds by prices where they are better, and the ways of the path LP."""
    inputs = by_prices.network.inputs
    arrived = sum(part.people for part in parts)
    certificates: list[PricedCertificate] = []
    if arrived < inputs.people:
        end = by_prices.of(inputs.periods - 1)
        if end.value < bounds.people_arrived_bound:
            certificates.append(by_prices.certificate("people_arrived_bound", end))
            bounds = bounds.with_people(by_prices.network, end.value, end.prices)
        return bounds, tuple(certificates), by_prices.routes(end)
    first = (bounds.times_s["t100"] or 0) // inputs.step_s
    last = max(period for period, _ in arrivals_of(parts)) - 1
    found = by_prices.latest_below(inputs.people, first, last)
    if found is None:
        return bounds, (), by_prices.routes(by_prices.of(last))
    certificates.append(by_prices.certificate("t100_bound_s", found))
    bounds = bounds.with_t100(by_prices.network, (found.until + 1) * inputs.step_s, found.prices)
    return bounds, tuple(certificates), by_prices.routes(found)


def by_start(origins: Sequence[Origin], parts: Sequence[Part]) -> dict[tuple[str, str], int]:
    """People who arrive by group and start."""
    found: dict[tuple[str, str], int] = {}
    for part in parts:
        key = origins[part.origin].key
        found[key] = found.get(key, 0) + part.people
    return found


def arrivals_of(parts: Sequence[Part]) -> list[tuple[int, int]]:
    """(period, people arriving in it), ascending."""
    arrivals: dict[int, int] = {}
    for part in parts:
        for period, people in part.arrivals():
            arrivals[period] = arrivals.get(period, 0) + people
    return sorted(arrivals.items())


@contextmanager
def timed(seconds: dict[str, float], stage: str, progress: Progress) -> Iterator[None]:
    progress(stage)
    begun = time.perf_counter()
    yield
    seconds[stage] = time.perf_counter() - begun
