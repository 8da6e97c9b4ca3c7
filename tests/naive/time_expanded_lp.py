"""The whole evacuation over time as one linear programme, by HiGHS, from the rules alone.

Every class of people, node, mode and period has a row, every element a column in every period.
Nothing of the engine is used but `Inputs`. Three readings of docs/concepts/rules.md:

* ANYWHERE, the cut's model: travel rounded down, people may wait anywhere;
* BY_RULE, the model of prices between 0 and 1: travel rounded down or up, people wait at home,
  before a crossing, before and after a leg;
* PLAN: as BY_RULE, but people are ready, meet deadlines and board legs as a plan must.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

import highspy
import numpy as np

from safepassage.scenario.inputs import Group, Inputs, Leg, Start
from tests.naive.lp_rows import Part, Rows
from tests.naive.passings import Passing, Passings, Who, who_is

MANY = 1e9


class Reading(NamedTuple):
    """How time is read."""

    wait_anywhere: bool
    as_plan: bool
    late: bool  # whether what is left of one passing may be paid in the next periods


ANYWHERE = Reading(True, False, True)
ON_TIME = Reading(True, False, False)
BY_RULE = Reading(False, False, True)
PLAN = Reading(False, True, True)


class TimeExpandedLp:
    """The most people who can have arrived by the end of a period, for one reading."""

    def __init__(self, inputs: Inputs, reading: Reading, *, parts: int = 0) -> None:
        """`parts`: budgets without lateness rounded up to whole parts of a shortest passing."""
        self.inputs, self.reading, self.parts = inputs, reading, parts
        self.passings = Passings(inputs)
        self.rows = Rows(inputs.periods)
        self.now = np.arange(inputs.periods)
        self.waits: set[object] = set()
        self.n_class = 0
        for who in dict.fromkeys(map(who_is, inputs.groups)):
            self.n_class += 1
            self._people(who, self.passings.of(who))
        self.highs = self.rows.model()

    def arrived_by(self, until: int, *, whole: bool = False) -> float:
        """Most people arrived by the end of period `until`, in parts or as whole people."""
        highs = self.highs
        gains = np.zeros(self.rows.columns)
        for columns, periods in self.rows.arrivals:
            gains[columns[periods <= until]] = 1.0
        columns = np.arange(self.rows.columns, dtype=np.int32)
        highs.changeColsCost(len(columns), columns, gains)
        if whole:
            kinds = np.concatenate(self.rows.whole).astype(np.uint8)
            highs.changeColsIntegrality(len(columns), columns, kinds)
        highs.run()
        status = highs.getModelStatus()
        assert status == highspy.HighsModelStatus.kOptimal, status
        return float(highs.getInfo().objective_function_value)

    # ---- the people of one class

    def _people(self, who: Who, rows: list[Passing]) -> None:
        groups = [group for group in self.inputs.groups if who_is(group) == who]
        homes = [(group, start) for group in groups for start in group.starts]
        for group, start in homes:
            self._home(group, start)
        if self.reading.wait_anywhere:
            for state in {state for row in rows for state in (row.tail, row.head)}:
                self._wait((who, state))
            for group, start in homes:
                state = (start.node, who.mode)
                leave = self.now[: self._last_departure(group) + 1]
                self.rows.add([(("home", group.id, start), leave, 1), ((who, state), leave, -1)])
        for state in dict.fromkeys(row.head for row in rows):
            self._arrive(state[0], (who, state), self.now)
        for row in rows:
            self._pass(who, row, homes)

    def _wait(self, key: object) -> None:
        if key not in self.waits:
            self.waits.add(key)
            self.rows.add([(key, self.now[:-1], 1), (key, self.now[1:], -1)])

    def _home(self, group: Group, start: Start) -> None:
        """Who is ready when, at most as many as have seats; they may wait at home."""
        step, periods = self.inputs.step_s, self.inputs.periods
        ready, before = np.zeros(periods), 0
        for second, so_far in start.ready:
            people = so_far if start.seats is None else min(so_far, start.seats)
            period = ceil(second / step) if self.reading.as_plan else floor(second / step)
            if period < periods:
                ready[max(0, period)] += people - before
            before = people
        key = ("home", group.id, start)
        self.rows.row(key, ready)
        self._wait(key)
        self._arrive(start.node, key, self.now[: self._last_departure(group) + 1])

    def _last_departure(self, group: Group) -> int:
        limit, step = group.latest_departure_s, self.inputs.step_s
        if limit is None:
            return self.inputs.periods - 1
        last = limit // step - 1 if self.reading.as_plan else (limit - 1) // step
        return min(last, self.inputs.periods - 1)

    def _arrive(self, node: str, key: object, periods: np.ndarray) -> None:
        for place in self.inputs.destinations:
            if place.node != node or not place.room or place.intake_per_hour == 0:
                continue
            room = MANY if place.room == "unlimited" else place.room
            if ("room", place.id) not in self.rows.first:
                self.rows.row(("room", place.id), np.r_[room, np.zeros(len(self.now) - 1)])
            parts: list[Part] = [(key, periods, 1), (("room", place.id), 0 * periods, 1)]
            if place.intake_per_hour is not None:
                name = f"destination/{place.id}/intake"
                parts.append(self._pay(name, 3600 / place.intake_per_hour, periods))
            self.rows.arrivals.append((self.rows.add(parts), periods))

    # ---- elements

    def _pass(self, who: Who, row: Passing, homes: list[tuple[Group, Start]]) -> None:
        step = self.inputs.step_s
        if not self.reading.wait_anywhere and not row.element.startswith("link/"):
            self._wait((who, row.tail))
        enter = np.flatnonzero(row.opens)
        takes = {floor(row.seconds / step)}
        if row.leg is not None:
            if not self.reading.wait_anywhere:
                self._wait((who, row.head))
            enter, takes = self._timetable(row.leg)
        elif not self.reading.wait_anywhere:
            takes.add(ceil(row.seconds / step))
        for n in takes:
            at = enter[enter + n < self.inputs.periods]
            if not at.size:
                continue
            budget_at = at if row.leg is None else np.flatnonzero(row.opens)
            on: list[Part] = [((who, row.head), at + n, -1)]
            on += [self._pay(name, seconds, budget_at) for name, seconds in row.uses]
            self.rows.add([((who, row.tail), at, 1), *on])
            if self.reading.wait_anywhere:
                continue
            for group, start in homes:
                if (start.node, who.mode) == row.tail:
                    self._first(group, start, row.leg, at, on)

    def _timetable(self, leg: Leg) -> tuple[np.ndarray, set[int]]:
        """The period of boarding, and how many later the leg arrives."""
        step, early = self.inputs.step_s, 0 if self.reading.as_plan else 1
        boards = leg.cut_off_s // step - 1
        if not self.reading.as_plan:
            boards = (leg.cut_off_s - 1) // step
        arrives = (leg.arrives_s - early) // step
        return np.arange(boards, boards + 1) if boards >= 0 else self.now[:0], {arrives - boards}

    def _first(
        self, group: Group, start: Start, leg: Leg | None, at: np.ndarray, on: list[Part]
    ) -> None:
        """An element as the first one from home; the deadline counts a leg where a plan boards."""
        key, last = ("home", group.id, start), self._last_departure(group)
        early = at <= last
        if early.any():
            parts = [(name, periods[early], share) for name, periods, share in on]
            self.rows.add([(key, at[early], 1), *parts])
        if leg is not None and not self.reading.as_plan:
            boards = leg.cut_off_s // self.inputs.step_s - 1
            if 0 <= boards <= last and boards != at[0]:
                self.rows.add([(key, 0 * at + boards, 1), *on])

    def _pay(self, resource: str, seconds: Fraction, periods: np.ndarray) -> Part:
        """What one person uses of a resource, in shortest passings; makes its row."""
        shortest, longest = self.passings.shortest_longest(resource)
        if resource not in self.rows.first:
            budget = [one / shortest for one in self.passings.budget(resource)]
            if self.parts:
                budget = [Fraction(ceil(one * self.parts), self.parts) for one in budget]
            self.rows.row(resource, [float(one) for one in budget])
            if self.reading.late and not resource.startswith("leg/"):
                most = float(self._late(resource, longest) / shortest)
                late: list[Part] = [(resource, self.now, -1), (resource, self.now + 1, 1)]
                self.rows.add(late, most=most, whole=False)
        return resource, periods, float(seconds / shortest)

    def _late(self, resource: str, longest: Fraction) -> Fraction:
        """The most that may be owed: a passing, of a truck where one may enter with people."""
        kind, name, *rest = resource.split("/")
        if kind != "crossing" or not any(a.crossing == name for a in self.inputs.aid_streams):
            return longest
        gate = next(g for g in self.passings.crossing_of[name].gates if g.id == rest[1])
        rate = gate.rate_trucks_per_hour
        return max(longest, 3600 / rate) if rate else longest
