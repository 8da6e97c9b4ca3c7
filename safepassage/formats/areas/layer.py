"""Layer: the features of a file with their columns, and the problems found in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from shapely.geometry.base import BaseGeometry

from safepassage.errors import ScenarioError
from safepassage.problems import Problem, Problems, quoted

SHOWN = 8  # names in one sentence


class Feature(NamedTuple):
    """One feature or row; `why` says why there is no shape."""

    number: int  # from 1, in the order of the file
    values: Mapping[str, object]
    shape: BaseGeometry | None
    why: str = ""
    line: int | None = None  # of a table


@dataclass(frozen=True, slots=True)
class Layer:
    """Features as they stand in the file.

    `crs` is the coordinate system that the file itself names; where neither it nor the user names
    one, `crs_else` holds by the standard of the format, if there is one.
    """

    file: str
    columns: tuple[str, ...]
    features: tuple[Feature, ...]
    crs: str | None
    crs_else: str | None = None
    texts: bool = False  # every value is a text, as in a table
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class Refusals:
    """Collects what is wrong with a file, by feature."""

    file: str
    crs_option: str = "crs"  # how the user names a coordinate system
    found: Problems = field(default_factory=Problems)
    labels: dict[int, str] = field(default_factory=dict)  # names of features, once known

    def add(self, read: str, allowed: str, mend: str = "", address: str = "") -> None:
        """Something wrong with the whole file."""
        self.found.add(Problem(self.file, None, None, address, read, allowed, mend))

    def feature(self, feature: Feature, read: str, allowed: str, mend: str = "") -> None:
        """Something wrong with one feature."""
        where = self.where(feature)
        self.found.add(Problem(self.file, feature.line, None, where, read, allowed, mend))

    def where(self, feature: Feature) -> str:
        """'feature 3 "Rafah"'; a row of a table has its line instead of the number."""
        label = self.labels.get(feature.number, "")
        parts = [] if feature.line is not None else [f"feature {feature.number}"]
        return " ".join([*parts, *([quoted(label)] if label else [])])

    def stop(self) -> None:
        """Raise if anything was found."""
        if len(self.found):
            raise ScenarioError(tuple(self.found))


def some(names: Sequence[str]) -> str:
    """The names in one sentence: 'A, B and 3 more'."""
    if len(names) <= SHOWN:
        return ", ".join(names)
    return f"{', '.join(names[:SHOWN])} and {len(names) - SHOWN:,} more"


def numbers(features: Iterable[Feature]) -> str:
    """'feature 3' or 'features 3, 5 and 7 more'; of a table the lines."""
    rows = list(features)
    lines = bool(rows) and rows[0].line is not None
    shown = [str(row.line if lines else row.number) for row in rows]
    word = "line" if lines else "feature"
    return f"{word}{'s' if len(shown) > 1 else ''} {some(shown)}"
