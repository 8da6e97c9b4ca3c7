"""`safepassage value`: what each gate-hour, consent, departure and 1,000 places is worth."""

from __future__ import annotations

from pathlib import Path

import typer


def value(
    scenario: str = typer.Argument(
        ..., help="A folder, its scenario.yaml, or the name of a shipped example."
    ),
    only: list[str] = typer.Option(
        [],
        "--only",
        help="Only changes of this kind: consent, departure, room, rate, road or hours.",
        metavar="KIND",
    ),
    day: str | None = typer.Option(
        None, "--day", help="Only hours of this local day.", metavar="DAY"
    ),
    by: str | None = typer.Option(
        None,
        "--by",
        help="Compare optimum with optimum, or plan with plan (default: optima where there is one "
        "kind of people and no truck at their gates, else plans).",
        metavar="optimum|plan",
    ),
    most: int | None = typer.Option(
        None,
        "--most",
        min=1,
        help="How many changes are optimised again (default: 2,000 optima; plans by the size).",
    ),
    top: int | None = typer.Option(
        None, "--top", min=1, help="Rows shown: of each table (default: 15), with --json of all."
    ),
    duals: bool = typer.Option(
        False, "--duals", help="Also the marginal prices of the proof, which can mislead."
    ),
    set_: list[str] = typer.Option(
        [],
        "--set",
        help="Change one value first, e.g. destination/camp/need/water/have=24000.",
        metavar="ADDRESS=VALUE",
    ),
    as_of: str | None = typer.Option(
        None,
        "--as-of",
        help="Use only what was known then (default: the start).",
        metavar="INSTANT",
    ),
    headcount: str = typer.Option(
        "likely", "--headcount", help="Which headcount: low, likely or high."
    ),
    start: str | None = typer.Option(
        None,
        "--start",
        help="When people are told (default: the scenario's start).",
        metavar="INSTANT",
    ),
    step: int | None = typer.Option(
        None,
        "--step",
        help="Grid in seconds (default: 60, 300 or 900, at most 1,500 periods).",
        metavar="SECONDS",
    ),
    if_open: bool = typer.Option(
        False,
        "--if-open",
        help="Take gates of which nobody has said when they are open as open all the time.",
    ),
    aid: bool = typer.Option(
        False,
        "--aid",
        help="Instead: trucks a day against people and hours, by planning with each number.",
    ),
    plot: Path | None = typer.Option(
        None, "--plot", help="With --aid: the same as a picture, .svg or .png.", metavar="FILE"
    ),
    json: bool = typer.Option(False, "--json", help="Print the answer as one JSON document."),
) -> None:
    """What each single change is worth: people more, hours earlier, people-hours less.

    Each row is optimised again with that one change, and carries the --set arguments with which
    `safepassage plan` makes the same change.

    \b
    Examples:
      safepassage value harbour
      safepassage value harbour --only hours --json
      safepassage value rafah-2023 --as-of 2023-11-05T12:00:00+02:00 --only consent
      safepassage value harbour --aid --plot aid.svg
    """
    from .output import print_json, progress_bar
    from .run_aid import aid_document, aid_text, refuse_others, run_aid
    from .run_value import ScenarioRequest, run_value, value_document
    from .value_text import value_text

    request = ScenarioRequest(scenario, tuple(set_), as_of, headcount, start, step, if_open)
    refuse_others(aid, plot, {
        "--only": only, "--day": day, "--by": by, "--most": most, "--top": top, "--duals": duals,
    })  # fmt: skip
    if aid:
        with progress_bar() as progress:
            tradeoff = run_aid(request, plot, progress)
        if json:
            print_json(aid_document(tradeoff, plot))
        else:
            typer.echo(aid_text(tradeoff, plot), nl=False)
        return
    with progress_bar() as progress:
        answer = run_value(
            request, only=only, by=by, day=day, most=most, duals=duals, progress=progress
        )
    if json:
        print_json(value_document(answer, top))
    else:
        typer.echo(value_text(answer, top, if_open=if_open), nl=False)
