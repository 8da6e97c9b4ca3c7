"""Retellings: two tellings in one text of what may be one incident, told otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from .content import content
from .incidents import IncidentRow
from .terms import words_of

# kinds by which one attack may be called in two sentences
ATTACKS = frozenset({"attack", "shelling", "bombing", "airstrike", "explosion", "casualties"})
NUMBERS = frozenset(
    {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "least", "more"}
)
MOST_IN_A_TEXT = 60  # incidents; a list of many is no retelling
TOLD = ("weapon", "actor")


def likely_retellings(
    rows: Sequence[IncidentRow],
) -> Iterator[tuple[IncidentRow, IncidentRow, str]]:
    """Pairs of incidents of one text and in what they differ: weapon or actor.

    Of one kind of attack, on days that do not exclude one another, and with a word of victims or
    weapon in common. Whether they are one is for a person to say, with a link.
    """
    by_text: dict[str, list[IncidentRow]] = defaultdict(list)
    for row in rows:
        document = row.words[0].claim.document
        if document is not None and row.kind in ATTACKS:
            by_text[document].append(row)
    for found in by_text.values():
        for place, second in enumerate(found[:MOST_IN_A_TEXT]):
            for first in found[:place]:
                about = _told_otherwise(first, second)
                if about is not None and _may_be_one(first, second):
                    yield first, second, about


def _may_be_one(first: IncidentRow, second: IncidentRow) -> bool:
    a, b = first.when, second.when
    if a is not None and b is not None and (a.latest < b.earliest or b.latest < a.earliest):
        return False
    return any(_words(first, name) & _words(second, name) for name in ("victims", "weapon"))


def _told_otherwise(first: IncidentRow, second: IncidentRow) -> str | None:
    for name in TOLD:
        a, b = _words(first, name), _words(second, name)
        if a and b and a != b:
            return name
    return None


def _words(row: IncidentRow, name: str) -> frozenset[str]:
    texts = (words_of(word.claim, name) for word in row.words)
    return frozenset(word for text in texts for word in content(text)) - NUMBERS
