"""Moments: when a claim was told, since when and until when it holds, as instants of the place."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ..situation.claim import Claim
from ..situation.when import When


def told_at(claim: Claim, recorded: datetime) -> When:
    """When it was said; else published; else when it was put down."""
    return claim.said or claim.published or When(recorded, recorded)


def known_at(claim: Claim, recorded: datetime) -> When:
    """When it could be known: published; else said (a call, a note); else put down."""
    return claim.published or claim.said or When(recorded, recorded)


def day_of(when: When, zone: ZoneInfo) -> date | None:
    """The day that a range of a whole day names, by the local calendar; None for any other range.

    A day that was noted without a time zone stands in UTC and names the same date at the place.
    Of any other the middle decides; where clocks change a day has 23 or 25 hours.
    """
    if not timedelta(hours=22) < when.latest - when.earliest <= timedelta(hours=25):
        return None
    first, last = when.earliest.astimezone(UTC), when.latest.astimezone(UTC)
    if first.time() == time() and first.date() == last.date():
        return first.date()
    return (when.earliest + (when.latest - when.earliest) / 2).astimezone(zone).date()


def known_from(when: When, zone: ZoneInfo) -> datetime:
    """The first instant at which it counts as known: a day counts from its local midnight."""
    day = day_of(when, zone)
    if day is not None:
        return datetime.combine(day, time(), tzinfo=zone)
    return when.earliest if when.is_instant else when.latest


def source_date(when: When, zone: ZoneInfo) -> str:
    """How a source in the scenario writes it: a day or an instant."""
    day = day_of(when, zone)
    return day.isoformat() if day is not None else written(known_from(when, zone), zone)


def begins(when: When, zone: ZoneInfo, *, late: bool) -> datetime:
    """The instant from which something holds that began somewhere in a range.

    A day begins at its local midnight; of a longer range the earliest instant, or the latest with
    `late` (whoever counts on something open takes the later one).
    """
    day = day_of(when, zone)
    if day is not None:
        return datetime.combine(day, time(), tzinfo=zone)
    return when.latest if late else when.earliest


def ends(when: When, zone: ZoneInfo, *, late: bool) -> datetime:
    """The first instant after the end of something; a day ends at the next local midnight."""
    day = day_of(when, zone)
    if day is not None:
        return datetime.combine(day + timedelta(days=1), time(), tzinfo=zone)
    return when.latest if late else when.earliest


def written(instant: datetime, zone: ZoneInfo) -> str:
    """An instant as scenarios write it, with the offset of the place."""
    return instant.astimezone(zone).replace(microsecond=0).isoformat()
