"""TNTP nodes: where the nodes of a network lie, which its own file does not say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from safepassage.errors import UsageError
from safepassage.formats.roads.packed_file import chunks
from safepassage.formats.roads.positions import Coordinates, to_degrees
from safepassage.formats.roads.refusals import Refusals, refuse
from safepassage.formats.roads.road_map import Point

ALLOWED = "give rows of node, x, y (_node.tntp), or GeoJSON points with a property id"


def read_tntp_nodes(path: Path, crs: str | None) -> list[Point]:
    """Points of a `_node.tntp` in the system `crs`, or of GeoJSON points with a property id."""
    if path.name.endswith("json"):
        found, system = _geojson_nodes(path), "EPSG:4326"
    else:
        found, system = _table_nodes(path), crs or ""
        if not system:
            raise UsageError(
                f"{path.name} does not state the system of its coordinates. Give crs, such as "
                "EPSG:4326 if they are longitude and latitude."
            )
    refs = [ref for ref, *_ in found]
    if not found or len(set(refs)) < len(refs):
        raise refuse(path.name, "a node is there twice, or none at all", ALLOWED)
    places = [(line, f"node/{ref}") for ref, line, *_ in found]
    here = Coordinates(path.name, [row[2] for row in found], [row[3] for row in found], places)
    return [
        Point(ref, *position) for ref, position in zip(refs, to_degrees(here, system), strict=True)
    ]


def _table_nodes(path: Path) -> list[tuple[str, int | None, float, float]]:
    """Rows of node, x and y; the first line may be a header."""
    refusals = Refusals(path.name)
    text = b"".join(chunks(path, ALLOWED)).decode("utf-8-sig", "replace")
    found: list[tuple[str, int | None, float, float]] = []
    for line, words in enumerate((row.replace(";", " ").split() for row in text.splitlines()), 1):
        if not words or (line == 1 and not words[0].isdecimal()):
            continue
        if len(words) < 3:
            refusals.add(line, None, "", f"the row has {len(words)} words", ALLOWED)
            continue
        at = (line, None, f"node/{words[0]}")
        x, y = (refusals.number(word, at, "x or y", least=None) for word in words[1:3])
        found.append((words[0], line, x or 0.0, y or 0.0))
    refusals.stop_if_any()
    return found


def _geojson_nodes(path: Path) -> list[tuple[str, int | None, float, float]]:
    try:
        document: Any = json.loads(b"".join(chunks(path, ALLOWED)))
        return [_node(feature) for feature in document["features"]]
    except (ValueError, KeyError, TypeError) as error:
        read = f"it is no GeoJSON of points with a property id ({error})"
        raise refuse(path.name, read, ALLOWED) from error


def _node(feature: Any) -> tuple[str, int | None, float, float]:
    x, y = feature["geometry"]["coordinates"][:2]
    return str(feature["properties"]["id"]), None, float(x), float(y)
