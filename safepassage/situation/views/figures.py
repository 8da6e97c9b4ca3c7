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
    keys: dict[str, Key] = {}
    groups: dict[Key, list[Claim]] = defaultdict(list)
    for claim in claims:
        thing = same.get(claim.id)
        if thing is None:
            groups[_key(claim)].append(claim)
        else:
            groups[keys.setdefault(thing, _key(claim))].append(claim)
    return tuple([_row(held, key, group) for key, group in groups.items()])


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


def _row(held: Held, key: Key, claims: list[Claim]) -> FigureRow:
    last = claims[0]
    over_time: tuple[FigureWord, ...]
    now: tuple[FigureWord, ...]
    if len(claims) == 1:
        figure = figure_of(last)
        over_time = now = (FigureWord(figure, word_of(held, last, figure.words())),)
    else:
        found = {claim.id: figure_of(claim) for claim in claims}
        claims.sort(key=lambda claim: told_at(held, claim))
        last = claims[-1]
        over_time = tuple(
            [
                FigureWord(figure := found[claim.id], word_of(held, claim, figure.words()))
                for claim in claims
            ]
        )
        words = last_words(held, claims, lambda claim: found[claim.id].words())
        now = tuple([FigureWord(found[word.claim.id], word) for word in words])
    return FigureRow(
        key[0],
        key[1],
        words_of(last, "what"),
        words_of(last, "place"),
        last.subject,
        bool(key[4]),
        over_time,
        now,
        len(now) > 1 and not all_agree([one.figure for one in now]),
    )
