"""Likeness: whether names mean one person and words one topic; plain rules."""

from __future__ import annotations

from collections.abc import Iterable

from ..views.content import WORD, content, stem

SAME_TOPIC = 0.5  # share of the shorter topic's words that the other has as well


def same_topic(one: str, other: str) -> bool:
    """Whether two topics share at least half the words of the shorter one."""
    a, b = content(one), content(other)
    shorter = min(len(a), len(b))
    return shorter > 0 and len(a & b) >= SAME_TOPIC * shorter


def last_name(name: str) -> str:
    """The last word of a name, by which texts call somebody later on."""
    words = WORD.findall(name.casefold())
    return words[-1] if words else ""


def speaks_of(words: str, names: Iterable[str]) -> bool:
    """Whether one of the names, or the last word of it, stands in some words."""
    there = {word.casefold() for word in WORD.findall(words)}
    there |= {stem(word) for word in there}
    return any(last_name(name) in there for name in names if name)
