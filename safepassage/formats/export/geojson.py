"""GeoJSON: one FeatureCollection for each layer, in a folder (RFC 7946)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from safepassage.formats.export.export import Export
from safepassage.formats.export.layer import Feature, Layer, cut_at_180
from safepassage.formats.export.place import ABOUT, write_folder


def write_geojson(export: Export, out: Path, *, force: bool = False) -> Path:
    """A folder with <layer>.geojson for every layer, and about.json.

    Raises
    ------
    UsageError
        The folder is taken or cannot be written; nothing is then there.
    """
    files = {f"{layer.name}.geojson": _text(collection(export, layer)) for layer in export.layers}
    files[ABOUT] = _text(export.about())
    return write_folder(out, files, force=force)


def collection(export: Export, layer: Layer) -> dict[str, Any]:
    """A FeatureCollection; every feature carries the attribution, as parts are passed on alone."""
    about = export.about()
    heads = ("title", "notice", "grade", "grade_text", "attribution", "notes")
    return {
        "type": "FeatureCollection",
        "name": layer.name,
        **{key: about[key] for key in heads},
        "features": [_feature(export, layer, row) for row in layer.features],
    }


def _feature(export: Export, layer: Layer, row: Feature) -> dict[str, Any]:
    names = [column.name for column in layer.columns]
    return {
        "type": "Feature",
        "properties": {
            **dict(zip(names, row.values, strict=True)),
            "attribution": export.credit,
        },
        "geometry": _geometry(layer, row),
    }


def _geometry(layer: Layer, row: Feature) -> dict[str, Any] | None:
    if row.geometry is None:
        return None
    if layer.geometry == "point":
        return {"type": "Point", "coordinates": list(row.geometry[0])}
    parts = [[list(position) for position in part] for part in cut_at_180(row.geometry)]
    if len(parts) == 1:
        return {"type": "LineString", "coordinates": parts[0]}
    return {"type": "MultiLineString", "coordinates": parts}


def _text(value: dict[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()
