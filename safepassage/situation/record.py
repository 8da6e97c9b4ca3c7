"""Record: the log of events, and what was held at any time, which is a replay of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise

from .claim import Claim
from .document import Document
from .event import Claimed, Event, Linked, Read, Retracted, Reviewed, Undone, Withheld

STATES = ("proposed", "accepted", "rejected", "superseded", "retracted")


@dataclass(frozen=True, slots=True)
class Held:
    """What was held at `known`: claims with their states, links, and what stays inside.

    Mappings are not to be changed. `recorded` says when each claim was put down; `events` is what
    was played, so that it can be played again without what has to stay inside.
    """

    known: datetime
    claims: dict[str, Claim] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)
    recorded: dict[str, datetime] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    withheld: dict[str, str] = field(default_factory=dict)
    links: tuple[Linked, ...] = ()
    documents: dict[str, Document] = field(default_factory=dict)
    events: tuple[Event, ...] = field(default=(), repr=False)

    def state(self, claim: str) -> str:
        """proposed, accepted, rejected, superseded or retracted."""
        return self.states[claim]

    def standing(
        self, types: Iterable[str] | None = None, *, with_unreviewed: bool = False
    ) -> tuple[Claim, ...]:
        """Claims that stand, in the order of the log: accepted ones, or proposed ones as well."""
        states = {"accepted", "proposed"} if with_unreviewed else {"accepted"}
        claims: Iterable[Claim] = self.claims.values()
        if types is not None:
            wanted = set(types)
            claims = [claim for claim in claims if claim.type in wanted]
        return tuple([claim for claim in claims if self.states[claim.id] in states])

    def links_of(self, claim: str) -> tuple[Linked, ...]:
        """Links in which a claim takes part."""
        return tuple(link for link in self.links if claim in (link.a, link.b))


@dataclass(frozen=True, slots=True)
class Record:
    """All events in order; `as_of` replays those recorded by then."""

    events: tuple[Event, ...] = ()

    @classmethod
    def of(cls, events: Iterable[Event]) -> Record:
        """A record of events in the order of their numbers."""
        ordered = tuple(sorted(events, key=lambda event: event.number))
        for before, after in pairwise(ordered):
            if after.recorded < before.recorded:
                raise ValueError(f"event {after.number} was recorded before its forerunner")
        return cls(ordered)

    def until(self, known: datetime) -> tuple[Event, ...]:
        """Events recorded at or before an instant."""
        return self.events[: bisect_right(self.events, known, key=lambda event: event.recorded)]

    def as_of(self, known: datetime) -> Held:
        """What was held at an instant: every claim put down by then, and how it stood then."""
        return replay(self.until(known), known)

    def now(self) -> Held:
        """What the whole log says."""
        known = self.events[-1].recorded if self.events else datetime.max.astimezone()
        return replay(self.events, known)


def replay(events: Iterable[Event], known: datetime) -> Held:
    """Play events in order; an undone event does not count, its undoing may be undone again."""
    events = tuple(events)
    gone = undone(events)
    held = Held(known)
    links: list[Linked] = []
    for event in events:
        if event.number not in gone:
            _play(held, links, event)
    return Held(
        known,
        held.claims,
        held.states,
        held.recorded,
        held.reasons,
        held.withheld,
        tuple(links),
        held.documents,
        events,
    )


def undone(events: tuple[Event, ...]) -> set[int]:
    """Numbers of events that no longer count, from the latest back."""
    gone: set[int] = set()
    for event in reversed(events):
        if isinstance(event.act, Undone) and event.number not in gone:
            gone.add(event.act.event)
    return gone


def _play(held: Held, links: list[Linked], event: Event) -> None:
    act = event.act
    match act:
        case Read():
            held.documents[act.document.sha256] = act.document
        case Claimed():
            claim = act.claim
            held.claims[claim.id] = claim
            held.states[claim.id] = act.state
            held.recorded[claim.id] = event.recorded
            for old in claim.supersedes if act.state == "accepted" else ():
                _supersede(held, old)
        case Reviewed():
            _review(held, act)
        case Retracted() if act.claim in held.claims:
            held.states[act.claim] = "retracted"
            held.reasons[act.claim] = act.reason
        case Withheld():
            if act.reason is None:
                held.withheld.pop(act.claim, None)
            else:
                held.withheld[act.claim] = act.reason
        case Linked():
            links.append(act)
        case _:
            pass


def _review(held: Held, act: Reviewed) -> None:
    if act.claim not in held.claims or held.states[act.claim] == "retracted":
        return
    held.states[act.claim] = act.state
    if act.reason is not None:
        held.reasons[act.claim] = act.reason
    for old in held.claims[act.claim].supersedes if act.state == "accepted" else ():
        _supersede(held, old)


def _supersede(held: Held, old: str) -> None:
    """A claim that was taken back or turned down stays what it is; any other is replaced."""
    if held.states.get(old) in ("accepted", "proposed"):
        held.states[old] = "superseded"
