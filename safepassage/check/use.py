"""Use: what enters every resource of a plan, and how late it makes what comes after."""

from collections import Counter
from fractions import Fraction
from math import lcm
from operator import add

from .inputs import Inputs
from .rules import Tally


class Use:
    """What enters every resource, by seconds of one passing: counts by period."""

    def __init__(self, inputs: Inputs) -> None:
        self.inputs = inputs
        self.counts: dict[str, dict[Fraction, list[int]]] = {}
        self.trucks: dict[str, tuple[Fraction, Counter[int]]] = {}
        self.boarded: Counter[str] = Counter()

    def enter(self, name: str, seconds: Fraction, first: int, people: list[int]) -> None:
        """People who enter in period `first` and the ones after it; none beyond the horizon."""
        counts = self.counts.setdefault(name, {})
        row = counts.setdefault(seconds, [0] * self.inputs.periods)
        row[first : first + len(people)] = map(add, row[first : first + len(people)], people)

    def drive(self, name: str, seconds: Fraction, trucks: dict[int, int]) -> None:
        """Trucks that pass a gate, by period."""
        self.counts.setdefault(name, {})
        self.trucks.setdefault(name, (seconds, Counter()))[1].update(trucks)

    def board(self, leg: str, people: int) -> None:
        """People who take a leg."""
        self.boarded[leg] += people

    def check(self, tally: Tally) -> None:
        """late := max(0, late + used - budget), at most one passing where something enters."""
        for name in self.counts:
            self._check(name, tally)
        for name, people in self.boarded.items():
            timetable = self.inputs.elements[name].timetable
            if timetable:
                tally.note("leg_seats", timetable.seats - people, "people", f"{name}/seats")

    def _check(self, name: str, tally: Tally) -> None:
        counts = self.counts[name]
        resource = self.inputs.resources[name]
        truck_s, trucks = self.trucks.get(name, (Fraction(0), Counter()))
        budget, over = self.inputs.budget(name, self.inputs.capacity_use)
        fractions = [truck_s, resource.longest, *counts]
        scale = lcm(over, *(seconds.denominator for seconds in fractions))
        weights = [int(seconds * scale) for seconds in counts]
        if len(counts) == 1:
            used = [weights[0] * people for people in next(iter(counts.values()))]
        elif counts:
            rows = zip(*counts.values(), strict=True)
            used = [sum(map(int.__mul__, weights, row)) for row in rows]
        else:
            used = [0] * self.inputs.periods
        for period, number in trucks.items():
            used[period] += number * int(truck_s * scale)
        longest = int(resource.longest * scale)
        limits = {False: longest, True: max(longest, int(truck_s * scale))}
        worst: dict[bool, tuple[int, int | None]] = {}
        late = 0
        scale_budget = scale // over
        for period, seconds_used in enumerate(used):
            if late or seconds_used:
                late = max(0, late + seconds_used - budget[period] * scale_budget)
                if seconds_used:
                    is_truck = period in trucks
                    if late > worst.get(is_truck, (-1, None))[0]:
                        worst[is_truck] = (late, period if late else None)
        for is_truck, (most, at) in worst.items():
            limit = limits[is_truck]
            tally.note(resource.rule, Fraction(limit - most, limit), "passings", name, at)
