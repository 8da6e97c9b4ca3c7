"""Likeness: whether names mean one person and words one topic; plain rules, shown with results."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
# words that stand in nearly every topic and so tell none apart
_COMMON = """
a about after all an and any are as at be been between but by deal discussion effort efforts for
from had has have he her his if in into is it its negotiation of on ongoing or other our over
possible potential she such talk that the their them they this to was we were which will with would
"""
COMMON = frozenset(_COMMON.split())
SAME_TOPIC = 0.5  # share of the shorter topic's words that the other has as well


def content(words: str) -> frozenset[str]:
    """The words that carry a topic, without endings of the plural and small words."""
    found = (_stem(word.casefold()) for word in _WORD.findall(words))
    return frozenset(word for word in found if len(word) > 2 and word not in COMMON)


def _stem(word: str) -> str:
    word = re.sub(r"['’]s?$", "", word)
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def same_topic(one: str, other: str) -> bool:
    """Whether two topics share at least half the words of the shorter one."""
    a, b = content(one), content(other)
    shorter = min(len(a), len(b))
    return shorter > 0 and len(a & b) >= SAME_TOPIC * shorter


def last_name(name: str) -> str:
    """The last word of a name, by which texts call somebody later on."""
    words = _WORD.findall(name.casefold())
    return words[-1] if words else ""


def speaks_of(words: str, names: Iterable[str]) -> bool:
    """Whether one of the names, or the last word of it, stands in some words."""
    there = {word.casefold() for word in _WORD.findall(words)}
    there |= {_stem(word) for word in there}
    return any(last_name(name) in there for name in names if name)
