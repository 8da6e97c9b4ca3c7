"""`safepassage situation withhold` and `release`: what stays inside, and what may go out again."""

from __future__ import annotations

import typer

from .options import by_option, record_option


def withhold(
    claims: list[str] = typer.Argument(..., metavar="CLAIM...", help="Ids, or how they begin."),
    reason: str = typer.Option(..., "--reason", help="Why; it is kept inside, with the claim."),
    by: str | None = by_option(),
    record: str = record_option(),
    json: bool = typer.Option(False, "--json", help="Print the answer as one JSON document."),
) -> None:
    """Keep facts out of everything that partners and the public get.

    No sitrep, digest, feed, export or count of theirs tells that there was something. What holds
    the same words, repeats it or replaces it stays inside with it; the answer lists what. What
    such a fact replaced goes on standing outside, since its absence would tell: withhold that as
    well if it must no longer be said.

    \b
    Examples:
      safepassage situation withhold 3f9a41c07b2e --reason "names a way that families use"
    """
    from pathlib import Path

    from .run_withhold import run_withhold

    run_withhold(Path(record), by, tuple(claims), reason, json)


def release(
    claims: list[str] = typer.Argument(..., metavar="CLAIM...", help="Ids, or how they begin."),
    by: str | None = by_option(),
    record: str = record_option(),
    json: bool = typer.Option(False, "--json", help="Print the answer as one JSON document."),
) -> None:
    """Let facts that were withheld go out again.

    A claim whose words hold those of another one that stays inside stays inside with it.

    \b
    Examples:
      safepassage situation release 3f9a41c07b2e
    """
    from pathlib import Path

    from .run_withhold import run_release

    run_release(Path(record), by, tuple(claims), json)
