"""Shapes: polygons and points that are whole and valid, or what is wrong with them."""

from __future__ import annotations

import shapely
from shapely.geometry.base import BaseGeometry

from safepassage.formats.areas.coordinates import to_wgs84
from safepassage.formats.areas.layer import Layer, Refusals, some
from safepassage.formats.areas.longitude_180 import cut_at_180, unwrapped

LINES = ("LineString", "MultiLineString", "LinearRing")
A_SHAPE = "give a polygon or a point"


def read_shapes(
    layer: Layer, crs: str | None, refusals: Refusals, notes: list[str]
) -> list[BaseGeometry | None]:
    """Every shape in degrees and valid; None where it was refused. What was mended is noted."""
    for feature in layer.features:
        if feature.shape is None and not feature.why:
            continue  # said already
        if feature.shape is None:
            refusals.feature(feature, feature.why, A_SHAPE, "draw it, or take the feature out")
        elif feature.shape.is_empty:
            refusals.feature(feature, "its geometry is empty", A_SHAPE, "draw it, or take it out")
    found: list[BaseGeometry | None] = []
    mended: list[str] = []
    across: list[str] = []
    for feature, shape in zip(layer.features, to_wgs84(layer, crs, refusals), strict=True):
        where = refusals.where(feature)
        if shape is None:
            found.append(None)
            continue
        drawn = _areas_or_points(shape)
        if drawn is None:
            kind = "a line" if shape.geom_type in LINES else f"a {shape.geom_type}"
            refusals.feature(feature, f"its geometry is {kind}", A_SHAPE, "close the line")
            found.append(None)
            continue
        drawn = unwrapped(drawn)
        if not drawn.is_valid:
            mended.append(f"{where} ({shapely.is_valid_reason(drawn)})")
            drawn = _areas_or_points(shapely.make_valid(drawn))
        if drawn is None or (drawn.area == 0 and "Polygon" in shape.geom_type):
            mend = "draw it, or take the feature out"
            refusals.feature(feature, "its polygon has no area", A_SHAPE, mend)
            found.append(None)
            continue
        whole = cut_at_180(drawn)
        if whole is not shape and whole.bounds[2] - whole.bounds[0] > 180:
            across.append(where)
        found.append(whole)
    if mended:
        notes.append(f"Polygons that cross or touch themselves were mended: {some(mended)}")
    if across:
        notes.append(f"Taken to cross longitude 180, and cut there: {some(across)}")
    return found


def _areas_or_points(shape: BaseGeometry) -> BaseGeometry | None:
    """The polygons of a shape; if it has none, its points; None if it has neither."""
    if shape.geom_type in ("Point", "Polygon", "MultiPolygon"):
        return shape
    parts = [inner for part in shapely.get_parts(shape) for inner in shapely.get_parts(part)]
    polygons = [part for part in parts if part.geom_type == "Polygon"]
    if polygons:
        return polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)
    points = [part for part in parts if part.geom_type == "Point"]
    if points:
        return points[0] if len(points) == 1 else shapely.MultiPoint(points)
    return None
