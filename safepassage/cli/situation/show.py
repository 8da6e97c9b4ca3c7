"""`safepassage situation show`: what was held at one time about another, view by view."""

from __future__ import annotations

import typer

from .options import record_option


def show(
    view: str = typer.Argument(
        "overview",
        help="overview, gates, consents, conditions, deadlines, movement, incidents, figures, "
        "positions, unknowns, contradictions, talks, contacts or support.",
    ),
    known: str | None = typer.Option(
        None, "--known", help="Use only what had been recorded by then.", metavar="INSTANT"
    ),
    at: str | None = typer.Option(
        None, "--at", help="What it is about (default: --known, else now).", metavar="INSTANT"
    ),
    scenario: str | None = typer.Option(
        None, "--scenario", help="Show every side of its crossings, with its names and time zone."
    ),
    with_unreviewed: bool = typer.Option(
        False, "--with-unreviewed", help="Show what nobody has reviewed as well, marked."
    ),
    record: str = record_option(),
    json: bool = typer.Option(False, "--json", help="Print the answer as one JSON document."),
) -> None:
    """What is held: gates by side, consents, deadlines, incidents, figures, talks, contradictions.

    Every line says on whose word it stands, and since when. Where those who speak differ, all of
    them stand there, and nobody is believed for the reader. Two times are asked for: --known is
    what had been recorded by then, --at is what it is about. This is a view for planners: what is
    withheld is in it, marked. Nothing is written.

    \b
    Examples:
      safepassage situation show
      safepassage situation show gates --scenario rafah-2024
      safepassage situation show gates --known 2024-05-06T14:00:00+03:00 --at 2024-05-06T12:00:00+03:00
      safepassage situation show contradictions --with-unreviewed --json
    """  # noqa: E501
    from pathlib import Path

    from .run_show import ShowRequest, run_show

    run_show(ShowRequest(Path(record), view, known, at, scenario, with_unreviewed, json))
