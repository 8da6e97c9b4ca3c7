"""Hours: intervals as instants and as seconds since the start; daily windows day by day."""

from __future__ import annotations

from datetime import datetime, timedelta

from safepassage import clock
from safepassage.scenario import inputs
from safepassage.scenario.convert.facts import Facts
from safepassage.scenario.interval import Interval
from safepassage.scenario.scenario import ScenarioHead
from safepassage.scenario.values import Unknown


def spans_of(interval: Interval, scenario: ScenarioHead) -> list[tuple[datetime, datetime]]:
    """The instants of an interval; a daily window gives one pair for each local day."""
    if interval.from_ is not None and interval.to is not None:
        return [(interval.from_, interval.to)]
    zone = scenario.zone_info
    days = clock.local_days(scenario.start, scenario.end, zone)
    day = interval.first_day or days[0]
    last = interval.last_day or days[-1]
    assert interval.daily_from is not None
    assert interval.daily_to is not None
    spans = []
    while day <= last:
        first_instant = clock.local_instant(day, interval.daily_from, zone)
        last_instant = clock.local_instant(day, interval.daily_to, zone)
        if first_instant < last_instant:
            spans.append((first_instant, last_instant))
        day += timedelta(days=1)
    return spans


def hours(
    facts: Facts, intervals: tuple[Interval, ...] | Unknown, address: str
) -> tuple[inputs.Interval, ...] | None:
    """The hours that were known as of the answer, in order; None = not known."""
    if isinstance(intervals, str):
        return None
    found = [
        inputs.Interval(facts.seconds(first), facts.seconds(last), interval.source)
        for number, interval in enumerate(intervals)
        if facts.known(interval.source, f"{address}/{number}", "the interval is not used")
        for first, last in spans_of(interval, facts.scenario)
    ]
    if intervals and not found:
        return None
    return tuple(sorted(found, key=lambda interval: (interval.from_s, interval.to_s)))


def less(
    hours: tuple[inputs.Interval, ...] | None, closed: tuple[inputs.Interval, ...]
) -> tuple[inputs.Interval, ...] | None:
    """Hours with what a later word has taken back; unknown stays unknown."""
    if hours is None or not closed:
        return hours
    shut = [(row.from_s, row.to_s) for row in closed]
    return tuple(
        inputs.Interval(first, last, row.source)
        for row in hours
        for first, last in clock.subtract([(row.from_s, row.to_s)], shut)
    )
