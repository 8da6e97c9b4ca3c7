"""Shelters: where people may go, from GeoJSON, GeoPackage, Shapefile or CSV."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

from safepassage.formats.areas.area_file import area_hash, open_area_file
from safepassage.formats.areas.columns import in_order, named_column
from safepassage.formats.areas.csv_rows import read_csv
from safepassage.formats.areas.figures import PLAIN, read_figure
from safepassage.formats.areas.geojson import WGS84
from safepassage.formats.areas.ids import read_ids
from safepassage.formats.areas.layer import Feature, Layer, Refusals, numbers
from safepassage.formats.areas.read_areas import read_layer
from safepassage.formats.areas.shapes import read_shapes
from safepassage.problems import Refusal, quoted

LON = ("lon", "longitude", "lng", "long", "x_coord", "x")
LAT = ("lat", "latitude", "y_coord", "y")
CAPACITY = ("capacity", "room", "places", "spaces")
PLACES = "give places as a whole number, 0 or more, or unknown"


@dataclass(frozen=True, slots=True)
class Shelter:
    """A place with room for people; capacity None = nobody says how much."""

    id: str
    name: str
    lon: float
    lat: float
    capacity: int | None
    place: str  # where it stands, e.g. "shelters.csv, line 3"


@dataclass(frozen=True, slots=True)
class ShelterFile:
    """All shelters of a file, and what was done to them on the way."""

    file: str
    sha256: str
    shelters: tuple[Shelter, ...]
    notes: tuple[str, ...]


def read_shelters(
    path: str | Path,
    *,
    id_column: str | None = None,
    name_column: str | None = None,
    capacity_column: str | None = None,
    crs: str | None = None,
    layer: str | None = None,
) -> ShelterFile:
    """All shelters of a file; of a polygon a point inside it.

    Raises
    ------
    ScenarioError
        With everything that is to be mended.
    """
    path = Path(path)
    refusals = Refusals(path.name)
    opened = open_area_file(path, csv=True)
    if opened.kind == "csv":
        rows = _table(path, refusals)
    else:
        rows = read_layer(path, opened, layer)
    notes = list(rows.notes)
    called = read_ids(rows, id_column, name_column, refusals, notes)
    room = _capacities(rows, capacity_column, refusals, notes)
    shapes = read_shapes(rows, crs, refusals, notes)
    refusals.stop()
    found = []
    for row, feature in enumerate(rows.features):
        line = f"line {feature.line}" if feature.line is not None else f"feature {feature.number}"
        where = f"{path.name}, {line}"
        lon, lat = _position(shapes[row])
        found.append(Shelter(called.ids[row], called.names[row], lon, lat, room[row], where))
    drawn = [shape for shape in shapes if shape is not None and shape.area > 0]
    if drawn:
        notes.append(f"Of {len(drawn):,} shelters drawn as polygons a point inside was taken")
    return ShelterFile(path.name, area_hash(path), tuple(found), tuple(notes))


def _position(shape: BaseGeometry | None) -> tuple[float, float]:
    """A point, or one inside a polygon."""
    assert shape is not None
    lon, lat = shapely.get_coordinates(shapely.point_on_surface(shape))[0]
    return float(lon), float(lat)


def _table(path: Path, refusals: Refusals) -> Layer:
    """A table with a longitude and a latitude in each row."""
    table = read_csv(path)
    columns = []
    for known, what in ((LON, "longitude"), (LAT, "latitude")):
        found = in_order(table.columns, known)
        if len(found) == 1:
            columns.append(found[0])
            continue
        read = f"columns for the {what}: {', '.join(found)}" if found else f"no {what} column"
        allowed = f"give one of {', '.join(known)}"
        refusals.add(f"{read}; the columns are {', '.join(table.columns)}", allowed)
    features = []
    for number, row in enumerate(table.rows, 1):
        feature = Feature(number, row.values, None, line=row.line)
        read_ = [_degrees(feature, column, refusals) for column in columns]
        position = [number for number in read_ if number is not None]
        if len(position) == 2:
            feature = feature._replace(shape=shapely.Point(position))
        features.append(feature)
    return Layer(table.file, table.columns, tuple(features), None, WGS84, texts=True)


def _degrees(feature: Feature, column: str, refusals: Refusals) -> float | None:
    """The number in a cell of a position."""
    text = str(feature.values.get(column, ""))
    if PLAIN.fullmatch(text):
        return float(text)
    read = f"{column} {quoted(text)} is not a number" if text else f"{column} is empty"
    mend = "write 34.5 for 34 degrees and a half"
    if text.replace(",", ".", 1).lstrip("-").replace(".", "", 1).isdigit():
        mend = f"write {text.replace(',', '.')}"
    refusals.feature(feature, read, "give degrees as a plain number", mend)
    return None


def _capacities(
    layer: Layer, wanted: str | None, refusals: Refusals, notes: list[str]
) -> list[int | None]:
    """Places of each shelter; an empty cell is unknown, and said."""
    column = wanted and named_column(wanted, layer.columns, "capacity_column", refusals)
    found = in_order(layer.columns, CAPACITY)
    if wanted is None and len(found) > 1:
        read = f"several columns may hold the capacity: {', '.join(found)}"
        refusals.add(read, "one is meant", f"name it: capacity_column={found[0]}")
    elif wanted is None:
        column = found[0] if found else None
    if column is None:
        notes.append(f"{layer.file} has no column of capacity: room is unknown everywhere")
        return [None] * len(layer.features)
    rooms: list[int | None] = []
    for feature in layer.features:
        rooms.append(None)
        try:
            figure = read_figure(feature.values.get(column), texts=layer.texts)
            if isinstance(figure, Fraction):
                if figure.denominator != 1:
                    raise Refusal(f"{feature.values[column]} is not whole", PLACES)
                rooms[-1] = int(figure)
        except Refusal as refusal:
            refusals.feature(feature, f"{column}: {refusal.read}", PLACES, refusal.mend)
    unknown = [f for f, room in zip(layer.features, rooms, strict=True) if room is None]
    if unknown:
        notes.append(f"Room is unknown in {layer.file}, {numbers(unknown)}")
    return rooms
