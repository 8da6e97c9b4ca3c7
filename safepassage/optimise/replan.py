"""Replan: whom the planner brings on changed inputs, with no figure but that."""

from __future__ import annotations

from dataclasses import replace

from ..canonical import decimal_text
from ..demand.demand import estimate_demand
from ..network.aid import aid_days
from ..network.network import build_network, with_reserved
from ..scenario.inputs import Inputs
from .aid import aid_taken
from .bound import exact_bound
from .certificate import arrival_certificate
from .options import PlanOptions
from .pack_with_aid import pack_with_aid
from .priced import small_enough
from .proofs import best_bounds
from .solve import SMALL_GAP, by_start, solve
from .trials import Replanned


def people_arriving(inputs: Inputs, at_least: int, close: bool, options: PlanOptions) -> Replanned:
    """The most that any plan brings; if that is at least so many, whom `solve` brings.

    The same as `solve`, left as soon as it is known who arrives. Where there is a gap, `solve`
    goes on with the path LP, which costs many times the rest: without `close` it is left out, and
    the answer is `closed` only if there is no gap.
    """
    network = build_network(inputs)
    origins = estimate_demand([group for group in inputs.groups if group.people > 0])
    days = aid_days(network)
    taken = aid_taken(network, days)
    cuts, flow_routes = exact_bound(network, origins, taken=taken)
    end = cuts.stage(inputs.periods - 1)
    most = min(inputs.people, end.value)
    use = decimal_text(inputs.capacity_use)
    proof = arrival_certificate("people_arrived_bound", cuts, end, use)
    if most < at_least:
        return Replanned(most, proof, None)
    if not options.aid_first:  # the quota costs nobody's arrival, so it is left out at first
        least = [
            replace(day, streams=tuple(replace(row, quota=None) for row in day.streams))
            for day in days
        ]
        arrived = by_start(
            origins, pack_with_aid(network, origins, flow_routes, least, options).parts
        )
        if sum(arrived.values()) == inputs.people:
            return Replanned(most, proof, arrived)
    packing = pack_with_aid(network, origins, flow_routes, days, options)
    arrived = by_start(origins, packing.parts)
    people = sum(arrived.values())
    if people == inputs.people or not small_enough(network):
        return Replanned(most, proof, arrived)
    proofs = [cuts]
    if packing.aid.reserved:
        reserved = with_reserved(network, packing.aid.reserved)
        proofs.append(exact_bound(reserved, origins, valued_on=network, taken=taken)[0])
    most = min(most, best_bounds(network, origins, proofs).people_arrived_bound)
    if people >= (1 - SMALL_GAP) * most:
        return Replanned(most, proof, arrived)
    if not close:
        return Replanned(most, proof, arrived, closed=False)
    solved = solve(inputs, options, {})
    most = min(most, solved.bounds.people_arrived_bound)
    return Replanned(most, proof, by_start(solved.origins, solved.packing.parts), by_prices=True)
