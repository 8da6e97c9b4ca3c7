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
Routes = Sequence[tuple[int, tuple[int, ...]]]  # (origin, rows of arcs)


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
    search = _Search(inputs, options, stages or Stages())
    search.look_at_the_network()
    search.pack_first()
    search.bound()
    search.pack()
    search.converge()
    search.prove()
    search.keep_steady_rates()
    search.prove_finer()
    search.price()
    search.keep_windows()
    return search.solved()


class _Search:
    """What is found so far; every method is one stage, and asks first whether it is worth it."""

    def __init__(self, inputs: Inputs, options: PlanOptions, stages: Stages) -> None:
        self.inputs, self.options, self.stages = inputs, options, stages
        self.quick: Packing | None = None
        self.priced: tuple[PricedCertificate, ...] = ()

    def look_at_the_network(self) -> None:
        """The network, who is ready when, and what aid takes of the gates."""
        with self.stages.stage("network"):
            self.network = build_network(self.inputs)
            going = [group for group in self.inputs.groups if group.people > 0]
            self.origins = estimate_demand(going)
            self.days = aid_days(self.network)
            self.taken = aid_taken(self.network, self.days)

    def pack_first(self) -> None:
        """An answer before all else, where there is a time limit."""
        if self.stages.limit.seconds is not None:
            with self.stages.stage("first plan"):
                self.quick = pack_quickly(
                    self.network, self.origins, self.days, self.options, self.stages.limit
                )
            self.stages.answered()

    def bound(self) -> None:
        """What no plan can beat, and the routes of the flow that shows it."""
        self.static_s, cuts, self.flow_routes = _bound(
            self.network, self.origins, self.taken, self.stages
        )
        self.proofs = [cuts]

    def pack(self) -> None:
        """Whole people on routes, each as early as rates allow."""
        if self.quick is not None and not self.stages.time_for("plan"):
            self.packing = self.quick
            return
        with self.stages.stage("plan"):
            self.packing = self._packed(self.flow_routes)
        if self.quick is not None and self.stages.cut_off("plan"):
            self._keep_better(self.quick)
        self.stages.answered()

    def converge(self) -> None:
        """One tree of ways, where asked for: at least one is tried, whatever the limit."""
        if self.options.convergent:
            with self.stages.stage("convergent"):
                self.packing = converging(
                    self.network, self.origins, self.packing, self.options, self.stages.limit
                )
            self.stages.cut_off("convergent")

    def prove(self) -> None:
        """The best bounds; cuts that leave aid its seconds are often a better proof."""
        if self.packing.aid.reserved and self.stages.time_for("proof"):
            with self.stages.stage("proof"):
                reserved = with_reserved(self.network, self.packing.aid.reserved, least=1)
                cuts, _ = exact_bound(
                    reserved,
                    self.origins,
                    valued_on=self.network,
                    taken=self.taken,
                    limit=self.stages.limit,
                )
                self.proofs.append(cuts)
            self.stages.cut_off("proof")
        with self.stages.stage("proof"):
            self.bounds = best_bounds(self.network, self.origins, self.proofs)

    def keep_steady_rates(self) -> None:
        """Ways and rates from an LP without time, where the packing leaves a gap."""
        if self.options.convergent or not self._has_gap(CLOSE):
            return
        if self.stages.time_for("routes"):
            with self.stages.stage("routes"):
                self.packing = steadier(
                    self.network,
                    self.origins,
                    self.flow_routes,
                    self.packing,
                    self.bounds,
                    self.options,
                    self.stages.limit,
                )
            self.stages.cut_off("routes")

    def prove_finer(self) -> None:
        """Cuts to the second, where whole periods leave a gap and the network is small enough."""
        if len(self.network.arcs) * self.inputs.periods > FINE_ARC_PERIODS:
            return
        if self._has_gap(CLOSE) and self.stages.time_for("finer proof"):
            with self.stages.stage("finer proof"):
                cuts = clocked_cuts(
                    self.network,
                    self.origins,
                    taken=self.taken,
                    narrow=charged(self.proofs[0], self.inputs.people),
                    limit=self.stages.limit,
                )
                self.proofs.append(cuts)
                self.bounds = best_bounds(self.network, self.origins, self.proofs)
            self.stages.cut_off("finer proof")

    def price(self) -> None:
        """Bounds by prices and the ways of the path LP, where a gap is left even so."""
        worth = self._has_gap(SMALL_GAP) and worth_trying(self.network, self.origins)
        if worth and self.stages.time_for("path LP"):
            with self.stages.stage("path LP"):
                by_prices = PricedBounds(
                    self.network,
                    self.origins,
                    self.taken,
                    self.stages.limit,
                    parts=self.packing.parts,
                )
                self.bounds, self.priced, ways = _close(by_prices, self.bounds, self.packing.parts)
                if not self.options.convergent:
                    self._keep_better(self._packed([*ways, *self.flow_routes], again=True))
            self.stages.cut_off("path LP")

    def keep_windows(self) -> None:
        """Windows no longer than asked for."""
        most = self.options.window_min * 60 // self.inputs.step_s
        parts = within_windows(self.network, self.origins, self.packing.parts, most)
        self.packing = Packing(parts, self.packing.aid)

    def solved(self) -> Solved:
        """All that was found."""
        return Solved(
            self.network,
            tuple(self.origins),
            self.days,
            self.static_s,
            tuple(self.proofs),
            self.packing,
            self.bounds,
            self.priced,
        )

    def _packed(self, routes: Routes, *, again: bool = False) -> Packing:
        """A packing on these routes; a second one looks at more of them, in more orders."""
        if not again:
            return pack_with_aid(
                self.network,
                self.origins,
                routes,
                self.days,
                self.options,
                limit=self.stages.limit,
            )
        return pack_with_aid(
            self.network,
            self.origins,
            routes,
            self.days,
            self.options,
            most_candidates=2 * MOST_CANDIDATES,
            random_orders=MORE_ORDERS,
            limit=self.stages.limit,
        )

    def _keep_better(self, other: Packing) -> None:
        """The better one by the objective; of equal ones the one at hand."""
        objective = self.options.objective
        self.packing = min(
            self.packing, other, key=lambda packing: objective.of(packing.parts, self.origins)
        )

    def _has_gap(self, small: float) -> bool:
        """Whether the plan leaves room for doubt: people or clearance well off what is proved."""
        parts, inputs = self.packing.parts, self.inputs
        arrived = sum(part.people for part in parts)
        if arrived < inputs.people:
            return arrived < (1 - small) * self.bounds.people_arrived_bound
        t100_s = (max(period for period, _ in arrivals_of(parts)) + 1) * inputs.step_s
        return t100_s > (1 + small) * (self.bounds.times_s["t100"] or 0) + 2 * inputs.step_s


def _bound(
    network: Network, origins: Sequence[Origin], taken: Mapping[int, AidTaken], stages: Stages
) -> tuple[float | None, Cuts, Routes]:
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
