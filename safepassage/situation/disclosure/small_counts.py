"""Small counts: fewer than ten people could be known by name, so readers outside get no number."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace

from ..claim import Claim
from ..figure import Figure

SMALL = 10
PERSONS = frozenset({"persons", "people", "person", "", None})
CASUALTIES = frozenset({"killed", "injured", "missing"})
HIDDEN = Figure(None, None, None, "hidden")
NOT_SHOWN = "…"
Places = frozenset[tuple[str | None, int, int]]  # document, start and end of words
_SMALL_COUNT = re.compile(
    r"\b(?:[1-9]|one|two|three|four|five|six|seven|eight|nine)\b(?:\W+\w+){0,3}?\W+"
    r"(?:people|persons?|men|man|women|woman|child(?:ren)?|boys?|girls?|civilians?|citizens?"
    r"|nationals?|soldiers?|troops?|hostages?|captives?|detainees?|patients?|passengers?|workers?"
    r"|drivers?|officers?|police(?:men|man)?|residents?|refugees?|asylum|dead|killed|wounded"
    r"|injured|hurt|missing|deaths?|others|of them|americans?)\b",
    re.IGNORECASE,
)


def masked(figure: Figure) -> Figure | None:
    """What stands in place of a count of fewer than ten people; None for other figures."""
    numbers = [n for n in (figure.low, figure.high, figure.approx) if n is not None]
    if figure.unit not in PERSONS or not any(0 < n < SMALL for n in numbers):
        return None
    if figure.qualifier in ("more_than", "at_least") or max(numbers) >= SMALL:
        return replace(HIDDEN, measure=figure.measure, unit=figure.unit)
    return Figure(None, SMALL, None, "less_than", figure.measure, figure.unit)


def is_small(claim: Claim) -> bool:
    """Whether a claim counts fewer than ten people."""
    return claim.type == "figure" and masked(Figure.of(claim.norm)) is not None


def tells_withheld(claim: Claim, withheld: Collection[str]) -> bool:
    """Whether a count of people could give away a number that the scenario keeps inside.

    `withheld`: addresses of populations. A count that nobody joined to a group may be of one
    (also where a place is known), unless it is of the dead, the injured or the missing, who are
    no part of those who may move.
    """
    if not withheld or claim.type != "figure" or claim.norm.get("unit") not in PERSONS:
        return False
    subject = claim.subject or ""
    if subject.startswith("population/"):
        return subject in withheld
    return claim.norm.get("measure") not in CASUALTIES


def places_not_shown(claims: Iterable[Claim], withheld: Collection[str]) -> Places:
    """Where in the texts counts stand that readers outside do not get."""
    return frozenset(
        (claim.document, claim.evidence.start, claim.evidence.end)
        for claim in claims
        if claim.evidence is not None and (is_small(claim) or tells_withheld(claim, withheld))
    )


def words_outside(claim: Claim, places: Places) -> str:
    """The exact words, or an empty text where a count that is not shown stands in them."""
    words, here = claim.words(), claim.evidence
    if here is not None and any(
        document == claim.document and start < here.end and here.start < end
        for document, start, end in places
    ):
        return ""
    return "" if _SMALL_COUNT.search(words) else words


def text_outside(text: str) -> str:
    """A text of a claim's fields or norm; a sign stands in place of a small count of people."""
    return _SMALL_COUNT.sub(NOT_SHOWN, text)
