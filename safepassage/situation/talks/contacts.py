"""Contacts: calls and meetings in order, what was spoken of, and what is said again or is new."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from ..claim import Claim
from ..record import Held
from ..views.due import when_of
from ..views.groups import same_things
from ..views.standing import heard, told_at, word_of
from ..views.terms import named, noted, pieces_of, words_of
from ..views.word import Word
from ..when import When
from .likeness import last_name, same_topic, speaks_of

_COMMITS = re.compile(
    r"\b(?:re)?(?:affirm|iterat|commit|pledg|promis|undert[ao]k|assur|vow|guarantee)\w*",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"\b(?:reaffirm|reiterat|repeat)\w*|\bagain\b|\bcontinu\w+ to\b|\bunchanged\b"
    r"|\b(?:has|have) ?n[o']t changed\b|\bremains?\b",
    re.IGNORECASE,
)


Calls = dict[str, list[Claim]]


@dataclass(frozen=True, slots=True)
class Topic:
    """What was spoken of. `again`: the same pair spoke of it before (None: their first contact)."""

    words: str
    again: bool | None


@dataclass(frozen=True, slots=True)
class Commitment:
    """What one of them undertook or affirmed. `said_again`: the words themselves say that it is a
    repetition; `before`: the claim of an earlier contact of the pair that it repeats.
    """

    word: Word
    said_again: bool
    before: str | None


@dataclass(frozen=True, slots=True)
class Contact:
    """`when`: the day it was, where that is known. `not_again`: topics of the pair's last contact
    of which this one says nothing. `before`: the claim of that last contact.
    """

    a: str
    a_role: str
    b: str
    b_role: str
    form: str
    state: str
    when: When | None
    place: str
    topics: tuple[Topic, ...]
    commitments: tuple[Commitment, ...]
    not_again: tuple[str, ...]
    before: str | None
    words: tuple[Word, ...]


def contacts(held: Held, at: datetime, *, with_unreviewed: bool = False) -> tuple[Contact, ...]:
    """The log of contacts, the oldest first; claims that links join are one contact."""
    claims: list[Claim] = []
    others: list[Claim] = []
    types = ("contact", "statement", "position")
    for claim in held.standing(types, with_unreviewed=with_unreviewed):
        if claim.type != "contact":
            others.append(claim)
        elif heard(held, claim, at):
            claims.append(claim)
    calls = _calls(claims)
    spoken: dict[str, list[Claim]] = {document: [] for document in calls}
    for claim in others:
        if claim.document in spoken and heard(held, claim, at) and _COMMITS.search(claim.words()):
            spoken[claim.document].append(claim)
    same = same_things(held, (claim.id for claim in claims), ("same_event", "repeats"))
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[same.get(claim.id, claim.id)].append(claim)
    ordered = sorted(groups.values(), key=lambda group: _order(held, group))
    found: list[Contact] = []
    last: dict[frozenset[str], Contact] = {}
    for group in ordered:
        pair = frozenset(last_name(_first(group, side)) for side in ("a", "b"))
        before = last.get(pair) if len(pair - {""}) == 2 else None
        contact = _contact(held, group, spoken, calls, before)
        last[pair] = contact
        found.append(contact)
    return tuple(found)


def _calls(claims: Iterable[Claim]) -> Calls:
    """The contacts of each text, in the order in which they stand there."""
    found: Calls = defaultdict(list)
    for claim in claims:
        if claim.document is not None:
            found[claim.document].append(claim)
    for here in found.values():
        here.sort(key=lambda claim: claim.evidence.start if claim.evidence else 0)
    return found


def _order(held: Held, group: list[Claim]) -> datetime:
    when = next((day for claim in group if (day := _when(claim)) is not None), None)
    return when.earliest if when else min(told_at(held, claim) for claim in group)


def _when(claim: Claim) -> When | None:
    return when_of(claim.norm.get("date")) or claim.valid.since


def _first(claims: Iterable[Claim], field: str) -> str:
    return next((found for claim in claims if (found := words_of(claim, field))), "")


def _contact(
    held: Held,
    group: list[Claim],
    spoken: dict[str, list[Claim]],
    calls: Calls,
    before: Contact | None,
) -> Contact:
    topics = _topics(group)
    names = [_first(group, name) for name in ("a", "b", "a_role", "b_role")]
    earlier = [one.words for one in before.topics] if before else []
    promised = _spoken_there(group, spoken, names, calls)
    return Contact(
        _named(group, "a"),
        _first(group, "a_role"),
        _named(group, "b"),
        _first(group, "b_role"),
        noted(group[-1], "form") or "contact",
        noted(group[-1], "state") or "held",
        next((when for claim in group if (when := _when(claim)) is not None), None),
        _first(group, "place"),
        tuple(
            Topic(topic, any(same_topic(topic, old) for old in earlier) if before else None)
            for topic in topics
        ),
        tuple(
            _commitment(held, claim, words, before)
            for claim, words in (*((one, one.words()) for one in promised), *_noted(group))
        ),
        tuple(old for old in earlier if not any(same_topic(topic, old) for topic in topics)),
        before.words[0].claim.id if before else None,
        tuple(word_of(held, claim, noted(claim, "form")) for claim in group),
    )


def _named(group: Sequence[Claim], side: str) -> str:
    return next((found for claim in group if (found := words_of(claim, side))), "") or next(
        (found for claim in group if (found := named(claim, side))), ""
    )


def _topics(group: Iterable[Claim]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(topic for claim in group for topic in pieces_of(claim, "topics")))


def _spoken_there(
    group: Iterable[Claim], spoken: dict[str, list[Claim]], names: Sequence[str], calls: Calls
) -> list[Claim]:
    """What the same text says that one of the two undertook or affirmed.

    It names one of them, and no other call of the text stands closer before it.
    """
    found: list[Claim] = []
    for call in group:
        for claim in spoken.get(call.document or "", ()):
            if _closest(claim, calls) is call and speaks_of(claim.words(), names):
                found.append(claim)
    return [claim for claim in found if not any(_within(claim, other) for other in found)]


def _closest(claim: Claim, calls: Calls) -> Claim:
    """The last call that ends before a claim's words begin; where none does, the text's first."""
    here = calls[claim.document or ""]
    start = claim.evidence.start if claim.evidence else 0
    before = [call for call in here if call.evidence and call.evidence.end <= start]
    return before[-1] if before else here[0]


def _within(claim: Claim, other: Claim) -> bool:
    """Whether the words of a claim are a part of those of another one."""
    one, whole = claim.evidence, other.evidence
    if claim is other or one is None or whole is None or claim.document != other.document:
        return False
    return whole.start <= one.start and one.end <= whole.end and one != whole


def _noted(group: Iterable[Claim]) -> Iterator[tuple[Claim, str]]:
    """What whoever wrote the contact down by hand noted as undertaken in it."""
    for claim in group:
        for words in pieces_of(claim, "commitments"):
            yield claim, words


def _commitment(held: Held, claim: Claim, words: str, before: Contact | None) -> Commitment:
    earlier = before.commitments if before else ()
    repeated = (
        one.word.claim.id
        for one in earlier
        if one.word.claim.id != claim.id and same_topic(one.word.says, words)
    )
    again = _AGAIN.search(words) is not None
    return Commitment(word_of(held, claim, words), again, next(repeated, None))
