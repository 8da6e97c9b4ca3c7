"""Consents: whose agreement is needed, given, refused or awaited, and on which condition."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from ..claim import Claim
from ..record import Held
from .gate_board import DISPUTED, UNKNOWN
from .standing import holds, last_words, voice
from .terms import called, key_of, noted, party_of, thing, words_of
from .word import Word


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """`by`: who sets it; `requirement`: what has to be; `trigger`: what follows then; `on_party`:
    who would have to do it. Empty texts are not said.
    """

    by: str
    requirement: str
    trigger: str
    on_party: str
    subject: str | None
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """`state`: what the voices agree on, "disputed" where they differ. `own_word`: the party
    itself is among those who say so. `only_if`: on what it hangs, as told with the consent;
    `met`: whether that is said to be so, None is not said. `conditions`: those that the party
    sets apart from it, in the same text or about the same address.
    """

    party: str
    about: str
    subject: str | None
    state: str
    own_word: bool
    words: tuple[Word, ...]
    only_if: str = ""
    met: bool | None = None
    conditions: tuple[ConditionRow, ...] = ()


def consents(held: Held, at: datetime, *, with_unreviewed: bool = False) -> tuple[ConsentRow, ...]:
    """One row for a party and what it agrees to; conditions that it sets stand with it.

    A condition belongs to a consent of the same party in the same text or about the same address.
    """
    groups: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in held.standing(("consent",), with_unreviewed=with_unreviewed):
        if holds(held, claim, at):
            about = claim.subject or key_of(words_of(claim, "about"))
            groups[key_of(party_of(claim)), about].append(claim)
    own: Own = defaultdict(list)
    if groups:
        for row in conditions(held, at, with_unreviewed=with_unreviewed):
            party = key_of(party_of(row.words[-1].claim, "by"))
            for word in row.words:
                for where in {word.claim.subject, word.claim.document} - {None}:
                    own[party, where].append(row)
    return tuple(_consent(held, claims, key[0], own) for key, claims in groups.items())


def conditions(
    held: Held, at: datetime, *, with_unreviewed: bool = False
) -> tuple[ConditionRow, ...]:
    """Every condition, each with all who speak of it."""
    groups: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in held.standing(("condition",), with_unreviewed=with_unreviewed):
        if holds(held, claim, at):
            key = key_of(party_of(claim, "by")), key_of(requirement_of(claim))
            groups[key].append(claim)
    return tuple(condition_row(held, claims) for claims in groups.values())


def condition_row(held: Held, claims: list[Claim]) -> ConditionRow:
    """The row of claims about one condition."""
    words = last_words(held, claims, requirement_of)
    last = words[-1].claim
    return ConditionRow(
        called(last, "by"),
        requirement_of(last),
        words_of(last, "trigger"),
        noted(last, "on_party_id") or words_of(last, "on_party"),
        last.subject,
        words,
    )


def requirement_of(claim: Claim) -> str:
    """What has to be, in the words of the text."""
    return words_of(claim, "requirement") or claim.words()


# conditions by the party that sets them and the address or text that they stand in
Own = dict[tuple[str, str | None], list[ConditionRow]]


def _consent(held: Held, claims: list[Claim], by: str, own: Own) -> ConsentRow:
    words = last_words(held, claims, state_of)
    last = words[-1].claim
    keys = {by, key_of(called(last))}
    said = {word.says for word in words} - {UNKNOWN}
    places = dict.fromkeys(where for c in claims for where in (c.subject, c.document))
    found = {id(row): row for where in places for row in own.get((by, where), ())}
    return ConsentRow(
        called(last),
        thing(words_of(last, "about")),
        last.subject,
        said.pop() if len(said) == 1 else DISPUTED if said else UNKNOWN,
        any(voice(held, word.claim) in keys for word in words),
        words,
        words_of(last, "condition"),
        met if isinstance(met := last.norm.get("condition_met"), bool) else None,
        tuple(found.values()),
    )


def state_of(claim: Claim) -> str:
    """The state by its word; one that is not given is not known."""
    return noted(claim, "state") or UNKNOWN
