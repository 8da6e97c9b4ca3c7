"""Card words: the lines of a card in one language, for the page and for the QR code alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from safepassage.report.facts.local_names import on_signs
from safepassage.report.language.kind_words import kind_words
from safepassage.report.language.language import Language
from safepassage.report.print.card import Card, CardWay
from safepassage.report.print.card_when import boarding, local_time, window_lines, year_of
from safepassage.scenario.inputs import Inputs
from safepassage.scenario.words import Words

ISOLATES = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))
LEFT_TO_RIGHT, END_OF_ISOLATE = "\u2066", "\u2069"


@dataclass(frozen=True, slots=True)
class CardLine:
    """A label and what it says, perhaps in several lines; `numbered`: in this order.

    `spare`: in what order lines leave a QR code that is too small for all: the highest first, 0
    never.
    """

    label: str
    lines: tuple[str, ...]
    numbered: bool = False
    strong: bool = False
    spare: int = 0


@dataclass(frozen=True, slots=True)
class CardWords:
    """Everything that a card says in a language."""

    language: str
    direction: str
    title: str
    zone: str
    choice: str  # that nobody must leave, and that nothing is promised
    lines: tuple[CardLine, ...]
    mark: str  # which card of which plan

    def text_rows(self) -> list[tuple[str, int]]:
        """The same as plain text, each row with its `spare`, for the QR code."""
        rows = [(self.title, 0), (self.zone, 0), (self.choice, 4)]
        for line in self.lines:
            marks = [f"{i}. " for i in range(1, len(line.lines) + 1)] if line.numbered else []
            said = [f"{marks[i] if marks else ''}{text}" for i, text in enumerate(line.lines)]
            rows.append((f"{line.label}: {'; '.join(said)}" if said else line.label, line.spare))
        return [(text.translate(ISOLATES), spare) for text, spare in [*rows, (self.mark, 0)]]


def card_words(card: Card, inputs: Inputs, language: Language) -> CardWords:
    """The words of a card; names in this language where the scenario gives them."""
    say, words = language.say, inputs.words
    local = _local_names(inputs, language.code)
    zone = both_names(words, f"zone/{card.zone}", card.zone_name, language.code)
    start = both_names(
        words, f"start_point/{card.zone}/{card.start}", card.start_name, language.code
    )
    who = f"{say(f'r-mode-{card.mode}')} ({kind_words(language, card.kind)})"
    lines = [CardLine(say("card-who"), (who,), spare=1)]
    for number, way in enumerate(card.ways, start=1):
        if len(card.ways) > 1:
            lines.append(CardLine(say("card-way", number=number), (), strong=True))
        lines += _way(card, way, language, local, start, words)
    text = next((row for row in words.card_texts if row.language == language.code), None)
    if text is not None and text.leaving:
        lines.append(CardLine(say("card-before"), (text.leaving,), spare=5))
    bring = text.bring if text is not None and text.bring else (_ask(language, words),)
    lines.append(CardLine(say("card-bring"), ("; ".join(bring),), spare=5))
    if text is not None and text.note:
        lines.append(CardLine(say("card-note"), (text.note,), spare=6))
    lines.append(CardLine(say("card-help"), _help(words, language), strong=True))
    mark = say(
        "card-mark",
        as_of=_left_to_right(language, f"{card.as_of:%Y-%m-%d %H:%M}"),
        made=_left_to_right(language, card.created[:10]),
        id=card.id,
        mark=_left_to_right(language, card.fingerprint),
    )
    return CardWords(
        language.code,
        language.direction,
        say("card-title"),
        zone,
        say("card-foot"),
        tuple(lines),
        mark,
    )


def _way(
    card: Card,
    way: CardWay,
    language: Language,
    local: Callable[[str], str],
    start: str,
    words: Words,
) -> list[CardLine]:
    say = language.say
    time = local_time(language, card.timezone, way.windows)
    year = year_of(way.windows)
    if year is not None:
        time = f"{year}; {time}"
    end = both_names(words, f"destination/{way.destination}", way.destination_name, language.code)
    steps = tuple(_step(name, way, language, local) for name in way.names)
    lines = [
        CardLine(
            say("card-leave", timezone=time), window_lines(language, way.windows), strong=True
        ),
        CardLine(say("card-start"), (start,)),
        CardLine(
            say("card-route"),
            steps or (say("r-already-there"),),
            numbered=len(steps) > 1,
            spare=1,
        ),
    ]
    if way.leg_name is not None:
        lines.append(CardLine(say("card-seats"), (say("card-seats-by-name"),), spare=2))
    lines.append(CardLine(say("card-to"), (end,), strong=True))
    lines.append(CardLine(say("card-otherwise"), _otherwise(way, language, local, words), spare=3))
    return lines


def _step(name: str, way: CardWay, language: Language, local: Callable[[str], str]) -> str:
    """A name on the way; a crossing is called one, a departure says when."""
    shown = local(name)
    if name in way.crossings:
        return language.say("card-crossing", name=shown)
    when = boarding(language, way) if name == way.leg_name else None
    return f"{shown}: {when}" if when else shown


def _otherwise(
    way: CardWay, language: Language, local: Callable[[str], str], words: Words
) -> tuple[str, ...]:
    say = language.say
    if way.fallback is None or way.fallback_destination is None:
        return (say("card-no-other-way"), *((say("card-ask"),) if words.help else ()))
    name = way.fallback_destination_name or way.fallback_destination
    end = both_names(words, f"destination/{way.fallback_destination}", name, language.code)
    shown = [local(each) for each in way.fallback]
    if language.direction == "rtl":
        shown = [f"\u2068{each}{END_OF_ISOLATE}" for each in shown]
    return (
        " > ".join(shown),
        say("card-other-end", name=end),
        say("card-not-tested"),
    )


def _ask(language: Language, words: Words) -> str:
    """Whom to ask for what the plan does not say: the help line, where there is one."""
    return language.say("card-ask" if words.help else "card-not-given")


def _help(words: Words, language: Language) -> tuple[str, ...]:
    if not words.help:
        return (language.say("card-no-help"),)
    return tuple(
        f"{row.name}: {_left_to_right(language, row.contact)}"
        + (f" ({_left_to_right(language, row.hours)})" if row.hours else "")
        for row in words.help
    )


def both_names(words: Words, address: str, name: str, code: str) -> str:
    """The name in this language with the one on signs, or that one alone."""
    local = words.name_in(address, code)
    return f"{local} ({name})" if local and local != name else name


def _left_to_right(language: Language, text: str) -> str:
    """Numbers and instants keep their order within a line that runs from the right."""
    return f"{LEFT_TO_RIGHT}{text}{END_OF_ISOLATE}" if language.direction == "rtl" else text


def _local_names(inputs: Inputs, code: str) -> Callable[[str], str]:
    """Names of roads, crossings and legs in a language beside those on the signs."""
    local = on_signs(inputs, code)
    return lambda name: f"{local[name]} ({name})" if name in local else name
