"""Hazard arrivals: when a timed hazard first comes within reach of links and zones."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from safepassage.draft.distances import F64, I64, mercator, middle_lon
from safepassage.errors import UsageError
from safepassage.formats.areas.timed_hazard import TimedHazard
from safepassage.formats.roads.road_map import METRES_A_DEGREE

AT_ONCE = 64  # places of a hazard that are compared in one go; bounds the memory
NEVER: int = np.iinfo(np.int64).max

Shapes = npt.NDArray[np.object_]
LinkLine = tuple[str, Sequence[tuple[float, float]] | F64]
ZoneShape = tuple[str, BaseGeometry]


class Arrivals(NamedTuple):
    """The second after the start at which each is reached; `NEVER` if it is not."""

    links: I64
    zones: I64


def first_arrivals(
    hazard: TimedHazard, links: Sequence[LinkLine], zones: Sequence[ZoneShape], *, reach_m: float
) -> Arrivals:
    """When each link and zone is reached for the first time.

    Distances are taken on a map that keeps shapes (Mercator), with the scale of the place.
    """
    if not (math.isfinite(reach_m) and reach_m >= 0):
        raise UsageError(f"reach_m is {reach_m}; give metres, 0 or more")
    lines = [np.asarray(line, dtype=np.float64) for _, line in links]
    shapes = [shape for _, shape in zones]
    found = np.full(len(lines) + len(shapes), NEVER, dtype=np.int64)
    if len(found):
        from_lon = middle_lon(
            np.concatenate([*(line[:, 0] for line in lines), *map(_longitudes, shapes)])
        )
        targets = np.concatenate([_lines(lines, from_lon), _on_map(shapes, from_lon)])
        _reach(hazard, targets, from_lon, reach_m, found)
    return Arrivals(found[: len(lines)], found[len(lines) :])


def _longitudes(shape: BaseGeometry) -> F64:
    found: F64 = shapely.get_coordinates(shape)[:, 0]
    return found


def _lines(lines: Sequence[F64], from_lon: float) -> Shapes:
    if not lines:
        return np.empty(0, dtype=object)
    positions = np.concatenate(lines)
    rows = np.repeat(np.arange(len(lines)), [len(line) for line in lines])
    on_map = mercator(positions[:, 0], positions[:, 1], from_lon)
    return np.asarray(shapely.linestrings(on_map, indices=rows), dtype=object)


def _on_map(shapes: Sequence[BaseGeometry] | Shapes, from_lon: float) -> Shapes:
    """Shapes on the map; one that the edge of the map would tear apart lies beyond its east."""
    found: Shapes = shapely.transform(
        np.array(shapes, dtype=object), lambda at: mercator(at[:, 0], at[:, 1], from_lon)
    )
    if len(found):
        bounds = shapely.bounds(found)
        torn = bounds[:, 2] - bounds[:, 0] > 180
        found[torn] = shapely.transform(found[torn], lambda at: at + [360, 0] * (at[:, :1] < 0))
    return found


def _reach(
    hazard: TimedHazard, targets: Shapes, from_lon: float, reach_m: float, found: I64
) -> None:
    """Fill `found` with the first arrival at each target."""
    parts, whole = shapely.get_parts(np.array(hazard.shapes, dtype=object), return_index=True)
    arrives = np.array(hazard.arrives_s, dtype=np.int64)[whole]
    order = np.argsort(arrives, kind="stable")
    places, arrives = _on_map(parts, from_lon)[order], arrives[order]
    reach = reach_m / METRES_A_DEGREE
    left = np.arange(len(targets))
    tree = shapely.STRtree(targets)
    for first in range(0, len(places), AT_ONCE):
        here, when = places[first : first + AT_ONCE], arrives[first : first + AT_ONCE]
        least, most = _scales(here, reach)
        row, near = tree.query(here, predicate="dwithin", distance=reach * most)
        target = left[near]
        # whatever an earlier place has reached keeps its instant: places come in order of time
        new = found[target] > when[row]
        row, target = row[new], target[new]
        sure = shapely.distance(here[row], targets[target]) <= reach * least[row]
        sure[~sure] = _metres(here[row[~sure]], targets[target[~sure]]) <= reach_m
        np.minimum.at(found, target[sure], when[row[sure]])
        not_yet = left[found[left] == NEVER]
        if len(not_yet) < len(left) / 2:
            left, tree = not_yet, shapely.STRtree(targets[not_yet])


def _scales(shapes: Shapes, reach: float) -> tuple[F64, F64]:
    """The least and the greatest scale of the map within reach of each shape."""
    bounds = shapely.bounds(shapes)
    south, north = bounds[:, 1], bounds[:, 3]
    steepest = np.maximum(abs(south), abs(north))
    flattest = np.where((south <= 0) & (north >= 0), 0, np.minimum(abs(south), abs(north)))
    beyond = 2 * reach * _scale(steepest)
    return _scale(np.maximum(flattest - beyond, 0)), _scale(steepest + beyond)


def _scale(north: F64) -> F64:
    """How much longer than on the ground things are on the map, by how far north they lie on it."""
    found: F64 = np.cosh(np.radians(north))
    return found


def _metres(a: Shapes, b: Shapes) -> F64:
    """Metres on the ground from shape to shape, with the scale half-way."""
    ends = shapely.get_coordinates(shapely.shortest_line(a, b)).reshape(-1, 2, 2)
    apart = np.hypot(*(ends[:, 1] - ends[:, 0]).T)
    found: F64 = apart / _scale(ends[:, :, 1].mean(axis=1)) * METRES_A_DEGREE
    return found
