"""`safepassage report`: a bundle as one page for planners, partners or the public."""

from __future__ import annotations

from pathlib import Path

import typer


def report(
    bundle: Path = typer.Argument(..., help="The folder that `safepassage plan --out` wrote."),
    out: Path | None = typer.Option(
        None, "--out", help="The page (default: <bundle>-report.html).", metavar="FILE.html"
    ),
    grade: str = typer.Option(
        "planners", "--grade", help="Who reads it: planners, partners or public."
    ),
    pdf: Path | None = typer.Option(
        None, "--pdf", help="Write the same as PDF too, on A4.", metavar="FILE.pdf"
    ),
    language: str = typer.Option("en", "--language", help="en, ar or he."),
    json: bool = typer.Option(False, "--json", help="Print what was written as one JSON document."),
) -> None:
    """Write the report of a bundle: one file that opens from disk and asks for nothing.

    It begins with who can leave now and what stands in the way. A bundle that fails its check gives
    a report that says so first, in red, and exit code 1.

    \b
    Examples:
      safepassage report harbour-plan
      safepassage report harbour-plan --language ar --out harbour-ar.html
      safepassage report harbour-plan --grade public --out for-everybody.html
      safepassage report harbour-plan --pdf harbour.pdf
    """
    from .output import print_json
    from .run_report import report_document, report_text, run_pdf, run_report

    written = run_report(bundle, out, grade, language)
    printed = run_pdf(written.sealed, pdf, grade, language) if pdf else None
    if json:
        print_json(report_document(written, grade, language, printed))
    else:
        typer.echo(report_text(written, printed), nl=False)
    if not written.sealed.passed:
        raise typer.Exit(1)
