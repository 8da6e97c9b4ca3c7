"""`safepassage review`: someone else's plan against stated criteria."""

from __future__ import annotations

from pathlib import Path

import typer


def review(
    plan: Path = typer.Argument(
        ..., help="A bundle, instructions as .csv or .geojson, or a .csv of claims about a plan."
    ),
    scenario: str | None = typer.Option(
        None, "--scenario", help="Hold the instructions against this scenario."
    ),
    aid: Path | None = typer.Option(None, "--aid", help="The plan's trucks: stream, day, trucks."),
    json: bool = typer.Option(False, "--json", help="Print the answer as one JSON document."),
) -> None:
    """Review someone else's plan: not seen; seen, incomplete; or what it meets and when it breaks.

    The answer never says more than what was handed over shows, and lists what it did not look at.

    \b
    Examples:
      safepassage review claims.csv
      safepassage review their-plan.csv --scenario harbour --aid their-trucks.csv
      safepassage review harbour-plan
    """
    from .output import print_json
    from .run_review import review_document, review_text, run_review

    made = run_review(plan, scenario, aid)
    if json:
        print_json(review_document(made))
    else:
        typer.echo(review_text(made), nl=False)
    if made.answer == "fails_check":
        raise typer.Exit(1)
