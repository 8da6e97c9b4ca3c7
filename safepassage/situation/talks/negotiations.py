"""Negotiations: who talks with whom through whom, about what, and how it is said to stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from ..claim import Claim
from ..record import Held
from ..views.consents import ConditionRow, conditions
from ..views.content import content
from ..views.deadlines import DeadlineRow, deadlines
from ..views.gate_board import DISPUTED, UNKNOWN
from ..views.standing import heard, last_words, told_at, word_of
from ..views.terms import noted, pieces_of, words_of
from ..views.word import Word
from .belonging import Belonging, Talks, talks_of, topic_of
from .contacts import Contact, contacts

# what a fact may be to talks: the name in its norm, and the part by its value
PARTS: dict[str, tuple[str, dict[str, str]]] = {
    "party_role": (
        "role",
        dict.fromkeys(("mediator", "host", "guarantor", "coordinator"), "between"),
    ),
    "position": (
        "stance",
        {
            "demands": "demanded",
            "refuses": "refused",
            "opposes": "refused",
            "offers": "offered",
            "supports": "offered",
        },
    ),
    "incident": ("kind", {"release": "outcome", "rescue": "outcome"}),
    "figure": ("measure", {"released": "outcome"}),
}


@dataclass(frozen=True, slots=True)
class Part:
    """Something that belongs to the talks, and why it is counted among them."""

    word: Word
    why: str


@dataclass(frozen=True, slots=True)
class Channel:
    """Who speaks with whom; `via`: through whom, empty where the words name nobody."""

    parties: tuple[str, ...]
    via: str
    claim: str

    @property
    def indirect(self) -> bool:
        """Whether the words name somebody in between."""
        return bool(self.via)


@dataclass(frozen=True, slots=True)
class Negotiation:
    """`state`: ongoing, at_risk, agreed, failed, planned or paused as all who speak of it now say;
    "disputed" where they differ. `health`: what was said of how it stands, the oldest first, in
    the words of the text. `waits`: populations that depend on it and never on seats. `clocks`:
    ultimatums and other ends that hang on it.
    """

    subject: str | None
    topic: str
    state: str
    parties: tuple[str, ...]
    channels: tuple[Channel, ...]
    intermediaries: tuple[Part, ...]
    demands: tuple[Part, ...]
    refusals: tuple[Part, ...]
    offers: tuple[Part, ...]
    conditions: tuple[ConditionRow, ...]
    clocks: tuple[DeadlineRow, ...]
    health: tuple[Word, ...]
    meetings: tuple[Contact, ...]
    outcomes: tuple[Part, ...]
    waits: tuple[str, ...]


def negotiations(
    held: Held, at: datetime, *, with_unreviewed: bool = False
) -> tuple[Negotiation, ...]:
    """One row for talks. Claims about them are one where a link or an address joins them, or
    where they stand in one text and neither names another topic.

    Other facts belong to talks for one of these reasons, said with each: a link; the same
    address; the words of one claim about the talks; a word of their topic in the same text.
    """
    claims: list[Claim] = []
    facts: list[tuple[str, Claim]] = []
    types = ("negotiation", "position", "party_role", "incident", "figure")
    for claim in held.standing(types, with_unreviewed=with_unreviewed):
        if claim.type == "negotiation":
            if heard(held, claim, at):
                claims.append(claim)
        elif (part := _part_of(claim)) is not None and heard(held, claim, at):
            facts.append((part, claim))
    if not claims:
        return ()
    talks = talks_of(held, claims)
    belonging = Belonging(held, talks)
    parts: dict[tuple[int, str], list[Part]] = defaultdict(list)
    facts.sort(key=lambda fact: told_at(held, fact[1]))
    for part, claim in facts:
        for number, why in belonging.of(claim).items():
            parts[number, part].append(Part(word_of(held, claim, _value(claim)), why))
    boards = _Boards(
        _by_talks(belonging, conditions(held, at, with_unreviewed=with_unreviewed)),
        _by_talks(belonging, deadlines(held, at, with_unreviewed=with_unreviewed)),
        _by_talks(belonging, contacts(held, at, with_unreviewed=with_unreviewed)),
    )
    return tuple(_row(held, number, one, parts, boards) for number, one in enumerate(talks))


class _HasWords(Protocol):
    @property
    def words(self) -> tuple[Word, ...]: ...


Row = TypeVar("Row", bound=_HasWords)


@dataclass(frozen=True, slots=True)
class _Boards:
    """Rows of other views by the number of the talks that they belong to."""

    conditions: dict[int, list[ConditionRow]]
    deadlines: dict[int, list[DeadlineRow]]
    contacts: dict[int, list[Contact]]


def _by_talks(belonging: Belonging, rows: Iterable[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        for number in belonging.of_any(word.claim for word in row.words):
            found[number].append(row)
    return found


def _part_of(claim: Claim) -> str | None:
    """What a fact may be to talks: in between, demanded, refused, offered or an outcome."""
    name, parts = PARTS[claim.type]
    return parts.get(noted(claim, name))


def _value(claim: Claim) -> str:
    return noted(claim, PARTS[claim.type][0])


def _row(
    held: Held,
    number: int,
    talks: Talks,
    parts: dict[tuple[int, str], list[Part]],
    boards: _Boards,
) -> Negotiation:
    claims = sorted(talks.claims, key=lambda claim: told_at(held, claim))
    last = last_words(held, list(claims), _state)

    def found(part: str) -> tuple[Part, ...]:
        return tuple(parts.get((number, part), ()))

    return Negotiation(
        next((claim.subject for claim in reversed(claims) if claim.subject), None),
        next((topic for claim in reversed(claims) if (topic := topic_of(claim))), ""),
        _agreed({word.says for word in last} - {UNKNOWN}),
        tuple(dict.fromkeys(name for claim in claims for name in parties_of(claim))),
        tuple(channel for claim in claims if (channel := _channel(claim)) is not None),
        found("between"),
        found("demanded"),
        found("refused"),
        found("offered"),
        tuple(boards.conditions.get(number, ())),
        tuple(boards.deadlines.get(number, ())),
        tuple(word_of(held, claim, _health(claim)) for claim in claims),
        tuple(boards.contacts.get(number, ())),
        found("outcome"),
        tuple(sorted(name for name in talks.subjects if name.startswith("population/"))),
    )


def parties_of(claim: Claim) -> tuple[str, ...]:
    """The parties to talks, by their names in the text or else in the norm."""
    return tuple(dict.fromkeys((*pieces_of(claim, "party"), *pieces_of(claim, "parties"))))


def _channel(claim: Claim) -> Channel | None:
    """Between at least two parties, or of one through a mediator."""
    parties, via = parties_of(claim), words_of(claim, "mediator")
    via = via if content(via) else ""
    if len(parties) < 2 and not (parties and via):
        return None
    return Channel(parties, via, claim.id)


def _state(claim: Claim) -> str:
    return noted(claim, "state") or UNKNOWN


def _agreed(said: set[str]) -> str:
    """Talks at risk go on all the same; other states do not stand together."""
    if said == {"ongoing", "at_risk"}:
        return "at_risk"
    return next(iter(said)) if len(said) == 1 else DISPUTED if said else UNKNOWN


def _health(claim: Claim) -> str:
    """How it stands, in the words of the text where it has some."""
    stated = words_of(claim, "state") if "state" in claim.fields else ""
    return words_of(claim, "verb") or stated or _state(claim)
