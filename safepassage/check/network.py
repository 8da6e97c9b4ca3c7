"""Network: what each class of people may use, and until when a destination can be reached."""

import heapq
from bisect import bisect_right
from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from .elements import Element, Traits
from .inputs import Group, Inputs
from .turns import Came
from .window import Window, joined, without

State = tuple[str, str, Came]  # node, mode, and what counts of the way there
NEVER = 2**62


class Arc(NamedTuple):
    """One element for one class: `free` is the periods with an open second, None = all.

    `floor` and `ceil` are the whole periods that it takes; `plan_free` is `free` for a plan.
    """

    tail: State
    kind: str
    seconds: int
    floor: int
    ceil: int
    free: Window | None  # periods [a, b)
    plan_free: Window | None
    charges: tuple[tuple[str, Fraction | None], ...]  # resource, rate per hour
    manner: str
    on_foot_m: int

    @property
    def resources(self) -> tuple[str, ...]:
        """The resources that a passing uses."""
        return tuple(name for name, _ in self.charges)


class Network:
    """What one class (mode at the start, traits) may use, by the state it leads to."""

    def __init__(self, inputs: Inputs, mode: str, traits: Traits, starts: Iterable[str]) -> None:
        self.inputs = inputs
        self.modes = inputs.modes(mode)
        self.into: dict[State, list[Arc]] = {}
        for element in inputs.elements.values():
            for before in self.modes:
                manner = element.manner(before)
                if element.admits(manner, traits):
                    arc = self._arc(element, before, manner, traits)
                    if arc.free != ():  # never open: on nobody's way
                        self._lead(arc, element)
        self.ends = [
            state
            for destination in inputs.destinations.values()
            if destination.takes_people()
            for state in self.states(destination.node)
        ]
        self._leave_out_what_is_too_far([(node, mode, ()) for node in starts])

    def states(self, node: str) -> list[State]:
        """All states in which somebody may be at a node."""
        return [
            (node, mode, came) for mode in self.modes for came in self.inputs.turns.at(node, mode)
        ]

    def _lead(self, arc: Arc, element: Element) -> None:
        """The arc from every state at its tail from which it is no forbidden turn."""
        turns, (node, before, _) = self.inputs.turns, arc.tail
        for came in turns.at(node, before):
            after = turns.after(came, element, arc.manner)
            if after is not None:
                leading = self.into.setdefault((element.head, arc.manner, after), [])
                leading.append(arc._replace(tail=(node, before, came)) if came else arc)

    def _arc(self, element: Element, before: str, manner: str, traits: Traits) -> Arc:
        step_s, seconds = self.inputs.step_s, element.seconds[manner]
        floor, ceil = seconds // step_s, -(-seconds // step_s)
        free = plan_free = None
        if (leg := element.timetable) is not None:
            holds = element.consents_hold(traits)
            floor, ceil = leg.bound_arrives - leg.bound_boards, leg.arrives - leg.boards
            free = self._one_period(leg.bound_boards) if holds else ()
            plan_free = self._one_period(leg.boards) if holds else ()
        elif self.inputs.windows(element, manner, traits):
            window = self.inputs.window(element, manner, traits)
            free = plan_free = joined((a // step_s, -(-b // step_s)) for a, b in window)
        return Arc(
            (element.tail, before, ()),
            element.kind,
            seconds,
            floor,
            ceil,
            free,
            plan_free,
            element.charges[manner],
            manner,
            element.length_m if manner == "foot" else 0,
        )

    def _one_period(self, period: int) -> Window:
        return ((period, period + 1),) if 0 <= period < self.inputs.periods else ()

    def _leave_out_what_is_too_far(self, starts: list[State]) -> None:
        """Leave out elements on no route from a start that keeps to the walking limit."""
        limit_m = self.inputs.model["walking_limit_m"]
        back: dict[State, list[tuple[State, int]]] = {}
        forth: dict[State, list[tuple[State, int]]] = {}
        for head, arcs in self.into.items():
            for arc in arcs:
                back.setdefault(head, []).append((arc.tail, arc.on_foot_m))
                forth.setdefault(arc.tail, []).append((head, arc.on_foot_m))
        walked, to_walk = shortest(forth, starts), shortest(back, self.ends)
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
    in_plan: bool = False,
) -> dict[State, int]:
    """For every state the last period from which a destination is reached by period `until`.

    Nothing priced is passed. Elements take whole periods: rounded down in a bound, up in a plan.
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
            for state in network.states(destination.node):
                reach(state, last_free(free, until))
    while heap:
        negative, state = heapq.heappop(heap)
        if -negative < free_until[state]:
            continue
        for arc in network.into.get(state, ()):
            free = arc.plan_free if in_plan else arc.free
            for name in arc.resources:
                if name in priced:
                    free = without(free if free is not None else every, priced[name])
            takes = arc.ceil if in_plan else arc.floor
            reach(arc.tail, last_free(free, -negative - takes))
    return free_until


def classes(inputs: Inputs) -> dict[tuple[str, Traits], list[Group]]:
    """Groups that may use the same elements at the same hours."""
    found: dict[tuple[str, Traits], list[Group]] = {}
    for group in inputs.groups.values():
        found.setdefault((group.mode, group.traits), []).append(group)
    return found
