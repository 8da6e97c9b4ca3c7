"""`safepassage compare`: two plans side by side, in words, figures and a map."""

from __future__ import annotations

from pathlib import Path

import typer


def compare(
    one: Path = typer.Argument(..., metavar="A", help="The folder of a bundle."),
    other: Path = typer.Argument(..., metavar="B", help="The folder of another one."),
    out: Path | None = typer.Option(
        None, "--out", help="Also write one self-contained page.", metavar="FILE.html"
    ),
    language: str = typer.Option("en", "--language", help="en, ar or he.", metavar="CODE"),
    grade: str = typer.Option(
        "planners", "--grade", help="For whom: planners, partners or public."
    ),
    json: bool = typer.Option(False, "--json", help="Print the comparison as one JSON document."),
) -> None:
    """Compare two bundles: what their inputs differ in, what changed in the answer, and for whom.

    Both are checked on the way. Exit code 0: compared; 1: one of them fails its check (it is
    compared all the same, and that is said first); 2: a folder is no bundle or cannot be read.

    \b
    Examples:
      safepassage compare monday-plan tuesday-plan
      safepassage compare monday-plan tuesday-plan --out compare.html --language ar
      safepassage compare monday-plan tuesday-plan --grade partners --json
    """
    from .output import print_json
    from .run_compare import run_compare

    answer = run_compare(one, other, out=out, language=language, grade=grade)
    if json:
        print_json(answer.document())
    else:
        typer.echo(answer.text(), nl=False)
    raise typer.Exit(0 if answer.passed else 1)
