"""Bounds: what a certificate proves about any plan, by one backward pass per class of people."""

import heapq
from bisect import bisect_right
from collections.abc import Iterable
from fractions import Fraction
from itertools import accumulate, pairwise
from operator import add, le
from typing import Any, NamedTuple

from .inputs import Group, Inputs
from .shapes import is_whole
from .window import Window, joined, without

State = tuple[str, str]  # node, mode
NEVER = 2**62


class Spoilt(Exception):
    """A certificate that cannot be evaluated, and why."""


class Arc(NamedTuple):
    """One element for one class: `free` is the periods with an open second, None = all."""

    tail: State
    name: str
    seconds: int
    free: Window | None  # periods [a, b)
    resources: tuple[str, ...]
    on_foot_m: int


class Network:
    """What one class (mode at the start, criteria) may use, by the state it leads to."""

    def __init__(
        self, inputs: Inputs, mode: str, criteria: frozenset[str], starts: Iterable[str]
    ) -> None:
        self.inputs = inputs
        self.into: dict[State, list[Arc]] = {}
        for element in inputs.elements.values():
            for before in {mode, "foot"} if inputs.gets_off else {mode}:
                manner = element.manner(before)
                if not element.admits(manner, criteria):
                    continue
                free = None
                if inputs.windows(element, manner, criteria):
                    window = inputs.window(element, manner, criteria)
                    step_s = inputs.step_s
                    free = joined((a // step_s, -(-b // step_s)) for a, b in window)
                    if not free:  # never open: on nobody's way
                        continue
                resources = tuple(name for name, _ in element.charges[manner])
                arc = Arc(
                    (element.tail, before),
                    element.name,
                    element.seconds[manner],
                    free,
                    resources,
                    element.length_m if manner == "foot" else 0,
                )
                self.into.setdefault((element.head, manner), []).append(arc)
        self._leave_out_what_is_too_far([(node, mode) for node in starts])

    def _leave_out_what_is_too_far(self, starts: list[State]) -> None:
        """Leave out elements on no route from a start that keeps to the walking limit."""
        limit_m = self.inputs.model["walking_limit_m"]
        if sum(arc.on_foot_m for arcs in self.into.values() for arc in arcs) <= limit_m:
            return
        back: dict[State, list[tuple[State, int]]] = {}
        forth: dict[State, list[tuple[State, int]]] = {}
        for head, arcs in self.into.items():
            for arc in arcs:
                back.setdefault(head, []).append((arc.tail, arc.on_foot_m))
                forth.setdefault(arc.tail, []).append((head, arc.on_foot_m))
        ends = [
            (destination.node, mode)
            for destination in self.inputs.destinations.values()
            if destination.takes_people()
            for mode in ("car", "foot")
        ]
        walked, to_walk = shortest(forth, starts), shortest(back, ends)
        for head, arcs in self.into.items():
            self.into[head] = [
                arc
                for arc in arcs
                if walked.get(arc.tail, NEVER) + arc.on_foot_m + to_walk.get(head, NEVER) <= limit_m
            ]


def shortest(steps: dict[State, list[tuple[State, int]]], origins: list[State]) -> dict[State, int]:
    """The least sum of steps from any of the origins to every state."""
    found: dict[State, int] = {}
    heap = [(0, state) for state in sorted(set(origins))]
    while heap:
        far, state = heapq.heappop(heap)
        if state in found:
            continue
        found[state] = far
        for other, step in steps.get(state, ()):
            if other not in found:
                heapq.heappush(heap, (far + step, other))
    return found


def last_free(free: Window | None, latest: int) -> int:
    """The last free period that is not after `latest`; -1: none."""
    if free is None or latest < 0:
        return max(latest, -1)
    row = bisect_right(free, (latest, NEVER))
    return min(latest, free[row - 1][1] - 1) if row else -1


def latest_periods(
    network: Network,
    until: int,
    priced: dict[str, Window],
    rooms: Iterable[str] = (),
    *,
    rounded_up: bool = False,
) -> dict[State, int]:
    """For every state the last period from which a destination is reached by period `until`.

    Nothing priced is passed. Elements take whole periods, rounded down unless said otherwise.
    """
    inputs = network.inputs
    every: Window = ((0, inputs.periods),)
    free_until: dict[State, int] = {}
    heap: list[tuple[int, State]] = []

    def reach(state: State, period: int) -> None:
        if period > free_until.get(state, -1):
            free_until[state] = period
            heapq.heappush(heap, (-period, state))

    for destination in inputs.destinations.values():
        if destination.takes_people() and destination.name not in rooms:
            intake = priced.get(f"destination/{destination.name}/intake")
            free = without(every, intake) if intake else None
            for mode in ("car", "foot"):
                reach((destination.node, mode), last_free(free, until))
    while heap:
        negative, state = heapq.heappop(heap)
        if -negative < free_until[state]:
            continue
        for arc in network.into.get(state, ()):
            free = arc.free
            for name in arc.resources:
                if name in priced:
                    free = without(free if free is not None else every, priced[name])
            sign = -1 if rounded_up else 1
            takes = sign * (arc.seconds // (sign * inputs.step_s))
            reach(arc.tail, last_free(free, -negative - takes))
    return free_until


def classes(inputs: Inputs) -> dict[tuple[str, frozenset[str]], list[Group]]:
    """Groups that may use the same elements at the same hours."""
    found: dict[tuple[str, frozenset[str]], list[Group]] = {}
    for group in inputs.groups.values():
        found.setdefault((group.mode, group.criteria), []).append(group)
    return found


class Networks:
    """The network of every class, made once."""

    def __init__(self, inputs: Inputs) -> None:
        self.inputs = inputs
        self.groups = classes(inputs)
        self.of = {
            key: Network(inputs, *key, {node for group in groups for node in group.starts})
            for key, groups in self.groups.items()
        }

    def arrivals_bound(self, certificate: Any, capacity_use: Fraction) -> int:
        """The most people whom any plan can bring by the end of period `until_period`."""
        inputs = self.inputs
        until = certificate["until_period"]
        if not is_whole(until) or not 0 <= until < inputs.periods:
            raise Spoilt(f"until_period {until!r:.40}")
        runs = read_runs(inputs, certificate["runs"], 3)
        rooms = read_rooms(inputs, [[name, 1] for name in a_list(certificate["rooms"])])
        bound = sum(inputs.destinations[name].room or 0 for name in rooms)
        for name, rows in runs.items():
            resource = inputs.resources[name]
            budget, over = inputs.budget(name, capacity_use)
            for first, last, *_ in rows:
                if resource.shortest:
                    seconds = Fraction(sum(budget[first : last + 1]), over) + resource.longest
                    bound += seconds // resource.shortest
        priced = {
            name: joined((first, last + 1) for first, last, *_ in rows)
            for name, rows in runs.items()
        }
        for key, network in self.of.items():
            free_until = latest_periods(network, until, priced, rooms)
            for group in self.groups[key]:
                for node, period, people in released(inputs, group):
                    if period <= free_until.get((node, group.mode), -1):
                        bound += people
        return min(bound, inputs.people)

    def total_bound(self, certificate: Any, arrived: int) -> int:
        """The least sum of arrival times, in seconds, of any plan that brings `arrived` people."""
        inputs = self.inputs
        if not isinstance(certificate, dict) or set(certificate) != {
            "deadline_period",
            "runs",
            "rooms",
        }:
            raise Spoilt("not an object with deadline_period, runs, rooms")
        deadline = certificate["deadline_period"]
        if not is_whole(deadline) or deadline < 0:
            raise Spoilt(f"deadline_period {deadline!r:.40}")
        rooms = read_rooms(inputs, a_list(certificate["rooms"]))
        total = Fraction(arrived * deadline)
        total -= sum((inputs.destinations[name].room or 0) * rooms[name] for name in rooms)
        prices: dict[str, list[int]] = {}
        for name, rows in read_runs(inputs, certificate["runs"], 5).items():
            prices[name] = price = [0] * inputs.periods
            for first, last, at_first, change in rows:
                price[first : last + 1] = [at_first + i * change for i in range(last + 1 - first)]
            resource = inputs.resources[name]
            if resource.shortest:
                budget, over = inputs.budget(name, inputs.capacity_use)
                paid = Fraction(sum(map(int.__mul__, budget, price)), over)
                rises = sum(max(0, b - a) for a, b in pairwise([0, *price]))
                total -= (paid + rises * resource.longest) / resource.shortest
        for key, network in self.of.items():
            limited = {
                (node, key[0])
                for group in self.groups[key]
                for node in group.starts
                if group.latest_departure_s is not None
            }
            cost, leaving = cheapest(network, prices, rooms, limited)
            for group in self.groups[key]:
                starts = {}
                for node in group.starts:
                    state = (node, key[0])
                    if group.latest_departure_s is None:
                        starts[node] = cost.get(state, [])
                    else:
                        allowed = -(-group.latest_departure_s // inputs.step_s)
                        starts[node] = waiting(leaving.get(state, [])[: max(0, allowed)])
                for node, period, people in released(inputs, group):
                    if period < len(starts[node]):
                        total -= people * max(0, deadline - starts[node][period])
        return max(0, int(total * inputs.step_s // 1))


def released(inputs: Inputs, group: Group) -> list[tuple[str, int, int]]:
    """Start, period and number of people who become ready, as the bound takes it."""
    found = []
    limit_s = group.latest_departure_s
    for node, start in group.starts.items():
        before = 0
        for second, people in zip(start.ready_s, start.ready_people, strict=True):
            period = max(0, second // inputs.step_s)
            people = people if start.seats is None else min(people, start.seats)
            if people > before and (limit_s is None or period * inputs.step_s < limit_s):
                found.append((node, period, people - before))
            before = people
    return found


def waiting(cost: list[int]) -> list[int]:
    """The least of each period and all later ones."""
    return list(accumulate(reversed(cost), min))[::-1]


def seconds_away(network: Network) -> dict[State, int]:
    """Travel seconds to the nearest destination, with everything open."""
    away: dict[State, int] = {}
    ends = [d.node for d in network.inputs.destinations.values() if d.takes_people()]
    heap = [(0, (node, mode)) for node in ends for mode in ("car", "foot")]
    heapq.heapify(heap)
    while heap:
        seconds, state = heapq.heappop(heap)
        if state not in away:
            away[state] = seconds
            for arc in network.into.get(state, ()):
                heapq.heappush(heap, (seconds + arc.seconds, arc.tail))
    return away


def cheapest(
    network: Network, prices: dict[str, list[int]], rooms: dict[str, int], limited: set[State]
) -> tuple[dict[State, list[int]], dict[State, list[int]]]:
    """The least arrival period + prices from every state, in or after every period.

    The second answer is the same for leaving exactly in that period, from the `limited` states.
    """
    inputs = network.inputs
    periods = inputs.periods
    cost: dict[State, list[int]] = {}
    leaving: dict[State, list[int]] = {}
    pending: set[State] = set()
    heap: list[tuple[int, State]] = []
    away = seconds_away(network)  # near states first, so that few are looked at again

    def offer(state: State, vector: list[int], *, is_waited: bool) -> None:
        if state in limited:
            leaving[state] = list(map(min, leaving.get(state, vector), vector))
        if not is_waited:
            vector = waiting(vector)
        old = cost.get(state)
        if old is not None and all(map(le, old, vector)):
            return
        cost[state] = vector if old is None else list(map(min, old, vector))
        pending.add(state)
        heapq.heappush(heap, (away[state], state))

    for destination in inputs.destinations.values():
        if destination.takes_people():
            free = [0] * periods
            intake = prices.get(f"destination/{destination.name}/intake", free)
            fixed = rooms.get(destination.name, 0)
            vector = [period + paid + fixed for period, paid in enumerate(intake)]
            for mode in ("car", "foot"):
                offer((destination.node, mode), vector, is_waited=False)
    while heap:
        _, state = heapq.heappop(heap)
        if state not in pending:
            continue
        pending.discard(state)
        for arc in network.into.get(state, ()):
            takes = min(arc.seconds // inputs.step_s, periods)
            vector = cost[state][takes:] + [NEVER] * takes
            charged = [prices[name] for name in arc.resources if name in prices]
            for price in charged:
                vector = list(map(add, vector, price))
            if arc.free is not None:
                shut = [NEVER] * periods
                for a, b in arc.free:
                    shut[a:b] = vector[a:b]
                vector = shut
            offer(arc.tail, vector, is_waited=not charged and arc.free is None)
    return cost, leaving


def a_list(value: Any) -> list[Any]:
    """The value, if it is a list."""
    if not isinstance(value, list):
        raise Spoilt(f"{value!r:.40} is not a list")
    return value


def read_runs(inputs: Inputs, rows: Any, width: int) -> dict[str, list[list[int]]]:
    """Runs by resource, in order of time: first and last period, and for 5 columns the price."""
    runs: dict[str, list[list[int]]] = {}
    for row in a_list(rows):
        if len(a_list(row)) != width or not all(is_whole(number) for number in row[1:]):
            raise Spoilt(f"run {row!r:.60}")
        name, first, last, *price = row
        if not isinstance(name, str) or name not in inputs.resources:
            raise Spoilt(f"run {row!r:.60}: no such resource")
        if not 0 <= first <= last < inputs.periods:
            raise Spoilt(f"run {row!r:.60}: periods are 0 to {inputs.periods - 1}")
        if price and min(price[0], price[0] + (last - first) * price[1]) < 0:
            raise Spoilt(f"run {row!r:.60}: a price below 0")
        runs.setdefault(name, []).append(row[1:])
    for name, found in runs.items():
        found.sort()
        if any(later[0] <= run[1] for run, later in pairwise(found)):
            raise Spoilt(f"runs of {name} overlap")
    return runs


def read_rooms(inputs: Inputs, rows: list[Any]) -> dict[str, int]:
    """Priced rooms; each once, none of them unlimited."""
    rooms: dict[str, int] = {}
    for row in rows:
        if len(a_list(row)) != 2 or not isinstance(row[0], str) or row[0] in rooms:
            raise Spoilt(f"room {row!r:.60}")
        destination = inputs.destinations.get(row[0])
        if destination is None or destination.room is None or not is_whole(row[1]) or row[1] < 0:
            raise Spoilt(f"room {row!r:.60}: no such limited room, or no price")
        rooms[row[0]] = row[1]
    return rooms
