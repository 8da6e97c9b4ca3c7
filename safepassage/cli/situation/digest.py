"""`safepassage situation digest`: what is new, by mail, to those who asked for it."""

from __future__ import annotations

from pathlib import Path

import typer

from .options import record_option


def digest(
    record: str = record_option(),
    subscribers: Path = typer.Option(
        ..., "--subscribers", help="The YAML file of subscribers.", metavar="FILE"
    ),
    scenario: str | None = typer.Option(
        None, "--scenario", help="Names of crossings, sides and parties.", metavar="SCENARIO"
    ),
    smtp: str | None = typer.Option(
        None, "--smtp", help="The mail server to send by.", metavar="HOST:PORT"
    ),
    tls: str | None = typer.Option(
        None, "--tls", help="tls (port 465), starttls (any other port) or none.", metavar="HOW"
    ),
    dry_run: bool = typer.Option(
        False, "--dry-run", help="Send and note nothing; write the mails into --out."
    ),
    out: Path | None = typer.Option(
        None, "--out", help="With --dry-run: a folder for the mails.", metavar="FOLDER"
    ),
    as_of: str | None = typer.Option(
        None, "--as-of", help="With --dry-run: what it is about (default: now).", metavar="INSTANT"
    ),
    ledger: Path | None = typer.Option(
        None, "--ledger", help="What was sent to whom (default: RECORD.digest).", metavar="FILE"
    ),
    resend: bool = typer.Option(
        False, "--resend", help="Send those again that may have been sent before a crash."
    ),
    with_unreviewed: bool = typer.Option(
        False, "--with-unreviewed", help="Also what nobody has reviewed, marked on each line."
    ),
    json: bool = typer.Option(False, "--json", help="Print what was done as one JSON document."),
) -> None:
    """Write to each subscriber what is new since the last digest, on whose word, and never twice.

    Run it as often as the most frequent subscriber wants (from cron, for instance): those who are
    not due are left alone. Each message goes to one address. What was sent stands in a ledger; if
    a crash falls between the server's taking a message and our noting it, the message may have
    been sent, and it goes out again only with --resend.

    The login of the mail server is read from SAFEPASSAGE_SMTP_USER and SAFEPASSAGE_SMTP_PASSWORD.

    Exit code 0: everybody who was due was written to; 1: some were not, and it says why.

    \b
    Examples:
      safepassage situation digest --subscribers readers.yaml --dry-run --out mails
      safepassage situation digest --subscribers readers.yaml --smtp mail.example.org:587
    """
    from ..output import print_json
    from .digest_answer import digest_lines
    from .run_digest import AskedDigest, run_digest

    asked = AskedDigest(
        Path(record), subscribers, scenario, smtp, tls, dry_run, out, ledger, resend,
        with_unreviewed, as_of,
    )  # fmt: skip
    try:
        done = run_digest(asked)
    except KeyboardInterrupt:
        typer.echo("Stopped. What was sent stands in the ledger; the rest was not sent.", err=True)
        raise typer.Exit(130) from None
    if json:
        print_json(done.document())
    else:
        for line in digest_lines(done):
            typer.echo(line)
    raise typer.Exit(0 if done.is_whole else 1)
