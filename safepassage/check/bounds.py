"""Bounds: what a certificate proves about any plan, by one backward pass per class of people."""

from fractions import Fraction
from itertools import pairwise
from typing import Any

from .aid import Aid, Taken
from .certificates import (
    Spoilt,
    a_list,
    read_period,
    read_prices,
    read_rooms,
    read_runs,
    read_spans,
)
from .inputs import Group, Inputs
from .network import Network, State, classes, latest_periods
from .seconds import latest_seconds
from .shapes import is_whole
from .ways import Prices, Ways, waiting
from .window import joined

TOTAL_KEYS = {"deadline_period", "runs", "rooms"}


class Networks:
    """The network of every class, made once."""

    def __init__(self, inputs: Inputs, aid: Aid) -> None:
        self.inputs, self.aid = inputs, aid
        self.groups = classes(inputs)
        self.of = {
            key: Network(inputs, *key, {node for group in groups for node in group.starts})
            for key, groups in self.groups.items()
        }

    def arrivals_bound(self, certificate: Any, capacity_use: Fraction) -> int:
        """The most people whom any plan can bring by the end of period `until_period`."""
        free, limits = self.arrivals_parts(certificate, capacity_use)
        return min(free + sum(limits.values()), self.inputs.people)

    def arrivals_parts(
        self, certificate: Any, capacity_use: Fraction
    ) -> tuple[int, dict[tuple[str, int, int], int]]:
        """Who goes free of all prices; and how many each priced run or room lets through."""
        inputs = self.inputs
        until = read_period(inputs, certificate["until_period"])
        runs = read_runs(inputs, certificate["runs"], 3)
        rooms = read_rooms(inputs, [[name, 1] for name in a_list(certificate["rooms"])])
        limits = {
            (f"destination/{name}/room", 0, until): inputs.destinations[name].room or 0
            for name in rooms
        }
        for name, rows in runs.items():
            for first, last, *_ in rows:
                limits[name, first, last] = self.run_limit(name, first, last, capacity_use)
        free = 0
        priced = {
            name: joined((first, last + 1) for first, last, *_ in rows)
            for name, rows in runs.items()
        }
        for key, network in self.of.items():
            free_until = latest_periods(network, until, priced, rooms)
            for group in self.groups[key]:
                for node, period, people in released(inputs, group):
                    if period <= free_until.get((node, group.mode, ()), -1):
                        free += people
        return free, limits

    def arrivals_bound_by_second(self, certificate: Any, capacity_use: Fraction) -> int:
        """The same for priced seconds, with travel exact: a run pays for every period it touches.

        A movement counts as entering an element at one second of its period of entry, such that
        travel takes what it takes; and at a destination before the end of `until_period`.
        """
        free, limits = self.parts_by_second(certificate, capacity_use)
        return min(free + sum(limits.values()), self.inputs.people)

    def parts_by_second(
        self, certificate: Any, capacity_use: Fraction
    ) -> tuple[int, dict[tuple[str, int, int], int]]:
        """Who goes free of all priced seconds; how many each run, by its periods, lets through."""
        inputs, step_s = self.inputs, self.inputs.step_s
        until = read_period(inputs, certificate["until_period"])
        spans = read_spans(inputs, certificate["runs"])
        rooms = read_rooms(inputs, [[name, 1] for name in a_list(certificate["rooms"])])
        limits = {
            (f"destination/{name}/room", 0, until): inputs.destinations[name].room or 0
            for name in rooms
        }
        for name, rows in spans.items():
            for a, b in rows:
                first, last = a // step_s, (b - 1) // step_s
                place, most = (name, first, last), self.run_limit(name, first, last, capacity_use)
                limits[place] = limits.get(place, 0) + most
        free = 0
        priced = {name: tuple(rows) for name, rows in spans.items()}
        for key, network in self.of.items():
            free_until = latest_seconds(network, (until + 1) * step_s - 1, priced, rooms)
            for group in self.groups[key]:
                for node, period, people in released(inputs, group):
                    if period * step_s <= free_until.get((node, group.mode, ()), -1):
                        free += people
        return free, limits

    def run_limit(self, name: str, first: int, last: int, capacity_use: Fraction) -> int:
        """The most people who pass in a run of periods, aid taking its part."""
        resource = self.inputs.resources[name]
        if not resource.shortest:
            return 0
        budget, over = self.inputs.budget(name, capacity_use)
        seconds = Fraction(sum(budget[first : last + 1]), over)
        most = seconds + resource.longest
        if name in self.aid.taken:
            left = seconds + max(resource.longest, self.aid.truck_s[name])
            for seconds_taken, periods in self.aid.taken[name]:
                if first <= periods[0] and periods[-1] <= last:
                    left -= seconds_taken
            most = min(most, left)
        return max(0, int(most // resource.shortest))

    def priced_bound(self, certificate: Any, capacity_use: Fraction) -> int:
        """The same with prices between 0 and 1: whole prices over what an arrival is worth."""
        inputs = self.inputs
        until = read_period(inputs, certificate["until_period"])
        worth = certificate["worth"]
        if not is_whole(worth) or worth <= 0:
            raise Spoilt(f"worth {worth!r:.40}")
        prices = read_prices(inputs, certificate["runs"])
        rooms = read_rooms(inputs, a_list(certificate["rooms"]))
        total = Fraction(sum((inputs.destinations[name].room or 0) * rooms[name] for name in rooms))
        for name, price in prices.items():
            total += self._price_limit(name, price, capacity_use, self.aid.taken.get(name))
        for key in self.of:
            for occupancy in sorted({group.occupancy for group in self.groups[key]}):
                costs = self._costs(key, prices, rooms, until, worth, occupancy)
                for people, cost in costs:
                    total += people * max(0, worth - cost)
        return min(int(total // worth), inputs.people)

    def _price_limit(
        self,
        name: str,
        price: list[int],
        capacity_use: Fraction,
        taken: list[Taken] | None = None,
    ) -> Fraction:
        """What people can pay at most at one resource."""
        resource = self.inputs.resources[name]
        if not resource.shortest:
            return Fraction(0)
        budget, over = self.inputs.budget(name, capacity_use)
        paid = Fraction(sum(map(int.__mul__, budget, price)), over)
        rises = sum(max(0, b - a) for a, b in pairwise([0, *price]))
        most = paid + rises * resource.longest
        if taken is not None:
            left = paid + rises * max(resource.longest, self.aid.truck_s[name])
            left -= sum(
                seconds * min(price[period] for period in periods) for seconds, periods in taken
            )
            most = max(Fraction(0), min(most, left))
        return most / resource.shortest

    def total_bound(self, certificate: Any, arrived: int) -> int:
        """The least sum of arrival times, in seconds, of any plan that brings `arrived` people."""
        inputs = self.inputs
        if not isinstance(certificate, dict) or set(certificate) != TOTAL_KEYS:
            raise Spoilt("not an object with deadline_period, runs, rooms")
        deadline = certificate["deadline_period"]
        if not is_whole(deadline) or deadline < 0:
            raise Spoilt(f"deadline_period {deadline!r:.40}")
        rooms = read_rooms(inputs, a_list(certificate["rooms"]))
        total = Fraction(arrived * deadline)
        total -= sum((inputs.destinations[name].room or 0) * rooms[name] for name in rooms)
        prices = read_prices(inputs, certificate["runs"])
        for name, price in prices.items():
            total -= self._price_limit(name, price, inputs.capacity_use)
        for key in self.of:
            for people, cost in self._costs(key, prices, rooms, inputs.periods - 1, None):
                total -= people * max(0, deadline - cost)
        return max(0, int(total * inputs.step_s // 1))

    def _costs(
        self,
        key: Any,
        prices: Prices,
        rooms: dict[str, int],
        until: int,
        worth: int | None,
        occupancy: Fraction | None = None,
    ) -> list[tuple[int, int]]:
        """People of one class (and occupancy) and the least cost from when they are released."""
        mode, step_s = key[0], self.inputs.step_s
        groups = [g for g in self.groups[key] if occupancy in (None, g.occupancy)]
        limited: set[State] = {
            (node, mode, ())
            for group in groups
            for node in group.starts
            if group.latest_departure_s is not None
        }
        people_a_car = Fraction(1) if occupancy is None else occupancy
        ways = Ways(self.of[key], prices, rooms, limited, until, worth, people_a_car)
        waited: dict[State, list[int]] = {}
        found = []
        for group in groups:
            starts = {}
            for node in group.starts:
                state: State = (node, mode, ())
                if group.latest_departure_s is not None:
                    allowed = max(0, -(-group.latest_departure_s // step_s))
                    starts[node] = waiting(ways.leaving.get(state, [])[:allowed])
                elif state in ways.rising:
                    starts[node] = ways.cost[state]
                else:
                    if state not in waited:
                        waited[state] = waiting(ways.cost.get(state, []))
                    starts[node] = waited[state]
            found += [
                (people, starts[node][period])
                for node, period, people in released(self.inputs, group)
                if period < len(starts[node])
            ]
        return found


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
