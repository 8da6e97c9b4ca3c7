"""`safepassage check`: run the independent checker on a bundle."""

from __future__ import annotations

from pathlib import Path

import typer


def check(
    bundle: Path = typer.Argument(..., help="The bundle's folder."),
    scenario: str | None = typer.Option(
        None,
        "--scenario",
        help="Also say whether the bundle's inputs are those of this scenario.",
        metavar="SCENARIO",
    ),
    json: bool = typer.Option(False, "--json", help="Print verdict, claims and rules as JSON."),
) -> None:
    """Check a bundle: replay every movement, recompute every bound.

    The checker runs in a Python of its own (python -I -S) that sees nothing but the bundle and the
    standard library. Exit code 0: passed; 1: failed; 2: the bundle cannot be read.

    \b
    Examples:
      safepassage check harbour-plan
      safepassage check harbour-plan --scenario harbour --json
    """
    from .output import print_json
    from .run_check import report_lines, run_check, same_inputs

    code, document, message = run_check(bundle)
    if code == 2:
        typer.echo(message, err=True)
        raise typer.Exit(2)
    assert isinstance(document, dict)
    if scenario is not None:
        document["scenario"] = same_inputs(bundle, scenario)
        if not document["scenario"]["same"]:
            code = 1
    if json:
        print_json(document)
    else:
        for line in report_lines(document):
            typer.echo(line)
    raise typer.Exit(code)
