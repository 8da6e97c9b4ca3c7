"""`safepassage situation apply`: accepted claims become values of a scenario."""

from __future__ import annotations

import typer

from .options import as_of_option, known_option, record_option


def apply(
    scenario: str = typer.Argument(
        ..., help="A folder, its scenario.yaml, or the name of a shipped example."
    ),
    record: str = record_option(),
    as_of: str | None = as_of_option(),
    known: str | None = known_option(),
    out: str | None = typer.Option(
        None, "--out", help="Where the scenario goes (default: <name>-applied).", metavar="DIR"
    ),
    side_with: list[str] = typer.Option(
        [],
        "--side-with",
        help="Whose word counts where speakers differ: a speaker, party, outlet or claim.",
        metavar="NAME",
    ),
    skip_unknown: bool = typer.Option(
        False, "--skip-unknown", help="Leave out claims about what is not in the scenario."
    ),
    dry_run: bool = typer.Option(False, "--dry-run", help="Say what would change; write nothing."),
    force: bool = typer.Option(
        False, "--force", help="Replace a scenario that stands there; the old one is kept beside."
    ),
    json: bool = typer.Option(False, "--json", help="Print what changed as one JSON document."),
) -> None:
    """Put accepted claims into a scenario: gates by side, consents, departures, headcounts, aid.

    Every changed value names its claims as its source, and plans made from the scenario carry
    them. Where speakers differ none is chosen silently. Claims that are withheld, or that nobody
    has accepted, change nothing.

    \b
    Examples:
      safepassage situation apply rafah-2023 --as-of 2023-10-30T18:00:00+02:00 --out rafah-now
      safepassage situation apply my-folder --side-with "Red Cross" --dry-run
    """
    from pathlib import Path

    from .run_apply import ApplyRequest, run_apply

    run_apply(
        ApplyRequest(
            scenario, Path(record), as_of, known, None if out is None else Path(out),
            tuple(side_with), skip_unknown, dry_run, force, json,
        )
    )  # fmt: skip
