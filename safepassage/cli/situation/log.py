"""`safepassage situation log`: write a fact down by hand."""

from __future__ import annotations

import typer

from .options import by_option, record_option


def log(
    kind: str = typer.Argument(
        ..., metavar="TYPE", help="contact, place_status, consent, deadline, figure, ..."
    ),
    values: list[str] = typer.Argument(
        None, metavar="NAME=VALUE", help="What it holds; a list is cut at semicolons."
    ),
    speaker: str = typer.Option(..., "--speaker", help="On whose word it is.", metavar="NAME"),
    role: str | None = typer.Option(None, "--role", help="The speaker's role, as given."),
    party: str | None = typer.Option(None, "--party", help="The id of the speaker's party."),
    said: str | None = typer.Option(
        None, "--said", help="When it was said: a day, an instant, or FIRST/LAST.", metavar="WHEN"
    ),
    via: list[str] = typer.Option([], "--via", help="Through whom it came, in order."),
    subject: str | None = typer.Option(
        None, "--subject", help="What it is about in the scenario.", metavar="ADDRESS"
    ),
    scenario: str | None = typer.Option(
        None, "--scenario", help="Refuse a subject that it does not have; times are of its place."
    ),
    timezone: str | None = typer.Option(
        None,
        "--timezone",
        help="Of days and times without an offset (else the scenario's; days alone: UTC).",
    ),
    reliability: str = typer.Option("F", "--reliability", help="Of the source, A to F."),
    credibility: str = typer.Option("6", "--credibility", help="Of what it says, 1 to 6."),
    supersedes: list[str] = typer.Option(
        [], "--supersedes", help="The claim that this one replaces.", metavar="ID"
    ),
    withhold: str | None = typer.Option(
        None, "--withhold", help="Keep it inside, for this reason.", metavar="REASON"
    ),
    for_review: bool = typer.Option(
        False, "--for-review", help="Let somebody else accept it; otherwise it stands at once."
    ),
    by: str | None = by_option(),
    record: str = record_option(),
    json: bool = typer.Option(False, "--json", help="Print the claim as one JSON document."),
) -> None:
    """Write down a call, a readout or what you saw, in the form that every fact has here.

    Who said it is asked for; what is not known is left out. A record that is not there yet is made.

    \b
    Examples:
      safepassage situation log contact a="Foreign Minister" b="Consul" form=call \\
        topics="buses; lists" --speaker "Foreign Ministry" --said 2025-02-10T14:05+02:00
      safepassage situation log place_status place="north gate" status=closed since=2025-02-03 \\
        --speaker "own observation" --said 2025-02-10
      safepassage situation log figure measure=waiting value="about 1,150" unit=persons \\
        --speaker "T. Reyl" --role "Deputy Foreign Minister" --withhold "asked not to be public"
    """
    from pathlib import Path

    from .run_log import LogRequest, run_log

    run_log(
        LogRequest(
            Path(record), by, kind, tuple(values or ()), speaker, role, party, said, tuple(via),
            subject, scenario, timezone, reliability, credibility, tuple(supersedes), withhold,
            for_review, json,
        )
    )  # fmt: skip
