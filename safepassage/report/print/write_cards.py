"""Write the zone cards of a bundle as one PDF of A5 pages."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from safepassage.errors import UsageError
from safepassage.report.facts.sealed import Sealed, read_sealed
from safepassage.report.language.language import Language
from safepassage.report.make_map_data import OSM
from safepassage.report.print.card import Card, cards_of, withheld_from_cards
from safepassage.report.print.card_words import CardWords, both_names, card_words
from safepassage.report.print.drawable import Drawable, drawn
from safepassage.report.print.fonts import FAMILIES, need_print
from safepassage.report.print.qr import MOST_ON_THE_BACK, Qr, qr_of
from safepassage.report.print.route_map import RouteMaps
from safepassage.report.print.typeset import typeset
from safepassage.report.write_map import write_whole

TEMPLATE = Path(__file__).resolve().parent / "cards.typ"
MOST_LANGUAGES = 2
MM_A_MODULE = 0.32  # so that a telephone reads the code from paper; the largest is 40 mm


@dataclass(frozen=True, slots=True)
class WrittenCards:
    """What was written; `missing`: characters that no font has, shown as their code points.

    `codes`: the text in each card's QR codes, which stand on its back, and larger, where the front
    has no room for all words; `cut`: how many hold only part of them even so;
    `withheld`: populations with instructions whose number is withheld, so that they have no card.
    """

    path: Path
    cards: tuple[Card, ...]
    words: tuple[tuple[CardWords, ...], ...]
    codes: tuple[tuple[str, ...], ...]
    bytes: int
    missing: tuple[str, ...]
    untranslated: tuple[str, ...]
    cut: int
    withheld: tuple[str, ...]


def write_cards(
    bundle: str | Path,
    path: str | Path,
    *,
    languages: tuple[str, ...] = ("en",),
    zones: tuple[str, ...] = (),
    instructions: tuple[str, ...] = (),
) -> WrittenCards:
    """One card for each group and start with an instruction, in one or two languages.

    Parameters
    ----------
    zones, instructions
        Only cards of these, by id; all without.

    Raises
    ------
    UsageError
        The bundle fails its check (no card is given out on it), a zone, instruction or language is
        not known, or what printing needs is not installed.
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
    _refuse_unknown(sealed, zones, instructions)
    cards = cards_of(sealed, zones, instructions)
    drawable, maps = Drawable(), RouteMaps(sealed.plan.inputs)
    rows, words, codes = [], [], []
    for card in cards:
        said = tuple(card_words(card, sealed.plan.inputs, language) for language in spoken)
        made = [qr_of(each.text_rows()) for each in said]
        on_the_back = any(code.cut for code in made)
        if on_the_back:
            made = [qr_of(each.text_rows(), MOST_ON_THE_BACK) for each in said]
        words.append(said)
        codes.append(made)
        row = _row(sealed, card, said, made, drawable, maps)
        rows.append(row | {"on_the_back": on_the_back})
    data = {**drawn(_shared(sealed, spoken), drawable), "cards": rows, "fonts": list(FAMILIES)}
    pdf = typeset(TEMPLATE, data, sealed.created)
    write_whole(Path(path), pdf)
    untranslated = dict.fromkeys(key for language in spoken for key in language.untranslated)
    return WrittenCards(
        Path(path),
        cards,
        tuple(words),
        tuple(tuple(code.text for code in each) for each in codes),
        len(pdf),
        tuple(drawable.missing),
        tuple(untranslated),
        sum(code.cut for each in codes for code in each),
        withheld_from_cards(sealed),
    )


def _shared(sealed: Sealed, spoken: list[Language]) -> dict[str, Any]:
    """What stands on every card, and on the page that says that there is none."""
    inputs = sealed.plan.inputs
    osm = any("openstreetmap" in row.publisher.lower() for row in inputs.sources)
    return {
        "title": f"{inputs.title[:300]}: cards",
        "credit": OSM if osm else "",
        "cut": {language.code: language.say("card-cut") for language in spoken},
        "scan": {language.code: language.say("card-scan") for language in spoken},
        "back": {language.code: language.say("card-back") for language in spoken},
        "see_back": {language.code: language.say("card-see-back") for language in spoken},
        "map_says": {language.code: language.say("card-dashes") for language in spoken},
        "reviewed": {
            language.code: "" if language.code == "en" else language.say("r-not-reviewed")
            for language in spoken
        },
        "nothing": [
            {"language": each.code, "direction": each.direction, "text": each.say("card-nothing")}
            for each in spoken
        ],
    }


def _row(
    sealed: Sealed,
    card: Card,
    said: tuple[CardWords, ...],
    made: list[Qr],
    drawable: Drawable,
    maps: RouteMaps,
) -> dict[str, Any]:
    """A card as the template takes it; names on the map are those of the first language."""
    inputs, code = sealed.plan.inputs, said[0].language
    crossings = {
        f"crossing/{row.id}": drawable(
            both_names(inputs.words, f"crossing/{row.id}", row.name, code)
        )
        for row in inputs.crossings
    }
    ends = [
        (f"{number}: " if len(card.ways) > 1 else "") + drawable(way.destination_name)
        for number, way in enumerate(card.ways, start=1)
    ]
    return {
        "words": [drawn(asdict(each), drawable) for each in said],
        "codes": [_code(code) for code in made],
        "map": maps.draw(card, drawable(card.start_name), ends, crossings),
    }


def _code(code: Qr) -> dict[str, Any]:
    return {"svg": code.svg, "cut": code.cut, "width": code.modules * MM_A_MODULE}


def _refuse_unknown(sealed: Sealed, zones: tuple[str, ...], instructions: tuple[str, ...]) -> None:
    known = tuple(dict.fromkeys(group.zone for group in sealed.plan.inputs.groups))
    ids = tuple(row.id for row in sealed.plan.instructions)
    for option, asked, allowed in (("--zone", zones, known), ("--instruction", instructions, ids)):
        for each in asked:
            if each not in allowed:
                shown = ", ".join(allowed[:20]) + (", ..." if len(allowed) > 20 else "")
                raise UsageError(
                    f'{option} "{each}" is not in the bundle. Known: {shown or "none"}'
                )
