"""`safepassage cards`: zone cards on paper, in one or two languages."""

from __future__ import annotations

from pathlib import Path

import typer


def cards(
    bundle: Path = typer.Argument(..., help="The folder that `safepassage plan --out` wrote."),
    out: Path | None = typer.Option(
        None, "--out", help="The PDF (default: <bundle>-cards.pdf).", metavar="FILE.pdf"
    ),
    languages: str = typer.Option("en", "--languages", help="One or two, such as en,ar."),
    zone: list[str] = typer.Option([], "--zone", help="Only this zone; may be given again."),
    instruction: list[str] = typer.Option(
        [], "--instruction", help="Only the card of this instruction; may be given again."
    ),
    json: bool = typer.Option(False, "--json", help="Print what was written as one JSON document."),
) -> None:
    """Print zone cards: A5, one for each group and start, with a map and a QR code of the words.

    A card says when to leave, from where, by which way and to where, what else if that is closed,
    what to bring and whom to ask. It holds no counts. Needs: pip install 'safepassage[print]'

    \b
    Examples:
      safepassage cards harbour-plan
      safepassage cards harbour-plan --languages en,ar --zone old-town --out old-town.pdf
    """
    from .output import print_json
    from .run_cards import cards_document, cards_text, run_cards

    asked = tuple(code.strip() for code in languages.split(",") if code.strip())
    written = run_cards(bundle, out, asked, tuple(zone), tuple(instruction))
    if json:
        print_json(cards_document(written))
    else:
        typer.echo(cards_text(written), nl=False)
