"""Zone areas: areas of a file as zones, with the weights that lie in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from safepassage.draft.distances import F64, I64
from safepassage.draft.nearest import NEAR_M, nearest
from safepassage.draft.weights import point_tree, summed, weight_points
from safepassage.draft.whole_people import split_people
from safepassage.draft.zone import DraftZone, Zones
from safepassage.errors import ScenarioError, UsageError
from safepassage.formats.areas.area import Area
from safepassage.formats.areas.layer import some
from safepassage.problems import Problem

Box = tuple[float, float, float, float]  # west, south, east, north; west > east across 180
MOSTLY = 0.9  # of an area's ground; a border may lie beyond the last road
EVEN_POINTS = 100  # of an area in which the map shows neither streets nor buildings


class NearNetwork(NamedTuple):
    """Areas that touch the box of the roads, and those that do not."""

    inside: tuple[Area, ...]
    outside: tuple[Area, ...]
    notes: tuple[str, ...]  # areas that lie inside only in part, and are counted whole


def near_network(areas: Sequence[Area], box: Box) -> NearNetwork:
    """Which areas touch the box of the roads.

    Raises
    ------
    ScenarioError
        None of them does; it says so if they would with longitude and latitude swapped.
    """
    windows = _windows(box)
    touches = [bool(shapely.intersects(area.shape, windows).any()) for area in areas]
    inside = tuple(a for a, touch in zip(areas, touches, strict=True) if touch)
    outside = tuple(a for a, touch in zip(areas, touches, strict=True) if not touch)
    if areas and not inside:
        shapes = [area.shape for area in areas]
        west, south, east, north = shapely.total_bounds(shapes)
        read = (
            f"all {len(areas):,} areas ({some([a.name for a in areas])}) lie outside of the roads: "
            f"longitude {west:.4g} to {east:.4g}, latitude {south:.4g} to {north:.4g}"
        )
        allowed = (
            f"the roads go from longitude {box[0]:.4g} to {box[2]:.4g} "
            f"and from latitude {box[1]:.4g} to {box[3]:.4g}"
        )
        swapped = [shapely.transform(shape, lambda corners: corners[:, ::-1]) for shape in shapes]
        mend = "give the areas and the roads of one place"
        if any(shapely.intersects(shape, windows).any() for shape in swapped):
            mend = "longitude and latitude are swapped: write longitude first"
        file = areas[0].place.split(",")[0]
        raise ScenarioError([Problem(file, None, None, "", read, allowed, mend)])
    return NearNetwork(inside, outside, _partly(inside, windows))


def _partly(areas: Sequence[Area], windows: list[BaseGeometry]) -> tuple[str, ...]:
    """Areas of which the roads cover only a part: all of their people would start there."""
    found = []
    for area in areas:
        covered = sum(area.shape.intersection(window).area for window in windows)
        if covered < MOSTLY * area.shape.area:
            found.append(f"{area.name} ({covered / area.shape.area:.0%} of its ground)")
    if not found:
        return ()
    return (
        "The roads cover these areas only in part, and all of their people are taken to start "
        f"there: {some(found)}",
    )


def _windows(box: Box) -> list[BaseGeometry]:
    """The box, in two pieces where it goes across longitude 180."""
    west, south, east, north = box
    if west <= east:
        return [shapely.box(west, south, east, north)]
    return [shapely.box(west, south, 180, north), shapely.box(-180, south, east, north)]


def zones_from_areas(
    areas: Sequence[Area], weights: object, *, total: int | None = None, total_source: str = ""
) -> Zones:
    """Each area as a zone with the weight points in it; one on a border goes to the earlier area.

    A point area is where its people are; in a polygon without any weight people are taken as
    spread evenly. With a `total`, people are shared out by weight instead of what the areas say:
    a point area then gets what lies nearest to it within 5 km. Areas with nobody in them are left
    out and listed.
    """
    points = weight_points(weights)
    if total is not None:
        return _by_weight(areas, points, total, total_source)
    owner = _owners(areas, points)
    zones: list[DraftZone] = []
    even: list[str] = []
    for row, area in enumerate(areas):
        if area.high == 0:
            continue
        inside = points[owner == row]
        if area.shape.area == 0:
            inside = _at_points(area.shape)
        elif not len(inside):
            inside = _evenly(area.shape)
            even.append(area.name)
        zones.append(_zone(area, inside))
    notes = []
    nobody = [area.name for area in areas if area.high == 0]
    if nobody:
        notes.append(f"Left out, with 0 people: {some(nobody)}")
    if even:
        notes.append(
            "People are taken as spread evenly, since the map shows nothing there to weigh them "
            f"by: {some(even)}"
        )
    return Zones(tuple(zones), tuple(notes))


def _by_weight(areas: Sequence[Area], points: F64, total: int, source: str) -> Zones:
    """A total over the areas by the weight in each."""
    owner = _owners(areas, points)
    spots = [(row, lonlat) for row, area in enumerate(areas) for lonlat in _spots(area.shape)]
    free = np.flatnonzero(owner < 0)
    if spots and len(free):
        near = nearest(points[free], np.array([lonlat for _, lonlat in spots]))
        close = near.metres <= NEAR_M
        owner[free[close]] = np.array([row for row, _ in spots])[near.row[close]]
    weight = summed(owner[owner >= 0], points[owner >= 0, 2], len(areas))
    if not weight.sum() > 0:
        raise UsageError(
            "There is nothing to share the people out by: the map shows neither streets nor "
            f"buildings in {some([area.name for area in areas])}"
        )
    people = split_people(total, [float(part) for part in weight])
    zones = [
        _zone(replace(area, low=part, likely=part, high=part, people_source=source), inside)
        for area, part, inside in zip(
            areas, people, (points[owner == row] for row in range(len(areas))), strict=True
        )
        if part
    ]
    notes = []
    nobody = [area.name for area, part in zip(areas, people, strict=True) if not part]
    if nobody:
        notes.append(f"Left out, since by weight nobody is there: {some(nobody)}")
    outside = points[owner < 0, 2].sum() / points[:, 2].sum()
    if outside > 0:
        notes.append(f"{outside:.1%} of the weight lies outside of all areas and was not used")
    return Zones(tuple(zones), tuple(notes))


def _spots(shape: BaseGeometry) -> list[list[float]]:
    """Positions of a point area; none of a polygon."""
    return [] if shape.area > 0 else shapely.get_coordinates(shape).tolist()


def _owners(areas: Sequence[Area], points: F64) -> I64:
    """The row of the polygon that each point lies in, -1 for none."""
    owner = np.full(len(points), len(areas), dtype=np.int64)
    polygons = np.array([row for row, area in enumerate(areas) if area.shape.area > 0], dtype=int)
    if len(points) and len(polygons):
        tree = point_tree(points[:, :2])
        shapes = np.array([areas[row].shape for row in polygons], dtype=object)
        # the tree holds the points, so each polygon is prepared once for all of them
        found, point = tree.query(shapes, predicate="intersects")
        np.minimum.at(owner, point, polygons[found])
    return np.where(owner == len(areas), -1, owner)


def _zone(area: Area, weights: F64) -> DraftZone:
    return DraftZone(
        id=area.id,
        name=area.name,
        weights=weights,
        low=area.low,
        likely=area.likely,
        high=area.high,
        people_source=area.people_source,
        pcode=area.pcode,
        shape=area.shape,
        place=area.place,
    )


def _at_points(shape: BaseGeometry) -> F64:
    lonlat = shapely.get_coordinates(shape)
    return np.column_stack([lonlat, np.ones(len(lonlat))])


def _evenly(shape: BaseGeometry) -> F64:
    """About a hundred positions on a grid inside the polygon, or one if it is too narrow."""
    found = []
    # a degree of longitude is shorter than one of latitude, so squares are wider in degrees
    flat = np.cos(np.radians(shapely.get_coordinates(shape)[:, 1].mean()))
    step = float(np.sqrt(shape.area * flat / EVEN_POINTS))
    for part in shapely.get_parts(shape):
        west, south, east, north = part.bounds
        lon = np.arange(west + step / flat / 2, east, step / flat)
        lat = np.arange(south + step / 2, north, step)
        grid = np.array([(x, y) for y in lat for x in lon]).reshape(-1, 2)
        found.append(grid[shapely.intersects_xy(part, grid[:, 0], grid[:, 1])])
    lonlat = np.concatenate(found)
    if not len(lonlat):
        lonlat = shapely.get_coordinates(shapely.point_on_surface(shape))
    return np.column_stack([lonlat, np.ones(len(lonlat))])
