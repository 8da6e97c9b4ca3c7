"""`safepassage situation read`: what a news text or a readout says, as typed facts to review."""

from __future__ import annotations

import typer

from .options import by_option


def read(
    files: list[str] = typer.Argument(
        ..., help="Texts: .txt, .html, .eml, or .pdf with a text layer.", metavar="FILE..."
    ),
    published: list[str] = typer.Option(
        [],
        "--published",
        help="The day (YYYY-MM-DD) or instant of publication: one for all files, or one for each "
        "in their order. It is asked for where a file does not say it, and never guessed.",
        metavar="DATE",
    ),
    scenario: str | None = typer.Option(
        None, "--scenario", help="Join facts to its parties, crossings, gates, legs and people."
    ),
    record: str | None = typer.Option(
        None, "--record", help="Keep the texts and their facts in this record.", metavar="FILE"
    ),
    by: str | None = by_option(),
    language: str | None = typer.Option(
        None, "--language", help="Of the texts, where they do not say it (rules: en)."
    ),
    encoding: str | None = typer.Option(
        None, "--encoding", help="Of the text where it is not UTF-8, such as cp1252."
    ),
    model_url: str | None = typer.Option(
        None, "--model-url", help="Ask an OpenAI-compatible endpoint as well (off by default)."
    ),
    model_name: str | None = typer.Option(
        None, "--model-name", help="The model at that endpoint. Its key: SAFEPASSAGE_MODEL_KEY."
    ),
    allow_model: bool = typer.Option(
        False, "--allow-model", help="These documents may be sent to that endpoint."
    ),
    confidential: bool = typer.Option(
        False, "--confidential", help="These documents go to no endpoint, whatever else is said."
    ),
    processes: int = typer.Option(
        0, "--processes", min=0, max=64, help="Read so many at a time (default: by their number)."
    ),
    json: bool = typer.Option(False, "--json", help="Print the proposals as one JSON document."),
) -> None:
    """Propose typed facts from texts, each with its exact words; a person accepts or rejects them.

    Without --record nothing is kept: the facts are shown with their sentences, then the gates by
    side, the contradictions, the talks and the deadlines that follow from them, all marked as not
    reviewed. With --record the bytes, the text and the proposals are kept and wait for
    `safepassage situation review`. A text that repeats one already there counts as one source.

    \b
    Examples:
      safepassage situation read article.txt --published 2024-05-06
      safepassage situation read one.txt two.txt --published 2023-10-30 --published 2024-05-06
      safepassage situation read article.html --scenario rafah-2024 --record situation.record
      safepassage situation read article.txt --published 2024-05-06 --json
    """
    from pathlib import Path

    from .run_read import ReadRequest, run_read

    run_read(
        ReadRequest(
            tuple(Path(file) for file in files),
            tuple(published),
            scenario,
            None if record is None else Path(record),
            by,
            language,
            encoding,
            model_url,
            model_name,
            allow_model,
            confidential,
            processes,
            json,
        )
    )
