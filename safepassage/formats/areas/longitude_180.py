"""Longitude 180: shapes that cross it are cut there, so that every piece lies on one side."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely
from shapely.affinity import translate
from shapely.geometry.base import BaseGeometry

WIDEST = 180.0  # degrees; a polygon that seems wider crosses longitude 180 the short way


def unwrapped(shape: BaseGeometry) -> BaseGeometry:
    """The shape with every polygon in one run of longitudes, which may go beyond 180.

    A polygon with corners at both ends, such as 179.9 and -179.9, is taken to cross longitude 180.
    """
    west, _, east, _ = shape.bounds
    if east - west <= WIDEST or shape.geom_type in ("Point", "MultiPoint"):
        return shape
    parts = [
        shapely.transform(part, _on_from_180) if part.bounds[2] - part.bounds[0] > WIDEST else part
        for part in shapely.get_parts(shape)
    ]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def cut_at_180(shape: BaseGeometry) -> BaseGeometry:
    """A valid shape between longitudes -180 and 180; pieces beyond come back on the other side."""
    west, _, east, _ = shape.bounds
    if west >= -180 and east <= 180:
        return shape
    if shape.geom_type in ("Point", "MultiPoint"):
        return shapely.transform(shape, _on_one_turn)
    pieces = []
    for turns in (-1, 0, 1):
        window = shapely.box(360 * turns - 180, -90, 360 * turns + 180, 90)
        inside = translate(shapely.intersection(shape, window), xoff=-360.0 * turns)
        # moving rounds the corners, and a file may have drawn one place in both customs
        pieces.append(inside if inside.is_valid else shapely.make_valid(inside))
    whole = shapely.union_all(pieces)
    parts = [inner for part in shapely.get_parts(whole) for inner in shapely.get_parts(part)]
    polygons = [part for part in parts if part.area > 0]
    return polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)


def _on_from_180(corners: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Longitudes west of Greenwich counted on from 180."""
    lon, lat = corners.T
    return np.column_stack([np.where(lon < 0, lon + 360, lon), lat])


def _on_one_turn(corners: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Longitudes from -180 to 180."""
    lon, lat = corners.T
    turned = np.where(lon > 180, lon - 360, np.where(lon < -180, lon + 360, lon))
    return np.column_stack([turned, lat])
