"""Taking hours away has to leave exactly the other minutes; compared minute by minute."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from safepassage.apply.intervals import cut, daily_row
from safepassage.scenario.interval import Interval
from safepassage.scenario.read_scenario import read_scenario
from safepassage.scenario.scenario import Scenario

SCENARIO = read_scenario("rafah-2023")
ZONE = ZoneInfo("Asia/Gaza")
FIRST = datetime(2023, 10, 25, tzinfo=UTC)
MINUTES = 25 * 24 * 4  # quarters of an hour


def quarters(rows: list[dict[str, str]], scenario: Scenario) -> set[int]:
    """Which quarters of an hour some rows cover, each looked at alone."""
    found = set()
    for number in range(MINUTES):
        instant = FIRST + timedelta(minutes=15 * number)
        local = instant.astimezone(ZONE)
        for row in rows:
            if "from" in row:
                inside = datetime.fromisoformat(row["from"]) <= instant
                inside = inside and instant < datetime.fromisoformat(row["to"])
            else:
                first = row.get("first_day", "2023-10-30")
                last = row.get("last_day", "2023-11-14")
                inside = first <= local.date().isoformat() <= last
                inside = inside and row["daily_from"] <= f"{local:%H:%M}" < row["daily_to"]
            if inside:
                found.add(number)
    return found


def some_row(chance: random.Random) -> dict[str, str]:
    first = date(2023, 10, 30) + timedelta(days=chance.randrange(8))
    if chance.random() < 0.4:
        start = datetime(first.year, first.month, first.day, chance.randrange(24), tzinfo=ZONE)
        end = start + timedelta(hours=chance.randrange(1, 90))
        return {"from": start.isoformat(), "to": end.isoformat(), "source": "assumptions"}
    row = {"daily_from": "08:00", "daily_to": chance.choice(["12:30", "17:00", "24:00"])}
    if chance.random() < 0.6:
        row["first_day"] = first.isoformat()
    if chance.random() < 0.6:
        row["last_day"] = (first + timedelta(days=chance.randrange(7))).isoformat()
    return {**row, "source": "assumptions"}


@pytest.mark.parametrize("seed", range(60))
def test_cut_leaves_exactly_the_rest(seed: int) -> None:
    chance = random.Random(seed)
    row = some_row(chance)
    since = FIRST + timedelta(minutes=15 * chance.randrange(MINUTES))
    until = since + timedelta(minutes=15 * chance.randrange(1, 4 * 24 * 5))
    left = cut(Interval.model_validate(row), row, SCENARIO, since, until)
    gone = {
        number
        for number in range(MINUTES)
        if since <= FIRST + timedelta(minutes=15 * number) < until
    }
    if row.get("daily_to") == "24:00":
        row = {**row, "daily_to": "24:01"}  # texts are compared, and no local time reads 24:00
        left = [{**r, "daily_to": "24:01"} if "daily_to" in r else r for r in left]
    assert quarters(left, SCENARIO) == quarters([row], SCENARIO) - gone
    if not gone & quarters([row], SCENARIO):
        assert left == [row]


@pytest.mark.parametrize("seed", range(30))
def test_daily_hours_between_two_instants(seed: int) -> None:
    chance = random.Random(seed)
    since = FIRST + timedelta(minutes=15 * chance.randrange(480, MINUTES - 600))
    until = since + timedelta(minutes=15 * chance.randrange(1, 500))
    rows = daily_row(("08:00", "17:00"), since, until, SCENARIO, "assumptions")
    expected = set()
    for number in range(MINUTES):
        instant = FIRST + timedelta(minutes=15 * number)
        if since <= instant < until and 8 <= instant.astimezone(ZONE).hour < 17:
            expected.add(number)
    assert quarters(rows, SCENARIO) == expected
