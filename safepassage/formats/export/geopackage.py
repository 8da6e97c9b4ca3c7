"""GeoPackage: all layers in one file, each with the style that QGIS opens it with."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

from safepassage.formats.export.export import Export
from safepassage.formats.export.layer import Column, Layer, cut_at_180
from safepassage.formats.export.place import refuse_name, refuse_taken, write_file
from safepassage.formats.export.qgis import style_of
from safepassage.formats.geo_extra import missing_package

DEGREES = "EPSG:4326"
# the table in which QGIS keeps styles, as QGIS makes it
STYLES = """
CREATE TABLE layer_styles (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    f_table_catalog TEXT(256), f_table_schema TEXT(256), f_table_name TEXT(256),
    f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT,
    useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30),
    update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now'))
)
"""
STYLE = """
INSERT INTO layer_styles (
    f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, styleQML,
    styleSLD, useAsDefault, description, owner
) VALUES ('', '', ?, ?, ?, ?, '', 1, ?, '')
"""


def write_geopackage(export: Export, out: Path, *, force: bool = False) -> Path:
    """A GeoPackage with every layer, a table `about`, and styles for QGIS.

    Raises
    ------
    UsageError
        The name does not end in .gpkg, the place is taken, or the extra `geo` is not installed.
    """
    out = Path(out)
    refuse_name(out)
    refuse_taken(out, force=force, folder=False)

    def fill(draft: Path) -> None:
        _write_layers(export, draft)
        _write_styles(export, draft)

    return write_file(out, fill, force=force)


def _write_layers(export: Export, draft: Path) -> None:
    try:
        import pyogrio.errors
        import pyogrio.raw
        import shapely
    except ImportError as error:
        raise missing_package("Writing a GeoPackage", "pyogrio") from error
    about = {
        key: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        for key, value in export.about().items()
        if value is not None
    }
    try:
        for layer in export.layers:
            geometry, kind = _geometry(shapely, layer)
            _write(pyogrio.raw.write, draft, layer, geometry, kind, export, about)
        rows = Layer("about", "point", (Column("key", "text", ""), Column("value", "text", "")), ())
        fields = [_texts(list(about)), _texts(list(about.values()))]
        pyogrio.raw.write(
            draft,
            None,
            fields,
            [column.name for column in rows.columns],
            layer=rows.name,
            driver="GPKG",
            append=True,
        )
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
        raise OSError(0, f"GDAL: {error}") from error


def _write(
    write: Any, draft: Path, layer: Layer, geometry: Any, kind: str, export: Export, about: Any
) -> None:
    """One layer, with what goes with it in the metadata of the file and of the layer."""
    fields, masks = [], []
    for column in layer.columns:
        values, mask = _field(column, layer.column(column.name))
        fields.append(values)
        masks.append(mask)
    words = {column.name: column.meaning for column in layer.columns}
    first = not draft.exists()
    write(
        draft,
        geometry,
        fields,
        [column.name for column in layer.columns],
        field_mask=masks,
        layer=layer.name,
        driver="GPKG",
        geometry_type=kind,
        crs=DEGREES,
        append=not first,
        dataset_metadata=about if first else None,
        layer_metadata={
            "attribution": export.attribution,
            "grade": about["grade"],
            "columns": json.dumps(words, ensure_ascii=False),
        },
    )


def _geometry(shapely: Any, layer: Layer) -> tuple[Any, str]:
    """The shapes as WKB; lines are in parts if one crosses longitude 180."""
    import numpy as np

    shapes: list[Any] = []
    kind = "Point"
    if layer.geometry == "line":
        lines = [cut_at_180(f.geometry) if f.geometry else () for f in layer.features]
        kind = "MultiLineString" if any(len(parts) > 1 for parts in lines) else "LineString"
        for parts in lines:
            made = [shapely.LineString(part) for part in parts]
            shapes.append(
                None
                if not made
                else made[0]
                if kind == "LineString"
                else shapely.MultiLineString(made)
            )
    else:
        shapes = [shapely.Point(f.geometry[0]) if f.geometry else None for f in layer.features]
    wkb = np.empty(len(shapes), dtype=object)
    wkb[:] = [None if shape is None else shapely.to_wkb(shape) for shape in shapes]
    return wkb, kind


def _field(column: Column, values: list[Any]) -> tuple[Any, Any]:
    """The values of a column as an array, and where they are missing."""
    import numpy as np

    missing = np.array([value is None for value in values], dtype=bool)
    if column.kind == "text":
        return _texts(values), missing
    kind = np.int64 if column.kind == "int" else np.float64
    return np.array([0 if value is None else value for value in values], dtype=kind), missing


def _texts(values: list[Any]) -> Any:
    import numpy as np

    found = np.empty(len(values), dtype=object)
    found[:] = values
    return found


def _write_styles(export: Export, draft: Path) -> None:
    """The table that QGIS reads styles from, registered like any other table."""
    base = sqlite3.connect(draft)
    try:
        with base:
            base.execute(STYLES)
            base.execute(
                "INSERT INTO gpkg_contents (table_name, data_type, identifier) "
                "VALUES ('layer_styles', 'attributes', 'layer_styles')"
            )
            columns = dict(
                base.execute("SELECT table_name, column_name FROM gpkg_geometry_columns")
            )
            for layer in export.layers:
                style = style_of(layer)
                if style is not None:
                    words = f"{layer.name} of {export.inputs.title}"
                    row = (layer.name, columns[layer.name], layer.name, style, words)
                    base.execute(STYLE, row)
    finally:
        base.close()
