"""Rows: a table that somebody handed over, CSV or GeoJSON, as texts with the place of each row."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from safepassage.errors import UsageError

STEERING = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
MOST_BYTES = 20_000_000
DRAWN = "drawn as a line"  # the way of a GeoJSON feature that has a line and no property route


@dataclass(frozen=True, slots=True)
class Rows:
    """Columns in order, and (file, line or feature, cells by column) of each row."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, int, dict[str, str]], ...]


def read_rows(path: Path) -> Rows:
    """The rows of a .csv, .geojson or .json file.

    Raises
    ------
    UsageError
        What was read, where, what is allowed.
    """
    if path.suffix.lower() in (".geojson", ".json"):
        return plain(_features(path))
    if path.suffix.lower() == ".csv":
        return plain(_csv(path))
    raise UsageError(f"{path}: give a bundle folder, a .csv, a .geojson, or a .yaml of claims.")


def read_text(path: Path) -> str:
    """The text of a file of at most 20 MB in UTF-8."""
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise UsageError(f"{path}: {size:,} bytes; at most {MOST_BYTES:,}.")
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror or error}.") from None
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: byte {error.start} is not UTF-8. Save it as UTF-8.") from None


def plain(table: Rows) -> Rows:
    """The rows, refused if a cell or a name holds signs that steer a terminal."""
    for file, number, cells in table.rows:
        for name, text in cells.items():
            if found := STEERING.search(name + text):
                raise UsageError(
                    f"{file}:{number}: a cell holds the control character U+{ord(found[0]):04X}. "
                    "Take it out."
                )
    return table


def _csv(path: Path) -> Rows:
    reader = csv.reader(io.StringIO(read_text(path), newline=""), strict=True)
    try:
        header = next(reader, None)
        if header is None:
            raise UsageError(f"{path}: it is empty. The first line names the columns.")
        columns = [name.strip().lower() for name in header]
        if len(columns) == 1 and ";" in columns[0]:
            raise UsageError(f"{path}: its cells are divided by ;. Save it with commas.")
        _named_once(path, columns)
        rows = []
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(columns):
                raise UsageError(
                    f"{path.name} line {reader.line_num}: {len(cells)} cells, and {len(columns)} "
                    'columns. Put a text that holds a comma into "quotes".'
                )
            texts = (cell.strip() for cell in cells)
            rows.append((path.name, reader.line_num, dict(zip(columns, texts, strict=True))))
    except csv.Error as error:
        raise UsageError(f"{path} line {reader.line_num}: it is not CSV ({error}).") from None
    return Rows(tuple(columns), tuple(rows))


def _named_once(path: Path, columns: list[str]) -> None:
    twice = [name for name, count in Counter(columns).items() if count > 1]
    if twice or "" in columns:
        what = f"column {twice[0]} stands twice" if twice and twice[0] else "a column has no name"
        raise UsageError(f"{path}: {what}. Give each column a name of its own.")


def _features(path: Path) -> Rows:
    text = read_text(path)
    try:
        features = json.loads(text)["features"]
        rows = [
            (path.name, number, dict(_properties(feature)))
            for number, feature in enumerate(features, start=1)
        ]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise UsageError(
            f"{path}: it is not GeoJSON. Give a FeatureCollection whose features have properties."
        ) from None
    columns = tuple(dict.fromkeys(name for _, _, cells in rows for name in cells))
    return Rows(columns, tuple(rows))


def _properties(feature: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Properties as texts; a number like 250.0, as map programs write it, is 250."""
    found = {}
    for key, value in feature["properties"].items():
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        found[str(key).strip().lower()] = "" if value is None else str(value).strip()
    shape = (feature.get("geometry") or {}).get("type")
    if shape in ("LineString", "MultiLineString") and not found.get("route"):
        found["route"] = DRAWN
    yield from found.items()
