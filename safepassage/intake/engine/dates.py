"""Dates in a text: named and relative days, resolved from the day of publication."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from .lexicon import Lexicon

_YEAR = r"(?:,?\s+(?P<{0}>\d{{4}}))?"


@dataclass(frozen=True, slots=True)
class Day:
    """A day, or a range of days, where it is named. `iso`: "2031-05-05" or "first/last"."""

    start: int
    end: int
    iso: str


class DateReader:
    """Finds dates by the words of one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._months = {name: n for n, name in enumerate(lexicon.months, 1)}
        self._months |= {name[:3]: n for n, name in enumerate(lexicon.months, 1)}
        self._months["sept"] = 9
        self._days = {name: n for n, name in enumerate(lexicon.weekdays)}
        months = "|".join(sorted(self._months, key=len, reverse=True))
        days = "|".join(self._days)
        self._pattern = re.compile(
            rf"\b(?:"
            rf"(?P<iso>\d{{4}}-\d\d-\d\d)"
            rf"|(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m1>{months})\b\.?{_YEAR.format('y1')}"
            rf"|(?P<m2>{months})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b{_YEAR.format('y2')}"
            rf"|(?P<side>last|next|this|on|by|until|since|before|after|from|late|early)?\s*"
            rf"(?P<week>{days})(?:\s+(?:morning|afternoon|evening|night|noon))?"
            rf"|(?P<rel>yesterday|today|tomorrow|tonight|last\s+night|this\s+morning|this\s+evening"
            rf"|last\s+week|next\s+week|this\s+week|last\s+month|next\s+month)"
            rf"|(?P<ago>(?:\d+|two|three|four|five|six|seven|ten)\s+days?\s+(?P<way>ago|earlier))"
            rf")\b",
            re.IGNORECASE,
        )

    def days(
        self, text: str, start: int, end: int, published: date, *, ahead: bool = False
    ) -> list[Day]:
        """All dates between two characters.

        A weekday is the last one up to the day of publication; the next one where `ahead` says
        that the sentence speaks of what will be.
        """
        found = []
        for match in self._pattern.finditer(text, start, end):
            iso = self._iso(match, published, ahead)
            if iso is None:
                continue
            first = match.start("week") if match["week"] else match.start()
            side = (match["side"] or "").lower()
            if match["week"] and side in ("last", "next", "this", "late", "early"):
                first = match.start("side")
            found.append(Day(first, match.end(), iso))
        return found

    def _iso(self, match: re.Match[str], published: date, ahead: bool) -> str | None:
        try:
            if match["iso"]:
                return date.fromisoformat(match["iso"]).isoformat()
            for day, month, year in (("d1", "m1", "y1"), ("d2", "m2", "y2")):
                if match[day]:
                    return self._calendar(
                        int(match[day]), match[month], match[year], published, ahead
                    )
        except ValueError:
            return None
        if match["week"]:
            return self._weekday(match, published, ahead)
        if match["ago"]:
            return None
        return _relative(" ".join((match["rel"] or "").lower().split()), published)

    def _calendar(
        self, day: int, month: str, year: str | None, published: date, ahead: bool
    ) -> str:
        """A day without a year is the closest one: behind, or ahead where the tense says so."""
        number = self._months[month.lower()]
        if year is not None:
            return date(int(year), number, day).isoformat()
        choices = []
        for near in (published.year - 1, published.year, published.year + 1):
            if day <= monthrange(near, number)[1]:
                choices.append(date(near, number, day))
        slack = timedelta(days=45)
        if ahead:
            fitting = [d for d in choices if d >= published - slack]
            return min(fitting or choices).isoformat()
        fitting = [d for d in choices if d <= published + slack]
        return max(fitting or choices).isoformat()

    def _weekday(self, match: re.Match[str], published: date, ahead: bool) -> str:
        wanted = self._days[match["week"].lower()]
        back = (published.weekday() - wanted) % 7
        side = (match["side"] or "").lower()
        if side == "next":
            return (published + timedelta(days=7 - back if back else 7)).isoformat()
        if side == "last" and back == 0:
            back = 7
        if ahead or side in ("by", "until"):
            return (published + timedelta(days=(-back) % 7)).isoformat()
        return (published - timedelta(days=back)).isoformat()


def _relative(words: str, published: date) -> str | None:
    shifts = {
        "yesterday": -1,
        "today": 0,
        "tomorrow": 1,
        "tonight": 0,
        "last night": -1,
        "this morning": 0,
        "this evening": 0,
    }
    if words in shifts:
        return (published + timedelta(days=shifts[words])).isoformat()
    monday = published - timedelta(days=published.weekday())
    weeks = {"last week": -7, "this week": 0, "next week": 7}
    if words in weeks:
        first = monday + timedelta(days=weeks[words])
        return f"{first.isoformat()}/{(first + timedelta(days=6)).isoformat()}"
    return None
