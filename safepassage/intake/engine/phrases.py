"""Phrases: the noun phrase before or behind a place in a sentence, by words that cannot be in one.

No parser: news sentences put few words between a verb and what it is about, and a phrase that is
one word too long or short still points a reviewer at the right words.
"""

from __future__ import annotations

import re

from .lexicon import Lexicon

TOKEN = re.compile(r"[A-Za-z]\.(?:[A-Za-z]\.)+|\d[\d,.]*\d|[\w][\w'’-]*(?:\.(?=\s[A-Z]))?|[^\w\s]")


def phrase_before(
    text: str, least: int, at: int, lexicon: Lexicon, *, wide: bool = False
) -> tuple[int, int] | None:
    """The noun phrase that ends before a place, not reaching back beyond `least`.

    With `wide` it may hold prepositions: "the road between the two towns".
    """
    end = _without_adverbs(text, least, at, lexicon)
    relative = lexicon.patterns["relative"].search(text[least:end])
    if relative is not None:
        found = _walk_back(text, least, least + relative.start(), lexicon, wide)
        return None if found is None else _last_of(text, found, text[end:at], lexicon)
    aside = lexicon.patterns["posture"].search(text[least:end])
    if aside is not None:
        end = least + aside.start()
    if end > least and text[end - 1] == ",":
        found = _before_apposition(text, least, end - 1, lexicon, wide)
        if found is not None:
            return found
        return None
    return _walk_back(text, least, end, lexicon, wide)


def _last_of(text: str, found: tuple[int, int], verb: str, lexicon: Lexicon) -> tuple[int, int]:
    """Of "the UN and Hamas, who has": Hamas alone, unless the verb is a plural's."""
    if lexicon.patterns["plural_verb"].match(verb):
        return found
    joins = list(lexicon.patterns["joins_two"].finditer(text, *found))
    return (joins[-1].end(), found[1]) if joins else found


def _before_apposition(
    text: str, least: int, comma: int, lexicon: Lexicon, wide: bool
) -> tuple[int, int] | None:
    """ "John Kerry, the Secretary of State, contacted": the phrase before the first comma."""
    opened = text.rfind(",", least, comma)
    if opened < 0:
        return _walk_back(text, least, comma, lexicon, wide)
    return _walk_back(text, least, opened, lexicon, wide)


def _without_adverbs(text: str, least: int, at: int, lexicon: Lexicon) -> int:
    end = at
    while True:
        trimmed = text[least:end].rstrip()
        end = least + len(trimmed)
        adverb = lexicon.patterns["adverb"].search(trimmed)
        if adverb is None:
            return end
        end = least + adverb.start()


def _walk_back(
    text: str, least: int, end: int, lexicon: Lexicon, wide: bool
) -> tuple[int, int] | None:
    tokens = list(TOKEN.finditer(text, least, end))
    start: int | None = None
    position = len(tokens) - 1
    while position >= 0:
        token = tokens[position]
        word = token[0]
        lower = word.lower()
        if word in "()":
            position -= 1
            continue
        if not (word[0].isalnum() or word in "'’&$%-/"):
            break
        passes = lower in lexicon.glue or (
            wide and start is not None and lower in lexicon.prepositions
        )
        shouted = word.isupper() and len(word) > 1  # WHO is no "who"
        if lower in lexicon.stops and not passes and not shouted:
            joins = lower == "and" and start is not None and _joins(tokens, position, lexicon)
            if not joins:
                break
        start = token.start()
        position -= 1
    if start is None:
        return None
    while start < end and _begins_with_link(text[start:end], lexicon):
        start = text.index(" ", start) + 1
    stop = len(text[:end].rstrip())
    return (start, stop) if start < stop else None


def _begins_with_link(phrase: str, lexicon: Lexicon) -> bool:
    first, _, rest = phrase.partition(" ")
    return bool(rest) and first.lower() in lexicon.prepositions | {"of", "for", "or", "by"}


def _joins(tokens: list[re.Match[str]], position: int, lexicon: Lexicon) -> bool:
    """Whether "and" joins two names: a capital letter on both sides."""
    if position == 0 or position + 1 >= len(tokens):
        return False
    left, right = tokens[position - 1][0], tokens[position + 1][0]
    skip = 2 if right.lower() in ("the", "a") and position + 2 < len(tokens) else 1
    right = tokens[position + skip][0]
    return left[0].isupper() and right[0].isupper() and left.lower() not in lexicon.stops


def phrase_after(
    text: str, at: int, most: int, lexicon: Lexicon, *, long: bool = False
) -> tuple[int, int] | None:
    """The noun phrase that begins at a place, not reaching beyond `most`.

    With `long` it goes on over prepositions up to the next comma or the end.
    """
    start = at
    while start < most and (text[start].isspace() or text[start] in ',:“"‘'):
        start += 1
    end = start
    for token in TOKEN.finditer(text, start, most):
        word = token[0].lower()
        if not (word[0].isalnum() or word in "'’&$%-/"):
            break
        if not long and word in lexicon.stops and word not in lexicon.glue:
            break
        end = token.end()
    while end > start and text[start:end].split()[-1].lower() in lexicon.glue | {"the", "a"}:
        end = (
            start + text[start:end].rstrip().rfind(" ")
            if " " in text[start:end].rstrip()
            else start
        )
    return (start, end) if start < end else None
