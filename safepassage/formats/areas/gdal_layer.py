"""GDAL layer: one layer of a GeoPackage or Shapefile, read through pyogrio."""

from __future__ import annotations

import math
import warnings
from typing import Any

import pyogrio
import shapely
from shapely.errors import ShapelyError
from shapely.geometry.base import BaseGeometry

from safepassage.formats.areas.area_file import AreaPath, refuse
from safepassage.formats.areas.layer import Feature, Layer
from safepassage.problems import did_you_mean, quoted


def read_gdal_layer(path: AreaPath, layer: str | None) -> Layer:
    """One layer with shapes; it has to be named where there are several.

    Raises
    ------
    ScenarioError
        The file cannot be read, or it is not clear which layer is meant.
    """
    kind = "GeoPackage" if path.kind == "gpkg" else "Shapefile"
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        try:
            name = _layer(path, layer)
            # times as texts: as numbers they lose their offset
            found = pyogrio.raw.read(path.source, layer=name, datetime_as_string=True)
            meta, _, wkb, data = found
        except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ValueError) as error:
            read = f"the file cannot be read as {kind} ({str(error)[:160]})"
            raise refuse(path.file, read, "copy or download it again") from error
    if wkb is None or not len(wkb):
        raise refuse(
            path.file, f"the layer {quoted(name)} is empty", allowed="give at least one feature"
        )
    columns = tuple(str(column) for column in meta["fields"])
    features = []
    for row, geometry in enumerate(wkb):
        values = {c: _plain(column[row]) for c, column in zip(columns, data, strict=True)}
        features.append(Feature(row + 1, values, *_shape(geometry)))
    notes = [f"GDAL says of {path.file}: {warning.message}" for warning in said]
    if path.kind == "shp" and not path.has_cpg and _has_foreign_letters(features):
        notes.append(
            f"{path.file} comes without a .cpg file, so nobody says how its letters are written: "
            f"they were read as {meta['encoding']}; look at the names"
        )
    # without a .prj nothing is said, whatever GDAL makes of it
    crs = meta["crs"] if path.kind == "gpkg" or path.has_prj else None
    return Layer(path.file, columns, tuple(features), crs, notes=tuple(notes))


def _layer(path: AreaPath, wanted: str | None) -> str:
    """The name of the layer to read."""
    found = pyogrio.list_layers(path.source)
    names = [str(name) for name, geometry in found if geometry is not None]
    if not names:
        raise refuse(
            path.file, "no layer of the file has shapes", allowed="give a layer of polygons"
        )
    if wanted is not None:
        if wanted not in names:
            read = f"layer {quoted(wanted)} is not in the file"
            raise refuse(
                path.file, read, did_you_mean(wanted, names), f"it has: {', '.join(names)}"
            )
        return wanted
    if len(names) > 1:
        read = f"the file has {len(names)} layers: {', '.join(names)}"
        raise refuse(path.file, read, f"for example --zone-layer {names[0]}", "name one layer")
    return names[0]


def _plain(value: Any) -> object:
    """A value as Python has it; NaN stands where a number is missing."""
    plain = value.item() if hasattr(value, "item") else value
    return None if isinstance(plain, float) and math.isnan(plain) else plain


def _shape(wkb: bytes | None) -> tuple[BaseGeometry | None, str]:
    """The geometry in two dimensions, or None and why."""
    if wkb is None:
        return None, "it has no geometry"
    try:
        return shapely.force_2d(shapely.from_wkb(wkb)), ""
    except ShapelyError as error:
        return None, f"its geometry cannot be read ({str(error)[:80]})"


def _has_foreign_letters(features: list[Feature]) -> bool:
    return any(
        isinstance(value, str) and not value.isascii()
        for feature in features
        for value in feature.values.values()
    )
