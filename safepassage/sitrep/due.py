"""Due: when a deadline ends, as a range; nothing is taken for exact that the words leave open."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from ..situation.claim import Claim
from ..situation.when import When, days

UNITS = {"minutes": 1 / 1440, "hours": 1 / 24, "days": 1.0, "weeks": 7.0}


def due_of(claim: Claim) -> When | None:
    """When a deadline ends; None where nobody can tell.

    A stated end stands as it is. A length ("a week") counts from its stated start; where none is
    stated, the clock began at the latest when it was reported and had not run out then, so the end
    lies between that report and the report plus the length.
    """
    norm = claim.norm
    for name in ("due", "until", "when_date", "when", "date", "on_date", "end"):
        found = _when(norm.get(name))
        if found is not None:
            return found
    if claim.valid.until is not None:
        return claim.valid.until
    length = _length(norm)
    if length is None:
        return None
    start = _when(norm.get("start") or norm.get("anchor")) or claim.valid.since
    if start is not None:
        return When(start.earliest + length, start.latest + length)
    told = claim.said or claim.published
    return None if told is None else When(told.earliest, told.latest + length)


def _length(norm: Mapping[str, Any]) -> timedelta | None:
    for unit, in_days in UNITS.items():
        value = norm.get(f"duration_{unit}")
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 10000:
            return timedelta(days=value * in_days)
    return None


def _when(value: object) -> When | None:
    """An instant, a day, or a range of days "first/last" of a norm."""
    if not isinstance(value, str) or len(value) > 80:
        return None
    try:
        if "T" in value:
            at = datetime.fromisoformat(value)
            return When(at, at) if at.tzinfo is not None else None
        first, _, last = value.partition("/")
        return days(date.fromisoformat(first), date.fromisoformat(last or first))
    except ValueError:
        return None
