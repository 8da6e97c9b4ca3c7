"""Lengths: what the lengths of roads say of their unit and of the order of the coordinates."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from safepassage.formats.roads.refusals import refuse
from safepassage.formats.roads.road_map import Point, Position, Road, metres_between

SHORT_M = 30.0  # below it the straight line is too rough to compare with
TOO_SHORT = 0.9  # of the straight line: less cannot be, but hand-made files are not exact
FAR_TOO_SHORT = 0.5  # the middle road: another unit
FAR_TOO_LONG = 3.0  # the middle road: feet are 3.3 to a metre; bends alone give 1.1 to 1.5
ENOUGH = 20  # roads that tell the order of coordinates from chance
SOME, NEARLY_ALL = 0.25, 0.98  # shares of roads


def check_lengths(file: str, points: Sequence[Point], roads: Sequence[Road], assumed: bool) -> None:
    """Refuse a file that plainly has another unit of length, or x and y swapped.

    Lengths that merely do not fit are left alone: whoever wrote them may know better. `assumed`:
    the unit of length is not stated; then lengths far above the straight line are refused too.

    Raises
    ------
    ScenarioError
        Lengths and coordinates cannot both be right.
    """
    ends = [(_at(points[r.from_point]), _at(points[r.to_point]), r.length_m) for r in roads]
    lines = [(metres_between(a, b), a, b, length) for a, b, length in ends]
    lines = [row for row in lines if row[0] >= SHORT_M]
    if not lines:
        return
    middle = median(length / straight for straight, _, _, length in lines)
    fits = sum(length >= TOO_SHORT * straight for straight, _, _, length in lines)
    turned = [
        length >= TOO_SHORT * metres_between(a[::-1], b[::-1])
        for _, a, b, length in lines
        if abs(a[0]) <= 90 and abs(b[0]) <= 90
    ]
    allowed = "lengths and coordinates have to fit"
    if (
        len(lines) >= ENOUGH
        and fits < (1 - SOME) * len(lines)
        and sum(turned) >= NEARLY_ALL * len(lines)
    ):
        read = (
            f"{len(lines) - fits:,} of {len(lines):,} roads are shorter than the straight line "
            "between their ends, and nearly none is with x and y swapped"
        )
        mend = "x is the longitude (east), y the latitude (north): swap them"
        raise refuse(file, read, allowed, mend)
    if middle < FAR_TOO_SHORT or (assumed and middle > FAR_TOO_LONG):
        read = f"the middle road has {middle:.3g} times the length of the straight line"
        mend = "say the unit of length (config.csv: long_length), or check the coordinates"
        raise refuse(file, read + (" if lengths are in m" if assumed else ""), allowed, mend)


def _at(point: Point) -> Position:
    return point.lon, point.lat
