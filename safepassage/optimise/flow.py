"""Flow: the network and the people as the arrays of the exact bound kernel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import gcd, lcm

import numpy as np
import numpy.typing as npt

from ..demand.demand import Origin
from ..network.network import Arc, Network, Resource, Use

I32 = npt.NDArray[np.int32]
I64 = npt.NDArray[np.int64]

UNBOUNDED = 2**30
MOST_UNITS = 2**29  # flow units of all people together; int32 with room to spare
USUAL_PARTS = 1000


@dataclass(frozen=True, slots=True)
class FlowCase:
    """Arrays of the time-expanded network of the kernel.

    Node i < len(network.states) is a state; gates shared by several arcs and the origins follow.
    One person is `parts` flow units; a capacity that is no whole number of units is rounded up, so
    the flow found is never below the truth (certificates are evaluated exactly, not in units).
    `travel` is in periods, `travel_s` in seconds (of a leg in whole periods).
    `arc_of` (n_link,): row of network.arcs that a link stands for, -1 = none; `charges` (n_link,):
    row of network.resources that a cut through the link pays for, -1 = it is never cut.
    """

    network: Network
    origins: tuple[Origin, ...]
    parts: int
    from_node: I32
    to_node: I32
    travel: I32
    travel_s: I64
    profile: I32
    capacity: I32
    n_node: int
    arc_of: I32
    charges: I32
    first_origin: int
    release_node: I32
    release_period: I32
    release_units: I64
    sink_node: I32
    sink_room: I64


class _Links:
    """Collects the links of the kernel and the rows of their capacity."""

    def __init__(self, network: Network, parts: int) -> None:
        self.network = network
        self.parts = parts
        periods = network.inputs.periods
        self.table: list[I32] = [np.full(periods, UNBOUNDED, dtype=np.int32)]
        self.row_of: dict[tuple[object, ...], int] = {}
        self.rows: list[tuple[int, int, int, int, int, int, int]] = []

    def add(
        self, ends: tuple[int, int], travel_s: int, row: int, arc: int = -1, charge: int = -1
    ) -> None:
        travel = travel_s // self.network.inputs.step_s
        self.rows.append((*ends, travel, row, arc, charge, travel_s))

    def limited(self, opens: int, use: Use) -> int:
        """Capacity of a resource in the periods in which profile `opens` has an open second."""
        resource = self.network.resources[use.resource]
        key = (opens, resource.profile_bound, *_ratio(resource, use))
        if key not in self.row_of:
            units = self.network.seconds[resource.profile_bound] * resource.factor * self.parts
            units = np.where(self.network.seconds[opens] > 0, -(-units // use.cost), 0)
            self.row_of[key] = len(self.table)
            self.table.append(np.minimum(units, UNBOUNDED).astype(np.int32))
        return self.row_of[key]

    def open_in(self, is_open: npt.NDArray[np.bool_]) -> int:
        """No limit in the periods where `is_open`, nothing in the others."""
        if is_open.all():
            return 0
        key = (is_open.tobytes(),)
        if key not in self.row_of:
            self.row_of[key] = len(self.table)
            self.table.append(np.where(is_open, UNBOUNDED, 0).astype(np.int32))
        return self.row_of[key]


def flow_case(network: Network, origins: Sequence[Origin]) -> FlowCase:
    """The bound's network: travel times rounded down to whole periods, waiting free everywhere.

    Where arcs of several classes use one gate alike they go through one link of the kernel. Behind
    it the class is forgotten, and roads shared by classes have their rate for each: with several
    classes the flow may be larger than any plan's, and is still a bound. So do the arcs of one road
    from states that differ in what a forbidden turn makes of the way so far; as they lead to one
    state (but for turns of three links and more) nothing is forgotten there.
    Origins whose start has no way out in this network are left out of the flow (they stay in
    `origins`, nobody is released there).
    """
    step_s, periods = network.inputs.step_s, network.inputs.periods
    people = max(1, sum(origin.can_ride for origin in origins))
    links = _Links(network, _parts(network, people))
    node = len(network.states)
    alike = _alike(network)
    for arcs in alike:
        node = _join(links, node, arcs)
    joined = {i for arcs in alike for i in arcs}
    for i, arc in enumerate(network.arcs):
        if i in joined:
            continue
        slowest = network.binding(i)
        ends, travel = (arc.from_state, arc.to_state), _seconds(arc, step_s)
        if slowest is None:
            links.add(ends, travel, 0, arc=i)
        else:
            row = links.limited(arc.profile_bound, slowest)
            links.add(ends, travel, row, arc=i, charge=slowest.resource)
    first_origin = node
    release: list[tuple[int, int, int]] = []
    for origin in origins:
        state = network.state_of(origin.group, origin.start.node)
        if state is not None:
            last = origin.last_period_of_bound(step_s, periods)
            links.add((node, state), 0, links.open_in(np.arange(periods) <= last))
            release += [
                (node, period, count * links.parts)
                for period, count in origin.released(step_s)
                if period < periods
            ]
        node += 1
    release.sort()
    table = np.array(links.rows, dtype=np.int32).reshape(-1, 7)
    everyone = people * links.parts
    rooms = [everyone if s.room is None else s.room * links.parts for s in network.sinks]
    return FlowCase(
        network=network,
        origins=tuple(origins),
        parts=links.parts,
        from_node=table[:, 0].copy(),
        to_node=table[:, 1].copy(),
        travel=table[:, 2].copy(),
        travel_s=table[:, 6].astype(np.int64),
        profile=table[:, 3].copy(),
        capacity=np.array(links.table, dtype=np.int32),
        n_node=node,
        arc_of=table[:, 4].copy(),
        charges=table[:, 5].copy(),
        first_origin=first_origin,
        release_node=np.array([row[0] for row in release], dtype=np.int32),
        release_period=np.array([row[1] for row in release], dtype=np.int32),
        release_units=np.array([row[2] for row in release], dtype=np.int64),
        sink_node=np.array([sink.state for sink in network.sinks], dtype=np.int32),
        sink_room=np.array(rooms, dtype=np.int64),
    )


def _join(links: _Links, node: int, arcs: Sequence[int]) -> int:
    """Arcs with one use through one link of the kernel, by nodes from `node` on; the next node."""
    network, step_s = links.network, links.network.inputs.step_s
    use = network.binding(arcs[0])
    assert use is not None
    gates = network.arcs[arcs[0]].element.startswith(("crossing/", "leg/"))
    rows = [network.arcs[i] for i in arcs]
    heads = sorted({(row.to_state, _seconds(row, step_s)) for row in rows})
    enter, leave, next_ = node, node + 1, node + 2
    for i in arcs:
        opens = links.open_in(network.seconds[network.arcs[i].profile_bound] > 0)
        links.add((network.arcs[i].from_state, enter), 0, opens, arc=i)
    opens = network.resources[use.resource].profile_bound if gates else rows[0].profile_bound
    if len(heads) == 1 and not gates:
        head, travel = heads[0]
        links.add((enter, head), travel, links.limited(opens, use), charge=use.resource)
        return leave
    links.add((enter, leave), 0, links.limited(opens, use), charge=use.resource)
    for head, travel in heads:
        links.add((leave, head), travel, 0)
    return next_


def _seconds(arc: Arc, step_s: int) -> int:
    """Travel of an arc; of a leg the whole periods that a bound counts."""
    if arc.times is not None:
        return arc.periods(step_s, round_up=False) * step_s
    return arc.travel_s


def _alike(network: Network) -> list[list[int]]:
    """Arcs that pass one resource alike: of a gate or leg by several classes, of a road by one.

    Those of a road, or of a gate that is not passed alike by all, differ only in what a forbidden
    turn makes of the way so far.
    """
    uses: dict[str, set[Use]] = {}
    slowest = [network.binding(i) for i in range(len(network.arcs))]
    for arc, use in zip(network.arcs, slowest, strict=True):
        if use is not None and arc.element.startswith(("crossing/", "leg/")):
            uses.setdefault(arc.element, set()).add(use)
    places = [place[:3] for place in network.places]
    found: dict[tuple[object, ...], list[int]] = {}
    for i, (arc, use) in enumerate(zip(network.arcs, slowest, strict=True)):
        if use is not None:
            by_all = len(uses.get(arc.element, ())) == 1
            key = (arc.element,) if by_all else (arc.element, places[arc.from_state])
            found.setdefault(key, []).append(i)
    return [arcs for arcs in found.values() if len(arcs) > 1]


def _parts(network: Network, people: int) -> int:
    """Flow units per person: so many that capacities are whole, or as many as fit."""
    most = max(1, MOST_UNITS // people)
    parts = 1
    seen: set[tuple[int, int, int]] = set()
    for index in range(len(network.arcs)):
        use = network.binding(index)
        if use is None:
            continue
        resource = network.resources[use.resource]
        above, below = _ratio(resource, use)
        if (resource.profile_bound, above, below) in seen:
            continue
        seen.add((resource.profile_bound, above, below))
        for seconds in np.unique(network.seconds[resource.profile_bound]):
            parts = lcm(parts, below // gcd(int(seconds) * above, below))
            if parts > min(most, USUAL_PARTS):
                return min(most, USUAL_PARTS)
    return parts


def _ratio(resource: Resource, use: Use) -> tuple[int, int]:
    """People per unit of open seconds, in lowest terms; fractions cost too much time here."""
    both = gcd(resource.factor, use.cost)
    return resource.factor // both, use.cost // both
