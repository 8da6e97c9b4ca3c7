"""When: an instant that may be known only as a range, with the words that said it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class When:
    """From `earliest` to `latest`, both inclusive and with an offset; `words` as they stood.

    A day is a range from its first to its last second; an instant has both ends alike. What is
    not known at all is None in place of a When.
    """

    earliest: datetime
    latest: datetime
    words: str | None = None

    def __post_init__(self) -> None:
        if self.earliest.tzinfo is None or self.latest.tzinfo is None:
            raise ValueError("an instant needs its offset")
        if self.latest < self.earliest:
            raise ValueError("a range cannot end before it begins")

    @property
    def is_instant(self) -> bool:
        """Whether the instant is known to the second."""
        return self.earliest == self.latest

    def to_json(self) -> dict[str, Any]:
        """The value as plain JSON; `from_json` reads it back."""
        return {
            "earliest": self.earliest.isoformat(),
            "latest": self.latest.isoformat(),
            "words": self.words,
        }

    @classmethod
    def from_json(cls, value: dict[str, Any] | None) -> When | None:
        """Read what `to_json` wrote; None stays None."""
        if value is None:
            return None
        return cls(
            datetime.fromisoformat(value["earliest"]),
            datetime.fromisoformat(value["latest"]),
            value["words"],
        )


def instant(at: datetime, words: str | None = None) -> When:
    """A When that is known to the second."""
    return When(at, at, words)


def when_of(value: Any, zone: ZoneInfo | None = None) -> When | None:
    """An instant, a day or a range of days "first/last", as norms hold them; None for any other.

    Days are days of `zone`, else of UTC.
    """
    if not isinstance(value, str) or not 10 <= len(value) <= 80 or not value[0].isdigit():
        return None
    try:
        if "T" in value:
            at = datetime.fromisoformat(value)
            return When(at, at) if at.tzinfo is not None else None
        first, _, last = value.partition("/")
        return days(date.fromisoformat(first), date.fromisoformat(last or first), zone)
    except (ValueError, OverflowError):  # no date of the calendar, or one at its end
        return None


def whole_day(day: date, zone: ZoneInfo | None = None, words: str | None = None) -> When:
    """All of a day: in a time zone, or in UTC where none is given."""
    return days(day, day, zone, words)


def days(first: date, last: date, zone: ZoneInfo | None = None, words: str | None = None) -> When:
    """From the first second of one day to the last second of another."""
    start = datetime.combine(first, time(), tzinfo=zone or UTC)
    end = datetime.combine(last + timedelta(days=1), time(), tzinfo=zone or UTC)
    return When(start.astimezone(UTC), end.astimezone(UTC) - timedelta(seconds=1), words)
