"""Packing from the definition: all rules recomputed from the start for every person tried."""

from __future__ import annotations

from collections.abc import Sequence

Rows = list[list[int]]


def keeps(used: Sequence[int], budget: Sequence[int], longest: int) -> bool:
    """late := max(0, late + used - budget) never exceeds the longest passing; nothing when shut."""
    late = 0
    for units, allowed in zip(used, budget, strict=True):
        if units and not allowed:
            return False
        late = max(0, late + units - allowed)
        if late > longest:
            return False
    return True


def place(
    used: Rows,
    budgets: Rows,
    longest: Sequence[int],
    uses: Sequence[tuple[int, int, int]],
    length: int,
    people: int,
    ready: Sequence[int],
) -> list[int]:
    """Who leaves in each period on a route with uses (resource, shift, cost), as early as may be.

    One person after the other is put into the earliest period where all rules still hold.
    """
    periods = len(ready)
    leaving = [0] * periods
    for d in range(periods - length):
        while sum(leaving) < min(people, ready[d]):
            trial = [row[:] for row in used]
            for resource, shift, cost in uses:
                trial[resource][d + shift] += cost
            if not all(
                keeps(row, budget, most)
                for row, budget, most in zip(trial, budgets, longest, strict=True)
            ):
                break
            used[:] = trial
            leaving[d] += 1
    return leaving
