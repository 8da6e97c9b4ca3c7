"""Counted: the words behind a number up to their noun, and the unit that the noun gives."""

from __future__ import annotations

import re

from ...situation.span import Span
from .measures import Measures
from .numbers import Count
from .phrases import TOKEN
from .reading import Reading
from .sentences import Piece


def counted_words(measures: Measures, reading: Reading, piece: Piece, count: Count) -> Span | None:
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


def unit_of(measures: Measures, reading: Reading, words: str) -> str | None:
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
