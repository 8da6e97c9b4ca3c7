"""Card words: the lines of a card in one language, for the page and for the QR code alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from babel.dates import format_date

from safepassage.report.language.language import Language
from safepassage.report.print.card import Card, CardWay
from safepassage.scenario.inputs import Inputs
from safepassage.scenario.words import Words


@dataclass(frozen=True, slots=True)
class CardLine:
    """A label and what it says, perhaps in several lines; `numbered`: in this order."""

    label: str
    lines: tuple[str, ...]
    numbered: bool = False
    strong: bool = False


@dataclass(frozen=True, slots=True)
class CardWords:
    """Everything that a card says in a language."""

    language: str
    direction: str
    title: str
    zone: str
    lines: tuple[CardLine, ...]
    foot: str
    mark: str  # which card of which plan

    def as_text(self) -> str:
        """The same as plain text, for the QR code."""
        rows = [self.title, self.zone]
        for line in self.lines:
            marks = [f"{i}. " for i in range(1, len(line.lines) + 1)] if line.numbered else []
            said = [f"{marks[i] if marks else ''}{text}" for i, text in enumerate(line.lines)]
            rows.append(f"{line.label}: {'; '.join(said)}")
        return "\n".join([*rows, self.mark])


def card_words(card: Card, inputs: Inputs, language: Language) -> CardWords:
    """The words of a card; names in this language where the scenario gives them."""
    say, words = language.say, inputs.words
    local = _local_names(inputs, language.code)
    zone = _both(words, f"zone/{card.zone}", card.zone_name, language.code)
    lines = [CardLine(say("card-who"), (say(f"r-mode-{card.mode}"), card.kind))]
    start = words.name_in(f"start_point/{card.zone}/{card.start}", language.code)
    name = f"{start} ({card.start_name})" if start else card.start_name
    for number, way in enumerate(card.ways, start=1):
        if len(card.ways) > 1:
            lines.append(CardLine(say("card-way", number=number), (), strong=True))
        lines += _way(card, way, language, local, name, words)
    text = next((row for row in words.card_texts if row.language == language.code), None)
    if text is not None and text.leaving:
        lines.append(CardLine(say("card-before"), (text.leaving,)))
    bring = text.bring if text is not None and text.bring else (say("card-ask"),)
    lines.append(CardLine(say("card-bring"), tuple(bring)))
    if text is not None and text.note:
        lines.append(CardLine(say("card-note"), (text.note,)))
    lines.append(CardLine(say("card-help"), _help(words, language), strong=True))
    as_of = f"{card.as_of:%Y-%m-%d %H:%M}"
    mark = say("card-mark", as_of=as_of, id=card.id, mark=card.fingerprint)
    return CardWords(
        language.code,
        language.direction,
        say("card-title"),
        zone,
        tuple(lines),
        say("card-foot"),
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
    windows = tuple(_window(language, *window) for window in way.windows)
    end = _both(words, f"destination/{way.destination}", way.destination_name, language.code)
    names = tuple(local(name) for name in way.names) or (say("r-already-there"),)
    lines = [
        CardLine(say("card-leave", timezone=card.timezone), windows, strong=True),
        CardLine(say("card-start"), (start,)),
        CardLine(say("card-route"), names, numbered=len(names) > 1),
    ]
    if way.seats_by_name:
        lines.append(CardLine(say("card-seats"), (say("r-seats-by-name"),)))
    lines.append(CardLine(say("card-to"), (end,), strong=True))
    other: tuple[str, ...] = (say("r-no-other-way"), say("card-ask"))
    if way.fallback is not None:
        other = (
            " > ".join([*(local(name) for name in way.fallback), way.fallback_destination or ""]),
            say("r-not-tested"),
        )
    lines.append(CardLine(say("card-otherwise"), other))
    return lines


def _window(language: Language, first: datetime, last: datetime) -> str:
    """Mon 6 May 2024, 06:30 to 09:00; the day again where it is another."""

    def day(instant: datetime) -> str:
        return format_date(instant, "EEE d MMM y", locale=language.code)

    if first.date() == last.date():
        return language.say(
            "card-window", day=day(first), first=f"{first:%H:%M}", last=f"{last:%H:%M}"
        )
    return language.say(
        "card-window-days",
        day=day(first),
        first=f"{first:%H:%M}",
        other=day(last),
        last=f"{last:%H:%M}",
    )


def _help(words: Words, language: Language) -> tuple[str, ...]:
    if not words.help:
        return (language.say("r-no-help"),)
    return tuple(
        f"{row.name}: {row.contact}" + (f" ({row.hours})" if row.hours else "")
        for row in words.help
    )


def _both(words: Words, address: str, name: str, code: str) -> str:
    """The name in this language with the one on signs, or that one alone."""
    local = words.name_in(address, code)
    return f"{local} ({name})" if local and local != name else name


def _local_names(inputs: Inputs, code: str) -> Callable[[str], str]:
    """Names of roads, crossings and legs in a language, by the name on the sign."""
    by_name: dict[str, str] = {}
    for kind, rows in (
        ("link", inputs.links),
        ("crossing", inputs.crossings),
        ("leg", inputs.legs),
    ):
        for row in rows:
            local = inputs.words.name_in(f"{kind}/{row.id}", code)
            if local:
                by_name[row.name] = local
    return lambda name: f"{by_name[name]} ({name})" if name in by_name else name
