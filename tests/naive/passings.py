"""Who may enter what in which period, and what it costs, read from the rules second by second."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from math import floor
from typing import NamedTuple

import numpy as np

from safepassage.scenario.inputs import Crossing, Group, Inputs, Leg, Link
from tests.naive.entry_seconds import Bools, EntrySeconds

ONCE = Fraction(1)
FAR = 10**9


class Who(NamedTuple):
    """People who move alike."""

    mode: str
    occupancy: Fraction | None
    criteria: frozenset[str]
    population: str


class Passing(NamedTuple):
    """One element for people in one mode; `uses` = (resource, seconds of one person)."""

    element: str
    tail: tuple[str, str]  # node, mode before
    head: tuple[str, str]  # node, mode after
    seconds: int
    metres: int  # on foot
    uses: tuple[tuple[str, Fraction], ...]
    opens: Bools  # (n_period,) some second in which it may be entered
    leg: Leg | None


def who_is(group: Group) -> Who:
    return Who(group.mode, group.occupancy, frozenset(group.criteria), group.population)


class Passings(EntrySeconds):
    """The rules of docs/concepts/rules.md up to "Rates are budgets over time", for these inputs."""

    def __init__(self, inputs: Inputs) -> None:
        assert not inputs.forbidden_turns  # a place here does not know how one came there
        super().__init__(inputs)
        self.step, self.periods = inputs.step_s, inputs.periods
        self.gets_off = bool(inputs.legs) or any(map(self._no_cars, inputs.crossings))
        self.crossing_of = {row.id: row for row in inputs.crossings}
        self.passers: dict[str, list[tuple[Fraction, Bools]]] = {}
        self.open_to_aid: dict[str, list[Bools]] = {}
        for who in dict.fromkeys(map(who_is, inputs.groups)):
            for row in self._all(who):
                for resource, seconds in row[1]:
                    self.passers.setdefault(resource, []).append((seconds, row[2]))
        self._let_aid_open()
        self.budget = cache(self._budget)

    def _let_aid_open(self) -> None:
        """A gate's seconds also run while trucks of some stream can pass all gates there."""
        for stream in self.inputs.aid_streams:
            gates = self.crossing_of[stream.crossing].gates
            if not all(gate.rate_trucks_per_hour for gate in gates):
                continue
            opens = self.aid_consented(stream.consents)
            for gate in gates:
                opens &= self.span((h.from_s, h.to_s) for h in gate.open or ())
                opens &= self.aid_consented(gate.consents)
            for gate in gates:
                resource = f"crossing/{stream.crossing}/gate/{gate.id}"
                self.open_to_aid.setdefault(resource, []).append(opens)

    # ---- the people of one kind

    def of(self, who: Who) -> list[Passing]:
        """What they may pass at all and what lies on a way within the walking limit."""
        found = []
        for element, uses, seconds_open, tail, head, seconds, metres in self._all(who):
            opens = seconds_open.reshape(self.periods, self.step).any(axis=1)
            found.append(Passing(element, tail, head, seconds, metres, uses, opens, None))
        found += [p for leg in self.inputs.legs for p in self._leg(leg, who)]
        return self._within_walk(who, [row for row in found if row.opens.any()])

    def _modes(self, who: Who) -> list[str]:
        return ["car", "foot"] if who.mode == "car" and self.gets_off else [who.mode]

    def _all(self, who: Who) -> list[tuple]:
        """Links and crossings: element, uses, seconds of entry, tail, head, seconds, metres."""
        found = []
        for mode in self._modes(who):
            for link in self.inputs.links if mode != "seat" else ():
                travel = link.car_s if mode == "car" else link.foot_s
                use = self._use_of_link(link, mode, who)
                if travel is None or use is None:
                    continue
                ends = (link.from_node, mode), (link.to_node, mode)
                metres = link.length_m if mode == "foot" else 0
                opens = self.link_opens(link, mode, travel, who.criteria)
                found.append((f"link/{link.id}", (use,), opens, *ends, travel, metres))
            for row in self.inputs.crossings if mode != "seat" else ():
                after = "foot" if self._no_cars(row) else mode
                uses = self._uses_of_gates(row, after, who)
                if uses is None:
                    continue
                ends = (row.from_node, mode), (row.to_node, after)
                opens = self.crossing_opens(row, who.criteria)
                found.append((f"crossing/{row.id}", uses, opens, *ends, row.transit_s, 0))
        return found

    def _no_cars(self, row: Crossing) -> bool:
        return any(gate.rate_vehicles_per_hour is None for gate in row.gates)

    def _use_of_link(self, link: Link, mode: str, who: Who) -> tuple[str, Fraction] | None:
        rate = link.car_per_hour if mode == "car" else link.foot_per_hour
        if not rate:
            return None
        people = who.occupancy if mode == "car" and who.occupancy is not None else ONCE
        place = "road" if mode == "car" or link.walkers_on_road else "walkway"
        return f"link/{link.id}/{place}", 3600 / (rate * people)

    def _uses_of_gates(
        self, row: Crossing, manner: str, who: Who
    ) -> tuple[tuple[str, Fraction], ...] | None:
        uses = []
        for gate in row.gates:
            by_car = manner == "car"
            rate = gate.rate_vehicles_per_hour if by_car else gate.rate_persons_per_hour
            listed = gate.eligibility is None or who.criteria & set(gate.eligibility)
            if not rate or not listed:
                return None
            people = who.occupancy if by_car and who.occupancy is not None else ONCE
            uses.append((f"crossing/{row.id}/gate/{gate.id}", 3600 / (rate * people)))
        return tuple(uses)

    # ---- seats

    def _leg(self, leg: Leg, who: Who) -> list[Passing]:
        listed = leg.eligibility is None or who.criteria & set(leg.eligibility)
        serves = leg.serves is None or who.population in leg.serves
        boards = floor(Fraction(leg.cut_off_s - 1, self.step))
        held = self.consented(leg.consents, who.criteria)
        consented = held[leg.departs_s] if leg.departs_s < self.end else not leg.consents
        if not (listed and serves and consented and 0 <= boards < self.periods):
            return []
        opens = np.zeros(self.periods, dtype=bool)
        opens[boards] = True
        uses = ((f"leg/{leg.id}/seats", ONCE),)
        found = []
        for mode in self._modes(who):
            ends = (leg.from_node, mode), (leg.to_node, "foot" if mode == "car" else mode)
            found.append(Passing(f"leg/{leg.id}", *ends, 0, 0, uses, opens, leg))
        return found

    # ---- what resources hold

    def shortest_longest(self, resource: str) -> tuple[Fraction, Fraction]:
        """Seconds of one passing, over all whom the scenario lets pass there."""
        kind, name, *_ = resource.split("/")
        if kind == "leg":
            return ONCE, ONCE
        if kind == "destination":
            rate = next(row.intake_per_hour for row in self.inputs.destinations if row.id == name)
            assert rate is not None
            return 3600 / rate, 3600 / rate
        seconds = [seconds for seconds, _ in self.passers[resource]]
        return min(seconds), max(seconds)

    def _budget(self, resource: str) -> tuple[Fraction, ...]:
        """Seconds in each period; of a leg seats, in the one period of its departure."""
        kind, name, *_ = resource.split("/")
        if kind == "destination":
            return (Fraction(self.step),) * self.periods
        if kind == "leg":
            leg = next(row for row in self.inputs.legs if row.id == name)
            boards = (leg.cut_off_s - 1) // self.step
            return tuple(Fraction(leg.seats * (p == boards)) for p in range(self.periods))
        spans = [opens for _, opens in self.passers[resource]]
        opens = np.any([*spans, *self.open_to_aid.get(resource, ())], axis=0)
        use = ONCE
        seconds = [Fraction(0)] * self.periods
        partial = []
        if kind == "link":
            use = self.inputs.capacity_use
            partial = [row for row in self.inputs.closures if name in row.links]
        for share in sorted(
            {row.remaining_share for row in partial} | {ONCE}
        ):  # the smallest holds
            rows = [(row.from_s, row.to_s) for row in partial if row.remaining_share == share]
            here = opens & self.span(rows) if share < 1 else opens
            opens = opens & ~here
            counts = here.reshape(self.periods, self.step).sum(axis=1).tolist()
            seconds = [had + share * n for had, n in zip(seconds, counts, strict=True)]
        return tuple(use * one for one in seconds)

    # ---- rule 0 of the bound

    def _within_walk(self, who: Who, rows: list[Passing]) -> list[Passing]:
        """Those on a way from a start of theirs to a place with room, not too far on foot."""
        ends = {d.node for d in self.inputs.destinations if d.room and d.intake_per_hour != 0}
        groups = [group for group in self.inputs.groups if who_is(group) == who]
        come = {(start.node, who.mode): 0 for group in groups for start in group.starts}
        states = {state for row in rows for state in (row.tail, row.head)}
        on = {state: 0 for state in states if state[0] in ends}
        for _ in range(len(states) + 1):
            for row in rows:
                there = come.get(row.tail, FAR) + row.metres
                come[row.head] = min(come.get(row.head, FAR), there)
                back = on.get(row.head, FAR) + row.metres
                on[row.tail] = min(on.get(row.tail, FAR), back)
        limit = self.inputs.walking_limit_m
        return [
            row
            for row in rows
            if come.get(row.tail, FAR) + row.metres + on.get(row.head, FAR) <= limit
        ]
