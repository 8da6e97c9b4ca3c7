"""Homes: where people most likely are, as weights along residential streets or at buildings."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from safepassage.draft.road_defaults import rank_of
from safepassage.errors import UsageError
from safepassage.formats.roads.road_map import Road, RoadMap, metres_between

RESIDENTIAL = frozenset({"residential", "living_street"})
FAST = 5  # rank of a trunk road: nobody lives on it


class Homes(NamedTuple):
    """Points (n, 3): longitude, latitude, weight; and what the weights are, in words."""

    points: npt.NDArray[np.float64]
    basis: str


def find_homes(road_map: RoadMap, *, buildings: bool) -> Homes:
    """Weights for where people are.

    Buildings if asked for; else metres of residential street; where the map has none (a network
    without road classes), metres of every road but motorways and trunk roads.

    Raises
    ------
    UsageError
        Buildings are asked for and the map has none.
    """
    if buildings:
        if not road_map.buildings:
            raise UsageError(
                f"{road_map.source.file}: there is no building in it. "
                "Leave out --buildings: people are then spread along residential streets."
            )
        lon_lat = np.array(road_map.buildings, dtype=float)
        return Homes(np.c_[lon_lat, np.ones(len(lon_lat))], "spread evenly over buildings")
    points = _along([road for road in road_map.roads if road.kind in RESIDENTIAL])
    if len(points):
        return Homes(points, "spread along residential streets, by their length")
    slow = [road for road in road_map.roads if rank_of(road.kind) < FAST]
    basis = "spread along all roads but motorways and trunk roads (the map has no residential ones)"
    return Homes(_along(slow or road_map.roads), basis)


def _along(roads: list[Road]) -> npt.NDArray[np.float64]:
    """The middle of every piece between two bends, weighted by its metres."""
    rows = []
    for road in roads:
        for (lon_a, lat_a), (lon_b, lat_b) in pairwise(road.line):
            metres = metres_between((lon_a, lat_a), (lon_b, lat_b))
            if metres > 0:
                east = (lon_b - lon_a + 180) % 360 - 180
                lon = (lon_a + east / 2 + 180) % 360 - 180
                rows.append((lon, (lat_a + lat_b) / 2, metres))
    return np.array(rows, dtype=float).reshape(-1, 3)
