"""Packing of routes with waiting places, from the definition: one person after the other.

All stages as early as may be; who cannot go on is taken off again, the last ones first; then every
stage but the last is left as late as the next one allows, or stays as it was if not all can.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tests.naive.pack import Rows, keeps


class Stage(NamedTuple):
    """Uses (resource, shift, cost, seconds open to these people by period), and its periods."""

    uses: Sequence[tuple[int, int, int, Sequence[int]]]
    length: int


class Pass(NamedTuple):
    """What is used so far (changed in place), and what may be used."""

    used: Rows
    budgets: Rows
    longest: Sequence[int]

    def put(self, stage: Stage, period: int, people: int) -> None:
        """Add people who leave the beginning of a stage in a period; take off if negative."""
        for resource, shift, cost, _ in stage.uses if people else ():
            self.used[resource][period + shift] += people * cost

    def one_more(self, stage: Stage, period: int) -> bool:
        """Put one person more there, if all rules still hold."""
        if any(not opens[period + shift] for _, shift, _, opens in stage.uses):
            return False
        self.put(stage, period, 1)
        if all(keeps(self.used[r], self.budgets[r], self.longest[r]) for r, *_ in stage.uses):
            return True
        self.put(stage, period, -1)
        return False


def place(
    load: Pass, stages: Sequence[Stage], people: int, ready: Sequence[int], first: int, last: int
) -> list[list[int]]:
    """Who leaves each stage in each period; nobody leaves home before `first` or arrives after
    `last`.
    """
    periods = len(ready)
    left: list[list[int]] = []
    for number, stage in enumerate(stages):
        there = _come(left[-1], stages[number - 1].length) if left else ready
        wanted = sum(left[-1]) if left else people
        end = min(periods - 1, last) if number == len(stages) - 1 else periods - 1
        left.append(_early(load, stage, wanted, there, 0 if number else first, end))
        for before, row in zip(stages, left[:-1], strict=False):
            _take_off(load, before, row, sum(row) - sum(left[-1]))
        if not any(left[-1]):
            return [[0] * periods for _ in stages]
    for number in range(len(stages) - 2, -1, -1):
        there = _come(left[number - 1], stages[number - 1].length) if number else ready
        begin = 0 if number else first
        left[number] = _late(load, stages[number], left[number], there, begin, left[number + 1])
    return left


def _come(leaving: Sequence[int], length: int) -> list[int]:
    """People who have come to the end of a stage by the end of each period."""
    return [sum(leaving[: max(0, p - length + 1)]) for p in range(len(leaving))]


def _early(
    load: Pass, stage: Stage, people: int, there: Sequence[int], first: int, end: int
) -> list[int]:
    leaving = [0] * len(there)
    for period in range(first, end - stage.length + 1):
        while sum(leaving) < min(people, there[period]) and load.one_more(stage, period):
            leaving[period] += 1
    return leaving


def _take_off(load: Pass, stage: Stage, leaving: list[int], too_many: int) -> None:
    for _ in range(too_many):
        period = max(p for p, people in enumerate(leaving) if people)
        leaving[period] -= 1
        load.put(stage, period, -1)


def _late(
    load: Pass,
    stage: Stage,
    before: list[int],
    there: Sequence[int],
    first: int,
    after: Sequence[int],
) -> list[int]:
    people, periods = sum(before), len(before)
    for period, n in enumerate(before):
        load.put(stage, period, -n)
    leaving = [0] * periods
    for period in range(periods - 1 - stage.length, first - 1, -1):
        # those who go on before somebody who leaves now can be there have to leave earlier
        gone_on = sum(after[: period + stage.length])
        if people - sum(leaving) > there[period]:  # not all who leave until then are there
            continue
        while sum(leaving) < people - gone_on and load.one_more(stage, period):
            leaving[period] += 1
    if sum(leaving) == people:
        return leaving
    for period in range(periods):
        load.put(stage, period, before[period] - leaving[period])
    return before
