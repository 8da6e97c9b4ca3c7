"""Series: the numbers of a record's sitreps, one series for each grade of readers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ..situation.event import Issued, Undone
from ..situation.record import Record

PRODUCT = "sitrep"


@dataclass(frozen=True, slots=True)
class Issue:
    """A sitrep that was given out: its number, its instant, and the event that notes it."""

    number: int
    as_of: datetime
    event: int
    facts: str


def issues(record: Record, grade: str) -> tuple[Issue, ...]:
    """The sitreps given out for readers of a grade, in the order of their numbers."""
    undone = {event.act.event for event in record.events if isinstance(event.act, Undone)}
    found = [
        Issue(act.number, datetime.fromisoformat(act.as_of), event.number, act.facts)
        for event in record.events
        if isinstance(act := event.act, Issued)
        and (act.product, act.grade) == (PRODUCT, grade)
        and event.number not in undone
    ]
    return tuple(sorted(found, key=lambda issue: issue.number))


def issued(number: int, grade: str, as_of: datetime, facts: str) -> Issued:
    """The act that notes a sitrep in the record."""
    return Issued(PRODUCT, grade, number, as_of.isoformat(), facts)
