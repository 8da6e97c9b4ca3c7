"""Options: texts of the command line as values, refused in words."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, cast

from ..clock import parse_instant
from ..errors import UsageError
from ..problems import Refusal

HEADCOUNTS = ("low", "likely", "high")


def check_headcount(text: str) -> Literal["low", "likely", "high"]:
    """One of the three headcounts."""
    if text not in HEADCOUNTS:
        raise UsageError(f'--headcount: "{text}" is not known. Allowed: {", ".join(HEADCOUNTS)}.')
    return cast(Literal["low", "likely", "high"], text)


def instant_option(option: str, text: str | None) -> datetime | None:
    """An instant with an offset, or None if the option was not given."""
    if text is None:
        return None
    try:
        return parse_instant(text)
    except Refusal as refusal:
        raise UsageError(f"{option}: {refusal}") from refusal
