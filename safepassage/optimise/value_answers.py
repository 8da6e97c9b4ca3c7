"""Value answers: the optimum, or a plan, of changed inputs; and what is proved of the base."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from ..demand.demand import estimate_demand
from ..network.aid import aid_days
from ..network.network import Network
from ..plan.plan import ArrivalCertificate, PricedCertificate, TotalCertificate
from .aid import aid_taken
from .bound import exact_cuts
from .certificate import Cuts, total_certificate
from .options import PlanOptions
from .proofs import Bounds, best_bounds
from .solve import solve
from .value_figures import Figures, figures_of_bound, figures_of_plan


@dataclass(frozen=True, slots=True)
class Proved:
    """What is proved of the base: the figures that no plan exceeds, and the certificates."""

    network: Network
    bound: Figures
    arrivals: tuple[ArrivalCertificate, ...]
    priced: tuple[PricedCertificate, ...]
    total: TotalCertificate | None


class Answers(Protocol):
    """Optimises changed inputs; `base` and `proved` are of the inputs unchanged."""

    base: Figures
    proved: Proved

    def of(self, network: Network) -> Figures:
        """The figures of the answer on the inputs of this network."""
        ...


class Optima:
    """The optimum of the bound kernel; people leave as they do in the base."""

    def __init__(self, network: Network) -> None:
        groups = [group for group in network.inputs.groups if group.people > 0]
        self.origins = estimate_demand(groups)
        cuts, bounds = self._bounds(network)
        self.base = figures_of_bound(network.inputs, cuts, bounds)
        self.proved = _proved(network, self.base, cuts, bounds, ())

    def of(self, network: Network) -> Figures:
        """The most people, the earliest clearance and the least time away that are not excluded."""
        return figures_of_bound(network.inputs, *self._bounds(network))

    def _bounds(self, network: Network) -> tuple[Cuts, Bounds]:
        taken = aid_taken(network, aid_days(network))
        cuts = exact_cuts(network, self.origins, taken=taken)
        return cuts, best_bounds(network, self.origins, [cuts])


class Plans:
    """The plan that `make_plan` makes, without what it says beside the figures."""

    def __init__(self, network: Network) -> None:
        self.options = PlanOptions(mend=False)
        solved = solve(network.inputs, self.options)
        self.base = figures_of_plan(network.inputs, solved.packing.parts)
        cuts, bounds = solved.cuts[0], solved.bounds
        bound = figures_of_bound(network.inputs, cuts, bounds)
        self.proved = _proved(solved.network, bound, cuts, bounds, solved.priced)

    def of(self, network: Network) -> Figures:
        """Who arrives when with a plan of its own."""
        solved = solve(network.inputs, self.options)
        return figures_of_plan(network.inputs, solved.packing.parts)


def _proved(
    network: Network,
    bound: Figures,
    cuts: Cuts,
    bounds: Bounds,
    priced: tuple[PricedCertificate, ...],
) -> Proved:
    _, total = total_certificate(cuts, bounds.people_arrived_bound)
    return Proved(network, bound, bounds.certificates, priced, total)


def only_a_bound(network: Network) -> Iterator[str]:
    """Why the optimum of the kernel is a bound on any plan, and not what the best plan reaches.

    Beside that times are whole periods there. Empty: it is the exact optimum.
    """
    classes = len(network.classes)
    if classes > 1:
        yield f"{classes} kinds of people, whom it does not tell apart behind a shared gate"
    if trucks_share_gates(network):
        yield "trucks pass gates that people use, and it lets them take the least"
    rows = {arc.profile for arc in network.arcs if arc.element.startswith("link/")}
    if any(network.seconds[row].min() < network.seconds[row].max() for row in rows):
        yield "roads have hours or close, and it lets people wait on the way"


def trucks_share_gates(network: Network) -> bool:
    """Whether trucks of some stream pass a gate that people pass too."""
    with_aid = {stream.crossing for stream in network.inputs.aid_streams}
    return any(
        row.address.startswith("crossing/") and row.address.split("/")[1] in with_aid
        for row in network.resources
    )
