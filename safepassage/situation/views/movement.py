"""Movement: departures, services, orders for zones and forces that stand ready, as reported."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from ..claim import Claim
from ..record import Held
from .gate_board import DISPUTED, UNKNOWN
from .standing import heard, last_words
from .terms import called, key_of, noted, words_of
from .word import Word

TYPES = ("transport", "service_status", "order", "capability")
_STATE = {"transport": "state", "service_status": "status", "order": "level", "capability": "state"}
_DETAILS = {
    "transport": ("operator", "mode", "origin", "dest", "when", "capacity", "count"),
    "service_status": ("operator", "since"),
    "order": ("zones", "by", "when"),
    "capability": ("party", "purpose", "place"),
}


@dataclass(frozen=True, slots=True)
class MovementRow:
    """`type`: transport, service_status, order or capability. `last`: it is said to be the last
    departure. `details`: names and words, as the newest claim has them.
    """

    type: str
    name: str
    subject: str | None
    state: str
    last: bool
    details: tuple[tuple[str, str], ...]
    words: tuple[Word, ...]


def movement(held: Held, at: datetime, *, with_unreviewed: bool = False) -> tuple[MovementRow, ...]:
    """One row for a leg, a carrier, a zone or a force: its address, or the words of the text."""
    groups: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for claim in held.standing(TYPES, with_unreviewed=with_unreviewed):
        if heard(held, claim, at):
            groups[_key(claim)].append(claim)
    return tuple(_row(held, group) for group in groups.values())


def movement_state(claim: Claim) -> str:
    """The state by its word; one that is not given is not known."""
    return noted(claim, _STATE[claim.type]) or UNKNOWN


def _key(claim: Claim) -> tuple[str, ...]:
    if claim.subject is not None:
        return claim.type, claim.subject
    names = [key_of(words_of(claim, name)) for name in _DETAILS[claim.type] if name != "count"]
    return (claim.type, *names) if any(names) else (claim.type, claim.words())


def _row(held: Held, claims: list[Claim]) -> MovementRow:
    words = last_words(held, claims, movement_state)
    last = words[-1].claim
    said = {word.says for word in words} - {UNKNOWN}
    details = tuple(
        (name, found) for name in _DETAILS[last.type] if (found := words_of(last, name))
    )
    return MovementRow(
        last.type,
        _name(last),
        last.subject,
        said.pop() if len(said) == 1 else DISPUTED if said else UNKNOWN,
        last.norm.get("last") is True,
        details,
        words,
    )


def _name(claim: Claim) -> str:
    if claim.type == "order":
        return words_of(claim, "zones") or claim.words()
    if claim.type == "capability":
        return called(claim) or claim.words()
    return words_of(claim, "operator") or words_of(claim, "mode") or claim.words()
