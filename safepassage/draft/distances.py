"""Distances: metres on the ground from degrees, right across longitude 180."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from safepassage.formats.roads.road_map import METRES_A_DEGREE

F64 = npt.NDArray[np.float64]
I64 = npt.NDArray[np.int64]

STEEPEST = 89.5  # degrees; Mercator has no poles


def turned(lon: F64) -> F64:
    """Longitudes, or differences of them, from -180 to 180."""
    found: F64 = (np.asarray(lon, dtype=np.float64) + 180.0) % 360.0 - 180.0
    return found


def metres(lon: F64, lat: F64, to_lon: F64 | float, to_lat: F64 | float) -> F64:
    """Metres between positions; good to 0.1 % over the length of a zone."""
    across = turned(to_lon - lon) * np.cos(np.radians((lat + to_lat) / 2))
    found: F64 = np.hypot(across, to_lat - lat) * METRES_A_DEGREE
    return found


def middle_lon(lon: F64) -> float:
    """The longitude in the middle, on whichever side of 180 the others lie."""
    angle = np.radians(lon)
    return float(np.degrees(np.arctan2(np.sin(angle).sum(), np.cos(angle).sum())))


def in_metres(lon: F64, lat: F64) -> F64:
    """Positions of one zone as metres east and north of its middle, shape (n, 2)."""
    east = turned(lon - middle_lon(lon))
    north = lat - lat.mean()
    east *= np.cos(np.radians(lat.mean()))
    return np.column_stack([east, north]) * METRES_A_DEGREE


def mercator(lon: F64, lat: F64, from_lon: float) -> F64:
    """Positions on a map that keeps shapes, so that what is nearest on it is nearest on the ground.

    Degrees at the equator; shape (n, 2).
    """
    steep = np.radians(np.clip(lat, -STEEPEST, STEEPEST))
    return np.column_stack([turned(lon - from_lon), np.degrees(np.arcsinh(np.tan(steep)))])
