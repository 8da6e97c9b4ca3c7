"""Run `cards` for the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..report.print.write_cards import WrittenCards, write_cards
from .own_file import refuse_foreign_file

PDF_BEGINS = b"%PDF-"


def run_cards(
    bundle: Path,
    out: Path | None,
    languages: tuple[str, ...],
    zones: tuple[str, ...],
    instructions: tuple[str, ...] = (),
) -> WrittenCards:
    """Write the PDF. Raises SafePassageError for what the user can mend."""
    path = out or bundle.parent / f"{bundle.resolve().name}-cards.pdf"
    refuse_foreign_file("--out", path, (".pdf",), PDF_BEGINS, "a PDF")
    return write_cards(bundle, path, languages=languages, zones=zones, instructions=instructions)


def cards_document(written: WrittenCards) -> dict[str, Any]:
    """What was written, in the form of the machine contract."""
    return {
        "file": str(written.path),
        "bytes": written.bytes,
        "cards": [
            {
                "card": card.id,
                "zone": card.zone,
                "start": card.start,
                "instructions": list(card.instructions),
                "languages": [each.language for each in words],
                "code": list(codes),
            }
            for card, words, codes in zip(written.cards, written.words, written.codes, strict=True)
        ],
        "codes_cut": written.cut,
        "missing_glyphs": [f"U+{ord(letter):04X}" for letter in written.missing],
        "untranslated": list(written.untranslated),
        "withheld": list(written.withheld),
    }


def cards_text(written: WrittenCards) -> str:
    """The same in words."""
    count = len(written.cards)
    what = "1 card" if count == 1 else f"{count} cards"
    lines = [f"{what} in {written.path} ({written.bytes / 1000:,.0f} kB)."]
    if not count:
        lines = [f"There is no instruction, so {written.path} holds no card and says so."]
    if written.cut:
        codes = "1 QR code holds" if written.cut == 1 else f"{written.cut} QR codes hold"
        lines.append(f"{codes} only part of the card's words; that stands beside it.")
    if written.missing:
        shown = " ".join(f"U+{ord(letter):04X}" for letter in written.missing)
        lines.append(f"No font has these characters; they stand as code points: {shown}")
    if written.untranslated:
        lines.append(
            f"{len(written.untranslated)} texts are not translated: they stand in English."
        )
    if written.withheld:
        names = ", ".join(written.withheld)
        lines.append(f"No cards for people whose number is withheld: {names}.")
    if count:
        lines.append("Read a card aloud to somebody who knows the place before you give it out.")
    return "\n".join(lines) + "\n"
