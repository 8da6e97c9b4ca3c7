"""Queues: who waits between two stages of a route, for how long, and how many at one place."""

from itertools import accumulate

from .rules import Tally


class Queues:
    """The waiting places of a plan: gates and stations, over all instructions."""

    def __init__(self, periods: int) -> None:
        self.periods = periods
        self.longest_wait = 0  # periods
        self._changes: dict[str, list[int]] = {}

    def wait(
        self, node: str, came: dict[int, int], went: dict[int, int], address: str, tally: Tally
    ) -> None:
        """People of one instruction who wait at a node: when they came and when they went on."""
        changes = self._changes.setdefault(node, [0] * self.periods)
        for rows, sign in ((came, 1), (went, -1)):
            for period, people in rows.items():
                if period < self.periods:
                    changes[period] += sign * people
        inside = 0
        for period in sorted({*came, *went}):
            inside += came.get(period, 0) - went.get(period, 0)
            if period in went:
                tally.note("queue", inside, "people", f"{address}, {node}", period)
        if inside or not went:
            tally.note("queue", -abs(inside), "people", f"{address}, {node}, at the end")
        self._first_come(sorted(came.items()), sorted(went.items()))

    def _first_come(self, came: list[tuple[int, int]], went: list[tuple[int, int]]) -> None:
        """First come, first on: one after the other, whole rows at a time."""
        rows = iter(went)
        left, on = 0, 0
        for period, people in came:
            while people:
                if not left:
                    on, left = next(rows, (-1, 0))
                    if not left:
                        return
                self.longest_wait = max(self.longest_wait, on - period)
                gone = min(left, people)
                left, people = left - gone, people - gone

    def largest(self) -> int:
        """The most people at one node at the end of a period."""
        return max((max(accumulate(changes)) for changes in self._changes.values()), default=0)
