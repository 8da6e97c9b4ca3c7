"""Ferry legs: the departures of ferries as legs with seats, where the map says enough."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from safepassage.formats.roads.road_map import Ferry

MOST_LEGS = 400  # of one ferry; a longer timetable is left as a remark


class FerryLeg(NamedTuple):
    """One departure."""

    from_point: int
    to_point: int
    departs: datetime
    arrives: datetime
    seats: int


def ferry_legs(ferry: Ferry, start: datetime, end: datetime) -> list[FerryLeg]:
    """Departures between two instants, at the interval within the hours of each local day.

    Both ways at the same times unless the ferry goes one way only: a boat on either side. The
    hours bound departures. Empty where the map does not say enough, or says too much.
    """
    if not ferry.has_timetable:
        return []
    assert ferry.minutes
    assert ferry.seats
    takes = timedelta(minutes=ferry.minutes)
    ways = [(ferry.from_point, ferry.to_point)]
    if not ferry.one_way:
        ways.append((ferry.to_point, ferry.from_point))
    legs = [
        FerryLeg(a, b, departs, departs + takes, ferry.seats)
        for departs in _departures(ferry, start, end - takes)
        for a, b in ways
    ]
    return legs if len(legs) <= MOST_LEGS else []


def _departures(ferry: Ferry, start: datetime, last: datetime) -> Iterator[datetime]:
    assert ferry.hours
    assert ferry.interval_min
    day = start.replace(hour=0, minute=0, second=0, microsecond=0)
    while day <= last:
        minute = float(ferry.hours[0])
        while minute <= min(ferry.hours[1], 24 * 60 - 1):  # midnight is of the next day
            departs = day + timedelta(minutes=minute)
            if start <= departs <= last:
                yield departs
            minute += ferry.interval_min
        day += timedelta(days=1)
