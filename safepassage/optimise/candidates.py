"""Candidates: routes in time that a group may be told to take."""

from __future__ import annotations

from bisect import insort
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from ..demand.demand import Origin
from ..network.network import Network
from ..network.paths import turns_back, ways_out, ways_to

MOST_NEAREST = 6  # destinations to which the quickest way is always a candidate
MOST_LEGS = 60  # departures that one origin is offered, soonest arrival first


@dataclass(frozen=True, slots=True)
class Route:
    """Arcs from a start to a sink, with their place in time anchored at the end of each stage.

    Who leaves stage s in period d enters arc k of it in period d + shift[k] and is at its end at
    the end of period d + length[s]. `stages`: first arc of each stage; `sink` is a row of
    network.sinks.
    """

    arcs: tuple[int, ...]
    stages: tuple[int, ...]
    shift: tuple[int, ...]
    length: tuple[int, ...]
    sink: int
    travel_s: int

    @classmethod
    def of(cls, network: Network, arcs: tuple[int, ...], waits: Collection[int] = ()) -> Route:
        """Time a chain of arcs that ends in a sink.

        `waits`: further places in the chain before which people may wait (crossings).
        """
        step_s = network.inputs.step_s
        begins = {0, *waits}
        for place, index in enumerate(arcs):
            if network.arcs[index].times is not None:
                begins |= {place} if place == len(arcs) - 2 else {place, place + 1}
        stages = tuple(sorted(begins))
        shift: list[int] = []
        length: list[int] = []
        for first, end in zip(stages, (*stages[1:], len(arcs)), strict=True):
            times = network.arcs[arcs[first]].times
            left_s = 0
            slots: list[int] = []
            for index in reversed(arcs[first:end]):
                left_s += 0 if times is not None else network.arcs[index].travel_s
                slots.append(-(-left_s // step_s))
            slots.reverse()
            takes = times.arrive - times.board if times is not None else slots[0]
            if times is None:
                shift += [slots[0] - slot for slot in slots]
            else:  # in the stage of a leg only the destination may follow, when it has arrived
                shift += [0, *[takes] * (len(slots) - 1)]
            length.append(takes)
        last = network.arcs[arcs[-1]].to_state
        sink = next(i for i, row in enumerate(network.sinks) if row.state == last)
        travel_s = sum(network.arcs[index].own_seconds for index in arcs)
        return cls(arcs, stages, tuple(shift), tuple(length), sink, travel_s)

    def walked_m(self, network: Network) -> int:
        """Metres on foot."""
        return sum(network.arcs[a].length_m for a in self.arcs if network.arcs[a].on_foot)


def quickest_routes(network: Network, origins: Sequence[Origin]) -> list[list[Route]]:
    """The one quickest way by roads of each origin to any destination, by one search, and its legs.

    Routes longer on foot than the walking limit are left out.
    """
    states = [network.state_of(origin.group, origin.start.node) for origin in origins]
    legs = {arc.element for arc in network.arcs if arc.times is not None}
    ways = ways_out(network, range(len(network.sinks)), without=legs)
    chosen = _by_leg(network, states, legs) if legs else [[] for _ in origins]
    limit_m = network.inputs.walking_limit_m
    routes: list[list[Route]] = []
    for state, by_leg in zip(states, chosen, strict=True):
        road = None if state is None else ways.route(network, state)
        found = [Route.of(network, arcs) for arcs in (road, *by_leg) if arcs]
        routes.append([route for route in found if route.walked_m(network) <= limit_m])
    return routes


def candidate_routes(
    network: Network,
    origins: Sequence[Origin],
    from_flow: Iterable[tuple[int, tuple[int, ...]]] = (),
    *,
    most: int = 8,
) -> list[list[Route]]:
    """Routes for each origin: those the exact flow uses (most used first), the quickest, the legs.

    `from_flow`: (origin, arcs) pairs. Routes longer on foot than the walking limit are left out.
    """
    chosen: list[dict[tuple[int, ...], None]] = [{} for _ in origins]
    instead: set[tuple[int, int]] = set()  # (sink, origin) whose way turned back in mid-road
    for row, arcs in from_flow:
        if len(chosen[row]) < most:
            if turns_back(network, arcs):
                instead.add((network.arcs[arcs[-1]].to_state, row))
            else:
                chosen[row].setdefault(arcs)
    states = [network.state_of(origin.group, origin.start.node) for origin in origins]
    legs = {arc.element for arc in network.arcs if arc.times is not None}
    near, others = _nearest(network, states, legs, instead)
    for row, arcs in others:
        chosen[row].setdefault(arcs)
    by_leg = _by_leg(network, states, legs) if legs else [[] for _ in origins]
    limit_m = network.inputs.walking_limit_m
    routes: list[list[Route]] = []
    for row, origin in enumerate(origins):
        for arcs in near[row]:
            chosen[row].setdefault(arcs)
        for arcs in by_leg[row]:
            chosen[row].setdefault(arcs)
        timed = [
            Route.of(network, arcs, waits)
            for arcs in chosen[row]
            for waits in ((), *waits_of(network, origin, arcs))
        ]
        routes.append([route for route in timed if route.walked_m(network) <= limit_m])
    return routes


def _nearest(
    network: Network,
    states: Sequence[int | None],
    legs: Collection[str],
    instead: Collection[tuple[int, int]],
) -> tuple[list[list[tuple[int, ...]]], list[tuple[int, tuple[int, ...]]]]:
    """Quickest ways of each origin by roads, nearest destination first; and those asked for.

    `instead`: (state of a sink, origin).
    """
    near: list[list[tuple[int, int, tuple[int, ...]]]] = [[] for _ in states]
    others: list[tuple[int, tuple[int, ...]]] = []
    for sink in range(len(network.sinks)):
        ways = ways_out(network, [sink], without=legs)
        for row, state in enumerate(states):
            if state is None:
                continue
            rank = (ways.seconds[state], sink)
            is_near = len(near[row]) < MOST_NEAREST or rank < near[row][-1][:2]
            is_asked = (network.sinks[sink].state, row) in instead
            route = ways.route(network, state) if is_near or is_asked else None
            if route and is_asked:
                others.append((row, route))
            if route and is_near:
                insort(near[row], (*rank, route))
                del near[row][MOST_NEAREST:]
    return [[route for *_, route in rows] for rows in near], others


def _by_leg(
    network: Network, states: Sequence[int | None], legs: Collection[str]
) -> list[list[tuple[int, ...]]]:
    """For each origin the ways over one leg, soonest arrival first: there, aboard, and on."""
    aboard: dict[tuple[object, ...], dict[int, int]] = {}  # leg and place -> state -> arc
    for index, arc in enumerate(network.arcs):
        if arc.times is not None:
            place = network.places[arc.from_state][:3]
            aboard.setdefault((arc.element, *place), {})[arc.from_state] = index
    soonest = list(aboard.values())
    soonest.sort(key=lambda arcs: (network.arcs[min(arcs.values())].times or (0, 0))[1])
    on = ways_to(network, [sink.state for sink in network.sinks], without=legs)
    stations = {tuple(arcs) for arcs in soonest}
    there = {station: ways_to(network, station, without=legs) for station in stations}
    found: list[list[tuple[int, ...]]] = [[] for _ in states]
    for arcs in soonest:
        rest = on.route(network, network.arcs[min(arcs.values())].to_state)
        for row, state in enumerate(states) if rest else ():
            first = None if state is None else there[tuple(arcs)].route(network, state)
            if first is not None and rest and len(found[row]) < MOST_LEGS:
                at = network.arcs[first[-1]].to_state if first else state
                assert at is not None
                found[row].append((*first, arcs[at], *rest))
    return found


def waits_of(network: Network, origin: Origin, arcs: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Where it may help to wait before a crossing: what comes before must be used early."""
    for place, index in enumerate(arcs):
        if place and network.arcs[index].element.startswith("crossing/"):
            before = [network.seconds[network.arcs[a].profile] for a in arcs[:place]]
            if origin.group.latest_departure_s is not None or any(not r.all() for r in before):
                return [(place,)]
    return []
