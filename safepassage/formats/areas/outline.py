"""Outline: the polygons of a file as one shape, whoever lives there."""

from __future__ import annotations

from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

from safepassage.formats.areas.area_file import open_area_file
from safepassage.formats.areas.layer import Refusals
from safepassage.formats.areas.read_areas import read_layer
from safepassage.formats.areas.shapes import read_shapes


def read_outline(
    path: str | Path,
    *,
    crs: str | None = None,
    layer: str | None = None,
    crs_option: str = "--zone-crs",
) -> BaseGeometry:
    """All polygons of a file together, in degrees; they may overlap and need no ids.

    Raises
    ------
    ScenarioError
        It cannot be read, or a feature is no polygon.
    """
    path = Path(path)
    rows = read_layer(path, open_area_file(path), layer)
    refusals = Refusals(path.name, crs_option=crs_option)
    shapes = [shape for shape in read_shapes(rows, crs, refusals, []) if shape is not None]
    refusals.stop()
    for feature, shape in zip(rows.features, shapes, strict=True):
        if shape.area == 0:
            refusals.feature(feature, "it is a point", "give polygons: they say what lies inside")
    refusals.stop()
    return shapely.union_all(shapes)
