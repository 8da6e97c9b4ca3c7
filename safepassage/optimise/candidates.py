"""Candidates: routes in time that a group may be told to take."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..demand.demand import Origin
from ..network.network import Network
from ..network.paths import arcs_into, ways_out

MOST_NEAREST = 6  # destinations to which the quickest way is always a candidate


@dataclass(frozen=True, slots=True)
class Route:
    """Arcs from a start to a sink, with their place in time anchored at the end.

    Who leaves in period d enters arc k in period d + shift[k] and has arrived at the end of period
    d + length. `sink` is a row of network.sinks.
    """

    arcs: tuple[int, ...]
    shift: tuple[int, ...]
    length: int
    sink: int
    travel_s: int

    @classmethod
    def of(cls, network: Network, arcs: tuple[int, ...]) -> Route:
        """Time a chain of arcs that ends in a sink."""
        step_s = network.inputs.step_s
        left_s = 0
        slots: list[int] = []
        for index in reversed(arcs):
            left_s += network.arcs[index].travel_s
            slots.append(-(-left_s // step_s))
        slots.reverse()
        last = network.arcs[arcs[-1]].to_state
        sink = next(i for i, row in enumerate(network.sinks) if row.state == last)
        return cls(arcs, tuple(slots[0] - s for s in slots), slots[0], sink, left_s)

    def walked_m(self, network: Network) -> int:
        """Metres on foot."""
        return sum(network.arcs[a].length_m for a in self.arcs if network.arcs[a].on_foot)


def candidate_routes(
    network: Network,
    origins: Sequence[Origin],
    from_flow: Iterable[tuple[int, tuple[int, ...]]] = (),
    *,
    most: int = 8,
) -> list[list[Route]]:
    """Routes for each origin: those the exact flow uses (most used first), then the quickest.

    `from_flow`: (origin, arcs) pairs. Routes longer on foot than the walking limit are left out.
    """
    chosen: list[dict[tuple[int, ...], None]] = [{} for _ in origins]
    for row, arcs in from_flow:
        if len(chosen[row]) < most:
            chosen[row].setdefault(arcs)
    into = arcs_into(network)
    states = [network.state_of(origin.group, origin.start.node) for origin in origins]
    near: list[list[tuple[int, int, tuple[int, ...]]]] = [[] for _ in origins]
    for sink in range(len(network.sinks)):
        ways = ways_out(network, [sink], into=into)
        for row, state in enumerate(states):
            route = None if state is None else ways.route(network, state)
            if route:
                assert state is not None
                near[row].append((ways.seconds[state], sink, route))
    routes: list[list[Route]] = []
    for row in range(len(origins)):
        for _, _, arcs in sorted(near[row])[:MOST_NEAREST]:
            chosen[row].setdefault(arcs)
        timed = [Route.of(network, arcs) for arcs in chosen[row]]
        limit_m = network.inputs.walking_limit_m
        routes.append([route for route in timed if route.walked_m(network) <= limit_m])
    return routes
