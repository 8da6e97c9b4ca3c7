"""Write the zone cards of a bundle as one PDF of A5 pages."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from safepassage.errors import UsageError
from safepassage.report.facts.sealed import Sealed, read_sealed
from safepassage.report.language.language import Language
from safepassage.report.print.card import Card, cards_of
from safepassage.report.print.card_words import CardWords, card_words
from safepassage.report.print.fonts import FAMILIES, Drawable, folders, need_print
from safepassage.report.print.qr import qr_of
from safepassage.report.print.route_map import route_map
from safepassage.report.write_map import write_whole

TEMPLATE = Path(__file__).resolve().parent / "cards.typ"
MOST_LANGUAGES = 2
MM_A_MODULE = 0.34  # so that a telephone reads the code from paper


@dataclass(frozen=True, slots=True)
class WrittenCards:
    """What was written; `missing`: characters that no font has, shown as their code points."""

    path: Path
    cards: tuple[Card, ...]
    words: tuple[tuple[CardWords, ...], ...]
    codes: tuple[tuple[str, ...], ...]
    bytes: int
    missing: tuple[str, ...]
    untranslated: tuple[str, ...]
    cut: int


def write_cards(
    bundle: str | Path,
    path: str | Path,
    *,
    languages: tuple[str, ...] = ("en",),
    zones: tuple[str, ...] = (),
) -> WrittenCards:
    """One card for each group and start with an instruction, in one or two languages.

    Parameters
    ----------
    zones
        Only cards of these zones, by id; all without.

    Raises
    ------
    UsageError
        The bundle fails its check (no card is given out on it), a zone or language is not known,
        or what printing needs is not installed.
    """
    need_print()
    sealed = read_sealed(bundle)
    if not sealed.passed:
        raise UsageError(
            f"{bundle} fails its check ({', '.join((*sealed.broken_rules, *sealed.failed_claims))})"
            ". No cards are made from it: people would act on them."
        )
    if not 1 <= len(languages) <= MOST_LANGUAGES or len(set(languages)) < len(languages):
        raise UsageError(f"--languages {','.join(languages)}: give one or two, such as en,ar")
    spoken = [Language(code) for code in languages]
    _refuse_unknown(sealed, zones)
    cards = cards_of(sealed, zones)
    drawable = Drawable()
    rows, words, codes = [], [], []
    for card in cards:
        said = tuple(card_words(card, sealed.plan.inputs, language) for language in spoken)
        made = [qr_of(each.as_text()) for each in said]
        words.append(said)
        codes.append(tuple(code.text for code in made))
        rows.append(_row(sealed, card, said, made, drawable))
    data = {
        "title": f"{sealed.plan.inputs.title}: cards",
        "fonts": list(FAMILIES),
        "cards": rows,
        "cut": {language.code: language.say("card-cut") for language in spoken},
        "nothing": [
            {"language": each.code, "direction": each.direction, "text": each.say("card-nothing")}
            for each in spoken
        ],
    }
    pdf = compile_pdf(TEMPLATE, data, sealed.created)
    write_whole(Path(path), pdf)
    untranslated = dict.fromkeys(key for language in spoken for key in language.untranslated)
    return WrittenCards(
        Path(path),
        cards,
        tuple(words),
        tuple(codes),
        len(pdf),
        tuple(drawable.missing),
        tuple(untranslated),
        sum(code["cut"] for row in rows for code in row["codes"]),
    )


def compile_pdf(template: Path, data: dict[str, Any], created: str) -> bytes:
    """A PDF from a template and its data: the same for the same data on every machine."""
    import typst

    made = typst.compile(
        str(template),
        font_paths=list(folders()),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        timestamp=int(datetime.fromisoformat(created).timestamp()),
    )
    assert isinstance(made, bytes)
    return made


def _row(
    sealed: Sealed, card: Card, said: tuple[CardWords, ...], made: list[Any], drawable: Drawable
) -> dict[str, Any]:
    way = card.ways[0]
    return {
        "words": [_drawn(asdict(each), drawable) for each in said],
        "codes": [{"svg": code.svg, "cut": code.cut, "width": _width(code.svg)} for code in made],
        "map": route_map(
            sealed.plan.inputs, way, drawable(card.start_name), drawable(way.destination_name)
        ),
    }


def _width(svg: str) -> float:
    """Millimetres of a code, by its number of modules (the width of its view box)."""
    modules = float(svg.split('viewBox="0 0 ')[1].split(" ")[0])
    return modules * MM_A_MODULE


def _drawn(value: Any, drawable: Drawable) -> Any:
    if isinstance(value, str):
        return drawable(value)
    if isinstance(value, dict):
        return {key: _drawn(item, drawable) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_drawn(item, drawable) for item in value]
    return value


def _refuse_unknown(sealed: Sealed, zones: tuple[str, ...]) -> None:
    known = dict.fromkeys(group.zone for group in sealed.plan.inputs.groups)
    for zone in zones:
        if zone not in known:
            raise UsageError(f'--zone "{zone}" is not in the bundle. Known: {", ".join(known)}')
