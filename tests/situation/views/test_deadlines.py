"""A clock that is read as too long costs lives: a range counts from its earliest end."""

from __future__ import annotations

from datetime import timedelta

import pytest

from safepassage.situation.claim import Claim
from safepassage.situation.views.deadlines import DeadlineRow, deadlines
from safepassage.situation.views.due import due_of
from safepassage.situation.when import When, instant, when_of, whole_day

from .build import at, held, on, said


def week(name: str = "a", speaker: str | None = "A paper", **more: object) -> Claim:
    norm = {"kind": "ultimatum", "duration_days": 7, **more}
    return said(
        name, "deadline", speaker, day=3,
        fields={"by": "The army", "on": "the Council", "action": "agree", "consequence": "begin"},
        **norm,  # type: ignore[arg-type]
    )  # fmt: skip


def only(*claims: Claim, hour: float = 12, day: int = 4, links: object = ()) -> DeadlineRow:
    (row,) = deadlines(held(claims, links), at(day, hour))  # type: ignore[arg-type]
    return row


def test_a_week_without_a_start_ends_between_its_telling_and_a_week_later() -> None:
    row = only(week())
    assert row.due == When(on(3).earliest, on(10).latest)
    assert (row.anchored, row.state) == (False, "may_have_passed")
    assert row.most_left == on(10).latest - at(4, 12)
    assert row.least_left is not None
    assert row.least_left < timedelta()


def test_a_week_with_a_start_counts_from_it() -> None:
    row = only(week(start="2031-05-02"))
    assert (row.due, row.anchored) == (on(9), True)
    assert (row.state, row.least_left) == ("running", timedelta(days=4, hours=12))


def test_an_anchor_that_somebody_gives_later_narrows_the_range() -> None:
    row = only(week(), week("b", "The Council", start="2031-05-02"))
    assert (row.due, row.anchored, row.differ) == (on(9), True, False)
    assert [word.claim.id for word in row.words] == ["a", "b"]


def test_an_anchor_that_does_not_fit_is_a_difference_and_the_whole_range_stays() -> None:
    row = only(week(), week("b", "The Council", due="2031-05-20"))
    assert row.differ
    assert row.due == When(on(3).earliest, on(20).latest)


def test_who_says_more_is_kept_with_who_says_less() -> None:
    row = only(week())
    assert (row.by, row.on, row.action, row.consequence) == (
        "The army", "the Council", "agree", "begin",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("hour", "state"),
    [(23, "running"), (24, "may_have_passed"), (47, "may_have_passed"), (48, "passed")],
)
def test_a_day_may_have_passed_on_that_day_and_has_passed_after_it(hour: int, state: str) -> None:
    claim = said(
        "a", "deadline", kind="last_departure", due="2031-05-05", fields={"what": "Flight"}
    )
    assert only(claim, hour=hour).state == state


def test_a_deadline_that_nobody_can_tell_comes_last_and_says_so() -> None:
    claims = [
        said("open", "deadline", kind="closure", fields={"what": "the road"}),
        said("late", "deadline", kind="expiry", due="2031-05-09", fields={"what": "the pause"}),
        said("soon", "deadline", kind="expiry", due="2031-05-06", fields={"what": "the offer"}),
    ]
    rows = deadlines(held(claims), at(4))
    assert [row.words[0].claim.id for row in rows] == ["soon", "late", "open"]
    assert (rows[2].state, rows[2].least_left, rows[2].due) == ("not_known", None, None)


def test_a_deadline_told_later_is_not_known_yet() -> None:
    assert deadlines(held([week()]), at(2)) == ()


def test_linked_claims_are_one_deadline_whatever_their_words() -> None:
    other = said("b", "deadline", "Bo Lind", kind="ultimatum", due="2031-05-08",
                 fields={"action": "sign the paper"})  # fmt: skip
    assert only(week(), other, links=[("a", "b", "repeats")]).due == on(8)
    assert len(deadlines(held([week(), other]), at(4))) == 2


def test_lengths_come_in_all_units_and_nonsense_is_not_known() -> None:
    told = instant(at(4))
    for norm, length in (
        ({"duration_hours": 48}, timedelta(hours=48)),
        ({"duration_weeks": 1}, timedelta(days=7)),
        ({"duration_minutes": 90}, timedelta(minutes=90)),
        ({"duration_days": 1.5}, timedelta(hours=36)),
    ):
        claim = said("a", "deadline", hour=12, **norm)  # type: ignore[arg-type]
        assert due_of(claim).when == When(told.earliest, told.latest + length)
    for norm in ({"duration_days": -1}, {"duration_days": True}, {"duration_days": 1e9},
                 {"duration_days": "7"}, {}):  # fmt: skip
        assert due_of(said("a", "deadline", **norm)).when is None  # type: ignore[arg-type]


def test_times_of_norms_are_read_and_other_texts_are_no_time() -> None:
    assert when_of("2031-05-05") == on(5)
    assert when_of("2031-05-05/2031-05-07") == When(on(5).earliest, on(7).latest)
    assert when_of("2031-05-05T12:00:00+00:00") == instant(at(5))
    for text in (
        "2031-05-05T12:00:00",
        "Tuesday",
        "2031-13-01",
        "",
        None,
        7,
        "9999-12-31",
        "2" * 90,
    ):
        assert when_of(text) is None, text


def test_a_day_is_a_day() -> None:
    assert on(5) == whole_day(at(5).date())
