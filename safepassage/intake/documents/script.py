"""Script: whether the letters of a text can be those of the language it is read in."""

from __future__ import annotations

import unicodedata
from collections import Counter

LOOKED_AT = 3_000  # characters from the beginning
# The script of a language that has rules; of others nothing is said.
SCRIPT = {"en": "latin"}


def script_note(text: str, language: str) -> str | None:
    """A sentence for the reviewer where most letters are of another script than the language's.

    Rules of English see nothing in an Arabic text, and "0 facts" would read like an answer.
    """
    expected = SCRIPT.get(language)
    names = (unicodedata.name(c, "").split(" ")[0] for c in text[:LOOKED_AT] if c.isalpha())
    counts = Counter(name.lower() for name in names)
    if expected is None or not counts:
        return None
    script, count = counts.most_common(1)[0]
    if script == expected or 2 * count <= counts.total():
        return None
    return (
        f'most of its letters are {script} and it was read as "{language}": rules of that language '
        "see next to nothing in it; name the right one with --language"
    )
