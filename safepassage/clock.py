"""Clock: instants with an offset, whole seconds, intervals, the grid and how times are written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from safepassage.problems import Refusal, quoted

Span = tuple[int, int]  # [from, to) in whole seconds

STEPS_S = (60, 300, 900)
MOST_PERIODS = 1500
FIRST_YEAR, LAST_YEAR = 1900, 2199
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_INSTANT = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d)?(?:\.(\d+))?\s*(Z|z|[+-]\d\d:?\d\d)?"
)
_INSTANT_ALLOWED = "give an instant with its offset, such as 2031-05-05T08:00:00+02:00"


def parse_instant(text: str) -> datetime:
    """An instant in whole seconds with its offset; one without an offset is refused."""
    match = _INSTANT.fullmatch(text.strip())
    if match is None:
        raise Refusal(f"{quoted(text)} is not an instant", _INSTANT_ALLOWED)
    day, clock, seconds, fraction, offset = match.groups()
    if fraction is not None and int(fraction) != 0:
        raise Refusal(f"{quoted(text)} has a part of a second", "give whole seconds")
    if offset is None:
        raise Refusal(
            f"{quoted(text)} has no offset, so nobody can tell which instant it is",
            _INSTANT_ALLOWED,
            f"write {day}T{clock}{seconds or ':00'} and then the offset that the place has on "
            'that day ("+00:00" for UTC, "+02:00" for two hours ahead of it)',
        )
    offset = "+00:00" if offset in "Zz" else offset
    _sensible_year(day, text)
    try:
        return datetime.fromisoformat(f"{day}T{clock}{seconds or ':00'}{offset}")
    except ValueError as error:
        raise Refusal(
            f"{quoted(text)} is not an instant of the calendar ({error})", _INSTANT_ALLOWED
        ) from None


def _sensible_year(day: str, text: str) -> None:
    if not FIRST_YEAR <= int(day[:4]) <= LAST_YEAR:
        raise Refusal(
            f"{quoted(text)} is of the year {day[:4]}",
            f"give a year from {FIRST_YEAR} to {LAST_YEAR}",
        )


def parse_day(text: str) -> date:
    """A day of the calendar, YYYY-MM-DD."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text.strip()):
        _sensible_year(text.strip(), text)
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text.strip()):
            return date.fromisoformat(text.strip())
    except ValueError:
        pass
    raise Refusal(f"{quoted(text)} is not a day", "give a day as YYYY-MM-DD, such as 2031-05-05")


def parse_clock_time(text: str) -> int:
    """A time of day, HH:MM, as minutes after local midnight; 24:00 is the end of the day."""
    match = re.fullmatch(r"(\d{1,2}):(\d\d)", text.strip())
    minutes = int(match[1]) * 60 + int(match[2]) if match else -1
    if match is None or int(match[2]) > 59 or not 0 <= minutes <= 1440:
        raise Refusal(
            f"{quoted(text)} is not a time of day",
            "give HH:MM between 00:00 and 24:00, local time",
            'write it in quotes, such as "07:00"',
        )
    return minutes


def local_instant(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    """The instant of a local time of day, in UTC; right on days when the clocks change."""
    if minutes == 1440:
        day, minutes = day + timedelta(days=1), 0
    wall = datetime.combine(day, time(minutes // 60, minutes % 60), tzinfo=zone)
    return wall.astimezone(UTC)


def seconds_between(start: datetime, instant: datetime) -> int:
    """Whole seconds from start to instant; negative if it is earlier."""
    return round((instant - start) / timedelta(seconds=1))


def local_days(start: datetime, end: datetime, zone: ZoneInfo) -> tuple[date, ...]:
    """The local calendar days that [start, end) touches."""
    first = start.astimezone(zone).date()
    last = (end - timedelta(seconds=1)).astimezone(zone).date()
    return tuple(first + timedelta(days=n) for n in range((last - first).days + 1))


def union(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order, with overlapping and touching ones joined and empty ones left out."""
    joined: list[Span] = []
    for first, last in sorted(span for span in spans if span[0] < span[1]):
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return tuple(joined)


def intersection(left: Iterable[Span], right: Iterable[Span]) -> tuple[Span, ...]:
    """The seconds that lie in both."""
    a, b = union(left), union(right)
    common: list[Span] = []
    i = j = 0
    while i < len(a) and j < len(b):
        first, last = max(a[i][0], b[j][0]), min(a[i][1], b[j][1])
        if first < last:
            common.append((first, last))
        if a[i][1] <= b[j][1]:
            i += 1
        else:
            j += 1
    return tuple(common)


def subtract(spans: Iterable[Span], away: Iterable[Span]) -> tuple[Span, ...]:
    """The seconds of the first that do not lie in the second."""
    rest: list[Span] = []
    holes = union(away)
    for first, last in union(spans):
        here = first
        for hole_first, hole_last in holes:
            if hole_last <= here:
                continue
            if hole_first >= last:
                break
            if hole_first > here:
                rest.append((here, hole_first))
            here = max(here, hole_last)
        if here < last:
            rest.append((here, last))
    return tuple(rest)


def total_seconds(spans: Iterable[Span]) -> int:
    """How many seconds the spans hold, each second once."""
    return sum(last - first for first, last in union(spans))


def choose_step(seconds: int) -> int:
    """The smallest grid step of 60, 300 and 900 s with at most 1,500 periods in the horizon."""
    for step_s in STEPS_S:
        if seconds // step_s <= MOST_PERIODS:
            return step_s
    days = MOST_PERIODS * STEPS_S[-1] / 86400
    raise Refusal(
        f"the horizon is {seconds / 86400:.1f} days long",
        f"at most {days:.1f} days fit into {MOST_PERIODS:,} periods of 15 minutes",
        "let it end earlier, or give a longer step yourself",
    )


def format_instant(instant: datetime, zone: ZoneInfo | None = None) -> str:
    """Local time in the field's form: Mon 5 May 08:00."""
    local = instant if zone is None else instant.astimezone(zone)
    seconds = f":{local.second:02}" if local.second else ""
    return (
        f"{DAYS[local.weekday()]} {local.day} {MONTHS[local.month - 1]} "
        f"{local.hour:02}:{local.minute:02}{seconds}"
    )
