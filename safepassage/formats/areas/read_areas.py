"""Read areas: the zones of a GeoJSON, GeoPackage or Shapefile with their people."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from shapely.geometry.base import BaseGeometry

from safepassage.errors import UsageError
from safepassage.formats.areas.area import Area, AreaFile
from safepassage.formats.areas.area_file import AreaPath, area_hash, open_area_file
from safepassage.formats.areas.columns import PeopleColumns, people_columns
from safepassage.formats.areas.gdal_layer import read_gdal_layer
from safepassage.formats.areas.geojson import read_geojson
from safepassage.formats.areas.headcounts import NOBODY_KNOWS, Headcount, read_headcounts
from safepassage.formats.areas.ids import Called, read_ids
from safepassage.formats.areas.layer import Feature, Layer, Refusals
from safepassage.formats.areas.overlaps import cut_overlaps
from safepassage.formats.areas.shapes import read_shapes


def read_areas(
    path: str | Path,
    *,
    id_column: str | None = None,
    name_column: str | None = None,
    people_column: str | None = None,
    people_per: Decimal | int = 1,
    people_needed: bool = True,
    crs: str | None = None,
    layer: str | None = None,
) -> AreaFile:
    """All areas of a file, valid and in degrees, each with its people.

    Parameters
    ----------
    people_column
        One column, or several to add up ("FR+PR+OV").
    people_per
        People for each of what the column counts (homes, households).
    people_needed
        False where a table or a total gives the people: only a people_column that is named is read.
    crs
        The coordinate system, where the file does not say.
    layer
        The layer of a GeoPackage that has several.

    Raises
    ------
    ScenarioError
        With everything that is to be mended.
    """
    path = Path(path)
    if people_per <= 0:
        raise UsageError(f"people_per is {people_per}; give people for each home, more than 0")
    opened = open_area_file(path)
    rows = read_layer(path, opened, layer)
    refusals, notes = Refusals(path.name, crs_option="--zone-crs"), list(rows.notes)
    called = read_ids(rows, id_column, name_column, refusals, notes)
    columns = people_columns(rows, people_column, people_needed, refusals)
    heads = [NOBODY_KNOWS] * len(rows.features)
    if columns is not None:
        per = Fraction(people_per)
        heads = read_headcounts(rows, rows.features, columns, per, refusals, notes)
    shapes = _shapes(rows, crs, refusals, notes)
    refusals.stop()
    areas = _areas(rows, called, heads, columns, shapes)
    return AreaFile(path.name, area_hash(path), areas, tuple(notes))


def read_layer(path: Path, opened: AreaPath, layer: str | None) -> Layer:
    """The features of a file, by its kind."""
    if opened.kind == "geojson":
        return read_geojson(path)
    return read_gdal_layer(opened, layer)


def _shapes(
    rows: Layer, crs: str | None, refusals: Refusals, notes: list[str]
) -> list[BaseGeometry]:
    """The shapes that could be read, without overlaps."""
    read = read_shapes(rows, crs, refusals, notes)
    kept = [(f, s) for f, s in zip(rows.features, read, strict=True) if s is not None]
    features: list[Feature] = [feature for feature, _ in kept]
    return cut_overlaps(features, [shape for _, shape in kept], refusals, notes)


def _areas(
    rows: Layer,
    called: Called,
    heads: list[Headcount],
    columns: PeopleColumns | None,
    shapes: list[BaseGeometry],
) -> tuple[Area, ...]:
    source = None if columns is None else f"{rows.file}, column {columns.text}"
    return tuple(
        Area(
            id=called.ids[row],
            name=called.names[row],
            shape=shapes[row],
            place=f"{rows.file}, feature {feature.number}",
            pcode=called.pcodes[row],
            low=heads[row].low,
            likely=heads[row].likely,
            high=heads[row].high,
            people_source=source,
        )
        for row, feature in enumerate(rows.features)
    )
