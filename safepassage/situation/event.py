"""Event: one line of the log, which is only ever added to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .claim import Claim
from .claim_json import claim_from_json, claim_json
from .document import Document

REVIEWS = ("accepted", "rejected")
LINKS = ("conflicts", "same_event", "repeats")


@dataclass(frozen=True, slots=True)
class Read:
    """A document was taken in; its bytes and its text lie beside the log."""

    document: Document


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claim was put down. It waits for review unless `state` is "accepted" (hand entry)."""

    claim: Claim
    state: str = "proposed"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Somebody accepted or rejected a claim; a later review replaces an earlier one."""

    claim: str
    state: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Linked:
    """Two claims conflict, speak of the same event, or one repeats the other."""

    a: str
    b: str
    kind: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Withheld:
    """A claim stays inside from now on, for a reason; with `reason` None it may go out again."""

    claim: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class Retracted:
    """Whoever said it took it back, or it was found to be wrong."""

    claim: str
    reason: str


@dataclass(frozen=True, slots=True)
class Undone:
    """An earlier event no longer counts; it stays in the log."""

    event: int
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Issued:
    """A numbered product (a sitrep) was given out for readers of a grade, as of an instant.

    `as_of` is ISO 8601 with its offset; `facts` the hash of what it says, whatever the language.
    """

    product: str
    grade: str
    number: int
    as_of: str
    facts: str


Act = Read | Claimed | Reviewed | Linked | Withheld | Retracted | Undone | Issued


@dataclass(frozen=True, slots=True)
class Event:
    """`number` counts from 1. `recorded` never goes back: where the clock did, `clock` tells."""

    number: int
    recorded: datetime
    by: str
    act: Act
    clock: datetime | None = None


_KINDS: dict[str, type[Any]] = {
    "read": Read,
    "claim": Claimed,
    "review": Reviewed,
    "link": Linked,
    "withhold": Withheld,
    "retract": Retracted,
    "undo": Undone,
    "issue": Issued,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}


def kind_of(act: Act) -> str:
    """The word for an act: read, claim, review, link, withhold, retract, undo or issue."""
    return _NAMES[type(act)]


def act_json(act: Act) -> dict[str, Any]:
    """An act as plain JSON."""
    if isinstance(act, Read):
        return {"document": act.document.to_json()}
    if isinstance(act, Claimed):
        return {"claim": claim_json(act.claim), "state": act.state}
    return {name: getattr(act, name) for name in type(act).__slots__}


def act_from_json(kind: str, value: dict[str, Any]) -> Act:
    """Read what `act_json` wrote."""
    if kind == "read":
        return Read(Document.from_json(value["document"]))
    if kind == "claim":
        return Claimed(claim_from_json(value["claim"]), value["state"])
    act: Act = _KINDS[kind](**value)
    return act
