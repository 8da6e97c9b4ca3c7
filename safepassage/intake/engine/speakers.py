"""Speakers: a phrase taken apart into the name of whoever speaks and the role it was given."""

from __future__ import annotations

import re

from ...situation.span import Span
from .phrases import phrase_before
from .reading import Reading

_WORD = re.compile(r"[\w][\w.'’-]*")


def split_role(reading: Reading, start: int, end: int) -> tuple[Span, Span | None]:
    """Name and role in a phrase such as "Deputy Foreign Minister Tomas Reyl".

    A phrase with no name in it (the official, the State Department) is a name as a whole.
    """
    text = reading.text
    words = list(_WORD.finditer(text, start, end))
    after = start
    for word in words:
        if (
            word[0].lower().rstrip(".").removesuffix("'s").removesuffix("’s")
            in reading.lexicon.titles
        ):
            after = word.end()
            office = reading.pattern("office").match(text, after, end)
            if office is not None:
                after = office.end()
    rest = [w for w in words if w.start() >= after]
    named = rest and all(_is_name(w[0]) for w in rest) and after > start
    if not named:
        return reading.span(start, end), None
    name = reading.span(rest[0].start(), end)
    role = reading.trimmed(start, rest[0].start())
    return name, role


def _is_name(word: str) -> bool:
    return word[0].isupper() or word.lower() in (
        "bin",
        "al",
        "de",
        "van",
        "von",
        "der",
        "da",
        "el",
        "ibn",
        "of",
    )


def speaker_before(reading: Reading, least: int, at: int) -> tuple[Span, Span | None, int] | None:
    """Name, role and first character of whoever stands before a verb, appositions included."""
    found = phrase_before(reading.text, least, at, reading.lexicon)
    if found is None:
        return None
    start, end = found
    name, role = split_role(reading, start, end)
    if role is None:
        named = _name_behind(reading, name, end, at)
        if named is not None:
            return named[0], name, start
        role = _role_behind(reading, end, at)
    if role is None:
        before = _role_in_front(reading, least, start, name)
        if before is not None:
            return name, before, before.start
    return name, role, start


def speaker_behind(
    reading: Reading, start: int, end: int, most: int
) -> tuple[Span, Span | None, int]:
    """Name, role and last character of a phrase that stands behind a verb."""
    name, role = split_role(reading, start, end)
    if role is not None:
        return name, role, end
    named = _name_behind(reading, name, end, most)
    if named is not None:
        return named[0], name, named[1]
    if reading.text[end : end + 1] == ",":
        stop = _aside_end(reading.text, end + 1, most)
        aside = reading.trimmed(end + 1, stop)
        if aside is not None and _names_office(reading, aside):
            return name, aside, aside.end
    return name, None, end


def _name_behind(reading: Reading, head: Span, end: int, most: int) -> tuple[Span, int] | None:
    """ "the consul, Marta Ober,": the name between commas behind an office or a body."""
    if reading.text[end : end + 1] != "," or not (
        _names_office(reading, head)
        or head.text.lower().startswith(("the ", "our ", "its ", "an ", "a "))
    ):
        return None
    aside = reading.trimmed(end + 1, _aside_end(reading.text, end + 1, most))
    if aside is None or not 1 <= len(aside.text.split()) <= 8:
        return None
    words = aside.text.split()
    if not all(_is_name(w) or w == "&" for w in words) or words[0].lower() in ("the", "a", "an"):
        return None
    if len(words) == 1 and _names_office(reading, aside):
        return None
    return split_role(reading, aside.start, aside.end)[0], aside.end


def _aside_end(text: str, start: int, most: int) -> int:
    for at in range(start, most):
        if text[at] in ',.;“"':
            return at
    return most


def _role_behind(reading: Reading, end: int, at: int) -> Span | None:
    """ "X, a spokesman for Y, said": what stands between two commas, if it names an office."""
    if reading.text[end : end + 1] != ",":
        return None
    stop = reading.text.rfind(",", end + 1, at)
    if stop < 0:
        stop = at
    aside = reading.trimmed(end + 1, stop)
    return aside if aside is not None and _names_office(reading, aside) else None


def _role_in_front(reading: Reading, least: int, start: int, name: Span) -> Span | None:
    """ "Malaysia's Prime Minister, Najib Razak said": an office right before the comma."""
    text = reading.text
    before = text[least:start].rstrip()
    if not before.endswith(",") or not _is_name(name.text):
        return None
    comma = least + len(before) - 1
    begin = max(text.rfind(mark, least, comma) for mark in (",", ".", "“", '"'))
    opened = least if begin < 0 else begin + 1
    part = reading.trimmed(opened, comma)
    if part is None or not _names_office(reading, part) or len(part.text.split()) > 12:
        return None
    found = phrase_before(text, part.start, part.end, reading.lexicon)
    if found is None or found[1] != part.end:
        return None
    return reading.span(*found)


def _names_office(reading: Reading, aside: Span) -> bool:
    if reading.pattern("not_aside").match(aside.text):
        return False
    words = {w.lower().rstrip(".") for w in re.findall(r"[\w.'’-]+", aside.text)}
    return bool(words & reading.lexicon.titles) or bool(
        re.search(r"\b(?:who|which)\s+(?:leads|heads|runs|chairs)\b", aside.text)
    )


def remember(reading: Reading, name: Span) -> None:
    """Keep a full name by its last word, for the places where only that is said."""
    words = name.text.split()
    if len(words) >= 2 and all(_is_name(w) for w in words) and words[0].lower() != "the":
        reading.people[words[-1]] = name.text


def full_name(reading: Reading, name: str) -> str:
    """The full name for a surname that was read before; otherwise the words as they are."""
    words = name.split()
    last = words[-1] if words else ""
    return reading.people.get(last, name) if len(words) == 1 else name
