"""Exits: points where the map ends and the road does not, as candidates for a way out."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import shapely

from safepassage.draft.road_defaults import rank_of
from safepassage.draft.streets import Street, Streets
from safepassage.formats.roads.road_map import METRES_A_DEGREE, RoadMap

MAIN_ROAD = 2  # rank of a tertiary road
NEAR_BORDER_M = 500
EMPTY_RANK = 3  # of a secondary road
LOOK_AHEAD_M = 1_000
LOOK_BACK_M = 100
MOST_AHEAD = 20


class Exit(NamedTuple):
    """A candidate: how we know that the road goes on, and the best class of its roads."""

    point: int
    name: str | None
    rank: int
    why: str


def find_exits(
    streets: Streets, road_map: RoadMap, *, without: Collection[int] = (), least_rank: int = 2
) -> list[Exit]:
    """Points where cars can drive off the map, in order of the points.

    A road that the file or the area cuts; a dead end of a main road (tertiary or better) outside
    the file's own box or at a country's border; where the file knows no border, a dead end of a
    secondary or better road that looks out on an empty map. `without`: points that are something
    else. Where no road of at least `least_rank` qualifies, smaller ones count too.
    """
    at: dict[int, list[tuple[Street, bool]]] = {}  # streets at a point; may cars arrive by them?
    for street in streets.streets:
        forth, back = street.cars
        at.setdefault(street.to_point, []).append((street, forth))
        at.setdefault(street.from_point, []).append((street, back))
    found: list[Exit] = []
    ends = [p for p, here in at.items() if len(here) == 1]
    beyond = _beyond(streets, road_map, at, ends)
    for point in sorted(at):
        arriving = [street for street, comes in at[point] if comes]
        why = road_map.cut.get(point) or beyond.get(point)
        if arriving and why and point not in without:
            best = max(arriving, key=lambda street: rank_of(street.kind))
            found.append(Exit(point, best.name, rank_of(best.kind), why))
    main = [row for row in found if row.rank >= least_rank]
    return main or found


def _beyond(
    streets: Streets,
    road_map: RoadMap,
    at: dict[int, list[tuple[Street, bool]]],
    ends: list[int],
) -> dict[int, str]:
    """Dead ends of main roads where the map most likely ends, and why we think so."""
    ends = [p for p in ends if rank_of(at[p][0][0].kind) >= MAIN_ROAD and p not in road_map.cut]
    if not ends:
        return {}
    lon = np.array([streets.points[p].lon for p in ends])
    lat = np.array([streets.points[p].lat for p in ends])
    found: dict[int, str] = {}
    if road_map.borders:
        scale = np.array([np.cos(np.radians(lat.mean())), 1.0])
        lines = [shapely.LineString(np.array(line) * scale) for line in road_map.borders]
        border = shapely.union_all(lines)
        there = shapely.points(np.c_[lon, lat] * scale)
        metres = shapely.distance(border, there) * METRES_A_DEGREE
        why = "a main road ends at the border of a country"
        found |= {p: why for p, far in zip(ends, metres, strict=True) if far <= NEAR_BORDER_M}
    else:
        why = "a main road ends, and next to nothing is mapped ahead of it"
        found |= dict.fromkeys(_empty_ahead(streets, road_map, at, ends), why)
    if road_map.box is not None:
        west, south, east, north = road_map.box
        outside = (lon < west) | (lon > east) | (lat < south) | (lat > north)
        why = "a main road ends outside the box of the file"
        found |= {p: why for p, out in zip(ends, outside, strict=True) if out}
    return found


def _empty_ahead(
    streets: Streets,
    road_map: RoadMap,
    at: dict[int, list[tuple[Street, bool]]],
    ends: list[int],
) -> list[int]:
    """Dead ends of secondary or better roads that look out on an empty map.

    Empty: fewer than 20 bends of roads within 1 km and 45 degrees of the way it was going. In
    Heidelberg and Harrisburg ends at the edge have 19 at most, ends in town 49 and more.
    """
    bends = np.array([position for road in road_map.roads for position in road.line])
    empty = []
    for point in ends:
        street = at[point][0][0]
        if rank_of(street.kind) < EMPTY_RANK or street.kind.endswith("_link"):
            continue
        here = np.array((streets.points[point].lon, streets.points[point].lat))
        line = np.array(street.line if street.to_point == point else street.line[::-1])
        behind = _metres_from(here, line)
        far = np.flatnonzero(np.hypot(*behind.T) >= LOOK_BACK_M)
        back = behind[far[-1] if len(far) else 0]
        around = _metres_from(here, bends)
        away = np.hypot(*around.T)
        ahead = -(around @ back) >= np.cos(np.radians(45)) * away * np.hypot(*back)
        if (ahead & (away > 5) & (away < LOOK_AHEAD_M)).sum() < MOST_AHEAD:
            empty.append(point)
    return empty


def _metres_from(
    here: npt.NDArray[np.float64], there: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """East and north of `here` in metres, shape (n, 2)."""
    apart = there - here
    apart[:, 0] = (apart[:, 0] + 180) % 360 - 180
    scaled: npt.NDArray[np.float64] = apart * (
        METRES_A_DEGREE * np.array([np.cos(np.radians(here[1])), 1.0])
    )
    return scaled
