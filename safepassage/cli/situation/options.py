"""Options that several commands of `situation` share."""

from __future__ import annotations

import getpass
from datetime import UTC, datetime
from typing import Any

import typer

from ...errors import UsageError

RECORD = "situation.record"


def record_option() -> Any:
    """--record: the file that holds the record."""
    return typer.Option(RECORD, "--record", help="The file that holds the record.", metavar="FILE")


def as_of_option() -> Any:
    """--as-of: until when claims count that were said or published."""
    return typer.Option(
        None,
        "--as-of",
        help="Claims that were published (else said) by then count (default: now).",
        metavar="INSTANT",
    )


def known_option() -> Any:
    """--known: what the record held at an earlier instant."""
    return typer.Option(
        None,
        "--known",
        help="Use only what the record held then (default: all that it holds).",
        metavar="INSTANT",
    )


def by_option() -> Any:
    """--by: who decides; the name stands in the log."""
    return typer.Option(
        None, "--by", help="Who does this (default: your user name).", metavar="NAME"
    )


def who(by: str | None) -> str:
    """The name for the log: as given, or the user's name on this machine."""
    name = (by if by is not None else _user()).strip()
    if not name or len(name) > 200 or not name.isprintable():
        raise UsageError(f"--by: {by!r} is not a name. Give one to 200 printable characters.")
    return name


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "not named"


def instant_or_now(option: str, text: str | None) -> datetime:
    """The instant of an option, or the clock's where it was not given."""
    from ..options import instant_option

    return instant_option(option, text) or datetime.now(UTC)
