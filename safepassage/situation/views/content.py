"""Content: the words of a phrase that carry a topic; a plain rule, shown with what it finds."""

from __future__ import annotations

import re
from functools import lru_cache

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
# words that stand in nearly every topic and so tell none apart
_COMMON = """
a about after all an and any are as at be been between but by deal discussion effort efforts for
from had has have he her his if in into is it its negotiation of on ongoing or other our over
possible potential she such talk that the their them they this to was we were which will with would
"""
COMMON = frozenset(_COMMON.split())


@lru_cache(maxsize=65536)
def content(words: str) -> frozenset[str]:
    """The words that carry a topic, without endings of the plural and small words."""
    found = (stem(word.casefold()) for word in WORD.findall(words))
    return frozenset(word for word in found if len(word) > 2 and word not in COMMON)


def stem(word: str) -> str:
    """A word without its genitive and its plural ending."""
    word = re.sub(r"['’]s?$", "", word)
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
