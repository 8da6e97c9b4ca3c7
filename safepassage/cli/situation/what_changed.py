"""`safepassage situation what-changed`: a plan against what the record holds now."""

from __future__ import annotations

import typer

from .options import as_of_option, known_option, record_option


def what_changed(
    bundle: str = typer.Argument(..., help="The folder of a plan."),
    record: str = record_option(),
    as_of: str | None = as_of_option(),
    known: str | None = known_option(),
    scenario: str | None = typer.Option(
        None,
        "--scenario",
        help="The scenario before claims were put into it (default: the example of that name).",
    ),
    side_with: list[str] = typer.Option(
        [], "--side-with", help="As in `situation apply`.", metavar="NAME"
    ),
    skip_unknown: bool = typer.Option(False, "--skip-unknown", help="As in `situation apply`."),
    start: str | None = typer.Option(
        None,
        "--start",
        help="When people are told (default: as in the plan, so that both are alike).",
        metavar="INSTANT",
    ),
    replan: bool = typer.Option(
        False, "--replan", help="Apply the claims, plan again, and compare: does it matter?"
    ),
    out: str | None = typer.Option(
        None,
        "--out",
        help="Where --replan puts scenario/ and plan/ (default: <bundle>-now).",
        metavar="DIR",
    ),
    json: bool = typer.Option(False, "--json", help="Print what changed as one JSON document."),
) -> None:
    """Say which claims behind a plan no longer stand, and which inputs would be others now.

    Exit code 1 where a value of the plan rests on a claim that was retracted, superseded,
    rejected or withheld since.

    \b
    Examples:
      safepassage situation what-changed rafah-2023-plan --record crisis.record
      safepassage situation what-changed my-plan --scenario my-folder --replan
    """
    from pathlib import Path

    from .run_what_changed import ChangedRequest, run_what_changed

    code = run_what_changed(
        ChangedRequest(
            Path(bundle), Path(record), as_of, known, scenario, tuple(side_with), skip_unknown,
            start, replan, None if out is None else Path(out), json,
        )
    )  # fmt: skip
    raise typer.Exit(code)
