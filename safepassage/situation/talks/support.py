"""Support: one party's backing of another that hangs on a requirement, and whether it is met."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from ..claim import Claim
from ..record import Held
from ..views.consents import condition_row, requirement_of
from ..views.content import content
from ..views.standing import heard, told_at, voice, word_of
from ..views.terms import key_of, named, party_of, words_of
from ..views.word import Word

ABSENT, CLAIMED, MET = "absent", "claimed", "met"
_SUPPORT = re.compile(r"\b(?:support|back|endors|approv|agree to|accept)\w*", re.IGNORECASE)
_NOT_SEEN = re.compile(
    r"\b(?:not|n't|never|no)\b.{0,30}\b(?:seen|see|received|been (?:shown|given)|provided)\b",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Support:
    """`by` supports `of` (or its `trigger`) only with `requirement`.

    `state`: "absent" while nobody says that the requirement is met, or the supporter says last
    that it is not; "claimed" when somebody else says that it is; "met" only on the supporter's
    own word. `rests_on`: who says that it is met or lacking.
    """

    by: str
    of: str
    trigger: str
    requirement: str
    state: str
    words: tuple[Word, ...]
    rests_on: tuple[Word, ...] = ()


def supports(held: Held, at: datetime, *, with_unreviewed: bool = False) -> tuple[Support, ...]:
    """Every condition of a support.

    A claim says that one is met or lacks by `meets` or `lacks` in its norm: the id of the
    condition's claim, or a list of ids. A supporter that says in the same text not to have seen
    the thing required says that it lacks.
    """
    groups: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    answers: dict[str, list[tuple[Claim, bool]]] = defaultdict(list)
    unseen: dict[str, list[Claim]] = defaultdict(list)
    for claim in held.standing(with_unreviewed=with_unreviewed):
        if not heard(held, claim, at):
            continue
        if claim.type == "condition" and _is_of_support(claim):
            groups[key_of(party_of(claim, "by")), key_of(requirement_of(claim))].append(claim)
        elif "meets" in claim.norm or "lacks" in claim.norm:
            for name, met in (("meets", True), ("lacks", False)):
                for condition in _ids(claim.norm.get(name)):
                    answers[condition].append((claim, met))
        elif claim.document is not None and _says_unseen(claim):
            unseen[claim.document].append(claim)
    return tuple(_support(held, group, answers, unseen) for group in groups.values())


def _is_of_support(claim: Claim) -> bool:
    trigger = words_of(claim, "trigger")
    return _SUPPORT.search(trigger or claim.words()) is not None


def _says_unseen(claim: Claim) -> bool:
    return claim.type in ("statement", "unknown") and _NOT_SEEN.search(claim.words()) is not None


def _ids(value: object) -> Iterable[str]:
    if isinstance(value, str):
        return (value,)
    return tuple(str(one) for one in value) if isinstance(value, list | tuple) else ()


def _support(
    held: Held,
    claims: list[Claim],
    answers: dict[str, list[tuple[Claim, bool]]],
    unseen: dict[str, list[Claim]],
) -> Support:
    row = condition_row(held, claims)
    found = [answer for claim in claims for answer in answers.get(claim.id, ())]
    known = {claim.id for claim, _ in found}
    supporters = {voice(held, claim) for claim in claims}
    supporters |= {key_of(row.by), key_of(party_of(claims[-1], "by"))}
    for claim in claims:
        for other in unseen.get(claim.document or "", ()):
            if other.id not in known and _lacks(held, other, claim, supporters):
                known.add(other.id)
                found.append((other, False))
    found.sort(key=lambda answer: told_at(held, answer[0]))
    return Support(
        row.by,
        row.on_party or named(claims[-1], "of"),
        row.trigger,
        row.requirement,
        _state(held, found, supporters),
        row.words,
        tuple(word_of(held, claim, "met" if met else "lacks") for claim, met in found),
    )


def _lacks(held: Held, said: Claim, condition: Claim, supporters: set[str]) -> bool:
    if voice(held, said) not in supporters:
        return False
    return bool(content(said.words()) & content(requirement_of(condition)))


def _state(held: Held, found: list[tuple[Claim, bool]], supporters: set[str]) -> str:
    """The supporter's last word counts; the word of others is a claim that it is met."""
    own = [met for claim, met in found if voice(held, claim) in supporters]
    if own and own[-1]:
        return MET
    said = [told_at(held, claim) for claim, _ in found if voice(held, claim) in supporters]
    last_own = max(said, default=None)
    others = [
        met
        for claim, met in found
        if voice(held, claim) not in supporters
        and (last_own is None or told_at(held, claim) > last_own)
    ]
    return CLAIMED if others and others[-1] else ABSENT
