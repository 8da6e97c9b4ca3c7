"""Negotiations: who talks with whom through whom, about what, and how it is said to stand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from ..claim import Claim
from ..record import Held
from ..views.consents import ConditionRow, conditions
from ..views.content import content
from ..views.deadlines import DeadlineRow, deadlines
from ..views.gate_board import DISPUTED, UNKNOWN
from ..views.groups import same_things
from ..views.standing import heard, last_words, told_at, word_of
from ..views.terms import noted, thing, words_of
from ..views.word import Word
from .contacts import Contact, contacts

_TALKS = re.compile(r"([^\W_]+)\s+(?:talks?|negotiations?|deal|discussions?)\b", re.IGNORECASE)
RELEASES = ("release", "rescue")
MEDIATES = ("mediator", "host", "guarantor", "coordinator")
DEMANDS, REFUSALS, OFFERS = ("demands",), ("refuses", "opposes"), ("offers", "supports")


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
    types = ("negotiation", "position", "party_role", "incident", "figure")
    claims = [
        claim
        for claim in held.standing(types, with_unreviewed=with_unreviewed)
        if heard(held, claim, at)
    ]
    groups = _groups(held, [claim for claim in claims if claim.type == "negotiation"])
    if not groups:
        return ()
    boards = _Boards(
        tuple(claim for claim in claims if claim.type != "negotiation"),
        conditions(held, at, with_unreviewed=with_unreviewed),
        deadlines(held, at, with_unreviewed=with_unreviewed),
        contacts(held, at, with_unreviewed=with_unreviewed),
    )
    return tuple(_row(held, group, boards) for group in groups)


@dataclass(frozen=True, slots=True)
class _Boards:
    others: tuple[Claim, ...]
    conditions: tuple[ConditionRow, ...]
    deadlines: tuple[DeadlineRow, ...]
    contacts: tuple[Contact, ...]


def topic_of(claim: Claim) -> str:
    """What the talks are about, as far as the words name it: "hostage talks" are about hostages."""
    said = thing(words_of(claim, "topic"))
    if said:
        return said
    found = (match[1] for match in _TALKS.finditer(claim.words()))
    return next((word for word in found if content(word)), "")


def _groups(held: Held, claims: list[Claim]) -> list[list[Claim]]:
    same = same_things(held, (claim.id for claim in claims), ("same_event", "repeats"))
    groups: list[list[Claim]] = []
    linked: dict[str, list[Claim]] = {}
    subjects: dict[str, list[Claim]] = {}
    texts: dict[str, list[list[Claim]]] = defaultdict(list)
    for claim in claims:
        thing = same.get(claim.id)
        group = linked.get(thing) if thing else None
        if group is None and claim.subject is not None:
            group = subjects.get(claim.subject)
        if group is None and claim.document is not None:
            group = next((one for one in texts[claim.document] if _joins(claim, one)), None)
        if group is None:
            group = []
            groups.append(group)
        group.append(claim)
        if thing:
            linked.setdefault(thing, group)
        if claim.subject is not None:
            subjects.setdefault(claim.subject, group)
        if claim.document is not None and not any(one is group for one in texts[claim.document]):
            texts[claim.document].append(group)
    return groups


def _joins(claim: Claim, group: Iterable[Claim]) -> bool:
    """Whether a claim of the same text may be about these talks: no other topic or address."""
    topics = {word for one in group for word in content(topic_of(one))}
    own = content(topic_of(claim))
    subjects = {one.subject for one in group} - {None}
    if claim.subject is not None and subjects and claim.subject not in subjects:
        return False
    return not own or not topics or bool(own & topics)


class _Talks:
    """What tells whether another fact belongs to some talks."""

    def __init__(self, held: Held, claims: list[Claim]) -> None:
        self.ids = {claim.id for claim in claims}
        self.subjects = {claim.subject for claim in claims if claim.subject is not None}
        self.documents = {claim.document for claim in claims if claim.document is not None}
        self.topic = frozenset(word for c in claims for word in content(topic_of(c)))
        self.spans = [(c.document, c.evidence) for c in claims if c.evidence is not None]
        self.linked = {
            name
            for link in held.links
            if link.kind in ("same_event", "repeats") and {link.a, link.b} & self.ids
            for name in (link.a, link.b)
        }

    def why(self, claim: Claim) -> str | None:
        """Why a claim belongs to the talks; None where nothing says so."""
        if claim.id in self.linked:
            return "linked"
        if claim.subject is not None and claim.subject in self.subjects:
            return f"about {claim.subject}"
        if claim.document not in self.documents or claim.evidence is None:
            return None
        start, end = claim.evidence.start, claim.evidence.end
        if any(d == claim.document and s.start < end and start < s.end for d, s in self.spans):
            return "the same words"
        shared = sorted(self.topic & content(claim.evidence.text))
        return f"the same text speaks of {', '.join(shared)}" if shared else None


def _row(held: Held, claims: list[Claim], boards: _Boards) -> Negotiation:
    talks = _Talks(held, claims)
    claims.sort(key=lambda claim: told_at(held, claim))
    parts = [(claim, why) for claim in boards.others if (why := talks.why(claim)) is not None]
    last = last_words(held, list(claims), _state)
    said = {word.says for word in last} - {UNKNOWN}
    return Negotiation(
        next((claim.subject for claim in reversed(claims) if claim.subject), None),
        next((topic for claim in reversed(claims) if (topic := topic_of(claim))), ""),
        _agreed(said),
        tuple(dict.fromkeys(name for claim in claims for name in parties_of(claim))),
        tuple(channel for claim in claims if (channel := _channel(claim)) is not None),
        _parts(held, parts, "party_role", "role", MEDIATES),
        _parts(held, parts, "position", "stance", DEMANDS),
        _parts(held, parts, "position", "stance", REFUSALS),
        _parts(held, parts, "position", "stance", OFFERS),
        tuple(row for row in boards.conditions if _belongs(talks, row.words)),
        tuple(row for row in boards.deadlines if _belongs(talks, row.words)),
        tuple(word_of(held, claim, _health(claim)) for claim in claims),
        tuple(row for row in boards.contacts if _belongs(talks, row.words)),
        (
            *_parts(held, parts, "incident", "kind", RELEASES),
            *_parts(held, parts, "figure", "measure", ("released",)),
        ),
        tuple(sorted(name for name in talks.subjects if name.startswith("population/"))),
    )


def parties_of(claim: Claim) -> tuple[str, ...]:
    """The parties to talks, by their names in the text or else in the norm."""
    spans = [*claim.fields.get("party", ()), *claim.fields.get("parties", ())]
    if spans:
        return tuple(dict.fromkeys(" ".join(span.text.split()) for span in spans))
    found: list[str] = []
    for name in ("party", "parties"):
        value = claim.norm.get(name)
        found += [
            str(one) for one in (value if isinstance(value, list | tuple) else [value]) if one
        ]
    return tuple(dict.fromkeys(found))


def _channel(claim: Claim) -> Channel | None:
    """Between at least two parties, or of one through a mediator."""
    parties, via = parties_of(claim), words_of(claim, "mediator")
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
    return words_of(claim, "verb") or _state(claim)


def _belongs(talks: _Talks, words: Iterable[Word]) -> bool:
    return any(talks.why(word.claim) is not None for word in words)


def _parts(
    held: Held,
    parts: Iterable[tuple[Claim, str]],
    kind: str,
    name: str,
    values: Collection[str],
) -> tuple[Part, ...]:
    """Claims of a type whose norm has one of the values, the oldest first."""
    found = [
        (claim, why) for claim, why in parts if claim.type == kind and noted(claim, name) in values
    ]
    found.sort(key=lambda part: told_at(held, part[0]))
    return tuple(Part(word_of(held, claim, noted(claim, name)), why) for claim, why in found)
