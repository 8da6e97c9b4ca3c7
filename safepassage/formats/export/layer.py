"""Layer: features with a geometry and named values, in any format that is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from safepassage.formats.roads.road_map import Position

Kind = Literal["text", "int", "real"]
Value = str | int | float | None
Line = tuple[Position, ...]


class Column(NamedTuple):
    """A named value of every feature of a layer; None in it = not known or not there."""

    name: str
    kind: Kind
    meaning: str


class Feature(NamedTuple):
    """A place with its values, in the order of the columns; geometry None = it has no place."""

    geometry: Line | None  # one position for a point
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Layer:
    """Features of one kind."""

    name: str
    geometry: Literal["point", "line"]
    columns: tuple[Column, ...]
    features: tuple[Feature, ...]

    def column(self, name: str) -> list[Value]:
        """The values of one column."""
        row = next(i for i, column in enumerate(self.columns) if column.name == name)
        return [feature.values[row] for feature in self.features]

    def has(self, name: str) -> bool:
        """Whether there is such a column."""
        return any(column.name == name for column in self.columns)


def feature(
    geometry: Line | None, columns: tuple[Column, ...], values: Mapping[str, Value]
) -> Feature:
    """A feature from values by name; every column has to be there."""
    return Feature(geometry, tuple(values[column.name] for column in columns))


def cut_at_180(line: Line) -> tuple[Line, ...]:
    """The line in parts that do not cross longitude 180 (RFC 7946, 3.1.9)."""
    parts: list[list[Position]] = [[line[0]]]
    for (lon_a, lat_a), (lon_b, lat_b) in pairwise(line):
        if abs(lon_b - lon_a) > 180:
            edge = 180.0 if lon_a > 0 else -180.0
            whole = lon_b + 2 * edge - lon_a  # the way east or west to the other side
            share = (edge - lon_a) / whole if whole else 0.0
            lat = lat_a + share * (lat_b - lat_a)
            parts[-1].append((edge, lat))
            parts.append([(-edge, lat)])
        parts[-1].append((lon_b, lat_b))
    return tuple(tuple(part) for part in parts)
