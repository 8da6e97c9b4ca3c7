"""History: who decided on a claim, and when."""

from __future__ import annotations

from ..event import Claimed, Event, Retracted, Reviewed
from ..record import Record
from .undo import undone


def decided(record: Record, claim: str) -> Event | None:
    """The last event that counts and says whether a claim stands; None while it waits."""
    gone = undone(record)
    for event in reversed(record.events):
        if event.number in gone:
            continue
        match event.act:
            case Reviewed() | Retracted() if event.act.claim == claim:
                return event
            case Claimed(state="accepted") if claim in (
                event.act.claim.id,
                *event.act.claim.supersedes,
            ):
                return event
            case _:
                continue
    return None
