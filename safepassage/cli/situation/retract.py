"""`safepassage situation retract`: whoever said it took it back, or it was found to be wrong."""

from __future__ import annotations

import typer

from .options import by_option, record_option


def retract(
    claims: list[str] = typer.Argument(..., metavar="CLAIM...", help="Ids, or how they begin."),
    reason: str = typer.Option(
        ..., "--reason", help="Who took it back and how, or what shows that it is wrong."
    ),
    by: str | None = by_option(),
    record: str = record_option(),
    json: bool = typer.Option(False, "--json", help="Print the answer as one JSON document."),
) -> None:
    """Note that a claim no longer stands. Nothing is deleted; earlier views show what was held.

    `situation what-changed` says which plans rest on it, and `situation undo` takes it back.

    \b
    Examples:
      safepassage situation retract 3f9a41c07b2e --reason "the ministry corrected its readout"
    """
    from pathlib import Path

    from .run_retract import run_retract

    run_retract(Path(record), by, tuple(claims), reason, json)
