"""The command `safepassage routes`."""

from __future__ import annotations

import typer


def routes(
    scenario: str = typer.Argument(
        ..., help="A folder, its scenario.yaml, or the name of a shipped example."
    ),
    set_: list[str] = typer.Option(
        [], "--set", help="Change one value, as in `plan`.", metavar="ADDRESS=VALUE"
    ),
    as_of: str | None = typer.Option(
        None, "--as-of", help="Use only what was known then.", metavar="INSTANT"
    ),
    headcount: str = typer.Option(
        "likely", "--headcount", help="Which headcount: low, likely or high."
    ),
    start: str | None = typer.Option(
        None, "--start", help="When people are told.", metavar="INSTANT"
    ),
    step: int | None = typer.Option(None, "--step", help="Grid in seconds.", metavar="SECONDS"),
    seed: int = typer.Option(7, "--seed", help="The same seed and versions give the same plans."),
    window: int = typer.Option(
        180, "--window", min=0, help="Longest window of one instruction in minutes; 0 = no limit."
    ),
    if_open: bool = typer.Option(
        False, "--if-open", help="Take gates of unknown hours as open all the time."
    ),
    json: bool = typer.Option(False, "--json", help="Print the rows as one JSON document."),
) -> None:
    """What simpler instructions cost: plans with 1, 2, 3 and 8 routes a start, and without forks.

    Fewer routes are easier to follow. Without forks everybody at a junction goes the same way on,
    so that one sign or one person is enough there. Nothing is written.

    \b
    Examples:
      safepassage routes causeway
      safepassage routes my-folder --headcount high --json > routes.json
    """
    from .output import print_json, progress_bar
    from .run_routes import RoutesRequest, run_routes

    request = RoutesRequest(
        scenario=scenario,
        changes=tuple(set_),
        as_of=as_of,
        headcount=headcount,
        start=start,
        step_s=step,
        seed=seed,
        window_min=window,
        if_open=if_open,
    )
    with progress_bar() as progress:
        document, text = run_routes(request, progress)
    if json:
        print_json(document)
    else:
        typer.echo(text, nl=False)
