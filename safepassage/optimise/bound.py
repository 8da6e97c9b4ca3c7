"""Bound: how many people any plan could bring by when, with the cut that proves it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from ..demand.demand import Origin
from ..network.network import Network
from .aid import AidTaken
from .certificate import Cuts
from .clocks import clocked
from .flow import UNBOUNDED, FlowCase, flow_case
from .time_limit import NO_LIMIT, TimeLimit

if TYPE_CHECKING:
    from ..kernels import lexflow
    from ..kernels.flow_routes import Routes as FlowRoutes

    FlowFound = tuple[lexflow.Network, lexflow.Supply, lexflow.Sinks, lexflow.Flow]


def exact_bound(
    network: Network,
    origins: Sequence[Origin],
    *,
    valued_on: Network | None = None,
    taken: Mapping[int, AidTaken] | None = None,
    limit: TimeLimit = NO_LIMIT,
) -> tuple[Cuts, list[tuple[int, tuple[int, ...]]]]:
    """Most people arrived by the end of every period, the cuts, and the routes of the flow.

    `valued_on`: the network whose budgets certificates pay for, where `network` has some seconds
    reserved for aid; `taken`: what aid must have of each gate. When `limit` is reached the cuts
    end with the last period that was looked at (`Cuts.complete` is then false), which bounds no
    less truly and later ones not at all.

    Lexicographic maximum flow on the implicit time-expanded network (Minieka 1973, Megiddo 1974),
    exact for one class of people; see safepassage/kernels/lexflow.py.
    """
    cuts, found = _flow(network, origins, valued_on or network, taken or {}, limit)
    if found is None or not cuts.complete:  # half a flow uses the wrong half of the ways
        return cuts, []
    from ..kernels import flow_routes

    return cuts, _by_origin(cuts.case, flow_routes.decompose(*found))


def exact_cuts(
    network: Network, origins: Sequence[Origin], *, taken: Mapping[int, AidTaken] | None = None
) -> Cuts:
    """The same without the routes of the flow, which take longer than the flow itself."""
    return _flow(network, origins, network, taken or {}, NO_LIMIT)[0]


def clocked_cuts(
    network: Network,
    origins: Sequence[Origin],
    *,
    valued_on: Network | None = None,
    taken: Mapping[int, AidTaken] | None = None,
    narrow: Collection[int] = (),
    limit: TimeLimit = NO_LIMIT,
) -> Cuts:
    """Cuts that lose next to nothing by rounding travel down (clocks.py), at some more cost.

    `narrow`: rows of network.resources that an earlier cut charges.
    """
    return _flow(network, origins, valued_on or network, taken or {}, limit, narrow)[0]


def _flow(
    network: Network,
    origins: Sequence[Origin],
    valued_on: Network,
    taken: Mapping[int, AidTaken],
    limit: TimeLimit,
    narrow: Collection[int] | None = None,
) -> tuple[Cuts, FlowFound | None]:
    """The cuts, and the flow with what it ran on (None if nobody can reach any destination).

    `narrow` not None: on clocks.
    """
    case = flow_case(network, origins)
    if not case.release_node.size or not any(
        network.arcs[a].to_state == sink.state
        for sink in network.sinks
        for a in range(len(network.arcs))
    ):
        return _nobody(case, valued_on, taken), None
    from ..kernels import lexflow

    early_s = None
    if narrow is not None:
        on = clocked(case, narrow)
        case, early_s = on.case, on.early_s
    arrays = lexflow.Network(
        case.from_node, case.to_node, case.travel, case.profile, case.capacity, case.n_node
    )
    supply = lexflow.Supply(case.release_node, case.release_period, case.release_units)
    sinks = lexflow.Sinks(case.sink_node, case.sink_room)
    stop = None if limit.seconds is None else lambda: limit.reached
    last = case.capacity.shape[1] - 1
    flow = lexflow.lexicographic_flow(arrays, supply, sinks, last, stop=stop)
    cuts = Cuts(
        case=case,
        valued_on=valued_on,
        taken=taken,
        arrived=flow.arrived,
        cut_first=_firsts(flow.cut_stage, flow.arrived.size),
        cut_link=flow.cut_link.astype(np.int64),
        cut_from=flow.cut_first.astype(np.int64),
        cut_to=flow.cut_last.astype(np.int64),
        room_first=_firsts(flow.room_stage, flow.arrived.size),
        room_sink=flow.room_sink.astype(np.int64),
        early_s=early_s,
    )
    return cuts, (arrays, supply, sinks, flow)


def no_bound(network: Network, origins: Sequence[Origin], taken: Mapping[int, AidTaken]) -> Cuts:
    """No cut at all, where there was no time to look for one."""
    nobody = _nobody(flow_case(network, origins), network, taken)
    return replace(nobody, arrived=nobody.arrived[:0])


def static_bound_s(network: Network, origins: Sequence[Origin]) -> float | None:
    """At least so many seconds for everyone who can ride: people / largest steady flow.

    The first step of the ladder, in a millisecond: travel, hours, waiting and room left out, every
    place at its rate all the time, and a late passing for every place. Not in the certificate.
    None if nobody can get out.
    """
    case = flow_case(network, origins)
    if not case.release_node.size or not case.sink_node.size:
        return None
    from ..kernels import lexflow

    # people an hour, rounded up; no start sends more than `each`, far above any road
    an_hour = case.capacity.max(axis=1).astype(np.int64) * 3600
    nodes = np.unique(case.release_node)
    each = (UNBOUNDED - 1) // (nodes.size + 1)
    rates = np.minimum(-(-an_hour // (network.inputs.step_s * case.parts)), each)
    flow = lexflow.lexicographic_flow(
        lexflow.Network(
            case.from_node,
            case.to_node,
            np.zeros_like(case.travel),
            case.profile,
            rates[:, None].astype(np.int32),
            case.n_node,
        ),
        lexflow.Supply(nodes, np.zeros_like(nodes), np.full(nodes.size, each, dtype=np.int64)),
        lexflow.Sinks(case.sink_node, np.full(case.sink_node.size, UNBOUNDED, dtype=np.int64)),
        0,
    )
    steady = int(flow.arrived[0])
    people = sum(origin.can_ride for origin in origins) - len(network.resources)
    return max(0.0, people / steady * 3600) if steady else None


def _by_origin(case: FlowCase, routes: FlowRoutes) -> list[tuple[int, tuple[int, ...]]]:
    """(origin, arcs of the network) of every route of the flow, those with most people first.

    A route that changes class behind a shared gate is left out, and one that makes a forbidden turn
    (of three links and more: the kernel forgets them where it joins arcs).
    """
    found: list[tuple[int, tuple[int, ...]]] = []
    for k in np.lexsort((np.arange(routes.amount.size), -routes.amount)):
        links = routes.link[routes.first_link[k] : routes.first_link[k + 1]]
        arcs = tuple(int(arc) for arc in case.arc_of[links] if arc >= 0)
        chain = _chain(case.network, arcs)
        if chain is not None:
            found.append((int(routes.node[k]) - case.first_origin, chain))
    return found


def _chain(network: Network, arcs: tuple[int, ...]) -> tuple[int, ...] | None:
    """The arcs of the same elements that lead on from one another; None if there are none."""
    rows = network.arcs
    if all(rows[a].to_state == rows[b].from_state for a, b in pairwise(arcs)):
        return arcs
    chain = [arcs[0]]
    for arc in arcs[1:]:
        here, asked = rows[chain[-1]].to_state, network.places[rows[arc].from_state]
        if network.places[here][:3] != asked[:3]:
            return None  # another class
        on = (i for i in network.out[here] if rows[i].element == rows[arc].element)
        chain.append(next(on, -1))
        if chain[-1] < 0:
            return None  # a forbidden turn
    return tuple(chain)


def _firsts(stages: npt.NDArray[np.int32], n_stage: int) -> npt.NDArray[np.int64]:
    """Where the rows of each stage begin, for rows in order of stage; shape (n_stage + 1,)."""
    return np.searchsorted(stages, np.arange(n_stage + 1)).astype(np.int64)


def _nobody(case: FlowCase, valued_on: Network, taken: Mapping[int, AidTaken]) -> Cuts:
    """The answer where nobody can reach any destination: no arrivals, and no price to pay."""
    periods = case.capacity.shape[1]
    none = np.zeros(0, dtype=np.int64)
    zeros = np.zeros(periods + 1, dtype=np.int64)
    return Cuts(case, valued_on, taken, zeros[:periods], zeros, none, none, none, zeros, none)
