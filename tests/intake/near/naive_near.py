"""Near copies from the definition: sets of runs of three words, every text against every other."""

from __future__ import annotations

import re
import unicodedata

Runs = frozenset[tuple[str, ...]]


def runs_of(text: str) -> Runs:
    plain = unicodedata.normalize("NFKC", text).casefold()
    words = re.findall(r"\w+", plain)
    size = min(3, len(words))
    return frozenset(tuple(words[at : at + size]) for at in range(len(words) - size + 1) if size)


def is_copy(one: Runs, other: Runs) -> bool:
    if not one or not other:
        return False
    common = len(one & other)
    jaccard = common / len(one | other)
    shorter = min(len(one), len(other))
    return jaccard >= 0.4 or (shorter >= 30 and common / shorter >= 0.8)


def first_of_kind(texts: list[str]) -> list[int | None]:
    """For each text the first of its kind among those before it; None if it is new."""
    runs = [runs_of(text) for text in texts]
    root = list(range(len(texts)))
    found: list[int | None] = []
    for place, mine in enumerate(runs):
        alike = [
            (len(mine & runs[before]) / len(mine | runs[before]), -before)
            for before in range(place)
            if is_copy(mine, runs[before])
        ]
        if alike:
            _, nearest = max(alike)
            root[place] = root[-nearest]
            found.append(root[place])
        else:
            found.append(None)
    return found
