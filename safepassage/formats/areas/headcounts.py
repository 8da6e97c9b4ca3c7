"""Headcounts: low, likely and high for each feature, in whole people that keep the total."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from safepassage.formats.areas.columns import PeopleColumns
from safepassage.formats.areas.figures import UNKNOWN, Figure, dots_are_decimal, read_figure
from safepassage.formats.areas.layer import Feature, Layer, Refusals, numbers
from safepassage.problems import Refusal
from safepassage.scenario.convert.people import largest_remainder
from safepassage.scenario.convert.roads import half_up


class Headcount(NamedTuple):
    """People of one place; None three times where nobody knows."""

    low: int | None
    likely: int | None
    high: int | None


NOBODY_KNOWS = Headcount(None, None, None)
Three = tuple[Fraction, Fraction, Fraction]


def read_headcounts(
    layer: Layer,
    features: Sequence[Feature],
    columns: PeopleColumns,
    people_per: Fraction,
    refusals: Refusals,
    notes: list[str],
) -> list[Headcount]:
    """The headcount of each feature; `people_per` turns what was counted (homes) into people.

    Fractions are rounded by largest remainder over the file, so that the total is kept.
    """
    before = len(refusals.found)
    read = _cells(layer, features, columns, refusals)
    exact: list[Three | None] = []
    for feature, cells in zip(features, read, strict=True):
        sums = [_sum([cells[column] for column in added]) for added in columns]
        if any(part is None for part in sums):
            exact.append(None)
            continue
        low, likely, high = (part * people_per for part in sums if part is not None)
        if not low <= likely <= high:
            said = f"low {_text(low)}, likely {_text(likely)}, high {_text(high)}"
            refusals.feature(
                feature, f"people are {said}", "low is at most likely, and likely at most high"
            )
        exact.append((low, likely, high))
    if len(refusals.found) > before:
        return [NOBODY_KNOWS] * len(exact)
    found = _whole(exact)
    notes.append(_said(layer, columns, people_per, exact, found))
    unknown = [f for f, three in zip(features, exact, strict=True) if three is None]
    if unknown:
        notes.append(f"Nobody knows how many people are there: {numbers(unknown)}")
    return found


def _cells(
    layer: Layer, features: Sequence[Feature], columns: PeopleColumns, refusals: Refusals
) -> list[dict[str, Figure]]:
    """Every cell of the columns read; empty ones and bad ones are problems."""
    needed = list(dict.fromkeys(column for added in columns for column in added))
    found: list[dict[str, Figure]] = [{} for _ in features]
    for column in needed:
        values = [feature.values.get(column) for feature in features]
        decimal = dots_are_decimal(values)
        empty = []
        for feature, value, cells in zip(features, values, found, strict=True):
            cells[column] = UNKNOWN
            try:
                figure = read_figure(value, texts=layer.texts, decimal_dots=decimal)
            except Refusal as refusal:
                read = f"{column}: {refusal.read}"
                refusals.feature(feature, read, refusal.allowed, refusal.mend)
                continue
            if figure is None:
                empty.append(feature)
            else:
                cells[column] = figure
        if empty:
            _refuse_empty(column, empty, len(features), refusals)
    return found


def _refuse_empty(column: str, empty: list[Feature], count: int, refusals: Refusals) -> None:
    some_of = "all" if len(empty) == count else f"{len(empty):,} of {count:,}"
    read = f"{column} is empty in {some_of}: {numbers(empty)}"
    mend = "fill them in, write unknown where nobody knows, or give a table of people or a total"
    refusals.add(read, "an empty cell is not 0", mend)


def _sum(cells: Sequence[Figure]) -> Fraction | None:
    """The sum, or None where one part is not known."""
    known = [cell for cell in cells if not isinstance(cell, str)]
    return sum(known, Fraction(0)) if len(known) == len(cells) else None


def _whole(exact: Sequence[Three | None]) -> list[Headcount]:
    """Whole people; likely is built up from low and high from likely, so the order is kept."""
    known = [three for three in exact if three is not None]
    low = _rounded([three[0] for three in known])
    more = _rounded([three[1] - three[0] for three in known])
    most = _rounded([three[2] - three[1] for three in known])
    whole = iter(Headcount(a, a + b, a + b + c) for a, b, c in zip(low, more, most, strict=True))
    return [NOBODY_KNOWS if three is None else next(whole) for three in exact]


def _rounded(parts: list[Fraction]) -> list[int]:
    return largest_remainder(parts, half_up(sum(parts, Fraction(0))))


def _said(
    layer: Layer,
    columns: PeopleColumns,
    people_per: Fraction,
    exact: Sequence[Three | None],
    found: Sequence[Headcount],
) -> str:
    """One sentence on where the people come from."""
    known = [three for three in exact if three is not None]
    people = sum(count.likely or 0 for count in found)
    factor = "" if people_per == 1 else f" x {_text(people_per)} people for each (as given)"
    said = f"People of {layer.file}: {columns.text}{factor}, {people:,} in {len(known):,} places"
    if any(part.denominator > 1 for three in known for part in three):
        total = sum((three[1] for three in known), Fraction(0))
        said += f"; fractions rounded so that the total {_text(total)} is kept"
    return said


def _text(value: Fraction) -> str:
    """A figure for people's eyes."""
    return f"{value.numerator:,}" if value.denominator == 1 else f"{float(value):,.3f}".rstrip("0")
