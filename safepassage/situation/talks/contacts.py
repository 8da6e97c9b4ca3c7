"""Contacts: calls and meetings in order, what was spoken of, and what is said again or is new."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from ..claim import Claim
from ..record import Held
from ..views.groups import same_things
from ..views.standing import heard, told_at, word_of
from ..views.terms import named, noted, pieces_of, words_of
from ..views.word import Word
from ..when import When, when_of
from .commitments import Commitment, Promises
from .likeness import last_name, same_topic

Pair = frozenset[str]


@dataclass(frozen=True, slots=True)
class Topic:
    """What was spoken of. `again`: the same pair spoke of it before (None: their first contact)."""

    words: str
    again: bool | None


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
    """The log of contacts, the oldest first.

    Claims that links join are one contact, and those of one text about one pair, unless two days
    are named.
    """
    claims: list[Claim] = []
    others: list[Claim] = []
    types = ("contact", "statement", "position")
    for claim in held.standing(types, with_unreviewed=with_unreviewed):
        if claim.type != "contact":
            others.append(claim)
        elif heard(held, claim, at):
            claims.append(claim)
    promises = Promises(claims)
    for claim in others:
        if heard(held, claim, at):
            promises.hear(claim)
    found: list[Contact] = []
    last: dict[Pair, Contact] = {}
    for group in sorted(_groups(held, claims), key=lambda group: _order(held, group)):
        pair = _pair(group)
        contact = _contact(held, group, promises, last.get(pair) if pair else None)
        last[pair] = contact
        found.append(contact)
    return tuple(found)


def _groups(held: Held, claims: Iterable[Claim]) -> list[list[Claim]]:
    """The claims about each contact."""
    claims = tuple(claims)
    same = same_things(held, (claim.id for claim in claims), ("same_event", "repeats"))
    groups: dict[str, list[Claim]] = defaultdict(list)
    told: dict[tuple[str, Pair], list[str]] = defaultdict(list)
    for claim in claims:
        name = same.get(claim.id)
        pair = _pair([claim])
        here = told[claim.document, pair] if claim.document is not None and pair else []
        if name is None:
            name = next((one for one in here if _one_day(claim, groups[one])), claim.id)
        groups[name].append(claim)
        here.append(name)
    return list(groups.values())


def _one_day(claim: Claim, group: Iterable[Claim]) -> bool:
    """Whether a claim names no other day than those it is to stand with."""
    days = [day for one in (claim, *group) if (day := _when(one)) is not None]
    return all(day == days[0] for day in days)


def _pair(group: Sequence[Claim]) -> Pair:
    """The last names of both; empty where the words do not name two."""
    names = frozenset(last_name(name) for name in _sides(group)) - {""}
    return names if len(names) == 2 else frozenset()


def _sides(group: Sequence[Claim]) -> tuple[str, str]:
    """Who and whom, in the words of the text; "X and Y discussed" names both in one."""
    a, b = _named(group, "a"), _named(group, "b")
    if a and not b and " and " in a:
        a, _, b = a.partition(" and ")
    return a, b


def _order(held: Held, group: list[Claim]) -> datetime:
    when = next((day for claim in group if (day := _when(claim)) is not None), None)
    return when.earliest if when else min(told_at(held, claim) for claim in group)


def _when(claim: Claim) -> When | None:
    return when_of(claim.norm.get("date")) or claim.valid.since


def _first(claims: Iterable[Claim], field: str) -> str:
    return next((found for claim in claims if (found := words_of(claim, field))), "")


def _contact(held: Held, group: list[Claim], promises: Promises, before: Contact | None) -> Contact:
    topics = _topics(group)
    a, b = _sides(group)
    names = [a, b, _first(group, "a_role"), _first(group, "b_role")]
    earlier = [one.words for one in before.topics] if before else []
    return Contact(
        a,
        _first(group, "a_role"),
        b,
        _first(group, "b_role"),
        next((form for claim in group if (form := noted(claim, "form"))), "contact"),
        next((state for claim in group if (state := noted(claim, "state"))), "held"),
        next((when for claim in group if (when := _when(claim)) is not None), None),
        _first(group, "place"),
        tuple(
            Topic(topic, any(same_topic(topic, old) for old in earlier) if before else None)
            for topic in topics
        ),
        promises.of(held, group, names, before.commitments if before else ()),
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
