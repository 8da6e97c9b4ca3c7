"""Paths: quickest ways to the destinations, and the last period from which one still arrives."""

from __future__ import annotations

import heapq
from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from ..scenario.inputs import Inputs, Mode
from .network import Network

NEVER = 2**60
MANY_ARCS = 5_000  # from here on the compiled search is worth its start
MOST_TRIED = 20_000  # arcs in the search for a way that does not turn back in mid-road


@dataclass(frozen=True, slots=True)
class WaysOut:
    """From each state the seconds to a destination and the next arc (-1 = none), ignoring hours.

    `without`: elements that are not used; `learnt`: by arc, seconds that are left at its end at
    least if nobody turns back in mid-road, where more is known than `seconds`.
    """

    seconds: tuple[int, ...]
    next_arc: tuple[int, ...]
    without: Collection[str]
    learnt: dict[int, int] = field(default_factory=dict)

    def route(self, network: Network, state: int) -> tuple[int, ...] | None:
        """Arcs from a state to the destination; None if there is no way.

        The quickest; where that has a car turn back in mid-road, the quickest that does not, if
        there is one.
        """
        if self.seconds[state] >= NEVER:
            return None
        arcs: list[int] = []
        at = state
        while self.next_arc[at] >= 0:
            arcs.append(self.next_arc[at])
            at = network.arcs[arcs[-1]].to_state
        if turns_back(network, arcs):
            return self._around(network, state) or tuple(arcs)
        return tuple(arcs)

    def _around(self, network: Network, state: int) -> tuple[int, ...] | None:
        """The quickest way that nowhere turns back in mid-road; None if none is found.

        A search over arcs instead of states, led by the least seconds that can be left from the end
        of each; what one search learns of these serves the next (Koenig and Likhachev, Adaptive A*,
        AAMAS 2005).
        """
        seen: dict[int, tuple[int, int]] = {}  # arc -> seconds to its end, and the arc before it
        heap: list[tuple[int, int, int, int]] = []

        def push(arc: int, so_far: int, last: int) -> None:
            row = network.arcs[arc]
            left = self.learnt.get(arc, self.seconds[row.to_state])
            if arc not in seen and left < NEVER and row.element not in self.without:
                heapq.heappush(
                    heap, (so_far + row.travel_s + left, so_far + row.travel_s, arc, last)
                )

        for arc in network.out[state]:
            push(arc, 0, -1)
        while heap and len(seen) < MOST_TRIED:
            total, so_far, arc, last = heapq.heappop(heap)
            if arc in seen:
                continue
            seen[arc] = (so_far, last)
            here = network.arcs[arc].to_state
            if self.next_arc[here] < 0:
                self.learnt.update({one: total - there for one, (there, _) in seen.items()})
                found = [arc]
                while (last := seen[found[-1]][1]) >= 0:
                    found.append(last)
                return tuple(found[::-1])
            behind = network.places[network.arcs[arc].from_state].node
            for on in network.out[here]:
                back = network.places[network.arcs[on].to_state].node == behind
                if not (back and turns_back(network, (arc, on))):
                    push(on, so_far, arc)
        return None


def turns_back(network: Network, arcs: Sequence[int]) -> bool:
    """Whether a car goes back on a road that it has just come, though another way leads on.

    Only a detour that keeps a forbidden turn can be such a way; no rule forbids it.
    """
    if not network.inputs.forbidden_turns:
        return False
    for one, other in pairwise(arcs):
        there, back = network.arcs[one], network.arcs[other]
        if back.on_foot or there.length_m != back.length_m:
            continue
        from_, to = network.places[there.from_state], network.places[back.to_state]
        are_roads = there.element.startswith("link/") and back.element.startswith("link/")
        if are_roads and from_[:3] == to[:3] and len(network.out[there.to_state]) > 1:
            return True
    return False


def ways_out(network: Network, sinks: Collection[int], *, without: Collection[str] = ()) -> WaysOut:
    """Quickest ways to any of the given sinks (rows of network.sinks); see `ways_to`."""
    return ways_to(network, [network.sinks[sink].state for sink in sinks], without=without)


def ways_to(network: Network, targets: Iterable[int], *, without: Collection[str] = ()) -> WaysOut:
    """Quickest ways to any of the given states, by Dijkstra from behind.

    `without`: elements that may not be used. An element that never opens is not in the network.
    """
    if len(network.arcs) >= MANY_ARCS:
        return _ways_compiled(network, list(targets), without)
    into = network.into
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
    return WaysOut(tuple(seconds), tuple(next_arc), without)


def _ways_compiled(network: Network, targets: Sequence[int], without: Collection[str]) -> WaysOut:
    """`ways_to` by the kernel; of equally quick ways it may take another."""
    from ..kernels.tree import cheapest_tree

    graph, travel_s, rows_of = network.for_trees
    cost = travel_s
    if without:
        cost = travel_s.copy()
        for element in without:
            cost[list(rows_of.get(element, ()))] = np.inf
    label, _, next_arc = cheapest_tree(graph, cost, travel_s, np.array(targets, dtype=np.int32))
    seconds = np.where(np.isfinite(label), label, NEVER).astype(np.int64)
    return WaysOut(tuple(seconds.tolist()), tuple(next_arc.tolist()), without)


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
    into = network.into
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
    """Nodes and modes that links, crossings and legs lead to, everything open at any time.

    And every turn allowed: that forbidden turns leave no way out is an answer, no slip of the pen.
    """
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
