"""Nearest: for each of many positions the nearest of many others."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import shapely

from safepassage.draft.distances import F64, I64, mercator, metres, middle_lon
from safepassage.draft.weights import point_tree

NEAR_M = 5000.0  # what lies farther off does not belong to a place
STRIPS = 500  # queries run along strips, so that one after the other lies close by


class Nearest(NamedTuple):
    """The row of the nearest, and how far it is."""

    row: I64  # (n,)
    metres: F64  # (n,)


def nearest(lonlat: F64, others: F64) -> Nearest:
    """The nearest of `others` for each position; of several just as near the first.

    Both have the shape (n, 2) or more columns: longitude, latitude.
    """
    from_lon = middle_lon(others[:, 0])
    points = mercator(lonlat[:, 0], lonlat[:, 1], from_lon)
    tree = point_tree(mercator(others[:, 0], others[:, 1], from_lon))
    order = _along_strips(points)
    query, found = tree.query_nearest(shapely.points(points[order]), all_matches=True)
    row = np.full(len(points), len(others), dtype=np.int64)
    np.minimum.at(row, order[query], found)
    far = metres(lonlat[:, 0], lonlat[:, 1], others[row, 0], others[row, 1])
    return Nearest(row, far)


def _along_strips(points: F64) -> I64:
    """An order that goes up and down narrow strips."""
    low = points.min(axis=0)
    span = max(float((points.max(axis=0) - low).max()), 1e-9)
    strip = ((points[:, 0] - low[0]) / span * STRIPS).astype(np.int64)
    up_or_down = np.where(strip % 2, -points[:, 1], points[:, 1])
    return np.lexsort((up_or_down, strip)).astype(np.int64)
