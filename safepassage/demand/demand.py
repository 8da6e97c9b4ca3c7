"""Demand: people by start point, when they are ready, and until when they may leave."""

from __future__ import annotations

from dataclasses import dataclass

from ..scenario.inputs import Group, Start


@dataclass(frozen=True, slots=True)
class Origin:
    """The people of one group at one start point.

    `can_ride` is the least of people, seats and people ever ready: more cannot leave in any plan.
    """

    group: Group
    start: Start
    can_ride: int

    @property
    def key(self) -> tuple[str, str]:
        """Group and start node: what an instruction, a movement and a shortfall name."""
        return self.group.id, self.start.node

    def released(self, step_s: int) -> list[tuple[int, int]]:
        """(period, people who get ready in it), the second rounded down: for a bound."""
        rows: list[tuple[int, int]] = []
        so_far = 0
        for second, ready in self.start.ready:
            ready = min(ready, self.can_ride)
            if ready > so_far:
                period = max(0, second // step_s)
                if rows and rows[-1][0] == period:
                    rows[-1] = (period, rows[-1][1] + ready - so_far)
                else:
                    rows.append((period, ready - so_far))
                so_far = ready
        return rows

    def may_have_left(self, step_s: int, periods: int) -> list[int]:
        """People who may have left by the end of each period: for a plan.

        Those ready at the period's first second, and nobody once the deadline falls in the period.
        """
        allowed: list[int] = []
        at = 0
        ready_now = 0
        steps = self.start.ready
        deadline = self.group.latest_departure_s
        for period in range(periods):
            while at < len(steps) and steps[at][0] <= period * step_s:
                ready_now = min(steps[at][1], self.can_ride)
                at += 1
            late = deadline is not None and (period + 1) * step_s > deadline
            allowed.append(0 if late else ready_now)
        return allowed

    def last_period_of_bound(self, step_s: int, periods: int) -> int:
        """The last period in which a bound lets them leave (-1 = never)."""
        deadline = self.group.latest_departure_s
        if deadline is None:
            return periods - 1
        return min(periods - 1, (deadline - 1) // step_s)


def estimate_demand(groups: list[Group]) -> tuple[Origin, ...]:
    """One origin per group and start point with people, in the order of the scenario."""
    origins: list[Origin] = []
    for group in groups:
        for start in group.starts:
            if start.people == 0:
                continue
            ready = start.ready[-1][1] if start.ready else 0
            seats = start.people if start.seats is None else start.seats
            origins.append(Origin(group, start, min(start.people, seats, ready)))
    return tuple(origins)
