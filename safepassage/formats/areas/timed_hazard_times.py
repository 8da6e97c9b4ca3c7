"""Timed hazard, times: which column says when, and each time in seconds after the start."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
from typing import NamedTuple

from safepassage.clock import parse_instant, seconds_between
from safepassage.formats.areas.columns import FEATURE_ID, named_column
from safepassage.formats.areas.figures import PLAIN
from safepassage.formats.areas.layer import Feature, Layer, Refusals
from safepassage.problems import Refusal, quoted

OPTION = "time_column (--hazard-time)"
# names that are looked for; `start_time` counts only where it holds texts, since a number
# such as 745 is a clock time in one file and minutes in another
MINUTES = frozenset({
    *("start_min", "arrives_min", "arrival_min", "start_minutes", "arrives_minutes"),
    *("arrival_minutes", "minutes_after_start", "minutes"),
})  # fmt: skip
INSTANTS = frozenset({
    *("arrives", "arrives_at", "arrival", "arrival_time", "start_time", "starts", "start"),
    *("time", "datetime", "date_time", "timestamp", "instant"),
})  # fmt: skip
IN_MINUTES = re.compile(r".*_min(?:ute)?s?|minutes?(?:_after_start)?")  # a unit in the name
END_COLUMN = re.compile(r"ends?(?:_.*)?")
ALLOWED_MINUTES = "give minutes after the start as a number, such as 80 (below 0: already there)"
ALLOWED = (
    "name a column of instants with an offset (2031-05-05T08:00:00+02:00), or one of minutes "
    "after the start whose name ends in _min"
)
MOST_MINUTES = 10 * 366 * 24 * 60


class TimeColumn(NamedTuple):
    """The column that says when; `minutes`: it counts minutes, else it holds instants."""

    name: str
    minutes: bool


def time_column_of(layer: Layer, wanted: str | None, refusals: Refusals) -> TimeColumn | None:
    """The column of times that the user names, or the only one with a known name."""
    if wanted is not None:
        name = named_column(wanted, layer.columns, OPTION, refusals)
        if name is None:
            return None
        minutes = IN_MINUTES.fullmatch(name.lower()) is not None
        if not minutes and _holds_numbers(layer, name):
            _refuse_numbers(layer, name, refusals)
            return None
        return TimeColumn(name, minutes)
    found = [TimeColumn(name, True) for name in layer.columns if name.lower() in MINUTES]
    named = [name for name in layer.columns if name.lower() in INSTANTS]
    found += [TimeColumn(name, False) for name in named if not _holds_numbers(layer, name)]
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(column.name for column in found)
        read = f"several columns may say when: {names}"
        refusals.add(read, "one of them is meant", f"name it: {OPTION} {found[0].name}")
    elif named:
        _refuse_numbers(layer, named[0], refusals)
    else:
        shown = ", ".join(c for c in layer.columns if c != FEATURE_ID) or "none"
        refusals.add(
            f"no column is known to say when; the columns are {shown}",
            ALLOWED,
            f"name it with {OPTION}",
        )
    return None


def _holds_numbers(layer: Layer, column: str) -> bool:
    """Whether the column has numbers only (an empty one has none)."""
    values = [feature.values.get(column) for feature in layer.features]
    held = [value for value in values if value is not None]
    return bool(held) and all(isinstance(value, int | float) for value in held)


def _refuse_numbers(layer: Layer, column: str, refusals: Refusals) -> None:
    values = (feature.values.get(column) for feature in layer.features)
    first = next(value for value in values if value is not None)
    refusals.add(
        f"column {column} holds numbers such as {first}, which may be minutes, hours or a clock "
        "time (HHMM)",
        ALLOWED,
        f"the columns are {', '.join(c for c in layer.columns if c != FEATURE_ID)}; if {column} "
        f"counts minutes, call it {column}_min",
    )


def read_times(
    features: Sequence[Feature],
    column: TimeColumn,
    start: datetime,
    zero_s: int,
    refusals: Refusals,
) -> list[int]:
    """Seconds after the start of each feature, below 0 before it; problems are collected.

    `zero_s` is the second after the start from which minutes count. Parts of a second are
    dropped, so that nothing arrives later than the file says.
    """
    found: list[int] = []
    for feature in features:
        value = feature.values.get(column.name)
        try:
            if column.minutes:
                found.append(zero_s + math.floor(_minutes(value) * 60))
            else:
                found.append(seconds_between(start, _instant(value)))
        except Refusal as refusal:
            read = f"{column.name}: {refusal.read}"
            refusals.feature(feature, read, refusal.allowed, refusal.mend)
    return found


def _missing(value: object) -> bool:
    empty = isinstance(value, str) and not value.strip()
    return value is None or empty or (isinstance(value, float) and math.isnan(value))


def _minutes(value: object) -> Fraction:
    _known(value, ALLOWED_MINUTES)
    if isinstance(value, str):
        plain = PLAIN.fullmatch(value.strip()) is not None
        mend = f"write {value.strip()} without quotes" if plain else ""
        raise Refusal(f"{quoted(value)} is a text", ALLOWED_MINUTES, mend)
    if isinstance(value, bool) or not isinstance(value, int | float) or math.isinf(value):
        raise Refusal(f"{quoted(value)} is not a number", ALLOWED_MINUTES)
    if abs(value) > MOST_MINUTES:
        raise Refusal(f"{value} minutes are more than ten years", ALLOWED_MINUTES)
    return Fraction(repr(value))


def _instant(value: object) -> datetime:
    allowed = "give an instant with its offset, such as 2031-05-05T08:00:00+02:00"
    _known(value, allowed)
    if isinstance(value, bool | int | float):
        raise Refusal(f"{value} is a number, and an instant is meant", allowed)
    return parse_instant(str(value))


def _known(value: object, allowed: str) -> None:
    """Refuse what says nothing; a place without a time would close nothing, unseen."""
    mend = "take the feature out if nobody knows when; a hazard without a time closes nothing"
    if _missing(value):
        raise Refusal("no time stands here", allowed, mend)
    if isinstance(value, str) and value.strip().lower() == "unknown":
        raise Refusal("the time is unknown", allowed, mend)
