"""Daily hours: "from 06:00 to 18:00" as two times of day; anything less exact gives none."""

from __future__ import annotations

import re

from ..situation.claim import Claim

_CLOCK = r"(?P<h{0}>[01]?\d|2[0-4])(?:[:.](?P<m{0}>[0-5]\d))?\s*(?P<p{0}>[ap]\.?m\.?)?"
_FROM_TO = re.compile(
    rf"^(?:daily|every day|each day)?,?\s*(?:from|between)?\s*{_CLOCK.format(1)}"
    rf"\s*(?:to|and|until|till|-|–|/)\s*{_CLOCK.format(2)}"
    r"\s*(?:,?\s*(?:daily|every day|each day|local time))*$",
    re.IGNORECASE,
)


def daily_hours(claim: Claim) -> tuple[str, str] | None:
    """The hours that a claim gives, as HH:MM; None where it gives none or no exact ones."""
    said = claim.norm.get("hours")
    spans = claim.fields.get("hours", ())
    text = said if isinstance(said, str) else spans[0].text if len(spans) == 1 else ""
    return read_hours(text)


def read_hours(text: str) -> tuple[str, str] | None:
    """Two times of day in a text; None unless both are exact and the first is the earlier one."""
    match = _FROM_TO.match(" ".join(text.split()))
    if match is None:
        return None
    first, last = _minutes(match, 1), _minutes(match, 2)
    if first is None or last is None or first >= last:
        return None
    return _text(first), _text(last)


def _minutes(match: re.Match[str], number: int) -> int | None:
    hour, minute, half = (match[f"{part}{number}"] for part in "hmp")
    if minute is None and half is None:
        return None  # "6 to 18" may be hours or anything else
    value = int(hour) * 60 + int(minute or 0)
    if half is not None:
        if not 1 <= int(hour) <= 12:
            return None
        value = value % 720 + (720 if half[0] in "pP" else 0)
    return value if value <= 1440 else None


def _text(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
