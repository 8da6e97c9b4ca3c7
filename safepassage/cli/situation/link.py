"""`safepassage situation link`: two claims speak of one event, differ, or repeat one another."""

from __future__ import annotations

import typer

from .options import by_option, record_option


def link(
    a: str = typer.Argument(..., metavar="CLAIM", help="Its id, or how it begins."),
    b: str = typer.Argument(..., metavar="CLAIM", help="The other one."),
    kind: str = typer.Option(
        ...,
        "--as",
        help="same_event (they speak of one thing that happened), repeats (one says the other "
        "again) or conflicts (they cannot both be so).",
    ),
    reason: str | None = typer.Option(None, "--reason", help="Why; it is kept in the log."),
    by: str | None = by_option(),
    record: str = record_option(),
    json: bool = typer.Option(False, "--json", help="Print the answer as one JSON document."),
) -> None:
    """Link two claims. Views then show them side by side; neither is changed or left out.

    \b
    Examples:
      safepassage situation link 3f9a41c07b2e 77d0aa19c3f0 --as same_event
    """
    from pathlib import Path

    from .run_retract import run_link

    run_link(Path(record), by, (a, b), kind, reason, json)
