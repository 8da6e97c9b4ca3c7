"""Zone: the time zone that a user names for times without an offset."""

from __future__ import annotations

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ...problems import Refusal, quoted


def zone_option(name: str | None) -> ZoneInfo | None:
    """The zone of that name, or None if none was given. Refusal for one that nobody knows."""
    if name is None:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        allowed = "give a name such as Africa/Cairo or Europe/Athens"
        raise Refusal(f"--timezone {quoted(name)} is not known", allowed) from error
