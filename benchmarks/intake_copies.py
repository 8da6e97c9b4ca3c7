"""Which texts count as copies of one another, as more of one is cut, changed or its own.

    python -m benchmarks.intake_copies

For each kind and share, 200 articles of `intake_articles` and one text made from each; the answer
is the share of these that the index calls a copy of the right article, among 2,000 others.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from typing import Any

from benchmarks.intake_articles import Article, new_article, sentences
from safepassage.intake.near.near_index import NearIndex

SEED = 7
KNOWN = 2_000
TRIED = 200
SHARES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


def kept(article: Article, share: float, rng: random.Random) -> str:
    """The first words of the text, as many as the share says."""
    words = article.text().split()
    return " ".join(words[: max(1, round(share * len(words)))])


def changed(article: Article, share: float, rng: random.Random) -> str:
    """Every word replaced with a chance that equals the share."""
    words = article.text().split()
    return " ".join(f"x{rng.randrange(10**6)}" if rng.random() < share else w for w in words)


def borrowed(article: Article, share: float, rng: random.Random) -> str:
    """A text of the same length that has this share of its sentences from the article."""
    own = new_article(0, rng).text().split()
    words = article.text().split()
    taken = words[: round(share * len(words))]
    return " ".join(own[: len(words) - len(taken)] + taken)


KINDS: dict[str, Callable[[Article, float, random.Random], str]] = {
    "kept": kept,
    "words changed": changed,
    "borrowed": borrowed,
}


def run() -> dict[str, Any]:
    """The share called a copy, by kind and share."""
    rng = random.Random(SEED)
    known = [new_article(number, rng) for number in range(KNOWN)]
    index = NearIndex()
    alike = sum(index.add(str(article.number), article.text()) is not None for article in known)
    found: dict[str, Any] = {
        "articles": KNOWN,
        "sentences": len(sentences()),
        "taken_wrongly": alike,
    }
    for name, make in KINDS.items():
        found[name] = {}
        for share in SHARES:
            hits = 0
            for article in rng.sample(known, TRIED):
                copy = index.find(make(article, share, rng))
                hits += copy is not None and copy.of == str(article.number)
            found[name][f"{share:.0%}"] = round(hits / TRIED, 3)
    return found


if __name__ == "__main__":
    print(json.dumps(run(), indent=1))
