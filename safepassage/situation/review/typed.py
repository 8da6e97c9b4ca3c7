"""Typed: values as a person types them, in the form that a claim holds."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from ...clock import FIRST_YEAR, LAST_YEAR, parse_day, parse_instant
from ...problems import Refusal, did_you_mean, known_names, quoted
from ..fact_types import fact_type
from ..when import When, days
from .norm_names import LISTS, NUMBERS, TIMES, YES_OR_NO, norm_names

NOT_KNOWN = ("", "-", "not known", "unknown time")
MOST_CHARACTERS = 2000
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?", re.ASCII)
_LOCAL = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)")
_WORDS = {"yes": True, "true": True, "no": False, "false": False}
_TIME_ALLOWED = (
    "give a day (2031-05-05), a day and time with its offset (2031-05-05T14:00+02:00), or the "
    "first and the last of a range with / between; - says that it is not known"
)


def plain_text(name: str, text: str) -> str:
    """A text of one line that steers nothing and is not too long."""
    text = text.strip()
    bad = next((sign for sign in text if not sign.isprintable()), None)
    if bad is not None:
        raise Refusal(
            f"{name} holds the sign U+{ord(bad):04X}", "give plain characters in one line"
        )
    if len(text) > MOST_CHARACTERS:
        raise Refusal(f"{name} has {len(text):,} characters", f"{MOST_CHARACTERS:,} are allowed")
    return text


def norm_value(
    kind: str, name: str, text: str, zone: ZoneInfo | None = None, also: Collection[str] = ()
) -> Any:
    """The value of a name in a norm of that type; None takes it out.

    Closed lists are held to their values, numbers are numbers, lists are cut at semicolons, and a
    time that is written as one has to be one. `also`: other names that are there already.
    """
    names = (*norm_names(kind), *also)
    if name not in names:
        mend = did_you_mean(name, names) or 'put anything else in "note"'
        raise Refusal(f"{quoted(name)} is no part of a {kind}", known_names(name, names), mend)
    text = plain_text(name, text)
    if text in ("", "-"):
        return None
    allowed = fact_type(kind).allowed.get(name)
    if allowed is not None:
        if text not in allowed:
            mend = did_you_mean(text, allowed)
            raise Refusal(f"{name}={quoted(text)}", f"allowed: {', '.join(allowed)}", mend)
        return text
    if name in NUMBERS:
        return number(name, text)
    if name in YES_OR_NO:
        if text.lower() not in _WORDS:
            raise Refusal(f"{name}={quoted(text)}", "allowed: yes, no")
        return _WORDS[text.lower()]
    if name in LISTS:
        return [part for part in (piece.strip() for piece in text.split(";")) if part]
    if name in TIMES and re.match(r"\d{4}-", text):
        return time_text(name, text, zone)
    return text


def time_text(name: str, text: str, zone: ZoneInfo | None = None) -> str:
    """A time as norms hold it: a day, a range of days "first/last", or an instant with offset."""
    at = parse_when(text, zone)
    assert at is not None
    if at.is_instant:
        return at.earliest.isoformat()
    if re.fullmatch(r"\d{4}-\d\d-\d\d(?:\s*/\s*\d{4}-\d\d-\d\d)?", text) is None:
        allowed = "give one instant, a day, or a range of days such as 2031-05-05/2031-05-07"
        raise Refusal(f"{name}={quoted(text)} is a range of instants", allowed)
    return "/".join(part.strip() for part in text.split("/"))


def number(name: str, text: str) -> int | float:
    """A number of 0 or more: 1400, 1,400 or 2.5."""
    if _NUMBER.fullmatch(text) is None:
        raise Refusal(f"{name}={quoted(text)} is not a number", "give digits, such as 1400 or 2.5")
    value = float(text.replace(",", ""))
    return int(value) if value == int(value) and "." not in text else value


def parse_when(text: str, zone: ZoneInfo | None = None) -> When | None:
    """A day, an instant, or a range "first/last"; None for what is not known.

    A time without an offset is read in `zone`; where that is None it is refused.
    """
    text = text.strip()
    if text.lower() in NOT_KNOWN:
        return None
    first, slash, last = text.partition("/")
    begin = _one(first.strip(), zone)
    end = _one(last.strip(), zone) if slash else begin
    if end.latest < begin.earliest:
        raise Refusal(f"{quoted(text)} ends before it begins", "give the earlier one first")
    return When(begin.earliest, end.latest, text)


def _one(text: str, zone: ZoneInfo | None) -> When:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        day = parse_day(text)
        return days(day, day, zone, text)
    local = _LOCAL.fullmatch(text)
    if local is not None and zone is not None:
        at = _local(local, text, zone)
        return When(at, at, text)
    try:
        at = parse_instant(text).astimezone(UTC)
    except Refusal as refusal:
        mend = refusal.mend if local is not None else ""
        raise Refusal(f"{quoted(text)} is not a time", _TIME_ALLOWED, mend) from refusal
    return When(at, at, text)


def _local(match: re.Match[str], text: str, zone: ZoneInfo) -> datetime:
    try:
        at = datetime.fromisoformat(f"{match[1]}T{match[2]}")
    except ValueError as error:
        raise Refusal(f"{quoted(text)} is not of the calendar ({error})", _TIME_ALLOWED) from None
    if not date(FIRST_YEAR, 1, 1) <= at.date() <= date(LAST_YEAR, 12, 31):
        allowed = f"give a year from {FIRST_YEAR} to {LAST_YEAR}"
        raise Refusal(f"{quoted(text)} is of the year {at.year}", allowed)
    return at.replace(tzinfo=zone).astimezone(UTC)
