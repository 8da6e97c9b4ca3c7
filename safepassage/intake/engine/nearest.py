"""Nearest: the measure whose word stands nearest to a number, or beside a number alone."""

from __future__ import annotations

import re

from ...situation.span import Span
from .measures import Measure, Measures
from .numbers import Count
from .reading import Reading
from .sentences import Piece

_NOUN = 12.0  # what a noun that tells counts as, in characters
_FARTHEST = 75
_FAR = 45  # what a clause boundary between number and word counts, in characters
_OF_PEOPLE = ("evacuated", "departed", "arrived", "crossed", "aboard", "capacity", "held")


def nearest_measure(
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


def bare_measure(
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


def usual_measure(measures: Measures, words: str) -> str | None:
    """What people of that noun are counted for where no word says it: soldiers as deployed."""
    return next((name for nouns, name in measures.usual if nouns.search(words)), None)


def fitting_measure(measure: str | None, unit: str) -> str | None:
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
