"""Unknowns: what is said not to be known, confirmed or given, and whether it was given since."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from ..claim import Claim
from ..record import Held
from .standing import heard, last_words, told_at
from .terms import key_of, noted, words_of
from .word import Word


@dataclass(frozen=True, slots=True)
class UnknownRow:
    """`status`: not_given, not_known, not_confirmed or no_comment. `since_told`: figures about
    the same address that were told later; whether they answer it is for a person to say.
    """

    what: str
    subject: str | None
    status: str
    words: tuple[Word, ...]
    since_told: tuple[str, ...] = ()


def unknowns(held: Held, at: datetime, *, with_unreviewed: bool = False) -> tuple[UnknownRow, ...]:
    """One row for what is not known: its address, or the words of the text."""
    groups: dict[str, list[Claim]] = defaultdict(list)
    numbers: dict[str, list[Claim]] = defaultdict(list)
    for claim in held.standing(("unknown", "figure"), with_unreviewed=with_unreviewed):
        if claim.type == "figure":
            if claim.subject is not None:
                numbers[claim.subject].append(claim)
        elif heard(held, claim, at):
            groups[claim.subject or key_of(what_of(claim))].append(claim)
    return tuple(
        _row(held, at, group, numbers.get(group[0].subject or "", [])) for group in groups.values()
    )


def what_of(claim: Claim) -> str:
    """What is not known, in the words of the text."""
    return words_of(claim, "what") or claim.words()


def _row(held: Held, at: datetime, claims: list[Claim], numbers: list[Claim]) -> UnknownRow:
    words = last_words(held, claims, lambda claim: noted(claim, "status") or "not_known")
    last = words[-1]
    told = told_at(held, last.claim)
    return UnknownRow(
        what_of(last.claim),
        last.claim.subject,
        last.says,
        words,
        tuple(claim.id for claim in numbers if told < told_at(held, claim) <= at),
    )
