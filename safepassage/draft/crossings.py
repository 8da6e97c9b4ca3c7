"""Crossings: border posts on a road, and those that the user lists, with two gates each."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from safepassage.draft.crossing_file import ListedCrossing
from safepassage.draft.streets import Street, Streets
from safepassage.errors import UsageError
from safepassage.formats.roads.road_map import Point, RoadMap, metres_between

NEAR_ROAD_M = 2_000  # a listed crossing is tied to a road no farther away


class DraftCrossing(NamedTuple):
    """A crossing from its inner to its outer point; `ends` if no road goes on beyond it."""

    name: str
    ref: str  # where it comes from
    from_point: int
    to_point: int
    ends: bool
    sides: tuple[str, str]  # inner, outer
    holders: tuple[str | None, str | None]  # as somebody reports, None = not known


class Cut(NamedTuple):
    """Streets cut at crossings, the crossings, and posts where nothing was cut, with the reason."""

    streets: Streets
    crossings: list[DraftCrossing]
    left_out: list[tuple[str, str]]


def by_point(road_map: RoadMap, listed: Sequence[ListedCrossing]) -> dict[int, ListedCrossing]:
    """Listed crossings by the point of the road map where they are: the nearest one.

    A dead end counts as half as far: a crossing is where a road stops at a border.

    Raises
    ------
    UsageError
        No road is near one of them, or two are at one point.
    """
    ends: dict[int, int] = {}
    for road in road_map.roads:
        for point in (road.from_point, road.to_point):
            ends[point] = ends.get(point, 0) + 1
    found: dict[int, ListedCrossing] = {}
    for crossing in listed:
        here = (crossing.lon, crossing.lat)
        far, point = min(
            (
                metres_between(here, (road_map.points[p].lon, road_map.points[p].lat))
                * (0.5 if number == 1 else 1.0),
                p,
            )
            for p, number in ends.items()
        )
        if far > NEAR_ROAD_M:
            raise UsageError(
                f"{crossing.where}: crossing {crossing.name} at {crossing.lon}, {crossing.lat} is "
                f"{far / 1000:,.1f} km from the nearest road; at most {NEAR_ROAD_M / 1000:g} km "
                "are bridged. Check lon and lat, or the area."
            )
        if point in found:
            raise UsageError(
                f"{crossing.where}: crossing {crossing.name} and crossing {found[point].name} are "
                "at one point of the roads. Give one of them, or places farther apart."
            )
        found[point] = crossing
    return found


def cut_at_crossings(
    streets: Streets,
    road_map: RoadMap,
    listed: Mapping[int, ListedCrossing],
    exits: Collection[int],
) -> Cut:
    """Cut the streets at border posts and crossings listed by point: inner side, gates, outer side.

    The inner side is the one with more kilometres of street once all posts are cut; where both
    hang together all the same, the outer side is the one nearer to an exit of the map. A post
    that cars cannot reach from inside is left out, with the reason.
    """
    wanted: dict[int, tuple[str, str, tuple[str, str], tuple[str | None, str | None]]] = {}
    for post in road_map.posts:
        spot = road_map.points[post.point]
        name = post.name or f"Border post at {spot.lat:.3f}, {spot.lon:.3f}"
        wanted[post.point] = (name, post.ref, ("this side", "far side"), (None, None))
    for point, one in listed.items():
        wanted[point] = (one.name, one.where, one.sides, one.holders)
    if not wanted:
        return Cut(streets, [], [])
    part_of, metres = _parts_without(streets.streets, set(wanted))
    far = _metres_to_exit(streets.streets, set(wanted), exits)
    points = list(streets.points)
    rows = list(streets.streets)
    crossings: list[DraftCrossing] = []
    left_out: list[tuple[str, str]] = []
    for point in sorted(wanted):
        name, ref, sides, holders = wanted[point]
        outer = _outer(rows, point, part_of, metres, far)
        inner = [i for i, s in enumerate(rows) if point in _ends(s) and i not in outer]
        if not any(_arrives(rows[i], point) for i in inner):
            left_out.append((name, "no car arrives at it from inside"))
            continue
        beyond = len(points)
        at = points[point]
        points.append(Point(f"{at.ref}-beyond", at.lon, at.lat))
        for i in outer:
            street = rows[i]
            if street.from_point == point:
                street = street._replace(from_point=beyond)
            if street.to_point == point:
                street = street._replace(to_point=beyond)
            rows[i] = street
        crossings.append(DraftCrossing(name, ref, point, beyond, not outer, sides, holders))
    return Cut(Streets(points, rows), crossings, left_out)


def _ends(street: Street) -> tuple[int, int]:
    return street.from_point, street.to_point


def _arrives(street: Street, point: int) -> bool:
    forth, back = street.cars
    return (forth and street.to_point == point) or (back and street.from_point == point)


def _side(street: Street, point: int) -> int:
    """The other end of a street."""
    return street.to_point if street.from_point == point else street.from_point


def _parts_without(
    streets: Sequence[Street], cut: set[int]
) -> tuple[dict[int, int], dict[int, float]]:
    """What hangs together when nobody passes the points in `cut`, and metres of each part."""
    near: dict[int, list[int]] = {}
    for street in streets:
        a, b = _ends(street)
        near.setdefault(a, []).append(b)
        near.setdefault(b, []).append(a)
    part_of: dict[int, int] = {}
    for root in sorted(near):
        if root in part_of or root in cut:
            continue
        part_of[root] = root
        todo = [root]
        while todo:
            for other in near[todo.pop()]:
                if other not in part_of and other not in cut:
                    part_of[other] = root
                    todo.append(other)
    metres: dict[int, float] = {}
    for street in streets:
        for end in _ends(street):
            if end in part_of:
                part = part_of[end]
                metres[part] = metres.get(part, 0.0) + street.length_m / 2
    return part_of, metres


def _metres_to_exit(
    streets: Sequence[Street], cut: set[int], exits: Collection[int]
) -> dict[int, float]:
    """Metres from every point to the nearest exit, in any direction, not through a crossing."""
    near: dict[int, list[tuple[int, float]]] = {}
    for street in streets:
        a, b = _ends(street)
        near.setdefault(a, []).append((b, street.length_m))
        near.setdefault(b, []).append((a, street.length_m))
    far: dict[int, float] = {}
    heap = [(0.0, point) for point in exits]
    heapq.heapify(heap)
    while heap:
        metres, point = heapq.heappop(heap)
        if point in far or point in cut:
            continue
        far[point] = metres
        for other, step in near.get(point, ()):
            if other not in far:
                heapq.heappush(heap, (metres + step, other))
    return far


def _outer(
    streets: Sequence[Street],
    point: int,
    part_of: dict[int, int],
    metres: dict[int, float],
    far: dict[int, float],
) -> set[int]:
    """Rows of the streets on the outer side of a post."""
    here = [i for i, street in enumerate(streets) if point in _ends(street)]
    # a street from one crossing to the next belongs to the inner side
    parts = {
        i: part_of[_side(streets[i], point)] for i in here if _side(streets[i], point) in part_of
    }
    if len(set(parts.values())) > 1:
        inner = max(set(parts.values()), key=lambda part: metres.get(part, 0.0))
        return {i for i, part in parts.items() if part != inner}
    nearest = sorted((far.get(_side(streets[i], point), float("inf")), i) for i in here)
    if len(here) < 2 or nearest[0][0] == nearest[-1][0]:
        return set()
    return {nearest[0][1]}
