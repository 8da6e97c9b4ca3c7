"""Card when: days, hours and the local time of a card, in words of a language."""

from __future__ import annotations

from datetime import datetime, timedelta

from babel import Locale
from babel.dates import format_date

from safepassage.report.language.language import Language
from safepassage.report.print.card import CardWay, Instants

LEAST_DAYS = 3  # alike, one after the other, before they are said in one line


def window_lines(language: Language, windows: tuple[Instants, ...]) -> tuple[str, ...]:
    """A line a window; the same hours on three days and more in a row are one line.

    Without the year, which the label says (`year_of`) where it is one and the same.
    """
    long = year_of(windows) is None
    lines: list[str] = []
    rest = list(windows)
    while rest:
        run = _alike(rest)
        if len(run) >= LEAST_DAYS:
            first, last = run[0][0], run[-1][0]
            lines.append(
                language.say(
                    "card-window-daily",
                    day=_day(language, first, long),
                    other=_day(language, last, long),
                    first=_hour(run[0][0]),
                    last=_hour(run[0][1]),
                )
            )
            rest = rest[len(run) :]
        else:
            lines.append(_window(language, *rest.pop(0), long))
    return tuple(lines)


def year_of(windows: tuple[Instants, ...]) -> int | None:
    """The year of all windows; None where they lie in several."""
    years = {instant.year for window in windows for instant in window}
    return years.pop() if len(years) == 1 else None


def boarding(language: Language, way: CardWay) -> str | None:
    """Until when to be at a departure and when it leaves; with its day if that is another."""
    if not way.boardings:
        return None
    hours = {(_hour(by), _hour(departs)) for by, departs in way.boardings}
    days = {departs.date() for _, departs in way.boardings}
    left = {first.date() for first, _ in way.windows}
    if len(hours) == 1 and days <= left:
        by, departs = hours.pop()
        return language.say("card-board", by=by, departs=departs)
    return "; ".join(
        f"{_day(language, departs)}: "
        + language.say("card-board", by=_hour(by), departs=_hour(departs))
        for by, departs in way.boardings
    )


def local_time(language: Language, timezone: str, windows: tuple[Instants, ...]) -> str:
    """The place whose time it is, and how far that is from UTC."""
    if timezone in ("UTC", "Etc/UTC"):
        return "UTC"
    city = Locale(language.code).time_zones.get(timezone, {}).get("city")
    name = city or timezone.rsplit("/", 1)[-1].replace("_", " ")
    offsets = {instant.utcoffset() or timedelta() for pair in windows for instant in pair}
    if len(offsets) != 1:
        return language.say("card-time", place=name)
    minutes = int(offsets.pop().total_seconds()) // 60
    hours = f"UTC{'-' if minutes < 0 else '+'}{abs(minutes) // 60}"
    if minutes % 60:
        hours += f":{abs(minutes) % 60:02d}"
    return language.say("card-time-utc", place=name, utc=hours)


def _alike(windows: list[Instants]) -> list[Instants]:
    """The first window and those after it on the following days at the same hours."""
    run = windows[:1]
    for window in windows[1:]:
        before = run[-1]
        one_day = before[0].date() == before[1].date() and window[0].date() == window[1].date()
        follows = window[0].date() - before[0].date() == timedelta(days=1)
        same = [_hour(i) for i in window] == [_hour(i) for i in before]
        if not (one_day and follows and same):
            break
        run.append(window)
    return run


def _window(language: Language, first: datetime, last: datetime, long: bool) -> str:
    """Mon 6 May, 06:30 to 09:00; the day again where it is another."""
    day = _day(language, first, long)
    if first.date() == last.date():
        return language.say("card-window", day=day, first=_hour(first), last=_hour(last))
    return language.say(
        "card-window-days",
        day=day,
        first=_hour(first),
        other=_day(language, last, long),
        last=_hour(last),
    )


def _day(language: Language, instant: datetime, long: bool = False) -> str:
    return format_date(instant, "EEE d MMM y" if long else "EEE d MMM", locale=language.code)


def _hour(instant: datetime) -> str:
    return f"{instant:%H:%M}"
