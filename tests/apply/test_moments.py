"""A day that somebody named has to be that day at the place, wherever the place is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from safepassage.apply.moments import begins, day_of, ends, known_from, source_date
from safepassage.situation.when import When, days, instant, whole_day

DAY = date(2031, 5, 5)
ZONES = ["Pacific/Auckland", "Asia/Gaza", "Etc/UTC", "America/New_York", "Pacific/Honolulu"]


@pytest.mark.parametrize("name", ZONES)
def test_a_day_of_utc_and_a_day_of_the_place_are_the_same_date(name: str) -> None:
    zone = ZoneInfo(name)
    midnight = datetime(2031, 5, 5, tzinfo=zone)
    for when in (whole_day(DAY), whole_day(DAY, zone)):
        assert day_of(when, zone) == DAY
        assert known_from(when, zone) == midnight
        assert begins(when, zone, late=True) == begins(when, zone, late=False) == midnight
        assert ends(when, zone, late=False) == datetime(2031, 5, 6, tzinfo=zone)
        assert source_date(when, zone) == "2031-05-05"


def test_an_instant_stays_an_instant() -> None:
    zone = ZoneInfo("Asia/Gaza")
    at = datetime(2031, 5, 5, 12, 30, tzinfo=UTC)
    assert day_of(instant(at), zone) is None
    assert known_from(instant(at), zone) == at
    assert source_date(instant(at), zone) == "2031-05-05T15:30:00+03:00"


def test_of_a_longer_range_the_careful_end_counts() -> None:
    zone = ZoneInfo("Etc/UTC")
    week = days(DAY, DAY + timedelta(days=6))
    assert day_of(week, zone) is None
    assert known_from(week, zone) == week.latest
    assert begins(week, zone, late=False) == week.earliest  # shut: from the first possible instant
    assert begins(week, zone, late=True) == week.latest  # open: from the last possible instant
    assert ends(week, zone, late=True) == week.latest


def test_some_hours_are_no_day() -> None:
    zone = ZoneInfo("Asia/Gaza")
    first, last = datetime(2031, 5, 5, 6, tzinfo=zone), datetime(2031, 5, 5, 11, 59, tzinfo=zone)
    morning = When(first, last)
    assert day_of(morning, zone) is None
    assert begins(morning, zone, late=True) == last
    assert known_from(morning, zone) == last


def test_a_day_on_which_clocks_change_is_a_day() -> None:
    zone = ZoneInfo("America/New_York")
    for day in (date(2031, 3, 9), date(2031, 11, 2)):
        assert day_of(whole_day(day, zone), zone) == day
