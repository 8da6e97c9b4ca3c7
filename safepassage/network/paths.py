"""Paths: quickest ways to the destinations, and the last period from which one still arrives."""

from __future__ import annotations

import heapq
from bisect import bisect_right
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ..scenario.inputs import Inputs, Mode
from .network import Network

NEVER = 2**60


@dataclass(frozen=True, slots=True)
class WaysOut:
    """From each state the seconds to a destination and the next arc (-1 = none), ignoring hours."""

    seconds: tuple[int, ...]
    next_arc: tuple[int, ...]

    def route(self, network: Network, state: int) -> tuple[int, ...] | None:
        """Arcs from a state to the destination; None if there is no way."""
        if self.seconds[state] >= NEVER:
            return None
        arcs: list[int] = []
        while self.next_arc[state] >= 0:
            arcs.append(self.next_arc[state])
            state = network.arcs[arcs[-1]].to_state
        return tuple(arcs)


def arcs_into(network: Network) -> list[list[int]]:
    """Arcs by the state they lead to."""
    into: list[list[int]] = [[] for _ in network.states]
    for index, arc in enumerate(network.arcs):
        into[arc.to_state].append(index)
    return into


def ways_out(
    network: Network,
    sinks: Collection[int],
    *,
    without: Collection[str] = (),
    into: list[list[int]] | None = None,
) -> WaysOut:
    """Quickest ways to any of the given sinks (rows of network.sinks); see `ways_to`."""
    return ways_to(
        network, [network.sinks[sink].state for sink in sinks], without=without, into=into
    )


def ways_to(
    network: Network,
    targets: Iterable[int],
    *,
    without: Collection[str] = (),
    into: list[list[int]] | None = None,
) -> WaysOut:
    """Quickest ways to any of the given states, by Dijkstra from behind.

    `without`: elements that may not be used. An element that never opens is not in the network.
    """
    into = arcs_into(network) if into is None else into
    seconds = [NEVER] * len(network.states)
    next_arc = [-1] * len(network.states)
    heap: list[tuple[int, int]] = []
    for target in targets:
        seconds[target] = 0
        heap.append((0, target))
    heapq.heapify(heap)
    while heap:
        at, state = heapq.heappop(heap)
        if at > seconds[state]:
            continue
        for index in into[state]:
            arc = network.arcs[index]
            if arc.element in without:
                continue
            before = at + arc.travel_s
            if before < seconds[arc.from_state]:
                seconds[arc.from_state] = before
                next_arc[arc.from_state] = index
                heapq.heappush(heap, (before, arc.from_state))
    return WaysOut(tuple(seconds), tuple(next_arc))


def open_periods(network: Network, arc: int, *, round_up: bool) -> list[int] | None:
    """Periods in which an arc may be entered, ascending; None = all."""
    row = network.seconds[network.arcs[arc].opens(round_up=round_up)]
    return None if row.all() else [int(p) for p in row.nonzero()[0]]


def latest_departures(network: Network, *, round_up: bool) -> list[int]:
    """The last period in which one person alone can be at each state and still arrive (-1: never).

    Each arc takes whole periods, rounded up (a plan) or down (a bound); waiting is free; an arc is
    entered only in a period with an open second. Rates and room taken by others do not matter.
    """
    step_s = network.inputs.step_s
    latest = [-1] * len(network.states)
    into = arcs_into(network)
    opens = {}
    heap = [(-(network.inputs.periods - 1), sink.state) for sink in network.sinks]
    for start, state in heap:
        latest[state] = -start
    heapq.heapify(heap)
    while heap:
        at, state = heapq.heappop(heap)
        if -at < latest[state]:
            continue
        for index in into[state]:
            arc = network.arcs[index]
            entry = -at - arc.periods(step_s, round_up=round_up)
            if index not in opens:
                opens[index] = open_periods(network, index, round_up=round_up)
            periods = opens[index]
            if periods is not None:
                place = bisect_right(periods, entry)
                entry = periods[place - 1] if place else -1
            if entry > latest[arc.from_state]:
                latest[arc.from_state] = entry
                heapq.heappush(heap, (-entry, arc.from_state))
    return latest


def reached_by_any_way(inputs: Inputs, starts: Iterable[tuple[str, Mode]]) -> set[tuple[str, Mode]]:
    """Nodes and modes that links, crossings and legs lead to, everything open at any time."""
    ways: dict[tuple[str, Mode], list[tuple[str, Mode]]] = {}
    modes: tuple[Mode, ...] = ("car", "foot", "seat")
    for link in inputs.links:
        if link.car_s is not None:
            ways.setdefault((link.from_node, "car"), []).append((link.to_node, "car"))
        if link.foot_s is not None:
            ways.setdefault((link.from_node, "foot"), []).append((link.to_node, "foot"))
    for crossing in inputs.crossings:
        for mode in ("car", "foot"):
            ends = [(crossing.to_node, "foot"), (crossing.to_node, mode)]
            ways.setdefault((crossing.from_node, mode), []).extend(ends)  # type: ignore[arg-type]
    for leg in inputs.legs:
        for mode in modes:
            after: Mode = "seat" if mode == "seat" else "foot"
            ways.setdefault((leg.from_node, mode), []).append((leg.to_node, after))
    seen = set(starts)
    todo = list(seen)
    while todo:
        for state in ways.get(todo.pop(), ()):
            if state not in seen:
                seen.add(state)
                todo.append(state)
    return seen
