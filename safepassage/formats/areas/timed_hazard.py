"""Timed hazard: points, lines or polygons, each with the time at which a hazard is there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

from safepassage.clock import format_instant, seconds_between
from safepassage.errors import UsageError
from safepassage.formats.areas.area_file import area_hash, open_area_file
from safepassage.formats.areas.coordinates import to_wgs84
from safepassage.formats.areas.layer import Feature, Layer, Refusals, some
from safepassage.formats.areas.read_areas import read_layer
from safepassage.formats.areas.timed_hazard_only import keep_only
from safepassage.formats.areas.timed_hazard_times import END_COLUMN, read_times, time_column_of

A_SHAPE = "give points, lines or polygons"


@dataclass(frozen=True, slots=True)
class TimedHazard:
    """Where a hazard is from when on; `shapes` are in degrees (WGS 84)."""

    kind: str  # such as fire
    file: str
    sha256: str  # of a Shapefile: of its .shp, then its .dbf
    start: datetime
    shapes: tuple[BaseGeometry, ...]
    arrives_s: tuple[int, ...]  # seconds after the start; 0 = already there
    time_source: str  # such as "fire_reports.geojson, column start_min"
    notes: tuple[str, ...]


def read_timed_hazard(
    path: str | Path,
    *,
    start: datetime,
    time_column: str | None = None,
    kind: str = "fire",
    only: str | None = None,
    minutes_from: datetime | None = None,
    crs: str | None = None,
    layer: str | None = None,
) -> TimedHazard:
    """All places of a hazard with the second after `start` from which it is there.

    Parameters
    ----------
    time_column
        Instants with an offset, or minutes after the start (then its name ends in _min or
        _minutes). Without it a known name is looked for; two of them are never chosen between.
    only
        "COLUMN=VALUE,VALUE": these features alone are read.
    minutes_from
        The instant from which the file counts its minutes, where that is not `start`.
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
    for name, instant in (("start", start), ("minutes_from", minutes_from)):
        if instant is not None and instant.tzinfo is None:
            raise UsageError(f"{name} is {instant.isoformat()}, which has no offset; give one")
    rows = read_layer(path, open_area_file(path), layer)
    refusals, notes = Refusals(path.name), list(rows.notes)
    column = time_column_of(rows, time_column, refusals)
    rows = keep_only(rows, only, refusals, notes)
    shapes = _shapes(rows, crs, refusals, notes)
    times: list[int] = []
    if column is not None:
        zero = seconds_between(start, minutes_from or start)
        times = read_times(rows.features, column, start, zero, refusals)
    refusals.stop()
    assert column is not None
    _note_early(times, start, notes)
    _note_ends([name for name in rows.columns if name != column.name], notes)
    return TimedHazard(
        kind=kind,
        file=path.name,
        sha256=area_hash(path),
        start=start,
        shapes=tuple(shape for shape in shapes if shape is not None),
        arrives_s=tuple(max(0, seconds) for seconds in times),
        time_source=f"{path.name}, column {column.name}",
        notes=tuple(notes),
    )


def _shapes(
    rows: Layer, crs: str | None, refusals: Refusals, notes: list[str]
) -> list[BaseGeometry | None]:
    """Every shape in degrees and valid; None where it was refused."""
    for feature in rows.features:
        if feature.shape is None:
            refusals.feature(feature, feature.why, A_SHAPE, "draw it, or take the feature out")
        elif feature.shape.is_empty:
            refusals.feature(feature, "its geometry is empty", A_SHAPE, "draw it, or take it out")
    found = to_wgs84(rows, crs, refusals)
    mended: list[Feature] = []
    for row, (feature, shape) in enumerate(zip(rows.features, found, strict=True)):
        if shape is not None and not shape.is_valid:
            found[row] = shapely.make_valid(shape)
            mended.append(feature)
    if mended:
        where = some([refusals.where(feature) for feature in mended])
        notes.append(f"Shapes that cross or touch themselves were mended: {where}")
    return found


def _note_early(times: Sequence[int], start: datetime, notes: list[str]) -> None:
    early = sum(seconds < 0 for seconds in times)
    if early:
        notes.append(
            f"{early:,} of {len(times):,} had arrived before the start "
            f"({format_instant(start)}): they count as there at the start"
        )


def _note_ends(columns: Sequence[str], notes: list[str]) -> None:
    ends = [column for column in columns if END_COLUMN.fullmatch(column.lower())]
    if ends:
        notes.append(
            f"Not read: {', '.join(ends)}. What a hazard closes stays closed to the end of the "
            "plan; a road that opens again is a row of closure.csv instead"
        )
