"""Finding: something in someone else's plan that does not fit a scenario."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from safepassage.credibility.review.joined import Joined
from safepassage.scenario.inputs import Inputs

EVENLY = (
    "assumed: people spread evenly over the window of their row, and are at roads and gates in it"
)


@dataclass(frozen=True, slots=True)
class Finding:
    """By which rule, in words, of how many people (as far as said), at which address."""

    rule: str
    sentence: str
    people: int
    address: str


def known_people(rows: list[Joined]) -> int:
    """People of the rows that say how many; a row that does not is looked at elsewhere."""
    return sum(row.row.people for row in rows if row.row.people is not None)


def window(inputs: Inputs, row: Joined) -> tuple[int, int] | None:
    """The window of a row in seconds since the start; None if it does not say both ends."""
    first, last = row.row.from_, row.row.to
    if first is None or last is None:
        return None
    return _second(inputs, first), _second(inputs, last)


def clock(inputs: Inputs, second: int) -> str:
    """A second of the model in local time."""
    instant = inputs.start + timedelta(seconds=second)
    return f"{instant.astimezone(ZoneInfo(inputs.timezone)):%Y-%m-%d %H:%M}"


def _second(inputs: Inputs, instant: datetime) -> int:
    return round((instant - inputs.start).total_seconds())
