"""Sub-zones: big zones cut in two again and again until none has more people than the limit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from safepassage.draft.distances import F64, in_metres
from safepassage.draft.weights import summed
from safepassage.draft.whole_people import split_people
from safepassage.draft.zone import DraftZone, Zones
from safepassage.errors import UsageError
from safepassage.formats.areas.layer import some

DIRECTIONS = (
    *("east", "north-east", "north", "north-west"),
    *("west", "south-west", "south", "south-east"),
)
MIDDLE = 0.25  # nearer to the middle than this share of the zone's radius is its centre


class _Part(NamedTuple):
    """Positions of a part, and its people low, likely, high."""

    rows: np.ndarray[tuple[int], np.dtype[np.int64]]
    people: tuple[int, int, int]


def split_big(zones: Sequence[DraftZone], most_people: int) -> Zones:
    """All zones, the big ones cut into sub-zones; those that cannot be cut further are listed."""
    found: list[DraftZone] = []
    cut: list[str] = []
    whole: list[str] = []
    taken = {zone.id for zone in zones}
    for zone in zones:
        parts = sub_zones(zone, most_people)
        if len(parts) > 1:
            cut.append(f"{zone.name} ({len(parts)})")
            if any(part.id in taken for part in parts):
                parts = [replace(part, id=f"{zone.id}:part-{n}") for n, part in enumerate(parts, 1)]
        whole += [part.name for part in parts if (part.likely or 0) > most_people]
        found += parts
    notes = []
    if cut:
        notes.append(f"Cut into sub-zones of at most {most_people:,} people: {some(cut)}")
    if whole:
        notes.append(f"More than {most_people:,} people in one spot, not cut: {some(whole)}")
    return Zones(tuple(found), tuple(notes))


def sub_zones(zone: DraftZone, most_people: int) -> list[DraftZone]:
    """The zone in parts of at most `most_people` (likely), as few as will do.

    Each cut goes across the longer side through the weight points; people go with the weight, by
    largest remainder. Everyone at one position stays together. Parts are numbered from the north
    or west, and named by where they lie: "Rafah 1 (north)".
    """
    if most_people < 1:
        raise UsageError(f"A limit of {most_people} people for a zone; give 1 or more")
    if zone.low is None or zone.likely is None or zone.high is None or zone.likely <= most_people:
        return [zone]
    spots, spot_of = np.unique(zone.weights[:, :2], axis=0, return_inverse=True)
    weight = summed(spot_of.ravel(), zone.weights[:, 2], len(spots))
    xy = in_metres(spots[:, 0], spots[:, 1])
    first = _Part(np.arange(len(spots)), (zone.low, zone.likely, zone.high))
    parts = _cut_down(first, xy, weight, most_people)
    if len(parts) == 1:
        return [zone]
    middle = np.average(xy, axis=0, weights=weight)
    radius = float(np.sqrt(np.average(((xy - middle) ** 2).sum(axis=1), weights=weight)))
    found = []
    for number, part in enumerate(parts, 1):
        off = np.average(xy[part.rows], axis=0, weights=weight[part.rows]) - middle
        low, likely, high = part.people
        found.append(
            replace(
                zone,
                id=f"{zone.id}-{number}",
                name=f"{zone.name} {number} ({_direction(off, radius)})",
                weights=np.column_stack([spots[part.rows], weight[part.rows]]),
                low=low,
                likely=likely,
                high=high,
                pcode=None,  # the P-code is of the whole
                shape=None,
            )
        )
    return found


def _cut_down(first: _Part, xy: F64, weight: F64, most_people: int) -> list[_Part]:
    """The leaves of all cuts, in order."""
    done: list[_Part] = []
    waiting = [first]
    while waiting:
        part = waiting.pop()
        halves = _cut(part, xy, weight, most_people) if part.people[1] > most_people else None
        if halves is None:
            done.append(part)
        else:
            waiting += reversed(halves)
    return done


def _cut(part: _Part, xy: F64, weight: F64, most_people: int) -> tuple[_Part, _Part] | None:
    """Two parts with people in both, or None if all people are at one spot."""
    here = xy[part.rows]
    wide, tall = np.ptp(here, axis=0)
    # from the north, or from the west; where that is the same, by the other axis
    keys = (here[:, 0], -here[:, 1]) if tall >= wide else (-here[:, 1], here[:, 0])
    rows = part.rows[np.lexsort(keys)]
    people = part.people[1]
    before = np.cumsum(weight[rows])[:-1] / weight[rows].sum() * people
    pieces = -(-people // most_people)
    first = pieces // 2  # how many of the pieces lie before the cut
    both = (before >= 1) & (before <= people - 1)
    if not both.any():
        return None
    fits = both & (before <= first * most_people)
    fits &= people - before <= (pieces - first) * most_people
    off = np.where(fits if fits.any() else both, abs(before - people * first / pieces), np.inf)
    at = int(off.argmin()) + 1
    left, right = np.sort(rows[:at]), np.sort(rows[at:])
    shares = [float(weight[left].sum()), float(weight[right].sum())]
    counts = [split_people(count, shares) for count in part.people]
    return tuple(  # type: ignore[return-value]
        _Part(side, (counts[0][n], counts[1][n], counts[2][n]))
        for n, side in enumerate((left, right))
    )


def _direction(off: F64, radius: float) -> str:
    """Where a part lies, seen from the middle of the zone."""
    if float(np.hypot(*off)) <= MIDDLE * radius:
        return "centre"
    turn = np.arctan2(off[1], off[0]) / (np.pi / 4)
    return DIRECTIONS[round(float(turn)) % 8]
