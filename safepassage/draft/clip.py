"""Clip: the roads inside an area, each ended at the first bend beyond its edge."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from safepassage.errors import UsageError
from safepassage.formats.roads.road_map import (
    ForbiddenTurn,
    Movement,
    Point,
    Road,
    RoadMap,
    metres_between,
)

Flags = npt.NDArray[np.bool_]
Row = TypeVar("Row")
WHY = "it leaves the area"


def clip(road_map: RoadMap, area: BaseGeometry) -> RoadMap:
    """What lies inside an area (WGS 84), with a cut point just beyond its edge on every road.

    A road that leaves and comes back becomes several roads. A forbidden turn goes with any road of
    it that is not there any more. Places and buildings outside are left out.

    Raises
    ------
    UsageError
        No road lies inside.
    """
    shapely.prepare(area)
    inside_point = _inside(area, [(p.lon, p.lat) for p in road_map.points])
    points = list(road_map.points)
    roads: list[Road] = []
    cut: dict[int, str] = {p: why for p, why in road_map.cut.items() if inside_point[p]}
    row_of: dict[int, int] = {}  # of roads that are inside from end to end
    positions = [position for road in road_map.roads for position in road.line]
    flags = _inside(area, positions)
    first = 0
    for row, road in enumerate(road_map.roads):
        here = flags[first : first + len(road.line)]
        first += len(road.line)
        if here.all():
            row_of[row] = len(roads)
            roads.append(road)
        elif here.any():
            roads += _runs(road, here, points, cut)
    if not roads:
        raise UsageError(
            f"{road_map.source.file}: no road lies inside the area. "
            "The area's corners are longitude, latitude; were they swapped?"
        )
    turns = [t for t in road_map.forbidden_turns if all(m.road in row_of for m in t.movements)]
    return replace(
        road_map,
        points=points,
        roads=roads,
        cut=cut,
        box=None,
        forbidden_turns=[
            ForbiddenTurn(
                tuple(Movement(row_of[m.road], m.forward) for m in t.movements), t.ref, t.text
            )
            for t in turns
        ],
        posts=[post for post in road_map.posts if inside_point[post.point]],
        ferries=[
            f for f in road_map.ferries if inside_point[f.from_point] and inside_point[f.to_point]
        ],
        places=_kept(road_map.places, _inside(area, [(p.lon, p.lat) for p in road_map.places])),
        buildings=_kept(road_map.buildings, _inside(area, road_map.buildings)),
    )


def _kept(rows: list[Row], flags: Flags) -> list[Row]:
    return [row for row, flag in zip(rows, flags, strict=True) if flag]


def _inside(area: BaseGeometry, positions: list[tuple[float, float]]) -> Flags:
    table = np.array(positions, dtype=float).reshape(-1, 2)
    return np.asarray(shapely.intersects_xy(area, table[:, 0], table[:, 1]), dtype=bool)


def _runs(road: Road, inside: Flags, points: list[Point], cut: dict[int, str]) -> list[Road]:
    """The parts of a road inside, each with one position more at either end."""
    last = len(road.line) - 1
    parts: list[Road] = []
    begin: int | None = None
    for i, flag in enumerate([*inside, False]):
        if flag and begin is None:
            begin = i
        elif not flag and begin is not None:
            a, b = max(0, begin - 1), min(last, i)
            parts.append(_part(road, a, b, last, points, cut, bool(inside[a]), bool(inside[b])))
            begin = None
    return parts


def _part(
    road: Road,
    a: int,
    b: int,
    last: int,
    points: list[Point],
    cut: dict[int, str],
    a_inside: bool,
    b_inside: bool,
) -> Road:
    ends = []
    for place, end, own, inside in (
        (a, 0, road.from_point, a_inside),
        (b, last, road.to_point, b_inside),
    ):
        if place == end:
            row = own
        else:
            row = len(points)
            points.append(Point(f"{road.ref.replace(' ', '-')}-edge-{row}", *road.line[place]))
        if not inside:
            cut[row] = WHY
        ends.append(row)
    line = road.line[a : b + 1]
    share = _metres(line) / max(_metres(road.line), 1e-9)
    return road._replace(
        from_point=ends[0], to_point=ends[1], line=line, length_m=road.length_m * share
    )


def _metres(line: tuple[tuple[float, float], ...]) -> float:
    return sum(metres_between(p, q) for p, q in pairwise(line))
