"""`safepassage situation sitrep`: the situation as of an instant, numbered, each line sourced."""

from __future__ import annotations

import typer

from .options import by_option, record_option


def sitrep(
    as_of: str | None = typer.Option(
        None, "--as-of", help="What it is about (default: now).", metavar="INSTANT"
    ),
    since: str | None = typer.Option(
        None,
        "--since",
        help="What to compare with (default: the last sitrep of these readers).",
        metavar="INSTANT",
    ),
    known: str | None = typer.Option(
        None, "--known", help="Read the record up to here (default: all).", metavar="INSTANT"
    ),
    next_at: str | None = typer.Option(
        None, "--next", help="When the next one is planned.", metavar="INSTANT"
    ),
    scenario: str | None = typer.Option(
        None, "--scenario", help="Names of places and parties, their sides, and the time zone."
    ),
    grade: str = typer.Option(
        "planners", "--grade", help="Who reads it: planners, partners or public."
    ),
    language: str = typer.Option("en", "--language", help="en, ar or he."),
    with_unreviewed: bool = typer.Option(
        False, "--with-unreviewed", help="Show what nobody has reviewed as well, each marked."
    ),
    out: str | None = typer.Option(
        None, "--out", help="Write every form into this folder.", metavar="FOLDER"
    ),
    html: str | None = typer.Option(None, "--html", help="Write a page.", metavar="FILE"),
    pdf: str | None = typer.Option(None, "--pdf", help="Write it on A4.", metavar="FILE"),
    text: str | None = typer.Option(None, "--text", help="Write plain text.", metavar="FILE"),
    hxl: str | None = typer.Option(None, "--hxl", help="Write an HXL table.", metavar="FILE.csv"),
    edxl: str | None = typer.Option(
        None, "--edxl", help="Write an EDXL-SitRep message.", metavar="FILE.xml"
    ),
    draft: bool = typer.Option(
        False, "--draft", help="Write files without taking a number; each says that it is a draft."
    ),
    by: str | None = by_option(),
    record: str = record_option(),
    json: bool = typer.Option(False, "--json", help="Print it as one JSON document."),
) -> None:
    """Write a sitrep: what changed, figures, access by side, consents, deadlines, incidents, talks.

    Every line says who reported it. Without a file to write to it is printed as a draft; with one
    it is given out: it takes the next number of its readers' series, which stands in the record.
    Making it again, in another form or language, keeps the number as long as it says the same.

    \b
    Examples:
      safepassage situation sitrep --as-of 2031-05-05T18:00:00+02:00
      safepassage situation sitrep --scenario harbour --out sitrep
      safepassage situation sitrep --grade partners --language ar --pdf sitrep-ar.pdf
    """
    from pathlib import Path

    from .run_sitrep import SitrepRequest, run_sitrep

    files = {"html": html, "pdf": pdf, "text": text, "hxl": hxl, "edxl": edxl}
    request = SitrepRequest(
        record=Path(record),
        as_of=as_of,
        since=since,
        known=known,
        next_at=next_at,
        scenario=scenario,
        grade=grade,
        language=language,
        with_unreviewed=with_unreviewed,
        out=Path(out) if out else None,
        files={form: Path(path) for form, path in files.items() if path},
        draft=draft,
        by=by,
        json=json,
    )
    run_sitrep(request)
