"""Published: the date that a document bears, as it says or as the user says; never guessed."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

from safepassage.clock import FIRST_YEAR, LAST_YEAR
from safepassage.errors import UsageError
from safepassage.intake.documents.content import Content, Stated
from safepassage.situation.when import When, instant, whole_day

# A date without an offset may be today's in a time zone where it is already tomorrow in UTC.
AHEAD = timedelta(hours=14)
# Clocks of servers differ.
SKEW = timedelta(hours=1)
ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}[\d:.,]*(?:Z|[+-]\d{2}:?(?:\d{2})?)?)?")


def written_date(words: str) -> When | None:
    """A date or an instant in ISO 8601 as pages write it; None for anything else.

    A time without an offset stands for its whole day, since nobody knows whose clock it was.
    """
    words = words.strip()
    if not ISO.fullmatch(words) or len(words) > 40:
        return None
    try:
        at = datetime.fromisoformat(words)
    except ValueError:
        return None
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        return None
    return instant(at, words) if at.tzinfo is not None else whole_day(at.date(), words=words)


def mail_date(words: str) -> When | None:
    """The instant of a mail's header Date (RFC 5322); None if it is none."""
    try:
        at = parsedate_to_datetime(words.strip()[:100])
    except (ValueError, IndexError, OverflowError, TypeError):
        return None
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        return None
    # "-0000" says that the offset is not known
    return instant(at, words) if at.tzinfo is not None else whole_day(at.date(), words=words)


def settle_published(
    content: Content, given: date | When | None, now: datetime, where: str
) -> tuple[When, tuple[str, ...]]:
    """The date that counts, and notes on dates that differ.

    What the user gives counts before what the document says.

    Raises
    ------
    UsageError
        No date at all, or one in the future that the user has not given.
    """
    if given is not None:
        return _given(content, given, now, where)
    if not content.stated:
        hint = f" {content.hint}" if content.hint else ""
        raise UsageError(
            f"{where}: does not say when it was published, and that is not guessed.{hint} "
            "Give the date: --published YYYY-MM-DD."
        )
    first = content.stated[0]
    if _lies_ahead(first.when, now):
        raise UsageError(
            f"{where}: says that it was published at {first.when.words} ({first.where}), which is "
            f"after now ({now:%Y-%m-%d %H:%M} UTC). If that is right, say so: "
            f"--published {first.when.earliest:%Y-%m-%d}. Otherwise give the right date."
        )
    others = [s for s in content.stated[1:] if not _same_day(s.when, first.when)]
    return first.when, tuple(
        f"published {first.when.words} by {first.where}; {s.where} says {s.when.words}"
        for s in others
    )


def _given(
    content: Content, given: date | When, now: datetime, where: str
) -> tuple[When, tuple[str, ...]]:
    if isinstance(given, When):
        when = given
    else:
        day = given.date() if isinstance(given, datetime) else given
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise UsageError(
                f"{where}: --published {day} is not allowed; years from {FIRST_YEAR} to "
                f"{LAST_YEAR} are."
            )
        if isinstance(given, datetime) and given.tzinfo is not None:
            when = instant(given, given.isoformat())
        else:
            when = whole_day(day, words=day.isoformat())
    notes = []
    if _lies_ahead(when, now):
        notes.append(f"published {_words(when)}, as given, lies after now ({now:%Y-%m-%d})")
    notes += [
        f"published {_words(when)}, as given; {s.where} says {_words(s.when)}"
        for s in content.stated
        if not _same_day(s.when, when)
    ]
    return when, tuple(notes)


def _lies_ahead(when: When, now: datetime) -> bool:
    spare = SKEW if when.is_instant else AHEAD
    return when.earliest > now.astimezone(UTC) + spare


def _same_day(a: When, b: When) -> bool:
    """Whether the two ranges touch."""
    return (a.earliest <= b.latest and b.earliest <= a.latest) or _day(a) == _day(b)


def _day(when: When) -> date:
    return when.earliest.date()


def _words(when: When) -> str:
    return when.words or when.earliest.isoformat()


def stated(words: str, where: str) -> tuple[Stated, ...]:
    """One stated date, or none if the words are no date."""
    when = written_date(words)
    return () if when is None else (Stated(when, where),)
