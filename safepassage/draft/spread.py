"""Spread: of the nodes of a zone the few that people have nearest, by weight and distance."""

from __future__ import annotations

import numpy as np

from safepassage.draft.distances import F64, I64, in_metres
from safepassage.draft.weights import summed

CELLS = 8  # along the longer side of a zone; more nodes than cells are too many to compare
MOST_ROUNDS = 5


def spread_out(nodes: I64, weight: F64, lonlat: F64, candidates: I64, most: int) -> I64:
    """At most `most` of the candidates, so that the weighted mean distance to them is small.

    One after the other is added where it shortens the mean most, then each is moved as long as
    that helps: this does better than the heaviest nodes, which tend to be neighbours. In a zone
    with many nodes the heaviest of each cell of a grid stands for those around it.

    Parameters
    ----------
    nodes, weight
        The node of each weight point, and its weight.
    lonlat
        Longitude and latitude of all nodes, shape (n_node, 2).
    """
    if len(candidates) <= most:
        return np.sort(candidates)
    places, of = np.unique(np.concatenate([candidates, nodes]), return_inverse=True)
    mass = summed(of[len(candidates) :], weight, len(places))
    xy = in_metres(lonlat[places, 0], lonlat[places, 1])
    options = of[: len(candidates)]
    people = np.arange(len(places))
    if len(places) > CELLS * CELLS:
        cell = _cells(xy)
        options = _heaviest(cell[options], mass[options], options)
        people = _heaviest(cell, mass, people)
        mass = summed(cell, mass, int(cell.max()) + 1)[cell[people]]
    else:
        mass = mass[people]
    options = np.sort(options)
    if len(options) <= most:
        return places[options]
    east = xy[people, 0, None] - xy[None, options, 0]
    north = xy[people, 1, None] - xy[None, options, 1]
    return places[np.sort(options[_medians(np.hypot(east, north), mass, most)])]


def _cells(xy: F64) -> I64:
    """The cell of each position in a grid of at most 8 by 8."""
    low = xy.min(axis=0)
    size = float(np.ptp(xy, axis=0).max()) / CELLS or 1.0
    at = np.minimum(((xy - low) / size).astype(np.int64), CELLS - 1)
    found: I64 = at[:, 0] * CELLS + at[:, 1]
    return found


def _heaviest(cell: I64, mass: F64, rows: I64) -> I64:
    """The heaviest row of each cell, of several the first."""
    order = np.lexsort((rows, -mass, cell))
    first = np.ones(len(order), dtype=np.bool_)
    first[1:] = cell[order][1:] != cell[order][:-1]
    found: I64 = rows[order[first]]
    return found


def _medians(far: F64, mass: F64, most: int) -> list[int]:
    """Columns of `far` (people, options) that leave the least weighted metres."""
    chosen: list[int] = []
    for _ in range(most):
        chosen.append(_best(far, mass, chosen)[0])
    cost = float(mass @ far[:, chosen].min(axis=1))
    for _ in range(MOST_ROUNDS):
        before = cost
        for place in range(most):
            option, left = _best(far, mass, chosen[:place] + chosen[place + 1 :])
            if left < cost * (1 - 1e-9):
                chosen[place], cost = option, left
        if cost == before:
            break
    return chosen


def _best(far: F64, mass: F64, others: list[int]) -> tuple[int, float]:
    """The option to add to the others, and the weighted metres that are left."""
    costs = mass @ far
    if others:
        costs = mass @ np.minimum(far, far[:, others].min(axis=1)[:, None])
    costs[others] = np.inf  # each is taken once
    best = int(costs.argmin())
    return best, float(costs[best])
