"""Figures: every number by measure and place, over time and by source; none is averaged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from ..claim import Claim
from ..figure import Figure, reach
from ..record import Held
from .groups import same_things
from .standing import heard, last_words, told_at, word_of
from .terms import key_of, noted, words_of
from .word import Word

# measure, unit, place or else text, thing, and whether it is a part of another number
Key = tuple[str, str, str, str, str]


class FigureWord(NamedTuple):
    """A figure as one voice gave it; `figure.words()` keeps its wording."""

    figure: Figure
    word: Word


class FigureRow(NamedTuple):
    """`over_time`: every figure, the oldest first; `now`: what each voice gives last; `differ`: no
    number fits all of these. What is counted, and where, is said as the newest claim says it.
    """

    over_time: tuple[FigureWord, ...]
    now: tuple[FigureWord, ...]
    differ: bool

    @property
    def measure(self) -> str:
        """What befell those who are counted: killed, waiting."""
        return noted(self._last, "measure")

    @property
    def unit(self) -> str:
        """Persons, households, trucks."""
        return noted(self._last, "unit")

    @property
    def what(self) -> str:
        """Who or what is counted, in the words of the text."""
        return words_of(self._last, "what")

    @property
    def place(self) -> str:
        """Where, in the words of the text."""
        return words_of(self._last, "place")

    @property
    def subject(self) -> str | None:
        """The address that somebody joined it to."""
        return self._last.subject

    @property
    def part(self) -> bool:
        """Whether it is a part of another number, so that it is never added to it."""
        return is_part(self._last)

    @property
    def _last(self) -> Claim:
        return self.over_time[-1].word.claim


def figures(held: Held, at: datetime, *, with_unreviewed: bool = False) -> tuple[FigureRow, ...]:
    """One row for what is counted: links join them, else measure, unit, and place or thing."""
    claims = held.standing(("figure",), with_unreviewed=with_unreviewed)
    same = same_things(held, (claim.id for claim in claims), ("repeats",))
    keys: dict[str, Key] = {}
    groups: dict[Key, list[Claim]] = defaultdict(list)
    for claim in claims:
        if heard(held, claim, at):
            key = _key(claim)
            if claim.id in same:
                key = keys.setdefault(same[claim.id], key)
            groups[key].append(claim)
    return tuple([_row(held, group) for group in groups.values()])


def figure_of(claim: Claim) -> Figure:
    """The figure of a claim with the wording of its value."""
    return Figure.of(claim.norm, words_of(claim, "value") or None)


def all_agree(figures: Iterable[Figure]) -> bool:
    """Whether one number fits all of them (two by two is enough: they are ranges)."""
    ranges = [reach(figure) for figure in figures]
    return not ranges or max(low for low, _ in ranges) <= min(high for _, high in ranges)


def is_part(claim: Claim) -> bool:
    """Whether the number is said to be a part of another one."""
    return bool(claim.norm.get("subset_of"))


def _key(claim: Claim) -> Key:
    """Of one population a measure is one number; elsewhere the thing counted tells it apart.

    Where no place is named, nothing says that two texts count the same.
    """
    subject = claim.subject
    part = is_part(claim)
    whole = subject is not None and subject.startswith("population/") and not part
    return (
        noted(claim, "measure"),
        noted(claim, "unit"),
        key_of(words_of(claim, "place")) or f"in {claim.document}" if subject is None else subject,
        "" if whole else key_of(words_of(claim, "what")),
        "part" if part else "",
    )


def _row(held: Held, claims: list[Claim]) -> FigureRow:
    if len(claims) == 1:
        figure = figure_of(claims[0])
        only = (FigureWord(figure, word_of(held, claims[0], figure.words())),)
        return FigureRow(only, only, False)
    found = {claim.id: figure_of(claim) for claim in claims}
    claims.sort(key=lambda claim: told_at(held, claim))
    over_time = [
        FigureWord(figure := found[claim.id], word_of(held, claim, figure.words()))
        for claim in claims
    ]
    words = last_words(held, claims, lambda claim: found[claim.id].words())
    now = [FigureWord(found[word.claim.id], word) for word in words]
    differ = len(now) > 1 and not all_agree([one.figure for one in now])
    return FigureRow(tuple(over_time), tuple(now), differ)
