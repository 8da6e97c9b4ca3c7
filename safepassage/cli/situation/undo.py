"""`safepassage situation undo`: an event no longer counts; it and its undoing stay in the log."""

from __future__ import annotations

import typer

from .options import by_option, record_option


def undo(
    events: list[int] = typer.Argument(
        None, metavar="EVENT", help="Numbers of events; none lists the latest."
    ),
    reason: str | None = typer.Option(None, "--reason", help="Why; it is kept in the log."),
    most: int = typer.Option(20, "--last", min=1, help="How many events to list."),
    by: str | None = by_option(),
    record: str = record_option(),
    json: bool = typer.Option(False, "--json", help="Print the answer as one JSON document."),
) -> None:
    """Take back a decision, an entry, a link or a retraction. Nothing is deleted.

    Undoing an undoing has the event count again. Undoing a "withheld" lets the claim go out again.

    \b
    Examples:
      safepassage situation undo
      safepassage situation undo 17 --reason "wrong gate"
    """
    from pathlib import Path

    from .run_undo import run_undo

    run_undo(Path(record), by, tuple(events or ()), reason, most, json)
