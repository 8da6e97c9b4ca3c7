"""Figures: numbers that count people, vehicles, aid or harm, with what they measure."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from ...situation.span import Span
from ..proposal import Proposal
from .numbers import Count
from .phrases import TOKEN
from .reading import Reading
from .sentences import Piece

WHY = "a number with the thing that it counts"
_FUNCTION = frozenset(
    "and or but that which who whom whose when where while as if because since until unless than in on at by with "
    "from to into over under through during against between without within along across near is are was were be "
    "been being has have had will would can could may might must should do does did it after before for said says "
    "including among not".split()
)
_MONEY = re.compile(r"[$€£]\s?$")
_CODE = re.compile(r"^(?:[A-Z]{1,3}-)?$")


@dataclass(frozen=True)
class Measure:
    """What is counted, by words behind and before a number in its clause."""

    name: str
    behind: re.Pattern[str] | None
    before: re.Pattern[str] | None
    positive: tuple[str, ...]
    negative: tuple[str, ...]


@dataclass(frozen=True)
class Measures:
    """The measures of a language, and nouns: those of people, of other units, and of no figure."""

    measures: tuple[Measure, ...]
    persons: re.Pattern[str]
    units: tuple[tuple[str, re.Pattern[str]], ...]
    excluded: re.Pattern[str]


@lru_cache(maxsize=4)
def read_measures(language: str) -> Measures:
    """The measures in a language's folder."""
    folder = files("safepassage.intake") / language
    raw = tomllib.loads((folder / "measures.toml").read_text(encoding="utf-8"))
    return Measures(
        tuple(
            Measure(
                row["name"],
                _words(row["behind"]),
                _words(row["before"]),
                tuple(row["positive"]),
                tuple(row["negative"]),
            )
            for row in raw["measure"]
        ),
        _whole(raw["persons"]),
        tuple((unit, _whole(words)) for unit, words in raw["units"].items()),
        _whole(raw["exclude_nouns"]),
    )


def _words(words: list[str]) -> re.Pattern[str] | None:
    if not words:
        return None
    pattern = "|".join(re.sub(" +", lambda _: r"\s+", word) for word in words)
    return re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE)


def _whole(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(words)})", re.IGNORECASE)


def figures(measures: Measures, reading: Reading, piece: Piece) -> list[Proposal]:
    """Figures of a sentence, one for each number that counts something."""
    found = []
    dates = reading.days_in(piece.start, piece.end)
    for count in reading.numbers.counts(reading.text, piece.start, piece.end):
        if any(day.start < count.end and count.start < day.end for day in dates):
            continue
        figure = _figure(measures, reading, piece, count)
        if figure is not None:
            found.append(figure)
    return found


def _figure(measures: Measures, reading: Reading, piece: Piece, count: Count) -> Proposal | None:
    text = reading.text
    money = _MONEY.search(text[max(piece.start, count.start - 2) : count.start])
    what = _what(reading, piece, count)
    words = "" if what is None else what.text
    unit = "USD" if money is not None else _unit(measures, words)
    if unit is None and (measure := _bare(measures, reading, piece, count, words)) is not None:
        unit = "persons"
    elif unit is None:
        return None
    else:
        measure = _measure(measures, reading, piece, count, what)
    if _is_year(text, count, words) or (count.low == 1 == count.high and measure is None):
        return None
    if count.low == 0 == count.high and measure is None:
        return None
    fields: dict[str, tuple[Span, ...]] = {"value": (reading.span(count.start, count.end),)}
    if what is not None:
        fields["what"] = (what,)
    if count.qualifier_at is not None:
        fields["qualifier"] = (reading.span(*count.qualifier_at),)
    norm: dict[str, Any] = {
        name: value
        for name, value in (("low", count.low), ("high", count.high), ("approx", count.approx))
        if value is not None
    }
    norm |= {"qualifier": count.qualifier, "unit": unit}
    if measure is not None:
        norm["measure"] = measure
    evidence = reading.trimmed(count.first, max(count.last, 0 if what is None else what.end))
    assert evidence is not None
    return Proposal("figure", evidence, fields, norm, f"figure/{measure or 'counted'}", WHY)


def _is_year(text: str, count: Count, words: str) -> bool:
    value = text[count.start : count.end]
    return bool(re.fullmatch(r"(?:1[5-9]|20)\d\d", value)) and not words


def _what(reading: Reading, piece: Piece, count: Count) -> Span | None:
    """The words that follow a number up to its noun, with an "of" phrase."""
    start = count.last if count.qualifier_at and count.qualifier_at[0] >= count.end else count.end
    rest = re.match(
        r"\s+(?:of\s+(?:the\s+|its\s+|their\s+|our\s+)?|more\s+|other\s+|additional\s+)*",
        reading.text[start : piece.end],
    )
    first = start + (rest.end() if rest is not None else 0)
    if rest is None:
        percent = re.match(r"\s?%", reading.text[start : piece.end])
        return None if percent is None else reading.trimmed(start, start + percent.end())
    end = first
    words = 0
    for token in TOKEN.finditer(reading.text, first, piece.end):
        word = token[0]
        if not word[0].isalnum() or word.lower() in _FUNCTION or words >= 9 or word[0].isdigit():
            break
        if words and _VERB.fullmatch(word):
            break
        end = token.end()
        words += 1
    span = reading.trimmed(first, end)
    return span


_VERB = re.compile(
    r"(?:\w+(?:ed)|left|fled|died|sank|came|went|stood|crossed|wait|waited|slept|live|lived|remain|need|flee|want|"
    r"dead|missing|hurt|still|may|already|aboard|daily|yesterday|today|last|this|on|also)",
    re.IGNORECASE,
)


def _unit(measures: Measures, words: str) -> str | None:
    """persons, or another unit, by the nouns behind the number; None where it counts nothing known."""
    tokens = re.findall(r"[\w'’%-]+", words)
    if not tokens:
        return None
    if measures.excluded.fullmatch(tokens[0]) or measures.excluded.fullmatch(" ".join(tokens[:2])):
        return None
    for size in (1, 2):
        for at in range(min(len(tokens), 6)):
            part = " ".join(tokens[at : at + size])
            if measures.persons.fullmatch(part):
                return "persons"
            for unit, pattern in measures.units:
                if pattern.fullmatch(part):
                    return unit
            if at and measures.excluded.fullmatch(part):
                return None
    demonym = re.search(r"\b[A-Z][a-z]+(?:ans|ians|is|ese|ish|ers|eans|ors)\b", words)
    return "persons" if demonym is not None else None


def _bare(
    measures: Measures, reading: Reading, piece: Piece, count: Count, words: str
) -> str | None:
    """ "33 were killed", "killing 12", "a toll of 107": a number alone, beside a word of harm."""
    first = re.match(r"[\w'’-]+", words)
    if first is not None and measures.excluded.fullmatch(first[0]):
        return None
    behind = reading.text[count.last : min(piece.end, count.last + 45)]
    before = reading.text[max(piece.start, count.first - 34) : count.first]
    if re.match(r"\s*(?:-|%|/)", behind):
        return None
    near = re.match(
        r"\s*(?:more|others?|of (?:them|whom|those))?\s*(?:(?:were|was|are|is|have been|had been|remain|still|remained|have|had|who were|reported|left)\s)*"
        r"(?:\w+ly\s)?(killed|dead|injured|wounded|hurt|missing|died|rescued|evacuated|released|freed|saved|detained|arrested|displaced|trapped|crossed|unaccounted|drowned)\b",
        behind,
        re.IGNORECASE,
    )
    if near is not None:
        return _named(measures, near[1])
    prior = re.search(
        r"\b(kill(?:ed|ing)|wound(?:ed|ing)|injur(?:ed|ing)|toll\s\w+(?:\s\w+)?\s?(?:to|at|of|is)?|toll|rescu(?:ed|ing)|sav(?:ed|ing)|evacuat(?:ed|ing)|"
        r"hurt(?:ing)?|releas(?:ed|ing)|free(?:d|ing)|arrest(?:ed|ing)|dead\s(?:at|to))\s*(?:\w+\s){0,2}$",
        before,
        re.IGNORECASE,
    )
    if prior is None or (
        first is not None
        and words
        and not re.match(r"(?:more|others?)\b", words)
        and len(words.split()) > 1
    ):
        return None
    return _named(measures, prior[1].split()[0])


def _named(measures: Measures, word: str) -> str | None:
    for measure in measures.measures:
        for pattern in (measure.behind, measure.before):
            if pattern is not None and pattern.fullmatch(word):
                return measure.name
    return None


def _measure(
    measures: Measures, reading: Reading, piece: Piece, count: Count, what: Span | None
) -> str | None:
    """The measure whose word stands nearest: behind the number, in its noun, or before it."""
    clause = reading.clause(piece.start, piece.end, count.start, count.end)
    text = reading.text
    best: tuple[float, str] | None = None
    stop = max(clause[1], piece.end if what is not None and what.end >= clause[1] else clause[1])
    next_number = _next_number(reading, count, stop)
    for measure in measures.measures:
        for distance in _distances(measure, text, clause, count, min(stop, next_number)):
            if best is None or distance < best[0]:
                best = (distance, measure.name)
    return None if best is None else best[1]


def _next_number(reading: Reading, count: Count, stop: int) -> int:
    following = reading.numbers.counts(reading.text, count.last, stop)
    return following[0].first if following else stop


def _distances(
    measure: Measure, text: str, clause: tuple[int, int], count: Count, stop: int
) -> list[float]:
    found: list[float] = []
    if measure.behind is not None:
        hit = measure.behind.search(text, count.last, stop)
        if hit is not None:
            found.append(hit.start() - count.last + 0.5)
    if measure.before is not None:
        hits = list(measure.before.finditer(text, clause[0], count.first))
        if hits:
            found.append((count.first - hits[-1].end()) * 0.9)
    return found


def measures_json(measures: Measures) -> Mapping[str, Any]:
    """Names of the measures, for documentation."""
    return {measure.name: list(measure.positive) for measure in measures.measures}
