"""Zone areas: the polygons of zones.geojson, where a scenario's folder has one."""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

from safepassage.errors import ScenarioError
from safepassage.problems import Problem, did_you_mean, quoted
from safepassage.report.map_line import Position

FILE = "zones.geojson"
Rings = tuple[tuple[Position, ...], ...]
FORM = 'give a FeatureCollection of Polygons or MultiPolygons with the property "zone_id"'


def read_zone_areas(folder: Path, zone_ids: Collection[str]) -> dict[str, Rings]:
    """The rings of each zone's polygon; empty where the folder has no such file.

    Raises ScenarioError once, with every problem.
    """
    path = folder / FILE
    if not path.is_file():
        return {}
    try:
        tree = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise ScenarioError([_problem("", f"cannot be read as JSON ({error})", FORM)]) from None
    if not isinstance(tree, dict) or not isinstance(tree.get("features"), list):
        raise ScenarioError([_problem("", "holds no list of features", FORM)])
    found: dict[str, Rings] = {}
    problems: list[Problem] = []
    for number, feature in enumerate(tree["features"]):
        where = f"features/{number}"
        zone, problem = _zone_of(feature, where, zone_ids)
        rings = _rings(feature)
        if problem is None and rings is None:
            problem = _problem(where, f"the area of {quoted(zone)} is no polygon in degrees", FORM)
        if problem is not None:
            problems.append(problem)
        elif rings is not None:
            found[zone] = (*found.get(zone, ()), *rings)
    if problems:
        raise ScenarioError(problems)
    return found


def _zone_of(feature: Any, where: str, zone_ids: Collection[str]) -> tuple[str, Problem | None]:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    value = properties.get("zone_id") if isinstance(properties, dict) else None
    if value is None:
        return "", _problem(where, "has no zone_id", FORM)
    zone = str(value)
    if zone in zone_ids:
        return zone, None
    return zone, _problem(
        where, f"{quoted(zone)} is not in zone.csv", "name a zone", did_you_mean(zone, zone_ids)
    )


def _rings(feature: Any) -> Rings | None:
    """All rings of a polygon or several, or None if it is neither."""
    geometry: Any = feature.get("geometry") if isinstance(feature, dict) else None
    if not isinstance(geometry, dict) or geometry.get("type") not in ("Polygon", "MultiPolygon"):
        return None
    coordinates: Any = geometry.get("coordinates")
    polygons = [coordinates] if geometry["type"] == "Polygon" else coordinates
    try:
        rings = tuple(
            tuple((float(point[0]), float(point[1])) for point in ring)
            for polygon in polygons
            for ring in polygon
        )
    except (TypeError, ValueError, IndexError, KeyError):
        return None
    inside = all(abs(lon) <= 540 and abs(lat) <= 90 for ring in rings for lon, lat in ring)
    return rings if inside and rings and all(len(ring) >= 3 for ring in rings) else None


def _problem(where: str, read: str, allowed: str, mend: str = "") -> Problem:
    return Problem(FILE, None, None, where, read, allowed, mend)
