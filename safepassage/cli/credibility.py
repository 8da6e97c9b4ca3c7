"""`safepassage credibility`: 25 criteria on the numbers of a bundle."""

from __future__ import annotations

from pathlib import Path

import typer


def credibility(
    bundle: Path = typer.Argument(..., help="The folder that `safepassage plan --out` wrote."),
    language: str = typer.Option("en", "--language", help="en, ar or he."),
    json: bool = typer.Option(False, "--json", help="Print the table as one JSON document."),
) -> None:
    """Say for each of 25 criteria whether a bundle meets it, with the number and where it is from.

    Met needs a number of this bundle that the check confirms. A text alone is "stated by" somebody.
    No evidence is not the same as not met, and there is no verdict over all.

    \b
    Examples:
      safepassage credibility harbour-plan
      safepassage credibility harbour-plan --json
    """
    from ..report.facts.sealed import read_sealed
    from .output import print_json
    from .run_credibility import credibility_document, credibility_text

    sealed = read_sealed(bundle)
    if json:
        print_json(credibility_document(sealed, language))
    else:
        typer.echo(credibility_text(sealed, language), nl=False)
    if not sealed.passed:
        raise typer.Exit(1)
