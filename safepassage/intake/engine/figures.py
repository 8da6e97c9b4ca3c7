"""Figures: numbers that count people, vehicles, aid or harm, with what they measure."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
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


@dataclass(frozen=True)
class Measure:
    """What is counted, by words behind and before a number in its clause."""

    name: str
    behind: re.Pattern[str] | None
    before: re.Pattern[str] | None
    noun: re.Pattern[str] | None
    positive: tuple[str, ...]
    negative: tuple[str, ...]


@dataclass(frozen=True)
class Measures:
    """The measures of a language, and nouns: of people, of other units, and of no figure.

    `usual`: what a noun is counted for where no word says it. `bare`: words beside a number that
    stands alone, and what it then counts.
    """

    measures: tuple[Measure, ...]
    persons: re.Pattern[str]
    units: tuple[tuple[str, re.Pattern[str]], ...]
    excluded: re.Pattern[str]
    bare: tuple[tuple[re.Pattern[str], str], ...]
    usual: tuple[tuple[re.Pattern[str], str], ...]


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
                _words(row.get("noun", [])),
                tuple(row["positive"]),
                tuple(row["negative"]),
            )
            for row in raw["measure"]
        ),
        _whole(raw["persons"]),
        tuple((unit, _whole(words)) for unit, words in raw["units"].items()),
        _whole(raw["exclude_nouns"]),
        tuple((re.compile(words), name) for words, name in raw["bare"]),
        tuple((re.compile(words, re.IGNORECASE), name) for words, name in raw["usual"]),
    )


def _words(words: list[str]) -> re.Pattern[str] | None:
    if not words:
        return None
    pattern = "|".join(re.sub(" +", lambda _: r"\s+", word) for word in words)
    return re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE)


def _whole(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(words)})", re.IGNORECASE)


_MONEY = re.compile(r"[$€£]\s?$")


def figures(measures: Measures, reading: Reading, piece: Piece) -> list[Proposal]:
    """Figures of a sentence, one for each number that counts something."""
    found: list[Proposal] = []
    dates = reading.days_in(piece.start, piece.end)
    for count in reading.numbers.counts(reading.text, piece.start, piece.end):
        if any(day.start < count.end and count.start < day.end for day in dates):
            continue
        figure = _figure(measures, reading, piece, count)
        if figure is None or (not found and _is_anew(reading, count)):
            continue
        found.append(_like_whole(reading, figure, found))
    return found


def _is_anew(reading: Reading, count: Count) -> bool:
    """Whether a number only makes sense beside one before it: "it is now 2,300"."""
    before = reading.text[max(0, count.first - 40) : count.first]
    return reading.pattern("said_anew").search(before) is not None


def _like_whole(reading: Reading, figure: Proposal, found: list[Proposal]) -> Proposal:
    """ "including four children": a part counts what the whole before it counts."""
    start = figure.evidence.start
    if (
        not found
        or reading.pattern("part_of").search(reading.text[max(0, start - 40) : start]) is None
    ):
        return figure
    if figure.norm.get("measure") not in (None, "present") or "measure" not in found[-1].norm:
        return figure
    norm = {**figure.norm, "measure": found[-1].norm["measure"]}
    return replace(figure, norm=norm, rule=f"figure/{norm['measure']}")


def _figure(measures: Measures, reading: Reading, piece: Piece, count: Count) -> Proposal | None:
    text = reading.text
    money = _MONEY.search(text[max(piece.start, count.start - 3) : count.start])
    what = _what(measures, reading, piece, count)
    words = "" if what is None else what.text
    unit = "usd" if money is not None else _unit(measures, reading, words)
    if unit is None:
        measure = _bare(measures, reading, piece, count, words)
        unit = "persons"
        if measure is None:
            return None
        what = None if reading.pattern("bare_more").match(words) is None else what
    else:
        measure = _fitting(_measure(measures, reading, piece, count, what), unit)
        if measure is None and what is not None:
            measure = _usual(measures, what.text) or _DEFAULTS.get(unit)
        if unit == "seats":
            unit, measure = "persons", "capacity"
    if _is_year(text, count, words) or (count.low == 1 == count.high and measure in _WEAK):
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


_OF_PEOPLE = ("evacuated", "departed", "arrived", "crossed", "aboard", "capacity", "held")


def _usual(measures: Measures, words: str) -> str | None:
    """What people of that noun are counted for where no word says it: soldiers as deployed."""
    return next((name for nouns, name in measures.usual if nouns.search(words)), None)


def _fitting(measure: str | None, unit: str) -> str | None:
    """The measure for things of that unit: people are not delivered, a share is a share."""
    if unit == "percent":
        return "share"
    if unit in ("tonnes", "litres", "meals") and measure in _OF_PEOPLE:
        return "aid_delivered"
    if unit == "usd":
        return measure if measure in ("aid_needed", "aid_delivered", "funds") else "cost"
    if unit in ("persons", "households"):
        measure = {"aid_needed": "affected", "aid_delivered": None}.get(measure or "", measure)
    return measure


_WEAK = (None, "present", "vehicles", "flights", "residents", "available", "capacity", "other")
_DEFAULTS = {
    "persons": "present",
    "households": "present",
    "trucks": "vehicles",
    "vehicles": "vehicles",
    "vessels": "vehicles",
    "flights": "flights",
    "percent": "share",
    "usd": "cost",
    "tonnes": "stock",
    "litres": "stock",
    "beds": "capacity",
}


def _is_year(text: str, count: Count, words: str) -> bool:
    value = text[count.start : count.end]
    return bool(re.fullmatch(r"(?:1[5-9]|20)\d\d", value)) and not words


def _what(measures: Measures, reading: Reading, piece: Piece, count: Count) -> Span | None:
    """The words that follow a number up to its noun, with an "of" phrase."""
    start = count.last if count.qualifier_at and count.qualifier_at[0] >= count.end else count.end
    rest = reading.pattern("before_noun").match(reading.text[start : piece.end])
    first = start + (rest.end() if rest is not None else 0)
    if rest is None:
        percent = re.match(r"\s?%", reading.text[start : piece.end])
        return None if percent is None else reading.trimmed(start, start + percent.end())
    end = first
    for count_of, token in enumerate(TOKEN.finditer(reading.text, first, piece.end)):
        word = token[0]
        function = word.lower() in reading.lexicon.function_words
        if function and count_of and _goes_on_to_people(measures, reading, piece, token.end()):
            continue
        if function or not word[0].isalpha() or count_of >= 9:
            break
        if count_of and reading.pattern("ends_phrase").fullmatch(word):
            break
        end = token.end()
    return reading.trimmed(first, end)


def _goes_on_to_people(measures: Measures, reading: Reading, piece: Piece, at: int) -> bool:
    """ "female and child hostages": what joins two words before the noun for people."""
    text = reading.text
    if reading.pattern("joins_two").match(text, at - 4) is None:
        return False
    words = re.findall(r"[\w'’-]+", text[at : min(at + 40, piece.end)])[:2]
    return any(measures.persons.fullmatch(word) for word in words)


def _unit(measures: Measures, reading: Reading, words: str) -> str | None:
    """persons or another unit, by the nouns behind a number; None: it counts nothing known."""
    tokens = re.findall(r"[\w'’%-]+", words)
    if not tokens:
        return None
    if measures.excluded.fullmatch(tokens[0]) or measures.excluded.fullmatch(" ".join(tokens[:2])):
        return None
    for size in (1, 2):
        for at in range(min(len(tokens), 6)):
            part = " ".join(tokens[at : at + size])
            for unit, pattern in measures.units:
                if pattern.fullmatch(part):
                    return unit
            if measures.persons.fullmatch(part):
                return "persons"
            if at and measures.excluded.fullmatch(part):
                return None
    if re.search(r"\b[A-Z][a-z]+(?:ans|ians|is|ese|ish|ers|eans|ors)\b", words):
        return "persons"
    return "persons" if reading.pattern("agent_noun").search(tokens[-1]) else None


def _bare(
    measures: Measures, reading: Reading, piece: Piece, count: Count, words: str
) -> str | None:
    """ "33 were killed", "a toll of 107": a number alone, beside a word that tells."""
    first = re.match(r"[\w'’-]+", words)
    if first is not None and measures.excluded.fullmatch(first[0]):
        return None
    behind = reading.text[count.last : min(piece.end, count.last + 45)]
    before = reading.text[max(piece.start, count.first - 64) : count.first]
    if re.match(r"\s*(?:-|%|/|°)", behind):
        return None
    if reading.pattern("said_anew").search(before) is not None:
        return "present"  # until `_like_whole` takes the measure of the number before it
    near = reading.pattern("bare_behind").match(behind)
    if near is not None:
        return _named(measures, near[1])
    prior = reading.pattern("bare_before").search(before)
    ends = reading.pattern("bare_ends").match(behind)
    if prior is None or ends is None:
        return None
    return _named(measures, prior[1])


def _named(measures: Measures, word: str) -> str | None:
    lower = " ".join(word.lower().split())
    for words, name in measures.bare:
        if words.fullmatch(lower) is not None:
            return name
    for measure in measures.measures:
        for pattern in (measure.behind, measure.before):
            if pattern is not None and pattern.fullmatch(lower):
                return measure.name
    return None


_NOUN = 12.0  # what a noun that tells counts as, in characters
_FARTHEST = 75
_FAR = 45  # what a clause boundary between number and word counts, in characters


def _measure(
    measures: Measures, reading: Reading, piece: Piece, count: Count, what: Span | None
) -> str | None:
    """The measure whose word stands nearest, behind the number or before it.

    A comma between them counts as distance, and words behind the next number are not looked at;
    an aside ("among them four children") is passed over.
    """
    passed, stop = _passed_over(reading, piece, count)
    best: tuple[float, str] | None = None
    for measure in measures.measures:
        for distance in _distances(measure, reading, piece, count, stop, passed):
            if best is None or distance < best[0]:
                best = (distance, measure.name)
        if what is not None and measure.noun is not None and measure.noun.search(what.text):
            best = (_NOUN, measure.name) if best is None or best[0] > _NOUN else best
    return None if best is None or best[0] > _FARTHEST else best[1]


def _passed_over(
    reading: Reading, piece: Piece, count: Count
) -> tuple[tuple[int, int] | None, int]:
    """What stands between a number and its verb and is no part of it; and how far to look."""
    text, start = reading.text, count.last
    aside = reading.pattern("aside").search(text, start, piece.end)
    if aside is not None and aside.start() - start < 60:
        return aside.span(), piece.end
    numbers = reading.numbers.counts(text, start, piece.end)
    following = numbers[0].first if numbers else piece.end
    subset = reading.pattern("subset").search(text[start:following])
    if subset is None:
        return None, following
    verb = reading.pattern("auxiliary").search(text, following, piece.end)
    end = piece.end if verb is None else verb.start()
    return (start + subset.start(), end), piece.end


def _distances(
    measure: Measure,
    reading: Reading,
    piece: Piece,
    count: Count,
    stop: int,
    passed: tuple[int, int] | None,
) -> list[float]:
    """How far the words of a measure stand from a number, in characters; longer words first."""
    found: list[float] = []
    text = reading.text
    boundary = reading.pattern("boundary")
    if measure.behind is not None:
        hit = measure.behind.search(text, count.last, stop)
        if hit is not None:
            gap = text[count.last : hit.start()]
            if passed is not None and passed[1] <= hit.start():
                gap = text[count.last : passed[0]] + text[passed[1] : hit.start()]
            found.append(len(gap) + 0.5 + _FAR * len(boundary.findall(gap)))
    if measure.before is not None:
        hits = list(measure.before.finditer(text, piece.start, count.first))
        if hits:
            gap = text[hits[-1].end() : count.first]
            length = len(hits[-1][0]) / 100
            found.append(len(gap) * 0.9 + _FAR * len(boundary.findall(gap)) - length)
    return found
