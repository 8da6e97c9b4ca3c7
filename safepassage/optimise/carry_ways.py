"""Carry ways: from a plan or a coarser path LP into a finer one, moved in time as well."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from .part import Part
from .path_lp import PathLp

F64 = npt.NDArray[np.float64]
I32 = npt.NDArray[np.int32]


def add_plan(lp: PathLp, parts: Sequence[Part]) -> None:
    """Add the ways of a plan that arrive by the end of `lp.until`."""
    start_of = {row: start for start, rows in enumerate(lp.pricer.members.values()) for row in rows}
    for part in parts:
        for arcs, entries in ways_of(part, lp.until):
            lp.ways.add(start_of[part.origin], arcs, entries)


def ways_of(part: Part, until: int) -> Iterator[tuple[I32, I32]]:
    """(arcs, periods of entry) of every stream of people who arrive by the end of `until`.

    At a waiting place whoever came first goes on first, as in the rule of queues. The last arc
    leads into the destination; it is entered when people are there.
    """
    route = part.route
    spans = list(zip(route.stages, (*route.stages[1:], len(route.arcs)), strict=True))
    shift = np.array(route.shift, dtype=np.int32)
    arcs = np.array(route.arcs, dtype=np.int32)
    so_far = np.cumsum(part.leaving[: len(spans)], axis=1)
    numbers = np.unique(so_far[so_far > 0])  # between two of them all have the same periods
    for number in numbers[numbers <= so_far[0, -1]]:
        leaves = [int(np.searchsorted(row, number)) for row in so_far]
        if leaves[-1] + route.length[-1] <= until:
            stages = [shift[a:b] + left for (a, b), left in zip(spans, leaves, strict=True)]
            yield arcs, np.concatenate(stages).astype(np.int32)


def add_from_coarser(lp: PathLp, coarser: PathLp, x: F64) -> None:
    """Add the ways that carry people there, and the same some slots earlier and later.

    So that what shared a slot there finds place in the parts of it.
    """
    for k in np.flatnonzero(x > 0):
        start = coarser.ways.start[k]
        arcs, entries = coarser.ways.arcs[k], coarser.ways.entries[k]
        lp.ways.add(start, arcs, entries)
        if not lp.ordered or (lp.pricer.arcs.boards_bound[arcs] >= 0).any():
            continue  # a leg keeps its own time
        for by in range(-coarser.width, coarser.width + 1, lp.width):
            if by and _may_move(lp, start, arcs, entries + np.int32(by)):
                lp.ways.add(start, arcs, entries + np.int32(by))


def _may_move(lp: PathLp, start: int, arcs: I32, entries: I32) -> bool:
    """Whether a way is allowed in these periods, all of them moved alike."""
    table = lp.pricer.arcs
    first, last = lp.releases[start][0][0], min(lp.until, lp.pricer.leaves[start])
    ends = int(entries[-1]) + int(table.low[arcs[-1]])
    if not first <= entries[0] <= last or ends > lp.until:
        return False
    rows = table.shut[arcs]
    shut = table.closed[rows[rows >= 0], entries[rows >= 0]]
    return not shut.any()
