"""Interval: from an instant to an instant, or a daily window over some days."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, Self

from pydantic import model_validator

from safepassage.problems import Refusal
from safepassage.scenario.model import Model, field
from safepassage.scenario.values import ClockTime, Day, Id, Instant, refused


class Interval(Model):
    """Open or valid from an instant to an instant, or every day between two local times."""

    noun: ClassVar[str] = "interval"

    from_: Instant | None = field(
        "first instant of it", alias="from", default=None, source="source"
    )
    to: Instant | None = field("first instant after it", default=None, source="source")
    daily_from: ClockTime | None = field(
        "local time HH:MM, each day", default=None, source="source"
    )
    daily_to: ClockTime | None = field("local time HH:MM, each day", default=None, source="source")
    first_day: Day | None = field(
        "first day of a daily window; without it, the first day of the scenario",
        default=None,
        source="source",
    )
    last_day: Day | None = field(
        "last day of a daily window; without it, the last day of the scenario",
        default=None,
        source="source",
    )
    source: Id = field("who says so", refers_to="sources")

    @model_validator(mode="after")
    def _one_form_and_forwards(self) -> Self:
        absolute = (self.from_, self.to)
        daily = (self.daily_from, self.daily_to)
        has_daily = any(v is not None for v in (*daily, self.first_day, self.last_day))
        if any(v is not None for v in absolute) == has_daily:
            raise _form("has parts of both forms" if has_daily else "has neither form")
        if (None in daily) if has_daily else (None in absolute):
            raise _form("has only one end")
        _forwards(self.from_, self.to)
        if daily[0] is not None and daily[1] is not None and daily[0] >= daily[1]:
            raise refused(
                Refusal(
                    "the daily window ends before it begins",
                    "give a daily_from earlier than daily_to",
                    "a window over midnight is two: one to 24:00 and one from 00:00",
                )
            )
        if self.first_day and self.last_day and self.first_day > self.last_day:
            raise _reversed(self.first_day, self.last_day)
        return self


def _form(what: str) -> Exception:
    return refused(
        Refusal(
            f"the interval {what}",
            "give from and to, or daily_from and daily_to (with first_day and last_day)",
        )
    )


def _forwards(first: datetime | None, last: datetime | None) -> None:
    if first is not None and last is not None and first >= last:
        raise _reversed(first, last)


def _reversed(first: date | datetime, last: date | datetime) -> Exception:
    return refused(
        Refusal(
            f"the interval goes from {first.isoformat()} to {last.isoformat()}, so it ends before "
            "it begins",
            "give a from that is earlier than to",
            "swap them if they were exchanged",
        )
    )
