"""`safepassage situation export`: the record for others: provenance, a table, a feed."""

from __future__ import annotations

from pathlib import Path

import typer

from .options import record_option


def export(
    to: str = typer.Option(..., "--format", help="prov, csv, atom or rss."),
    record: str = record_option(),
    scenario: str | None = typer.Option(
        None, "--scenario", help="Names of places and parties; the public needs them."
    ),
    grade: str = typer.Option(
        "planners", "--grade", help="For whom: planners, partners or public."
    ),
    known: str | None = typer.Option(
        None, "--known", help="What the record held then (default: all).", metavar="INSTANT"
    ),
    as_of: str | None = typer.Option(
        None, "--as-of", help="Of a feed: what it is about (default: now).", metavar="INSTANT"
    ),
    language: str = typer.Option("en", "--language", help="Of a feed: en, ar or he."),
    title: str | None = typer.Option(
        None,
        "--title",
        help="Of a feed: its title (default: the scenario's; public: none).",
        metavar="TEXT",
    ),
    url: str | None = typer.Option(
        None, "--url", help="Of a feed: where it will be found.", metavar="URL"
    ),
    with_unreviewed: bool = typer.Option(
        False, "--with-unreviewed", help="Also what nobody has reviewed, marked as such."
    ),
    out: Path | None = typer.Option(
        None, "--out", help="The file to write (default: standard output).", metavar="FILE"
    ),
) -> None:
    """Write the record as W3C PROV-JSON, as a CSV table of claims, or as an Atom or RSS feed.

    Planners get every claim, whatever became of it, with what stays inside marked. Partners get
    claims that stand, without what is withheld and with counts below 10 not told apart. The public
    gets what is named for it: places, departures, deadlines and orders of the scenario.

    \b
    Examples:
      safepassage situation export --format csv --out claims.csv
      safepassage situation export --format prov --grade partners --out claims.prov.json
      safepassage situation export --format atom --grade public --scenario rafah-2023
    """
    from .run_export import AskedExport, run_export

    run_export(
        AskedExport(
            to, Path(record), scenario, grade, known, as_of, language, title, url,
            with_unreviewed, out,
        )
    )  # fmt: skip
