"""Times are where plans go wrong by an hour: offsets, changes of the clock, intervals."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safepassage import clock
from safepassage.problems import Refusal

MADRID = ZoneInfo("Europe/Madrid")
SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6)


@pytest.mark.parametrize(
    "text",
    ["2031-05-05T08:00:00+02:00", "2031-05-05 06:00Z", "2031-05-05T06:00:00.000Z"],
)
def test_an_instant_is_the_same_in_every_form(text):
    assert clock.parse_instant(text) == datetime(2031, 5, 5, 6, tzinfo=UTC)


def test_a_day_of_25_hours_is_counted_right():
    day = date(2031, 10, 26)
    first, last = (clock.local_instant(day, minutes, MADRID) for minutes in (0, 1440))
    assert clock.seconds_between(first, last) == 25 * 3600


def test_local_days_do_not_hold_the_day_that_begins_at_the_end():
    start = datetime(2031, 5, 5, 22, tzinfo=UTC)
    end = datetime(2031, 5, 6, 22, tzinfo=UTC)
    assert clock.local_days(start, end, MADRID) == (date(2031, 5, 6),)


@pytest.mark.parametrize(("hours", "step"), [(10, 60), (25, 60), (26, 300), (125, 300), (126, 900)])
def test_the_step_is_the_smallest_that_fits(hours, step):
    assert clock.choose_step(hours * 3600) == step


def test_a_horizon_that_is_too_long_is_refused():
    with pytest.raises(Refusal, match=r"at most 15\.6 days"):
        clock.choose_step(20 * 86400)


def seconds(spans) -> set[int]:
    return {s for first, last in spans for s in range(first, last)}


@given(SPANS, SPANS)
def test_interval_arithmetic_is_that_of_sets_of_seconds(left, right):
    assert seconds(clock.union(left)) == seconds(left)
    assert seconds(clock.intersection(left, right)) == seconds(left) & seconds(right)
    assert seconds(clock.subtract(left, right)) == seconds(left) - seconds(right)
    assert clock.total_seconds(left) == len(seconds(left))


def test_a_time_is_written_as_people_say_it():
    instant = clock.parse_instant("2031-05-05T06:00:00Z")
    assert clock.format_instant(instant, MADRID) == "Mon 5 May 08:00"
