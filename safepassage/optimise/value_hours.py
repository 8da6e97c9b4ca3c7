"""Value hours: each local hour of each gate and corridor, opened where it is shut, or shut."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from ..clock import Span, intersection, subtract, total_seconds, union
from ..network.windows import intervals
from ..scenario.address import BY_HAND
from ..scenario.inputs import Inputs, Interval
from .changes import end_s, hours_set
from .changes_at_gates import Hours, all_hours
from .value_change import Change

HOUR_S = 3600


def hours_changes(inputs: Inputs, day: date | None = None) -> Iterator[Change]:
    """Each hour by the local clock within the horizon (or of one local day), place by place.

    An hour that is shut is opened, one that is open is shut; one that is partly open is both, with
    the minutes that the change makes.
    """
    all_of_them = [
        span for span in local_hours(inputs) if day is None or _local(inputs, span[0]).date() == day
    ]
    for hours in all_hours(inputs):
        spans = intervals(hours.rows or ())
        for span in all_of_them:
            open_s = total_seconds(intersection(spans, [span]))
            if open_s < span[1] - span[0]:
                yield _change(inputs, hours, union((*spans, span)), span, open_s, more=True)
            if open_s > 0:
                yield _change(inputs, hours, subtract(spans, [span]), span, open_s, more=False)


def local_hours(inputs: Inputs) -> list[Span]:
    """Hours by the local clock, in seconds since the start; the first and last may be shorter."""
    found: list[Span] = []
    second, end = 0, end_s(inputs)
    while second < end:
        local = _local(inputs, second)
        next_ = min(end, second + HOUR_S - local.minute * 60 - local.second)
        found.append((second, next_))
        second = next_
    return found


def _local(inputs: Inputs, second: int) -> datetime:
    return (inputs.start + timedelta(seconds=second)).astimezone(ZoneInfo(inputs.timezone))


def hour_text(inputs: Inputs, span: Span) -> str:
    """An hour in local time: 2031-05-05 08:00-09:00."""
    first, last = _local(inputs, span[0]), _local(inputs, span[1])
    return f"{first:%Y-%m-%d %H:%M}-{last:%H:%M}"


def _change(
    inputs: Inputs, hours: Hours, spans: tuple[Span, ...], span: Span, open_s: int, *, more: bool
) -> Change:
    """The hours as a whole, with one hour opened or shut."""
    rows = tuple(Interval(low, high, BY_HAND) for low, high in spans)
    minutes = (span[1] - span[0] - open_s if more else open_s) / 60
    how_long = f"{minutes:g} min {'more' if more else 'less'}"
    words = f"{'open' if more else 'shut'} {hour_text(inputs, span)} ({how_long})"
    changed = hours.put(inputs, rows)
    return Change("hours", hours.at, words, changed, hours_set(inputs, hours.at, rows))
