"""Ways: the least cost from every state and period to a destination, at given prices."""

import heapq
from fractions import Fraction
from itertools import accumulate, repeat
from operator import add, le

from .inputs import passing_s
from .network import NEVER, Arc, Network, State

Prices = dict[str, list[int]]


def waiting(cost: list[int]) -> list[int]:
    """The least of each period and all later ones."""
    return list(accumulate(reversed(cost), min))[::-1]


def seconds_away(network: Network) -> dict[State, int]:
    """Travel seconds to the nearest destination, with everything open."""
    away: dict[State, int] = {}
    heap = [(0, state) for state in network.ends]
    heapq.heapify(heap)
    while heap:
        seconds, state = heapq.heappop(heap)
        if state not in away:
            away[state] = seconds
            for arc in network.into.get(state, ()):
                heapq.heappush(heap, (seconds + arc.seconds, arc.tail))
    return away


def waiting_places(network: Network) -> set[State]:
    """Where people may wait on their way: before a crossing, before a leg and after it."""
    found = set()
    for head, arcs in network.into.items():
        for arc in arcs:
            if arc.kind != "link":
                found.add(arc.tail[:2])
            if arc.kind == "leg":
                found.add(head[:2])
    return {state for node, _ in found for state in network.states(node) if state[:2] in found}


class Ways:
    """Least costs of one class, found by correcting them until nothing is cheaper.

    `cost` is that of being at a state in a period; `leaving`, for the `limited` states alone,
    that of entering the first element just then. `worth` None counts arrival period + prices, and
    people wait anywhere; else prices alone, for ways that keep to the waiting rule and arrive by
    the end of period `until`, and no way costs more than `worth`; there a person pays by how long
    the own passing takes (with `occupancy` people in a car). `rising` vectors never fall.
    """

    def __init__(
        self,
        network: Network,
        prices: Prices,
        rooms: dict[str, int],
        limited: set[State],
        until: int,
        worth: int | None = None,
        occupancy: Fraction = Fraction(1),
    ) -> None:
        self.network, self.prices, self.limited = network, prices, limited
        self.occupancy = occupancy
        self.own: dict[tuple[str, Fraction], list[int]] = {}
        self.length, self.worth = until + 1, worth
        self.none = NEVER if worth is None else worth
        self.places = waiting_places(network) if worth is not None else set()
        self.cost: dict[State, list[int]] = {}
        self.leaving: dict[State, list[int]] = {}
        self.rising: set[State] = set()
        self.away = seconds_away(network)  # near states first, so that few are looked at again
        self.pending: set[State] = set()
        self.heap: list[tuple[int, int, State]] = []
        self._arrive(rooms)
        while self.heap:
            turn, away, state = heapq.heappop(self.heap)
            if state in self.pending:
                self.pending.discard(state)
                for arc in network.into.get(state, ()):
                    self._pass(arc, state, turn, away)

    def _arrive(self, rooms: dict[str, int]) -> None:
        """Being at a destination is to have arrived."""
        for destination in self.network.inputs.destinations.values():
            if not destination.takes_people():
                continue
            intake = self.prices.get(f"destination/{destination.name}/intake")
            fixed = rooms.get(destination.name, 0)
            vector = [fixed] * self.length
            if intake is not None:
                vector = list(map(add, vector, intake))
            if self.worth is None:
                vector = list(map(add, vector, range(self.length)))
            for state in self.network.states(destination.node):
                self._offer(state, vector, intake is None, 0, -1)

    def _pass(self, arc: Arc, head: State, turn: int, away: int) -> None:
        """Offer to the tail of an element what its head costs."""
        vector, is_rising = self.cost[head], head in self.rising
        takes = min(arc.floor, self.length)
        vector = vector[takes:] + [self.none] * takes
        if not is_rising and arc.kind != "leg" and arc.ceil > arc.floor:
            vector = list(map(min, vector, [*vector[1:], self.none]))
        charged = [self._charge(arc, *row) for row in arc.charges if row[0] in self.prices]
        for price in charged:
            vector = list(map(add, vector, price))
        if charged and self.worth is not None:
            vector = list(map(min, vector, repeat(self.none)))
        if arc.free is not None:
            shut = [self.none] * self.length
            for a, b in arc.free:
                shut[a:b] = vector[a:b]
            vector = shut[: self.length]
        if arc.tail in self.limited:
            self._leave(arc, vector)
        is_rising = is_rising and not charged and arc.free is None
        self._offer(arc.tail, vector, is_rising, turn, away)

    def _charge(self, arc: Arc, name: str, rate: Fraction | None) -> list[int]:
        """What one person pays at a resource in each period, rounded down."""
        shortest = self.network.inputs.resources[name].shortest
        if self.worth is None or arc.kind == "leg" or not rate or not shortest:
            return self.prices[name]
        times = passing_s(rate, arc.manner, self.occupancy) / shortest
        if times == 1:
            return self.prices[name]
        if (name, times) not in self.own:
            above, below = times.numerator, times.denominator
            self.own[name, times] = [price * above // below for price in self.prices[name]]
        return self.own[name, times]

    def _leave(self, arc: Arc, vector: list[int]) -> None:
        """Who begins with a leg leaves home when a plan boards it: a deadline looks at that."""
        for a, b in (arc.plan_free or ()) if arc.kind == "leg" and arc.free else ():
            boards = arc.free[0][0] if arc.free else a
            if boards < self.length:
                vector = list(vector)
                vector[a:b] = [vector[boards]] * (b - a)
        old = self.leaving.get(arc.tail, vector)
        self.leaving[arc.tail] = list(map(min, old, vector))

    def _offer(
        self, state: State, vector: list[int], is_rising: bool, turn: int, away: int
    ) -> None:
        """Keep what is cheaper than what is known; a nearer state has to wait for its next turn."""
        if away < 0 and state in self.limited:
            self.leaving[state] = list(map(min, self.leaving.get(state, vector), vector))
        if not is_rising and (self.worth is None or state in self.places):
            vector, is_rising = waiting(vector), True
        old = self.cost.get(state)
        if old is not None and all(map(le, old, vector)):
            return
        self.cost[state] = vector if old is None else list(map(min, old, vector))
        if is_rising and (old is None or state in self.rising):
            self.rising.add(state)
        else:
            self.rising.discard(state)
        self.pending.add(state)
        turn += self.away[state] <= away
        heapq.heappush(self.heap, (turn, self.away[state], state))
