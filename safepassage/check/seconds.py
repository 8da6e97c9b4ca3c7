"""Seconds: until which second a destination can be reached on ways that nothing is asked of."""

import heapq
from collections.abc import Iterable

from .network import Arc, Network, State, last_free
from .window import Window, without


def latest_seconds(
    network: Network, until_s: int, priced: dict[str, Window], rooms: Iterable[str] = ()
) -> dict[State, int]:
    """For every state the last second from which a destination is reached by second `until_s`.

    Nothing priced is passed; people wait anywhere. Links and crossings take their seconds and may
    be entered in any second of a period in which they are open at all. A leg is boarded in its
    period and has arrived with the first second of the period of arrival: nobody is there earlier.
    """
    inputs = network.inputs
    every: Window = ((0, inputs.periods * inputs.step_s),)
    free_until: dict[State, int] = {}
    heap: list[tuple[int, State]] = []

    def reach(state: State, second: int) -> None:
        if second > free_until.get(state, -1):
            free_until[state] = second
            heapq.heappush(heap, (-second, state))

    for destination in inputs.destinations.values():
        if destination.takes_people() and destination.name not in rooms:
            intake = priced.get(f"destination/{destination.name}/intake")
            free = without(every, intake) if intake else None
            for state in network.states(destination.node):
                reach(state, last_free(free, until_s))
    while heap:
        negative, state = heapq.heappop(heap)
        if -negative < free_until[state]:
            continue
        for arc in network.into.get(state, ()):
            reach(arc.tail, _enters(network, arc, -negative, every, priced))
    return free_until


def _enters(
    network: Network, arc: Arc, latest: int, every: Window, priced: dict[str, Window]
) -> int:
    """The last second in which an arc is entered to be at its head by second `latest`; -1: none."""
    step_s = network.inputs.step_s
    free = None if arc.free is None else tuple((a * step_s, b * step_s) for a, b in arc.free)
    for name in arc.resources:
        if name in priced:
            free = without(free if free is not None else every, priced[name])
    if arc.kind == "leg":
        arrives = ((arc.free or ((0, 0),))[0][0] + arc.floor) * step_s
        return last_free(free, every[0][1]) if latest >= arrives else -1
    return last_free(free, latest - arc.seconds)
