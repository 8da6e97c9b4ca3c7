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
    return max(_parts(items), key=_worth, default=None)


def _parts(items: Sequence[Any]) -> Iterator[Words]:
    """What each part of a sequence must have, for the parts that must have something."""
    run = ""
    for kind, value in items:
        if kind is code.LITERAL and value < 128:
            run += chr(value).lower()
            continue
        if kind in _NO_WIDTH:
            continue
        yield from _of_word(run)
        if kind is code.BRANCH:
            yield from _of_choice(value[1])
            yield from _with_heads(run, value[1])
        run = ""
        if kind is code.SUBPATTERN:
            yield from _parts(value[3])
        elif kind is code.ATOMIC_GROUP:
            yield from _parts(value)
        elif kind in _REPEATS and value[0] > 0:
            yield from _parts(value[2])
    yield from _of_word(run)


def _of_word(run: str) -> Iterator[Words]:
    if len(run) >= FEWEST_LETTERS:
        yield frozenset({run})


def _with_heads(run: str, branches: Sequence[Sequence[Any]]) -> Iterator[Words]:
    """A word and what each of several ways goes on with: "ha" and s, ve or d."""
    words = {run + _head(branch) for branch in branches}
    if all(len(word) >= FEWEST_LETTERS for word in words):
        yield frozenset(words)


def _head(items: Sequence[Any]) -> str:
    """The letters that a sequence begins with."""
    found = ""
    for kind, value in items:
        if kind is not code.LITERAL or value >= 128:
            break
        found += chr(value).lower()
    return found


def _of_choice(branches: Sequence[Sequence[Any]]) -> Iterator[Words]:
    """What one of several ways must have: a word of any of them."""
    words: set[str] = set()
    for branch in branches:
        found = _of_sequence(branch)
        if found is None:
            return
        words |= found
    yield frozenset(words)


def _worth(words: Words) -> tuple[int, int]:
    return min(min(map(len, words)), 4), -len(words)
