"""`safepassage exits`: who can leave now, and what stands in the way."""

from __future__ import annotations

import typer


def exits(
    scenario: str = typer.Argument(
        ..., help="A folder, its scenario.yaml, or the name of a shipped example."
    ),
    at: str | None = typer.Option(
        None, "--at", help="When (default: the scenario's start).", metavar="INSTANT"
    ),
    as_of: str | None = typer.Option(
        None, "--as-of", help="Use only what was known then (default: --at).", metavar="INSTANT"
    ),
    within: float = typer.Option(
        24, "--within", min=0.1, help="Look at ways that open within so many hours."
    ),
    headcount: str = typer.Option(
        "likely", "--headcount", help="Which headcount: low, likely or high."
    ),
    set_: list[str] = typer.Option(
        [],
        "--set",
        help="Change one value first, e.g. .../consent/authority/state=given.",
        metavar="ADDRESS=VALUE",
    ),
    if_open: bool = typer.Option(
        False,
        "--if-open",
        help="Take gates of which nobody has said when they are open as open all the time.",
    ),
    json: bool = typer.Option(False, "--json", help="Print the answer as one JSON document."),
) -> None:
    """Who can leave now, by which way; if not, what exactly stands in the way, on whose word.

    Each group is looked at alone: how many can pass a day is said, not shared out. Last come the
    smallest sets of openings and consents that would free the most people.

    \b
    Examples:
      safepassage exits harbour --at 2031-05-05T09:00:00+00:00
      safepassage exits causeway --json
      safepassage exits my-folder --if-open
    """
    from .exits_text import exits_text
    from .output import print_json
    from .run_exits import exits_document, run_exits

    answer = run_exits(scenario, at, as_of, within, headcount, tuple(set_), if_open=if_open)
    if json:
        print_json(exits_document(answer))
    else:
        typer.echo(exits_text(answer), nl=False)
