"""Positions: what a party wants, opposes or offers, over time, and where it changed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from ..claim import Claim
from ..record import Held
from .groups import same_things
from .standing import heard, last_words, told_at, word_of
from .terms import called, key_of, noted, party_of, words_of
from .word import Word

# a stance that cannot be held together with the other
OPPOSITE = {"supports": {"opposes", "refuses"}, "offers": {"refuses"}, "intends": {"refuses"}}


@dataclass(frozen=True, slots=True)
class PositionRow:
    """`stance`: the one told last. `over_time`: all of them, the oldest first. `changed`: the
    party's stance is not the one of before; `differ`: those who speak of it now differ.
    """

    party: str
    about: str
    subject: str | None
    stance: str
    changed: bool
    differ: bool
    over_time: tuple[Word, ...]
    now: tuple[Word, ...]


def positions(
    held: Held, at: datetime, *, with_unreviewed: bool = False
) -> tuple[PositionRow, ...]:
    """One row for a party and a thing: its address, or the words of the text."""
    claims = [
        claim
        for claim in held.standing(("position",), with_unreviewed=with_unreviewed)
        if heard(held, claim, at)
    ]
    same = same_things(held, (claim.id for claim in claims), ("repeats", "same_event"))
    keys: dict[str, tuple[str, str]] = {}
    groups: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        key = key_of(party_of(claim)), claim.subject or key_of(words_of(claim, "about"))
        thing = same.get(claim.id)
        groups[key if thing is None else keys.setdefault(thing, key)].append(claim)
    return tuple(_row(held, group) for group in groups.values())


def stance_of(claim: Claim) -> str:
    """The stance by its word; one that is not given is not known."""
    return noted(claim, "stance") or "unknown"


def opposed(stances: set[str]) -> bool:
    """Whether two of the stances cannot be held together."""
    return any(OPPOSITE.get(stance, set()) & stances for stance in stances)


def _row(held: Held, claims: list[Claim]) -> PositionRow:
    claims.sort(key=lambda claim: told_at(held, claim))
    last = claims[-1]
    now = last_words(held, list(claims), stance_of)
    stances = [stance_of(claim) for claim in claims]
    return PositionRow(
        called(last),
        words_of(last, "about"),
        last.subject,
        stances[-1],
        len(stances) > 1 and stances[-1] != stances[-2],
        opposed({word.says for word in now}),
        tuple(word_of(held, claim, stance_of(claim)) for claim in claims),
        now,
    )
