"""Must have: words of which every match of a pattern holds at least one, read off the pattern.

After Cox, "Regular expression matching with a trigram index", 2012.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

FEWEST_LETTERS = 2  # a shorter word stands everywhere
Words = frozenset[str]
_REPEATS = (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT)
_NO_WIDTH = (code.AT, code.ASSERT, code.ASSERT_NOT)


def must_have(pattern: re.Pattern[str]) -> Words | None:
    """Small-letter words of which a match holds one; None where nothing can be said."""
    return _of_sequence(parser.parse(pattern.pattern, pattern.flags))


def _of_sequence(items: Sequence[Any]) -> Words | None:
    """The best of what any part of a sequence must have: long words, and few."""
    best: Words | None = None
    for found in _of_parts(items):
        if found is not None and (best is None or _worth(found) > _worth(best)):
            best = found
    return best


def _of_parts(items: Sequence[Any]) -> Iterator[Words | None]:
    run = ""
    for kind, value in items:
        if kind is code.LITERAL and value < 128:
            run += chr(value).lower()
            continue
        if kind in _NO_WIDTH:
            continue
        yield _of_word(run)
        run = ""
        if kind is code.BRANCH:
            yield _of_choice(value[1])
        elif kind is code.SUBPATTERN:
            yield _of_sequence(value[3])
        elif kind is code.ATOMIC_GROUP:
            yield _of_sequence(value)
        elif kind in _REPEATS and value[0] > 0:
            yield _of_sequence(value[2])
    yield _of_word(run)


def _of_word(run: str) -> Words | None:
    return frozenset({run}) if len(run) >= FEWEST_LETTERS else None


def _of_choice(branches: Sequence[Sequence[Any]]) -> Words | None:
    """What one of several ways must have: a word of any of them."""
    words: set[str] = set()
    for branch in branches:
        found = _of_sequence(branch)
        if found is None:
            return None
        words |= found
    return frozenset(words)


def _worth(words: Words) -> tuple[int, int]:
    return min(min(map(len, words)), 4), -len(words)
