"""Weights: positions that say where people are, and their sums."""

from __future__ import annotations

import numpy as np
import shapely

from safepassage.draft.distances import F64, I64


def weight_points(points: object) -> F64:
    """Positions with weights as an array (n, 3) without those that weigh nothing."""
    found = np.asarray(points, dtype=np.float64).reshape(-1, 3)
    if not np.isfinite(found).all() or (found[:, 2] < 0).any():
        raise ValueError("a weight point is longitude, latitude and a weight of 0 or more")
    return found[found[:, 2] > 0]


def summed(owner: I64, weight: F64, count: int) -> F64:
    """The weight of each owner, shape (count,)."""
    return np.bincount(owner, weight, count).astype(np.float64)


def point_tree(xy: F64) -> shapely.STRtree:
    """A search tree over positions, shape (n, 2)."""
    return shapely.STRtree(np.atleast_1d(np.asarray(shapely.points(xy), dtype=object)))
