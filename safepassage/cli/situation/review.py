"""`safepassage situation review`: accept, edit, reject or split what was proposed."""

from __future__ import annotations

import typer

from .options import by_option, record_option


def review(
    accept: list[str] = typer.Option([], "--accept", help="Accept this claim.", metavar="ID"),
    reject: list[str] = typer.Option([], "--reject", help="Reject this claim.", metavar="ID"),
    every: bool = typer.Option(
        False,
        "--all",
        help="Accept all that waits, but what a model proposed (each of those needs its own "
        "--accept) and what --reject names.",
    ),
    reason: str | None = typer.Option(None, "--reason", help="Why; it is kept with the decision."),
    kinds: list[str] = typer.Option([], "--type", help="Only facts of this type.", metavar="TYPE"),
    document: str | None = typer.Option(
        None, "--document", help="Only of this document: its file name, or how its hash begins."
    ),
    scenario: str | None = typer.Option(
        None, "--scenario", help="Refuse to accept what names a gate or place it does not have."
    ),
    by: str | None = by_option(),
    record: str = record_option(),
    json: bool = typer.Option(False, "--json", help="Print what waits, or what was decided."),
) -> None:
    """Review what was proposed: each claim with its words, what was read into them, and why.

    In a terminal it asks claim by claim; a key decides, and every decision is in the record at
    once, so that a lost connection loses nothing. Elsewhere it lists what waits. Several people
    may review one record at a time: what one has decided the other is told.

    \b
    Examples:
      safepassage situation review
      safepassage situation review --type place_status --type consent --by "Night desk"
      safepassage situation review --json
      safepassage situation review --accept 3f9a41c07b2e --reject 77d0 --reason "old news"
    """
    from pathlib import Path

    from .run_review import ReviewRequest, run_review

    request = ReviewRequest(
        Path(record),
        by,
        tuple(accept),
        tuple(reject),
        every,
        reason,
        tuple(kinds),
        document,
        scenario,
        json,
    )
    run_review(request)
