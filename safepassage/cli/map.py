"""`safepassage map`: a scenario as one page that opens from disk, and as a picture."""

from __future__ import annotations

from pathlib import Path

import typer


def map_(
    scenario: str = typer.Argument(
        ..., help="A folder, its scenario.yaml, or the name of a shipped example."
    ),
    out: Path | None = typer.Option(
        None, "--out", help="The page (default: <name>-map.html).", metavar="FILE.html"
    ),
    png: Path | None = typer.Option(
        None, "--png", help="Also the picture; needs matplotlib.", metavar="FILE.png"
    ),
    json: bool = typer.Option(False, "--json", help="Print the answer as one JSON document."),
) -> None:
    """Draw what a scenario says, so that errors are seen before anything is planned.

    The page is one file, needs no network, and says what to look at first: parts that cannot
    leave, start points without a way out, lines and lengths that do not fit.

    \b
    Examples:
      safepassage map harbour --out harbour.html
      safepassage map my-folder --png my-folder.png --json
    """
    from .output import print_json
    from .run_map import map_document, map_text, run_map

    answer = run_map(scenario, out, png)
    if json:
        print_json(map_document(answer))
    else:
        typer.echo(map_text(answer), nl=False)
