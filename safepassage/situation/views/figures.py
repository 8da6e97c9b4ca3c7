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


class FigureWord(NamedTuple):
    """A figure as one voice gave it; `figure.words()` keeps its wording."""

    figure: Figure
    word: Word


class FigureRow(NamedTuple):
    """`over_time`: every figure, the oldest first; `now`: what each voice gives last.

    `what`, `place`: in the words of the text. `part`: the number is a part of another one, so it
    is never added to it. `differ`: no number fits all that the voices give last.
    """

    measure: str
    unit: str
    what: str
    place: str
    subject: str | None
    part: bool
    over_time: tuple[FigureWord, ...]
    now: tuple[FigureWord, ...]
    differ: bool


def figures(held: Held, at: datetime, *, with_unreviewed: bool = False) -> tuple[FigureRow, ...]:
    """One row for what is counted: links join them, else measure, unit, and place or thing."""
    claims = [
        claim
        for claim in held.standing(("figure",), with_unreviewed=with_unreviewed)
        if heard(held, claim, at)
    ]
    same = same_things(held, (claim.id for claim in claims), ("repeats",))
    keys: dict[str, tuple[str, ...]] = {}
    groups: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        thing = same.get(claim.id)
        if thing is None:
            groups[_key(claim)].append(claim)
        else:
            groups[keys.setdefault(thing, _key(claim))].append(claim)
    return tuple(_row(held, group) for group in groups.values())


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


def _key(claim: Claim) -> tuple[str, ...]:
    """Of one population a measure is one number; elsewhere the thing counted tells it apart."""
    subject = claim.subject
    part = is_part(claim)
    whole = subject is not None and subject.startswith("population/") and not part
    return (
        noted(claim, "measure"),
        noted(claim, "unit"),
        key_of(words_of(claim, "place")) if subject is None else subject,
        "" if whole else key_of(words_of(claim, "what")),
        "part" if part else "",
    )


def _row(held: Held, claims: list[Claim]) -> FigureRow:
    if len(claims) == 1:
        figure = figure_of(claims[0])
        only = (FigureWord(figure, word_of(held, claims[0], figure.words())),)
        return _with(claims[0], only, only, False)
    found = {claim.id: figure_of(claim) for claim in claims}
    claims.sort(key=lambda claim: told_at(held, claim))
    over_time = tuple(
        FigureWord(found[claim.id], word_of(held, claim, found[claim.id].words()))
        for claim in claims
    )
    now = tuple(
        FigureWord(found[word.claim.id], word)
        for word in last_words(held, claims, lambda claim: found[claim.id].words())
    )
    return _with(claims[-1], over_time, now, not all_agree(one.figure for one in now))


def _with(
    last: Claim, over_time: tuple[FigureWord, ...], now: tuple[FigureWord, ...], differ: bool
) -> FigureRow:
    return FigureRow(
        noted(last, "measure"),
        noted(last, "unit"),
        words_of(last, "what"),
        words_of(last, "place"),
        last.subject,
        is_part(last),
        over_time,
        now,
        differ,
    )
