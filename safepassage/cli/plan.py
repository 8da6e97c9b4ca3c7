"""`safepassage plan`: from a scenario to a checked bundle."""

from __future__ import annotations

from pathlib import Path

import typer


def plan(
    scenario: str = typer.Argument(
        ..., help="A folder, its scenario.yaml, or the name of a shipped example."
    ),
    out: Path | None = typer.Option(
        None, "--out", help="Where the bundle goes (default: <name>-plan).", metavar="DIR"
    ),
    force: bool = typer.Option(
        False, "--force", help="Replace a bundle that stands there; anything else is moved aside."
    ),
    set_: list[str] = typer.Option(
        [],
        "--set",
        help="Change one value, e.g. destination/camp/need/water/have=24000.",
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
    seed: int = typer.Option(7, "--seed", help="The same seed and versions give the same plan."),
    routes: int = typer.Option(
        3, "--routes", min=1, help="Most routes per group where one cannot bring everyone."
    ),
    window: int = typer.Option(
        180, "--window", min=0, help="Longest window of one instruction in minutes; 0 = no limit."
    ),
    objective: str = typer.Option(
        "",
        "--objective",
        help="What counts first, e.g. mean,clearance (of arrived, deadline, clearance, mean, "
        "exposure, in this order).",
        metavar="RANKS",
    ),
    convergent: bool = typer.Option(
        False,
        "--convergent",
        help="No forks: at every junction all people in a mode go the same way on.",
    ),
    aid_first: bool = typer.Option(
        False,
        "--aid-first",
        help="The aid quota before most people arrive (the minimum always comes first).",
    ),
    mend_tries: int | None = typer.Option(
        None,
        "--mend-tries",
        min=0,
        help="How many new plans seek single changes that would mend it (default: by the size).",
    ),
    by: str | None = typer.Option(
        None,
        "--by",
        help="Who can arrive by then, and who cannot: the plan ends there (as --set end=...).",
        metavar="INSTANT",
    ),
    time_limit: float | None = typer.Option(
        None,
        "--time-limit",
        min=0,
        help="End the search after so long, with the best plan and what is proved until then.",
        metavar="SECONDS",
    ),
    memory_limit: float | None = typer.Option(
        None,
        "--memory-limit",
        min=0,
        help="Refuse before it starts what needs more (default: what is there).",
        metavar="GB",
    ),
    if_open: bool = typer.Option(
        False,
        "--if-open",
        help="Take gates of which nobody has said when they are open as open all the time.",
    ),
    report: bool = typer.Option(
        False, "--report", help="Write the report too: <bundle>-report.html beside the bundle."
    ),
    json: bool = typer.Option(False, "--json", help="Print the answer as one JSON document."),
) -> None:
    """Plan a scenario, prove the bound, write the bundle and check it.

    Ctrl-C ends the search once there is a plan: the best so far is written and checked, and the
    exit code is 130. Before that, or pressed once more, it leaves nothing.

    \b
    Examples:
      safepassage plan harbour --out harbour-plan --report
      safepassage plan harbour --set destination/camp/need/water/have=12000 --out less-water
      safepassage plan my-folder --headcount high --json > answer.json
      safepassage plan harbour --by 2031-05-05T10:00:00+00:00 --out by-ten
      safepassage plan my-folder --time-limit 30 --out quick
      safepassage plan my-folder --if-open --out my-plan-if-open
    """
    from .interrupt import LEFT_NOTHING
    from .output import print_json, progress_bar
    from .run_plan import PlanRequest, run_plan

    request = PlanRequest(
        scenario=scenario,
        out=out,
        force=force,
        changes=tuple(set_),
        as_of=as_of,
        headcount=headcount,
        start=start,
        step_s=step,
        seed=seed,
        routes=routes,
        window_min=window,
        objective=objective,
        convergent=convergent,
        aid_first=aid_first,
        mend_tries=mend_tries,
        if_open=if_open,
        by=by,
        time_limit_s=time_limit,
        memory_limit_gb=memory_limit,
        report=report,
    )
    try:
        with progress_bar() as progress:
            answer = run_plan(request, progress)
    except KeyboardInterrupt as interrupt:
        typer.echo(str(interrupt) or LEFT_NOTHING, err=True)
        raise typer.Exit(130) from interrupt
    if json:
        print_json(answer.document)
    else:
        typer.echo(answer.text, nl=False)
    raise typer.Exit(answer.exit_code)
