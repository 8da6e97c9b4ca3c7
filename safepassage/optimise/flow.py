"""Flow: the network and the people as the arrays of the exact bound kernel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

import numpy as np
import numpy.typing as npt

from ..demand.demand import Origin
from ..network.network import Network

I32 = npt.NDArray[np.int32]
I64 = npt.NDArray[np.int64]

UNBOUNDED = 2**30
MOST_UNITS = 2**29  # flow units of all people together; int32 with room to spare
USUAL_PARTS = 1000


@dataclass(frozen=True, slots=True)
class FlowCase:
    """Arrays of the time-expanded network; arcs 0 .. len(network.arcs)-1 are the network's own.

    Node i < len(network.states) is a state; the origins follow, each with one arc into its state.
    One person is `parts` flow units; a capacity that is no whole number of units is rounded up, so
    the flow found is never below the truth (certificates are evaluated exactly, not in units).
    """

    network: Network
    origins: tuple[Origin, ...]
    parts: int
    from_node: I32
    to_node: I32
    travel: I32
    profile: I32
    capacity: I32
    n_node: int
    release_node: I32
    release_period: I32
    release_units: I64
    sink_node: I32
    sink_room: I64


def flow_case(network: Network, origins: Sequence[Origin]) -> FlowCase:
    """The bound's network: travel times rounded down to whole periods, waiting free everywhere.

    Origins whose start has no way out in this network are left out of the flow (they stay in
    `origins`, nobody is released there).
    """
    step_s, periods = network.inputs.step_s, network.inputs.periods
    people = max(1, sum(origin.can_ride for origin in origins))
    parts = _parts(network, people)
    rows: dict[tuple[int, Fraction], int] = {}
    table: list[I32] = [np.full(periods, UNBOUNDED, dtype=np.int32)]

    def row_of(arc: int) -> int:
        use = network.binding(arc)
        if use is None:
            return 0
        resource = network.resources[use.resource]
        key = (resource.profile, Fraction(resource.factor, use.cost))
        if key not in rows:
            rows[key] = len(table)
            units = network.seconds[resource.profile] * resource.factor * parts
            table.append(np.minimum(-(-units // use.cost), UNBOUNDED).astype(np.int32))
        return rows[key]

    arcs = network.arcs
    from_node = [arc.from_state for arc in arcs]
    to_node = [arc.to_state for arc in arcs]
    travel = [arc.travel_s // step_s for arc in arcs]
    profile = [row_of(arc) for arc in range(len(arcs))]
    node = len(network.states)
    release: list[tuple[int, int, int]] = []
    deadline_rows: dict[int, int] = {}
    for origin in origins:
        state = network.state_of(origin.start.node)
        if state is not None:
            last = origin.last_period_of_bound(step_s, periods)
            if last not in deadline_rows:
                deadline_rows[last] = len(table)
                open_until = np.zeros(periods, dtype=np.int32)
                open_until[: last + 1] = UNBOUNDED
                table.append(open_until)
            from_node.append(node)
            to_node.append(state)
            travel.append(0)
            profile.append(deadline_rows[last])
            release += [
                (node, period, count * parts)
                for period, count in origin.released(step_s)
                if period < periods
            ]
        node += 1
    release.sort()
    everyone = people * parts
    return FlowCase(
        network=network,
        origins=tuple(origins),
        parts=parts,
        from_node=np.array(from_node, dtype=np.int32),
        to_node=np.array(to_node, dtype=np.int32),
        travel=np.array(travel, dtype=np.int32),
        profile=np.array(profile, dtype=np.int32),
        capacity=np.array(table, dtype=np.int32),
        n_node=node,
        release_node=np.array([row[0] for row in release], dtype=np.int32),
        release_period=np.array([row[1] for row in release], dtype=np.int32),
        release_units=np.array([row[2] for row in release], dtype=np.int64),
        sink_node=np.array([sink.state for sink in network.sinks], dtype=np.int32),
        sink_room=np.array(
            [everyone if sink.room is None else sink.room * parts for sink in network.sinks],
            dtype=np.int64,
        ),
    )


def _parts(network: Network, people: int) -> int:
    """Flow units per person: so many that capacities are whole, or as many as fit."""
    most = max(1, MOST_UNITS // people)
    parts = 1
    seen: set[tuple[int, Fraction]] = set()
    for index in range(len(network.arcs)):
        use = network.binding(index)
        if use is None:
            continue
        resource = network.resources[use.resource]
        key = (resource.profile, Fraction(resource.factor, use.cost))
        if key in seen:
            continue
        seen.add(key)
        for seconds in np.unique(network.seconds[resource.profile]):
            parts = lcm(parts, (int(seconds) * key[1]).denominator)
            if parts > min(most, USUAL_PARTS):
                return min(most, USUAL_PARTS)
    return parts
