"""Nobody is told to leave in a pause: windows hold every departure of the plan and no long gap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safepassage.optimise.make_plan import make_plan
from safepassage.plan.bundle import write_bundle
from safepassage.report.facts.sealed import Sealed, read_sealed
from safepassage.report.language.language import Language
from safepassage.report.print.card import MOST_WINDOWS, cards_of
from safepassage.report.print.card_when import local_time, window_lines
from safepassage.scenario import make_inputs, read_scenario


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Sealed:
    plan = make_plan(make_inputs(read_scenario("harbour")))
    return read_sealed(write_bundle(plan, tmp_path_factory.mktemp("b") / "harbour"))


def leaving(sealed: Sealed, *periods: int) -> Sealed:
    """The same plan with these departures of its first instruction, 60 s a period."""
    first, *others = sealed.plan.instructions
    first = replace(first, leaving=(tuple((period, 1) for period in periods),))
    return replace(sealed, plan=replace(sealed.plan, instructions=(first, *others)))


@pytest.mark.parametrize(
    ("periods", "windows"),
    [
        ((0,), [("06:00", "06:05")]),
        (range(30, 180), [("06:30", "09:00")]),
        # 09:00 to 09:55 without a departure is a short pause, an hour and more is a long one
        ((30, 179, 239), [("06:30", "06:35"), ("08:55", "10:00")]),
        ((30, 179, 240), [("06:30", "06:35"), ("08:55", "09:00"), ("10:00", "10:05")]),
    ],
)
def test_a_window_ends_where_nobody_leaves_for_an_hour(
    sealed: Sealed, periods: Sequence[int], windows: list[tuple[str, str]]
) -> None:
    assert sealed.plan.inputs.step_s == 60
    card = cards_of(leaving(sealed, *periods))[0]
    (way,) = card.ways
    assert [(f"{a:%H:%M}", f"{b:%H:%M}") for a, b in way.windows] == windows


def test_windows_that_meet_are_one(sealed: Sealed) -> None:
    first = leaving(sealed, *range(10, 60)).plan.instructions[0]
    later = replace(first, id="I900", from_s=7200, leaving=(((60, 1), (61, 1)),))
    both = replace(sealed, plan=replace(sealed.plan, instructions=(first, later)))
    (card,) = cards_of(both)
    assert card.instructions == (first.id, "I900")
    (way,) = card.ways
    assert [(f"{a:%H:%M}", f"{b:%H:%M}") for a, b in way.windows] == [("06:10", "07:05")]


@given(st.sets(st.integers(0, 599), min_size=1))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_departure_lies_in_a_window_and_there_are_not_too_many(
    sealed: Sealed, periods: set[int]
) -> None:
    (way,) = cards_of(leaving(sealed, *sorted(periods)))[0].ways
    leaves = [sealed.instant(period * 60) for period in sorted(periods)]
    for instant in leaves:
        assert sum(first <= instant < last for first, last in way.windows) == 1
    for first, last in way.windows:
        inside = [instant for instant in leaves if first <= instant < last]
        # whole five minutes around the first and the last who leave
        assert timedelta() <= inside[0] - first < timedelta(minutes=5)
        assert timedelta() <= last - (inside[-1] + timedelta(seconds=60)) < timedelta(minutes=5)
    assert len(way.windows) <= MOST_WINDOWS


def _days(*hours: tuple[int, int, int]) -> tuple[tuple[datetime, datetime], ...]:
    return tuple(
        (
            datetime(2024, 5, day, first, 15, tzinfo=UTC),
            datetime(2024, 5, day, last, 30, tzinfo=UTC),
        )
        for day, first, last in hours
    )


@pytest.mark.parametrize(
    ("windows", "lines"),
    [
        (_days((6, 6, 9)), ("Mon 6 May, 06:15 to 09:30",)),
        (
            _days((6, 6, 9), (7, 6, 9)),
            ("Mon 6 May, 06:15 to 09:30", "Tue 7 May, 06:15 to 09:30"),
        ),
        (
            _days((6, 6, 9), (7, 6, 9), (8, 6, 9)),
            ("Every day from Mon 6 May to Wed 8 May, 06:15 to 09:30",),
        ),
        (
            _days((6, 6, 9), (7, 6, 9), (9, 6, 9)),
            tuple(f"{day}, 06:15 to 09:30" for day in ("Mon 6 May", "Tue 7 May", "Thu 9 May")),
        ),
        (
            _days((6, 6, 9), (7, 6, 9), (8, 6, 9), (9, 6, 8)),
            (
                "Every day from Mon 6 May to Wed 8 May, 06:15 to 09:30",
                "Thu 9 May, 06:15 to 08:30",
            ),
        ),
    ],
)
def test_days_alike_are_one_line(
    windows: tuple[tuple[datetime, datetime], ...], lines: tuple[str, ...]
) -> None:
    assert window_lines(Language("en"), windows) == lines


def test_a_window_over_midnight_names_both_days() -> None:
    window = (datetime(2024, 12, 31, 22, tzinfo=UTC), datetime(2025, 1, 1, 2, tzinfo=UTC))
    assert window_lines(Language("en"), (window,)) == (
        "Tue 31 Dec 2024 22:00 to Wed 1 Jan 2025 02:00",
    )


def test_the_local_time_is_named() -> None:
    gaza = datetime(2024, 5, 6, 6, tzinfo=ZoneInfo("Asia/Gaza"))
    window = ((gaza, gaza + timedelta(hours=1)),)
    assert local_time(Language("en"), "Asia/Gaza", window) == "local time of Gaza, UTC+3"
    assert "غزة" in local_time(Language("ar"), "Asia/Gaza", window)
    kathmandu = datetime(2024, 5, 6, 6, tzinfo=ZoneInfo("Asia/Kathmandu"))
    assert "UTC+5:45" in local_time(Language("en"), "Asia/Kathmandu", ((kathmandu, kathmandu),))
    assert local_time(Language("en"), "Etc/UTC", window) == "UTC"
