"""Replan: whom the planner brings on changed inputs, with no figure but that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..canonical import decimal_text
from ..demand.demand import estimate_demand
from ..network.aid import CrossingDay, aid_days
from ..network.build import build_network
from ..network.network import with_reserved
from ..scenario.inputs import Inputs
from .aid import aid_taken
from .bound import exact_bound
from .ceiling import Proof
from .certificate import arrival_certificate
from .options import PlanOptions
from .pack_with_aid import Packing, pack_with_aid
from .priced import worth_trying
from .proofs import best_bounds
from .solve import SMALL_GAP, by_start, solve
from .stages import Stages
from .time_limit import NO_LIMIT, TimeLimit
from .trials import CLAIM, DEAR, OutOfTriesError, Replanned


def people_arriving(
    inputs: Inputs,
    at_least: int,
    tries: int,
    options: PlanOptions,
    limit: TimeLimit = NO_LIMIT,
) -> Replanned:
    """The most that any plan brings; if that is at least so many, whom `solve` brings.

    The same as `solve`, left as soon as it is known who arrives. The quota of aid at gates that
    people use, and the path LP where there is a gap, each cost many times the rest: where so many
    tries are not left, the answer is not `closed`.

    Raises
    ------
    OutOfTriesError
        `limit` was reached before all this was known.
    """
    network = build_network(inputs)
    origins = estimate_demand([group for group in inputs.groups if group.people > 0])
    days = aid_days(network)
    taken = aid_taken(network, days)
    cuts, flow_routes = exact_bound(network, origins, taken=taken, limit=limit)
    _refuse_after(limit)
    end = cuts.stage(inputs.periods - 1)
    most = min(inputs.people, end.value)
    use = decimal_text(inputs.capacity_use)
    proof: tuple[Proof, ...] = (arrival_certificate(CLAIM, cuts, end, use),)
    if most < at_least:
        return Replanned(most, proof, None)
    first = days if options.aid_first else _without_quota(days)
    packing = pack_with_aid(network, origins, flow_routes, first, options, limit=limit)
    _refuse_after(limit)
    arrived = by_start(origins, packing.parts)
    if sum(arrived.values()) == inputs.people:  # the quota costs nobody's arrival
        return Replanned(most, proof, arrived)
    cost = 1
    if first is not days and _takes_seconds(days, packing):
        cost += DEAR
        if tries < cost:
            return Replanned(most, proof, arrived, closed=False)
        packing = pack_with_aid(network, origins, flow_routes, days, options, limit=limit)
        _refuse_after(limit)
        arrived = by_start(origins, packing.parts)
    people = sum(arrived.values())
    if people == inputs.people or not worth_trying(network, origins):
        return Replanned(most, proof, arrived, cost=cost)
    proofs = [cuts]
    if packing.aid.reserved:
        reserved = with_reserved(network, packing.aid.reserved)
        proofs.append(exact_bound(reserved, origins, valued_on=network, taken=taken)[0])
    most = min(most, best_bounds(network, origins, proofs).people_arrived_bound)
    if people >= (1 - SMALL_GAP) * most:
        return Replanned(most, proof, arrived, cost=cost)
    if tries < cost + DEAR:
        return Replanned(most, proof, arrived, closed=False, cost=cost)
    solved = solve(inputs, options, Stages(limit))
    _refuse_after(limit)
    most = min(most, solved.bounds.people_arrived_bound)
    arrived = by_start(solved.origins, solved.packing.parts)
    return Replanned(most, (*solved.priced, *proof), arrived, cost=cost + DEAR)


def _refuse_after(limit: TimeLimit) -> None:
    """What was found after the limit may have been cut short."""
    if limit.reached:
        raise OutOfTriesError


def _without_quota(days: Sequence[CrossingDay]) -> list[CrossingDay]:
    return [
        replace(day, streams=tuple(replace(row, quota=None) for row in day.streams)) for day in days
    ]


def _takes_seconds(days: Sequence[CrossingDay], packing: Packing) -> bool:
    """Whether some quota beyond the minimum would take seconds of gates that people use."""
    shared = {address.split("/")[1] for address in packing.aid.reserved}
    return any(
        day.crossing.id in shared and (row.quota or 0) > row.required
        for day in days
        for row in day.streams
    )
