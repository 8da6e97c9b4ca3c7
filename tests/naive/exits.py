"""Exits from the definition: every walk through time and space, whatever it needs on its way.

For openings, travel times and departures on the minute, so that it is enough to try the first
second of each minute. Nothing is pruned but what is too far to walk.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from safepassage.scenario.inputs import Consent, Gate, Group, Inputs, Leg, Link, Mode
from tests.naive.turns import Trail, is_forbidden

Needs = frozenset[str]
SHUT = None  # no word opens it


class Move(NamedTuple):
    """One element at one minute: where it leads, when, metres on foot, and what must be lifted.

    `trail`: the last links after it, as many as the longest forbidden turn has, less one.
    """

    to: tuple[str, Mode]
    end_s: int
    metres: int
    needs: Needs
    leaves_s: int
    trail: Trail = ()


class World:
    """What one group can do, second by second, within a span."""

    def __init__(self, inputs: Inputs, group: Group, span_s: int) -> None:
        self.inputs, self.group, self.span_s = inputs, group, span_s
        self.horizon_s = inputs.periods * inputs.step_s
        self.memory = max((len(turn.links) for turn in inputs.forbidden_turns), default=1) - 1

    def _listed(self, names: tuple[str, ...] | None) -> bool:
        return names is None or bool(set(names) & set(self.group.criteria))

    def _consents(self, rows: tuple[Consent, ...], at: str, second: int) -> Iterator[str]:
        for row in rows:
            if row.of == "aid" or row.direction == "in":
                continue
            if not (row.counts and row.from_s <= second < row.to_s):
                yield f"{at}/consent/{row.id}/state"
            if not self._listed(row.only_for):
                yield f"{at}/consent/{row.id}/only_for"

    def link(self, link: Link, mode: Mode, second: int) -> Needs | None:
        """What must be lifted to enter a link at a second and be off it before it closes."""
        shuts = [c for c in self.inputs.closures if link.id in c.links and not c.remaining_share]
        asks = [c for c in self.inputs.corridors if link.id in c.links and mode in c.modes]
        if not shuts and not asks:
            return frozenset() if second < self.horizon_s else SHUT
        if second >= self.span_s:
            return SHUT
        seconds = link.car_s if mode == "car" else link.foot_s
        assert seconds is not None
        needs: set[str] = set()
        # open in every minute to the end of the link and in that of the end; all is after the span
        for now in range(second, min(second + seconds + 1, self.span_s), 60):
            if any(c.from_s <= now < c.to_s for c in shuts):
                return SHUT
            for row in asks:
                at = f"corridor/{row.id}"
                if now < row.notified_from_s:
                    return SHUT
                if not any(a <= now < b for a, b, _ in row.hours or ()):
                    needs.add(f"{at}/hours")
                needs.update(self._consents(row.consents, at, now))
        return frozenset(needs)

    def gate(self, gate: Gate, at: str, second: int, by_car: bool) -> Needs | None:
        """What must be lifted to pass a gate at a second."""
        rate = gate.rate_vehicles_per_hour if by_car else gate.rate_persons_per_hour
        if not rate or not self._listed(gate.eligibility):
            return SHUT
        needs = set(self._consents(gate.consents, at, second))
        if not any(a <= second < b for a, b, _ in gate.open or ()):
            needs.add(f"{at}/open")
        return frozenset(needs)

    def leg(self, leg: Leg, second: int) -> Needs | None:
        """What must be lifted to board a leg at a second."""
        if second >= leg.cut_off_s or leg.departs_s >= self.span_s or not leg.seats:
            return SHUT
        if leg.serves is not None and self.group.population not in leg.serves:
            return SHUT
        if not self._listed(leg.eligibility):
            return SHUT
        at = f"leg/{leg.id.partition('@')[0]}"
        return frozenset(self._consents(leg.consents, at, leg.departs_s))

    def moves(self, node: str, mode: Mode, second: int, trail: Trail = ()) -> Iterator[Move]:
        """Everything that can be entered at a node at a second by who came by these links."""
        inputs = self.inputs
        for link in inputs.links:
            seconds = link.car_s if mode == "car" else link.foot_s
            if link.from_node == node and mode != "seat" and seconds is not None:
                needs = self.link(link, mode, second)
                if needs is not SHUT and not is_forbidden(inputs, mode, (*trail, link.id)):
                    metres = link.length_m if mode == "foot" else 0
                    to = (link.to_node, mode)
                    after_it = (*trail, link.id)[-self.memory :] if self.memory else ()
                    yield Move(to, second + seconds, metres, needs, second, after_it)
        for row in inputs.crossings:
            if row.from_node == node and mode != "seat" and second < self.span_s:
                by_car = mode == "car" and all(
                    g.rate_vehicles_per_hour is not None for g in row.gates
                )
                at = f"crossing/{row.id}/gate"
                asked = [self.gate(g, f"{at}/{g.id}", second, by_car) for g in row.gates]
                if SHUT not in asked:
                    needs = frozenset().union(*(n for n in asked if n is not None))
                    after: Mode = "car" if by_car else "foot"
                    yield Move((row.to_node, after), second + row.transit_s, 0, needs, second)
        for leg in inputs.legs:
            if leg.from_node == node:
                needs = self.leg(leg, second)
                if needs is not SHUT:
                    after = "seat" if mode == "seat" else "foot"
                    to = (leg.to_node, after)
                    yield Move(to, leg.arrives_s, 0, needs, leg.cut_off_s - 1)

    def ways(self, node: str) -> dict[Needs, tuple[int, int]]:
        """What each way out needs, with the earliest arrival and then the fewest metres."""
        ends = self.ends()
        deadline = self.group.latest_departure_s
        found: dict[Needs, tuple[int, int]] = {}
        first = (node, self.group.mode, 0, 0, frozenset[str](), True, ())
        seen, stack = {first}, [first]
        while stack:
            here, mode, second, metres, needs, at_home, trail = stack.pop()
            if second >= self.horizon_s:
                continue
            if here in ends and (second, metres) < found.get(needs, (self.horizon_s, 0)):
                found[needs] = (second, metres)
            after = [(here, mode, second + 60, metres, needs, at_home, trail)]  # waits a minute
            for move in self.moves(here, mode, second, trail):
                if at_home and deadline is not None and move.leaves_s >= deadline:
                    continue
                walked = metres + move.metres
                if move.to[0] == node:
                    continue  # back home nobody has left yet
                if walked <= self.inputs.walking_limit_m:
                    lifted = needs | move.needs
                    after.append((*move.to, move.end_s, walked, lifted, False, move.trail))
            for state in after:
                if state not in seen:
                    seen.add(state)
                    stack.append(state)
        return found

    def least_metres(self, node: str) -> int | None:
        """Least metres on foot of any way, in whatever order its parts open; None = no way.

        Over what is open at some second, or what a word could open.
        """
        first = (node, self.group.mode, ())
        least: dict[tuple[str, Mode, Trail], int] = {first: 0}
        todo = [first]
        while todo:
            here, mode, trail = todo.pop()
            walked = least[here, mode, trail]
            for second in range(0, self.horizon_s, 60):
                for move in self.moves(here, mode, second, trail):
                    there = (*move.to, move.trail)
                    if walked + move.metres < least.get(there, 10**9):
                        least[there] = walked + move.metres
                        todo.append(there)
        return min((m for (at, *_), m in least.items() if at in self.ends()), default=None)

    def ends(self) -> set[str]:
        """Where people have arrived."""
        return {d.node for d in self.inputs.destinations if d.room}


class Opened(World):
    """The same where everything is open; `whoever`: also to those who are not admitted."""

    def __init__(self, inputs: Inputs, group: Group, span_s: int, *, whoever: bool) -> None:
        super().__init__(inputs, group, span_s)
        self.whoever = whoever

    def link(self, link: Link, mode: Mode, second: int) -> Needs | None:
        return frozenset()

    def gate(self, gate: Gate, at: str, second: int, by_car: bool) -> Needs | None:
        return frozenset() if self.whoever or self._listed(gate.eligibility) else SHUT

    def leg(self, leg: Leg, second: int) -> Needs | None:
        served = leg.serves is None or self.group.population in leg.serves
        admitted = served and self._listed(leg.eligibility)
        return frozenset() if self.whoever or admitted else SHUT

    def ends(self) -> set[str]:
        return {d.node for d in self.inputs.destinations}


def best_unlocks(blocked: list[tuple[int, set[Needs]]]) -> dict[int, int]:
    """Number of conditions -> most people freed by so many, where more than by fewer.

    `blocked`: people who cannot leave, and what each of their ways needs. Every set of conditions
    is tried.
    """
    names = sorted(set().union(*(needs for _, ways in blocked for needs in ways)))
    most, best = 0, {}
    for size in range(len(names) + 1):
        top = 0
        for chosen in combinations(names, size):
            lifted = frozenset(chosen)
            freed = sum(n for n, ways in blocked if any(needs <= lifted for needs in ways))
            top = max(top, freed)
        if top > most:
            most = top
            best[size] = top
    return best
