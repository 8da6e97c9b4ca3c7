"""Due: when a deadline ends, as a range; nothing is taken for exact that the words leave open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from ..claim import Claim
from ..when import When, when_of

STATED = ("due", "until", "when", "when_date", "date", "end")
STARTS = ("start", "anchor", "since")
LENGTHS = {
    "duration_minutes": timedelta(minutes=1),
    "duration_hours": timedelta(hours=1),
    "duration_days": timedelta(days=1),
    "duration_weeks": timedelta(weeks=1),
}
LONGEST = timedelta(days=3650)


@dataclass(frozen=True, slots=True)
class Due:
    """`when`: from the earliest to the latest end; None where nobody can tell. `anchored`: the
    words give an end, or a length and its start. Without, the start is not said, and the end is a
    range until somebody gives it.
    """

    when: When | None
    anchored: bool


def due_of(claim: Claim) -> Due:
    """When a deadline ends.

    A length ("a week") counts from its stated start. Where none is stated, it had begun when it
    was told and had not ended: so it ends between then and then plus the length.
    """
    norm = claim.norm
    for name in STATED:
        found = when_of(norm.get(name))
        if found is not None:
            until = claim.valid.until  # the same day, in the time zone of the place
            zoned = until is not None and until.words == norm.get(name)
            return Due(until if zoned else found, True)
    if claim.valid.until is not None:
        return Due(claim.valid.until, True)
    length = _length(norm)
    if length is None:
        return Due(None, False)
    started = [when_of(norm.get(name)) for name in STARTS]
    start = next((when for when in started if when is not None), claim.valid.since)
    if start is not None:
        return Due(When(start.earliest + length, start.latest + length), True)
    told = claim.said or claim.published
    return Due(None if told is None else When(told.earliest, told.latest + length), False)


def _length(norm: Mapping[str, Any]) -> timedelta | None:
    for name, unit in LENGTHS.items():
        value = norm.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            continue
        if 0 < value <= LONGEST / unit:
            return float(value) * unit
    return None
