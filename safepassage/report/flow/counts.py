"""Counts: running sums of people as a grade may show them, the same in the map and its tables."""

from __future__ import annotations

from safepassage.report.flow.gate_flow import Sparse
from safepassage.report.grade import SMALL, Grade


def told(value: int, grade: Grade) -> int:
    """A running sum; outside planners' pages rounded down to tens.

    Rounded so, no step of fewer than ten people can be read from two sums.
    """
    return value if grade.is_planners else value // SMALL * SMALL


def words(value: int, grade: Grade) -> str:
    """A sum (as `told`) as text: 1,200; outside planners' pages "< 10" for fewer, also for none."""
    return f"{value:,}" if grade.is_planners or value >= SMALL else f"< {SMALL}"


def pairs(row: Sparse, grade: Grade) -> list[int]:
    """step, number, step, number, ... ascending, steps as differences, of the told sums."""
    found: list[int] = []
    before, said, total = 0, 0, 0
    for step in sorted(row):
        total += row[step]
        now = told(total, grade)
        if now > said:
            found += (step - before, now - said)
            before, said = step, now
    return found


def so_far(row: Sparse, instant: int, grade: Grade) -> int:
    """What a row adds up to before an instant, as told."""
    return told(sum(number for step, number in row.items() if step < instant), grade)
