"""When in words: instants, days, ranges and lengths of time for people."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from ...clock import DAYS, MONTHS
from ...situation.when import When

SECOND = timedelta(seconds=1)


def instant_text(at: datetime, zone: tzinfo) -> str:
    """Sun 5 May 2024 14:00, local time; with seconds where there are some."""
    local = at.astimezone(zone)
    clock = f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"
    return f"{_day(local)} {clock}"


def when_text(when: When | None, zone: ZoneInfo) -> str:
    """An instant, a day or a range; "not said" where it is not known.

    Days that were noted as days of UTC stay these days, whatever the zone.
    """
    if when is None:
        return "not said"
    if when.is_instant:
        return instant_text(when.earliest, zone)
    for local in (zone, UTC):
        first, last = when.earliest.astimezone(local), when.latest.astimezone(local) + SECOND
        if first.time() == last.time() == time():
            one, other = _day(first), _day(last - SECOND)
            return one if one == other else f"{one} to {other}"
    return f"{instant_text(when.earliest, zone)} to {instant_text(when.latest, zone)}"


def length_text(length: timedelta) -> str:
    """2 d 4 h, 3 h 20 min, 12 min: the two largest units, rounded down."""
    minutes = int(abs(length) / timedelta(minutes=1))
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    if days:
        return f"{days} d {hours} h" if hours else f"{days} d"
    if hours:
        return f"{hours} h {rest} min" if rest else f"{hours} h"
    return f"{rest} min"


def left_text(least: timedelta | None, most: timedelta | None) -> str:
    """How long is left, the least first; how long it has been over once nothing can be left."""
    if least is None or most is None:
        return "nobody can tell how long is left"
    nothing = timedelta()
    if most < nothing:
        return f"over since {length_text(most)}"
    if least < nothing:
        return f"may be over; at most {length_text(most)} left"
    if length_text(least) == length_text(most):
        return f"{length_text(least)} left"
    return f"{length_text(least)} to {length_text(most)} left; count on the least"


def _day(local: datetime) -> str:
    return f"{DAYS[local.weekday()]} {local.day} {MONTHS[local.month - 1]} {local.year}"
