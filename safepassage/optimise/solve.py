"""Solve: the packing of people and trucks, and the bounds that it is measured against."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from ..demand.demand import Origin, estimate_demand
from ..network.aid import CrossingDay, aid_days
from ..network.build import build_network
from ..network.network import Network, with_reserved
from ..plan.plan import PricedCertificate
from ..scenario.inputs import Inputs
from .aid import AidTaken, aid_taken
from .bound import clocked_cuts, exact_bound, no_bound, static_bound_s
from .certificate import Cuts, charged
from .convergent import converging
from .kept_windows import within_windows
from .options import PlanOptions
from .pack_with_aid import Packing, pack_quickly, pack_with_aid
from .part import Part
from .priced import PricedBounds, worth_trying
from .proofs import Bounds, best_bounds
from .stages import Progress as Progress
from .stages import Stages
from .steady import steadier

SMALL_GAP = 0.005  # people or clearance closer to the bound than this is close enough
CLOSE = 0.001  # the same for the packing at steady rates, which costs little
MOST_CANDIDATES, MORE_ORDERS = 8, 24  # a second packing with more routes and orders, if not
FINE_ARC_PERIODS = 20_000_000  # above it the finer bound takes minutes
BOUND_SHARE = 0.6  # of the time left, where there is a limit


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


def solve(inputs: Inputs, options: PlanOptions, stages: Stages | None = None) -> Solved:
    """Bound and packing; where they leave a gap, steady rates, a finer bound, and the path LP.

    With a time limit a first packing comes before all else, so that there is an answer whenever the
    limit ends the search. It counts only then: a limit that is not reached changes nothing.
    """
    stages = stages or Stages()
    with stages.stage("network"):
        network = build_network(inputs)
        origins = estimate_demand([group for group in inputs.groups if group.people > 0])
        days = aid_days(network)
        taken = aid_taken(network, days)
    packing: Packing | None = None
    if stages.limit.seconds is not None:
        with stages.stage("first plan"):
            packing = pack_quickly(network, origins, days, options, stages.limit)
        stages.answered()
    static_s, cuts, flow_routes = _bound(network, origins, taken, stages)
    if packing is None or stages.time_for("plan"):
        quick = packing
        with stages.stage("plan"):
            packing = pack_with_aid(
                network, origins, flow_routes, days, options, limit=stages.limit
            )
        if quick is not None and stages.cut_off("plan"):
            packing = _better(packing, quick, origins, options)
        stages.answered()
    assert packing is not None
    if options.convergent:  # at least one tree is tried, whatever the limit
        with stages.stage("convergent"):
            packing = converging(network, origins, packing, options, stages.limit)
        stages.cut_off("convergent")
    proofs = [cuts]
    if packing.aid.reserved and stages.time_for("proof"):
        with stages.stage("proof"):  # cuts that leave aid its seconds are often a better proof
            reserved = with_reserved(network, packing.aid.reserved, least=1)
            proofs.append(
                exact_bound(reserved, origins, valued_on=network, taken=taken, limit=stages.limit)[
                    0
                ]
            )
        stages.cut_off("proof")
    with stages.stage("proof"):
        bounds = best_bounds(network, origins, proofs)
    forks = not options.convergent
    if forks and _has_gap(inputs, packing.parts, bounds, CLOSE) and stages.time_for("routes"):
        with stages.stage("routes"):
            packing = steadier(
                network, origins, flow_routes, packing, bounds, options, stages.limit
            )
        stages.cut_off("routes")
    fine = len(network.arcs) * inputs.periods <= FINE_ARC_PERIODS
    fine = fine and _has_gap(inputs, packing.parts, bounds, CLOSE)
    if fine and stages.time_for("finer proof"):
        with stages.stage("finer proof"):
            narrow = charged(cuts, inputs.people)
            proofs.append(
                clocked_cuts(network, origins, taken=taken, narrow=narrow, limit=stages.limit)
            )
            bounds = best_bounds(network, origins, proofs)
        stages.cut_off("finer proof")
    priced: tuple[PricedCertificate, ...] = ()
    gap = _has_gap(inputs, packing.parts, bounds) and worth_trying(network, origins)
    if gap and stages.time_for("path LP"):
        with stages.stage("path LP"):
            by_prices = PricedBounds(network, origins, taken, stages.limit, parts=packing.parts)
            bounds, priced, ways = _close(by_prices, bounds, packing.parts)
            if forks:
                again = pack_with_aid(
                    network,
                    origins,
                    [*ways, *flow_routes],
                    days,
                    options,
                    most_candidates=2 * MOST_CANDIDATES,
                    random_orders=MORE_ORDERS,
                    limit=stages.limit,
                )
                packing = _better(packing, again, origins, options)
        stages.cut_off("path LP")
    window_periods = options.window_min * 60 // inputs.step_s
    kept = within_windows(network, origins, packing.parts, window_periods)
    packing = Packing(kept, packing.aid)
    return Solved(network, origins, days, static_s, tuple(proofs), packing, bounds, priced)


def _bound(
    network: Network, origins: Sequence[Origin], taken: Mapping[int, AidTaken], stages: Stages
) -> tuple[float | None, Cuts, Sequence[tuple[int, tuple[int, ...]]]]:
    """The static bound, the cuts as far as there was time for them, and the routes of the flow."""
    if stages.time_for("bound"):
        with stages.stage("bound"):
            static_s = static_bound_s(network, origins)
            if static_s is not None:
                hours = static_s / 3600
                stages.progress(f"bound: at least {hours:.1f} h by rates alone; now exactly")
            share = stages.limit.share(BOUND_SHARE)
            cuts, routes = exact_bound(network, origins, taken=taken, limit=share)
            if not cuts.complete:
                inputs = network.inputs
                end = inputs.start + timedelta(seconds=cuts.arrived.size * inputs.step_s)
                stages.cut_short("bound", f"bound on who arrives after {end.isoformat()}")
            return static_s, cuts, routes
    return None, no_bound(network, origins, taken), ()


def _better(
    one: Packing, other: Packing, origins: Sequence[Origin], options: PlanOptions
) -> Packing:
    """The better one by the objective; of equal ones the first."""
    return min(one, other, key=lambda packing: options.objective.of(packing.parts, origins))


def _has_gap(
    inputs: Inputs, parts: Sequence[Part], bounds: Bounds, small: float = SMALL_GAP
) -> bool:
    """Whether the plan leaves room for doubt: people or clearance well off what is proved."""
    arrived = sum(part.people for part in parts)
    if arrived < inputs.people:
        return arrived < (1 - small) * bounds.people_arrived_bound
    t100_s = (max(period for period, _ in arrivals_of(parts)) + 1) * inputs.step_s
    return t100_s > (1 + small) * (bounds.times_s["t100"] or 0) + 2 * inputs.step_s


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
