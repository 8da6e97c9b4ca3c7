"""Intervals: hours of which a part is taken away, daily windows kept as they are where possible."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from ..scenario.convert.hours import spans_of
from ..scenario.interval import Interval
from ..scenario.scenario import Scenario
from .moments import written

Piece = tuple[datetime, datetime]


def overlaps(interval: Interval, scenario: Scenario, since: datetime, until: datetime) -> bool:
    """Whether any of it lies in `[since, until)`."""
    return any(a < until and since < b for a, b in spans_of(interval, scenario))


def first_start(interval: Interval, scenario: Scenario) -> datetime | None:
    """Its first instant; None for daily hours without any day."""
    return min((a for a, _ in spans_of(interval, scenario)), default=None)


def cut(
    interval: Interval, row: Any, scenario: Scenario, since: datetime, until: datetime
) -> list[Any]:
    """The rows that are left of an interval without `[since, until)`.

    `row` is how it stands in the file; it comes back as it is where nothing is taken away.
    """
    if not overlaps(interval, scenario, since, until):
        return [row]
    zone = scenario.zone_info
    if interval.from_ is not None and interval.to is not None:
        pieces = _outside(interval.from_, interval.to, since, until)
        return [_absolute(piece, row, scenario) for piece in pieces]
    found: list[Any] = []
    run: list[date] = []
    for first, last in spans_of(interval, scenario):
        pieces = _outside(first, last, since, until)
        day = first.astimezone(zone).date()
        if pieces == [(first, last)]:
            run.append(day)
            continue
        if run:
            found.append(_daily(run, interval, row))
            run = []
        found += [_absolute(piece, row, scenario) for piece in pieces]
    if run:
        found.append(_daily(run, interval, row))
    return found


def _outside(first: datetime, last: datetime, since: datetime, until: datetime) -> list[Piece]:
    pieces = [(first, min(last, since)), (max(first, until), last)]
    return [(a, b) for a, b in pieces if a < b]


def _absolute(piece: Piece, row: Any, scenario: Scenario) -> dict[str, str]:
    zone = scenario.zone_info
    return {
        "from": written(piece[0], zone),
        "to": written(piece[1], zone),
        "source": str(row["source"]),
    }


def _daily(days: Sequence[date], interval: Interval, row: Any) -> dict[str, str]:
    """Daily hours over a run of days; days that were not said stay unsaid at an uncut end."""
    kept = {name: str(row[name]) for name in ("daily_from", "daily_to")}
    kept["first_day"] = days[0].isoformat()
    kept["last_day"] = days[-1].isoformat()
    if interval.last_day is not None and days[-1] == interval.last_day:
        kept["last_day"] = str(row["last_day"])
    return {**kept, "source": str(row["source"])}


def daily_row(
    hours: tuple[str, str], since: datetime, until: datetime, scenario: Scenario, source: str
) -> list[dict[str, str]]:
    """Daily hours from an instant to another; a day that is not whole becomes instants."""
    zone = scenario.zone_info
    first, last = since.astimezone(zone), (until - timedelta(seconds=1)).astimezone(zone)
    row = {
        "daily_from": hours[0],
        "daily_to": hours[1],
        "first_day": first.date().isoformat(),
        "last_day": last.date().isoformat(),
        "source": source,
    }
    interval = Interval.model_validate(row)
    rows: list[dict[str, str]] = [row]
    day = timedelta(days=1)
    for a, b in ((since - 2 * day, since), (until, until + 2 * day)):
        rows = [piece for r in rows for piece in cut(Interval.model_validate(r), r, scenario, a, b)]
    return rows if overlaps(interval, scenario, since, until) else []
