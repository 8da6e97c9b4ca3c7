"""GeoJSON: its features as a layer, with the types that the file gives its values."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from shapely import force_2d
from shapely.errors import ShapelyError
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from safepassage.formats.areas.area_file import refuse
from safepassage.formats.areas.layer import Feature, Layer

GEOMETRIES = {
    *("Point", "MultiPoint", "LineString", "MultiLineString"),
    *("Polygon", "MultiPolygon", "GeometryCollection"),
}
WGS84 = "OGC:CRS84"  # what GeoJSON is in by its standard
ALLOWED = "give a FeatureCollection with features that have properties and a geometry"


def read_geojson(path: Path) -> Layer:
    """All features of a GeoJSON file.

    Raises
    ------
    ScenarioError
        It is not JSON, or JSON of another kind.
    """
    tree = _tree(path)
    found = _features(path.name, tree)
    columns: dict[str, None] = {}
    features = []
    for number, item in enumerate(found, 1):
        values: dict[str, Any] = {}
        if isinstance(item, dict):
            properties = item.get("properties")
            values = properties if isinstance(properties, dict) else {}
            if "id" in item and "id" not in values:
                values = {**values, "(feature id)": item["id"]}
        columns.update(dict.fromkeys(values))
        features.append(Feature(number, values, *_shape(item)))
    return Layer(path.name, tuple(columns), tuple(features), _crs(path.name, tree), WGS84)


def _tree(path: Path) -> dict[str, Any]:
    """The JSON of the file."""
    data = path.read_bytes()
    try:
        tree = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        read = f"byte {error.start} in line {line} (0x{data[error.start]:02x}) is not UTF-8"
        raise refuse(path.name, read, "save it again as UTF-8", "GeoJSON is UTF-8") from error
    except json.JSONDecodeError as error:
        read = f"line {error.lineno}, character {error.colno} is not JSON ({error.msg})"
        mend = "the file may be cut off: copy or download it again"
        if error.msg == "Extra data":
            mend = "one feature a line is another form: save it as one FeatureCollection"
        raise refuse(path.name, read, mend, ALLOWED) from error
    except RecursionError as error:
        read = "brackets are nested too deep for a map"
        raise refuse(path.name, read, allowed=ALLOWED) from error
    assert isinstance(tree, dict)  # it begins with a brace
    return tree


def _features(file: str, tree: dict[str, Any]) -> list[Any]:
    """The list of features; a lone feature or geometry is one."""
    kind = tree.get("type")
    if kind == "FeatureCollection":
        found = tree.get("features")
        if not isinstance(found, list):
            raise refuse(file, "the FeatureCollection has no list of features", allowed=ALLOWED)
        if not found:
            raise refuse(file, "the list of features is empty", allowed="give at least one feature")
        return found
    if kind == "Feature":
        return [tree]
    if kind in GEOMETRIES:
        return [{"type": "Feature", "properties": {}, "geometry": tree}]
    if kind == "Topology":
        raise refuse(file, "this is TopoJSON", "save it as GeoJSON", ALLOWED)
    if "geometryType" in tree or "spatialReference" in tree:
        raise refuse(file, "this is Esri JSON", "save it as GeoJSON", ALLOWED)
    raise refuse(file, f'the file is JSON with "type": {json.dumps(kind)[:60]}', allowed=ALLOWED)


def _shape(item: Any) -> tuple[BaseGeometry | None, str]:
    """The geometry in two dimensions, or None and why."""
    if not isinstance(item, dict) or item.get("type") != "Feature":
        return None, "it is not a Feature"
    geometry = item.get("geometry")
    if geometry is None:
        return None, "it has no geometry"
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in GEOMETRIES:
        return None, f"its geometry has the type {json.dumps(kind)[:60]}"
    try:
        with np.errstate(invalid="ignore"):  # NaN is refused later, by feature
            return force_2d(shape(geometry)), ""
    # shapely meets foreign nesting of lists in many ways
    except (ValueError, TypeError, LookupError, AttributeError, ShapelyError, RecursionError) as e:
        return None, f"its coordinates cannot be read ({str(e)[:80] or type(e).__name__})"


def _crs(file: str, tree: dict[str, Any]) -> str | None:
    """What the old "crs" member says; without one GeoJSON is WGS 84, and None is given."""
    member = tree.get("crs")
    if member is None:
        return None
    try:
        name = member["properties"]["name"]
    except (TypeError, KeyError):
        name = None
    if not isinstance(name, str):
        read = f'the "crs" member is {json.dumps(member)[:80]}'
        raise refuse(
            file, read, "take it out if the file is in WGS 84", "it gives a name, or is not there"
        )
    return name
