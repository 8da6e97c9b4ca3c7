"""`safepassage situation correct`: another value for what a claim holds, in its place."""

from __future__ import annotations

import typer

from .options import by_option, record_option


def correct(
    claim: str = typer.Argument(..., metavar="ID", help="The claim, or how its id begins."),
    values: list[str] = typer.Argument(
        ..., metavar="NAME=VALUE", help="What it holds instead; NAME= takes it out."
    ),
    timezone: str | None = typer.Option(
        None,
        "--timezone",
        help="Of days and times without an offset (else the scenario's; days alone: UTC).",
    ),
    scenario: str | None = typer.Option(
        None, "--scenario", help="Refuse a subject that it does not have; times are of its place."
    ),
    by: str | None = by_option(),
    record: str = record_option(),
    json: bool = typer.Option(False, "--json", help="Print the new claim as one JSON document."),
) -> None:
    """Correct a claim that waits or stands: a new one is accepted and takes its place.

    The old one stays in the log. The exact words, the document and whether it is withheld go over
    to the new one. Names are those that `situation review` shows: subject, status, since, speaker
    and so on; words= takes other words of the text, letter by letter.

    \b
    Examples:
      safepassage situation correct 3f9a41c07b2e subject=crossing/rafah/gate/gaza
      safepassage situation correct 77d0 status=not_operated since=2025-02-03
    """
    from pathlib import Path

    from .run_correct import run_correct

    run_correct(Path(record), by, claim, tuple(values), timezone, scenario, json)
